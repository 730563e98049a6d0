"""The tabs of the team page, each built by the subject that it shows."""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from PySide6.QtWidgets import QWidget

from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui.context import Context, Target

TAB_CLASSES: Sequence[tuple[str, str, str]] = (
    ("overview", "overview.summary_tab", "SummaryTab"),
    ("notes", "notes.tab", "NotesTab"),
    ("members", "teams.members_tab", "MembersTab"),
    ("details", "teams.details", "DetailsTab"),
)
"""In order: the key in a target (`extra={"tab": key}`), the module, imported when a team is first
opened, and the class."""


class TeamTab(Protocol):
    """A widget made as `XxxTab(context, team_rid)`."""

    def title(self) -> str:
        """What stands on the tab, with a count."""

    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed."""

    def open_target(self, target: Target) -> None:
        """Show what `target` names."""


def make_tab(module: str, name: str, context: Context, team_rid: int) -> TeamTab:
    """A tab of a team; it is a `QWidget`."""
    found = getattr(import_module(f"coachdesk.features.{module}"), name)
    return cast("TeamTab", found(context, team_rid))


def widget_of(tab: TeamTab) -> QWidget:
    """The tab as the widget it is."""
    return cast("QWidget", tab)
