"""Status as glyph, word and colour together."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import say, tr
from coachdesk.ui.theme import set_class


class Status(Enum):
    """How something stands. The value is the colour role of the theme."""

    OPEN = "text"
    LATE = "late"
    SOON = "soon"
    DONE = "done"
    NOT_APPLICABLE = "muted"

    @property
    def glyph(self) -> str:
        """The sign that stands before the word."""
        return _GLYPHS[self]

    @property
    def word(self) -> Message:
        """The word, also for screen readers and tooltips."""
        return _WORDS[self]

    def mark(self, text: str) -> str:
        """The text with the sign before it: "▲ 20.11."."""
        return f"{self.glyph} {text}" if self.glyph else text


_GLYPHS = {
    Status.OPEN: "",
    Status.LATE: "▲",
    Status.SOON: "●",
    Status.DONE: "✓",
    Status.NOT_APPLICABLE: "–",
}
_WORDS = {
    Status.OPEN: msg("status", "open"),
    Status.LATE: msg("status", "late"),
    Status.SOON: msg("status", "due soon"),
    Status.DONE: msg("status", "done"),
    Status.NOT_APPLICABLE: msg("status", "not applicable"),
}


class StatusLabel(QLabel):
    """Glyph, word and colour; the word can be replaced by a fuller one ("20.11. late")."""

    def __init__(self, status: Status = Status.OPEN, text: Message | str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.show_status(status, text)

    def show_status(self, status: Status, text: Message | str = "") -> None:
        """Show another status."""
        self.setText(status.mark(say(text) or tr(status.word)))
        self.setAccessibleName(f"{say(text)} {tr(status.word)}".strip())
        set_class(self, status.value)


class PhaseBar(QFrame):
    """The phases of a programme side by side, the present one marked."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "phasebar")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._cells: list[_PhaseCell] = []

    def show_phases(self, phases: Sequence[Message | str], present: int) -> None:
        """`present` is the index of the phase under way; those before it are done."""
        while len(self._cells) < len(phases):
            self._cells.append(self._cell())
        for index, cell in enumerate(self._cells):
            cell.setVisible(index < len(phases))
        for index, phase in enumerate(phases):
            final = index == len(phases) - 1
            self._fill(self._cells[index], say(phase), index - present, final=final)
            self._layout.setStretch(index, self._cells[index].wanted_width())
        self.setAccessibleName(
            tr(msg("status", "Phases; now {phase}", phase=say(phases[present])))
            if 0 <= present < len(phases)
            else tr(msg("status", "Phases"))
        )

    def _cell(self) -> _PhaseCell:
        cell = _PhaseCell()
        self._layout.addWidget(cell)
        return cell

    def _fill(self, cell: _PhaseCell, text: str, distance: int, *, final: bool) -> None:
        glyph = "✓ " if distance < 0 else "● " if distance == 0 else ""
        place = "past" if distance < 0 else "present" if distance == 0 else "coming"
        set_class(cell, "phase", place, "final" if final else "")
        cell.show_words(f"{glyph}{text}")
        cell.setToolTip(text)


class _PhaseCell(QLabel):
    """A phase, cut with … where there is no room; the height is that of its words."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setContentsMargins(theme.S, theme.S, theme.S, theme.S)

    def show_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleName(words)
        self._elide()

    def wanted_width(self) -> int:
        """The room that its words need, by which the phases share the bar."""
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self._words) + 3 * theme.L

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words where the room ends."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.ensurePolished()
        room = self.contentsRect().width()
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, mode, max(room, 0)))
