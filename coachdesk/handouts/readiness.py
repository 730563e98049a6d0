"""How ready the teams of a programme are: teams against their pre-work, a page for each cohort."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coachdesk.documents.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    PageBreak,
    Para,
    Table,
)
from coachdesk.features.checklists.model import (
    STATE_NAMES,
    Item,
    ItemState,
    behind,
    kind_of,
    missing,
    progress,
    title_of,
)
from coachdesk.features.checklists.readiness import (
    FINDING_LETTERS,
    FINDING_NAMES,
    Sort,
    TeamReadiness,
    in_order,
    letters,
)
from coachdesk.features.checklists.readiness_reading import read_teams
from coachdesk.features.printing.model import Choices, Handout, Option, Subject
from coachdesk.features.programmes import store as programmes
from coachdesk.handouts.item_rows import is_late
from coachdesk.handouts.paper import paper
from coachdesk.handouts.programme import Programme, due_words, meeting_fact, programme_of_cohort
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg

MAKE_UP, WHO, CALLS = "make_up", "who", "calls"
SIGNS = {
    ItemState.DONE: "✓",
    ItemState.IN_PROGRESS: "◐",
    ItemState.NOT_STARTED: "○",
    ItemState.NOT_APPLICABLE: "–",
}
_LATE, _SUPPORT = "▲", "+"
_MOST_ITEMS, _MOST_ITEMS_LARGE = 14, 6
"""Columns of items side by side; what is more stands in a table below."""
_TEAM, _ITEM, _COUNT = 6.4, 1.12, 1.2


@dataclass(frozen=True, slots=True)
class CohortReadiness:
    """A cohort with its teams."""

    programme: Programme
    teams: tuple[TeamReadiness, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """All cohorts of a run."""

    today: dt.date
    chosen: frozenset[str]
    cohorts: tuple[CohortReadiness, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """An item of the template; an empty key stands for all that teams added."""

    key: str
    name: str


def collect(db: Database, run_rid: int, today: dt.date, choices: Choices) -> Readiness | None:
    """Read how ready the teams of a run are; None when the run is gone."""
    places = programmes.places_of_run(db, run_rid)
    if not places:
        return None
    found, _members = read_teams(db, places, today)
    cohorts = tuple(
        CohortReadiness(
            programme_of_cohort(db, place),
            tuple(one for one in found if one.place.cohort.rid == place.cohort.rid),
        )
        for place in places
    )
    return Readiness(today, choices.options, cohorts)


def compose(data: Readiness, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The matrix in a language, on turned pages."""
    words = Words(language)
    blocks: list[Block] = []
    with_teams = [cohort for cohort in data.cohorts if cohort.teams]
    for number, cohort in enumerate(with_teams):
        if number:
            blocks.append(PageBreak())
        blocks += _cohort(cohort, data, words, large_print=large_print)
    if not with_teams:
        none = msg("handouts", "No team takes part in the programme yet.")
        blocks.append(Para(words(none), "muted"))
    if with_teams and MAKE_UP not in data.chosen:
        blocks += words.left_out([msg("handouts", "make-up of the teams")])
    run = data.cohorts[0].programme.run
    return paper(
        HANDOUT.title, run.name, data.today, blocks, words, large_print=large_print, landscape=True
    )


def _cohort(
    cohort: CohortReadiness, data: Readiness, words: Words, *, large_print: bool
) -> Iterator[Block]:
    place = cohort.programme.place
    if not place.alone:
        yield Heading(place.cohort.title(words.language) or place.run.name)
    yield _facts(cohort, data, words)
    order = Sort.CALLS if CALLS in data.chosen else Sort.NAME
    teams = in_order(cohort.teams, order, data.today, words.by_name)
    columns = _columns(cohort, words)
    most = _MOST_ITEMS_LARGE if large_print else _MOST_ITEMS
    for part in _parts(columns, most) or [[]]:
        yield _table(cohort, teams, part, data, words)
    yield Para("\n".join(_legend(cohort, columns, data, words)), "small")
    if WHO in data.chosen:
        yield from _agreed(cohort, teams, data, words)


def _facts(cohort: CohortReadiness, data: Readiness, words: Words) -> Para:
    """One line, for the page is full: the next event, how many are ready, the coaches."""
    ready = sum(not missing(one.items) for one in cohort.teams)
    count = msg("handouts", "{ready} of {all} teams", ready=ready, all=len(cohort.teams))
    pairs = (
        meeting_fact(cohort.programme, data.today, words),
        (msg("handouts", "All done"), words(count)),
        (msg("handouts", "Coaches"), ", ".join(cohort.programme.place.cohort.coaches)),
    )
    told = (
        words(msg("handouts", "{name}: {value}", name=name, value=value))
        for name, value in pairs
        if value
    )
    return Para(" · ".join(told))


def _columns(cohort: CohortReadiness, words: Words) -> list[Column]:
    """The items that any team has, in the template's order, then those that are not in it."""
    used = {item.item_key for one in cohort.teams for item in one.items}
    template = cohort.programme.template
    known = [one for one in template.items if one.key in used] if template else []
    columns = [Column(one.key, one.short.in_language(words.language)) for one in known]
    others = used - {""} - {one.key for one in known}
    columns += [Column(key, key) for key in sorted(others)]
    if "" in used:
        columns.append(Column("", words(msg("handouts", "Added"))))
    return columns


