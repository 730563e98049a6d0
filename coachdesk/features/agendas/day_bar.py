"""Over the table: start, agreed end and title of the day, how long it is, and whether it fits."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from coachdesk.features.agendas import service
from coachdesk.features.agendas.model import Plan, PlanDay
from coachdesk.features.agendas.words import clock_words, is_beyond, length_words, slack_words
from coachdesk.features.teams.combos import is_typed_as
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.dates.typed_times import parse_time
from coachdesk.kernel.errors import UserError
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
    """Fields for start, end and title, and the sums of the day."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._day: PlanDay | None = None
        self.start = TimeField(context.drafts, self._set_start)
        self.end = TimeField(context.drafts, self._set_end)
        self.sums = label("", "muted")
        self.fit = StatusLabel()
        self.title = QLineEdit()
        self._title_draft = context.drafts.watch(self.title, self.title.text, self._set_title)
        fields = row_of()
        for field, name in (
            (self.start, msg("agendas", "Begins")),
            (self.end, msg("agendas", "Should end")),
        ):
            beside = label(name, "muted")
            name_field(field, name, beside)
            fields.addWidget(beside)
            fields.addWidget(field)
        name_field(self.title, msg("agendas", "Title of the day"))
        self.title.setPlaceholderText(tr(msg("agendas", "Title of the day")))
        fields.addWidget(self.title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addLayout(fields)
        layout.addLayout(row_of(self.sums, None, self.fit))

    def show_plan(self, day: PlanDay, plan: Plan) -> None:
        """Show a day; what is being typed about it stays."""
        other = self._day is None or self._day.rid != day.rid
        self._day = day
        self.start.show_time(day.starts_at, other=other)
        self.end.show_time(day.ends_at, other=other)
        self._show_title(day.title, other=other)
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

    def _show_title(self, title: str, *, other: bool) -> None:
        if other:
            self._title_draft.discard()
        if not self._title_draft.dirty and not is_typed_as(self.title.text(), title):
            with self._title_draft.loading():
                self.title.setText(title)

    def _set_title(self, title: str) -> None:
        if self._day is not None:
            service.set_title(self._context.ws, self._day.rid, title)

    def _set_start(self, moment: dt.time | None) -> None:
        if moment is None:
            raise UserError(msg("agendas", "Type when the day begins, such as 9.00."))
        if self._day is not None:
            service.set_start(self._context.ws, self._day.rid, moment)

    def _set_end(self, moment: dt.time | None) -> None:
        if self._day is not None:
            service.set_end(self._context.ws, self._day.rid, moment)
