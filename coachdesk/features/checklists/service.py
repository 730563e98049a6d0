"""The coach's verbs on checklists."""

from collections.abc import Mapping, Sequence

from coachdesk.features.checklists import store, store_visits
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.programmes.due import Due, due_columns, due_from_template
from coachdesk.features.programmes.joining import Joining
from coachdesk.features.programmes.model import Event
from coachdesk.features.programmes.template import ItemKind, StageMeaning, TemplateItem
from coachdesk.kernel.database import Database, Values
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line, clean_text
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.kernel.workspace import Workspace

REMARK_LIMIT = 5_000
_STATE_OF_STAGE: Mapping[StageMeaning, ItemState] = {
    StageMeaning.NOT_STARTED: ItemState.NOT_STARTED,
    StageMeaning.IN_PROGRESS: ItemState.IN_PROGRESS,
    StageMeaning.DONE: ItemState.DONE,
}


def start_checklist(joining: Joining) -> None:
    """Give a team that joins a run the template's checklist, unless it has one of this run."""
    db, run = joining.db, joining.run
    if store.items(db, run.rid, joining.team_rid):
        return
    by_key = {event.key: event for event in joining.events}
    for one in joining.template.items:
        add_template_item(db, one, run.rid, joining.team_rid, by_key)


def add_template_item(
    db: Database, one: TemplateItem, run_rid: int, team_rid: int, events: Mapping[str, Event]
) -> int:
    """Put an item of the template at the end of a team's list. Its rid."""
    return store.add_item(
        db,
        {
            "team_rid": team_rid,
            "run_rid": run_rid,
            "item_key": one.key,
            "kind": one.kind,
            **due_columns(due_from_template(one.due, events)),
        },
    )


def set_state(ws: Workspace, rid: int, state: ItemState) -> None:
    """Set how far an item is. Its own stage is cleared, for it would say otherwise."""
    set_states(ws, [rid], state)


def set_states(ws: Workspace, rids: Sequence[int], state: ItemState) -> None:
    """Set how far items are, of one team or several; one undo step for all."""
    label = plural(
        "checklists", "Change the state of {count} item", "Change the state of {count} items",
        len(rids),
    )  # fmt: skip
    with ws.change(label) as db:
        for rid in rids:
            _set_state(db, rid, state, "")


def set_stage(ws: Workspace, rid: int, kind: ItemKind, stage_key: str) -> None:
    """Set the stage of an item that has its own; the state follows from it."""
    stage = kind.stage(stage_key)
    if stage is None:
        raise UserError(msg("checklists", "This stage is not in the programme."))
    with ws.change(msg("checklists", "Change the stage of an item")) as db:
        _set_state(db, rid, _STATE_OF_STAGE[stage.meaning], stage_key)


def set_support(ws: Workspace, rid: int, needed: bool | None) -> None:  # noqa: FBT001 - three answers
    """Note whether the team needs support; None when it has not been asked."""
    answer = None if needed is None else int(needed)
    _save(ws, rid, msg("checklists", "Change the need for support"), {"support_needed": answer})


def set_support_remark(ws: Workspace, rid: int, remark: str) -> None:
    """What kind of support the team needs."""
    _typed(ws, rid, "support_remark", clean_text(remark, REMARK_LIMIT))


def set_remark(ws: Workspace, rid: int, remark: str) -> None:
    """A remark on an item."""
    _typed(ws, rid, "remark", clean_text(remark, REMARK_LIMIT))


def set_who(ws: Workspace, rid: int, who: str, member_rid: int | None = None) -> None:
    """Who takes care of an item: a member, or a name as typed."""
    typed = "" if member_rid else clean_line(who)
    label = msg("checklists", "Change who takes care of an item")
    with ws.change(label, merge_key=f"checklist_item.who:{rid}") as db:
        store.save(db, rid, {"who": typed, "member_rid": member_rid})


def set_due(ws: Workspace, rid: int, due: Due) -> None:
    """Give an item a due date, or take it away."""
    _save(ws, rid, msg("checklists", "Change the date of an item"), due_columns(due))


def rename_item(ws: Workspace, rid: int, title: str) -> None:
    """Give an item other words; an empty title of a template's item brings its text back."""
    title = clean_line(title)
    item = store.item(ws.read, rid)
    if not title and item and not item.item_key:
        raise UserError(_untitled())
    _save(ws, rid, msg("checklists", "Rename an item"), {"title": title})


def add_item(ws: Workspace, run_rid: int, team_rid: int, title: str) -> int:
    """Add an item of her own at the end of a team's list. Its rid."""
    title = clean_line(title)
    if not title:
        raise UserError(_untitled())
    with ws.change(msg("checklists", "Add an item")) as db:
        return store.add_item(db, {"run_rid": run_rid, "team_rid": team_rid, "title": title})


def delete_item(ws: Workspace, rid: int) -> None:
    """Take an item off a team's list; undo brings it back."""
    with ws.change(msg("checklists", "Delete an item")) as db:
        store.delete_item(db, rid)


def reorder(ws: Workspace, rids: Sequence[int]) -> None:
    """Put a team's items into this order."""
    with ws.change(msg("checklists", "Reorder the items")) as db:
        store.order_items(db, rids)


def mark_seen(ws: Workspace, cohort_uuids: Sequence[str]) -> None:
    """Note that how ready these cohorts are was seen, all changes up to now. No undo step."""
    with ws.change(msg("checklists", "Note what was seen")) as db:
        visit = store_visits.Visit(store_visits.newest_sequence(db), ws.clock.stamp())
        for uuid in cohort_uuids:
            store_visits.keep_visit(db, uuid, visit)


def _set_state(db: Database, rid: int, state: ItemState, stage: str) -> None:
    store.save(db, rid, {"state": state, "stage": stage})
    if state.is_unfinished:
        store.follow_again(db, rid)


def _untitled() -> Message:
    return msg("checklists", "Say what the item is.")


def _typed(ws: Workspace, rid: int, column: str, text: str) -> None:
    label = msg("checklists", "Edit a remark")
    with ws.change(label, merge_key=f"checklist_item.{column}:{rid}") as db:
        store.save(db, rid, {column: text})


def _save(ws: Workspace, rid: int, label: Message, values: Values) -> None:
    with ws.change(label) as db:
        store.save(db, rid, values)
