"""Name signs for tables and name badges, for everybody who comes to a workshop."""

from collections.abc import Sequence
from dataclasses import replace

from coachdesk.documents.blocks import Badges, Block, Document, FoldedSign, PageBreak, Sign
from coachdesk.features.printing.model import Group, Handout, Option, Subject
from coachdesk.handouts.gathering import Gathering, blank, collect
from coachdesk.handouts.paper import paper
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import Message, msg

TEAMS, GROUPS = "teams", "groups"
_BADGES_ON_A_PAGE = 10
_ASKED = msg("handouts", "Name and team")


def compose(data: Gathering, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """A page to fold for each person, in a language."""
    words = Words(language)
    blocks: list[Block] = []
    for sign in _signs(data, words) or [Sign(asked=words(_ASKED))]:
        blocks += [PageBreak(), FoldedSign(sign)]
    return _paper(HANDOUT.title, data, blocks, words, large_print=large_print)


def compose_badges(data: Gathering, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """Badges to cut out, ten on a page, in a language."""
    words = Words(language)
    signs = _signs(data, words) or [Sign(asked=words(_ASKED))] * _BADGES_ON_A_PAGE
    return _paper(BADGES.title, data, [Badges(tuple(signs))], words, large_print=large_print)


def _signs(data: Gathering, words: Words) -> list[Sign]:
    coach = words(msg("handouts", "Coach"))
    signs = [Sign(name, (coach,)) for name in data.coaches]
    for team, members in data.teams:
        for member in members:
            lines = [
                team.name if TEAMS in data.chosen else "",
                member.occupational_group if GROUPS in data.chosen else "",
            ]
            signs.append(Sign(member.name, tuple(line for line in lines if line)))
    return signs


def _paper(
    title: Message, data: Gathering, blocks: Sequence[Block], words: Words, *, large_print: bool
) -> Document:
    name = data.name(words.language)
    document = paper(title, name, data.today, blocks, words, large_print=large_print)
    return replace(document, without_frame=True)


_OPTIONS = (
    Option(TEAMS, msg("handouts", "Names of the teams")),
    Option(GROUPS, msg("handouts", "Occupational groups"), default=False),
)
HANDOUT = Handout(
    key="name_signs",
    title=msg("handouts", "Name signs to fold"),
    subject=Subject.EVENT,
    collect=collect,
    compose=compose,
    options=_OPTIONS,
    blank=blank,
    group=Group.WORKSHOP,
)
BADGES = Handout(
    key="name_badges",
    title=msg("handouts", "Name badges"),
    subject=Subject.EVENT,
    collect=collect,
    compose=compose_badges,
    options=_OPTIONS,
    blank=blank,
    group=Group.WORKSHOP,
)
