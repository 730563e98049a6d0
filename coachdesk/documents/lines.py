"""Texts broken into lines of a width, and lines written on the canvas."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from coachdesk.documents.blocks import Span, Text
from coachdesk.documents.fonts import Run, clusters, face, in_visual_order, runs
from coachdesk.documents.tagging import Element, TaggedCanvas, printable, text_string

BLACK = "0.1 0.13 0.14"
MUTED = "0.29 0.35 0.36"
PETROL = "0.043 0.365 0.4"
SOFT_HYPHEN = "\u00ad"
BOX = "☐"
TICK_SIGNS = {True: "☑", False: BOX, None: "–"}
"""Done, to be done, does not apply."""
_ROUNDING = 0.01

NEW_LINE = re.compile("\r\n|[\r\n\u2028\u2029]")
# A compound may be divided after its own hyphen or slash.
_SEAM = re.compile(r"(?<=[^\W\d][-/–])(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks; sizes are in points, colours PDF source."""

    size: float
    leading: float
    colour: str = BLACK
    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class Fragment:
    """A piece of a line in one face and colour, with its width in points."""

    run: Run
    colour: str
    width: float


@dataclass(slots=True)
class Line:
    """Fragments that stand side by side."""

    fragments: list[Fragment] = field(default_factory=list)
    width: float = 0.0


@dataclass(slots=True)
class _Word:
    fragments: list[Fragment] = field(default_factory=list)
    width: float = 0.0
    after_space: bool = True

    def add(self, fragment: Fragment) -> None:
        self.fragments.append(fragment)
        self.width += fragment.width


OnBox = Callable[[Element, float, float, float], None]
"""Told where an empty box was written: its element, the left end of its baseline, its width."""


