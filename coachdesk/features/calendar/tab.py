"""The tab Meetings of the team page: regular meetings, agreed far ahead, and each single one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from coachdesk.features.agendas.words import length_words
from coachdesk.features.calendar import service, store
from coachdesk.features.calendar.series import Held, Meeting, Series, meetings, years_of
from coachdesk.features.calendar.series_form import SeriesForm, every_words, usual_plan
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import template_of
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.dates import format_date, format_time, parse_date
from coachdesk.kernel.dates.holidays import are_known, holidays_of_years
from coachdesk.kernel.dates.typed_times import split_time
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, button, clear, icon_button, label, row_of
from coachdesk.ui.widgets.fields import name_field
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_TABLES = ("meeting_series", "meeting_exception", "run", "participation")
_USUAL = ((1, 60), (2, 120))
"""What is recommended where the programme says nothing: weeks between, minutes."""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting of the series, the holiday it falls on, and where the present day stands."""

    meeting: Meeting
    holiday: str
    is_past: bool


class MeetingTable(TableView):
    """Each meeting. F2 or Enter moves one, Space or Del cancels it or holds it after all."""

    switch_asked = Signal(object)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a meeting."""
        key, line = event.key(), self.current()
        if self.state() == self.State.EditingState:
            super().keyPressEvent(event)  # the editor has had its turn already
        elif line is not None and key in (Qt.Key.Key_Space, Qt.Key.Key_Delete):
            self.switch_asked.emit(line)
        elif line is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit(self.records.index(self.currentIndex().row(), 0))
        else:
            super().keyPressEvent(event)


class MeetingsTab(QWidget):
    """The series of a team and their meetings."""

    def __init__(self, context: Context, team_rid: int) -> None:
        super().__init__()
        self._context, self._team_rid = context, team_rid
        self.series: list[Series] = []
        self.choice = CalmCombo()
        name_field(self.choice, msg("calendar", "Series of meetings"))
        self.choice.activated.connect(lambda _row: self._show())
        self.form = SeriesForm(context)
        self.form.refused.connect(context.notices.error)
        self._menu = QMenu(self)
        self.add_more = icon_button("add", msg("calendar", "Agree on further meetings"))
        self.add_more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add_more.setMenu(self._menu)
        self.remove = button(msg("calendar", "Delete these meetings"), icon="trash")
        self.remove.clicked.connect(self._remove)
        model = RecordModel(self._columns(), lambda line: line.meeting.week)
        self.table = MeetingTable(model, msg("calendar", "Meetings"))
        self.table.switch_asked.connect(self.switch)
        self._hint = label(
            msg("calendar", "Agree on the meetings far ahead; public holidays are skipped."),
            "muted", wrap=True,
        )  # fmt: skip
        self._keys = label(
            msg("calendar", "F2: another day or time · Space: cancel it or hold it after all"),
            "small", "muted", wrap=True,
        )  # fmt: skip
        self._offers = QWidget()
        self._offers_row = row_of()
        self._offers.setLayout(self._offers_row)
        self._plan_card, self._card = Card(), Card()
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        self._plan_card.set_title(msg("calendar", "Regular meetings"))
        self._plan_card.header.addWidget(self.choice)
        self._plan_card.header.addWidget(self.add_more)
        self._plan_card.header.addWidget(self.remove)
        self._plan_card.add(self._hint)
        self._plan_card.add(self.form)
        self._plan_card.add(self._offers)
        self._card.add(self.table, 1)
        self._card.add(self._keys)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.M, 0, 0)
        outer.setSpacing(theme.M)
        outer.addWidget(self._plan_card)
        outer.addWidget(self._card, 1)
        self._filler = QWidget()
        outer.addWidget(self._filler, 1)

    def _columns(self) -> Sequence[Column[MeetingLine]]:
        return (
            Column(msg("calendar", "When"), _when, edit=self._move, stretch=True),
            Column(msg("calendar", "Week"), lambda line: str(line.meeting.on.isocalendar().week),
                   muted=True),
            Column(msg("calendar", "State"), _state, status=_status, stretch=True),
        )  # fmt: skip

    def title(self) -> Message:
        """The name of the tab."""
        return msg("calendar", "Meetings")

    # -- showing --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the series of the team."""
        chosen = self.choice.currentData()
        self.series = store.series_of_team(self._context.ws.read, self._team_rid)
        self.choice.clear()
        for each in self.series:
            self.choice.addItem(_series_words(each), each.rid)
        self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0 if self.series else -1))
        self.choice.setVisible(len(self.series) > 1)
        self._show_offers()
        self._show()

    def on_change(self, change_set: ChangeSet) -> None:
        """Follow meetings and what the programme recommends."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def open_target(self, target: Target) -> None:
        """The next meeting."""
        del target

    def focus_default(self) -> None:
        """The next meeting, else the first offer."""
        if self.series:
            self.table.setFocus()
            return
        first = self._offers.findChild(QPushButton)
        if isinstance(first, QPushButton):
            first.setFocus()

    def _chosen(self) -> Series | None:
        rid = self.choice.currentData()
        return next((each for each in self.series if each.rid == rid), None)

    def _show(self) -> None:
        series = self._chosen()
        agreed_on: Sequence[QWidget] = (self.form, self.add_more, self.remove, self._card)
        for widget in agreed_on:
            widget.setVisible(series is not None)
        nothing_yet: Sequence[QWidget] = (self._hint, self._offers, self._filler)
        for widget in nothing_yet:
            widget.setVisible(series is None)
        if series is None:
            return
        self.form.show_series(series)
        agreed = store.exceptions(self._context.ws.read, [series.rid])[series.rid]
        years = years_of([series])
        if not are_known(years, current()):
            self._context.jobs.run(
                lambda _job: holidays_of_years(years, current()),
                done=lambda _holidays: self._show(), owner=self,
            )  # fmt: skip
            return
        holidays = holidays_of_years(years, current())
        today = self._context.clock.today()
        lines = [
            MeetingLine(one, holidays.get(one.usual_on, ""), one.on < today)
            for one in meetings(series, agreed, holidays)
        ]
        self.table.records.set_records(lines)
        if self.table.current() is None:
            coming = next((line for line in lines if not line.is_past), None)
            if coming is not None:
                self.table.select(coming.meeting.week)

    def _show_offers(self) -> None:
        """Offer what is recommended: as buttons at first, in a menu beside what is agreed."""
        clear(self._offers_row)
        self._menu.clear()
        for every, minutes, title in self._recommended():
            words = msg("calendar", "Add: {length} {often}", length=length_words(minutes),
                        often=every_words(every))  # fmt: skip
            one = button(words, icon="add")
            one.setToolTip(title)
            verb = partial(self.add, every, minutes, title)
            one.clicked.connect(verb)
            self._offers_row.addWidget(one)
            self._menu.addAction(one.text()).triggered.connect(verb)
        self._offers_row.addStretch(1)

    def _recommended(self) -> list[tuple[int, int, str]]:
        db = self._context.ws.read
        place = programmes.place_of_team(db, self._team_rid, self._context.clock.today())
        template = template_of(db, place.run) if place else None
        advised = template.meetings if template else ()
        if not advised:
            return [(every, minutes, "") for every, minutes in _USUAL]
        language = current()
        return [(one.every_weeks, one.minutes, one.title.in_language(language)) for one in advised]

    # -- verbs ----------------------------------------------------------------------------------

    def add(self, every_weeks: int, minutes: int, title: str = "") -> None:
        """Agree on a series; its fields can be changed then."""
        plan = usual_plan(self._context.clock.today(), every_weeks, minutes, title)

        def work() -> None:
            rid = service.add_series(self._context.ws, self._team_rid, plan)
            self.refresh()
            self.choice.setCurrentIndex(self.choice.findData(rid))
            self._show()
            self.form.weekday.setFocus()
            self._context.tell_done(msg("calendar", "Regular meetings added"))

        self._attempt(work)

    def switch(self, line: MeetingLine) -> None:
        """Cancel a meeting that takes place; hold one after all that was cancelled or moved."""
        ws, meeting = self._context.ws, line.meeting
        if meeting.held is Held.HOLIDAY:
            self._context.notices.info(
                msg("calendar", "It is skipped for {holiday}; F2 moves it to another day.",
                    holiday=line.holiday)
            )  # fmt: skip
            return
        verb = service.cancel_meeting if meeting.takes_place else service.restore_meeting
        said = (
            msg("calendar", "Meeting cancelled")
            if meeting.takes_place
            else msg("calendar", "The meeting is held as usual")
        )

        def work() -> None:
            verb(ws, meeting.series.rid, meeting.week)
            self._context.tell_done(said)

        self._attempt(work)

    def _move(self, line: MeetingLine, text: str) -> None:
        meeting, today = line.meeting, self._context.clock.today()

        def work() -> None:
            words, at = split_time(text)
            on = parse_date(words, today, current())
            service.move_meeting(
                self._context.ws, meeting.series.rid, meeting.week, on, at or meeting.at
            )
            self._context.tell_done(msg("calendar", "Meeting moved"))

        self._attempt(work)

    def _remove(self) -> None:
        series = self._chosen()
        if series is not None:
            service.delete_series(self._context.ws, series.rid)
            self._context.tell_done(msg("calendar", "Regular meetings deleted"))

    def _attempt(self, work: Callable[[], object]) -> None:
        try:
            work()
        except (UserError, EnvironmentProblem) as problem:
            self._context.notices.error(problem)


def _when(line: MeetingLine) -> str:
    meeting = line.meeting
    day = format_date(meeting.on, current())
    weekday = day.split(" ", 1)[0]
    at = format_time(meeting.at, current())
    return f"{weekday} {format_date(meeting.on, current(), 'day')} {at}"


def _state(line: MeetingLine) -> str:
    meeting = line.meeting
    match meeting.held:
        case Held.MOVED:
            usual = format_date(meeting.usual_on, current())
            return tr(msg("calendar", "moved from {day}", day=usual))
        case Held.CANCELLED:
            return tr(msg("calendar", "cancelled"))
        case Held.HOLIDAY:
            return tr(msg("calendar", "skipped: {holiday}", holiday=line.holiday))
        case Held.AS_USUAL:
            return tr(msg("calendar", "as usual"))


def _status(line: MeetingLine) -> Status:
    if not line.meeting.takes_place:
        return Status.NOT_APPLICABLE
    return Status.DONE if line.is_past else Status.OPEN


def _series_words(series: Series) -> str:
    title = series.title or tr(msg("calendar", "Team meeting"))
    return tr(
        msg("calendar", "{title}, {length} {often}", title=title,
            length=length_words(series.minutes), often=every_words(series.every_weeks))
    )  # fmt: skip
