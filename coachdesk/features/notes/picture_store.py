"""The SQL of pictures. Their bytes lie outside the journal, under the hash of the bytes."""

from collections.abc import Mapping
from typing import Any

from coachdesk.features.notes.model import Picture
from coachdesk.features.notes.pictures import PreparedPicture
from coachdesk.kernel.database import Database, delete, insert, row, rows, update, value


def pictures(db: Database, meeting_rid: int) -> list[Picture]:
    """The pictures of a meeting in their order."""
    found = rows(
        db, "SELECT * FROM picture WHERE meeting_rid = ? ORDER BY position, rid", (meeting_rid,)
    )
    return [_picture(one) for one in found]


def picture(db: Database, rid: int) -> Picture | None:
    """One picture, or None."""
    found = row(db, "SELECT * FROM picture WHERE rid = ?", (rid,))
    return _picture(found) if found else None


def _picture(found: Mapping[str, Any]) -> Picture:
    names = ("rid", "meeting_rid", "sha256", "caption", "width", "height")
    return Picture(**{name: found[name] for name in names})


def picture_bytes(db: Database, sha256: str) -> bytes:
    """The JPEG of a picture; `KeyError` if there is none."""
    found = value(db, "SELECT bytes FROM _picture_bytes WHERE sha256 = ?", (sha256,))
    if found is None:
        raise KeyError(sha256)
    return bytes(found)


def add(db: Database, meeting_rid: int, prepared: PreparedPicture, caption: str) -> int:
    """Put a picture behind the others of a meeting; its rid."""
    db.execute(
        "INSERT INTO _picture_bytes(sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (prepared.sha256, prepared.jpeg),
    )
    return _place(db, meeting_rid, prepared, caption)


def add_again(db: Database, meeting_rid: int, picture: Picture, caption: str) -> int:
    """Put a picture that is kept already with another meeting, too; its rid there."""
    return _place(db, meeting_rid, picture, caption)


def _place(db: Database, meeting_rid: int, picture: PreparedPicture | Picture, caption: str) -> int:
    last = value(db, "SELECT max(position) FROM picture WHERE meeting_rid = ?", (meeting_rid,))
    return insert(
        db,
        "picture",
        {
            "meeting_rid": meeting_rid,
            "sha256": picture.sha256,
            "caption": caption,
            "width": picture.width,
            "height": picture.height,
            "position": 0 if last is None else last + 1,
        },
    )


def set_caption(db: Database, rid: int, caption: str) -> None:
    """Change the words under a picture."""
    update(db, "picture", rid, {"caption": caption})


def remove(db: Database, rid: int) -> None:
    """Take a picture out; its bytes stay as long as undo may need them."""
    delete(db, "picture", rid)


def purge_bytes(db: Database) -> int:
    """Delete the bytes that no picture has and no undo or redo can bring back; their number."""
    cursor = db.execute("""
        DELETE FROM _picture_bytes WHERE sha256 NOT IN (SELECT sha256 FROM picture)
        AND sha256 NOT IN (
            SELECT coalesce(j.before ->> 'sha256', j.after ->> 'sha256') FROM change c
            JOIN journal j ON j.change_rid = c.rid
            WHERE c.state <> 'kept' AND j.table_name = 'picture'
            AND coalesce(j.before, j.after) IS NOT NULL)""")
    return int(cursor.rowcount)
