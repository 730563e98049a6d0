"""A sparring sheet: what one team tells another about its experiment."""

import datetime as dt
from dataclasses import replace

from coachdesk.documents.blocks import Block, PageBreak
from coachdesk.features.methods import store as methods
from coachdesk.features.methods.model import Sparring
from coachdesk.features.methods.rotation import circle, mutual_pairs
from coachdesk.features.printing.model import Choices, Option
from coachdesk.features.teams import store as teams
from coachdesk.handouts import form as forms
from coachdesk.handouts.form import Form, fields, head, how_to, team_form
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg

ROUND = "round"


def collect(db: Database, team_rid: int, today: dt.date, choices: Choices) -> Form | None:
    """The head of a team's form and, if wanted, whom it comments on in its newest sparring round.

    None when the team is gone.
    """
    form = forms.collect(db, team_rid, today, choices)
    if form is None or ROUND not in choices.options:
        return form
    return replace(form, comments_on=_comments_on(db, team_rid))


def _comments_on(db: Database, team_rid: int) -> tuple[str, ...]:
    """The teams that a team comments on, round by round; those that are gone are left out."""
    team = teams.team(db, team_rid)
    if team is None:
        return ()
    uses = (row.use.contents for row in methods.uses_of_team(db, team_rid))
    rounds = (one for one in uses if isinstance(one, Sparring) and team.uuid in one.teams)
    newest = next(rounds, None)
    if newest is None:
        return ()
    own = newest.teams.index(team.uuid)
    names = methods.team_names(db, newest.teams)
    others = (newest.teams[place] for place in partners(newest, own))
    return tuple(names[uuid] for uuid in others if uuid in names)


def partners(sparring: Sparring, own: int) -> list[int]:
    """The places of the teams that the team in this place comments on, round by round."""
    count = len(sparring.teams)
    if not sparring.mutual:
        return [each[own] for each in circle(count, sparring.rounds)]
    return [
        second if first == own else first
        for each in mutual_pairs(count, sparring.rounds)
        for first, second in each.pairs
        if own in {first, second}
    ]


def _contents(form: Form, words: Words) -> list[Block]:
    """A page for each team to comment on; one to fill in where that is not known."""
    first, *others = form.comments_on or ("",)
    blocks = _sheet(form, first, words)
    for other in others:
        blocks += [PageBreak(), *_sheet(form, other, words)]
    return blocks


def _sheet(form: Form, other: str, words: Words) -> list[Block]:
    how = msg(
        "handouts",
        "Listen to another team's experiment first. Say what is good, then ask, then give ideas. "
        "Hand over your questions and ideas; keep the last part for your own team.",
    )
    plain = (
        msg("plain", "Another team tells about its test. Listen to the end."),
        msg("plain", "First say what was good."),
        msg("plain", "Then ask. Then give ideas."),
        msg("plain", "Write short sentences. The other team gets your questions and ideas."),
        msg("plain", "The last part is for your own team. Keep it."),
    )
    room = 29 if form.is_plain else 41
    return [
        *how_to(form.chosen, words, how, *plain),
        head(form, words),
        fields(
            words,
            (msg("handouts", "Whose experiment we comment on"), 11, None, other),
            (msg("handouts", "The experiment in a few words"), 22),
            (msg("handouts", "What was good"), room),
            (msg("handouts", "Questions"), room),
            (msg("handouts", "Ideas"), room),
            (
                msg("handouts", "What I take home"),
                room,
                msg("handouts", "What we could try in our own unit"),
            ),
        ),
    ]


HANDOUT = replace(
    team_form(
        "sparring_sheet",
        msg("handouts", "Sparring sheet"),
        _contents,
        (Option(ROUND, msg("handouts", "Teams of the newest sparring round")),),
    ),
    collect=collect,
)
