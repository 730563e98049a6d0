"""Small groups: what of a survey of persons may be shown, printed and exported.

A team has five to eight people, so results inside it identify them. The rules, for each question by
the number of its own answers:

- from ten answers on, exact figures;
- five to nine, only the statement that there are five to nine;
- below five, nothing but the statement that there are fewer than five.

Free words are shown as figures are: from ten texts on. A breakdown by team never shows a block
of fewer than ten answers: smaller teams stand together, with the smallest of the others if need be.
So whatever is added or subtracted, also from the total, speaks of at least ten answers. There is
one breakdown only, for two that cut across each other would give small blocks by subtraction.

A survey of units has no persons in it: every count is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from coachdesk.features.surveys.model import Asks, Tally
from coachdesk.kernel.small_groups import EXACT_FROM, Shown, shown_of_persons


@dataclass(frozen=True, slots=True)
class Block:
    """Groups that are shown together, and their answers as one."""

    names: tuple[str, ...]
    tally: Tally


def shown(asks: Asks, answers: int) -> Shown:
    """What may be shown of so many answers."""
    return Shown.EXACT if asks is Asks.UNITS else shown_of_persons(answers)


def protected(asks: Asks, tally: Tally) -> Tally | None:
    """The tally as it may be shown, without texts that are too few; None for no exact figures."""
    if shown(asks, tally.answered) is not Shown.EXACT:
        return None
    if asks is Asks.UNITS:
        return tally
    enough = shown(asks, len(tally.texts)) is Shown.EXACT
    # By the alphabet: the order in which they came could tell which belong together.
    texts = tuple(sorted(tally.texts, key=str.casefold)) if enough else ()
    return Tally(tally.answered, tally.counts, tally.other, texts)


def blocks(groups: Mapping[str, Tally]) -> list[Block]:
    """Groups of persons in blocks of at least ten answers each, which share no group.

    Groups that are large enough stand alone in their order; the block of all the others is last.
    Empty where no breakdown is possible: with fewer than ten answers in all, or only one block.
    """
    alone = {name: one for name, one in groups.items() if one.answered >= EXACT_FROM}
    together = {name: one for name, one in groups.items() if name not in alone}
    rest = sum(one.answered for one in together.values())
    for name, one in sorted(alone.items(), key=lambda pair: pair[1].answered):
        if rest == 0 or rest >= EXACT_FROM:
            break
        together[name] = alone.pop(name)
        rest += one.answered
    found = [Block((name,), _without_texts(one)) for name, one in alone.items()]
    if rest:
        names = tuple(name for name in groups if name in together)
        found.append(Block(names, _without_texts(sum(together.values(), Tally()))))
    if len(found) < 2 or any(block.tally.answered < EXACT_FROM for block in found):
        return []
    return found


def _without_texts(tally: Tally) -> Tally:
    return Tally(tally.answered, tally.counts, tally.other)
