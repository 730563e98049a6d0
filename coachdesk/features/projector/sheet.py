"""What is painted of a slide: lines of text, shapes, and texts that count. How texts are fitted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QTextLayout, QTextOption

_LEAST_PX, _USUAL_HEIGHT = 32, 1080
"""24 points at 96 dots an inch, and the height of the screen from which on texts grow with it."""
ELLIPSIS = "…"


def least_px(height: float) -> int:
    """The smallest text on a screen so many pixels high: 24 points, more on a higher one."""
    return max(_LEAST_PX, round(_LEAST_PX * height / _USUAL_HEIGHT))


class Place(StrEnum):
    """Where in its rectangle a text stands; always in the middle of its height."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


ALIGNED = {
    Place.LEFT: Qt.AlignmentFlag.AlignLeft,
    Place.MIDDLE: Qt.AlignmentFlag.AlignHCenter,
    Place.RIGHT: Qt.AlignmentFlag.AlignRight,
}


class Line(NamedTuple):
    """One line of text; `role` is its colour."""

    text: str
    rect: QRectF
    px: int
    role: str = "slide_text"
    bold: bool = False
    place: Place = Place.LEFT


class Form(StrEnum):
    """What a shape is."""

    BAR = "bar"
    DOT = "dot"
    FRAME = "frame"


class Shape(NamedTuple):
    """Something filled, or framed, in the colour of a role."""

    rect: QRectF
    role: str
    form: Form = Form.BAR


class Counts(StrEnum):
    """What a text tells that changes with time."""

    LEFT = "left"
    LEFT_WORDS = "left_words"
    TIME = "time"


class Ticker(NamedTuple):
    """A text that changes with time; its line has no text of its own."""

    counts: Counts
    line: Line


@dataclass
class Sheet:
    """A slide laid out for a screen. `is_cut` when not all of it can be read."""

    size: QSizeF
    ground: str = "slide"
    shapes: list[Shape] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tickers: list[Ticker] = field(default_factory=list)
    is_cut: bool = False

    @property
    def least(self) -> int:
        """The smallest text on it, in pixels."""
        return least_px(self.size.height())

    @property
    def margin(self) -> float:
        """What stays free at each edge."""
        return self.size.height() / 18

    @property
    def inside(self) -> QRectF:
        """Where things may stand."""
        edge = self.margin
        return QRectF(0, 0, self.size.width(), self.size.height()).adjusted(
            edge * 1.3, edge, -edge * 1.3, -edge
        )


def font(px: int, *, bold: bool = False) -> QFont:
    """The font of slides."""
    result = QFont(QGuiApplication.font())
    result.setPixelSize(px)
    result.setBold(bold)
    return result


def width_of(text: str, px: int, *, bold: bool = False) -> float:
    """How wide a text is."""
    return QFontMetricsF(font(px, bold=bold)).horizontalAdvance(text)


def line_height(px: int) -> float:
    """The distance of lines."""
    return px * 1.3


class Fitted(NamedTuple):
    """Lines that fit, their size, and whether something had to be cut.

    `tops` tells how far below the first each line begins, `firsts` which ones begin a paragraph.
    """

    lines: tuple[str, ...]
    px: int
    cut: bool
    tops: tuple[float, ...] = ()
    firsts: frozenset[int] = frozenset()

    @property
    def height(self) -> float:
        """What they take."""
        return self.tops[-1] + line_height(self.px) if self.tops else 0.0


def fit_paragraphs(
    texts: Sequence[str], room: QSizeF, least: int, most: int, *, bold: bool = False,
    gap: float = 0.0,
) -> Fitted:  # fmt: skip
    """Wrap texts in the largest size in which all fits; in the smallest what is over is cut.

    `gap` parts the texts, in heights of a line. Words are broken in the smallest size only.
    """
    words = {word for text in texts for word in text.split()}

    def fits(px: int) -> bool:
        whole = _wrapped(texts, px, room.width(), bold=bold, gap=gap)
        return whole.height <= room.height() and all(
            width_of(word, px, bold=bold) <= room.width() for word in words
        )

    px = largest(least, most, fits)
    fitted = _wrapped(texts, px, room.width(), bold=bold, gap=gap)
    inside = [top for top in fitted.tops if top + line_height(px) <= room.height()] or [0.0]
    if len(inside) >= len(fitted.lines):
        return fitted
    *kept, last = fitted.lines[: len(inside)]
    kept.append(elided(last + ELLIPSIS, px, room.width(), bold=bold))
    return fitted._replace(lines=tuple(kept), tops=tuple(inside), cut=True)


def fit_lines(
    texts: Sequence[str], room: QSizeF, least: int, most: int, *, row: float = 1.3,
    bold: bool = False,
) -> Fitted:  # fmt: skip
    """The largest size in which each text has a line of its own; `row` is its height in sizes.

    In the smallest one texts that are too wide are cut; how many rows there are is not.
    """
    fitting = largest(
        least, most,
        lambda px: len(texts) * px * row <= room.height()
        and all(width_of(text, px, bold=bold) <= room.width() for text in texts),
    )  # fmt: skip
    lines = tuple(elided(text, fitting, room.width(), bold=bold) for text in texts)
    return Fitted(lines, fitting, cut=lines != tuple(texts))


def elided(text: str, px: int, width: float, *, bold: bool = False) -> str:
    """The text, with … at its end where it is too wide."""
    metrics = QFontMetricsF(font(px, bold=bold))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def largest(least: int, most: int, fits: Callable[[int], bool]) -> int:
    """The largest size that fits, the least if none does."""
    low, high = least, max(least, most)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _wrapped(texts: Sequence[str], px: int, width: float, *, bold: bool, gap: float) -> Fitted:
    lines: list[str] = []
    tops: list[float] = []
    firsts: set[int] = set()
    height, top = line_height(px), 0.0
    for text in texts:
        firsts.add(len(lines))
        for line in _wrap(text, px, width, bold=bold):
            lines.append(line)
            tops.append(top)
            top += height
        top += height * gap
    return Fitted(tuple(lines), px, cut=False, tops=tuple(tops), firsts=frozenset(firsts))


def _wrap(text: str, px: int, width: float, *, bold: bool) -> list[str]:
    layout = QTextLayout(text, font(px, bold=bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return lines
