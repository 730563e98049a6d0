"""The tabs of the team page, each built by the subject that it shows when first looked at."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.calendar.tab import MeetingsTab
from coachdesk.features.checklists.tab import ChecklistTab
from coachdesk.features.methods.tab import MethodsTab
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.tab import NotesTab
from coachdesk.features.overview.model import Standing
from coachdesk.features.overview.summary_tab import SummaryTab
from coachdesk.features.programmes.tab import ProgrammeTab
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import TaskFilter
from coachdesk.features.tasks.tab import TasksTab
from coachdesk.features.teams.details import DetailsTab
from coachdesk.features.teams.members_tab import MembersTab
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui.context import Context, Target


@dataclass(frozen=True, slots=True)
class Facts:
    """What the titles of tabs tell."""

    members: int
    pre_work: str
    tasks: int
    notes: int


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: the key in a target (`extra={"tab": key}`), its title, and what makes its widget."""

    key: str
    make: "Callable[[Context, int], TeamTab]"
    title: Callable[[Facts], Message]


class TeamTab(Protocol):
    """A widget made as `XxxTab(context, team_rid)`."""

    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed."""

    def open_target(self, target: Target) -> None:
        """Show what `target` names."""


def _pre_work_title(facts: Facts) -> Message:
    if not facts.pre_work:
        return msg("overview", "Pre-work")
    return msg("overview", "Pre-work {progress}", progress=facts.pre_work)


def _tasks_title(facts: Facts) -> Message:
    if not facts.tasks:
        return msg("overview", "Tasks")
    return msg("overview", "Tasks {count}", count=facts.tasks)


def _notes_title(facts: Facts) -> Message:
    if not facts.notes:
        return msg("overview", "Notes")
    return msg("overview", "Notes {count}", count=facts.notes)


def _members_title(facts: Facts) -> Message:
    return msg("overview", "Members {count}", count=facts.members)


TAB_CLASSES: Sequence[Tab] = (
    Tab("overview", SummaryTab, lambda _: msg("overview", "Overview")),
    Tab("prework", ChecklistTab, _pre_work_title),
    Tab("tasks", TasksTab, _tasks_title),
    Tab("notes", NotesTab, _notes_title),
    Tab("meetings", MeetingsTab, lambda _: msg("overview", "Meetings")),
    Tab("methods", MethodsTab, lambda _: msg("overview", "Methods")),
    Tab("programme", ProgrammeTab, lambda _: msg("overview", "Programme")),
    Tab("members", MembersTab, _members_title),
    Tab("details", DetailsTab, lambda _: msg("overview", "Details")),
)
"""In order."""


def facts_of(db: Database, standing: Standing, today: dt.date) -> Facts:
    """What the titles of a team's tabs tell."""
    rid = standing.team.rid
    return Facts(
        members=standing.composition.members,
        pre_work=str(standing.progress) if standing.progress else "",
        tasks=tasks.count(db, TaskFilter(team_rid=rid), today),
        notes=notes.count_of_team(db, rid),
    )


class TabPlace(QWidget):
    """Where a tab will stand; it is made when asked for."""

    def __init__(self, tab: Tab, context: Context, team_rid: int) -> None:
        super().__init__()
        self._tab = tab
        self._context = context
        self._team_rid = team_rid
        self._run_rid: int | None = None
        self._made: TeamTab | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def key(self) -> str:
        """The key of the tab."""
        return self._tab.key

    def show_run(self, run_rid: int | None) -> None:
        """Tell the tab which run is in question, if that matters to it; None is the usual one."""
        self._run_rid = run_rid
        show = getattr(self._made, "show_run", None)
        if show is not None:
            show(run_rid)

    @property
    def made(self) -> TeamTab | None:
        """The tab, if it has been shown."""
        return self._made

    def content(self) -> TeamTab:
        """The tab; made now if it has not been."""
        if self._made is None:
            made = self._tab.make(self._context, self._team_rid)
            widget = cast("QWidget", made)
            self._layout.addWidget(widget)
            widget.show()
            self._made = made
            if self._run_rid is not None:
                self.show_run(self._run_rid)
        return self._made

    def focus_content(self) -> None:
        """Put the focus where work on the tab starts."""
        content = self.content()
        getattr(content, "focus_default", cast("QWidget", content).setFocus)()
