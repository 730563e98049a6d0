"""The coach's verbs on settings that travel with the work."""

from coachdesk.kernel import preferences
from coachdesk.kernel.inputs import clean_line
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace


def set_coach_name(ws: Workspace, name: str) -> None:
    """Write the coach's name on papers from now on; empty leaves it out."""
    name = clean_line(name)
    label = msg("settings", "Change your name on papers")
    with ws.change(label, merge_key="preference.coach_name") as db:
        preferences.write(db, preferences.COACH_NAME, name)
