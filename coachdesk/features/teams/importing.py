"""What a table of teams or people would add, row by row, before anything is added."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar, cast

from coachdesk.exchange.tables import Row, Table
from coachdesk.features.teams.checks import check_member, check_team
from coachdesk.features.teams.county_words import county_meant
from coachdesk.features.teams.import_columns import (
    PERSON_FIELDS,
    TEAM_FIELDS,
    Layout,
    language_named,
    recognise,
    role_named,
)
from coachdesk.features.teams.model import (
    Member,
    MemberFields,
    NewTeam,
    Team,
    TeamFields,
    email_hint,
)
from coachdesk.kernel.dates import parse_date
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg

T = TypeVar("T")

_SHOWN = 60
"""Characters of a cell that a message repeats."""


class Verdict(Enum):
    """What becomes of a row."""

    ADDED = "added"
    ADDED_WITH_REMARKS = "added_with_remarks"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the table, with what becomes of it and why."""

    number: int
    team: str
    person: str
    verdict: Verdict
    remarks: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What would be added (`new`), and the verdict on every row of the table."""

    rows: tuple[PreviewRow, ...]
    new: tuple[NewTeam, ...]
    unused: tuple[str, ...] = ()
    warnings: tuple[Message, ...] = ()

    @property
    def teams(self) -> int:
        """How many teams would be added."""
        return sum(each.into is None for each in self.new)

    @property
    def people(self) -> int:
        """How many members would be added."""
        return sum(len(each.members) for each in self.new)


@dataclass(frozen=True, slots=True)
class Existing:
    """The teams and members there are, the day, and the language in which dates are read."""

    teams: Sequence[Team]
    members: Mapping[int, Sequence[Member]]
    today: dt.date
    language: str


def preview(table: Table, existing: Existing, into: Team | None = None) -> ImportPreview:
    """Read rows of teams, of people with their team, or (`into`) of people of one team.

    A cell that cannot be used is left out and its row says so; a row without a usable name is
    refused. A team or person of a name that is there already is not added again; new people of a
    known team join it. Raises `UserError` when the table as a whole cannot be used.
    """
    body, layout = recognise(table, into_team=into is not None)
    reader = _Reader(layout, existing, into)
    for problem in table.problems:
        reader.note(problem.row, problem.message)
    for row in body.rows:
        reader.read(row)
    reader.refuse_rows_left()
    new = tuple(each.new() for each in reader.groups.values() if each.adds)
    rows = tuple(sorted(reader.rows, key=lambda each: each.number))
    return ImportPreview(rows, new, layout.unused, body.warnings)


@dataclass
class _Group:
    """A team on its way in: its fields, its new people, and the names that are taken."""

    fields: TeamFields
    into: int | None
    taken: set[str]
    people: list[MemberFields] = field(default_factory=list)

    @property
    def adds(self) -> bool:
        return self.into is None or bool(self.people)

    def new(self) -> NewTeam:
        return NewTeam(self.fields, tuple(self.people), self.into)


class _Reader:
    """Goes through the rows, remembering the teams met so far."""

    def __init__(self, layout: Layout, existing: Existing, into: Team | None) -> None:
        self._layout = layout
        self._existing = existing
        self._into = into
        self._known = {_key(team.name): team for team in reversed(existing.teams)}
        self._last_team = ""
        self._notes: dict[int, list[Message]] = {}
        self.groups: dict[str, _Group] = {}
        self.rows: list[PreviewRow] = []

    def note(self, number: int, message: Message) -> None:
        """Something to say about a row, known before it is read or found in it."""
        self._notes.setdefault(number, []).append(message)

    def refuse_rows_left(self) -> None:
        """Rows of which nothing but a problem remained."""
        for number in self._notes.keys() - {row.number for row in self.rows}:
            self._close(number, "", "", Verdict.REFUSED)

    def read(self, row: Row) -> None:
        """Take a row in, or say why not."""
        person = self._person_name(row)
        team = self._last_team = self._team_name(row, person)
        try:
            team = check_team(TeamFields(name=team))["name"]
            if person or self._into:
                person = check_member(MemberFields(name=person))["name"]
        except UserError as problem:
            self.note(row.number, problem.message)
            self._close(row.number, team, person, Verdict.REFUSED)
            return
        is_new_team = _key(team) not in self.groups and self._known_team(team) is None
        group = self._group(row, team)
        is_new_person = self._take_person(row, group, person)
        remarks = self._notes.get(row.number)
        added = Verdict.ADDED_WITH_REMARKS if remarks else Verdict.ADDED
        verdict = added if is_new_team or is_new_person else Verdict.KNOWN
        self._close(row.number, team, person, verdict)

    def _team_name(self, row: Row, person: str) -> str:
        if self._into:
            return self._into.name
        # Spreadsheets leave merged cells empty below the first.
        return self._layout.cell(row, "team") or (self._last_team if person else "")

    def _person_name(self, row: Row) -> str:
        parts = (self._layout.cell(row, key) for key in ("given_name", "family_name"))
        return self._layout.cell(row, "name") or " ".join(part for part in parts if part)

    def _known_team(self, name: str) -> Team | None:
        return self._into or self._known.get(_key(name))

    def _group(self, row: Row, team: str) -> _Group:
        """The row's team, with what the row says of it unless an earlier one said so."""
        known = self._known_team(team)
        group = self.groups.get(_key(team))
        if group is None:
            people = self._existing.members.get(known.rid, ()) if known else ()
            taken = {_key(each.name) for each in people}
            group = _Group(TeamFields(name=team), known.rid if known else None, taken)
            self.groups[_key(team)] = group
        if known is None:
            for key, content in self._cells(row, _TEAM_KEYS, check_team).items():
                if group.fields.get(key, content) != content:
                    self.note(row.number, _said_before(self._layout.cell(row, key)))
                group.fields.setdefault(key, content)  # type: ignore[misc]  # a key of TeamFields
        return group

    def _take_person(self, row: Row, group: _Group, person: str) -> bool:
        """Add the row's person to the team; whether there is one and she is new."""
        cells = self._cells(row, _PERSON_KEYS, check_member)
        if not person:
            if cells:
                self.note(row.number, msg("teams", "The row has no name of a person."))
            return False
        if _key(person) in group.taken:
            return False
        group.taken.add(_key(person))
        group.people.append(cast("MemberFields", {"name": person, **cells}))
        return True

    def _cells(
        self, row: Row, keys: Sequence[str], check: Callable[[Any], object]
    ) -> dict[str, Any]:
        """The contents that can be used, by field; a note on each that cannot."""
        found: dict[str, Any] = {}
        for key in keys:
            text = self._layout.cell(row, key)
            if not text:
                continue
            try:
                content = _content(key, text, self._existing)
                check({"name": "–", **found, key: content})
            except UserError as problem:
                self.note(row.number, problem.message)
                continue
            found[key] = content
            if key in {"email", "contact_email"} and (hint := email_hint(text)):
                self.note(row.number, hint)
        return found

    def _close(self, number: int, team: str, person: str, verdict: Verdict) -> None:
        remarks = tuple(self._notes.get(number, ()))
        self.rows.append(PreviewRow(number, team, person, verdict, remarks))


_TEAM_KEYS = [each.key for each in TEAM_FIELDS if each.key != "team"]
_PERSON_KEYS = [
    each.key for each in PERSON_FIELDS if each.key not in {"name", "given_name", "family_name"}
]


def _content(key: str, text: str, existing: Existing) -> object:
    """What a cell means. Raises `UserError` when it means nothing."""
    if key in {"active_from", "active_to"}:
        return parse_date(text, existing.today, existing.language, prefer_future=False)
    if key == "county_code":
        return _known(county_meant(text), msg("teams", "wellbeing services county"), text).code
    if key == "role":
        return _known(role_named(text), msg("teams", "role"), text)
    if key == "language":
        return _known(language_named(text), msg("teams", "language"), text)
    return text


def _known(found: T | None, kind: Message, text: str) -> T:
    if found is None:
        raise UserError(
            msg("teams", "“{text}” is not known here ({kind}).", text=_cut(text), kind=kind)
        )
    return found


def _said_before(text: str) -> Message:
    return msg("teams", "“{text}” differs from an earlier row of the team.", text=_cut(text))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _key(name: str) -> str:
    """What two ways of writing one name have in common."""
    return " ".join(name.casefold().split())
