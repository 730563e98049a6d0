"""The list under the search box: commands and whatever the providers find, as she types."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.actions import ActionRegistry
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import tr
from coachdesk.ui.jobs import Job, Jobs
from coachdesk.ui.palette_list import RESULT_ROLE, ResultDelegate, ResultModel
from coachdesk.ui.results import Provider, Result, Section
from coachdesk.ui.widgets.basic import label

_MAX_COMMANDS = 6
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}


class Palette(QFrame):
    """Belongs to the search box `field`; the focus stays there while the list is open."""

    target_chosen = Signal(Target)
    entered = Signal()
    """The search box has got the focus."""
    left = Signal()
    """What was searched for was chosen or given up, or the focus went elsewhere."""

    def __init__(
        self,
        field: QLineEdit,
        host: QWidget,
        actions: ActionRegistry,
        jobs: Jobs,
        providers: Sequence[Provider],
    ) -> None:
        super().__init__(host)
        self.setProperty("class", "popup")
        self._field, self._host = field, host
        self._actions, self._jobs, self._providers = actions, jobs, providers
        self._running: list[Job[Any]] = []
        self._found: dict[int, Sequence[Section]] = {}
        self._waiting: set[int] = set()
        self._moved = False
        self.model = ResultModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(ResultDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr(msg("palette", "Search results")))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(lambda index: self._choose(index.data(RESULT_ROLE)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.XS, theme.XS, theme.XS, theme.XS)
        self._hint = label("", "muted")
        self._hint.setContentsMargins(theme.S, theme.S, theme.S, theme.S)
        layout.addWidget(self.list)
        layout.addWidget(self._hint)
        self.hide()
        field.textChanged.connect(self._on_query)
        field.installEventFilter(self)
        host.installEventFilter(self)

    def close_list(self) -> None:
        """Empty the search box and take the list away."""
        self._cancel()
        self._found.clear()
        self._field.clear()
        self.hide()
        self.left.emit()

    # -- searching ----------------------------------------------------------------------------

    def _on_query(self, text: str) -> None:
        self._cancel()
        self._moved = False
        query = text.strip()
        if not query:
            self._found.clear()
            self.hide()
            return
        self._ask(query)
        self._show()

    @property
    def idle(self) -> bool:
        """Whether all providers have answered."""
        return not self._waiting

    def _ask(self, query: str) -> None:
        self._waiting = set(range(len(self._providers)))
        for place, provider in enumerate(self._providers):
            self._running.append(
                self._jobs.run(
                    partial(provider, query), done=partial(self._on_found, place), owner=self
                )
            )

    def _on_found(self, place: int, sections: Sequence[Section]) -> None:
        self._waiting.discard(place)
        self._found[place] = sections
        self._show()

    def _cancel(self) -> None:
        for job in self._running:
            job.cancel()
        self._running.clear()
        self._waiting.clear()

    def _sections(self) -> list[Section]:
        commands = self._commands(self._field.text().split())
        found = [section for place in sorted(self._found) for section in self._found[place]]
        return [section for section in (commands, *found) if section.results]

    def _commands(self, words: list[str]) -> Section:
        results = []
        for action in self._actions.all():
            title = action.shown_label()
            if not (action.in_palette and self._actions.is_enabled(action)):
                continue
            found = [_at_word_start(word, title) for word in words]
            if None not in found:
                spans = tuple((m.start(), m.end() - m.start()) for m in found if m)
                keys = action.keys().toString(action.keys().SequenceFormat.NativeText)
                run = partial(self._actions.run, action.id)
                results.append(
                    Result(title, icon=action.icon or "command", run=run, spans=spans, keys=keys)
                )
        return Section(msg("palette", "Commands"), results[:_MAX_COMMANDS] if words else results)

    # -- showing ------------------------------------------------------------------------------

    def _show(self) -> None:
        place = self.list.currentIndex().row()
        before = self.list.currentIndex().data(RESULT_ROLE) if self._moved else None
        self.model.show_sections(self._sections())
        row = self.model.row_of(before) if before is not None else -1
        if row < 0 and before is not None and before.more is not None:
            row = self.model.next_result(place - 1, 1)  # where more was wanted
        self._select(row if row >= 0 else self.model.next_result(-1, 1))
        self._show_hint()
        self._place()
        self.show()
        self.raise_()

    def _show_hint(self) -> None:
        """An empty list says why it is empty."""
        nothing = msg("palette", "Nothing found. A shorter word may find more.")
        self._hint.setText(tr(nothing if self.idle else msg("palette", "Searching…")))
        self._hint.setVisible(self.model.rowCount() == 0)
        self.list.setVisible(self.model.rowCount() > 0)

    def _place(self) -> None:
        corner = self._field.mapTo(self._host, self._field.rect().bottomLeft())
        width = min(max(self._field.width(), 560), self._host.width() - corner.x() - theme.S)
        room = self._host.height() - corner.y() - theme.XL
        rows = sum(self.list.sizeHintForRow(i) for i in range(self.model.rowCount()))
        height = min(rows + 4 * theme.XS, room)
        self.setGeometry(corner.x(), corner.y() + theme.XS, width, max(height, 3 * theme.XL))

    def _select(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            result = self.list.currentIndex().data(RESULT_ROLE)
            self._field.setAccessibleDescription(result.title)

    def _move(self, step: int) -> None:
        direction = 1 if step > 0 else -1
        row = self.list.currentIndex().row()
        for _ in range(abs(step)):
            further = self.model.next_result(row, direction)
            row = further if further >= 0 else row
        self._moved = True
        self._select(row)

    def _choose(self, result: Result | None) -> None:
        if result is None:
            return
        if result.more is not None:
            self._moved = True
            result.more()
            self._cancel()
            self._ask(self._field.text().strip())
            return
        self.close_list()
        if result.target is not None:
            self.target_chosen.emit(result.target)
        elif result.run is not None:
            result.run()

    # -- keys ---------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys, Enter and Esc of the search box; the size of the window."""
        if watched is self._field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._on_key(Qt.Key(event.key()))
        if watched is self._field and event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        elif watched is self._field and event.type() == QEvent.Type.FocusOut:
            self.hide()
            self.left.emit()
        elif watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _on_key(self, key: Qt.Key) -> bool:
        if key in _MOVES:
            if not self.isVisible():
                self._show()
            else:
                self._move(_MOVES[key])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isVisible():
            self._choose(self.list.currentIndex().data(RESULT_ROLE))
            return True
        if key == Qt.Key.Key_Escape:
            self.close_list()
            self._field.clearFocus()
            return True
        return False


def _at_word_start(word: str, label: str) -> re.Match[str] | None:
    """A command is found by the first letters of its words only: "o" should not offer "Lock"."""
    return re.search(rf"(?<!\w){re.escape(word)}", label, re.IGNORECASE)
