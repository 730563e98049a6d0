"""What of the tasks hangs on the events of a run, for when an event is moved."""

from coachdesk.features.programmes.moving import Hanging, HangingWork, Moving
from coachdesk.features.programmes.template import LocalText
from coachdesk.features.tasks import store
from coachdesk.features.tasks.model import Task
from coachdesk.kernel.database import Database


def _read(db: Database, moving: Moving) -> list[Hanging]:
    found = store.tasks_of_events(db, [event.rid for event in moving.events])
    moved = {event.key for event in moving.events}
    of_template = moving.template.tasks if moving.template else ()
    keys = [one.key for one in of_template if one.due and one.due.event in moved]
    found += store.dated_by_hand(db, moving.run_rid, moving.team_rids, keys)
    return [_hanging(task) for task in found]


def _hanging(task: Task) -> Hanging:
    title = LocalText(task.title, task.title, task.title)
    return Hanging(
        "task", task.rid, task.team_rid, task.team_name, title, task.due,
        done=not task.state.is_unfinished,
    )  # fmt: skip


HANGING = HangingWork(_read, store.keep_done, store.relink)
