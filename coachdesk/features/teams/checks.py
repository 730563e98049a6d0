"""What is typed about teams and members, checked before it is stored."""

from collections.abc import Mapping, Sequence

from coachdesk.features.teams.counties import area_to_store, county
from coachdesk.features.teams.model import Member, MemberFields, Role, Team, TeamFields
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line, clean_text
from coachdesk.kernel.text import LANGUAGES, Message, msg

NAME_LIMIT = 200
TEXT_LIMIT = 10_000
_TEAM_LINES = (
    "name", "unit_name", "area", "site", "contact_name", "contact_position", "contact_phone",
    "contact_email",
)  # fmt: skip
_TEAM_TEXTS = ("unit_description", "reason", "expectations")
_MEMBER_LINES = ("name", "occupational_group", "phone", "email")
TYPED_TEAM_FIELDS = frozenset((*_TEAM_LINES, *_TEAM_TEXTS))
TYPED_MEMBER_FIELDS = frozenset(_MEMBER_LINES)
"""Fields typed, not chosen: bursts of typing in one of them are one change."""


def check_team(fields: TeamFields, before: Team | None = None) -> TeamFields:
    """The fields cleaned, and the area that a new county brings; `before` is the team as it is.

    Raises `UserError` for an empty name, too long a text, an unknown county or language.
    """
    checked = TeamFields()
    for name, content in _clean(fields, _TEAM_LINES, _TEAM_TEXTS).items():
        checked[name] = content  # type: ignore[literal-required]  # the names come from `fields`
    if "name" in checked or before is None:
        _require(checked.get("name", ""), msg("teams", "Give the team a name."))
    if checked.get("language", "fi") not in LANGUAGES:
        raise UserError(msg("teams", "The language of a team is Finnish, Swedish or English."))
    if "area" in checked:
        checked["area"] = area_to_store(checked["area"])
    elif "county_code" in checked and _area_follows(before):
        checked["area"] = _area_of(checked["county_code"])
    _check_county(checked.get("county_code"))
    return checked


def check_member(fields: MemberFields, before: Member | None = None) -> MemberFields:
    """The fields cleaned; `before` is the member as it is.

    Raises `UserError` for an empty name, too long a text, an end before the beginning.
    """
    checked = MemberFields()
    for name, content in _clean(fields, _MEMBER_LINES, ()).items():
        checked[name] = content  # type: ignore[literal-required]  # the names come from `fields`
    if "name" in checked or before is None:
        _require(checked.get("name", ""), msg("teams", "Give the member a name."))
    if "role" in checked:
        checked["role"] = Role(checked["role"])
    begins = checked.get("active_from", before.active_from if before else None)
    ends = checked.get("active_to", before.active_to if before else None)
    if begins and ends and ends < begins:
        raise UserError(msg("teams", "The last day in the team is before the first one."))
    return checked


def _clean(
    fields: TeamFields | MemberFields, lines: Sequence[str], texts: Sequence[str]
) -> dict[str, object]:
    items: Mapping[str, object] = {**fields}
    cleaned: dict[str, object] = {}
    for name, content in items.items():
        if name in lines:
            cleaned[name] = clean_line(str(content), NAME_LIMIT)
        elif name in texts:
            cleaned[name] = clean_text(str(content), TEXT_LIMIT).strip()
        else:
            cleaned[name] = content
    return cleaned


def _require(name: str, sentence: Message) -> None:
    if not name:
        raise UserError(sentence)


def _check_county(code: int | None) -> None:
    if code is not None and county(code) is None:
        raise UserError(msg("teams", "There is no wellbeing services county {code}.", code=code))


def _area_of(county_code: int | None) -> str:
    found = county(county_code) if county_code is not None else None
    return found.area.fi if found else ""


def _area_follows(before: Team | None) -> bool:
    return before is None or before.area in {"", _area_of(before.county_code)}
