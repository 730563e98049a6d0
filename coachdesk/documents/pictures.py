"""How large a picture is on paper, and what is said of one that cannot be read."""

from io import BytesIO

from reportlab.lib.utils import ImageReader

from coachdesk.documents.blocks import Picture
from coachdesk.documents.frame import Sheet
from coachdesk.kernel.text import Message, msg

_DOTS_PER_INCH = 150
"""The least sharpness of a picture: a small one is not blown up."""
_MOST = 0.7
"""The part of a page's height that a picture takes at most."""


def size_on(sheet: Sheet, data: bytes) -> tuple[float, float] | None:
    """The width and height of a picture in points; None when it cannot be read."""
    pixels = _pixels(data)
    if pixels is None:
        return None
    width, height = (count * 72 / _DOTS_PER_INCH for count in pixels)
    scale = min(1.0, sheet.text_width / width, sheet.text_height * _MOST / height)
    return width * scale, height * scale


def unreadable(picture: Picture) -> Message:
    """What stands in the place of a picture that cannot be read."""
    name = picture.caption or picture.alternative
    return msg("print", "A picture could not be read and is left out: {name}", name=name)


def _pixels(data: bytes) -> tuple[int, int] | None:
    try:
        picture = ImageReader(BytesIO(data))
        width, height = picture.getSize()
        # A cut picture tells its size, but not its last pixels.
        picture.getRGBData()  # type: ignore[no-untyped-call]  # no stub
    except Exception:  # Pillow raises many kinds for bytes that are no picture
        return None
    return width, height
