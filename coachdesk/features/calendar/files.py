"""Calendar files: saving all dates for other programs, and taking dates into a cohort."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coachdesk.exchange.ics_reading import CalendarFile, read_ics
from coachdesk.features.calendar.exporting import export_calendar, write_calendar
from coachdesk.features.calendar.importing import ImportPlan, names_of_events, plan_import
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import Event, Place
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.atomic import file_problems
from coachdesk.kernel.dates import format_date, format_range
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.jobs import Job
from coachdesk.ui.widgets.basic import Card, Scroll, button, clear, label, row_of
from coachdesk.ui.widgets.fields import name_field

_COHORT_LETTERS = 28
_MOST_LINES = 100
"""Lines that can be chosen by hand; those with an event come first."""
_FILTER = ((msg("calendar", "Calendar file"), "*.ics"),)


class CalendarFiles(QWidget):
    """Shows what would be taken from a file; nothing changes before the button is pressed."""

    closed = Signal()
    file_read = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._file = CalendarFile((), ())
        self._places: list[Place] = []
        self._events: list[Event] = []
        self.plan = ImportPlan((), ())
        self.choices: list[CalmCombo] = []
        self.cohorts = CalmCombo()
        self.cohorts.setMinimumContentsLength(_COHORT_LETTERS)
        name_field(self.cohorts, msg("calendar", "Dates for"))
        self.cohorts.activated.connect(lambda _row: self._make_plan())
        self.problem = label("", "problem", wrap=True)
        self.take = button(msg("calendar", "Take these dates"), "primary")
        self.take.clicked.connect(self.apply)
        self.leave = button(msg("calendar", "Cancel"))
        self.leave.clicked.connect(self.closed)
        self._lines, self._refused = Card(), Card(msg("calendar", "Cannot be used"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.L)
        self._grid.setVerticalSpacing(theme.S)
        self._lines.body.addLayout(self._grid)
        self._lay_out()

    def _lay_out(self) -> None:
        scroll = Scroll(margins=0)
        scroll.body.addWidget(self._lines)
        scroll.body.addWidget(self._refused)
        scroll.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.M)
        name = label(msg("calendar", "Dates for"), "muted")
        outer.addLayout(row_of(name, self.cohorts, None, self.leave, self.take))
        outer.addWidget(self.problem)
        outer.addWidget(scroll, 1)

    # -- saving ---------------------------------------------------------------------------------

    def export(self) -> None:
        """Ask for a place and save the calendar there."""
        self._context.notices.choose_save(
            msg("calendar", "Save the calendar"), self._write, _FILTER, "CoachDesk.ics"
        )

    def _write(self, path: Path) -> None:
        if path.suffix.lower() != ".ics":
            path = path.with_name(f"{path.name}.ics")
        today, language = self._context.clock.today(), current()

        def done(count: int) -> None:
            self._context.notices.info(
                plural("calendar", "{count} entry saved in {file}",
                       "{count} entries saved in {file}", count, file=path.name)
            )  # fmt: skip

        def work(job: Job[int]) -> int:
            export = export_calendar(job.reader, today, language)
            write_calendar(export, path)
            return export.entries

        self._context.jobs.run(work, done=done, failed=self._context.notices.error, owner=self)

    # -- taking dates ---------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file and show what is in it."""
        self._context.notices.choose_file(
            msg("calendar", "Take dates from a calendar file"), self._read, _FILTER
        )

    def _read(self, path: Path) -> None:
        def work(_job: Job[CalendarFile]) -> CalendarFile:
            with file_problems():
                return read_ics(path.read_bytes())

        self._context.jobs.run(
            work, done=self.show_file, failed=self._context.notices.error, owner=self
        )

    def show_file(self, file: CalendarFile) -> None:
        """Show what a file holds and which event each line is for."""
        self._file = file
        self._places = store.places(self._context.ws.read)
        self.cohorts.clear()
        for place in self._places:
            self.cohorts.addItem(place.title(current()), place.cohort.rid)
        self.cohorts.setCurrentIndex(0 if self._places else -1)
        self._make_plan()
        self.file_read.emit()
        self.cohorts.setFocus()

    def _make_plan(self) -> None:
        index = self.cohorts.currentIndex()
        if index < 0:
            return
        db, place = self._context.ws.read, self._places[index]
        self._events = store.events(db, place.cohort.rid)
        names = names_of_events(template_of(db, place.run), self._events)
        self.plan = plan_import(self._file, self._events, names)
        self._show_lines(names, place)
        self._show_refused()
        self._check()

    def _show_lines(self, names: dict[int, list[str]], place: Place) -> None:
        clear(self._grid)
        self.choices = []
        template = template_of(self._context.ws.read, place.run)
        titles = (msg("calendar", "In the file"), msg("calendar", "Days"),
                  msg("calendar", "Event of the programme"), msg("calendar", "Remark"))  # fmt: skip
        for column, title in enumerate(titles):
            self._grid.addWidget(label(title, "small", "muted"), 0, column)
        for row, line in enumerate(self.plan.lines[:_MOST_LINES], start=1):
            found = line.found
            choice = CalmCombo()
            choice.addItem(tr(msg("calendar", "Leave out")), None)
            for event in self._events:
                known = template.event(event.key) if template else None
                shown = known.name.in_language(current()) if known else names[event.rid][0]
                choice.addItem(shown, event.rid)
            choice.setCurrentIndex(max(choice.findData(line.event_rid), 0))
            choice.activated.connect(lambda _row: self._check())
            name = label(found.title or tr(msg("calendar", "(no title)")), wrap=True)
            name_field(choice, msg("calendar", "Event for {title}", title=found.title), name)
            days = (
                format_date(found.first, current(), "week")
                if found.week_only
                else format_range(found.first, found.last, current())
            )
            widgets: tuple[QWidget, ...] = (
                name, label(days), choice,
                label(found.remark or "", "small", "muted", wrap=True),
            )  # fmt: skip
            for column, widget in enumerate(widgets):
                self._grid.addWidget(widget, row, column)
            self.choices.append(choice)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(3, 2)

    def _show_refused(self) -> None:
        while self._refused.body.count() > 1:
            item = self._refused.body.takeAt(1)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        self._refused.setVisible(bool(self.plan.refused))
        for each in self.plan.refused:
            title = each.title or tr(msg("calendar", "(no title)"))
            words = msg("calendar", "{title}: {reason}", title=title, reason=each.reason)
            self._refused.add(label(words, wrap=True))

    def chosen(self) -> ImportPlan:
        """The plan with the events that are chosen now."""
        lines = (
            replace(line, event_rid=choice.currentData())
            for line, choice in zip(self.plan.lines, self.choices, strict=False)
        )
        return ImportPlan(tuple(lines), self.plan.refused)

    def _check(self) -> None:
        plan = self.chosen()
        problem: Message | None = None
        if not self.plan.lines:
            problem = msg("calendar", "The file has no date that can be used.")
        elif plan.doubled():
            problem = msg("calendar", "Two lines are for the same event. Leave one of them out.")
        self.problem.setText(tr(problem) if problem else "")
        self.problem.setVisible(problem is not None)
        self.take.setEnabled(problem is None and bool(plan.dates()))

    def apply(self) -> None:
        """Date the chosen events, as one undo step."""
        dates = self.chosen().dates()
        try:
            programmes.move_events(self._context.ws, dates)
        except UserError as error:
            self._context.notices.error(error)
            return
        self._context.tell_done(
            plural("calendar", "{count} date taken from the file",
                   "{count} dates taken from the file", len(dates))
        )  # fmt: skip
        self.closed.emit()
