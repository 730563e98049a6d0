"""What stands beside the demo's run: other runs, meetings, surveys, the coach's own programme.

Read from `resources/demo/beside.toml`; the format stands at its head.
"""

from dataclasses import dataclass
from datetime import time
from pathlib import Path

from coachdesk.demo.days import FAR
from coachdesk.demo.runs import DemoRun, read_run
from coachdesk.features.calendar.service import LONGEST, MOST_WEEKS_APART, SHORTEST
from coachdesk.features.programmes.service import MOST_DAYS
from coachdesk.kernel.datafile import Table
from coachdesk.kernel.paths import resource
from coachdesk.kernel.text import LANGUAGES

SCHEMA = 1
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class DemoSeries:
    """Regular meetings of a team; one may be cancelled and one moved, told by a day in its week."""

    team: str
    title: str
    weekday: int
    starts: time
    minutes: int
    every_weeks: int
    first: int
    last: int
    place: str
    cancelled: int | None
    moved: int | None


@dataclass(frozen=True, slots=True)
class DemoSurvey:
    """A wave of a survey and the file with its answers, beside the data file."""

    survey: str
    name: str
    held: int
    answers: str


@dataclass(frozen=True, slots=True)
class DemoField:
    """What a team wrote down under a field of its programme."""

    team: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class DemoOwnProgramme:
    """A copy of a programme in which one event lasts another number of days."""

    copy_of: str
    name: str
    event: str
    days: int


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """The plan of a workshop's days, as the programme gives it."""

    event: str
    language: str


@dataclass(frozen=True, slots=True)
class DemoBeside:
    """All of it; the runs in the order in which they were started, before the demo's own one."""

    runs: tuple[DemoRun, ...]
    series: tuple[DemoSeries, ...]
    surveys: tuple[DemoSurvey, ...]
    fields: tuple[DemoField, ...]
    own_programmes: tuple[DemoOwnProgramme, ...]
    plans: tuple[DemoPlan, ...]


def load_beside(path: Path | None = None) -> DemoBeside:
    """Read it (what ships, if None); raises `DataFileError` with file and place."""
    table = Table.load(path or resource("demo", "beside.toml"))
    table.number("schema", SCHEMA, SCHEMA)
    beside = DemoBeside(
        runs=tuple(read_run(entry) for entry in table.tables("runs")),
        series=tuple(_series(entry) for entry in table.tables("series")),
        surveys=tuple(_survey(entry) for entry in table.tables("surveys")),
        fields=tuple(_field(entry) for entry in table.tables("fields")),
        own_programmes=tuple(_own_programme(entry) for entry in table.tables("own_programmes")),
        plans=tuple(_plan(entry) for entry in table.tables("plans")),
    )
    table.finish()
    return beside


def _series(table: Table) -> DemoSeries:
    series = DemoSeries(
        team=table.line("team"),
        title=table.line("title"),
        weekday=table.number("weekday", 0, _SUNDAY),
        starts=table.clock("starts"),
        minutes=table.number("minutes", SHORTEST, LONGEST),
        every_weeks=table.number("every_weeks", 1, MOST_WEEKS_APART),
        first=table.number("from", -FAR, FAR),
        last=table.number("until", -FAR, FAR),
        place=table.line("place"),
        cancelled=_coming_day(table, "cancelled"),
        moved=_coming_day(table, "moved"),
    )
    table.finish()
    return series


def _coming_day(table: Table, key: str) -> int | None:
    return table.number(key, 0, FAR) if key in table else None


def _survey(table: Table) -> DemoSurvey:
    survey = DemoSurvey(
        survey=table.name("survey"),
        name=table.line("name"),
        held=table.number("held", -FAR, 0),
        answers=table.line("answers"),
    )
    table.finish()
    return survey


def _field(table: Table) -> DemoField:
    field = DemoField(
        team=table.line("team"), key=table.name("key"), text=table.lines("text")
    )  # fmt: skip
    table.finish()
    return field


def _own_programme(table: Table) -> DemoOwnProgramme:
    programme = DemoOwnProgramme(
        copy_of=table.name("copy_of"),
        name=table.line("name"),
        event=table.name("event"),
        days=table.number("days", 1, MOST_DAYS),
    )
    table.finish()
    return programme


def _plan(table: Table) -> DemoPlan:
    plan = DemoPlan(table.name("event"), table.choice("language", LANGUAGES))
    table.finish()
    return plan
