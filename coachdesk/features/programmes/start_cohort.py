"""One cohort in the form that starts a run: its area, coaches, dates and teams."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coachdesk.features.programmes.cohort_names import split_coaches, split_place
from coachdesk.features.programmes.date_field import EventDateField
from coachdesk.features.programmes.event_words import distance_words, when_words
from coachdesk.features.programmes.model import Event, EventDate, Timing, dated, followed
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.team_picker import TeamPicker
from coachdesk.features.programmes.template import Template, TemplateEvent
from coachdesk.features.teams.combos import AreaCombo
from coachdesk.features.teams.model import Team
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, button, clear, label
from coachdesk.ui.widgets.fields import FormRow

_ACROSS = 2


class DateRow(FormRow):
    """The date of one event to be; says under the field what the typed date means."""

    changed = Signal()

    def __init__(self, context: Context, event: TemplateEvent) -> None:
        self.asked = event
        self._context = context
        empty = msg("programmes", "follows") if event.after else msg("programmes", "open")
        field = EventDateField(context.clock.today, empty)
        super().__init__(event.name.in_language(current()), field)
        self.day = field
        self.meaning = label("", "small", "muted", wrap=True)
        self.meaning.hide()
        below = self.layout()
        if below is not None:
            below.addWidget(self.meaning)
        self.understood = True
        field.chosen.connect(self._on_chosen)
        field.refused.connect(self._on_refused)

    @property
    def date(self) -> EventDate | None:
        """What was typed; None while the field is empty."""
        return self.day.date if self.day.date.timing is not Timing.OPEN else None

    def show_meaning(self, template: Template, event: Event) -> None:
        """Say when the event would be, and why."""
        words: Message | None = None
        if event.starts_on is not None:
            words = when_words(event, self._context.clock.today(), current())
        if event.timing is Timing.FOLLOWS and self.asked.after is not None:
            rule = distance_words(template, self.asked.after, current())
            words = msg("programmes", "{when} · {rule}", when=words, rule=rule) if words else rule
        self.meaning.setText(tr(words) if words else "")
        self.meaning.setVisible(words is not None and self.understood)
        if self.understood:
            self.day.setAccessibleDescription(self.meaning.text())

    def _on_chosen(self) -> None:
        self.understood = True
        self.show_problem(None)
        self.changed.emit()

    def _on_refused(self, problem: UserError) -> None:
        self.understood = False
        self.meaning.hide()
        self.show_problem(problem.message)


class CohortForm(Card):
    """Everything a cohort begins with. `removal_asked` when it is not wanted after all."""

    removal_asked = Signal()
    place_changed = Signal()
    dates_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._template: Template | None = None
        self._areas: Mapping[int, str] = {}
        self.rows: list[DateRow] = []
        self.area = AreaCombo()
        self.coaches = QLineEdit()
        self.picker = TeamPicker()
        self.remove_button = button(msg("programmes", "Remove this cohort"), icon="trash")
        self.remove_button.clicked.connect(self.removal_asked)
        self.header.addWidget(self.remove_button)
        self.area.currentTextChanged.connect(self.place_changed)
        self._dates = QGridLayout()
        self._dates.setHorizontalSpacing(theme.L)
        self._dates.setVerticalSpacing(theme.S)
        for column in range(_ACROSS):
            self._dates.setColumnStretch(column, 1)
        columns = QHBoxLayout()
        columns.setSpacing(theme.XL)
        columns.addLayout(self._left(), 3)
        columns.addLayout(self._right(), 2)
        self.body.addLayout(columns)

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(theme.S)
        names = QHBoxLayout()
        names.setSpacing(theme.L)
        names.addWidget(FormRow(msg("programmes", "Area or group"), self.area), 1)
        self.coaches.setPlaceholderText(tr(msg("programmes", "Names, with commas between")))
        names.addWidget(FormRow(msg("programmes", "Coaches"), self.coaches), 1)
        left.addLayout(names)
        left.addLayout(self._dates)
        left.addStretch(1)
        return left

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(theme.S)
        right.addWidget(label(msg("programmes", "Teams that join"), "small", "muted"))
        right.addWidget(self.picker)
        right.addStretch(1)
        return right

    def fields(self) -> list[QWidget]:
        """What is filled in, in reading order."""
        days = (row.day for row in self.rows)
        return [
            self.remove_button, self.area, self.coaches, *days, self.picker.filter,
            self.picker.list,
        ]  # fmt: skip

    # -- showing ------------------------------------------------------------------------------

    def show_number(self, number: int, of: int) -> None:
        """The heading: which cohort this is, if there are several."""
        only = msg("programmes", "Area, dates and teams")
        self.set_title(only if of == 1 else msg("programmes", "Cohort {number}", number=number))
        self.remove_button.setVisible(of > 1)

    def show_template(self, template: Template) -> None:
        """Ask for the dates of this programme; dates typed for events that it has too stay."""
        typed = {row.asked.key: row.date for row in self.rows if row.date}
        self._template = template
        clear(self._dates)
        self.rows = [DateRow(self._context, event) for event in template.events]
        for index, row in enumerate(self.rows):
            if row.asked.key in typed:
                row.day.show_date(typed[row.asked.key])
            row.changed.connect(self._on_date)
            line, column = divmod(index, _ACROSS)
            self._dates.addWidget(row, line, column, Qt.AlignmentFlag.AlignTop)
        self._show_meanings()

    def show_teams(self, teams: Sequence[Team], ticked: Collection[int]) -> None:
        """Offer these teams."""
        self._areas = {team.rid: team.area for team in teams}
        self.picker.show_teams(teams, ticked)
        self.picker.setVisible(bool(teams))

    def teams_of_area(self, among: Iterable[int]) -> list[int]:
        """Those teams that belong to the typed area."""
        area = split_place(self.area.currentText())[1]
        return [rid for rid in among if area and self._areas.get(rid) == area]

    def _on_date(self) -> None:
        self._show_meanings()
        self.dates_changed.emit()

    def _show_meanings(self) -> None:
        if self._template is None:
            return
        for row, event in zip(self.rows, self.events_to_be(self._template), strict=True):
            row.show_meaning(self._template, event)

    def events_to_be(self, template: Template) -> list[Event]:
        """The events as they would be with what is typed."""
        events = []
        for rid, row in enumerate(self.rows):
            timing = Timing.FOLLOWS if row.asked.after else Timing.OPEN
            event = Event(rid, "", 0, row.asked.key, timing, None, row.asked.days, "")
            events.append(dated(event, row.date) if row.date else event)
        return followed(template, events)

    # -- taking -------------------------------------------------------------------------------

    def take(self) -> NewCohort | None:
        """What is typed; None, with the cursor in that field, when a date makes no sense."""
        for row in self.rows:
            if not row.day.take():
                row.day.setFocus()
                return None
        name, area = split_place(self.area.currentText())
        return NewCohort(
            name=name, area=area, coaches=split_coaches(self.coaches.text()),
            dates={row.asked.key: row.date for row in self.rows if row.date},
            teams=self.picker.chosen(),
        )  # fmt: skip