def plain_text(text: Text) -> str:
    """A text without its looks."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


class Typesetter:
    """Measures and breaks texts.

    It remembers the widths of words, so keep it no longer than the file that it is made for:
    words are confidential.
    """

    def __init__(self) -> None:
        self._ems: dict[tuple[str, str], float] = {}

    def width(self, run: Run, size: float) -> float:
        """The width of a run in points."""
        key = run.face.name, run.text
        ems = self._ems.get(key)
        if ems is None:
            ems = self._ems[key] = sum(map(run.face.widths.__getitem__, map(ord, run.text))) / 1000
        return ems * size

    def natural_widths(self, text: Text, style: Style) -> tuple[float, float]:
        """The widths in points of the longest word and of the longest line, unbroken."""
        longest_word = longest_line = 0.0
        space = self.width(Run(face(), " "), style.size)
        for words in self._paragraphs(text, style):
            longest_word = max([longest_word, *(word.width for word in words)])
            line = sum(word.width + space * word.after_space for word in words)
            longest_line = max(longest_line, line)
        return longest_word, longest_line

    def wrap(self, text: Text, style: Style, width: float) -> list[Line]:
        """The lines of a text; each is at most `width` points wide, no character is lost."""
        lines: list[Line] = []
        for words in self._paragraphs(text, style):
            lines += self._fill(words, style, width)
        return lines

    def _paragraphs(self, text: Text, style: Style) -> Iterator[list[_Word]]:
        spans = (Span(text),) if isinstance(text, str) else text
        words = [_Word()]
        for span in spans:
            for number, part in enumerate(NEW_LINE.split(printable(span.text))):
                if number:
                    yield [word for word in words if word.fragments]
                    words = [_Word()]
                self._add_words(words, part.replace("\t", " "), span, style)
        yield [word for word in words if word.fragments]

    def _add_words(self, words: list[_Word], text: str, span: Span, style: Style) -> None:
        colour = MUTED if span.muted else style.colour
        bold, italic = span.bold or style.bold, span.italic or style.italic
        for run in runs(text, bold=bold, italic=italic):
            if run.actual:
                words[-1].add(Fragment(run, colour, self.width(run, style.size)))
                continue
            for number, word in enumerate(run.text.split(" ")):
                if number:
                    words.append(_Word())
                for seam, part in enumerate(_SEAM.split(word)):
                    if seam:
                        words.append(_Word(after_space=False))
                    if part:
                        piece = Run(run.face, part)
                        words[-1].add(Fragment(piece, colour, self.width(piece, style.size)))

    def _fill(self, words: list[_Word], style: Style, width: float) -> Iterator[Line]:
        line = Line()
        for word in words:
            space = word.after_space and line.fragments
            gap = self._space(line, style.size) if space else 0.0
            if line.width + gap + word.width <= width + _ROUNDING:
                self._append(line, word.fragments, style.size, spaced=bool(space))
                continue
            if line.fragments:
                yield self._end(line, style.size, spaced=word.after_space)
            pieces = self._pieces(word, style.size, width)
            for piece in pieces[:-1]:
                yield self._end(piece, style.size, spaced=False)
            line = pieces[-1]
        yield self._end(line, style.size, spaced=False)

    def _space(self, line: Line, size: float) -> float:
        return self.width(Run(line.fragments[-1].run.face, " "), size)

    def _append(
        self, line: Line, fragments: Sequence[Fragment], size: float, *, spaced: bool
    ) -> None:
        if spaced:
            self._add_space(line, size)
        for fragment in fragments:
            last = line.fragments[-1] if line.fragments else None
            if last and _alike(last, fragment):
                last.run = last.run.joined(fragment.run)
                last.width += fragment.width
            else:
                line.fragments.append(Fragment(fragment.run, fragment.colour, fragment.width))
            line.width += fragment.width

    def _add_space(self, line: Line, size: float) -> None:
        last = line.fragments[-1]
        face_ = face() if last.run.actual else last.run.face
        space = Run(face_, " ")
        self._append(
            line, [Fragment(space, last.colour, self.width(space, size))], size, spaced=False
        )

    def _end(self, line: Line, size: float, *, spaced: bool) -> Line:
        """The line as it is drawn; a blank at its end parts its last word from the next line's."""
        if spaced and line.fragments:
            width = line.width
            self._add_space(line, size)
            line.width = width
        for fragment in line.fragments:
            fragment.run = in_visual_order(fragment.run)
        return line

    def _pieces(self, word: _Word, size: float, width: float) -> list[Line]:
        """A word as lines, divided between letters only if it is wider than a line."""
        line = Line()
        if word.width <= width + _ROUNDING:
            self._append(line, word.fragments, size, spaced=False)
            return [line]
        lines = [line]
        hyphen = self.width(Run(face(), SOFT_HYPHEN), size)
        for fragment in word.fragments:
            for part in clusters(fragment.run):
                fragment_part = Fragment(part, fragment.colour, self.width(part, size))
                if line.fragments and line.width + fragment_part.width + hyphen > width:
                    self._hyphenate(line, part, size)
                    line = Line()
                    lines.append(line)
                self._append(line, [fragment_part], size, spaced=False)
        return lines

    def _hyphenate(self, line: Line, following: Run, size: float) -> None:
        last = line.fragments[-1]
        before = last.run.text[-1]
        if (
            before.isalpha()
            and following.text[0].isalpha()
            and SOFT_HYPHEN in last.run.face.characters
        ):
            hyphen = Run(last.run.face, SOFT_HYPHEN)
            self._append(
                line, [Fragment(hyphen, last.colour, self.width(hyphen, size))], size, spaced=False
            )


def _alike(left: Fragment, right: Fragment) -> bool:
    return (
        left.run.face is right.run.face
        and left.colour == right.colour
        and bool(left.run.actual) == bool(right.run.actual)
    )


def write_lines(
    canvas: TaggedCanvas,
    lines: Sequence[Line],
    style: Style,
    x: Sequence[float],
    baseline: float,
    *,
    element: Element | None = None,
    on_box: OnBox | None = None,
) -> None:
    """Write lines below each other, each from its own x; `baseline` is that of the first.

    They become content of the element. Without one they belong to the artifact around them. Empty
    boxes that are told to `on_box` are decoration: what is put over them is the content.
    """
    writer = _Writer(canvas, style, element, on_box=on_box)
    writer.write_all(lines, x, baseline)
    canvas.addLiteral(writer.source())


def lines_source(
    canvas: TaggedCanvas, lines: Sequence[Line], style: Style, x: Sequence[float], baseline: float
) -> str:
    """The PDF source of lines that are not on the page itself."""
    writer = _Writer(canvas, style, None)
    writer.write_all(lines, x, baseline)
    return writer.source()


