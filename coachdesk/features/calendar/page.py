"""The page Calendar: the year, a month or a list of all that has a date."""

import contextlib
import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from coachdesk.features.calendar.agenda_list import AgendaLine, FindingLine
from coachdesk.features.calendar.contents import Contents, meetings_between, own_tasks, rows_of
from coachdesk.features.calendar.grid_view import GridView, can_move, shifted
from coachdesk.features.calendar.model import Entry, Kind, findings
from coachdesk.features.calendar.move_panel import MovePanel
from coachdesk.features.calendar.moving import Move, date_of, plan_move, typed_date
from coachdesk.features.calendar.period import Shape, Year
from coachdesk.features.calendar.shapes import SHAPE_KEYS, SHAPE_NAMES, shape_buttons
from coachdesk.features.calendar.shown import Shown
from coachdesk.features.calendar.views import CalendarViews
from coachdesk.features.programmes.model import EventDate
from coachdesk.kernel.dates.holidays import are_known, holidays_of_years
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import EmptyState, PageHeader, button, icon_button, label

if TYPE_CHECKING:
    from coachdesk.features.calendar.files import CalendarFiles

T = TypeVar("T")
_TABLES = (
    "run", "cohort", "event", "participation", "team", "task", "meeting_series",
    "meeting_exception",
)  # fmt: skip
_HOLIDAYS_AFTER_MS = 60
"""The page is painted first: reading the library would hold it up."""


