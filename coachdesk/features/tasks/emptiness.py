"""What the page says where no task is to be shown."""

from enum import Enum

from coachdesk.features.tasks.model import TaskFilter, View
from coachdesk.kernel.text import msg
from coachdesk.ui.widgets.basic import EmptyState


class Emptiness(Enum):
    """Why nothing is shown."""

    NO_MATCH = "no_match"
    NOTHING_LATE = "nothing_late"
    NOTHING_PROMISED = "nothing_promised"
    NOTHING = "nothing"

    @classmethod
    def of(cls, wanted: TaskFilter) -> "Emptiness":
        """Why a filter lets nothing through."""
        if wanted.text or wanted.phase_key:
            return cls.NO_MATCH
        reasons = {View.LATE: cls.NOTHING_LATE, View.MINE: cls.NOTHING_PROMISED}
        return reasons.get(wanted.view, cls.NOTHING)

    def state(self) -> EmptyState:
        """What to say of it."""
        return EmptyState(*_EMPTY[self])


_EMPTY = {
    Emptiness.NO_MATCH: (
        "filter",
        msg("tasks", "No task matches"),
        msg("tasks", "Try fewer letters, another phase or the view All."),
    ),
    Emptiness.NOTHING_LATE: (
        "done",
        msg("tasks", "Nothing is late"),
        msg("tasks", "Tasks whose day has passed are listed here."),
    ),
    Emptiness.NOTHING_PROMISED: (
        "tasks",
        msg("tasks", "Nothing promised"),
        msg("tasks", "What you add here is yours; elsewhere write @me on the line."),
    ),
    Emptiness.NOTHING: (
        "tasks",
        msg("tasks", "Nothing to do"),
        msg(
            "tasks",
            "Type a task above and press Enter, or begin a line of a note with []. Choose a team "
            "first, and the task is theirs.",
        ),
    ),
}
