"""The left side of the window: pages, a list of rows with their status, settings and lock."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import icons, theme
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import say, tr
from coachdesk.ui.theme import THEME, set_class
from coachdesk.ui.widgets.basic import clear, icon_button, label, row_of
from coachdesk.ui.widgets.status import Status


class SideRow(NamedTuple):
    """One line of the list: a name, a short sign of how it stands, and where it leads.

    `badge` is short ("5/9"); `spoken` says the same in words for tooltips and screen readers.
    """

    text: str
    target: Target
    badge: str = ""
    status: Status = Status.OPEN
    spoken: str = ""


class SideList(NamedTuple):
    """The list under the pages, such as the teams of the current run."""

    title: str
    rows: Sequence[SideRow] = ()


class NavButton(QPushButton):
    """A line of the sidebar, with a quiet text at its right end."""

    def __init__(self, text: str, icon: str = "", tail: str = "", tail_role: str = "muted") -> None:
        super().__init__()
        self.setAutoDefault(True)  # Enter presses it
        self._words, self._tail, self._tail_role = text, tail, tail_role
        self.setProperty("class", "nav")
        self.is_here = self._low = self._tail_shown = False
        self.setMinimumHeight(theme.ROW)
        self.setMinimumWidth(theme.RAIL - 2 * theme.S)
        self.setIconSize(QSize(theme.ICON, theme.ICON))
        self.setAccessibleName(text)
        if icon:
            icons.follow(self, icon, "muted")
        self.set_narrow(narrow=False)

    def set_here(self, *, here: bool) -> None:
        """Show and tell whether it leads to where she is (it is no check box)."""
        if here == self.is_here:
            return
        self.is_here = here
        self._dress()
        self._elide()
        self.setAccessibleDescription(tr(msg("shell", "You are here")) if here else "")

    def set_low(self, *, low: bool) -> None:
        """Take less height, for windows that have little of it."""
        if low == self._low:
            return
        self._low = low
        self.setMinimumHeight(theme.LOW_ROW if low else theme.ROW)
        self._dress()

    def _dress(self) -> None:
        set_class(self, "nav", *(["here"] if self.is_here else []), *(["low"] if self._low else []))

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon only, or icon and text."""
        self._narrow = narrow
        self.setToolTip(f"{self._words} ({self._tail})" if self._tail else self._words)
        self._elide()

    @override
    def sizeHint(self) -> QSize:
        """Long names are cut, never the sidebar widened."""
        return QSize(theme.RAIL - 2 * theme.S, super().sizeHint().height())

    @override
    def resizeEvent(self, event: object) -> None:
        """Cut the text where the room ends."""
        self._cut()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's, and the tail."""
        super().paintEvent(event)
        if self._tail_shown and not self._narrow:
            painter = QPainter(self)
            painter.setFont(THEME.small_font())
            painter.setPen(THEME.colour(self._tail_role))
            inner = self.rect().adjusted(theme.S, 0, -theme.S, 0)
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                             self._tail)  # fmt: skip

    def _elide(self) -> None:
        # Before it is first shown its width comes with an event, which finds this still set.
        if not self.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent):
            self._cut()

    def _cut(self) -> None:
        if self._narrow:
            self.setText("")
            return
        icon = 0 if self.icon().isNull() else theme.ICON + theme.S
        tail = self.fontMetrics().horizontalAdvance(self._tail) + theme.S if self._tail else 0
        font = self.font()
        font.setBold(bool(icon) or self.is_here)  # a page is as wide before it is marked
        metrics = QFontMetrics(font)
        room = self.width() - icon - 2 * theme.M
        # The name of a page goes before its keys, the sign of a team before the end of its name.
        fits = metrics.horizontalAdvance(self._words) <= room - tail
        self._tail_shown = bool(self._tail) and (fits or not icon)
        shown = metrics.elidedText(
            self._words, Qt.TextElideMode.ElideRight, room - tail if self._tail_shown else room
        )
        space = " " if icon else ""
        self.setText(space + shown.replace("&", "&&"))


