"""What she does with methods: begin one, say for whom, and take it away again.

The verbs of single methods are in `service_lists` (targets, options, criteria) and
`service_people` (sparring, groups).
"""

import datetime as dt
from collections.abc import Sequence

from coachdesk.features.methods import store
from coachdesk.features.methods.changing import change_contents, use_of
from coachdesk.features.methods.model import EMPTY, Groups, Kind, Sparring
from coachdesk.features.methods.service_people import first_groups, of_people, with_teams
from coachdesk.features.methods.spread import CheckIn, typed_numbers
from coachdesk.kernel.database import delete
from coachdesk.kernel.inputs import clean_line
from coachdesk.kernel.text import LANGUAGES, msg
from coachdesk.kernel.workspace import Workspace

TITLE_LIMIT = 120


def begin(
    ws: Workspace, kind: Kind, event_rid: int | None, team_rids: Sequence[int], language: str,
    *, made_on: dt.date | None = None,
) -> int:  # fmt: skip
    """Begin a method for these teams, today or on another day; its rid.

    A sparring round gets these teams, and people are put into groups at once if there are any.
    """
    on = made_on or ws.clock.today()
    language = language if language in LANGUAGES else LANGUAGES[0]
    contents = EMPTY[kind]
    if isinstance(contents, Sparring):
        contents = with_teams(ws.read, contents, team_rids)
    if isinstance(contents, Groups):
        contents = first_groups(store.people(ws.read, team_rids, on))
    with ws.change(msg("methods", "Begin a method")) as db:
        rid = store.add_use(db, kind, on, language, event_rid=event_rid, contents=contents)
        store.set_teams(db, rid, team_rids)
        return rid


def rename(ws: Workspace, rid: int, title: str) -> None:
    """Give a use a title of its own, or none."""
    with ws.change(msg("methods", "Name a method"), merge_key=f"method_use.title:{rid}") as db:
        store.set_use(db, rid, {"title": clean_line(title, TITLE_LIMIT)})


def set_scope(ws: Workspace, rid: int, event_rid: int | None, team_rids: Sequence[int]) -> None:
    """Say at which workshop and for which teams a method is used.

    Sparring rounds and groups follow the teams, all else stays as it is. Raises `UserError` when
    wishes cannot be kept in the new groups; then nothing changes.
    """
    use = use_of(ws, rid)
    contents = use.contents
    if isinstance(contents, Sparring):
        contents = with_teams(ws.read, contents, team_rids)
    if isinstance(contents, Groups):
        there = contents.present_only
        people = store.people(ws.read, team_rids, use.made_on, present_only=there)
        contents = of_people(contents, people)
    with ws.change(msg("methods", "Change whom a method is for")) as db:
        store.set_use(db, rid, {"event_rid": event_rid})
        store.set_teams(db, rid, team_rids)
        store.set_contents(db, rid, contents)


def set_language(ws: Workspace, rid: int, language: str) -> None:
    """Choose the language of the papers of a use."""
    with ws.change(msg("methods", "Change the language of a method")) as db:
        store.set_use(db, rid, {"language": language})


def remove(ws: Workspace, rid: int) -> None:
    """Take a use away with all that came of it."""
    with ws.change(msg("methods", "Remove a method")) as db:
        delete(db, "method_use", rid)


# -- check-in -------------------------------------------------------------------------------------


def set_question(ws: Workspace, rid: int, question: str) -> None:
    """Write down what was asked."""
    question = clean_line(question, TITLE_LIMIT)
    change_contents(
        ws, rid, CheckIn, msg("methods", "Change the question of a check-in"),
        lambda old: CheckIn(question, old.tally), typing="question",
    )  # fmt: skip


def set_tally(ws: Workspace, rid: int, numbers: str) -> int:
    """Take a round of numbers as it was typed, in place of the one before; how many there are.

    Only how often each was given is kept. Raises `UserError` for what is no number from 1 to 10.
    """
    tally = typed_numbers(numbers)
    change_contents(
        ws, rid, CheckIn, msg("methods", "Enter a check-in"),
        lambda old: CheckIn(old.question, {number: tally[number] for number in sorted(tally)}),
    )  # fmt: skip
    return tally.total()
