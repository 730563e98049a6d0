"""What is done with notes from several places: the page, a team's tab, the window's New note."""

from coachdesk.features.notes import service, store
from coachdesk.kernel.text import msg, plural
from coachdesk.ui.context import Context, Target
from coachdesk.ui.notices import Choice, Question

MEETING = "meeting"


def target_of(rid: int, line: str = "") -> Target:
    """The place of a note; with `line`, of a line in it."""
    return Target("notes", MEETING, rid, {"line": line} if line else {})


def start_note(context: Context, team_rid: int | None, body: str = "") -> int:
    """Begin a note of today for a team (or none) and go there; its rid."""
    teams = [] if team_rid is None else [team_rid]
    rid = service.create(context.ws, teams, body=body)
    context.navigate(Target("notes", MEETING, rid, {} if body else {"new": "1"}))
    return rid


def delete_note(context: Context, rid: int) -> None:
    """Delete a note and say so, with the way back."""
    meeting = store.meeting(context.ws.read, rid)
    if meeting is None:
        return
    tasks = len(store.tasks(context.ws.read, meeting.uuid))
    service.delete(context.ws, rid)
    if tasks:
        told = plural(
            "notes", "Note deleted, with {count} task", "Note deleted, with {count} tasks", tasks
        )
    else:
        told = msg("notes", "Note deleted")
    context.tell_done(told)


def ask_to_erase(context: Context, rid: int) -> None:
    """Ask, then delete a note so that nothing of it remains in the data."""
    question = Question(
        msg("notes", "Erase this note for good?"),
        (
            Choice("keep", msg("notes", "Keep it")),
            Choice("erase", msg("notes", "Erase for good")),
        ),
        safe="keep",
        detail=msg(
            "notes",
            "Its text, tasks, pictures and history disappear, and earlier changes can no longer be "
            "undone. Backups made before still hold it until they are replaced.",
        ),
        danger="erase",
    )

    def answered(key: str) -> None:
        if key == "erase":
            service.erase(context.ws, rid)
            context.notices.info(msg("notes", "Note erased"))

    context.notices.ask(question, answered)
