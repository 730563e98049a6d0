import io

import pytest
from PIL import Image

from coachdesk.features.notes import picture_store, pictures, service
from coachdesk.kernel.database import value
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.workspace import Workspace
from tests.features.notes.home import two_teams


def photo(width: int, height: int, *, form: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, form, **options)
    return out.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


def kept_bytes(ws: Workspace) -> int:
    return int(value(ws.read, "SELECT count(*) FROM _picture_bytes"))


def test_a_large_photo_is_scaled_down_and_a_small_one_is_not() -> None:
    large = pictures.prepare(photo(4000, 3000))
    assert (large.width, large.height) == (2400, 1800)
    assert opened(large.jpeg).size == (2400, 1800)
    small = pictures.prepare(photo(40, 30, form="PNG"))
    assert (small.width, small.height) == (40, 30)
    assert opened(small.jpeg).format == "JPEG"


def test_a_photo_is_turned_upright_and_tells_no_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif.get_ifd(0x8825)[1] = "N"
    prepared = pictures.prepare(photo(400, 300, exif=exif))
    assert (prepared.width, prepared.height) == (300, 400)
    assert dict(opened(prepared.jpeg).getexif()) == {}


def test_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(out, "PNG")
    assert opened(pictures.prepare(out.getvalue()).jpeg).getpixel((10, 10)) == (255, 255, 255)


def test_sixty_megapixels_are_taken() -> None:
    prepared = pictures.prepare(photo(10_000, 6_000))
    assert (prepared.width, prepared.height) == (2400, 1440)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a picture"),
        (b"%PDF-1.7 hello", "not a picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (photo(300, 300, form="PNG")[:200], "damaged|not a picture"),
        (photo(12_000, 9_000, form="PNG"), "108 million"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        pictures.prepare(data)


def test_pictures_of_a_meeting(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward])
    first = service.add_picture(ws, rid, photo(40, 30), " Fläppitaulu ")
    second = service.add_picture(ws, rid, photo(50, 30))
    service.set_caption(ws, second, "Toinen")
    shown = picture_store.pictures(ws.read, rid)
    assert [(one.rid, one.caption, one.width) for one in shown] == [
        (first, "Fläppitaulu", 40),
        (second, "Toinen", 50),
    ]
    assert opened(picture_store.picture_bytes(ws.read, shown[0].sha256)).size == (40, 30)


def test_bytes_stay_while_undo_may_need_them_and_go_afterwards(ws: Workspace) -> None:
    rid = service.create(ws, [])
    picture = service.add_picture(ws, rid, photo(40, 30))
    service.remove_picture(ws, picture)
    assert service.purge_pictures(ws) == 0
    ws.undo()
    (shown,) = picture_store.pictures(ws.read, rid)
    assert picture_store.picture_bytes(ws.read, shown.sha256)
    service.erase(ws, rid)
    assert kept_bytes(ws) == 0


def test_the_same_picture_in_two_notes_is_kept_once_and_survives_one(ws: Workspace) -> None:
    one, other = service.create(ws, []), service.create(ws, [])
    service.add_picture(ws, one, photo(40, 30))
    service.add_picture(ws, other, photo(40, 30))
    assert kept_bytes(ws) == 1
    service.erase(ws, one)
    (shown,) = picture_store.pictures(ws.read, other)
    assert picture_store.picture_bytes(ws.read, shown.sha256)


def test_a_purge_leaves_nothing_to_undo(ws: Workspace) -> None:
    service.create(ws, [])
    label = ws.undo_label()
    service.purge_pictures(ws)
    assert ws.undo_label() == label
