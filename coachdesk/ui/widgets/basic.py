"""Small parts of pages: texts, cards, empty states, banners."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message
from coachdesk.ui import icons, theme
from coachdesk.ui.i18n import say
from coachdesk.ui.theme import THEME, set_class


def label(text: Message | str, *classes: str, wrap: bool = False) -> QLabel:
    """A plain-text label; `classes` such as "title", "heading", "small", "muted", "late"."""
    result = QLabel(say(text))
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setWordWrap(wrap)
    if classes:
        result.setProperty("class", " ".join(classes))
    return result


def button(text: Message | str, *classes: str, icon: str = "") -> QPushButton:
    """A push button for something that is no verb of the registry; Enter presses it too."""
    result = QPushButton(say(text))
    result.setAutoDefault(True)
    if classes:
        result.setProperty("class", " ".join(classes))
    if icon:
        icons.follow(result, icon)
    return result


def icon_button(icon: str, name: Message | str) -> QToolButton:
    """A button that shows only an icon; `name` is its tooltip and accessible name."""
    result = QToolButton()
    result.setIconSize(QSize(theme.ICON, theme.ICON))
    result.setToolTip(say(name))
    result.setAccessibleName(say(name))
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    icons.follow(result, icon)
    return result


def line() -> QFrame:
    """A thin horizontal line."""
    result = QFrame()
    set_class(result, "line")
    return result


def row_of(*widgets: QWidget | None, spacing: int = theme.S) -> QHBoxLayout:
    """Widgets side by side; None makes room that stretches."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


def clear(layout: QLayout) -> None:
    """Take all widgets out of a layout and let them go."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole text is its tooltip then."""

    def __init__(self, text: Message | str = "", *classes: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if classes:
            self.setProperty("class", " ".join(classes))
        self.setText(say(text))

    @override
    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tooltip helps only where something is hidden."""
        super().resizeEvent(event)
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.width()
        self.setToolTip("" if fits else self.text())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )


class Card(QFrame):
    """A framed part of a page with a heading; fill `body`, or call `add`."""

    def __init__(self, title: Message | str = "", *, spacing: int = theme.S) -> None:
        super().__init__()
        self.setProperty("class", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        self.body.setSpacing(spacing)
        self.heading = label(title, "heading", wrap=True)
        self.header = row_of(self.heading)
        self.header.setStretch(0, 1)
        self.body.addLayout(self.header)
        self.heading.setVisible(bool(title))
        self.setAccessibleName(say(title))

    def set_title(self, title: Message | str) -> None:
        """Give the card another heading."""
        self.heading.setText(say(title))
        self.heading.setVisible(bool(title))
        self.setAccessibleName(say(title))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget under the others."""
        self.body.addWidget(widget, stretch)


def card_column(*cards: Card) -> QVBoxLayout:
    """Cards below each other from the top of a column."""
    column = QVBoxLayout()
    column.setSpacing(theme.L)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column


class PageHeader(QWidget):
    """The top of a page: title, a quiet line under it, buttons at the right."""

    def __init__(
        self, title: Message | str, subtitle: Message | str = "", *buttons: QWidget
    ) -> None:
        super().__init__()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.S)
        words = QVBoxLayout()
        words.setSpacing(theme.XS)
        self.title = label(title, "title", wrap=True)
        self.subtitle = label(subtitle, "muted", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        outer.addLayout(words, 1)
        for each in buttons:
            outer.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        self.set_subtitle(subtitle)

    def set_title(self, title: Message | str) -> None:
        """Show another title."""
        self.title.setText(say(title))

    def set_subtitle(self, subtitle: Message | str) -> None:
        """Show another quiet line."""
        self.subtitle.setText(say(subtitle))
        self.subtitle.setVisible(bool(subtitle))


class Scroll(QScrollArea):
    """A page body that scrolls when the window is low; fill `body`."""

    def __init__(self, margins: int = theme.XL, spacing: int = theme.L) -> None:
        super().__init__()
        content = QWidget()
        content.setProperty("class", "scrolled")
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(margins, margins, margins, margins)
        self.body.setSpacing(spacing)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class EmptyState(QWidget):
    """What to show where there is nothing yet: an icon, a heading, what to do, a button or some."""

    def __init__(
        self,
        icon: str,
        title: Message | str,
        text: Message | str = "",
        action: QWidget | None = None,
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.S)
        layout.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
        layout.addStretch(1)
        self._icon = icon
        self._picture = QLabel()
        self._tint()
        THEME.theme_changed.connect(self._tint)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for each in (label(title, "heading", wrap=True), label(text, "muted", wrap=True)):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(each)  # before it is shown, else it would be a window of its own
            each.setVisible(bool(each.text()))
        if action is not None:
            layout.addSpacing(theme.S)
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def _tint(self) -> None:
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap(self._icon, 2 * theme.XL, "muted", scale))


class Banner(QFrame):
    """A lasting line on a page: `kind` "caution" or "error", with buttons at its end."""

    def __init__(self, text: Message | str, kind: str = "caution", *buttons: QPushButton) -> None:
        super().__init__()
        self.setProperty("class", kind)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        layout.setSpacing(theme.S)
        self.text = label(text, "warning" if kind == "caution" else "problem", wrap=True)
        layout.addWidget(self.text, 1)
        for each in buttons:
            layout.addWidget(each)
