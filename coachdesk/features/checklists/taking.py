"""What a newer version of a programme changes in the checklists of a run."""

from coachdesk.features.checklists import store
from coachdesk.features.checklists.model import Item, ItemState
from coachdesk.features.checklists.service import add_template_item
from coachdesk.features.programmes.due import due_columns, due_from_template
from coachdesk.features.programmes.template import TemplateItem
from coachdesk.features.programmes.versions import Taking
from coachdesk.features.teams import store as teams


def take_items(taking: Taking) -> None:
    """Give every team of a cohort the items of the new version.

    An item that was taken away and is begun stays under the words it had; its own kind and date
    follow the new version as long as it is not finished and its date was not set by hand.
    """
    for team_rid in taking.team_rids:
        items = store.items(taking.db, taking.run.rid, team_rid)
        known = {item.item_key for item in items}
        for item in items:
            old, new = taking.old.item(item.item_key), taking.new.item(item.item_key)
            if old and new and old != new:
                _change(taking, item, old, new)
            elif old and not new:
                _take_away(taking, item, old)
        added = [
            one for one in taking.new.items
            if one.key not in known and not taking.old.item(one.key)
        ]  # fmt: skip
        for one in added:
            add_template_item(taking.db, one, taking.run.rid, team_rid, taking.events)
        if items and added:
            _order(taking, team_rid)


def _change(taking: Taking, item: Item, old: TemplateItem, new: TemplateItem) -> None:
    if not item.state.is_unfinished:
        return
    columns = {}
    if item.kind == old.kind != new.kind:
        kind = taking.new.kind(new.kind)
        stage = item.stage if kind and kind.stage(item.stage) else ""
        columns = {"kind": new.kind, "stage": stage}
    by_template = due_columns(due_from_template(old.due, taking.events))
    if due_columns(item.due) == by_template and old.due != new.due:
        columns |= due_columns(due_from_template(new.due, taking.events))
    if columns:
        store.save(taking.db, item.rid, columns)


def _take_away(taking: Taking, item: Item, old: TemplateItem) -> None:
    said = (item.stage, item.remark, item.support_remark, item.who, item.title)
    begun = item.state is not ItemState.NOT_STARTED or item.support_needed is not None
    if not begun and not any(said):
        store.delete_item(taking.db, item.rid)
    elif not item.title:
        team = teams.team(taking.db, item.team_rid)
        title = old.title.in_language(team.language if team else "")
        store.save(taking.db, item.rid, {"title": title})


def _order(taking: Taking, team_rid: int) -> None:
    """The order of the template; what is not in it comes last, as it was."""
    places = {one.key: place for place, one in enumerate(taking.new.items)}
    items = store.items(taking.db, taking.run.rid, team_rid)
    last = len(places)
    items.sort(key=lambda item: places.get(item.item_key, last))
    store.order_items(taking.db, [item.rid for item in items])
