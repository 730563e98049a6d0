"""Notes whose text could not be saved: kept aside, and put back when the data opens again."""

from coachdesk.kernel import rescue
from coachdesk.kernel.workspace import Workspace

_NAME = "meeting.body:"


def keep_aside(ws: Workspace, uuid: str, text: str) -> bool:
    """Keep the text of a note that could not be saved; tells whether that was possible."""
    return rescue.keep(ws.folder, ws.key, _NAME + uuid, text)


def is_saved(ws: Workspace, uuid: str) -> None:
    """The text of a note is in the data file again."""
    rescue.discard(ws.folder, ws.key, _NAME + uuid)


def bring_back(ws: Workspace, language: str) -> list[int]:
    """Put texts kept aside back into their notes; the rids of these notes.

    What a note holds now stays in its history. A text whose note is gone becomes a new note.
    """
    found = rescue.found(ws.folder, ws.key)
    if not found:
        return []
    from coachdesk.features.notes import service, store

    changed = []
    for kept in found:
        if not kept.name.startswith(_NAME):
            continue
        uuid = kept.name.removeprefix(_NAME)
        meeting = store.meeting_by_uuid(ws.read, uuid)
        if meeting is None:
            changed.append(service.create(ws, [], body=kept.text, language=language))
        elif meeting.body != kept.text:
            service.restore(ws, meeting.rid, kept.text, language)
            changed.append(meeting.rid)
        is_saved(ws, uuid)
    return changed