def _parts(columns: Sequence[Column], most: int) -> list[list[Column]]:
    """Columns in parts of nearly the same length, none above `most`."""
    count = -(-len(columns) // most)
    length = -(-len(columns) // count) if count else 0
    return [list(columns[start : start + length]) for start in range(0, len(columns), length or 1)]


def _table(
    cohort: CohortReadiness,
    teams: Sequence[TeamReadiness],
    columns: Sequence[Column],
    data: Readiness,
    words: Words,
) -> Table:
    with_make_up = MAKE_UP in data.chosen
    head = [words(msg("handouts", "Team")), *(column.name for column in columns)]
    head += [words(msg("handouts", "Done")), words(msg("handouts", "Late"))]
    if with_make_up:
        head.append(words(msg("handouts", "Make-up")))
    rows: list[tuple[str | Cell, ...]] = []
    for one in teams:
        cells = [_cell(one, column, cohort, data.today) for column in columns]
        late = len(behind(one.items, data.today))
        counts = [str(progress(one.items)) if one.items else "", f"{_LATE}{late}" if late else ""]
        if with_make_up:
            counts.append(letters(one.findings) or SIGNS[ItemState.DONE])
        rows.append((Cell(one.team.name, is_header=True), *cells, *counts))
    widths = (_TEAM, *[_ITEM] * len(columns), *[_COUNT] * (2 + with_make_up))
    return Table(tuple(head), tuple(rows), widths=widths, upright_head=True)


def _cell(one: TeamReadiness, column: Column, cohort: CohortReadiness, today: dt.date) -> str:
    found = [item for item in one.items if item.item_key == column.key]
    if not column.key:
        return str(progress(found)) if found else ""
    return " ".join(_sign(item, cohort, today) for item in found)


def _sign(item: Item, cohort: CohortReadiness, today: dt.date) -> str:
    """Sign and stage, then late and support: the first two stay together."""
    kind = kind_of(cohort.programme.template, item)
    stage = kind.stage(item.stage) if kind else None
    standing = SIGNS[item.state] + (str(stage.code) if stage else "")
    marks = _LATE * is_late(item, today) + _SUPPORT * bool(item.support_needed)
    return joined(standing, marks, by=" ")


def _legend(
    cohort: CohortReadiness, columns: Sequence[Column], data: Readiness, words: Words
) -> Iterator[str]:
    states = " · ".join(f"{SIGNS[state]} {_low(words(STATE_NAMES[state]))}" for state in SIGNS)
    late, support = words(msg("handouts", "late")), words(msg("handouts", "support needed"))
    yield " · ".join((states, f"{_LATE} {late}", f"{_SUPPORT} {support}"))
    template, used = cohort.programme.template, {column.key for column in columns}
    for kind in template.kinds if template else ():
        names = [
            one.short.in_language(words.language)
            for one in (template.items if template else ())
            if one.kind == kind.key and one.key in used
        ]
        stages = " · ".join(f"{s.code} {s.short.in_language(words.language)}" for s in kind.stages)
        if names:
            said = msg("handouts", "{items}: {stages}", items=", ".join(names), stages=stages)
            yield words(said)
    kinds = {finding.kind for one in cohort.teams for finding in one.findings}
    if MAKE_UP in data.chosen and kinds:
        found = " · ".join(
            f"{FINDING_LETTERS[kind]} {words(FINDING_NAMES[kind])}"
            for kind in FINDING_NAMES
            if kind in kinds
        )
        yield words(msg("handouts", "Make-up: {findings}", findings=found))


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]


def _agreed(
    cohort: CohortReadiness, teams: Sequence[TeamReadiness], data: Readiness, words: Words
) -> Iterator[Block]:
    """What is missing and somebody does, or is due on a day."""
    template = cohort.programme.template
    rows = tuple(
        (
            Cell(one.team.name, is_header=True),
            title_of(template, item, words.language),
            item.who,
            joined(
                _LATE if is_late(item, data.today) else "",
                due_words(item.due, cohort.programme, words),
                by=" ",
            ),
        )
        for one in teams
        for item in missing(one.items)
        if item.who or item.due.on
    )
    if rows:
        what, who, by_when, _state = words.table_head()
        yield Heading(words(msg("handouts", "Who and by when")), 2)
        head = (words(msg("handouts", "Team")), what, who, by_when)
        yield Table(head, rows, widths=(3.0, 5.0, 2.4, 2.0))


HANDOUT = Handout(
    key="readiness",
    title=msg("handouts", "How ready the teams are"),
    subject=Subject.RUN,
    collect=collect,
    compose=compose,
    options=(
        Option(MAKE_UP, msg("handouts", "Make-up of the teams")),
        Option(WHO, msg("handouts", "Who and by when"), default=False),
        Option(CALLS, msg("handouts", "Teams in the order of calls"), default=False),
    ),
)
