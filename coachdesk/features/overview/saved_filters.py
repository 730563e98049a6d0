"""The filters that have names: a menu that applies them, a line that names them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from coachdesk.features.overview import cross_run_store as store
from coachdesk.features.overview import service
from coachdesk.features.overview.cross_run import Criteria, SavedFilter
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import button, row_of

_WIDEST = 240
VERBS = ("teams.save_filter", "teams.rename_filter", "teams.delete_filter")


class SavedFilters(QWidget):
    """`chosen` tells criteria to be shown. The one chosen or saved last is at hand for verbs."""

    chosen = Signal(object)

    def __init__(self, context: Context, criteria: Callable[[], Criteria]) -> None:
        """`criteria` tells what is shown now."""
        super().__init__()
        self._context, self._criteria = context, criteria
        self._at_hand: int | None = None
        self._renames = False
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self.fill_menu)
        self.button = button("", icon="filter")
        self.button.setMenu(self.menu)
        self.button.setMaximumWidth(_WIDEST)
        self.name = _NameLine()
        self.name.hide()
        self.name.returnPressed.connect(self._on_named)
        self.name.left.connect(self._leave)
        self.setLayout(row_of(self.name, self.button))
        self.refresh()

    @property
    def at_hand(self) -> SavedFilter | None:
        """The filter that was chosen or saved last, while there is one."""
        return store.saved_filter(self._context.ws.read, self._at_hand) if self._at_hand else None

    def refresh(self) -> None:
        """Say which filter is at hand, and whether something else is shown by now."""
        saved = self.at_hand
        if saved is None:
            said: Message | str = msg("overview", "Saved filters")
        elif saved.criteria == self._criteria():
            said = saved.name
        else:
            said = msg("overview", "{name} (changed)", name=saved.name)
        words = tr(said) if isinstance(said, Message) else said
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST // 2)
        self.button.setText(shown.replace("&", "&&"))
        self.button.setToolTip(words)
        name = words if saved is None else tr(msg("overview", "Saved filters: {name}", name=words))
        self.button.setAccessibleName(name)

    def open_menu(self) -> None:
        """Show the menu, as by a click."""
        self.menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def fill_menu(self) -> None:
        """List what there is now."""
        self.menu.clear()
        shown = self._criteria()
        for saved in store.saved_filters(self._context.ws.read):
            action = self.menu.addAction(saved.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(saved.rid == self._at_hand and saved.criteria == shown)
            action.triggered.connect(partial(self.apply, saved.rid))
        self.menu.addSeparator()
        self._context.actions.refresh_now()
        for verb in VERBS:
            self.menu.addAction(self._context.actions.qt(verb))

    def apply(self, rid: int) -> None:
        """Show what a filter lets through."""
        saved = store.saved_filter(self._context.ws.read, rid)
        if saved is not None:
            self._at_hand = rid
            self.chosen.emit(saved.criteria)
            self._tell()

    # -- verbs ----------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask for a name for what is shown."""
        saved = self.at_hand
        self._ask(saved.name if saved else "", renames=False)

    def rename(self) -> None:
        """Ask for another name for the filter at hand."""
        saved = self.at_hand
        if saved is not None:
            self._ask(saved.name, renames=True)

    def delete(self) -> None:
        """Delete the filter at hand; what is shown stays."""
        saved = self.at_hand
        if saved is not None:
            service.delete_filter(self._context.ws, saved.rid)
            self._context.tell_done(msg("overview", "Filter deleted"))

    def _ask(self, name: str, *, renames: bool) -> None:
        self._renames = renames
        self.name.setText(name)
        self.name.show()
        self.name.setFocus()
        self.name.selectAll()

    def _on_named(self) -> None:
        ws, name = self._context.ws, self.name.text()
        try:
            if self._renames and self._at_hand is not None:
                service.rename_filter(ws, self._at_hand, name)
                done = msg("overview", "Filter renamed")
            else:
                self._at_hand = service.save_filter(ws, name, self._criteria())
                done = msg("overview", "Filter saved")
        except (UserError, EnvironmentProblem) as problem:
            self._context.notices.error(problem)
            return
        self._leave()
        self._context.tell_done(done)
        self._tell()

    def _leave(self) -> None:
        had_focus = self.name.hasFocus()
        self.name.hide()
        if had_focus:
            self.button.setFocus()

    def _tell(self) -> None:
        self.refresh()
        self._context.actions.refresh()


class _NameLine(QLineEdit):
    """Takes a name; Esc leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr(msg("overview", "Name — press Enter")))
        self.setAccessibleName(tr(msg("overview", "Name of the filter")))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
