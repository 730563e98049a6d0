r"""What a paper says, in neutral blocks, before anything is known of fonts and pages.

Texts are plain: line breaks (`\n`) are kept, runs of blanks count as one, control characters are
left out of the paper. A text may be a string or spans of it that look different.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text that looks different from the rest."""

    text: str
    bold: bool = False
    italic: bool = False
    muted: bool = False


Text = str | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the paper's title; stays on the page of what follows it."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. A warning stands out by a bar and bold type, not by colour.

    A plain one, in plain language, has larger letters and wider spaces, and stays on the page of
    what follows it.
    """

    spans: Text
    style: Literal["body", "muted", "small", "warning", "plain"] = "body"


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list whose order does not matter."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TickRow:
    """A line with a box to tick; `ticked=None` says that it does not apply.

    The detail (who, by when) stands in a column of its own at the right.
    """

    text: Text
    ticked: bool | None = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TickList:
    """Lines with boxes to tick, ticked or empty."""

    rows: tuple[TickRow, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that is more than a plain string; `is_header` names its row."""

    text: Text = ""
    is_header: bool = False
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head row that is repeated on each page it continues on.

    `widths` are relative; without them the columns follow their contents. With `room_to_write`
    the rows are high (`row_height` millimetres where that is more) and all edges ruled, for a pen.
    With `upright_head` the heads of all columns
    but the first stand upright, so that the columns can be narrow; the cells below them are small
    and centred. Raises `ValueError` for rows that do not have one cell for each column of the head.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""
    room_to_write: bool = False
    upright_head: bool = False
    row_height: float = 0.0

    def __post_init__(self) -> None:
        columns = len(self.head)
        if not columns:
            raise ValueError("a table needs a head")
        if self.widths and (len(self.widths) != columns or min(self.widths) <= 0):
            raise ValueError("a table needs one positive width for each column")
        if any(len(row) != columns for row in self.rows):
            raise ValueError("a table's rows need one cell for each column")


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Names and what they stand for, as two columns."""

    pairs: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """Room to write, at least `height` millimetres high, beside what is asked; `value` if known."""

    label: Text
    height: float = 9.0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """What is asked at the left, room to write at the right; the left takes `share` of the page."""

    fields: tuple[Field, ...]
    share: float = 0.3


@dataclass(frozen=True, slots=True)
class Lines:
    """Ruled lines to write on by hand, under a label."""

    count: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG or PNG picture, scaled down to fit; `alternative` says it in words.

    A picture that cannot be read leaves its alternative text and a remark on the paper.
    """

    data: bytes
    alternative: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: what it stands for, its length, and the figure written at its end."""

    label: str
    length: float
    figure: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars one below the other, the longest as wide as there is room; `alternative` says it.

    A chart only repeats: its figures also stand in a table beside it.
    """

    bars: tuple[Bar, ...]
    alternative: str


@dataclass(frozen=True, slots=True)
class ScatterPoint:
    """A sign with a short label, at parts (0–1) of the width and of the height from below."""

    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Scatter:
    """Points in a square of four quarters, between two axes; `alternative` says it.

    `quarters` are named upper left, upper right, lower left, lower right. A picture only repeats:
    what its labels stand for is in a list or table beside it.
    """

    points: tuple[ScatterPoint, ...]
    x_axis: str
    y_axis: str
    quarters: tuple[str, str, str, str]
    alternative: str


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """A stretch of a timeline, from `start` to `end` as parts (0–1) of the whole."""

    start: float
    end: float
    text: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A sign with words on a timeline; an `is_open` one is hollow."""

    at: float
    text: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A row of a timeline."""

    label: str
    bars: tuple[TimelineBar, ...] = ()
    marks: tuple[TimelineMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows over a scale (months) with finer ticks (weeks); `lines` go through all rows.

    Words that have no room are cut: a timeline only repeats, so all of it also stands in a table
    beside it. `alternative` says it.
    """

    scale: tuple[TimelineBar, ...]
    ticks: tuple[TimelineBar, ...]
    rows: tuple[TimelineRow, ...]
    alternative: str
    lines: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A person's name in large letters with smaller lines below it; without a name, to write on.

    `asked` says what is to be written on a sign without a name.
    """

    name: str = ""
    lines: tuple[str, ...] = ()
    asked: str = ""


@dataclass(frozen=True, slots=True)
class FoldedSign:
    """A page to fold across its middle, so that the sign can be read from both sides.

    For a document `without_frame`.
    """

    sign: Sign


@dataclass(frozen=True, slots=True)
class Badges:
    """Signs to cut out, ten on a page, for a document `without_frame`."""

    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Display:
    """A line in the middle of the page, with millimetres of room above it, for a certificate.

    A title is the heading of its page. A name, however long, is made to fit.
    """

    text: str
    style: Literal["title", "name", "subtitle", "body"] = "body"
    above: float = 4.0


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, two side by side, with what is to be written or who signs below each."""

    labels: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A visible note of what the paper leaves out."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stand on one page if one page can hold them."""

    blocks: tuple["Block", ...]


Block = (
    Heading
    | Para
    | BulletList
    | TickRow
    | TickList
    | Table
    | KeyValues
    | Fields
    | Lines
    | Picture
    | BarChart
    | Scatter
    | Timeline
    | FoldedSign
    | Badges
    | Display
    | Signatures
    | LeftOut
    | PageBreak
    | KeepTogether
)


@dataclass(frozen=True, slots=True)
class Document:
    """One paper: its frame (title, subject such as the team, date) and its blocks.

    `language` (fi, sv or en) is that of its contents and of its page numbers. `large_print` sets
    all contents in 16 points or more, `landscape` turns the pages. `without_frame` leaves out the
    title, header and footer: the blocks have the page for themselves. Room to write and boxes to
    tick can be filled in on a computer where the document is `fillable`. A `poster` is a turned A3
    page in letters that are read from a wall.
    """

    title: str
    subject: str
    language: str
    date_text: str
    blocks: tuple[Block, ...]
    large_print: bool = False
    landscape: bool = False
    without_frame: bool = False
    fillable: bool = False
    poster: bool = False