class CalendarPage(Page):
    """The views, and over them what a move would do before it is done."""

    key, title, icon = "calendar", msg("calendar", "Calendar"), "calendar"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.contents = Contents()
        self.proposed: Move | None = None
        self.views = CalendarViews()
        self.views.day = context.clock.today()
        self.panel = MovePanel()
        self.panel.hide()
        self.shape_buttons = shape_buttons(self, self.show_shape)
        previous = icon_button("back", msg("calendar", "Earlier"))
        following = icon_button("forward", msg("calendar", "Later"))
        previous.clicked.connect(partial(self.step, -1))
        following.clicked.connect(partial(self.step, 1))
        today = button(msg("calendar", "Today"))
        today.clicked.connect(self.go_to_today)
        shapes = self.shape_buttons.values()
        self.header = PageHeader("", "", previous, today, following, *shapes)
        self._empty = self._make_empty()
        self.stack = QStackedWidget()
        for widget in (self.views, self._empty):
            self.stack.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
        outer.setSpacing(theme.S)
        outer.addWidget(self.header)
        outer.addWidget(self.panel)
        outer.addWidget(self.stack, 1)
        outer.addWidget(label(_hint(), "small", "muted", wrap=True))
        self._connect()

    def _make_empty(self) -> EmptyState:
        go = button(msg("calendar", "Start a programme"), "primary")
        go.clicked.connect(lambda: self.context.navigate(Target("workshops", "start")))
        return EmptyState(
            "calendar",
            msg("calendar", "Nothing has a date yet"),
            msg(
                "calendar",
                "Start a programme and give its workshops a day or a week: its phases and "
                "workshops stand here then, with public holidays and what collides. Regular "
                "meetings are agreed on a team's page.",
            ),
            go,
        )

    def _connect(self) -> None:
        views = self.views
        views.grid_made.connect(self._connect_grid)
        views.opened.connect(self._open_line)
        views.finding_opened.connect(self._open_finding)
        self.panel.confirmed.connect(self.confirm_move)
        self.panel.cancelled.connect(self._leave_panel)
        self.panel.typed.connect(self._on_typed)

    def _connect_grid(self, grid: GridView) -> None:
        grid.shift_asked.connect(self._shift)
        grid.date_asked.connect(self.ask_date)
        grid.entered.connect(self._on_enter)
        grid.escaped.connect(self.leave_move)

    @cached_property
    def files(self) -> "CalendarFiles":
        """Saving and reading files, made when first wanted."""
        from coachdesk.features.calendar.files import CalendarFiles

        files = CalendarFiles(self.context)
        files.file_read.connect(lambda: self.stack.setCurrentWidget(files))
        files.closed.connect(self._leave_import)
        self.stack.addWidget(files)
        return files

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """The shapes, moving in time, another date, files."""
        shapes = [
            Action(f"calendar.{shape.value}", SHAPE_NAMES[shape], partial(self.show_shape, shape),
                   shortcut=SHAPE_KEYS[shape], checked=partial(self._has_shape, shape))
            for shape in Shape
        ]  # fmt: skip
        return [
            *shapes,
            Action("calendar.today", msg("calendar", "Go to today"), self.go_to_today,
                   icon="today", shortcut="T"),
            Action("calendar.earlier", msg("calendar", "Earlier"), partial(self.step, -1),
                   icon="back", shortcut="PgUp"),
            Action("calendar.later", msg("calendar", "Later"), partial(self.step, 1),
                   icon="forward", shortcut="PgDown"),
            Action("calendar.date", msg("calendar", "Another date for the event"),
                   self.ask_date, icon="edit", enabled=lambda: self._movable() is not None),
            Action("calendar.export", msg("calendar", "Save the calendar as a file"),
                   self._export, icon="export", menu="file"),
            Action("calendar.import", msg("calendar", "Take dates from a calendar file"),
                   self._choose_file, icon="import", menu="file",
                   enabled=lambda: bool(self.contents.rows)),
        ]  # fmt: skip

    # -- showing --------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        """Read all dates; holidays come a moment later the first time."""
        db, language, today = self.context.ws.read, current(), self.context.clock.today()
        period = self.views.period()
        years = sorted({period.first.year, *Year.of(self.views.day).years(), period.last.year})
        known = are_known(years, language)
        holidays = holidays_of_years(years, language) if known else {}
        rows = rows_of(db, language, brief=True)
        between = (period.first, period.last)
        meetings = meetings_between(db, between, holidays, language) if known else ()
        self.contents = Contents(rows, meetings, own_tasks(db, today))
        found = findings(self.contents.events(), holidays, language) if known else []
        self._show(Shown(self.contents, holidays, found, today))
        if not known:
            QTimer.singleShot(_HOLIDAYS_AFTER_MS, self, partial(self._read_holidays, years))

    def _read_holidays(self, years: Sequence[int]) -> None:
        language = current()
        self.context.jobs.run(
            lambda _job: holidays_of_years(years, language),
            done=lambda _holidays: self.refresh(), owner=self,
        )  # fmt: skip

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Follow everything that has a date."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def _show(self, shown: Shown) -> None:
        self.header.set_title(self.views.title())
        self.shape_buttons[self.views.shape].setChecked(True)
        self.views.show_all(shown)
        if self.stack.currentWidget() not in (self.views, self._empty):
            return  # dates are being taken from a file
        contents = shown.contents
        is_empty = not (contents.rows or contents.meetings or contents.tasks)
        self.stack.setCurrentWidget(self._empty if is_empty else self.views)

    def show_shape(self, shape: Shape) -> None:
        """Look at it another way, at the same time."""
        self.views.shape = shape
        self.refresh()
        self.views.focus_view()
        self.context.actions.refresh()

    def step(self, by: int) -> None:
        """Go so many years or months on."""
        period = self.views.period().step(by)
        self.views.day = period.start if not isinstance(period, Year) else period.middle
        self.refresh()

    def go_to_today(self) -> None:
        """Show today."""
        self.show_day(self.context.clock.today())

    def show_day(self, day: dt.date) -> None:
        """Show the period of a day, with the cursor on it."""
        self.views.day = day
        self.refresh()

    def _has_shape(self, shape: Shape) -> bool:
        return self.views.shape is shape

    # -- moving ---------------------------------------------------------------------------------

    def _movable(self) -> Entry | None:
        view = self.views.view()
        if isinstance(view, GridView):
            return view.movable()
        line = self.views.chosen_line()
        entry = line.entry if line else None
        return entry if entry and can_move(entry) else None

    def _shift(self, entry: Entry | None, days: int) -> None:
        """Propose an entry so many days later; what is proposed already goes on."""
        goes_on = self.proposed if entry is None else None
        base = goes_on.after if goes_on else entry
        if base is not None:
            self.propose(goes_on.entry if goes_on else base, date_of(shifted(base, days)))

    def propose(self, entry: Entry, date: EventDate) -> None:
        """Show what another date of an entry would do."""
        db = self.context.ws.read
        move = self._attempt(lambda: plan_move(db, self.contents, entry, date))
        if move is None:
            return
        self.proposed = move
        self.panel.show_move(move, changed=True)
        for grid in self.views.grids:
            grid.show_ghost(move.after)

    def ask_date(self, entry: Entry | None = None) -> None:
        """Let another date be typed for the entry with the cursor."""
        entry = entry or self._movable()
        if entry is None:
            return
        self.proposed = Move(entry, entry, date_of(entry), None, ())
        self.panel.show_move(self.proposed, changed=False)
        self.panel.ask_date()

    def _on_typed(self, text: str) -> None:
        if self.proposed is None:
            return
        entry, today = self.proposed.entry, self.context.clock.today()
        is_event = entry.kind is Kind.EVENT
        date = self._attempt(lambda: typed_date(text, today, is_event=is_event))
        if date is not None:
            self.propose(entry, date)

    def confirm_move(self) -> None:
        """Do what is proposed, as one undo step."""
        move, ws = self.proposed, self.context.ws
        if move is None or move.entry == move.after:
            return
        said = self._attempt(lambda: move.carry_out(ws))
        if said is not None:
            self._end_move(move.after)
            self.context.tell_done(said)

    def leave_move(self) -> None:
        """Leave all as it was."""
        if self.proposed is not None:
            self._end_move(self.proposed.entry)

    def _leave_panel(self) -> None:
        self.leave_move()
        self.views.focus_view()

    def _end_move(self, entry: Entry) -> None:
        self.proposed = None
        self.panel.hide()
        for grid in self.views.grids:
            grid.show_ghost(None)
        self._go_to(entry)
        self.views.focus_view()

    def _attempt(self, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except (UserError, EnvironmentProblem) as problem:
            self.context.notices.error(problem)
            return None

    # -- going places ---------------------------------------------------------------------------

    def _on_enter(self) -> None:
        """Enter does what is proposed, else opens the entry; of several one is chosen below."""
        if self.proposed is not None:
            self.confirm_move()
            return
        view = self.views.view()
        entries = view.current_entries() if isinstance(view, GridView) else ()
        if len(entries) == 1:
            self._open_entry(entries[0])
        elif self.views.selection.records.records:
            self.views.selection.setFocus()
            self.views.selection.selectRow(0)

    def _open_line(self, line: AgendaLine) -> None:
        if line.entry is not None:
            self._open_entry(line.entry)
        elif line.undated is not None:
            self.context.navigate(Target("workshops", "cohort", line.undated.cohort_rid))

    def _open_entry(self, entry: Entry) -> None:
        if entry.kind is Kind.EVENT:
            target = Target("workshops", "cohort", entry.cohort_rid)
        elif entry.kind is Kind.MEETING:
            target = Target("teams", "team", entry.team_rid, {"tab": "meetings"})
        else:
            target = Target("tasks", "task", entry.rid)
        self.context.navigate(target)

    def _open_finding(self, line: FindingLine) -> None:
        self._go_to(line.finding.entries[0])
        self.views.focus_view()

    def _go_to(self, entry: Entry) -> None:
        self.show_day(entry.first)
        self.views.go_to(entry)

    def _export(self) -> None:
        self.files.export()

    def _choose_file(self) -> None:
        self.files.choose()

    def _leave_import(self) -> None:
        self.stack.setCurrentWidget(self.views)
        self.refresh()
        self.views.focus_view()

    @override
    def open_target(self, target: Target) -> None:
        """`extra` may name a "day" (ISO) and a "shape"."""
        if target.extra:
            self.restore(dict(target.extra))

    @override
    def current_target(self) -> Target:
        """The period and the shape."""
        return Target(self.key, extra=self.state())

    @override
    def state(self) -> dict[str, str]:
        """The day with the cursor and the shape."""
        return {"day": self.views.day.isoformat(), "shape": self.views.shape.value}

    @override
    def restore(self, state: dict[str, str]) -> None:
        """As it was; what does not fit is ignored."""
        shapes = {shape.value: shape for shape in Shape}
        self.views.shape = shapes.get(state.get("shape", ""), self.views.shape)
        with contextlib.suppress(ValueError):
            self.views.day = dt.date.fromisoformat(state.get("day", ""))
        self.refresh()

    @override
    def focus_default(self) -> None:
        """The view."""
        self.views.focus_view()


def _hint() -> Message:
    return msg(
        "calendar",
        "Arrows: move the cursor · Ctrl+arrows or the mouse: move the event · F2: type its date · "
        "Enter: open · PgUp and PgDn: earlier and later",
    )
