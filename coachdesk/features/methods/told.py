"""What came of a method in a few lines, as the page of a team tells it."""

from collections.abc import Iterator, Sequence

from coachdesk.features.methods.alternatives import Alternatives
from coachdesk.features.methods.charts import median_words
from coachdesk.features.methods.model import Contents, Groups, Names, Sparring
from coachdesk.features.methods.priorities import Order, Priorities, ranked
from coachdesk.features.methods.spread import CheckIn
from coachdesk.features.methods.words import TOO_FEW, members, partners
from coachdesk.kernel.text import Texts, msg

_MOST_TARGETS = 5


def told(contents: Contents, names: Names, texts: Texts, team: str) -> Sequence[str]:
    """The lines; of rounds and groups what concerns this team (its uuid)."""
    if isinstance(contents, Priorities):
        return list(_priorities(contents, texts))
    if isinstance(contents, Sparring):
        return list(_sparring(contents, names, texts, team))
    if isinstance(contents, Groups):
        return list(_groups(contents, names, texts))
    if isinstance(contents, Alternatives):
        return list(_alternatives(contents, texts))
    return list(_check_in(contents, texts))


def _priorities(made: Priorities, texts: Texts) -> Iterator[str]:
    order = Order.DOTS if made.dots_placed else Order.BENEFIT
    for one in ranked(made.targets, order)[:_MOST_TARGETS]:
        if made.dots_placed:
            line = msg("methods", "{place}. {target} ({dots} dots)", place=one.place,
                       target=one.target.text, dots=one.target.dots)  # fmt: skip
        else:
            line = msg("methods", "{place}. {target}", place=one.place, target=one.target.text)
        yield texts(line)
    if len(made.targets) > _MOST_TARGETS:
        yield texts(msg("methods", "and {count} more", count=len(made.targets) - _MOST_TARGETS))


def _sparring(made: Sparring, names: Names, texts: Texts, team: str) -> Iterator[str]:
    if team in made.teams:
        place = made.teams.index(team)
        for number, each in enumerate(partners(made, names, texts), start=1):
            yield texts(msg("methods", "Round {number}: {team}", number=number, team=each[place]))


def _groups(made: Groups, names: Names, texts: Texts) -> Iterator[str]:
    for number, group in enumerate(members(made, names), start=1):
        people = ", ".join(name for name, _team in group)
        yield texts(msg("methods", "Group {number}: {people}", number=number, people=people))


def _alternatives(made: Alternatives, texts: Texts) -> Iterator[str]:
    decided = made.decided()
    if decided is None:
        best = ", ".join(option.text for option in made.best())
        yield texts(msg("methods", "Nothing decided yet"))
        if best:
            yield texts(msg("methods", "Highest score: {options}", options=best))
        return
    yield texts(msg("methods", "Decided: {option}", option=decided.text))
    if made.reason:
        yield made.reason


def _check_in(made: CheckIn, texts: Texts) -> Iterator[str]:
    spread = made.spread()
    if made.question:
        yield made.question
    if spread.answers is None:
        yield texts(TOO_FEW[spread.shown])
    else:
        yield texts(msg("methods", "The middle one is {number}.",
                        number=median_words(made, texts)))  # fmt: skip
