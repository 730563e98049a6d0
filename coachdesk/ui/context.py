"""What every page is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from coachdesk.kernel.clock import Clock
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.text import Message
from coachdesk.ui.actions import ActionRegistry
from coachdesk.ui.drafts import Drafts
from coachdesk.ui.jobs import Jobs
from coachdesk.ui.notices import Notices

if TYPE_CHECKING:  # the workspace brings sqlite-utils, which the first paint does not need
    from coachdesk.kernel.workspace import Workspace


@dataclass(frozen=True)
class Target:
    """A place to go: a page, and what to show on it.

    `kind` and `rid` name a record ("team", 3); `extra` is for what only that page understands.
    """

    page: str
    kind: str = ""
    rid: int | None = None
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)


class Context(NamedTuple):
    """The doors of the program, for pages. `navigate(target)` shows another page."""

    ws: Workspace
    clock: Clock
    settings: Settings
    actions: ActionRegistry
    notices: Notices
    jobs: Jobs
    drafts: Drafts
    navigate: Callable[[Target], None]
    search: Callable[[str], None] = lambda _text: None
    """Asks the search box of the window for a text."""

    def tell_done(self, message: Message) -> None:
        """Say what has just been done, with an Undo that takes back that change and no other."""
        self.notices.info(message, undo=self.ws.way_back())
