"""The window's verb "New note", which is there from the start."""

from collections.abc import Callable

from coachdesk.kernel.text import msg
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context


def new_note_action(context: Context, team_in_hand: Callable[[], int | None]) -> Action:
    """The window's verb "New note", for the team that she is looking at."""

    def start() -> None:
        from coachdesk.features.notes.actions import start_note

        start_note(context, team_in_hand())

    return Action(
        "notes.new",
        msg("notes", "New note"),
        start,
        icon="notes",
        shortcut="Ctrl+N",
        menu="team",
    )
