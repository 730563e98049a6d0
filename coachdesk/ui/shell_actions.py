"""The verbs that every window has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from coachdesk.kernel.text import Message, msg
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Target
from coachdesk.ui.header import SEARCH_KEYS
from coachdesk.ui.page import Page, PageLink

if TYPE_CHECKING:
    from coachdesk.ui.shell import Shell

_Keys = QKeySequence.StandardKey
_EDITS: tuple[tuple[str, Message, _Keys], ...] = (
    ("cut", msg("shell", "Cut"), _Keys.Cut),
    ("copy", msg("shell", "Copy"), _Keys.Copy),
    ("paste", msg("shell", "Paste"), _Keys.Paste),
    ("selectAll", msg("shell", "Select all"), _Keys.SelectAll),
)


def shell_actions(shell: Shell) -> list[Action]:
    """Lock, quit, undo and the like, back and forward, search, shortcuts."""
    is_open = shell.is_open
    back, forward = partial(shell.step, -1), partial(shell.step, 1)
    return [
        Action("file.lock", msg("shell", "Lock"), shell.lock_requested.emit, icon="lock",
               shortcut="Ctrl+L", menu="file", enabled=is_open),
        Action("file.quit", msg("shell", "Quit"), shell.close, shortcut="Ctrl+Q", menu="file"),
        Action("edit.undo", msg("shell", "Undo"), shell.undo, icon="undo", shortcut="Ctrl+Z",
               menu="edit", enabled=shell.can_undo, live_label=shell.undo_label),
        Action("edit.redo", msg("shell", "Redo"), shell.redo, icon="redo", shortcut=_Keys.Redo,
               menu="edit", enabled=shell.can_redo, live_label=shell.redo_label),
        *(_edit(shell, *each) for each in _EDITS),
        Action("go.back", msg("shell", "Back"), back, icon="back", shortcut="Alt+Left",
               menu="go", enabled=partial(shell.can_step, -1), in_palette=False),
        Action("go.forward", msg("shell", "Forward"), forward, icon="forward", shortcut="Alt+Right",
               menu="go", enabled=partial(shell.can_step, 1), in_palette=False),
        Action("go.leave", msg("shell", "Back to the pages"), shell.leave_mode, icon="back",
               menu="go", enabled=shell.in_mode),
        Action("go.search", msg("shell", "Search and commands"), shell.focus_search, icon="search",
               shortcut=SEARCH_KEYS, menu="go", enabled=is_open, in_palette=False),
        Action("go.sidebar", msg("shell", "Show or hide the sidebar"), shell.toggle_sidebar,
               icon="sidebar", shortcut="F9", menu="go", enabled=is_open),
        Action("help.shortcuts", msg("shell", "Shortcuts"), shell.show_shortcuts, icon="help",
               shortcut="F1", menu="help", enabled=is_open),
    ]  # fmt: skip


def page_actions(
    shell: Shell, pages: Sequence[type[Page] | PageLink], bottom: Sequence[type[Page] | PageLink]
) -> list[Action]:
    """One verb for each page; the pages at the top get Ctrl+1 … Ctrl+9 and Ctrl+0."""
    numbered = [
        (page, f"Ctrl+{i % 10}" if i <= 10 else "") for i, page in enumerate(pages, start=1)
    ]
    return [
        Action(f"go.{page.key}", page.title, partial(shell.navigate, Target(page.key)),
               icon=page.icon, shortcut=keys, menu="go", enabled=shell.is_open)
        for page, keys in (*numbered, *((page, "") for page in bottom))
    ]  # fmt: skip


def _edit(shell: Shell, verb: str, label: Message, keys: _Keys) -> Action:
    editing = shell.editing
    return Action(f"edit.{verb}", label, partial(editing.do, verb), shortcut=keys, menu="edit",
                  enabled=partial(editing.can, verb), in_palette=False)  # fmt: skip
