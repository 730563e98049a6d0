"""What of checklists hangs on the events of a run, for when an event is moved."""

from coachdesk.features.checklists import store
from coachdesk.features.checklists.model import Item, title_of
from coachdesk.features.programmes.moving import Hanging, HangingWork, Moving
from coachdesk.features.programmes.template import LocalText, Template
from coachdesk.features.teams import store as teams
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import LANGUAGES


def _read(db: Database, moving: Moving) -> list[Hanging]:
    found = [item for event in moving.events for item in store.items_of_event(db, event.rid)]
    moved = {event.key for event in moving.events}
    of_template = moving.template.items if moving.template else ()
    keys = [one.key for one in of_template if one.due and one.due.event in moved]
    found += store.dated_by_hand(db, moving.run_rid, moving.team_rids, keys)
    names = {team.rid: team.name for team in teams.teams(db, {item.team_rid for item in found})}
    return [_hanging(item, names.get(item.team_rid, ""), moving.template) for item in found]


def _hanging(item: Item, team: str, template: Template | None) -> Hanging:
    title = LocalText(*(title_of(template, item, language) for language in LANGUAGES))
    return Hanging(
        "checklist_item", item.rid, item.team_rid, team, title, item.due,
        done=not item.state.is_unfinished,
    )  # fmt: skip


HANGING = HangingWork(_read, store.keep_done, store.relink)
