"""The left of the panel: which slide comes next, and what stands on it."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.projector.model import KIND_NAMES, Choice, Kind
from coachdesk.features.projector.offered import OfferedChart
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import label
from coachdesk.ui.widgets.fields import FormRow, name_field

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_BLANKS = frozenset({Qt.Key.Key_B, Qt.Key.Key_Period})
_ABOUT = {
    Kind.AGENDA: msg("projector", "Follows the day by itself. Blocks only for coaches stay away."),
    Kind.CLOCK: msg("projector", "The time left of the block, and the time of day."),
    Kind.ORDER: msg("projector", "In a round of sharing it shows who speaks now."),
    Kind.BLANK: msg("projector", "Black: nothing can be seen."),
}
_TEXT_LINES = 5


class KeyList(QListWidget):
    """A list on which Enter sends and B or . blanks; all other keys are the list's."""

    send_wanted = Signal()
    blank_wanted = Signal()

    def __init__(self, name: Message) -> None:
        super().__init__()
        self.setAccessibleName(tr(name))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, B and . first."""
        if event.key() in _ENTERS:
            self.send_wanted.emit()
        elif event.key() in _BLANKS:
            self.blank_wanted.emit()
        else:
            super().keyPressEvent(event)


class TypedText(QPlainTextEdit):
    """A text for the projector; Ctrl+Enter sends it, Enter too where it is one question."""

    send_wanted = Signal()

    def __init__(self, *, enter_sends: bool) -> None:
        super().__init__()
        self._enter_sends = enter_sends
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_TEXT_LINES * self.fontMetrics().lineSpacing())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends or makes a new line."""
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ENTERS and (with_ctrl or (self._enter_sends and not with_shift)):
            self.send_wanted.emit()
        else:
            super().keyPressEvent(event)


class Choosing(QWidget):
    """Kinds of slides, and under them the fields of the chosen one."""

    chosen = Signal(Choice)
    send_wanted = Signal()
    blank_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._questions: list[str] = []
        self._charts: list[OfferedChart] | None = None
        self.kinds = KeyList(msg("projector", "What to show"))
        for kind in Kind:
            item = QListWidgetItem(tr(KIND_NAMES[kind]))
            item.setData(Qt.ItemDataRole.UserRole, kind)
            self.kinds.addItem(item)
        self.kinds.setFixedHeight(self.kinds.sizeHintForRow(0) * len(Kind) + theme.M)
        self.offers = CalmCombo()
        self.question = TypedText(enter_sends=True)
        self.goals = TypedText(enter_sends=False)
        self.charts = KeyList(msg("projector", "Charts"))
        self._no_charts = label(
            msg("projector", "No chart yet. Results of surveys and working methods appear here."),
            "muted", wrap=True,
        )  # fmt: skip
        self._pages: dict[Kind, QWidget] = {}
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        name_field(self.offers, msg("projector", "Questions of the programme"))
        question = _column(
            self.offers,
            FormRow(msg("projector", "Question"), self.question,
                    msg("projector", "Enter sends, Shift+Enter begins a line.")),
        )  # fmt: skip
        goals = _column(
            FormRow(msg("projector", "Goals, one a line"), self.goals,
                    msg("projector", "Empty: those of the day’s blocks. Ctrl+Enter sends.")),
        )  # fmt: skip
        charts = _column(self.charts, self._no_charts)
        self._pages = {Kind.QUESTION: question, Kind.GOALS: goals, Kind.CHART: charts}
        self._pages |= {k: _column(label(text, "muted", wrap=True)) for k, text in _ABOUT.items()}
        for each in self._pages.values():
            self._stack.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(self.kinds)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.kinds.currentRowChanged.connect(lambda _row: self._on_kind())
        self.charts.currentRowChanged.connect(lambda _row: self._tell())
        self.question.textChanged.connect(self._tell)
        self.goals.textChanged.connect(self._tell)
        self.offers.activated.connect(self._on_offer)
        for sender in (self.kinds, self.charts, self.question, self.goals):
            sender.send_wanted.connect(self.send_wanted)
        for blanker in (self.kinds, self.charts):
            blanker.blank_wanted.connect(self.blank_wanted)

    @property
    def kind(self) -> Kind:
        """The kind that is chosen."""
        return list(Kind)[max(0, self.kinds.currentRow())]

    def choice(self) -> Choice:
        """What is chosen, with its text or chart."""
        texts = {Kind.QUESTION: self.question, Kind.GOALS: self.goals}
        field = texts.get(self.kind)
        item = self.charts.currentItem() if self.kind is Kind.CHART else None
        key = str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""
        return Choice(self.kind, field.toPlainText() if field is not None else "", key)

    def show_choice(self, choice: Choice) -> None:
        """Show what was chosen before, without telling."""
        texts = {Kind.QUESTION: self.question, Kind.GOALS: self.goals}
        field = texts.get(choice.kind)
        if field is not None and field.toPlainText() != choice.text:
            with QSignalBlocker(field):
                field.setPlainText(choice.text)
        with QSignalBlocker(self.kinds):
            self.kinds.setCurrentRow(list(Kind).index(choice.kind))
        self._stack.setCurrentWidget(self._pages[choice.kind])

    def show_questions(self, questions: Sequence[str]) -> None:
        """Offer the questions of the programme."""
        if list(questions) != self._questions:
            self._questions = list(questions)
            self.offers.clear()
            self.offers.addItem(tr(msg("projector", "Take a question of the programme")))
            self.offers.addItems(self._questions)
            self.offers.setVisible(bool(questions))

    def show_charts(self, charts: Sequence[OfferedChart], chosen: str) -> None:
        """Offer the charts that there are; `chosen` is the key of the chosen one."""
        keys = [each.key for each in charts]
        with QSignalBlocker(self.charts):
            if list(charts) != self._charts:
                self._charts = list(charts)
                self._fill_charts(charts)
            self.charts.setCurrentRow(keys.index(chosen) if chosen in keys else 0)
        if charts and chosen not in keys:
            self._tell()

    def _fill_charts(self, charts: Sequence[OfferedChart]) -> None:
        self.charts.clear()
        for offered in charts:
            item = QListWidgetItem(offered.title)
            item.setToolTip(offered.title)
            item.setData(Qt.ItemDataRole.UserRole, offered.key)
            self.charts.addItem(item)
        self.charts.setVisible(bool(charts))
        self._no_charts.setVisible(not charts)

    def _on_kind(self) -> None:
        self._stack.setCurrentWidget(self._pages[self.kind])
        self._tell()

    def _on_offer(self, place: int) -> None:
        if place > 0:
            self.question.setPlainText(self.offers.itemText(place))
            self.offers.setCurrentIndex(0)
            self.question.setFocus()

    def _tell(self) -> None:
        self.chosen.emit(self.choice())


def _column(*parts: QWidget) -> QWidget:
    result = QWidget()
    layout = QVBoxLayout(result)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.S)
    for part in parts:
        layout.addWidget(part, 1 if isinstance(part, QListWidget) else 0)
    layout.addStretch(0 if any(isinstance(part, QListWidget) for part in parts) else 1)
    return result
