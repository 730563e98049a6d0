"""Typing counts of a survey of persons: how many chose each option, never who.

What has been stored is not shown here again, for it may be too little to be shown.
"""

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QWidget

from coachdesk.features.surveys import service
from coachdesk.features.surveys.model import Kind, Question, Survey, Tally, Wave
from coachdesk.features.surveys.results import OTHER
from coachdesk.features.surveys.team_names import TeamNames
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, button, label, row_of
from coachdesk.ui.widgets.fields import AddRow, FormRow, name_field
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_ANSWERED = -2
_OTHER = -1
_COUNT_COLUMN = 2


@dataclass(frozen=True, slots=True)
class CountLine:
    """A count to be typed: of an option, of other answers, or of those who answered at all."""

    question: Question
    code: int
    label: str
    is_first: bool
    count: int | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What the count is of."""
        return self.question.key, self.code


class CountsForm(Card):
    """A table to type counts into from top to bottom, and a line for open answers."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("surveys", "Type counts"))
        self._context = context
        self._wave: Wave | None = None
        self.team = QLineEdit()
        self._names = TeamNames(self.team)
        columns: list[Column[CountLine]] = [
            Column(
                msg("surveys", "Question"),
                lambda one: one.question.title.in_language(current()) if one.is_first else "",
                describe=lambda one: one.question.title.in_language(current()),
                stretch=True,
            ),
            Column(msg("surveys", "Answer"), lambda one: one.label, stretch=True),
            Column(
                msg("surveys", "How many"),
                lambda one: "" if one.count is None else str(one.count),
                edit=self._set_count,
            ),
        ]
        self.model: RecordModel[CountLine] = RecordModel(columns, identity=lambda one: one.key)
        self.table = _CountTable(self.model)
        self.problem = label("", "problem", wrap=True)
        self.add_button = button(msg("surveys", "Add these counts"), "primary")
        self.add_button.clicked.connect(self.add_counts)
        self.questions = CalmCombo()
        name_field(self.questions, msg("surveys", "Open question"))
        self.words = AddRow(msg("surveys", "Open answer: type and press Enter"))
        self.words.submitted.connect(self._add_words)
        self._arrange()

    def _arrange(self) -> None:
        about = msg(
            "surveys",
            "Of persons only sums are kept. Count the forms of a team and type how many chose each "
            "option. The sums are added to those that are there.",
        )
        self.add(label(about, "muted", wrap=True))
        self.add(FormRow(msg("surveys", "Team (may be left empty)"), self.team))
        self.add(self.table, 1)
        self.add(self.problem)
        self.body.addLayout(row_of(None, self.add_button))
        self._open_row = QWidget()
        across = row_of(self.questions, self.words)
        across.setStretch(1, 1)
        self._open_row.setLayout(across)
        self.add(self._open_row)
        self.problem.hide()

    def show_wave(self, wave: Wave, survey: Survey) -> None:
        """Show the form for a wave; what is being typed for it stays."""
        self._names.refresh(self._context.ws.read)
        if self._wave is not None and self._wave.rid == wave.rid:
            return
        self._wave = wave
        self.questions.clear()
        for question in survey.questions:
            if question.kind is Kind.OPEN:
                self.questions.addItem(question.title.in_language(current()), question.key)
        self._open_row.setVisible(self.questions.count() > 0)
        self.model.set_records([one for q in survey.questions for one in _lines(q)])
        self._tell(None)

    def _set_count(self, line: CountLine, text: str) -> None:
        text = text.strip()
        if text and not (text.isascii() and text.isdecimal() and len(text) <= 6):
            self._tell(UserError(msg("surveys", "Type a number, such as 7.")))
            return
        count = int(text) if text else None
        self._tell(None)
        self.model.set_records(
            [replace(one, count=count) if one.key == line.key else one
             for one in self.model.records]
        )  # fmt: skip

    def add_counts(self) -> None:
        """Add what has been typed to the sums of the team, and empty the table."""
        if self._wave is None:
            return
        try:
            counts = _tallies(self.model.records)
            service.add_counts(self._context.ws, self._wave.rid, self.team.text(), counts)
        except UserError as problem:
            self._tell(problem)
            return
        self._tell(None)
        self.model.set_records([replace(one, count=None) for one in self.model.records])
        self._context.tell_done(msg("surveys", "Counts added."))

    def _add_words(self, text: str) -> None:
        if self._wave is None:
            return
        try:
            service.add_words(self._context.ws, self._wave.rid, self.questions.currentData(), text)
        except UserError as problem:
            self.words.refuse()
            self._tell(problem)
            return
        self._context.tell_done(msg("surveys", "Open answer added."))

    def _tell(self, problem: UserError | None) -> None:
        self.problem.setText(tr(problem.message) if problem else "")
        self.problem.setVisible(problem is not None)


def _lines(question: Question) -> list[CountLine]:
    if question.kind is Kind.OPEN:
        return []
    pairs = [(one.code, one.label.in_language(current())) for one in question.options]
    pairs.append((_OTHER, tr(OTHER)))
    if question.kind is Kind.MULTI:
        pairs.append((_ANSWERED, tr(msg("surveys", "Persons who answered this question"))))
    return [CountLine(question, code, text, n == 0) for n, (code, text) in enumerate(pairs)]


def _tallies(lines: list[CountLine]) -> dict[str, Tally]:
    found: dict[str, dict[int, int]] = {}
    for line in lines:
        if line.count is not None:
            found.setdefault(line.question.key, {})[line.code] = line.count
    if not found:
        raise UserError(msg("surveys", "Type at least one count first."))
    several = {line.question.key for line in lines if line.code == _ANSWERED}
    if any(key in several and _ANSWERED not in counts for key, counts in found.items()):
        raise UserError(
            msg(
                "surveys",
                "Where several options may be chosen, type also how many persons answered.",
            )
        )
    return {key: _tally(counts) for key, counts in found.items()}


def _tally(counts: dict[int, int]) -> Tally:
    """Of one answer each, all counts together have answered."""
    other, answered = counts.pop(_OTHER, 0), counts.pop(_ANSWERED, None)
    together = sum(counts.values()) + other
    return Tally(together if answered is None else answered, counts, other)


class _CountTable(TableView):
    """Digits begin to edit; Enter stores and goes on to the next line."""

    def __init__(self, model: RecordModel[CountLine]) -> None:
        super().__init__(model, msg("surveys", "Counts"))
        self.setWordWrap(True)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the next line when the count was stored by Enter."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            row = min(self.currentIndex().row() + 1, self.records.rowCount() - 1)
            self.setCurrentIndex(self.records.index(row, _COUNT_COLUMN))
