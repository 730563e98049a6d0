"""What the matrix is made of: teams, headings, columns, cells."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from coachdesk.features.checklists import readiness
from coachdesk.features.checklists.matrix_words import cohort_name, heading_words
from coachdesk.features.checklists.model import Item, ItemState
from coachdesk.features.checklists.readiness import TeamReadiness
from coachdesk.features.checklists.shown import RunTexts
from coachdesk.features.programmes.model import Place
from coachdesk.features.teams.model import Team
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.status import Status


@dataclass(frozen=True)
class MatrixRow:
    """A team with its items: those of the template by key, and the ones added to its list."""

    ready: TeamReadiness
    texts: RunTexts
    by_key: Mapping[str, Item]
    own: tuple[Item, ...]

    @classmethod
    def of(cls, ready: TeamReadiness, texts: RunTexts) -> "MatrixRow":
        """The row of a team; `texts` are those of its cohort."""
        by_key = {item.item_key: item for item in ready.items if item.item_key}
        own = tuple(item for item in ready.items if not item.item_key)
        return cls(ready, texts, by_key, own)

    @property
    def team(self) -> Team:
        """The team."""
        return self.ready.team

    @property
    def items(self) -> tuple[Item, ...]:
        """All its items."""
        return self.ready.items


@dataclass(frozen=True)
class Heading:
    """A line above the teams of a cohort."""

    place: Place
    name: str
    about: str

    @property
    def words(self) -> str:
        """All of it."""
        return " · ".join((self.name, self.about))


@dataclass(frozen=True)
class ItemColumn:
    """An item of the template; an empty key stands for all items that the teams added."""

    key: str
    short: str
    title: str


@dataclass(frozen=True, slots=True)
class CellLook:
    """What the sign of a cell shows: equal looks have equal pictures.

    `state` is None where there is no single item; `code` is the stage's.
    """

    state: ItemState | None
    status: Status = Status.OPEN
    code: str = ""
    support: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell ready to be painted; `text` stands where there is no sign, who and day below it."""

    look: CellLook
    item: Item | None = None
    text: str = ""
    who: str = ""
    day: str = ""


@dataclass(frozen=True)
class Shown:
    """What the matrix shows."""

    rows: Sequence[MatrixRow] = ()
    columns: Sequence[ItemColumn] = ()
    grouped: bool = False
    changed: Collection[readiness.Cell] = frozenset()
    changed_since: str = ""
    today: dt.date = dt.date.min
    lines: Sequence[MatrixRow | Heading] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", _lines(self.rows, grouped=self.grouped, today=self.today))

    def is_like(self, other: "Shown") -> bool:
        """Whether teams, headings and columns are the same."""
        return _outline(self) == _outline(other)


def _outline(shown: Shown) -> tuple[object, ...]:
    lines = [
        (one.place.cohort.rid, 0) if isinstance(one, Heading) else (0, one.team.rid)
        for one in shown.lines
    ]
    return lines, list(shown.columns)


def _lines(
    rows: Sequence[MatrixRow], *, grouped: bool, today: dt.date
) -> list[MatrixRow | Heading]:
    result: list[MatrixRow | Heading] = []
    before = None
    for row in rows:
        cohort = row.ready.place.cohort.rid
        if grouped and cohort != before:
            some = [one for one in rows if one.ready.place.cohort.rid == cohort]
            about = heading_words(row.texts, [one.items for one in some], today)
            result.append(Heading(row.ready.place, cohort_name(row.ready.place), about))
        before = cohort
        result.append(row)
    return result


def columns_of(texts: RunTexts, rows: Sequence[MatrixRow]) -> list[ItemColumn]:
    """The items that any of the teams has, in the template's order, then her own."""
    used = {key for row in rows for key in row.by_key}
    known = texts.template.items if texts.template else ()
    columns = [
        ItemColumn(one.key, one.short.in_language(current()), one.title.in_language(current()))
        for one in known
        if one.key in used
    ]
    columns += [ItemColumn(k, k, k) for k in sorted(used - {one.key for one in known})]
    if any(row.own for row in rows):
        short = tr(msg("checklists", "Added"))
        columns.append(ItemColumn("", short, tr(msg("checklists", "Items added to a team's list"))))
    return columns


def columns_with(
    rows: Sequence[MatrixRow], columns: Sequence[ItemColumn], takes: Callable[[Item], bool]
) -> list[ItemColumn]:
    """The columns in which any team has an item that `takes` accepts."""
    return [
        one for one in columns if any(takes(item) for row in rows for item in items_in(row, one))
    ]


def items_in(row: MatrixRow, column: ItemColumn) -> tuple[Item, ...]:
    """The items of a cell: one, none if it was taken off the list, or all that were added."""
    if not column.key:
        return row.own
    found = row.by_key.get(column.key)
    return (found,) if found else ()
