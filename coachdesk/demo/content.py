"""What the demo shows, read from `resources/demo/demo.toml`; the format stands at its head.

Days are offsets from the day of the demo; `days.day_of` turns them into dates.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coachdesk.demo.days import FAR, day_of
from coachdesk.demo.runs import DemoRun, read_run
from coachdesk.features.notes.model import KINDS
from coachdesk.features.tasks.model import TaskState
from coachdesk.features.teams.model import Role
from coachdesk.kernel.datafile import Table
from coachdesk.kernel.paths import resource
from coachdesk.kernel.text import LANGUAGES, msg

SCHEMA = 1
COACH = "coach"
ITEM_STATES = ("not_started", "in_progress", "done", "not_applicable")
_PLACEHOLDER = re.compile(r"\{(?:date:([+-]\d+)|@(\w+))\}")


@dataclass(frozen=True, slots=True)
class DemoContact:
    """The contact person of a team."""

    name: str
    position: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class DemoMember:
    """A member; `joined` and `left` are None when there all along."""

    key: str
    name: str
    group: str
    role: Role
    phone: str
    email: str
    joined: int | None
    left: int | None


@dataclass(frozen=True, slots=True)
class DemoItem:
    """A checklist item: `stage` for items that have stages, otherwise `state`."""

    item: str
    state: str
    stage: str
    support: bool | None
    support_remark: str
    who: str
    due: int | None
    remark: str


@dataclass(frozen=True, slots=True)
class DemoDefaultTask:
    """How far a default task of the template has come."""

    task: str
    state: TaskState
    done: int | None


@dataclass(frozen=True, slots=True)
class DemoTask:
    """A typed task: due on day `due`, or `days` days before the event `before`, or never."""

    title: str
    who: str
    due: int | None
    before: str
    days: int
    phase: str
    first_phase: str
    state: TaskState
    done: int | None
    remark: str


@dataclass(frozen=True, slots=True)
class DemoMeeting:
    """A meeting; `teams` are names, `present` and `absent` keys of members of its only team."""

    day: int
    kind: str
    title: str
    body: str
    teams: tuple[str, ...]
    present: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoTeam:
    """A team with all that belongs to it alone."""

    name: str
    unit: str
    about: str
    county: int
    site: str
    language: str
    contact: DemoContact
    reason: str
    expectations: str
    members: tuple[DemoMember, ...]
    checklist: tuple[DemoItem, ...]
    default_tasks: tuple[DemoDefaultTask, ...]
    tasks: tuple[DemoTask, ...]
    meetings: tuple[DemoMeeting, ...]


@dataclass(frozen=True, slots=True)
class DemoContent:
    """The whole demo; `meetings` are those of several teams."""

    run: DemoRun
    teams: tuple[DemoTeam, ...]
    meetings: tuple[DemoMeeting, ...]


def load_demo(path: Path | None = None) -> DemoContent:
    """Read the demo (the one that ships, if None); raises `DataFileError` with file and place."""
    table = Table.load(path or resource("demo", "demo.toml"))
    table.number("schema", SCHEMA, SCHEMA)
    content = DemoContent(
        run=read_run(table.table("run")),
        teams=tuple(_team(entry) for entry in table.tables("teams")),
        meetings=tuple(_shared_meeting(entry) for entry in table.tables("meetings")),
    )
    table.finish()
    return content


def fill_in(body: str, today: dt.date, names: Mapping[str, str]) -> str:
    """The body with dates and members in their places; `names` has the member's name by key.

    Dates are written with the year, so that they mean the same day whenever they are read.
    """

    def replaced(match: re.Match[str]) -> str:
        offset, key = match.groups()
        if key:
            return f"@{names[key]}"
        day = day_of(today, int(offset))
        return f"{day.day}.{day.month}.{day.year}"

    return _PLACEHOLDER.sub(replaced, body)


def mentioned(body: str) -> set[str]:
    """The keys of the members that the body mentions."""
    return {match[2] for match in _PLACEHOLDER.finditer(body) if match[2]}


def _optional_day(table: Table, key: str) -> int | None:
    return table.number(key, -FAR, FAR) if key in table else None


def _team(table: Table) -> DemoTeam:
    name = table.line("name")
    members = tuple(_member(entry) for entry in table.tables("members"))
    team = DemoTeam(
        name=name,
        unit=table.line("unit"),
        about=table.line("about"),
        county=table.number("county", 1, FAR),
        site=table.line("site"),
        language=table.choice("language", LANGUAGES),
        contact=_contact(table.table("contact")),
        reason=table.line("reason"),
        expectations=table.line("expectations"),
        members=members,
        checklist=tuple(_item(entry) for entry in table.tables("checklist")),
        default_tasks=tuple(_default_task(entry) for entry in table.tables("default_tasks")),
        tasks=tuple(_task(entry) for entry in table.tables("tasks")),
        meetings=tuple(_team_meeting(entry, name, members) for entry in table.tables("meetings")),
    )
    table.finish()
    return team


def _contact(table: Table) -> DemoContact:
    contact = DemoContact(
        name=table.line("name"),
        position=table.line("position"),
        phone=table.line("phone"),
        email=table.line("email"),
    )
    table.finish()
    return contact


def _member(table: Table) -> DemoMember:
    member = DemoMember(
        key=table.name("key"),
        name=table.line("name"),
        group=table.line("group"),
        role=Role(table.choice("role", tuple(Role))),
        phone=table.optional_line("phone"),
        email=table.optional_line("email"),
        joined=_optional_day(table, "joined"),
        left=_optional_day(table, "left"),
    )
    table.finish()
    return member


def _item(table: Table) -> DemoItem:
    item = DemoItem(
        item=table.name("item"),
        state=table.choice("state", ITEM_STATES) if "state" in table else "",
        stage=table.optional_line("stage"),
        support=table.flag("support"),
        support_remark=table.optional_line("support_remark"),
        who=table.optional_line("who"),
        due=_optional_day(table, "due"),
        remark=table.optional_line("remark"),
    )
    table.finish()
    return item


def _default_task(table: Table) -> DemoDefaultTask:
    task = DemoDefaultTask(
        task=table.name("task"),
        state=_task_state(table),
        done=_optional_day(table, "done"),
    )
    table.finish()
    return task


def _task_state(table: Table) -> TaskState:
    return TaskState(table.choice("state", tuple(TaskState)))


def _task(table: Table) -> DemoTask:
    task = DemoTask(
        title=table.line("title"),
        who=table.line("who"),
        due=_optional_day(table, "due"),
        before=table.optional_line("before"),
        days=table.number("days", 0, FAR) if "days" in table else 0,
        phase=table.name("phase"),
        first_phase=table.optional_line("first_phase"),
        state=_task_state(table) if "state" in table else TaskState.OPEN,
        done=_optional_day(table, "done"),
        remark=table.optional_line("remark"),
    )
    if task.due is not None and task.before:
        table.fail("before", msg("demo", "Give either due or before."))
    table.finish()
    return task


def _team_meeting(table: Table, team: str, members: Iterable[DemoMember]) -> DemoMeeting:
    absent = table.names("absent")
    day = table.number("day", -FAR, 0)
    there = (member.key for member in members if _belonged(member, day))
    everybody = tuple(key for key in there if key not in absent)
    present = table.names("present") if "present" in table else everybody
    return _meeting(table, day, (team,), present, absent)


def _shared_meeting(table: Table) -> DemoMeeting:
    return _meeting(table, table.number("day", -FAR, 0), table.names("teams"), (), ())


def _meeting(
    table: Table,
    day: int,
    teams: tuple[str, ...],
    present: tuple[str, ...],
    absent: tuple[str, ...],
) -> DemoMeeting:
    meeting = DemoMeeting(
        day=day,
        kind=table.choice("kind", KINDS),
        title=table.line("title"),
        body=table.lines("body"),
        teams=teams,
        present=present,
        absent=absent,
    )
    table.finish()
    return meeting


def _belonged(member: DemoMember, day: int) -> bool:
    joined = member.joined is None or member.joined <= day
    return joined and (member.left is None or member.left >= day)
