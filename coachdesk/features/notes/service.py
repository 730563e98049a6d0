"""What the coach does with meetings and their notes: each verb is one undo step.

Verbs raise `UserError` for what cannot be used and `EnvironmentProblem` when it cannot be saved.
"""

import datetime as dt
from collections.abc import Sequence

from coachdesk.features.notes import picture_store, pictures, store, store_writes
from coachdesk.features.notes.model import KINDS, PRESENCE, Meeting, NoteVersion
from coachdesk.features.notes.pictures import PreparedPicture
from coachdesk.kernel.database import update
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line, clean_text
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

TITLE_LIMIT = 200
NAME_LIMIT = 120


def create(
    ws: Workspace,
    team_rids: Sequence[int],
    *,
    held_on: dt.date | None = None,
    kind: str = "visit",
    title: str = "",
    body: str = "",
    language: str = "fi",
) -> int:
    """A new meeting, today unless told otherwise; its rid. `language` is for dates in `body`."""
    _check_kind(kind)
    title, body = clean_line(title, TITLE_LIMIT), clean_text(body)
    with ws.change(msg("notes", "New note")) as db:
        values = {
            "held_on": (held_on or ws.clock.today()).isoformat(),
            "kind": kind,
            "title": title,
            "created_at": ws.clock.stamp(),
        }
        rid = store_writes.add_meeting(db, values, team_rids)
        store_writes.write_body(db, rid, body, ws.clock.now(), language)
    return rid


def save_body(ws: Workspace, rid: int, body: str, language: str) -> None:
    """Store the text as it is being typed, with its tasks, decisions and tags.

    Successive calls for one note are one undo step.
    """
    body = clean_text(body)
    with ws.change(msg("notes", "Write a note"), merge_key=f"meeting.body:{rid}") as db:
        store_writes.write_body(db, rid, body, ws.clock.now(), language)


def restore(ws: Workspace, rid: int, body: str, language: str) -> None:
    """Bring back an earlier text; the present one stays in the history."""
    with ws.change(msg("notes", "Restore an earlier note")) as db:
        store_writes.write_body(db, rid, clean_text(body), ws.clock.now(), language)


def rename(ws: Workspace, rid: int, title: str) -> None:
    """Give a meeting a title; an empty one takes it away."""
    title = clean_line(title, TITLE_LIMIT)
    with ws.change(msg("notes", "Title of a note"), merge_key=f"meeting.title:{rid}") as db:
        update(db, "meeting", rid, {"title": title})


def set_day(ws: Workspace, rid: int, held_on: dt.date) -> None:
    """Move a meeting to another day."""
    with ws.change(msg("notes", "Date of a meeting")) as db:
        store_writes.set_day(db, rid, held_on)


def set_kind(ws: Workspace, rid: int, kind: str) -> None:
    """Change the kind of a meeting (a key of `model.KINDS`)."""
    _check_kind(kind)
    with ws.change(msg("notes", "Kind of a meeting")) as db:
        update(db, "meeting", rid, {"kind": kind})


def set_teams(ws: Workspace, rid: int, team_rids: Sequence[int], language: str = "fi") -> None:
    """Make these the teams of a meeting; its tasks and the names in them follow.

    `language` is the one in which dates in the note are read.
    """
    with ws.change(msg("notes", "Teams of a meeting")) as db:
        store_writes.set_teams(db, rid, team_rids, ws.clock.now(), language)


def delete(ws: Workspace, rid: int) -> None:
    """Delete a meeting, its note and the tasks written in it; undo brings all back."""
    with ws.change(msg("notes", "Delete a note")) as db:
        store_writes.remove(db, rid)


def erase(ws: Workspace, rid: int) -> None:
    """Delete a meeting for good, with its tasks, pictures and history; there is no undo."""
    ws.erase(store.with_tasks(ws.read, [rid]))
    purge_pictures(ws)
    ws.checkpoint()


# -- who was there ------------------------------------------------------------------------------


def set_presence(ws: Workspace, rid: int, member_rid: int, state: str = "present") -> None:
    """Note whether a member was there (a key of `model.PRESENCE`); "" takes the note away."""
    if state and state not in PRESENCE:
        raise ValueError(state)
    with ws.change(msg("notes", "Attendance")) as db:
        store_writes.set_presence(db, rid, member_rid, state)


def add_guest(ws: Workspace, rid: int, name: str) -> int:
    """Note someone from outside the teams as present; the rid in the attendance."""
    name = clean_line(name, NAME_LIMIT)
    if not name:
        raise UserError(msg("notes", "Type the name of the guest."))
    with ws.change(msg("notes", "Attendance")) as db:
        return store_writes.add_guest(db, rid, name)


def set_times(
    ws: Workspace,
    attendance_rid: int,
    came_at: dt.time | None = None,
    left_at: dt.time | None = None,
) -> None:
    """Note when someone came late and left early, by the clock on the wall (None: neither).

    The state follows: late with a time of coming, else left early with one of leaving.
    """
    with ws.change(msg("notes", "Attendance")) as db:
        store_writes.set_times(db, attendance_rid, came_at, left_at)


def set_stand_in(ws: Workspace, attendance_rid: int, member_rid: int | None) -> None:
    """Note in whose place (a member who is away) someone came; nobody's with None."""
    with ws.change(msg("notes", "Attendance")) as db:
        store_writes.set_stand_in(db, attendance_rid, member_rid)


def remove_attendee(ws: Workspace, attendance_rid: int) -> None:
    """Take someone out of the attendance."""
    with ws.change(msg("notes", "Attendance")) as db:
        store_writes.remove_attendee(db, attendance_rid)


# -- pictures -----------------------------------------------------------------------------------


def add_picture(ws: Workspace, rid: int, data: bytes, caption: str = "") -> int:
    """Keep a picture with a meeting; its rid. The window prepares large ones in a job."""
    return add_prepared(ws, rid, pictures.prepare(data), caption)


def add_prepared(ws: Workspace, rid: int, prepared: PreparedPicture, caption: str = "") -> int:
    """Keep a picture that `pictures.prepare` made; its rid."""
    caption = clean_line(caption)
    with ws.change(msg("notes", "Add a picture")) as db:
        return picture_store.add(db, rid, prepared, caption)


def set_caption(ws: Workspace, picture_rid: int, caption: str) -> None:
    """Change the words under a picture."""
    caption = clean_line(caption)
    with ws.change(
        msg("notes", "Caption of a picture"), merge_key=f"picture.caption:{picture_rid}"
    ) as db:
        picture_store.set_caption(db, picture_rid, caption)


def remove_picture(ws: Workspace, picture_rid: int) -> None:
    """Take a picture out of a meeting; undo brings it back."""
    with ws.change(msg("notes", "Remove a picture")) as db:
        picture_store.remove(db, picture_rid)


def purge_pictures(ws: Workspace) -> int:
    """Delete the bytes of pictures that nothing can show or bring back; their number."""
    with ws.change(msg("notes", "Tidy up pictures")) as db:
        return picture_store.purge_bytes(db)


# -- history ------------------------------------------------------------------------------------


def versions(ws: Workspace, meeting: Meeting) -> list[NoteVersion]:
    """The texts that a note has had, newest first, the present one among them."""
    found = []
    for version in ws.history("meeting", meeting.uuid):
        if version.after is None:
            continue
        body = str(version.after["body"])
        previous = str(version.before["body"]) if version.before else ""
        if body != previous:
            at = dt.datetime.fromisoformat(version.at)
            found.append(NoteVersion(at, body, previous))
    return found


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(kind)
