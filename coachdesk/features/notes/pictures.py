"""Pictures of a meeting: checked, turned upright, scaled down and stripped before they are kept.

`prepare` takes long for a large photo and touches no data, so it runs in a job.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 2400
"""Pixels; enough for a flip chart to be read on paper."""
QUALITY = 85
MOST_PIXELS = 100_000_000
MOST_BYTES = 100_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A JPEG without metadata, ready to be kept. Sizes are pixels."""

    jpeg: bytes
    sha256: str
    width: int
    height: int


def prepare(data: bytes) -> PreparedPicture:
    """Make a picture fit to be kept: upright, at most `LONGEST_SIDE`, no place or time in it.

    Raises `UserError` that says what is wrong: not a picture, damaged, too large, HEIC.
    """
    if len(data) > MOST_BYTES:
        raise UserError(
            msg(
                "notes", "The file is larger than 100 MB. Save the picture in a smaller size first."
            )
        )
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise UserError(
            msg(
                "notes",
                "Pictures in the HEIC or AVIF format cannot be read here. Save the picture as JPEG "
                "first, or choose “Most compatible” in the camera settings of the phone.",
            )
        )
    import hashlib

    upright = _upright(data)
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=QUALITY, optimize=True)
    jpeg = out.getvalue()
    return PreparedPicture(jpeg, hashlib.sha256(jpeg).hexdigest(), upright.width, upright.height)


def _upright(data: bytes) -> "Image.Image":
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the check below refuses in words; Pillow would warn and crash
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise UserError(
                    msg(
                        "notes",
                        "The picture has {count} million pixels; 100 million is the most that can "
                        "be read. Save it in a smaller size first.",
                        count=image.width * image.height // 1_000_000,
                    )
                )
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
            turned = ImageOps.exif_transpose(image)
            return _on_white(turned)
    except UnidentifiedImageError:
        raise UserError(
            msg("notes", "This is not a picture that can be read. Choose a JPEG or PNG file.")
        ) from None
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError):
        raise UserError(
            msg("notes", "The picture is damaged and cannot be read. Try to save it again.")
        ) from None


def _on_white(image: "Image.Image") -> "Image.Image":
    from PIL import Image

    if not image.has_transparency_data:
        return image.convert("RGB")
    page = Image.new("RGB", image.size, "white")
    opaque = image.convert("RGBA")
    page.paste(opaque, mask=opaque.getchannel("A"))
    return page
