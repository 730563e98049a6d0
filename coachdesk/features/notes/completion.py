"""Offers members after `@` and used tags after `#`, under the line that is being written."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from coachdesk.features.notes.model import Person
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.theme import set_class

_BEGUN = re.compile(r"(?<![\w@#&/.+-])([@#])([\w'’-]*(?:(?<=\w) \w*)?)$")
MOST_OFFERS = 8


def begun_word(before_cursor: str) -> tuple[str, str] | None:
    """The sign and the letters of a name or tag that is being written, if one is."""
    match = _BEGUN.search(before_cursor)
    if match is None or (match[1] == "#" and (not match[2] or " " in match[2])):
        return None
    return match[1], match[2]


def matching_names(typed: str, people: Sequence[Person], myself: str) -> list[str]:
    """What to write after `@`, the likeliest first; `myself` is the word for the coach.

    First names where one person has it, else whole names.
    """
    start = typed.casefold()
    first_names = [person.first_name.casefold() for person in people]
    found = [
        person.first_name if first_names.count(person.first_name.casefold()) == 1 else person.name
        for person in people
        if any(part.startswith(start) for part in _parts(person.name.casefold()))
    ]
    if myself.startswith(start):
        found.append(myself)
    return list(dict.fromkeys(found))[:MOST_OFFERS]


def _parts(name: str) -> list[str]:
    return [name, *name.split()]


class CompletionList(QListView):
    """The list of offers. The keys stay with the editor, which asks `take_key` first."""

    chosen = Signal(str)

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._model = QStringListModel(self)
        self.setModel(self._model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr(msg("notes", "Suggestions")))
        set_class(self, "popup")
        self.clicked.connect(lambda index: self.chosen.emit(index.data()))
        self.hide()

    @property
    def offers(self) -> list[str]:
        """What is offered; nothing while the list is hidden."""
        return self._model.stringList() if self.isVisible() else []

    def offer(self, offers: Sequence[str], cursor: QRect, room: QRect) -> None:
        """Show these under the cursor (or over it, at the bottom of `room`); none hides."""
        if not offers:
            self.hide()
            return
        self._model.setStringList(list(offers))
        self.setCurrentIndex(self._model.index(0))
        height = self.sizeHintForRow(0) * len(offers) + theme.S
        width = self.sizeHintForColumn(0) + 2 * theme.XL
        below = cursor.bottomLeft() + QPoint(0, theme.XS)
        top = below.y() if below.y() + height <= room.bottom() else cursor.top() - height
        left = min(below.x(), room.right() - width)
        self.setGeometry(max(left, room.left()), max(top, room.top()), width, height)
        self.show()
        self.raise_()

    def take_key(self, event: QKeyEvent) -> bool:
        """Use a key for the list: arrows, Enter and Tab, Esc. Tells whether it was used."""
        if not self.isVisible() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        use = _KEYS.get(Qt.Key(event.key()))
        if use is None:
            return False
        use(self)
        return True

    def step(self, by: int) -> None:
        """Move the choice, around the ends."""
        row = (self.currentIndex().row() + by) % self._model.rowCount()
        self.setCurrentIndex(self._model.index(row))

    def choose(self) -> None:
        """Take the current offer."""
        text = str(self.currentIndex().data())
        self.hide()
        self.chosen.emit(text)


_KEYS: dict[Qt.Key, Callable[[CompletionList], object]] = {
    Qt.Key.Key_Down: lambda offers: offers.step(1),
    Qt.Key.Key_Up: lambda offers: offers.step(-1),
    Qt.Key.Key_Return: CompletionList.choose,
    Qt.Key.Key_Enter: CompletionList.choose,
    Qt.Key.Key_Tab: CompletionList.choose,
    Qt.Key.Key_Escape: CompletionList.hide,
}
