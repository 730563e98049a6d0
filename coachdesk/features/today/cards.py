"""The cards of the page; each shows what it is given and tells what was chosen."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from coachdesk.features.notes.model import MeetingRow
from coachdesk.features.programmes.model import Timing
from coachdesk.features.tasks.model import Task, Urgency, WhoKind
from coachdesk.features.today.fitted import FittedTable
from coachdesk.features.today.lines import AttentionList
from coachdesk.features.today.model import (
    Attention,
    DayAtHand,
    FirstSteps,
    NextWorkshop,
    first_line,
    shortlist,
)
from coachdesk.kernel.dates import format_date, format_range, relative_days
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import set_class
from coachdesk.ui.widgets.basic import Card, button, label
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel

MOST_LINES = 6
_STATUS = {Urgency.LATE: Status.LATE, Urgency.SOON: Status.SOON}


class DayCard(Card):
    """The workshop day that runs, or is today."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "heading", wrap=True)
        self.open_button = button(msg("today", "Go to the day"), "primary")
        self.open_button.clicked.connect(self.opened)
        across = QHBoxLayout()
        across.setSpacing(theme.S)
        across.addWidget(self.words, 1)
        across.addWidget(self.open_button)
        self.body.addLayout(across)

    def show_day(self, day: DayAtHand) -> None:
        """Show this one."""
        if day.runs:
            words = msg("today", "A workshop day is being held (day {number})", number=day.day)
        else:
            words = msg("today", "The workshop is today (day {number})", number=day.day)
        self.words.setText(tr(words))
        self.setAccessibleName(tr(words))


class WorkshopCard(Card):
    """The next workshop: where, when, how long still, who comes."""

    print_chosen = Signal()
    open_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = label("", "heading", wrap=True)
        self.details = label("", "muted", wrap=True)
        self.print_button = button(msg("today", "Print team summaries"), icon="print")
        self.print_button.clicked.connect(self.print_chosen)
        self.open_button = button(msg("today", "Open the run"), "primary")
        self.open_button.clicked.connect(self.open_chosen)
        words = QVBoxLayout()
        words.setSpacing(theme.XS)
        words.addWidget(self.name)
        words.addWidget(self.details)
        across = QHBoxLayout()
        across.setSpacing(theme.S)
        across.addLayout(words, 1)
        across.addWidget(self.print_button)
        across.addWidget(self.open_button)
        self.body.addLayout(across)

    def show_workshop(self, workshop: NextWorkshop, today: dt.date) -> None:
        """Show this one."""
        language = current()
        cohort = workshop.place.cohort.title(language)
        first = ", ".join(filter(None, (workshop.name(language), cohort)))
        title = " · ".join(filter(None, (first, workshop.event.place)))
        self.name.setText(title)
        self.setAccessibleName(tr(msg("today", "Next workshop: {name}", name=title)))
        self.details.setText(" · ".join(_details(workshop, today, language)))
        self.print_button.setVisible(workshop.teams > 0)


def _details(workshop: NextWorkshop, today: dt.date, language: str) -> list[str]:
    event = workshop.event
    if event.starts_on is None or event.ends_on is None:
        when = [tr(msg("today", "date open"))]
    elif event.timing is Timing.WEEK:
        week = format_date(event.starts_on, language, "week")
        when = [tr(msg("today", "{week}, day open", week=week))]
    else:
        when = [
            format_range(event.starts_on, event.ends_on, language),
            tr(relative_days(max(event.starts_on, today), today)),
        ]
    return [
        *when,
        tr(plural("today", "{count} team", "{count} teams", workshop.teams)),
        tr(plural("today", "{count} participant", "{count} participants", workshop.people)),
    ]


