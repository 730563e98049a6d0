"""A list to take something from, beside the plan: blocks of the library, days to copy to."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.theme import set_class
from coachdesk.ui.widgets.basic import Card, Scroll, button, icon_button, label, row_of
from coachdesk.ui.widgets.fields import SearchField, name_field

_KEY, _SPOKEN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.AccessibleTextRole
_DETAIL_LINES = 9


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to take: its name with what stands behind it, and more about it.

    An `own` one can be taken out of the list for good.
    """

    key: Hashable
    title: str
    aside: str = ""
    detail: str = ""
    own: bool = False

    def words(self) -> str:
        """The name with what stands behind it."""
        return f"{self.title} · {self.aside}" if self.aside else self.title

    def more(self) -> tuple[str, str]:
        """What there is to read beside the name."""
        return self.aside, self.detail


class ChoicePanel(Card):
    """Filters as one types; Enter takes, Esc closes."""

    taken = Signal(object)
    forgotten = Signal(object)
    closed = Signal()

    def __init__(self, title: Message, verb: Message, placeholder: Message) -> None:
        super().__init__(title)
        self._entries: list[Entry] = []
        set_class(self, "inner")  # it stands in a card
        self.body.setContentsMargins(0, 0, 0, 0)
        close = icon_button("close", msg("agendas", "Close"))
        close.clicked.connect(self.closed)
        self.header.addWidget(close)
        self.search = SearchField(placeholder)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.list = QListWidget()
        name_field(self.list, title)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._show_detail())
        self.list.itemDoubleClicked.connect(lambda _item: self.take())
        self.detail = label("", wrap=True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._around = Scroll(margins=0)
        self._around.body.addWidget(self.detail)
        self._around.body.addStretch(1)
        self._around.setMaximumHeight(_DETAIL_LINES * self.fontMetrics().lineSpacing())
        self.take_button = button(verb, "primary")
        self.take_button.clicked.connect(self.take)
        self.forget_button = button(msg("agendas", "Remove from own blocks"), "link")
        self.forget_button.clicked.connect(self._forget)
        for widget, stretch in ((self.search, 0), (self.list, 1), (self._around, 0)):
            self.add(widget, stretch)
        self.body.addLayout(row_of(self.take_button, None, self.forget_button, spacing=theme.S))

    def offer(self, entries: Sequence[Entry]) -> None:
        """Show these; the one under the cursor stays."""
        self._entries = list(entries)
        self._fill()

    def begin(self) -> None:
        """Choose anew, from the top."""
        self.search.clear()
        self.list.setCurrentRow(0)
        self.search.setFocus()

    def current(self) -> Entry | None:
        """The entry under the cursor."""
        item = self.list.currentItem()
        key = item.data(_KEY) if item else None
        return next((entry for entry in self._entries if entry.key == key), None)

    def take(self) -> None:
        """Take the entry under the cursor."""
        entry = self.current()
        if entry is not None:
            self.taken.emit(entry.key)

    def _forget(self) -> None:
        entry = self.current()
        if entry is not None and entry.own:
            self.forgotten.emit(entry.key)

    def _fill(self) -> None:
        kept = self.current()
        wanted = self.search.text().strip().casefold()
        with QSignalBlocker(self.list):
            self.list.clear()
            for entry in self._entries:
                if wanted in f"{entry.words()} {entry.detail}".casefold():
                    item = QListWidgetItem(entry.title, self.list)
                    item.setData(_KEY, entry.key)
                    item.setToolTip(entry.words())
                    item.setData(_SPOKEN, entry.words())
                    if kept is not None and entry.key == kept.key:
                        self.list.setCurrentItem(item)
            if self.list.currentItem() is None:
                self.list.setCurrentRow(0)
        self._show_detail()

    def _show_detail(self) -> None:
        entry = self.current()
        self.detail.setText("\n\n".join(filter(None, entry.more())) if entry else "")
        self._around.setVisible(bool(entry and any(entry.more())))
        self.take_button.setEnabled(entry is not None)
        self.forget_button.setVisible(bool(entry and entry.own))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Down and Enter lead from the filter through the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.list.currentRow() + step
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        else:
            super().keyPressEvent(event)
