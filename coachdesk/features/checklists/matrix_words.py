"""What the matrix says in words: its cells, its headings, its legend."""

import datetime as dt
from collections.abc import Iterable, Sequence

from coachdesk.features.checklists.model import (
    STATE_NAMES,
    Item,
    ItemState,
    behind,
    missing,
    progress,
)
from coachdesk.features.checklists.readiness import (
    FINDING_LETTERS,
    FINDING_NAMES,
    TeamReadiness,
    next_gathering,
)
from coachdesk.features.checklists.shown import RunTexts
from coachdesk.features.programmes.model import Place
from coachdesk.features.teams.model import Finding, Team
from coachdesk.kernel.dates import format_range
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui.i18n import current, tr


def cell_words(
    texts: RunTexts,
    team: Team,
    items: Sequence[Item],
    today: dt.date,
    *,
    single: Item | None = None,
    changed_since: str = "",
) -> str:
    """A cell for screen readers and tooltips: of one item, or of several together."""
    if single is not None:
        words = msg(
            "checklists", "{team}, {item}", team=team.name, item=texts.spoken(single, today)
        )
        if single.who and missing(items):
            words = msg("checklists", "{item}, {who}", item=words, who=single.who)
    elif not items:
        words = msg("checklists", "{team}: not on the list", team=team.name)
    else:
        words = _count_words(team, items, today)
    if changed_since:
        words = msg(
            "checklists", "{item}; ◆ changed since {day}", item=words, day=changed_since
        )  # fmt: skip
    return tr(words)


def _count_words(team: Team, items: Sequence[Item], today: dt.date) -> Message:
    made, late = progress(items), len(behind(items, today))
    words = msg(
        "checklists", "{team}: {done} of {all} done",
        team=team.name, done=made.done, all=made.applicable,
    )  # fmt: skip
    if not late:
        return words
    return plural("checklists", "{item}, {count} late", "{item}, {count} late", late, item=words)


def finding_words(team: Team, findings: Iterable[Finding]) -> str:
    """What there is to notice about the make-up of a team."""
    found = "; ".join(tr(one.message) for one in findings)
    if not found:
        return tr(msg("checklists", "{team}: nothing to notice in the make-up", team=team.name))
    return tr(msg("checklists", "{team}: {findings}", team=team.name, findings=found))


def cohort_name(place: Place) -> str:
    """A cohort by its name or area; one that has neither by its place among the others."""
    number = msg("checklists", "Cohort {number}", number=place.cohort.position + 1)
    return place.cohort.title(current()) or tr(number)


def heading_words(texts: RunTexts, checklists: Sequence[Sequence[Item]], today: dt.date) -> str:
    """What there is to say of a cohort: its next event, and how many of its teams are ready."""
    ready = sum(not missing(items) for items in checklists)
    count = msg("checklists", "{ready} of {all} ready", ready=ready, all=len(checklists))
    return " · ".join(filter(None, (gathering_words(texts, today), tr(count))))


def gathering_words(texts: RunTexts, today: dt.date) -> str:
    """The next workshop or other event with its days; empty when none is to come."""
    event = next_gathering(texts.template, texts.events, today)
    if event is None:
        return ""
    name = texts.event_name(event.key)
    if event.starts_on is None or event.ends_on is None:
        return tr(msg("checklists", "{event}: date open", event=name))
    days = format_range(event.starts_on, event.ends_on, current())
    return tr(msg("checklists", "{event}: {days}", event=name, days=days))


def legend(texts: RunTexts | None, teams: Sequence[TeamReadiness]) -> list[str]:
    """What keys, signs, digits and letters mean, as far as they are in sight."""
    names = {state.value: STATE_NAMES[state] for state in ItemState}
    signs = msg(
        "checklists",
        "Space: next state · 1 ○ {not_started} · 2 ◐ {in_progress} · 3 ✓ {done} · "
        "4 – {not_applicable} · ▲ late · + support needed · ◆ changed since the last visit",
        **names,
    )
    parts = [tr(signs), *(stage_lines(texts) if texts else ())]
    kinds = {finding.kind for one in teams for finding in one.findings}
    found = [
        f"{FINDING_LETTERS[kind]} {tr(FINDING_NAMES[kind])}"
        for kind in FINDING_NAMES
        if kind in kinds
    ]
    if found:
        parts.append(tr(msg("checklists", "Make-up: {findings}", findings=" · ".join(found))))
    return parts


def stage_lines(texts: RunTexts) -> list[str]:
    """For each kind of items with stages of its own what its digits mean."""
    if texts.template is None:
        return []
    lines = []
    for kind in texts.template.kinds:
        of_kind = [
            one.short.in_language(current()) for one in texts.template.items if one.kind == kind.key
        ]
        stages = " · ".join(f"{one.code} {one.short.in_language(current())}" for one in kind.stages)
        if of_kind:
            items = ", ".join(of_kind)
            lines.append(tr(msg("checklists", "{items}: {stages}", items=items, stages=stages)))
    return lines
