"""The window's verb that leads to the workshop day, which is there from the start."""

from coachdesk.kernel.text import msg
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target


def day_action(context: Context) -> Action:
    """Go to the day that is held, or to the one that comes next."""
    return Action(
        "workshop.day",
        msg("workshop_day", "Workshop day"),
        lambda: context.navigate(Target("day")),
        icon="workshop",
        shortcut="F5",
        menu="workshop",
    )
