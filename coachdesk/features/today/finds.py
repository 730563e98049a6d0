"""What the search box shows of teams, people, notes, tasks, decisions and tags, and where each is.

It stands here because it needs every feature that has something to be found.
"""

from collections.abc import Sequence

from coachdesk.features.checklists import search as checklists
from coachdesk.features.methods import search as methods
from coachdesk.features.notes import store as notes
from coachdesk.features.surveys import search as surveys
from coachdesk.features.teams import search as teams
from coachdesk.features.today import found_store
from coachdesk.features.workshop_day import store as days
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg
from coachdesk.ui.context import Target
from coachdesk.ui.search_provider import Found, HitKind, TagKind


def _teams(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    (source, _people) = teams.SOURCES
    return {
        entry.rid: Found(entry.title, entry.body, Target("teams", "team", entry.rid))
        for entry in source.read(db, rids)
    }


def _people(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    return {
        r["rid"]: Found(
            r["name"],
            "\n".join(filter(None, (r["occupational_group"], r["email"], r["phone"]))),
            Target("teams", "person", r["rid"], {"team": str(r["team_rid"])}),
            r["team"],
        )
        for r in found_store.people(db, rids)
    }


def _notes(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    names = notes.team_names(db, rids)
    found = {}
    for r in found_store.notes(db, rids):
        first, _, rest = r["body"].partition("\n")
        title, text = (r["title"], r["body"]) if r["title"] else (first, rest)
        target = Target("notes", "note", r["rid"])
        found[r["rid"]] = Found(title, text, target, ", ".join(names.get(r["rid"], ())))
    return found


def _tasks(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    return {
        r["rid"]: Found(
            r["title"],
            "\n".join(filter(None, (r["who"], r["remark"]))),
            Target("tasks", "task", r["rid"]),
            r["team"] or "",
        )
        for r in found_store.tasks(db, rids)
    }


def _decisions(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    found = found_store.decisions(db, rids)
    names = notes.team_names(db, [r["meeting_rid"] for r in found])
    return {
        r["rid"]: Found(
            r["text"],
            "",
            Target("notes", "decision", r["rid"]),
            ", ".join(names.get(r["meeting_rid"], ())),
        )
        for r in found
    }


def _items(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    (source,) = checklists.SOURCES
    names = found_store.teams_of_items(db, rids)
    return {
        entry.rid: Found(
            entry.title,
            entry.body,
            Target("prework", "checklist_item", entry.rid),
            names.get(entry.rid, ""),
        )
        for entry in source.read(db, rids)
    }


def _answers(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    (source,) = surveys.SOURCES
    return {
        entry.rid: Found(entry.title, entry.body, Target("surveys", "survey_sheet", entry.rid))
        for entry in source.read(db, rids)
    }


def _methods(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    (source,) = methods.SOURCES
    return {
        entry.rid: Found(entry.title, entry.body, Target("methods", "method", entry.rid))
        for entry in source.read(db, rids)
    }


def _parked(db: Database, rids: Sequence[int]) -> dict[int, Found]:
    return {
        r["rid"]: Found(
            r["text"], "", Target("day", "event", r["event_rid"], {"day": str(r["day"])}), r["team"]
        )
        for r in days.parked_texts(db, rids)
    }


HIT_KINDS = (
    HitKind("team", msg("search", "Teams"), "teams", _teams, dated=False),
    HitKind("person", msg("search", "People"), "person", _people, dated=False),
    HitKind("checklist_item", msg("search", "Pre-work"), "checklist", _items, dated=False),
    HitKind("survey_sheet", msg("search", "Survey answer"), "surveys", _answers),
    HitKind("method_use", msg("search", "Method"), "methods", _methods),
    HitKind("note", msg("search", "Note"), "notes", _notes),
    HitKind("task", msg("search", "Task"), "tasks", _tasks),
    HitKind("decision", msg("search", "Decision"), "decision", _decisions),
    HitKind("parked_line", msg("search", "Parking lot"), "workshop", _parked),
)
TAGS = TagKind(notes.tags_beginning, lambda name: Target("notes", "tag", extra={"tag": name}))
