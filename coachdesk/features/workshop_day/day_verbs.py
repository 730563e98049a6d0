"""The verbs of a running day, by keys and in the menu Workshop."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coachdesk.kernel.text import msg
from coachdesk.ui.actions import Action

if TYPE_CHECKING:
    from coachdesk.features.workshop_day.day_view import DayView

KEYS_OF_TEAMS = 9
"""So many teams have keys of their own."""


def day_actions(view: DayView) -> list[Action]:
    """What can be done with the block, the round, the notes and the people."""
    runs, block, turns = view.is_running, view.has_block, view.has_round
    return [
        Action("day.next", msg("workshop_day", "Next block"), view.next_block,
               icon="forward", shortcut="F8", menu="workshop", enabled=view.can_go_on),
        Action("day.back", msg("workshop_day", "Back to the block before"), view.back,
               icon="back", shortcut="Shift+F8", menu="workshop", enabled=runs),
        Action("day.skip", msg("workshop_day", "Skip this block"), view.skip,
               shortcut="Ctrl+F8", menu="workshop", enabled=block),
        Action("day.longer", msg("workshop_day", "Five minutes longer"), partial(view.lengthen, 5),
               shortcut="Ctrl++", menu="workshop", enabled=block),
        Action("day.shorter", msg("workshop_day", "Five minutes shorter"),
               partial(view.lengthen, -5), shortcut="Ctrl+-", menu="workshop", enabled=block),
        Action("day.round", msg("workshop_day", "Start the sharing round"), view.start_round,
               menu="workshop", enabled=view.can_share),
        Action("day.turn", msg("workshop_day", "Next team speaks"), partial(view.step_round, 1),
               shortcut="F4", menu="workshop", enabled=view.can_share),
        Action("day.turn_back", msg("workshop_day", "Back to the team before"),
               partial(view.step_round, -1), shortcut="Shift+F4", menu="workshop", enabled=turns),
        Action("day.attendance", msg("workshop_day", "Attendance"), view.toggle_attendance,
               icon="teams", shortcut="Ctrl+Shift+A", menu="workshop", enabled=runs),
        Action("day.park", msg("workshop_day", "Park a line"), view.focus_parking,
               icon="add", shortcut="Ctrl+Shift+P", menu="workshop", enabled=runs),
        Action("day.parking", msg("workshop_day", "Parking lot"), view.toggle_parking,
               shortcut="Ctrl+Shift+L", menu="workshop", enabled=runs),
        Action("day.sound", msg("workshop_day", "Sound at the end of a block"), view.toggle_sound,
               menu="workshop", enabled=runs, checked=view.has_sound),
    ]  # fmt: skip


def note_actions(view: DayView) -> list[Action]:
    """Alt+1 … Alt+9 and Alt+0 lead to a note; teams beyond are found by Ctrl+K."""
    teams = view.teams()
    found = [
        Action(
            f"day.note_{place}",
            msg("workshop_day", "Note of {team}", team=team.name),
            partial(view.write_under, team.rid),
            icon="notes",
            shortcut=f"Alt+{place}" if place <= KEYS_OF_TEAMS else "",
        )
        for place, team in enumerate(teams, start=1)
    ]
    whole = Action(
        "day.note_0", msg("workshop_day", "Note of the whole workshop"),
        partial(view.write_under, 0), icon="notes", shortcut="Alt+0",
    )  # fmt: skip
    return [*found, whole] if view.is_running() else []
