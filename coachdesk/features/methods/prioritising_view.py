"""Prioritising: targets with impact, effort and dots in a table, the picture beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.features.methods import service_lists
from coachdesk.features.methods.chart_view import ChartView
from coachdesk.features.methods.charts import DOTS, EFFORT, IMPACT, scatter
from coachdesk.features.methods.figure_table import FigureTable
from coachdesk.features.methods.model import Use
from coachdesk.features.methods.priorities import HIGHEST, LOWEST, Order, Priorities, Target, ranked
from coachdesk.features.methods.view import MethodView
from coachdesk.features.methods.words import ORDERS
from coachdesk.features.teams.combos import CalmCombo, CalmSpin
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import LANGUAGE, tr
from coachdesk.ui.widgets.basic import Card, label, row_of
from coachdesk.ui.widgets.fields import AddRow, name_field
from coachdesk.ui.widgets.table import Column, RecordModel

_TEXT, _IMPACT, _EFFORT, _DOTS = 1, 2, 3, 4
_NARROW, _PICTURE, _SMALL_PICTURE = 800, 340, 248


@dataclass(frozen=True, slots=True)
class _Row:
    """A target with its number in the list and, where an order is chosen, its place."""

    number: int
    place: int | None
    target: Target


class PrioritisingView(MethodView[Priorities]):
    """Type targets; 1–5 rates, + and − give and take dots."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._made = Priorities()
        self.add = AddRow(
            msg("methods", "Add a development target — type and press Enter"),
            msg("methods", "New development target"),
        )
        self.table = FigureTable(
            self._model(), msg("methods", "Development targets"),
            {_IMPACT: (LOWEST, HIGHEST), _EFFORT: (LOWEST, HIGHEST), _DOTS: (0, 9)}, _TEXT,
        )  # fmt: skip
        self.order = CalmCombo()
        self.dots_each = CalmSpin(1, service_lists.MOST_DOTS_EACH)
        self.voters = CalmSpin(0, service_lists.MOST_VOTERS)
        self.given = label("", "muted")
        self.picture = ChartView(msg("methods", "Impact and effort"))
        self._hint = label(_NO_PICTURE, "muted", wrap=True)
        self._arrange()
        self._connect()

    def _model(self) -> RecordModel[_Row]:
        rename = self._rename
        return RecordModel(
            [
                Column(msg("methods", "No."), _number_words, muted=True),
                Column(msg("methods", "Development target"), lambda row: row.target.text,
                       edit=rename, stretch=True, strong=True),
                Column(IMPACT, lambda row: _figure(row.target.impact)),
                Column(EFFORT, lambda row: _figure(row.target.effort)),
                Column(DOTS, lambda row: str(row.target.dots), describe=_dots_words),
            ],
            identity=lambda row: row.target.key,
        )  # fmt: skip

    def _arrange(self) -> None:
        self.order.addItem(tr(msg("methods", "As written")), None)
        for order, name in ORDERS.items():
            self.order.addItem(tr(name), order)
        name_field(self.order, msg("methods", "Order of the targets"))
        each, people = label(msg("methods", "Dots each"), "muted"), label(_PEOPLE, "muted")
        name_field(self.dots_each, msg("methods", "Dots each"), each)
        name_field(self.voters, _PEOPLE, people)
        self.voters.setSpecialValueText("–")
        left, right = Card(), Card(msg("methods", "Impact and effort"))
        left.body.addLayout(row_of(each, self.dots_each, people, self.voters, None))
        left.body.addLayout(row_of(self.order, self.given))
        left.add(self.table, 1)
        left.add(self.add)
        left.add(label(_KEYS, "small", "muted", wrap=True))
        right.add(self._hint)
        right.add(self.picture, 1)
        self._beside = QWidget()
        column = QVBoxLayout(self._beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(right)
        column.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.M)
        across.addWidget(left, 1)
        across.addWidget(self._beside)

    def _connect(self) -> None:
        self.add.submitted.connect(self._add)
        self.order.activated.connect(lambda _place: self._show_rows())
        self.dots_each.valueChanged.connect(lambda _value: self._set_voting())
        self.voters.valueChanged.connect(lambda _value: self._set_voting())
        self.table.figure_typed.connect(self._on_figure)
        self.table.stepped.connect(self.add_dots)
        self.table.removed.connect(self.remove)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the picture is small."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._beside.setFixedWidth(_SMALL_PICTURE if narrow else _PICTURE)
        self.picture.setFixedHeight(_SMALL_PICTURE if narrow else _PICTURE)

    @override
    def show_use(self, use: Use, made: Priorities) -> None:
        """The targets in the chosen order, the dots, and the picture."""
        self.rid, self._made = use.rid, made
        with QSignalBlocker(self.dots_each), QSignalBlocker(self.voters):
            self.dots_each.setValue(made.dots_each)
            self.voters.setValue(made.voters)
        self.given.setText(tr(_given_words(made)))
        picture = scatter(made, LANGUAGE.texts)
        self.picture.show_chart(picture)
        self._hint.setVisible(picture is None)
        self._show_rows()

    def _show_rows(self) -> None:
        order, targets = self.order.currentData(), self._made.targets
        if order is None:
            rows = [_Row(number, None, target) for number, target in enumerate(targets, start=1)]
        else:
            rows = [_Row(one.number, one.place, one.target)
                    for one in ranked(targets, Order(order))]  # fmt: skip
        self.table.records.set_records(rows)
        if self.table.current() is None and rows:
            self.table.go_to(0, _IMPACT)

    @override
    def focus_default(self) -> None:
        """The line for new targets; the table once there are some."""
        (self.table if self._made.targets else self.add).setFocus()

    # -- verbs --------------------------------------------------------------------------------

    def _add(self, text: str) -> None:
        if not self.attempt(lambda: service_lists.add_targets(self.context.ws, self.rid, text)):
            self.add.refuse()

    def _rename(self, row: _Row, text: str) -> None:
        self.attempt(lambda: service_lists.change_target(
            self.context.ws, self.rid, row.target.key, {"text": text}))  # fmt: skip

    def _on_figure(self, row: _Row, column: int, figure: int | None) -> None:
        ws, key = self.context.ws, row.target.key
        if column == _DOTS:
            service_lists.set_dots(ws, self.rid, key, figure or 0)
        elif column == _IMPACT:
            service_lists.change_target(ws, self.rid, key, {"impact": figure})
            self.table.go_to(self.table.records.row_of(key), _EFFORT)
        else:
            service_lists.change_target(ws, self.rid, key, {"effort": figure})

    def add_dots(self, by: int) -> None:
        """Give dots to the targets in hand, or take some away."""
        keys = [row.target.key for row in self.table.selected()]
        if keys:
            service_lists.add_dots(self.context.ws, self.rid, keys, by)

    def remove(self) -> None:
        """Take the targets in hand off the list, with a way back."""
        keys = [row.target.key for row in self.table.selected()]
        if keys:
            service_lists.remove_targets(self.context.ws, self.rid, keys)
            self.context.tell_done(
                plural("methods", "{count} target removed", "{count} targets removed", len(keys))
            )

    def _set_voting(self) -> None:
        service_lists.set_voting(
            self.context.ws, self.rid, self.dots_each.value(), self.voters.value()
        )


_PEOPLE = msg("methods", "People who vote")
_KEYS = msg(
    "methods",
    "1–5 rates impact or effort, Backspace empties it. + and − give and take dots. F2 changes the "
    "words, Del removes.",
)
_NO_PICTURE = msg(
    "methods",
    "Rate impact and effort of a target with the keys 1–5: it then appears in the picture.",
)


def _number_words(row: _Row) -> str:
    if row.place is None or row.place == 0:
        return str(row.number)
    return f"{row.place}. ({row.number})"


def _figure(figure: int | None) -> str:
    return "–" if figure is None else str(figure)


def _dots_words(row: _Row) -> str:
    return tr(plural("methods", "{count} dot", "{count} dots", row.target.dots))


def _given_words(made: Priorities) -> Message:
    if made.dots_in_all:
        return msg("methods", "{count} of {all} dots given", count=made.dots_placed,
                   all=made.dots_in_all)  # fmt: skip
    return plural("methods", "{count} dot given", "{count} dots given", made.dots_placed)
