"""What is asked before a team or a person is erased for good, and what is told afterwards."""

from coachdesk.features.notes import store as notes
from coachdesk.features.overview import erasing
from coachdesk.features.teams import store
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current
from coachdesk.ui.notices import Choice, Question


def ask_to_erase_team(context: Context, rid: int) -> None:
    """Ask, then erase a team so that nothing of it remains in the data."""
    team = store.team(context.ws.read, rid)
    if team is None:
        return
    own = len(notes.rids_of_team(context.ws.read, rid, shared=False))

    def answered(key: str) -> None:
        if key == "erase":
            context.drafts.flush_all()
            erasing.erase_team(context.ws, rid, current())
            context.notices.info(msg("overview", "Team erased"))

    question = msg("overview", "Erase the team “{name}” for good?", name=team.name)
    context.notices.ask(_question(question, _about_team(own)), answered)


def ask_to_erase_person(context: Context, rid: int) -> None:
    """Ask, then erase a member; tell where the name still stands."""
    member = store.member(context.ws.read, rid)
    if member is None:
        return
    name = member.name

    def answered(key: str) -> None:
        if key == "erase":
            context.drafts.flush_all()
            _tell_erased(context, name, erasing.erase_person(context.ws, rid))

    question = msg("overview", "Erase “{name}” for good?", name=name)
    detail = msg(
        "overview",
        "Contact details, attendance and their history disappear, and earlier changes can no "
        "longer be undone. Tasks stay, without the person. The texts of notes and tasks stay as "
        "they are. Backups made before still hold everything until they are replaced.",
    )
    context.notices.ask(_question(question, detail), answered)


def _question(text: Message, detail: Message) -> Question:
    choices = (
        Choice("keep", msg("overview", "Keep")),
        Choice("erase", msg("overview", "Erase for good")),
    )
    return Question(text, choices, safe="keep", detail=detail, danger="erase")


def _about_team(own_notes: int) -> Message:
    if not own_notes:
        return msg(
            "overview",
            "Its members, checklists, tasks and their history disappear, and earlier changes can "
            "no longer be undone. Notes shared with other teams stay. Backups made before still "
            "hold everything until they are replaced.",
        )
    return plural(
        "overview",
        "Its members, checklists, tasks and their history disappear, with {count} note that is "
        "about this team only, and earlier changes can no longer be undone. Notes shared with "
        "other teams stay. Backups made before still hold everything until they are replaced.",
        "Its members, checklists, tasks and their history disappear, with {count} notes that are "
        "about this team only, and earlier changes can no longer be undone. Notes shared with "
        "other teams stay. Backups made before still hold everything until they are replaced.",
        own_notes,
    )


def _tell_erased(context: Context, name: str, mentions: int) -> None:
    if not mentions:
        context.notices.info(msg("overview", "Person erased. The whole name stands nowhere else."))
        return
    told = plural(
        "overview",
        "Person erased. The whole name still stands in {count} place; the search finds it.",
        "Person erased. The whole name still stands in {count} places; the search finds them.",
        mentions,
    )
    search = msg("overview", "Search for the name")
    context.notices.offer(told, search, lambda: context.search(name))
