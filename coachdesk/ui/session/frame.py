"""The calm middle column that the first start and the unlock view share."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import LANGUAGE_NAMES, Message, msg
from coachdesk.ui import icons, theme
from coachdesk.ui.i18n import current, set_language
from coachdesk.ui.widgets.basic import Card, Scroll, icon_button, label
from coachdesk.ui.widgets.fields import name_field

COLUMN = 480


class SessionFrame(QWidget):
    """A card in the middle of the window under the program's name; `card` takes the content."""

    def __init__(self, title: Message, explanation: Message, *, with_language: bool = True) -> None:
        """Without the choice of language where a rebuilt view would lose what it shows."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QWidget()
        column.setMaximumWidth(COLUMN)
        inner = QVBoxLayout(column)
        inner.setSpacing(theme.L)
        inner.setContentsMargins(theme.L, theme.XL, theme.L, theme.XL)
        inner.addStretch(1)
        inner.addWidget(label("CoachDesk", "title", "accent"))
        self.card = Card(title)
        self.card.add(label(explanation, "muted", wrap=True))
        inner.addWidget(self.card)
        self._language = _language_choice() if with_language else None
        if self._language is not None:
            inner.addWidget(self._language, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 10)
        across.addStretch(1)
        scroll = Scroll(margins=0)
        scroll.body.addLayout(across)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Tab comes to the language after all that the card was given meanwhile."""
        super().showEvent(event)
        stops = [
            each
            for each in self.card.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if self._language is not None and stops:
            QWidget.setTabOrder(stops[-1], self._language)


def _language_choice() -> QComboBox:
    choice = QComboBox()
    name_field(choice, msg("session", "Language"))
    for key, name in LANGUAGE_NAMES.items():
        choice.addItem(name, key)
    choice.setCurrentIndex(choice.findData(current()))
    choice.activated.connect(lambda index: set_language(str(choice.itemData(index))))
    return choice


class PassphraseField(QLineEdit):
    """A field for a secret, with a button in it that shows what was typed: Tab leads to it."""

    def __init__(self) -> None:
        super().__init__()
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.reveal = icon_button("eye", msg("session", "Show what I typed"))
        self.reveal.setParent(self)
        self.reveal.setCheckable(True)
        self.reveal.setCursor(Qt.CursorShape.ArrowCursor)
        self.reveal.toggled.connect(self._show_typed)
        self._show_typed(shown=False)

    def _show_typed(self, shown: bool) -> None:  # noqa: FBT001 - the signal's only argument
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        icons.follow(self.reveal, "eye-off" if shown else "eye", "muted")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        size = self.reveal.sizeHint().boundedTo(self.size())
        self.reveal.resize(size)
        self.reveal.move(self.width() - size.width(), (self.height() - size.height()) // 2)
        self.setTextMargins(0, 0, size.width(), 0)
