"""Over the table: when the day begins and should end, how long it is, and whether it fits."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from coachdesk.features.agendas import service
from coachdesk.features.agendas.model import Plan, PlanDay
from coachdesk.features.agendas.words import clock_words, is_beyond, length_words, slack_words
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.dates.typed_times import parse_time
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import label, row_of
from coachdesk.ui.widgets.fields import name_field
from coachdesk.ui.widgets.status import Status, StatusLabel

_LETTERS = 7


class DayBar(QWidget):
    """Fields for start and end, and the sums of the day."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._day: PlanDay | None = None
        self.start, self.end = QLineEdit(), QLineEdit()
        self.sums = label("", "muted")
        self.fit = StatusLabel()
        first, self._second = row_of(), row_of(None)
        self._first = first
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addLayout(first)
        layout.addLayout(self._second)
        for field, name in (
            (self.start, msg("agendas", "Begins")),
            (self.end, msg("agendas", "Should end")),
        ):
            beside = label(name, "muted")
            name_field(field, name, beside)
            field.setFixedWidth(_LETTERS * field.fontMetrics().averageCharWidth() + 2 * theme.M)
            first.addWidget(beside)
            first.addWidget(field)
        first.addStretch(1)
        first.addWidget(self.sums)
        first.addWidget(self.fit)
        self.start.editingFinished.connect(lambda: self._take(self.start, self._set_start))
        self.end.editingFinished.connect(lambda: self._take(self.end, self._set_end))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whether it fits goes to a line of its own where there is no room."""
        super().resizeEvent(event)
        self._place_fit()

    def _place_fit(self) -> None:
        """Below the fields, where both lines together are too wide."""
        self._first.removeWidget(self.fit)
        self._second.removeWidget(self.fit)
        wanted = self._first.sizeHint().width() + theme.S + self.fit.sizeHint().width()
        (self._first if wanted <= self.width() else self._second).addWidget(self.fit)

    def show_plan(self, day: PlanDay, plan: Plan) -> None:
        """Show a day; what is being typed stays."""
        self._day = day
        if not self.start.isModified():
            self.start.setText(format_time(day.starts_at, current()))
        if not self.end.isModified():
            self.end.setText(format_time(day.ends_at, current()) if day.ends_at else "")
        words = msg(
            "agendas", "until {end} · {length}",
            end=clock_words(plan.ends, current()), length=length_words(plan.total),
        )  # fmt: skip
        self.sums.setText(tr(words))
        free = plan.free + (plan.left or 0)
        state = Status.LATE if is_beyond(plan) else Status.SOON if free else Status.DONE
        self.fit.show_status(state, slack_words(plan))
        self.fit.setAccessibleName(tr(slack_words(plan)))
        self.fit.setVisible(bool(plan.slots))
        self._place_fit()

    def _take(self, field: QLineEdit, store: Callable[[PlanDay, str], object]) -> None:
        if self._day is None or not field.isModified():
            return
        field.setModified(False)
        try:
            store(self._day, field.text().strip())
        except UserError as problem:
            self._context.notices.error(problem)
            field.setModified(True)

    def _set_start(self, day: PlanDay, text: str) -> None:
        service.set_start(self._context.ws, day.rid, parse_time(text))

    def _set_end(self, day: PlanDay, text: str) -> None:
        moment: dt.time | None = parse_time(text) if text else None
        service.set_end(self._context.ws, day.rid, moment)


EMPTY_PLAN: Message = msg(
    "agendas", "Add the first block from the library (Ins), or type one in the line below."
)
