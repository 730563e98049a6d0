"""The base of all pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coachdesk.kernel.text import Message
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target

if TYPE_CHECKING:  # the workspace brings sqlite-utils, which the first paint does not need
    from coachdesk.kernel.workspace import ChangeSet


class PageLink(NamedTuple):
    """A page that is imported when it is first shown; says beforehand what it is."""

    key: str
    title: Message
    icon: str
    load: Callable[[], type[Page]]


class Page(QWidget):
    """One question answered. Made when first shown; made anew when the language changes.

    A page builds its widgets in `__init__` and fills them in `refresh`. The shell calls `refresh`
    before the page is first shown and when it is shown again after changes made elsewhere, and
    `on_change` after each commit while it is visible.
    """

    key: ClassVar[str]
    title: ClassVar[Message]
    icon: ClassVar[str]
    is_mode: ClassVar[bool] = False
    """Whether the page fills the window: no sidebar, no header; Esc leaves it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def actions_of_page(self) -> Sequence[Action]:
        """Verbs that are at hand while the page is visible; the shell registers them."""
        return ()

    def refresh(self) -> None:
        """Read everything anew and show it, keeping the selection."""

    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed while the page is visible; refresh what it touches."""
        del change_set  # a page that reads little reads it all again
        self.refresh()

    def open_target(self, target: Target) -> None:
        """Show what `target` names; the page is already filled."""

    def left(self) -> None:
        """The page has gone out of sight: another one is shown, or the workspace closes."""

    def current_target(self) -> Target:
        """Where one is now, for back and forward and for coming back after a lock."""
        return Target(self.key)

    def subject(self) -> Target:
        """What the page is about now, for verbs that begin something for it ("New note")."""
        return self.current_target()

    def state(self) -> dict[str, str]:
        """What else brings back the same view after a lock: cursor, scroll, filter."""
        return {}

    def restore(self, state: dict[str, str]) -> None:
        """Bring back what `state` told; parts that no longer fit are ignored."""

    def focus_default(self) -> None:
        """Put the focus where work on this page starts."""
        self.setFocus()
