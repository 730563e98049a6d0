"""The coach's own spelling words, to be looked through and removed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget

from coachdesk.kernel.errors import EnvironmentProblem
from coachdesk.kernel.overriding import override
from coachdesk.kernel.spelling.personal import personal_words, remove_word
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import Card, button, label, row_of

_MOST_LINES = 6


class WordsCard(Card):
    """The words taken for right; Del or the button removes the one in hand."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("settings", "My spelling words"))
        self._context = context
        self.nothing = label(
            msg("settings", "Words that you add from the menu of a misspelt word stand here."),
            "muted",
            wrap=True,
        )
        self.list = _WordList(self)
        self.list.setAccessibleName(tr(msg("settings", "My spelling words")))
        self.remove_button = button(msg("settings", "Remove from my words"), icon="trash")
        self.remove_button.clicked.connect(self.remove)
        self.list.currentRowChanged.connect(lambda row: self.remove_button.setEnabled(row >= 0))
        self.add(self.nothing)
        self.add(self.list)
        self.body.addLayout(row_of(self.remove_button, None))
        self.refresh()

    def refresh(self) -> None:
        """Read the words anew; the cursor stays at its place."""
        row = self.list.currentRow()
        words = personal_words(self._context.ws.read)
        self.list.clear()
        self.list.addItems(words)
        self.list.setCurrentRow(min(max(row, 0), len(words) - 1))
        self.list.fit()
        self.nothing.setVisible(not words)
        self.list.setVisible(bool(words))
        self.remove_button.setVisible(bool(words))

    def remove(self) -> None:
        """Remove the word in hand; a notice offers the way back."""
        item = self.list.currentItem()
        if item is None:
            return
        word = item.text()
        try:
            remove_word(self._context.ws, word)
        except EnvironmentProblem as problem:
            self._context.notices.error(problem)
        else:
            told = msg("settings", "“{word}” is no longer one of your words.", word=word)
            self._context.tell_done(told)


class _WordList(QListWidget):
    def __init__(self, card: WordsCard) -> None:
        super().__init__()
        self._card = card
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def fit(self) -> None:
        """As high as the words, up to a few; more are scrolled."""
        lines = min(self.count(), _MOST_LINES) * max(self.sizeHintForRow(0), 0)
        self.setFixedHeight(lines + 2 * self.frameWidth() + theme.XS)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._card.remove()
        else:
            super().keyPressEvent(event)
