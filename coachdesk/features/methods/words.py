"""What methods and their results are called, in any language."""

from collections.abc import Mapping

from coachdesk.features.methods.model import Groups, Kind, Names, Sparring
from coachdesk.features.methods.priorities import Order, Quarter
from coachdesk.features.methods.rotation import circle, mutual_pairs
from coachdesk.kernel.small_groups import Shown
from coachdesk.kernel.text import Message, Texts, msg

PURPOSES: Mapping[Kind, Message] = {
    Kind.PRIORITISING: msg(
        "methods",
        "List development targets, rate impact and effort, share out dots: what to begin with.",
    ),
    Kind.SPARRING: msg(
        "methods", "Who comments on whose experiment: a fair rotation, nobody meets twice."
    ),
    Kind.GROUPS: msg(
        "methods", "Mix people across teams and occupational groups; say who goes with whom."
    ),
    Kind.FIVE_ALTERNATIVES: msg(
        "methods",
        "Five ways to solve one thing, weighed by criteria; the decision with its reason.",
    ),
    Kind.CHECK_IN: msg(
        "methods",
        "Everybody says a number from 1 to 10; only the spread is shown, and only of ten or more.",
    ),
}
QUARTERS: Mapping[Quarter, Message] = {
    Quarter.FIRST: msg("methods", "Do these first"),
    Quarter.PLAN: msg("methods", "Plan these well"),
    Quarter.PASSING: msg("methods", "Do these in passing"),
    Quarter.LEAVE: msg("methods", "Leave these"),
}
"""In the order in which a picture has them: impact downwards, effort to the right."""
ORDERS: Mapping[Order, Message] = {
    Order.DOTS: msg("methods", "By dots"),
    Order.BENEFIT: msg("methods", "By impact and effort"),
}
TOO_FEW: Mapping[Shown, Message] = {
    Shown.COARSE: msg("methods", "5–9 answers: too few to show the spread"),
    Shown.HIDDEN: msg("methods", "Fewer than 5 answers"),
}
GONE = msg("methods", "a team that is no longer there")
RESTS = msg("methods", "rests")


def team_name(names: Names, uuid: str, texts: Texts) -> str:
    """The name of a team, or that it is gone."""
    return names.teams.get(uuid) or texts(GONE)


def partners(round_of: Sparring, names: Names, texts: Texts) -> list[list[str]]:
    """For each round and each team (in order) with whom it is: its name, or that it rests."""
    teams = [team_name(names, uuid, texts) for uuid in round_of.teams]
    if not round_of.mutual:
        return [[teams[other] for other in order] for order in circle(len(teams), round_of.rounds)]
    found = []
    for each in mutual_pairs(len(teams), round_of.rounds):
        cells = [texts(RESTS)] * len(teams)
        for one, other in each.pairs:
            cells[one], cells[other] = teams[other], teams[one]
        found.append(cells)
    return found


def members(groups: Groups, names: Names) -> list[list[tuple[str, str]]]:
    """The name and the team of each person of each group; people who are gone are left out."""
    return [
        [(names.people[key].name, names.people[key].team) for key in group if key in names.people]
        for group in groups.groups
    ]