class TasksCard(Card):
    """Late and this week: a click or Enter opens a task, Space ticks it."""

    opened = Signal(int)
    ticked = Signal(int)
    all_chosen = Signal()

    def __init__(self, today: Callable[[], dt.date]) -> None:
        title = msg("today", "Late and this week")
        super().__init__(title)
        self._today = today
        columns: list[Column[Task]] = [
            Column(
                msg("today", "Done"), lambda _task: "", checked=lambda _task: False,
                set_checked=lambda task, _done: self.ticked.emit(task.rid),
                describe=lambda task: tr(msg("today", "Mark “{title}” done", title=task.title)),
            ),
            Column(msg("today", "Task"), lambda task: task.title, stretch=True),
            Column(msg("today", "Team"), lambda task: task.team_name),
            Column(msg("today", "Who"), _who),
            Column(
                msg("today", "Due"), self._due, status=self._status,
                describe=lambda task: self._due(task).replace("\n", ", "),
            ),
        ]  # fmt: skip
        self.model = RecordModel(columns, identity=lambda task: task.rid)
        self.table = FittedTable(self.model, title, {2: 21, 3: 20})
        self.table.opened.connect(lambda task: self.opened.emit(task.rid))
        self.nothing = label(msg("today", "Nothing is late or due this week."), "muted", wrap=True)
        self.all_button = button("", "link")
        self.all_button.clicked.connect(self.all_chosen)
        self.add(self.nothing)
        self.add(self.table)
        self.body.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show the most pressing of these; the cursor stays on its line when its task goes."""
        row = self.table.currentIndex().row()
        shown = shortlist(tasks, self._today(), MOST_LINES)
        self.model.set_records(shown)
        if row >= 0 and shown and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(min(row, len(shown) - 1), 1))
        left_out = len(tasks) - len(shown)
        more = plural("today", "{count} more task…", "{count} more tasks…", left_out)
        self.all_button.setText(tr(more if left_out else msg("today", "All tasks…")))
        self.nothing.setVisible(not tasks)
        self.table.setVisible(bool(tasks))

    def _status(self, task: Task) -> Status:
        return _STATUS.get(task.urgency(self._today()), Status.OPEN)

    def _due(self, task: Task) -> str:
        if task.due.on is None:
            return ""
        day, status = format_date(task.due.on, current()), self._status(task)
        return day if status is Status.OPEN else f"{day}\n{tr(status.word)}"


def _who(task: Task) -> str:
    if task.who.kind is WhoKind.COACH:
        return tr(msg("today", "me"))
    return task.who.name


class AttentionCard(Card):
    """The teams that need attention, and why."""

    opened = Signal(int)

    def __init__(self) -> None:
        title = msg("today", "Teams that need attention")
        super().__init__(title)
        self.list = AttentionList(title)
        self.list.opened.connect(self.opened)
        self.nothing = label(msg("today", "No team needs attention now."), "muted", wrap=True)
        self.add(self.nothing)
        self.add(self.list)
        self.body.addStretch(1)

    def show_teams(self, teams: Sequence[Attention]) -> None:
        """Show these."""
        self.list.show_teams(teams)
        self.nothing.setVisible(not teams)
        self.list.setVisible(bool(teams))


class NotesCard(Card):
    """The last notes: day, team, first line."""

    opened = Signal(int)

    def __init__(self) -> None:
        title = msg("today", "Last notes")
        super().__init__(title)
        columns: list[Column[MeetingRow]] = [
            Column(msg("today", "Day"), lambda n: format_date(n.held_on, current()), muted=True),
            Column(msg("today", "Team"), lambda note: ", ".join(note.teams)),
            Column(msg("today", "Note"), _line, stretch=True),
        ]
        self.model = RecordModel(columns, identity=lambda note: note.rid)
        self.table = FittedTable(self.model, title, {1: 20})
        self.table.setWordWrap(False)
        self.table.opened.connect(lambda note: self.opened.emit(note.rid))
        self.nothing = label(
            msg("today", "No notes yet. Ctrl+N starts one from anywhere."), "muted", wrap=True
        )
        self.add(self.nothing)
        self.add(self.table)

    def show_notes(self, notes: Sequence[MeetingRow]) -> None:
        """Show these."""
        self.model.set_records(notes)
        self.nothing.setVisible(not notes)
        self.table.setVisible(bool(notes))


def _line(note: MeetingRow) -> str:
    return " – ".join(filter(None, (note.title, first_line(note.opening))))


class StepsCard(Card):
    """The first three steps of a new coach; what is done is ticked off."""

    chosen = Signal(str)
    """The key of a step: "team", "programme" or "note"."""

    def __init__(self) -> None:
        super().__init__(msg("today", "First steps"))
        promise = msg(
            "today", "All that you type is stored and encrypted at once; there is no Save button."
        )
        self.add(label(promise, "muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.L)
        grid.setVerticalSpacing(theme.M)
        grid.setColumnStretch(1, 1)
        self.buttons: dict[str, QPushButton] = {}
        self._words: dict[str, Message] = {}
        for row, (key, verb, why) in enumerate(_STEPS):
            each = self.buttons[key] = button(verb, "primary" if row == 0 else "")
            each.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._words[key] = verb
            grid.addWidget(each, row, 0)
            words = label(why, "muted", wrap=True)
            each.setAccessibleDescription(words.text())
            grid.addWidget(words, row, 1)
        self.body.addLayout(grid)

    def show_steps(self, steps: FirstSteps) -> None:
        """Tick off what is done; the first step that is left stands out."""
        done = {"team": steps.team, "programme": steps.programme, "note": steps.note}
        left = [key for key, taken in done.items() if not taken]
        for key, each in self.buttons.items():
            word = tr(self._words[key])
            each.setText(Status.DONE.mark(word) if done[key] else word)
            each.setEnabled(not done[key])
            set_class(each, "primary" if left[:1] == [key] else "")

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Start on the first step that is left."""
        for each in self.buttons.values():
            if each.isEnabled():
                each.setFocus(reason)
                return


_STEPS = (
    (
        "team",
        msg("today", "Add a team"),
        msg("today", "Type its name, or paste rows from a spreadsheet."),
    ),
    (
        "programme",
        msg("today", "Start the programme"),
        msg("today", "Give its events their dates; checklists and tasks follow them."),
    ),
    (
        "note",
        msg("today", "Write the first note"),
        msg("today", "Lines that begin with [] become tasks, lines that begin with ! decisions."),
    ),
)
