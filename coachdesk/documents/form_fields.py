"""Fields that are filled in on a computer: room to write and boxes to tick, tagged and labelled.

What is known stands in a field as its value, drawn as it would be on paper. What is typed is drawn
by the reader's program with a font that has one byte for each letter of western languages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfdoc

from coachdesk.documents.blocks import Text
from coachdesk.documents.fonts import face
from coachdesk.documents.lines import BLACK, BOX, Line, Style, lines_source, plain_text
from coachdesk.documents.tagging import Element, TaggedCanvas, text_string
from coachdesk.kernel.paths import resource

_FONT = "NotoSansForms"
_FIRST, _LAST = 32, 255
_PRINTED = "/F 4"
_SEVERAL_LINES = "/Ff 4096"
_NON_SYMBOLIC = 32
_MARGIN = 1.2
"""Points between a field and the lines around it."""
_LEAST_OF_SEVERAL = 2.5
"""A field that is higher, counted in lines of text, takes several of them."""
_TICK = ((0.22, 0.5), (0.43, 0.27), (0.8, 0.78))
"""A tick's corners, as parts of its box."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is on the page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def inside(self, margin: float) -> "Place":
        """The same place without a margin on all sides."""
        return Place(
            self.left + margin, self.bottom + margin, self.right - margin, self.top - margin
        )


@dataclass(frozen=True, slots=True)
class TextField:
    """Room to write between two edges, with what is asked and what is known."""

    label: str
    left: float
    right: float
    value: str = ""

    def draw(
        self,
        canvas: TaggedCanvas,
        element: Element,
        place: Place,
        *,
        style: Style,
        lines: Sequence[Line],
        start: tuple[float, float],
    ) -> None:
        """Put it on the page; its value stands there in lines, the first from `start` on."""
        room = place.inside(_MARGIN)
        x, baseline = start[0] - room.left, start[1] - room.bottom
        text = lines_source(canvas, lines, style, [x] * len(lines), baseline)
        drawn = f"/Tx BMC q 0 0 {room.width:.2f} {room.height:.2f} re W n {text} Q EMC"
        is_high = len(lines) > 1 or room.height > _LEAST_OF_SEVERAL * style.leading
        value = text_string(self.value)
        _add(
            canvas,
            element,
            room,
            f"/FT/Tx/TU{text_string(self.label)}/V{value}/DV{value}"
            f"{_SEVERAL_LINES if is_high else ''}/DA{_typed_in(style.size)}"
            f"/AP<</N {_appearance(canvas, room, drawn)}>>",
        )


@dataclass(frozen=True, slots=True)
class TickField:
    """A box to tick, with what it says."""

    label: str
    is_ticked: bool = False

    def draw(self, canvas: TaggedCanvas, element: Element, place: Place) -> None:
        """Put it over a box that is on the page."""
        (x1, y1), (x2, y2), (x3, y3) = ((x * place.width, y * place.height) for x, y in _TICK)
        stroke = (
            f"q {BLACK} RG {place.width / 8:.2f} w 1 J 1 j "
            f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l {x3:.2f} {y3:.2f} l S Q"
        )
        on, off = _appearance(canvas, place, stroke), _appearance(canvas, place, "q Q")
        state = "/Yes" if self.is_ticked else "/Off"
        _add(
            canvas,
            element,
            place,
            f"/FT/Btn/TU{text_string(self.label)}/V{state}/DV{state}/AS{state}"
            f"/AP<</N<</Yes {on}/Off {off}>>>>",
        )


def tick_fields(text: Text) -> list[TickField]:
    """Each box of a text with the words after it, and with what comes before the first one."""
    asked, *choices = (part.strip(" ·\u00a0\n") for part in plain_text(text).split(BOX))
    return [TickField(f"{asked} {choice}".strip()) for choice in choices]


def _add(canvas: TaggedCanvas, element: Element, place: Place, source: str) -> None:
    if not canvas.field_count:
        fonts = f"/DR<</Font<</{_FONT} {_typing_font(canvas)}>>>>"
        canvas.start_form(f"{fonts}/DA{_typed_in(0)}")
    name = text_string(f"{canvas.field_count + 1:04}")
    corners = f"{place.left:.2f} {place.bottom:.2f} {place.right:.2f} {place.top:.2f}"
    form = canvas.element("Form", element)
    canvas.add_field(form, f"/Subtype/Widget/T{name}/Rect[{corners}]{_PRINTED}{source}")


def _typed_in(size: float) -> str:
    return f"(/{_FONT} {size:g} Tf {BLACK} rg)"


def _appearance(canvas: TaggedCanvas, place: Place, drawn: str) -> str:
    """What a field looks like, as an object of its own; the PDF source that refers to it."""
    stream = pdfdoc.PDFStream(content=drawn)
    stream.dictionary["Type"] = pdfdoc.PDFName("XObject")
    stream.dictionary["Subtype"] = pdfdoc.PDFName("Form")
    stream.dictionary["BBox"] = pdfdoc.PDFArray(
        [0, 0, round(place.width, 2), round(place.height, 2)]
    )
    stream.dictionary["Resources"] = pdfdoc.PDFDictionary({"Font": canvas.fonts})
    return canvas.add(stream)


def _typing_font(canvas: TaggedCanvas) -> str:
    """The font of what is typed, whole, so that there is a letter for each key."""
    text_face = face()
    metrics = text_face.font.face
    data = resource("fonts", f"{_FONT}-Regular.ttf").read_bytes()
    file = pdfdoc.PDFStream(content=data)
    file.dictionary["Length1"] = len(data)
    box = " ".join(f"{edge:.0f}" for edge in metrics.bbox)
    descriptor = _Source(
        f"<</Type/FontDescriptor/FontName/{_FONT}/Flags {_NON_SYMBOLIC}/FontBBox[{box}]"
        f"/ItalicAngle 0/Ascent {metrics.ascent:.0f}/Descent {metrics.descent:.0f}"
        f"/CapHeight {metrics.capHeight:.0f}/StemV {metrics.stemV:.0f}"
        f"/FontFile2 {canvas.add(file)}>>"
    )
    widths = " ".join(f"{_width(text_face.widths, code):.0f}" for code in range(_FIRST, _LAST + 1))
    return canvas.add(
        _Source(
            f"<</Type/Font/Subtype/TrueType/BaseFont/{_FONT}/Encoding/WinAnsiEncoding"
            f"/FirstChar {_FIRST}/LastChar {_LAST}/Widths[{widths}]"
            f"/FontDescriptor {canvas.add(descriptor)}>>"
        )
    )


def _width(widths: dict[int, float], code: int) -> float:
    letter = bytes([code]).decode("cp1252", errors="ignore")
    return widths.get(ord(letter), 0) if letter else 0


class _Source(pdfdoc.PDFObject):
    """An object whose PDF source is known."""

    def __init__(self, source: str) -> None:
        self._source = source.encode("ascii")

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        del document
        return self._source
