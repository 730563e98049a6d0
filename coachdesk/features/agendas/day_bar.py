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
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.drafts import Drafts
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import label, row_of
from coachdesk.ui.widgets.fields import name_field
from coachdesk.ui.widgets.status import Status, StatusLabel

_LETTERS = 7


class TimeField(QLineEdit):
    """A time of day that stores itself; while one types it stays as typed."""

    def __init__(self, drafts: Drafts, store: Callable[[dt.time | None], object]) -> None:
        super().__init__()
        self._stored: dt.time | None = None
        self._draft = drafts.watch(self, self._typed, store)
        self.setFixedWidth(_LETTERS * self.fontMetrics().averageCharWidth() + 2 * theme.M)
        self.editingFinished.connect(self._on_finished)

    def show_time(self, moment: dt.time | None, *, other: bool) -> None:
        """Show what is stored; of an `other` day also over what is being typed."""
        self._stored = moment
        if other:
            self._draft.discard()
        if not self._draft.dirty and (other or not self.hasFocus()):
            self._show()

    def _typed(self) -> dt.time | None:
        text = self.text().strip()
        return parse_time(text) if text else None

    def _show(self) -> None:
        with self._draft.loading():
            self.setText(format_time(self._stored, current()) if self._stored else "")

    def _on_finished(self) -> None:
        if self._draft.flush():
            self._show()


class DayBar(QWidget):
    """Fields for start and end, and the sums of the day."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._day: PlanDay | None = None
        self.start = TimeField(context.drafts, self._set_start)
        self.end = TimeField(context.drafts, self._set_end)
        self.sums = label("", "muted")
        self.fit = StatusLabel()
        self._first, self._second = row_of(), row_of(None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addLayout(self._first)
        layout.addLayout(self._second)
        for field, name in (
            (self.start, msg("agendas", "Begins")),
            (self.end, msg("agendas", "Should end")),
        ):
            beside = label(name, "muted")
            name_field(field, name, beside)
            self._first.addWidget(beside)
            self._first.addWidget(field)
        self._first.addStretch(1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sums go to a line of their own where there is no room."""
        super().resizeEvent(event)
        self._place_sums()

    def _place_sums(self) -> None:
        sums = (self.sums, self.fit)
        for row in (self._first, self._second):
            for each in sums:
                row.removeWidget(each)
        wanted = sum(each.sizeHint().width() + theme.S for each in sums)
        fits = self._first.sizeHint().width() + wanted <= self.width()
        for each in sums:
            (self._first if fits else self._second).addWidget(each)

    def show_plan(self, day: PlanDay, plan: Plan) -> None:
        """Show a day; what is being typed about it stays."""
        other = self._day is None or self._day.rid != day.rid
        self._day = day
        self.start.show_time(day.starts_at, other=other)
        self.end.show_time(day.ends_at, other=other)
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
        self._place_sums()

    def _set_start(self, moment: dt.time | None) -> None:
        if moment is None:
            raise UserError(msg("agendas", "Type when the day begins, such as 9.00."))
        if self._day is not None:
            service.set_start(self._context.ws, self._day.rid, moment)

    def _set_end(self, moment: dt.time | None) -> None:
        if self._day is not None:
            service.set_end(self._context.ws, self._day.rid, moment)
