"""The main window; it knows no feature: pages, rows and providers are given to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.kernel.overriding import override
from coachdesk.kernel.settings import Setting, Settings
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import notice_area, theme
from coachdesk.ui.actions import ActionRegistry
from coachdesk.ui.context import Context, Target
from coachdesk.ui.drafts import Drafts
from coachdesk.ui.editing import Editing
from coachdesk.ui.i18n import LANGUAGE, tr
from coachdesk.ui.jobs import Jobs
from coachdesk.ui.navigation import History, Session
from coachdesk.ui.notices import Choice, Notices, Question
from coachdesk.ui.shell_actions import page_actions, shell_actions

if TYPE_CHECKING:  # the workspace brings sqlite-utils, which the first paint does not need
    from coachdesk.kernel.workspace import ChangeSet, Workspace
    from coachdesk.ui.frame import Frame, WindowParts

GEOMETRY = Setting("window.geometry", "")
NARROW_SIDEBAR = Setting("window.narrow_sidebar", default=False)
_USUAL = QSize(1280, 800)
_SMALLEST = QSize(800, 520)


class Shell(QMainWindow):
    """The window with its doors: `registry` (verbs), `notices`, `jobs`, `drafts`.

    `open` shows a workspace, `close_workspace` lets it go, `cover` shows something else instead
    (unlocking, the first start). `lock_requested` asks the program to lock; `closed` tells that
    the window has gone and everything is stored.
    """

    lock_requested = Signal()
    closed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("CoachDesk")
        self.setMinimumSize(_SMALLEST)
        self.settings = settings
        self.notices = Notices(self)
        self.registry = ActionRegistry(self, self.notices.error)
        self.jobs = Jobs(report=self.notices.error)
        self.drafts = Drafts(self.notices)
        self.frame: Frame | None = None
        self._context: Context | None = None
        self._parts: WindowParts | None = None
        self._session = Session()
        self._history = History()
        self._unsubscribe: Callable[[], None] | None = None
        self._forced_wide = False
        self._gives_up = self._closed = self._has_menus = False
        self._stack = QStackedWidget()
        self._body = self._make_body()
        self.editing = Editing(self, self.registry.refresh)
        self._notice_bar = notice_area.attach(self.notices, self._body)
        self.registry.add(*shell_actions(self))
        self.registry.changed.connect(self._fill_menus)
        self.drafts.saved.connect(self._on_saved)
        LANGUAGE.language_changed.connect(self._rebuild)
        self._restore_geometry()

    def _make_body(self) -> QWidget:
        """Holds the stack and what is laid over it.

        A stack tells a screen reader of its pages only, so notices and questions lie beside it.
        """
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setCentralWidget(body)
        return body

    # -- opening and covering -----------------------------------------------------------------

    def open(self, context: Context, parts: WindowParts) -> None:
        """Show a workspace, at the place where the last one was left, else on the first page."""
        self._context, self._parts = context, parts
        self.jobs.reader_factory = context.ws.open_reader
        self._unsubscribe = context.ws.subscribe(self._on_change)
        self.registry.suspend(suspended=False)
        self.registry.add(*parts.actions, *page_actions(self, parts.pages, parts.bottom_pages))
        self._build()

    def close_workspace(self) -> None:
        """Store what is typed, remember the place, and let go of all that was read."""
        self._store_typed()
        self.notices.drop_all()
        self.jobs.cancel_all()
        self.jobs.wait_all()
        self.jobs.reader_factory = None
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if self.frame is not None and self._parts is not None:
            self._session = self._dissolve(self.frame)
            pages = (*self._parts.pages, *self._parts.bottom_pages)
            self.registry.remove(*(f"go.{page.key}" for page in pages))
            self.registry.remove(*(action.id for action in self._parts.actions))
        self.drafts.let_go()
        self._context = self._parts = None
        self._history.forget()

    def cover(self, widget: QWidget) -> None:
        """Show `widget` instead of everything; no verb but quitting is possible meanwhile."""
        self.registry.suspend(suspended=True)
        if self._has_menus:
            self.menuBar().hide()
        self._drop(self._stack.currentWidget())
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        self.setWindowTitle("CoachDesk")
        widget.setFocus()

    def is_open(self) -> bool:
        """Whether a workspace is shown."""
        return self.frame is not None

    def _build(self) -> None:
        from coachdesk.ui.frame import Frame

        assert self._context is not None  # noqa: S101 - only called while open
        assert self._parts is not None  # noqa: S101 - likewise
        self._drop(self._stack.currentWidget())
        self.frame = Frame(self._context, self._parts, self._session)
        self._stack.addWidget(self.frame)
        self._stack.setCurrentWidget(self.frame)
        self._fill_menus()
        self.menuBar().show()
        self._fit_sidebar()
        target = self._session.target
        if target is None or not self.frame.knows(target.page):
            target = Target(self._parts.pages[0].key)
        self.navigate(target)

    def _rebuild(self) -> None:
        """The language changed: make everything anew at the same place."""
        if self.frame is not None:
            self._store_typed()
            self._session = self._dissolve(self.frame)
            self._build()

    def _store_typed(self) -> bool:
        """Store all that is being typed; tells whether all is stored."""
        if self.frame is not None:
            self.frame.take_typed()
        return self.drafts.flush_all()

    def _dissolve(self, frame: Frame) -> Session:
        session = frame.session()
        frame.dissolve()
        self._drop(frame)
        self.frame = None
        return session

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            focused = QApplication.focusWidget()
            if focused is not None and widget.isAncestorOf(focused):
                focused.clearFocus()  # what a field stores when left, it stores while it can
            self._stack.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    # -- going places -------------------------------------------------------------------------

    def navigate(self, target: Target) -> None:
        """Go to a page, and to what `target` names on it."""
        self._history.visit(target)
        self._show(target)

    def step(self, by: int) -> None:
        """One back (-1) or forward (+1)."""
        target = self._history.step(by)
        if target is not None:
            self._show(target)

    def can_step(self, by: int) -> bool:
        """Whether there is anything back (-1) or forward (+1)."""
        return self.is_open() and self._history.can_step(by)

    def _show(self, target: Target) -> None:
        if self.frame is None:
            return
        self.drafts.flush_all()
        page = self.frame.show_target(target)
        self.setWindowTitle(f"{tr(page.title)} – CoachDesk")
        page.focus_default()

    def in_mode(self) -> bool:
        """Whether a page fills the window."""
        page = self.frame.page if self.frame is not None else None
        return page is not None and page.is_mode

    def leave_mode(self) -> None:
        """From a page that fills the window to the one before it, else to the first page."""
        if self._parts is not None:
            modes = {page.key for page in self._parts.mode_pages}
            first = Target(self._parts.pages[0].key)
            self.navigate(self._history.latest(modes) or first)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        if self.frame is not None:
            self.frame.focus_search()

    def search_for(self, text: str) -> None:
        """Ask the search box for `text`."""
        self.focus_search()
        if self.frame is not None:
            self.frame.header.search.setText(text)

    def show_shortcuts(self) -> None:
        """Lay the shortcut sheet over the window."""
        from coachdesk.ui.shortcut_sheet import show_shortcuts

        show_shortcuts(self.registry, self._body)

    # -- undo ---------------------------------------------------------------------------------

    @property
    def _workspace(self) -> Workspace | None:
        return self._context.ws if self._context else None

    def undo(self) -> None:
        """Undo in the focused text if it has something, else the last change."""
        if self.editing.can_undo():
            self.editing.do("undo")
        elif self._workspace is not None:
            self.drafts.flush_all()
            if done := self._workspace.undo():
                self.notices.info(msg("shell", "Undone: {what}", what=done.label))

    def redo(self) -> None:
        """Redo in the focused text if it has something, else what was undone last."""
        if self.editing.can_redo():
            self.editing.do("redo")
        elif self._workspace is not None:
            self.drafts.flush_all()
            if done := self._workspace.redo():
                self.notices.info(msg("shell", "Done again: {what}", what=done.label))

    def can_undo(self) -> bool:
        """Whether there is anything to undo."""
        return self.editing.can_undo() or self._last_label() is not None

    def can_redo(self) -> bool:
        """Whether there is anything to redo."""
        workspace = self._workspace
        return self.editing.can_redo() or bool(workspace and workspace.redo_label())

    def undo_label(self) -> Message | None:
        """What undo would take back, in words; None for typing."""
        what = None if self.editing.can_undo() else self._last_label()
        return msg("shell", "Undo: {what}", what=what) if what else None

    def redo_label(self) -> Message | None:
        """What redo would do again, in words; None for typing."""
        workspace = self._workspace
        what = workspace.redo_label() if workspace and not self.editing.can_redo() else None
        return msg("shell", "Redo: {what}", what=what) if what else None

    def _last_label(self) -> Message | None:
        return self._workspace.undo_label() if self._workspace else None

    # -- following changes --------------------------------------------------------------------

    def _on_change(self, change_set: ChangeSet) -> None:
        if self.frame is not None:
            self.frame.on_change(change_set)
            self.frame.header.show_saved()
        self.registry.refresh()

    def _on_saved(self) -> None:
        if self.frame is not None:
            self.frame.header.show_saved()

    def _fill_menus(self) -> None:
        if self.is_open():
            from coachdesk.ui.menus import fill_menu_bar

            fill_menu_bar(self.menuBar(), self.registry)
            self._has_menus = True

    # -- the window itself --------------------------------------------------------------------

    def toggle_sidebar(self) -> None:
        """Show icons only, or names too."""
        narrow = not self._is_narrow()
        self.settings.set(NARROW_SIDEBAR, narrow)
        self._forced_wide = not narrow
        self._fit_sidebar()

    def _is_narrow(self) -> bool:
        cramped = self.width() < theme.NARROW and not self._forced_wide
        return cramped or self.settings.get(NARROW_SIDEBAR)

    def _fit_sidebar(self) -> None:
        if self.frame is not None:
            self.frame.sidebar.set_narrow(narrow=self._is_narrow())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small window shows icons only at its side."""
        super().resizeEvent(event)
        if self.width() >= theme.NARROW:
            self._forced_wide = False
        self._fit_sidebar()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing in the window has a use for closes the message, then leaves a mode."""
        if event.key() == Qt.Key.Key_Escape and self._notice_bar.isVisible():
            self._notice_bar.withdraw()
        elif event.key() == Qt.Key.Key_Escape and self.in_mode():
            self.leave_mode()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Store everything; if that fails, ask before anything is lost."""
        if not (self._store_typed() or self._gives_up):
            event.ignore()
            self.notices.ask(_unsaved(), self._on_unsaved_answered)
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.set(GEOMETRY, geometry)
        event.accept()
        if not self._closed:
            self._closed = True
            self.editing.stop()
            self.closed.emit()

    def _on_unsaved_answered(self, key: str) -> None:
        if key == "close":
            self._gives_up = True
            self.close()

    def _restore_geometry(self) -> None:
        stored = QByteArray.fromBase64(self.settings.get(GEOMETRY).encode())
        if not (stored and self.restoreGeometry(stored)):
            room = QApplication.primaryScreen().availableSize()
            self.resize(_USUAL.boundedTo(room))


def _unsaved() -> Question:
    return Question(
        msg("shell", "Something that you typed is not stored yet. Close anyway?"),
        (
            Choice("stay", msg("shell", "Keep the window open")),
            Choice("close", msg("shell", "Close and lose it")),
        ),
        safe="stay",
        detail=msg("shell", "The red or marked field says what is in the way."),
        danger="close",
    )
