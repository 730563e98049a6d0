"""What the window shows while a workspace is open: sidebar, header, pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.header import Header
from coachdesk.ui.i18n import tr
from coachdesk.ui.navigation import Session
from coachdesk.ui.notice_area import BannerArea
from coachdesk.ui.page import Page, PageLink
from coachdesk.ui.results import Provider
from coachdesk.ui.sidebar import Sidebar, SideList
from coachdesk.ui.widgets.fields import DateField

if TYPE_CHECKING:  # the workspace brings sqlite-utils, which the first paint does not need
    from coachdesk.kernel.workspace import ChangeSet
    from coachdesk.ui.palette import Palette

_SETTLED_MS = 250


class WindowParts(NamedTuple):
    """What the composition root gives the window.

    `pages` get Ctrl+1, Ctrl+2 … in order; `bottom_pages` (settings) stand at the bottom.
    `header_action` is the id of the verb beside the search box; `side_list` tells the rows under
    the pages and is asked after every change that touches one of `side_tables` (after all changes
    without any); `providers` feed the search box.
    """

    pages: Sequence[type[Page] | PageLink]
    bottom_pages: Sequence[type[Page] | PageLink] = ()
    header_action: str = ""
    side_list: Callable[[], SideList] | None = None
    side_tables: Collection[str] = ()
    providers: Sequence[Provider] = ()
    prepare_search: Callable[[], None] | None = None
    """Called when the search box gets the focus, before anything is typed."""
    actions: Sequence[Action] = ()
    """Verbs that are at hand on every page while the workspace is open."""
    mode_pages: Sequence[type[Page] | PageLink] = ()
    """Pages that fill the window (`Page.is_mode`); no list shows them, verbs lead there."""

    def all_pages(self) -> tuple[type[Page] | PageLink, ...]:
        """Every page, those of the lists first."""
        return (*self.pages, *self.bottom_pages, *self.mode_pages)


class Frame(QWidget):
    """Makes pages when they are first shown and keeps them fresh."""

    def __init__(self, context: Context, parts: WindowParts, session: Session) -> None:
        super().__init__()
        self._context, self._parts, self._session = context, parts, session
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._classes = {page.key: page for page in parts.all_pages()}
        self._focus_before: QWidget | None = None
        self.sidebar = Sidebar()
        self._fill_sidebar()
        self.header = Header(context.actions, context.clock, parts.header_action)
        self._palette: Palette | None = None
        QTimer.singleShot(_SETTLED_MS, self, lambda: self.palette_list)
        self.stack = QStackedWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(BannerArea(context.notices))
        right.addWidget(self.stack, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(right, 1)
        self.refresh_side_list()
        # While it has no looks yet; to change them later takes ten times as long.
        self.sidebar.mark(session.target or Target(parts.pages[0].key))

    def _fill_sidebar(self) -> None:
        for page in self._parts.pages:
            keys = self._context.actions.get(f"go.{page.key}").keys().toString()
            self.sidebar.add_page(page.key, page.title, page.icon, keys, bottom=False)
        for page in self._parts.bottom_pages:
            self.sidebar.add_page(page.key, page.title, page.icon, "", bottom=True)
        lock = self._context.actions.get("file.lock")
        self.sidebar.add_lock(lock.label, lock.keys().toString())
        self.sidebar.target_chosen.connect(self._context.navigate)
        self.sidebar.lock_chosen.connect(lock.run)

    @property
    def palette_list(self) -> Palette:
        """The list under the search box, made a moment after the first page is shown."""
        if self._palette is None:
            from coachdesk.ui.palette import Palette

            context, parts = self._context, self._parts
            self._palette = Palette(
                self.header.search, self, context.actions, context.jobs, parts.providers
            )
            self._palette.target_chosen.connect(context.navigate)
            self._palette.left.connect(self._on_search_left)
            if parts.prepare_search is not None:
                self._palette.entered.connect(parts.prepare_search)
        return self._palette

    def focus_search(self) -> None:
        """Put the cursor into the search box, with its list at hand.

        Where a page fills the window, the box comes into sight until it is left.
        """
        focused = QApplication.focusWidget()
        if focused is not self.header.search:
            self._focus_before = focused
        self.header.show()
        self.palette_list.raise_()
        self.header.search.setFocus()
        self.header.search.selectAll()

    def _on_search_left(self) -> None:
        if self.page is None or not self.page.is_mode:
            return
        before, self._focus_before = self._focus_before, None
        if self.header.search.hasFocus() and before is not None and shiboken6.isValid(before):
            before.setFocus()
        self.header.hide()

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def knows(self, key: str) -> bool:
        """Whether there is such a page."""
        return key in self._classes

    def page_keys(self) -> list[str]:
        """The keys of all pages, in their order."""
        return list(self._classes)

    def show_target(self, target: Target) -> Page:
        """Show the page that `target` names, and on it what it names."""
        before = self.page
        page = self._pages.get(target.page) or self._make(target.page)
        if before is not None and before is not page:
            before.left()
        if target.page in self._stale:
            self._stale.discard(target.page)
            page.refresh()
        self.stack.setCurrentWidget(page)
        self.sidebar.setVisible(not page.is_mode)
        self.header.setVisible(not page.is_mode)
        page.open_target(target)
        self.sidebar.mark(target)
        self._context.actions.refresh_now()
        return page

    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed: the page in sight hears of it, the others when shown again."""
        self._stale.update(self._pages)
        tables = self._parts.side_tables
        if not tables or change_set.touches(*tables):
            self.refresh_side_list()
        if self.page is not None:
            self._stale.discard(self.page.key)
            self.page.on_change(change_set)

    def refresh(self) -> None:
        """Everything may look different (a new day): show all anew, pages when next in sight."""
        self._stale.update(self._pages)
        self.refresh_side_list()
        if self.page is not None:
            self._stale.discard(self.page.key)
            self.page.refresh()

    def refresh_side_list(self) -> None:
        """Ask for the rows under the pages anew."""
        if self._parts.side_list is not None:
            self.sidebar.show_list(self._parts.side_list())
            if self.page is not None:
                self.sidebar.mark(self.page.current_target())

    def take_typed(self) -> None:
        """Read the dates that are being typed, as when their fields are left."""
        for each in self.findChildren(DateField):
            each.take()

    def session(self) -> Session:
        """Where she is, for the next frame."""
        for key, page in self._pages.items():
            self._session.states[key] = page.state()
        if self.page is not None:
            self._session.target = self.page.current_target()
        return self._session

    def dissolve(self) -> None:
        """Take the verbs of all pages away, before the frame goes."""
        if self.page is not None:
            self.page.left()
        for page in self._pages.values():
            self._context.actions.remove(*(each.id for each in page.actions_of_page()))

    def _make(self, key: str) -> Page:
        listed = self._classes[key]
        page = (listed.load() if isinstance(listed, PageLink) else listed)(self._context)
        page.setAccessibleName(tr(page.title))
        self._pages[key] = page
        self.stack.addWidget(page)
        self._context.actions.add(*page.actions_of_page(), owner=page)
        page.refresh()
        state = self._session.states.pop(key, None)
        if state is not None:
            page.restore(state)
        return page
