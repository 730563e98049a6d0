"""Changing what came of a method: read it, make it anew, store it in one undo step."""

from collections.abc import Callable
from typing import TypeVar

from coachdesk.features.methods import store
from coachdesk.features.methods.model import Contents, Use
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import Workspace

C = TypeVar("C", bound=Contents)


def use_of(ws: Workspace, rid: int) -> Use:
    """The use. Raises `UserError` when it is gone."""
    found = store.use(ws.read, rid)
    if found is None:
        raise UserError(msg("methods", "This is no longer there."))
    return found


def contents_of(ws: Workspace, rid: int, kind: type[C]) -> C:
    """What came of a use so far. Raises `UserError` when it is gone."""
    contents = use_of(ws, rid).contents
    if not isinstance(contents, kind):
        raise TypeError(f"contents of another kind: {type(contents).__name__}")
    return contents


def change_contents(
    ws: Workspace, rid: int, kind: type[C], label: Message, changed: Callable[[C], C],
    *, typing: str = "",
) -> None:  # fmt: skip
    """Change what came of a use; with `typing` (a field's name) a burst is one undo step.

    `changed` may raise `UserError`. What stays the same is no change.
    """
    old = contents_of(ws, rid, kind)
    new = changed(old)
    if new != old:
        merge_key = f"method_use.{typing}:{rid}" if typing else ""
        with ws.change(label, merge_key=merge_key) as db:
            store.set_contents(db, rid, new)
