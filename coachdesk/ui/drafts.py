"""What is being typed: stored by itself on a pause, on Enter, when the focus leaves and on flush.

A `Draft` is the only thing in the program that can be unsaved, and at most for a second.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar, runtime_checkable

import shiboken6
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import Message
from coachdesk.ui.focus import focus_changed
from coachdesk.ui.notices import Notices

T = TypeVar("T")

LONGEST_WAIT_MS = 1000
"""Typing without a pause is stored at least this often."""
RETRY_MS = 4000
"""After a failed write another attempt is made this often."""
_BANNER = "drafts"


@runtime_checkable
class ShowsProblem(Protocol):
    """A form row or another parent that has a place for a message at the field."""

    def show_problem(self, message: Message | None) -> None:
        """Show the message beside the field, or take it away."""


class Draft(QObject, Generic[T]):
    """The unsaved content of one widget. Made by `Drafts.watch`."""

    def __init__(
        self,
        drafts: "Drafts",
        widget: QObject,
        read: Callable[[], T],
        commit: Callable[[T], object],
        pause_ms: int,
    ) -> None:
        super().__init__(widget)
        self._drafts = drafts
        self._widget = widget
        self._read = read
        self._commit = commit
        self._pause_ms = pause_ms
        self._dirty = False
        self._loading = False
        self._since = QElapsedTimer()
        self.left_ms = 0
        """Milliseconds by which storing waits when the focus leaves, for what is painted first."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.flush)
        self._watch(widget)

    @property
    def dirty(self) -> bool:
        """Whether there is something not stored yet."""
        return self._dirty

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Set the widget's content from the database inside this, so that it is not an edit."""
        self._loading = True
        try:
            yield
        finally:
            self._loading = False

    def touch(self) -> None:
        """Something was edited (called by itself for line and text edits)."""
        if self._loading:
            return
        if not self._dirty:
            self._dirty = True
            self._since.start()
        left = max(LONGEST_WAIT_MS - self._since.elapsed(), 0)
        self._timer.start(min(self._pause_ms, left))

    def flush(self) -> bool:
        """Store now what is unsaved; tells whether all is stored."""
        self._timer.stop()
        if not self._dirty:
            return True
        self._dirty = False  # first, for a page that refreshes after the commit may flush again
        try:
            self._commit(self._read())
        except (UserError, EnvironmentProblem) as problem:
            self._dirty = True
            self._drafts.on_refused(self._widget, problem)
            return False
        self._drafts.on_saved(self._widget)
        return True

    def discard(self) -> None:
        """Forget what is unsaved (the record is gone, or she cancelled)."""
        self._timer.stop()
        self._dirty = False
        self._drafts.clear_problem(self._widget)

    def left(self, widget: QWidget) -> None:
        """The focus left `widget`: store if that is what this is about."""
        if not self._dirty or self._widget is not widget:
            return
        if self.left_ms:
            self._timer.start(self.left_ms)
        else:
            self.flush()

    def _watch(self, widget: QObject) -> None:
        if isinstance(widget, QLineEdit):
            widget.textEdited.connect(self.touch)
            widget.returnPressed.connect(self.flush)
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            widget.textChanged.connect(self.touch)


class Drafts(QObject):
    """All drafts of the window. `saved` goes out after each successful commit."""

    saved = Signal()

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self._drafts: list[Draft[object]] = []
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self.flush_all)
        self._complained: set[QObject] = set()
        focus_changed().connect(self._on_focus_changed)

    def watch(
        self,
        widget: QObject,
        read: Callable[[], T],
        commit: Callable[[T], object],
        pause_ms: int = 800,
    ) -> Draft[T]:
        """Store what is typed into `widget`: `commit(read())`.

        Line and text edits are listened to; for others call `touch` on the returned draft. A
        `UserError` from `commit` is shown at the field; after an `EnvironmentProblem` the text
        stays unsaved, a red banner says so and the write is tried again. The draft lives as
        long as the widget.
        """
        draft = Draft(self, widget, read, commit, pause_ms)
        self._drafts.append(draft)  # type: ignore[arg-type]  # only flushed here, never read
        return draft

    def flush_all(self) -> bool:
        """Store everything now (page left, print, lock, close); tells whether all is stored."""
        self._drafts = [draft for draft in self._drafts if shiboken6.isValid(draft)]
        stored = [draft.flush() for draft in self._drafts]  # each, also after one that failed
        return all(stored)

    def let_go(self) -> None:
        """Forget all drafts: the workspace closes, and what was refused cannot be stored later."""
        self._retry.stop()
        self._drafts.clear()
        self._complained.clear()

    @property
    def dirty(self) -> bool:
        """Whether anything is not stored yet."""
        return any(draft.dirty for draft in self._drafts if shiboken6.isValid(draft))

    def _on_focus_changed(self, old: QWidget | None, _new: QWidget | None) -> None:
        """Store what was left (an event filter on each widget would be called at every key)."""
        if old is not None:
            for draft in self._drafts:
                draft.left(old)

    def on_saved(self, widget: QObject) -> None:
        """A draft was stored."""
        self.clear_problem(widget)
        if self._retry.isActive() and not self.dirty:
            self._retry.stop()
            self._notices.solve(_BANNER)
        self.saved.emit()

    def on_refused(self, widget: QObject, problem: UserError | EnvironmentProblem) -> None:
        """A draft could not be stored: say so, keep it, and try again if that can help."""
        if isinstance(problem, UserError):
            self._show_problem(widget, problem)
        else:
            self._retry.start()
            self._notices.banner(_BANNER, problem, retry=self.flush_all)

    def _show_problem(self, widget: QObject, problem: UserError) -> None:
        self._complained.add(widget)
        if isinstance(widget, QWidget):
            _mark(widget, invalid=True)
        place = _place_for_problems(widget)
        if place is None:
            self._notices.error(problem)
        else:
            place.show_problem(problem.message)

    def clear_problem(self, widget: QObject) -> None:
        """What is typed is fine again."""
        if widget not in self._complained:
            return
        self._complained.discard(widget)
        if isinstance(widget, QWidget):
            _mark(widget, invalid=False)
        place = _place_for_problems(widget)
        if place is None:
            self._notices.withdraw()
        else:
            place.show_problem(None)


def _place_for_problems(widget: QObject) -> ShowsProblem | None:
    parent: QObject | None = widget
    while parent is not None and not isinstance(parent, ShowsProblem):
        parent = parent.parent()
    return parent


def _mark(widget: QWidget, *, invalid: bool) -> None:
    widget.setProperty("invalid", invalid)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
