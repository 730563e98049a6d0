"""The pack of a workshop: which papers go to whom, how often, in which order and on what sheets.

All of it is computed here without reading anything; `pack_service` reads and makes the papers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from coachdesk.documents.render import Measure
from coachdesk.features.printing.model import BLANK, Choices, Handout, Order, Subject


class PackOrder(StrEnum):
    """What lies together in the stack."""

    BY_TEAM = "team"
    BY_SHEET = "sheet"


class CopyRule(StrEnum):
    """What the number of copies follows."""

    TEAM = "team"
    PERSON = "person"
    NUMBER = "number"


MOST_COPIES = 99
ROOM = 0
"""Stands for the rid of a team where a paper is for the whole room."""


@dataclass(frozen=True, slots=True)
class Copies:
    """How often a paper is printed; `number` counts with `CopyRule.NUMBER` alone.

    One for each team or for each participant lies with the papers of that team. A number of a
    team's paper is for each team; a number of any other paper is for the room.
    """

    rule: CopyRule = CopyRule.TEAM
    number: int = 1


@dataclass(frozen=True, slots=True)
class PackItem:
    """A hand-out in a pack, filled or blank."""

    handout: Handout[Any]
    copies: Copies = Copies()
    is_blank: bool = False
    choices: Choices = field(default_factory=Choices)

    @property
    def is_of_team(self) -> bool:
        """Whether each team gets a paper of its own."""
        return self.handout.subject is Subject.TEAM and not self.is_blank


def can_be_filled(handout: Handout[Any]) -> bool:
    """Whether a hand-out says something of a workshop or of its teams."""
    return handout.subject in {Subject.EVENT, Subject.TEAM}


@dataclass(frozen=True, slots=True)
class Pack:
    """What is to be printed for an event.

    With `fills_sheets` each paper, and so each team, begins on a right-hand page. An empty
    `language` means that of each team.
    """

    event_rid: int
    items: tuple[PackItem, ...]
    order: PackOrder = PackOrder.BY_TEAM
    fills_sheets: bool = True
    language: str = ""
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class Receiver:
    """A team, with how many come, or the `ROOM`, to which nobody belongs."""

    rid: int
    name: str
    language: str
    people: int = 0


@dataclass(frozen=True, slots=True)
class PackPaper:
    """One paper of a pack: whose it is, what it is, and how often it is there."""

    receiver: Receiver
    item: PackItem
    order: Order
    copies: int

    @property
    def key(self) -> tuple[int, str, bool]:
        """What tells it from the other papers of its pack."""
        return (self.receiver.rid, self.item.handout.key, self.item.is_blank)


def papers_of(pack: Pack, receivers: Sequence[Receiver]) -> tuple[PackPaper, ...]:
    """The papers of a pack in the order of printing, each once, with its number of copies."""
    if pack.order is PackOrder.BY_TEAM:
        pairs = [(one, item) for one in receivers for item in pack.items]
    else:
        pairs = [(one, item) for item in pack.items for one in receivers]
    return tuple(
        PackPaper(one, item, _order(pack, one, item), copies)
        for one, item in pairs
        if (copies := copies_for(item, one))
    )


def copies_for(item: PackItem, receiver: Receiver) -> int:
    """How many copies of a hand-out lie with a team or in the room."""
    in_room = receiver.rid == ROOM
    match item.copies.rule:
        case CopyRule.TEAM:
            return 0 if in_room else 1
        case CopyRule.PERSON:
            return 0 if in_room else receiver.people
        case CopyRule.NUMBER:
            wanted = min(max(item.copies.number, 0), MOST_COPIES)
            return wanted if in_room is not item.is_of_team else 0


def _order(pack: Pack, receiver: Receiver, item: PackItem) -> Order:
    if item.is_blank:
        subject = BLANK
    elif item.is_of_team:
        subject = receiver.rid
    else:
        subject = pack.event_rid
    return Order(
        item.handout,
        (subject,),
        pack.language or ("" if receiver.rid == ROOM else receiver.language),
        receiver.language,
        pack.large_print,
        item.choices,
    )


def by_receiver(papers: Iterable[PackPaper]) -> list[tuple[PackPaper, ...]]:
    """The papers in a stack for each receiver, in the order in which these first come."""
    stacks: dict[int, list[PackPaper]] = {}
    for paper in papers:
        stacks.setdefault(paper.receiver.rid, []).append(paper)
    return [tuple(stack) for stack in stacks.values()]


class Extent(NamedTuple):
    """How much a pack is: pages of its files, how many of these are blank backs, and sheets."""

    pages: int = 0
    blank_backs: int = 0
    sheets: int = 0


def extent(measured: Iterable[tuple[Measure, int]], *, fills_sheets: bool) -> Extent:
    """The sum of papers, each told by its measure and its number of copies."""
    pages = sheets = 0
    for one, copies in measured:
        pages += one.pages * copies
        sheets += one.sheets * copies
    if not fills_sheets:
        return Extent(pages, 0, pages)
    return Extent(2 * sheets, 2 * sheets - pages, sheets)


# -- the choice of a pack, kept for the next time --------------------------------------------------

USUAL = (
    "agenda=person", "agenda_coach=number:1", "attendance_list=number:1",
    "name_signs=number:1", "team_summary=team", "gap_tasks=team", "pdsa_sheet=number:2",
    "sparring_sheet=team", "tally_sheet=blank:team", "feedback_form=person",
)  # fmt: skip
"""What a pack holds before she chooses, as `read_items` reads it."""
_BLANK_MARK = "blank:"


def written_items(items: Iterable[PackItem]) -> list[str]:
    """The hand-outs and copies of a pack as `read_items` reads them."""
    return [f"{item.handout.key}={_written(item)}" for item in items]


def _written(item: PackItem) -> str:
    mark = _BLANK_MARK if item.is_blank else ""
    rule = item.copies.rule
    return f"{mark}{rule.value}" + (f":{item.copies.number}" if rule is CopyRule.NUMBER else "")


def read_items(written: Iterable[str], handouts: Sequence[Handout[Any]]) -> tuple[PackItem, ...]:
    """The items that were kept, in the order of the hand-outs; what is not known is left out."""
    kept = dict.fromkeys(written)
    found = (_item(text, {one.key: one for one in handouts}) for text in kept)
    places = {one.key: place for place, one in enumerate(handouts)}
    items = {(one.handout.key, one.is_blank): one for one in found if one}
    return tuple(sorted(items.values(), key=lambda one: (one.is_blank, places[one.handout.key])))


def _item(text: str, known: dict[str, Handout[Any]]) -> PackItem | None:
    key, _, rest = text.partition("=")
    is_blank = rest.startswith(_BLANK_MARK)
    rule, _, number = rest.removeprefix(_BLANK_MARK).partition(":")
    handout = known.get(key)
    if handout is None or rule not in set(CopyRule) or not (number or "1").isdecimal():
        return None
    if not (handout.blank if is_blank else can_be_filled(handout)):
        return None
    copies = Copies(CopyRule(rule), min(max(int(number or 1), 1), MOST_COPIES))
    return PackItem(handout, copies, is_blank, handout.usual())
