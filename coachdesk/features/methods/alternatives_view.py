"""Five alternatives: options scored by criteria in a table, and the decision with its reason."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from coachdesk.features.methods import service_lists
from coachdesk.features.methods.alternatives import (
    HIGHEST_SCORE,
    HIGHEST_WEIGHT,
    USUAL_OPTIONS,
    Alternatives,
    Criterion,
    Option,
)
from coachdesk.features.methods.figure_table import FigureTable
from coachdesk.features.methods.model import Use
from coachdesk.features.methods.view import MethodView
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import Card, clear, label
from coachdesk.ui.widgets.fields import AddRow, name_field
from coachdesk.ui.widgets.table import Column, RecordModel

_WEIGHT = 1
_BESIDE, _LINES = 268, 3


@dataclass(frozen=True, slots=True)
class _Row:
    """An option with its scores by the criteria, in their order, and its total."""

    option: Option
    scores: tuple[int | None, ...]
    total: str


class AlternativesView(MethodView[Alternatives]):
    """Type options and criteria; 0–5 scores; the decision is hers."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._made = Alternatives()
        self.table: FigureTable | None = None
        self._shown: tuple[Criterion, ...] | None = None
        self.add_option = AddRow("", msg("methods", "New option"))
        self.add_criterion = AddRow(
            msg("methods", "Add a criterion"), msg("methods", "New criterion")
        )
        self.criteria = FigureTable(
            self._criteria_model(), msg("methods", "Criteria"), {_WEIGHT: (1, HIGHEST_WEIGHT)}, 0
        )
        self.decision = CalmCombo()
        self.reason = QPlainTextEdit()
        self.differs = label("", "small", "muted", wrap=True)
        self._arrange()
        self._connect()
        self._draft = context.drafts.watch(
            self.reason, self.reason.toPlainText,
            lambda text: service_lists.set_reason(context.ws, self.rid, text),
        )  # fmt: skip

    def _criteria_model(self) -> RecordModel[Criterion]:
        return RecordModel(
            [
                Column(msg("methods", "Criterion"), lambda one: one.text, stretch=True,
                       edit=self._rename_criterion),
                Column(msg("methods", "Weight"), lambda one: f"×{one.weight}"),
            ],
            identity=lambda one: one.key,
        )  # fmt: skip

    def _arrange(self) -> None:
        name_field(self.decision, msg("methods", "Decision"))
        name_field(self.reason, msg("methods", "Reason of the decision"))
        self.reason.setPlaceholderText(tr(msg("methods", "Why so?")))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + theme.L)
        left = Card()
        self._place = QVBoxLayout()
        left.body.addLayout(self._place, 1)
        left.add(self.add_option)
        left.add(label(_KEYS, "small", "muted", wrap=True))
        weights, decided = Card(msg("methods", "Criteria")), Card(msg("methods", "Decision"))
        weights.add(self.criteria, 1)
        weights.add(self.add_criterion)
        for part in (self.decision, self.differs, self.reason):
            decided.add(part)
        beside = QVBoxLayout()
        beside.setSpacing(theme.M)
        beside.addWidget(weights, 1)
        beside.addWidget(decided)
        for each in (weights, decided):
            each.setFixedWidth(_BESIDE)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.M)
        across.addWidget(left, 1)
        across.addLayout(beside)

    def _connect(self) -> None:
        self.add_option.submitted.connect(self._add_option)
        self.add_criterion.submitted.connect(self._add_criterion)
        self.criteria.figure_typed.connect(self._on_weight)
        self.criteria.stepped.connect(self._step_weight)
        self.criteria.removed.connect(self._remove_criteria)
        self.decision.activated.connect(lambda _place: self._decide())

    @override
    def show_use(self, use: Use, made: Alternatives) -> None:
        """Options with their scores and totals, criteria with their weights, the decision."""
        if self._draft.dirty and use.rid != self.rid:
            self._draft.flush()
        self.rid, self._made = use.rid, made
        if self.table is None or self._shown != made.criteria:
            self._make_table(made)
        assert self.table is not None  # noqa: S101 - it has just been made
        self.table.records.set_records([_row(made, option) for option in made.options])
        self.criteria.records.set_records(list(made.criteria))
        self.add_option.setPlaceholderText(tr(_next_option(len(made.options))))
        self._show_decision(made)

    def _make_table(self, made: Alternatives) -> None:
        self._shown = made.criteria
        had_focus = self.table is not None and self.table.hasFocus()
        columns: list[Column[_Row]] = [
            Column(msg("methods", "Option"), lambda row: row.option.text, stretch=True, strong=True,
                   edit=self._rename_option)
        ]  # fmt: skip
        for place, criterion in enumerate(made.criteria):
            title = msg("methods", "{criterion} ×{weight}", criterion=criterion.text,
                        weight=criterion.weight)  # fmt: skip
            columns.append(Column(title, _score(place)))
        columns.append(Column(msg("methods", "Total"), lambda row: row.total, strong=True))
        figures = dict.fromkeys(range(1, len(made.criteria) + 1), (0, HIGHEST_SCORE))
        clear(self._place)
        model = RecordModel(columns, identity=lambda row: row.option.key)
        self.table = FigureTable(model, msg("methods", "Options and their scores"), figures, 0)
        self.table.figure_typed.connect(self._on_score)
        self.table.removed.connect(self.remove)
        self._place.addWidget(self.table, 1)
        if had_focus:
            self.table.setFocus()

    def _show_decision(self, made: Alternatives) -> None:
        with QSignalBlocker(self.decision):
            self.decision.clear()
            self.decision.addItem(tr(msg("methods", "Nothing decided yet")), None)
            for option in made.options:
                self.decision.addItem(option.text, option.key)
            self.decision.setCurrentIndex(max(self.decision.findData(made.decision), 0))
        decided, best = made.decided(), made.best()
        differs = decided is not None and bool(best) and decided not in best
        self.differs.setVisible(differs)
        if differs:
            names = ", ".join(option.text for option in best)
            self.differs.setText(tr(msg("methods", "Highest score: {options}", options=names)))
        if not self._draft.dirty and self.reason.toPlainText() != made.reason:
            with self._draft.loading():
                self.reason.setPlainText(made.reason)

    @override
    def forget(self) -> None:
        """What is being typed belongs to nothing any more."""
        self._draft.discard()

    @override
    def focus_default(self) -> None:
        """The line for new options; the table once it can be scored."""
        if self.table is not None and self._made.options and self._made.criteria:
            self.table.setFocus()
        else:
            self.add_option.setFocus()

    # -- verbs --------------------------------------------------------------------------------

    def _add_option(self, text: str) -> None:
        if not self.attempt(lambda: service_lists.add_options(self.context.ws, self.rid, text)):
            self.add_option.refuse()

    def _add_criterion(self, text: str) -> None:
        if not self.attempt(lambda: service_lists.add_criteria(self.context.ws, self.rid, text)):
            self.add_criterion.refuse()

    def _rename_option(self, row: _Row, text: str) -> None:
        key = row.option.key
        self.attempt(lambda: service_lists.rename_option(self.context.ws, self.rid, key, text))

    def _rename_criterion(self, one: Criterion, text: str) -> None:
        self.attempt(lambda: service_lists.change_criterion(
            self.context.ws, self.rid, one.key, text=text))  # fmt: skip

    def _on_score(self, row: _Row, column: int, figure: int | None) -> None:
        key, criterion = row.option.key, self._made.criteria[column - 1]
        service_lists.score(self.context.ws, self.rid, key, criterion.key, figure)
        if self.table is not None and figure is not None and column < len(self._made.criteria):
            self.table.go_to(self.table.records.row_of(key), column + 1)

    def _on_weight(self, one: Criterion, _column: int, figure: int | None) -> None:
        service_lists.change_criterion(self.context.ws, self.rid, one.key, weight=figure or 1)

    def _step_weight(self, by: int) -> None:
        one: Criterion | None = self.criteria.current()
        if one is not None:
            self._on_weight(one, _WEIGHT, max(one.weight + by, 1))

    def remove(self) -> None:
        """Take the options in hand away, with a way back."""
        rows = self.table.selected() if self.table is not None else []
        keys = [row.option.key for row in rows]
        if keys:
            service_lists.remove_options(self.context.ws, self.rid, keys)
            self.context.tell_done(
                plural("methods", "{count} option removed", "{count} options removed", len(keys))
            )

    def _remove_criteria(self) -> None:
        keys = [one.key for one in self.criteria.selected()]
        if keys:
            service_lists.remove_criteria(self.context.ws, self.rid, keys)
            self.context.tell_done(
                plural("methods", "{count} criterion removed", "{count} criteria removed",
                       len(keys))
            )  # fmt: skip

    def _decide(self) -> None:
        service_lists.decide(self.context.ws, self.rid, self.decision.currentData())


_KEYS = msg(
    "methods",
    "0–5 scores the option by the criterion under the cursor, Backspace empties it. F2 changes the "
    "words, Del removes. In the list of criteria 1–5 sets the weight.",
)


def _row(made: Alternatives, option: Option) -> _Row:
    scores = tuple(made.scores.get((option.key, one.key)) for one in made.criteria)
    total = f"{made.total(option)}/{made.most}" if made.criteria else ""
    return _Row(option, scores, total)


def _score(place: int) -> Callable[[_Row], str]:
    return lambda row: "–" if row.scores[place] is None else str(row.scores[place])


def _next_option(there: int) -> Message:
    if there < USUAL_OPTIONS:
        return msg("methods", "Alternative {number} of {usual} — type and press Enter",
                   number=there + 1, usual=USUAL_OPTIONS)  # fmt: skip
    return msg("methods", "A further alternative — type and press Enter")