def write_upright(
    canvas: TaggedCanvas,
    lines: Sequence[Line],
    style: Style,
    x: Sequence[float],
    bottom: float,
    *,
    element: Element | None = None,
) -> None:
    """Write lines that run upwards from `bottom`, side by side; otherwise as `write_lines`."""
    writer = _Writer(canvas, style, element, is_upright=True)
    for line, baseline in zip(lines, x, strict=True):
        writer.write(line, baseline, bottom)
    canvas.addLiteral(writer.source())


class _Writer:
    """Writes the operators of text: font and colour only where they change."""

    def __init__(
        self,
        canvas: TaggedCanvas,
        style: Style,
        element: Element | None,
        *,
        is_upright: bool = False,
        on_box: OnBox | None = None,
    ) -> None:
        self._is_upright = is_upright
        self._on_box = on_box
        self._canvas = canvas
        self._style = style
        self._element = element
        self._font = ""
        self._colour = ""
        self._source = [canvas.mark(element), "BT"] if element else ["BT"]

    def write_all(self, lines: Sequence[Line], x: Sequence[float], baseline: float) -> None:
        for number, line in enumerate(lines):
            self.write(line, x[number], baseline - number * self._style.leading)

    def write(self, line: Line, x: float, y: float) -> None:
        self._move(x, y)
        for fragment in self._parts(line):
            if fragment.run.actual and self._element:
                self._write_span(fragment, self._element, x, y)
            elif fragment.run.text == BOX and self._element and self._on_box:
                self._write_box(fragment, self._element, self._on_box, x, y)
            else:
                self._show(fragment)
            x, y = self._after(fragment, x, y)

    def _parts(self, line: Line) -> Iterator[Fragment]:
        """The fragments of a line; boxes that are told stand alone."""
        for fragment in line.fragments:
            if self._on_box is None or BOX not in fragment.run.text:
                yield fragment
                continue
            widths = fragment.run.face.widths
            for text in filter(None, re.split(f"({BOX})", fragment.run.text)):
                width = sum(widths[ord(letter)] for letter in text) * self._style.size / 1000
                yield Fragment(Run(fragment.run.face, text), fragment.colour, width)

    def _after(self, fragment: Fragment, x: float, y: float) -> tuple[float, float]:
        return (x, y + fragment.width) if self._is_upright else (x + fragment.width, y)

    def _write_span(self, fragment: Fragment, element: Element, x: float, y: float) -> None:
        """What is not drawn as it reads: an element of its own, which says the true characters.

        Readers of the structure take them from there, readers of the page from the mark; but
        those turn right-to-left scripts themselves, and would turn an actual text once too often.
        """
        actual = f"/ActualText{text_string(fragment.run.actual)}"
        span = self._canvas.element("Span", element, actual)
        on_page = "" if fragment.run.is_turned else actual
        self._source += ["ET EMC", self._canvas.mark(span, on_page), "BT"]
        self._move(x, y)
        self._show(fragment)
        self._source += ["ET EMC", self._canvas.mark(element), "BT"]
        self._move(*self._after(fragment, x, y))

    def _write_box(
        self, fragment: Fragment, element: Element, on_box: OnBox, x: float, y: float
    ) -> None:
        self._source += ["ET EMC", "/Artifact BMC", "BT"]
        self._move(x, y)
        self._show(fragment)
        on_box(element, x, y, fragment.width)  # before what follows it: this is the reading order
        self._source += ["ET EMC", self._canvas.mark(element), "BT"]
        self._move(*self._after(fragment, x, y))

    def _move(self, x: float, y: float) -> None:
        turn = "0 1 -1 0" if self._is_upright else "1 0 0 1"
        self._source.append(f"{turn} {x:.2f} {y:.2f} Tm")

    def _show(self, fragment: Fragment) -> None:
        if fragment.colour != self._colour:
            self._colour = fragment.colour
            self._source.append(f"{fragment.colour} rg")
        for font, code in self._canvas.encode(fragment.run):
            if font != self._font:
                self._font = font
                self._source.append(f"{font} {self._style.size:g} Tf")
            self._source.append(f"<{code.hex()}>Tj")

    def source(self) -> str:
        return " ".join([*self._source, "ET EMC" if self._element else "ET"])
