"""Name signs: pages to fold across the middle, and badges to cut out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachdesk.documents.blocks import Sign
from coachdesk.documents.frame import LEFT
from coachdesk.documents.lines import MUTED, Line, Style, Typesetter, write_lines
from coachdesk.documents.pieces import BASELINE, HAIRLINE, Piece, draw_rules
from coachdesk.documents.tagging import Element, TaggedCanvas
from coachdesk.kernel.overriding import override

if TYPE_CHECKING:
    from coachdesk.documents.compose import Composer

_ACROSS, _DOWN = 2, 5
_INSET = 12.0
_MOST_LINES = 2
"""A name that needs more lines is set smaller, as long as there is a smaller size."""
_LEADING = 1.25
_RULE = "0.45 0.5 0.5"
_SCALES = (1.0, 0.85, 0.7, 0.55, 0.42, 0.32, 0.24)
"""What does not fit a sign is set smaller, all of it."""
_Rule = tuple[str, float, float, float, float, float]
_Part = tuple[Sequence[Line], Style]


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Sizes in points: of a name, the largest first, and of the lines below it."""

    names: Sequence[float]
    line: float


_FOLDED = _Sizes((80, 72, 64, 56, 48, 40, 32, 26), 24)
_BADGE = _Sizes((26, 23, 20, 17, 14, 12), 11)


@dataclass(frozen=True, slots=True)
class _SetSign:
    """A sign set in lines of one width, all centred."""

    parts: Sequence[_Part]
    width: float
    element: Element
    is_empty: bool

    def draw(
        self, canvas: TaggedCanvas, left: float, middle: float, *, again: bool = False
    ) -> None:
        """Draw it around a height; `again` as part of the artifact around it."""
        top = middle + _height(self.parts) / 2
        for lines, style in self.parts:
            starts = [left + (self.width - line.width) / 2 for line in lines]
            baseline = top - style.leading * BASELINE
            element = None if again else self.element
            write_lines(canvas, lines, style, starts, baseline, element=element)
            top -= len(lines) * style.leading

    def rules(self, left: float, middle: float) -> list[_Rule]:
        """The line to write a name on, where it is not known."""
        if not self.is_empty:
            return []
        above = middle + self.parts[0][1].leading
        return [(_RULE, 0.8, left, above, left + self.width, above)]


@dataclass(slots=True, kw_only=True)
class _Folded(Piece):
    """A whole page: the sign in its lower half, and upside down in its upper half."""

    sign: _SetSign
    right: float

    @override
    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        half = self.heights[0] / 2
        fold, middle = top - half, top - half * 1.5
        draw_rules(canvas, [(HAIRLINE, 0.6, 0, fold, LEFT + self.right, fold)])
        self.sign.draw(canvas, LEFT, middle)
        rules = self.sign.rules(LEFT, middle)
        draw_rules(canvas, rules)
        canvas.saveState()
        canvas.translate(LEFT + self.right, 2 * fold)
        canvas.rotate(180)
        draw_rules(canvas, rules)
        with canvas.artifact():
            self.sign.draw(canvas, LEFT, middle, again=True)
        canvas.restoreState()


@dataclass(slots=True, kw_only=True)
class _BadgeRow(Piece):
    """Badges side by side, with lines to cut along."""

    signs: Sequence[_SetSign]
    width: float

    @override
    def draw(self, canvas: TaggedCanvas, top: float, first: int, last: int) -> None:
        bottom = top - self.heights[0]
        rules: list[_Rule] = []
        for number, sign in enumerate(self.signs):
            left, right = LEFT + number * self.width, LEFT + (number + 1) * self.width
            rules += [
                (HAIRLINE, 0.6, left, top, right, top),
                (HAIRLINE, 0.6, left, bottom, right, bottom),
                (HAIRLINE, 0.6, left, top, left, bottom),
                (HAIRLINE, 0.6, right, top, right, bottom),
            ]
            middle = (top + bottom) / 2
            rules += sign.rules(left + _INSET, middle)
            sign.draw(canvas, left + _INSET, middle)
        draw_rules(canvas, rules)


def compose_folded(composer: "Composer", sign: Sign, parent: Element) -> Piece:
    """A page to fold."""
    sheet = composer.sheet
    room = (sheet.text_width, sheet.text_height / 2 - 2 * _INSET)
    ready = _set(composer, sign, _FOLDED, room, parent)
    return _Folded(heights=[sheet.text_height], sign=ready, right=sheet.right)


def compose_badges(composer: "Composer", signs: Sequence[Sign], parent: Element) -> Iterator[Piece]:
    """Rows of badges, the page's height divided evenly."""
    sheet = composer.sheet
    width, height = sheet.text_width / _ACROSS, sheet.text_height / _DOWN
    room = (width - 2 * _INSET, height - _INSET)
    for start in range(0, len(signs), _ACROSS):
        row = [
            _set(composer, sign, _BADGE, room, parent) for sign in signs[start : start + _ACROSS]
        ]
        yield _BadgeRow(heights=[height], signs=row, width=width)


def _set(
    composer: "Composer", sign: Sign, sizes: _Sizes, room: tuple[float, float], parent: Element
) -> _SetSign:
    """The sign as large as there is room (width and height) for all of it."""
    width, height = room
    tried = (_parts(composer.setter, sign, sizes, width, scale) for scale in _SCALES)
    parts = next((each for each in tried if _height(each) <= height), None)
    if parts is None:
        parts = _parts(composer.setter, sign, sizes, width, _SCALES[-1])
    return _SetSign(parts, width, composer.canvas.element("P", parent), not sign.name)


def _parts(
    setter: Typesetter, sign: Sign, sizes: _Sizes, width: float, scale: float
) -> Sequence[_Part]:
    muted = _style(sizes.line * scale, MUTED)
    if not sign.name:
        return [(setter.wrap(sign.asked, muted, width), muted)]
    name = fitting(setter, sign.name, [size * scale for size in sizes.names], width)
    return [name, *((setter.wrap(line, muted, width), muted) for line in sign.lines if line)]


def _height(parts: Sequence[_Part]) -> float:
    return sum(len(lines) * style.leading for lines, style in parts)


def _style(size: float, colour: str = "0 0 0", *, bold: bool = False) -> Style:
    return Style(size, round(size * _LEADING, 1), colour, bold)


def fitting(setter: Typesetter, name: str, sizes: Sequence[float], width: float) -> _Part:
    """A name in the largest of these sizes in which it fits on one line, or two parted at a blank.

    If there is none, in the largest in which it needs few lines and no word is divided, else in the
    last of them.
    """

    def fits(style: Style) -> bool:
        word, _ = setter.natural_widths(name, style)
        return word <= width and len(setter.wrap(name, style, width)) <= _MOST_LINES

    styles = [_style(size, bold=True) for size in sizes]
    for style in styles:
        for number, text in enumerate((name, _in_two(name)), start=1):
            lines = setter.wrap(text, style, width)
            if len(lines) <= number:
                return lines, style
    style = next(filter(fits, styles), styles[-1])
    return setter.wrap(name, style, width), style


def _in_two(name: str) -> str:
    """The name on two lines as even as its blanks allow, so that a double surname stays whole."""
    blanks = (place for place, letter in enumerate(name) if letter == " ")
    place = min(blanks, key=lambda place: abs(2 * place - len(name)), default=None)
    return name if place is None else f"{name[:place]}\n{name[place + 1 :]}"
