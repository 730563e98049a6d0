"""The verbs on items that the matrix, the list and the pane share, with their notices."""

from collections.abc import Callable, Sequence

from coachdesk.features.checklists import service
from coachdesk.features.checklists.model import Item, ItemState
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.teams.model import Member
from coachdesk.kernel.dates import parse_date
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import msg
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current


def attempt(context: Context, verb: Callable[[], object]) -> bool:
    """Do it; what cannot be done is told. Whether it was done."""
    try:
        verb()
    except (UserError, EnvironmentProblem) as problem:
        context.notices.error(problem)
        return False
    return True


def set_states(context: Context, items: Sequence[Item], state: ItemState | None) -> None:
    """Set how far items are; None gives all of them what follows the state of the first."""
    if items:
        wanted = state or items[0].state.following()
        attempt(
            context, lambda: service.set_states(context.ws, [item.rid for item in items], wanted)
        )


def set_who(context: Context, item: Item, name: str, members: Sequence[Member]) -> None:
    """Give an item to the member of this name, else to the name as typed."""
    name = name.strip()
    if name == item.who:
        return
    known = next((each for each in members if each.name.casefold() == name.casefold()), None)
    service.set_who(context.ws, item.rid, name, known.rid if known else None)


def set_due_text(context: Context, item: Item, text: str) -> None:
    """Give an item the date that was typed, or none. Raises `UserError` for what is no date."""
    text = text.strip()
    day = parse_date(text, context.clock.today(), current()) if text else None
    service.set_due(context.ws, item.rid, Due(DueKind.DATE, day) if day else Due())


def delete_item(context: Context, item: Item) -> None:
    """Take an item off a team's list, with a way back."""
    if attempt(context, lambda: service.delete_item(context.ws, item.rid)):
        context.tell_done(msg("checklists", "Item deleted."))
