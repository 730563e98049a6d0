"""Check-in: numbers typed one after another, and their spread when there are enough."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from coachdesk.features.methods import service
from coachdesk.features.methods.chart_view import ChartView
from coachdesk.features.methods.charts import median_words, spread_chart
from coachdesk.features.methods.model import Use
from coachdesk.features.methods.spread import CheckIn, typed_numbers
from coachdesk.features.methods.view import MethodView
from coachdesk.features.methods.words import TOO_FEW
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import LANGUAGE, tr
from coachdesk.ui.widgets.basic import Card, label
from coachdesk.ui.widgets.fields import AddRow, FormRow

_WIDEST = 420


class CheckInView(MethodView[CheckIn]):
    """Type the numbers as they are said; Enter takes the round in, as a tally."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.question = QLineEdit()
        self.numbers = AddRow(
            msg("methods", "7 8 10 6 … then Enter"),
            msg("methods", "Numbers of the round"),
        )
        self.typed = label("", "muted", wrap=True)
        self.told = label("", "heading", wrap=True)
        self.middle = label("", "muted", wrap=True)
        self.chart = ChartView(msg("methods", "The numbers given"))
        self._arrange()
        self._draft = context.drafts.watch(
            self.question, self.question.text,
            lambda text: service.set_question(context.ws, self.rid, text),
        )  # fmt: skip
        self.numbers.textChanged.connect(lambda _text: self._count())
        self.numbers.submitted.connect(self._take)

    def _arrange(self) -> None:
        question = FormRow(msg("methods", "Question"), self.question)
        self.question.setPlaceholderText(
            tr(msg("methods", "How much strength do you have for this day, from 1 to 10?"))
        )
        left, right = Card(msg("methods", "The round")), Card(msg("methods", "Spread"))
        left.setMaximumWidth(_WIDEST)
        for each in (question, self.numbers, self.typed, label(_HOW, "small", "muted", wrap=True)):
            left.add(each)
        left.body.addStretch(1)
        for each in (self.told, self.middle):
            right.add(each)
        right.add(self.chart)
        right.body.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.M)
        across.addWidget(left, 2)
        across.addWidget(right, 3)

    @override
    def show_use(self, use: Use, made: CheckIn) -> None:
        """The question, and of the tally what may be shown."""
        if use.rid != self.rid:
            self._draft.flush()
            self.numbers.clear()
        self.rid = use.rid
        if not self._draft.dirty and self.question.text() != made.question:
            with self._draft.loading():
                self.question.setText(made.question)
                self.question.setCursorPosition(0)
        self.told.setText(tr(_told(made)))
        middle = median_words(made, LANGUAGE.texts)
        self.middle.setText(
            tr(msg("methods", "The middle one is {number}.", number=middle)) if middle else ""
        )
        self.middle.setVisible(bool(middle))
        self.chart.show_chart(spread_chart(made, LANGUAGE.texts))
        self._count()

    def _count(self) -> None:
        """Say how many numbers have been typed, or what is wrong with them."""
        try:
            count = typed_numbers(self.numbers.text()).total()
        except UserError as problem:
            self.typed.setText(tr(problem.message))
            return
        words = plural("methods", "{count} number typed", "{count} numbers typed", count)
        self.typed.setText(tr(words) if count else "")

    def _take(self, numbers: str) -> None:
        if not self.attempt(lambda: service.set_tally(self.context.ws, self.rid, numbers)):
            self.numbers.refuse()

    @override
    def forget(self) -> None:
        """What is being typed belongs to nothing any more."""
        self._draft.discard()
        self.numbers.clear()

    @override
    def focus_default(self) -> None:
        """The line for the numbers."""
        self.numbers.setFocus()


_HOW = msg(
    "methods",
    "Type the numbers as they are said, and Enter when the round is complete. Only how often each "
    "was given is kept, not who gave it nor in which order. A new round takes the place of the one "
    "before. The spread is shown from 10 numbers on.",
)


def _told(made: CheckIn) -> Message:
    spread = made.spread()
    if spread.answers is not None:
        return plural("methods", "{count} answer", "{count} answers", spread.answers)
    if not made.tally:
        return msg("methods", "No round yet")
    return TOO_FEW[spread.shown]