class Sidebar(QWidget):
    """Tells where she wants to go; the shell goes there."""

    target_chosen = Signal(Target)
    toggled = Signal()
    lock_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages: dict[str, NavButton] = {}
        self._rows: dict[Target, NavButton] = {}
        self._icon_lines: list[NavButton] = []
        self._list_shown: SideList | None = None
        self._narrow = False
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S, theme.M, theme.S, theme.M)
        outer.setSpacing(2)
        self._brand = label("CoachDesk", "brand")
        self._toggle = icon_button("sidebar", msg("shell", "Show or hide the names of the pages"))
        self._toggle.clicked.connect(self.toggled)
        head = row_of(self._brand, self._toggle)
        head.setStretch(0, 1)
        head.setContentsMargins(theme.S, 0, 0, theme.S)
        outer.addLayout(head)
        self._top = QVBoxLayout()
        self._top.setSpacing(2)
        outer.addLayout(self._top)
        outer.addSpacing(theme.M)
        self._list_title = label("", "small", "strong", "muted", wrap=True)
        self._list_title.setContentsMargins(theme.S, 0, theme.S, theme.XS)
        outer.addWidget(self._list_title)
        outer.addWidget(self._make_list(), 1)
        self._bottom = QVBoxLayout()
        self._bottom.setSpacing(2)
        outer.addLayout(self._bottom)
        self.set_narrow(narrow=False)

    def _make_list(self) -> QScrollArea:
        content = QWidget()
        content.setProperty("class", "scrolled")
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr(msg("shell", "Teams")))
        self._list_content = content
        return scroll

    def add_page(self, key: str, title: Message, icon: str, keys: str, *, bottom: bool) -> None:
        """A line that leads to a page."""
        nav = NavButton(say(title), icon, keys)
        nav.clicked.connect(lambda: self.target_chosen.emit(Target(key)))
        self._pages[key] = nav
        self._icon_lines.append(nav)
        (self._bottom if bottom else self._top).addWidget(nav)

    def add_lock(self, title: Message, keys: str) -> None:
        """The line that locks."""
        nav = NavButton(say(title), "lock", keys)
        nav.clicked.connect(self.lock_chosen)
        self._icon_lines.append(nav)
        self._bottom.addWidget(nav)
        self._order_tabs()

    def show_list(self, shown: SideList) -> None:
        """Show these rows under the pages."""
        if shown == self._list_shown:
            return
        self._list_shown = shown
        clear(self._list)
        self._rows.clear()
        for row in shown.rows:
            nav = NavButton(row.text, "", row.badge, _role(row.status))
            nav.setAccessibleName(f"{row.text}, {row.spoken}" if row.spoken else row.text)
            nav.setToolTip(row.spoken or row.text)
            nav.clicked.connect(lambda _checked=False, row=row: self.target_chosen.emit(row.target))
            self._rows[row.target] = nav
            self._list.addWidget(nav)
        self._list.addStretch(1)
        self._list_title.setText(shown.title)
        self._order_tabs()
        self.set_narrow(narrow=self._narrow)
        self._fit_lines()

    def _order_tabs(self) -> None:
        """Tab follows the eye from top to bottom, whatever was made first."""
        top = [line for line in self._icon_lines if self._top.indexOf(line) >= 0]
        bottom = [line for line in self._icon_lines if line not in top]
        stops = [self._toggle, *top, *self._rows.values(), *bottom]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    @override
    def resizeEvent(self, event: object) -> None:
        """In a low window the lines stand closer, so that teams stay in sight."""
        self._fit_lines()

    @override
    def showEvent(self, event: object) -> None:
        """From here on the height is that of the window."""
        self._fit_lines()

    def _fit_lines(self) -> None:
        if not self.isVisible():
            return
        low = self.height() < theme.LOW
        for lines in (self._outer, self._top, self._bottom):
            lines.setSpacing(0 if low else 2)
        edge = theme.S if low else theme.M
        self._outer.setContentsMargins(theme.S, edge, theme.S, edge)
        for nav in (*self._icon_lines, *self._rows.values()):
            nav.set_low(low=low)

    def mark(self, target: Target) -> None:
        """Show where she is: the row of the record if there is one, and its page."""
        for key, nav in self._pages.items():
            nav.set_here(here=key == target.page)
        for row, nav in self._rows.items():
            same = (row.kind, row.rid) == (target.kind, target.rid)
            nav.set_here(here=same and row.rid is not None)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons only, or icons with names and the list."""
        self._narrow = narrow
        self.setFixedWidth(theme.RAIL if narrow else theme.SIDEBAR)
        self._brand.setVisible(not narrow)
        self._list_title.setVisible(not narrow and bool(self._list_title.text()))
        self._list_content.setVisible(not narrow)
        for nav in self._icon_lines:
            nav.set_narrow(narrow=narrow)


def _role(status: Status) -> str:
    return "muted" if status is Status.OPEN else status.value
