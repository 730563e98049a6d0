"""The programmes there are: those that ship and the coach's own, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from typing_extensions import override

from coachdesk.features.editor.problems import Draft, slips
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import THEME

_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Shelved:
    """A programme on the shelf; `rid` is that of the coach's own one, None for one that ships."""

    key: str
    rid: int | None
    draft: Draft

    @property
    def identity(self) -> tuple[str, int | None]:
        """What tells it from the others."""
        return (self.key, self.rid) if self.rid is None else ("", self.rid)

    def title(self) -> str:
        """Its name in the window language, else in another one, else its key."""
        name = self.draft.template.name
        texts = (name.in_language(each) for each in (current(), "fi", "sv", "en"))
        return next(filter(None, texts), self.key)

    def line(self) -> str:
        """Its name, and below it how much is missing, if anything is."""
        return f"{self.title()}\n{tr(self.about())}" if slips(self.draft) else self.title()

    def about(self) -> Message:
        """Its version, and whether something is missing."""
        version = self.draft.template.version
        missing = len(slips(self.draft))
        if not missing:
            return msg("editor", "version {version}", version=version)
        return plural(
            "editor",
            "▲ {count} to complete · {version}",
            "▲ {count} to complete · {version}",
            missing, version=version,
        )  # fmt: skip


class Shelf(QListWidget):
    """A list with two headings; `chosen` tells the programme, `delete_wanted` that Del was hit."""

    chosen = Signal(object)
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr(msg("editor", "Programmes")))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._words: list[tuple[tuple[str, int | None], str, Message]] = []
        self._loading = False
        self.currentItemChanged.connect(self._on_current)
        THEME.theme_changed.connect(self._tint)

    def show_programmes(self, programmes: Sequence[Shelved], in_hand: Shelved | None) -> None:
        """Show these, with the cursor on one of them."""
        self._loading = True
        self._fill(programmes)
        for row in range(self.count()):
            found: Shelved | None = self.item(row).data(_ROLE)
            if found and in_hand and found.identity == in_hand.identity:
                self.setCurrentRow(row)
        self._loading = False

    def _fill(self, programmes: Sequence[Shelved]) -> None:
        words = [(each.identity, each.title(), each.about()) for each in programmes]
        if words == self._words:
            return
        self._words = words
        self.clear()
        own = [each for each in programmes if each.rid is not None]
        shipped = [each for each in programmes if each.rid is None]
        self._add_heading(msg("editor", "My programmes"))
        self._add_all(own)
        if not own:
            self._add_quiet(msg("editor", "None yet"))
        self._add_heading(msg("editor", "That come with CoachDesk"))
        self._add_all(shipped)

    def _add_all(self, programmes: Sequence[Shelved]) -> None:
        for each in programmes:
            item = QListWidgetItem(each.line())
            item.setData(_ROLE, each)
            item.setToolTip(f"{each.title()}, {tr(each.about())}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.title()}, {tr(each.about())}")
            self.addItem(item)

    def _add_heading(self, words: Message) -> None:
        item = self._add_quiet(words)
        font = THEME.small_font()
        font.setBold(True)
        item.setFont(font)

    def _add_quiet(self, words: Message) -> QListWidgetItem:
        item = QListWidgetItem(tr(words))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(THEME.colour("muted"))
        item.setToolTip(item.text())
        self.addItem(item)
        return item

    def _tint(self) -> None:
        for row in range(self.count()):
            if self.item(row).data(_ROLE) is None:
                self.item(row).setForeground(THEME.colour("muted"))

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._loading and item.data(_ROLE) is not None:
            self.chosen.emit(item.data(_ROLE))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes a programme of her own."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)
