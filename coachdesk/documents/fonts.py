"""The fonts that ship with the program, and which of them has a glyph for what.

ReportLab drops a character silently when the font has no glyph for it. Here each text is divided
into runs: Noto Sans where it can, DejaVu Sans and Noto Emoji for what it lacks, and a box that
carries the true characters (as the PDF's "actual text") for what none of them has.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from coachdesk.kernel.overriding import override
from coachdesk.kernel.paths import resource

_BOX = "□"
_BOX_FACE = "DejaVuSans-Regular"
_FILES = {
    (False, False): "NotoSans-Regular",
    (True, False): "NotoSans-Bold",
    (False, True): "NotoSans-Italic",
    (True, True): "NotoSans-BoldItalic",
}
_FALLBACKS = {
    False: ("DejaVuSans-Regular", "NotoEmoji-Regular"),
    True: ("DejaVuSans-Bold", "DejaVuSans-Regular", "NotoEmoji-Regular"),
}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINING = {"Mn", "Me", "Mc", "Cf", "Sk"}


@dataclass(frozen=True, slots=True)
class Face:
    """A font at hand: its characters and their widths in thousandths of the size."""

    font: TTFont
    name: str
    characters: frozenset[str]
    widths: dict[int, float]


@dataclass(slots=True)
class Run:
    """Text in one face. `actual` is what it stands for when that is not what is drawn.

    A run that `is_turned` is drawn in the reverse of its reading order.
    """

    face: Face
    text: str
    actual: str = ""
    is_turned: bool = False

    def joined(self, following: "Run") -> "Run":
        """This run and one of the same face after it, as one."""
        return Run(self.face, self.text + following.text, self.actual + following.actual)


class _ExtractableFont(TTFont):
    """A TrueType font whose text can be copied out again.

    ReportLab's own map says that the unused code 0 is U+0000 and writes characters beyond the
    basic plane with five digits; readers reject or misread both.
    """

    @override
    def addObjects(self, doc: PDFDocument) -> None:
        """Write the font to the document, each subset with a right map to Unicode."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        fonts: Any = doc.idToObject["BasicFonts"]
        internal = doc.fontMapping[self.fontName][1:]
        for number, subset in enumerate(subsets):
            stream: Any = doc.idToObject[fonts.dict[f"{internal}+{number}"].ToUnicode.name]
            stream.content = _unicode_map(subset)


def _unicode_map(subset: list[int]) -> str:
    pairs = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
        if character
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


_faces: dict[str, Face] = {}
_lock = threading.Lock()


def _load(file_name: str) -> Face:
    with _lock:
        if file_name not in _faces:
            path = resource("fonts", f"{file_name}.ttf")
            font = _ExtractableFont(f"CoachDesk-{file_name}", str(path), asciiReadable=False)
            pdfmetrics.registerFont(font)
            characters = frozenset(map(chr, font.face.charToGlyph))
            _faces[file_name] = Face(font, font.fontName, characters, font.face.charWidths)
        return _faces[file_name]


def face(*, bold: bool = False, italic: bool = False) -> Face:
    """The text face of a style, loaded at its first use."""
    return _load(_FILES[bold, italic])


def runs(text: str, *, bold: bool = False, italic: bool = False) -> Iterator[Run]:
    """Divide a text (one line) into runs of one face each; no character is lost."""
    main = face(bold=bold, italic=italic)
    if main.characters.issuperset(text):
        yield Run(main, text)
        return
    start = 0
    current: Face | None = main
    for index, character in enumerate(text):
        wanted = _face_for(character, current, main, bold=bold)
        if wanted is not current:
            yield from _run(current, text[start:index])
            start, current = index, wanted
    yield from _run(current, text[start:])


def _face_for(character: str, current: Face | None, main: Face, *, bold: bool) -> Face | None:
    joins = unicodedata.category(character) in _JOINING
    if joins and (current is None or character in current.characters):
        return current
    if character in main.characters:
        return main
    candidates = (_load(name) for name in _FALLBACKS[bold])
    return next((each for each in candidates if character in each.characters), None)


def _run(current: Face | None, text: str) -> Iterator[Run]:
    if not text:
        return
    if current is None:
        yield Run(_load(_BOX_FACE), _BOX * len(text), actual=text)
    else:
        yield Run(current, text)


def in_visual_order(run: Run) -> Run:
    """A run of a right-to-left script as it is drawn, from left to right; others unchanged.

    Marks stay behind their letters. Letters are not joined, as Arabic would want.
    """
    if run.actual or not _RIGHT_TO_LEFT.search(run.text):
        return run
    phrase = run.text.rstrip(" ")
    blanks = run.text[len(phrase) :]
    turned = "".join(part.text for part in reversed(list(clusters(Run(run.face, phrase)))))
    return Run(run.face, turned + blanks, actual=run.text, is_turned=True)


def clusters(run: Run) -> Iterator[Run]:
    """The letters of a run, each with the marks that follow it, as runs of their own."""
    if run.actual:
        for drawn, actual in zip(run.text, run.actual, strict=True):
            yield Run(run.face, drawn, actual)
        return
    start = 0
    for index in range(1, len(run.text) + 1):
        at_end = index == len(run.text)
        if at_end or unicodedata.category(run.text[index]) not in _JOINING:
            yield Run(run.face, run.text[start:index])
            start = index
