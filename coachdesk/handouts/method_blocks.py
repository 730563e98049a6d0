"""The parts of a paper on a method: targets in order, a rotation, groups, a decision, a spread."""

from collections.abc import Sequence

from coachdesk.documents.blocks import (
    Block,
    BulletList,
    Cell,
    Heading,
    KeepTogether,
    Para,
    Span,
    Table,
)
from coachdesk.features.methods.alternatives import Alternatives, Option
from coachdesk.features.methods.charts import (
    DOTS,
    EFFORT,
    IMPACT,
    dots_chart,
    median_words,
    scatter,
    spread_chart,
    totals_chart,
)
from coachdesk.features.methods.model import Contents, Groups, Names, Sparring
from coachdesk.features.methods.priorities import Order, Priorities, Ranked, quarter, ranked
from coachdesk.features.methods.spread import LOWEST, CheckIn
from coachdesk.features.methods.words import (
    ORDERS,
    QUARTERS,
    TOO_FEW,
    members,
    partners,
    team_name,
)
from coachdesk.handouts.paper import facts
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import Texts, msg

_MINUS = "−"
_MOST_ROUNDS = 4
"""Rounds that stand side by side in one table."""


def blocks_of(
    contents: Contents, names: Names, words: Words, texts: Texts, *, charts: bool
) -> Sequence[Block]:
    """What came of a method, with its charts or without."""
    if isinstance(contents, Priorities):
        return _priorities(contents, words, texts, charts=charts)
    if isinstance(contents, Sparring):
        return _sparring(contents, names, words, texts)
    if isinstance(contents, Groups):
        return _groups(contents, names, words)
    if isinstance(contents, Alternatives):
        return _alternatives(contents, words, texts, charts=charts)
    return _check_in(contents, words, texts, charts=charts)


def has_chart(contents: Contents, texts: Texts) -> bool:
    """Whether there is anything to draw."""
    if isinstance(contents, Priorities):
        return bool(dots_chart(contents, texts) or scatter(contents, texts))
    if isinstance(contents, Alternatives):
        return totals_chart(contents, texts) is not None
    return isinstance(contents, CheckIn) and spread_chart(contents, texts) is not None


def _right(text: str) -> Cell:
    return Cell(text, align="right")


def _figure(figure: int | None) -> Cell:
    return _right("–" if figure is None else str(figure).replace("-", _MINUS))


# -- prioritising ---------------------------------------------------------------------------------

_PLACE, _NUMBER = msg("handouts", "Order"), msg("handouts", "No.")
_TARGET = msg("handouts", "Development target")


def _priorities(made: Priorities, words: Words, texts: Texts, *, charts: bool) -> Sequence[Block]:
    if not made.targets:
        return [Para(words(msg("handouts", "No development targets yet.")), "muted")]
    blocks: list[Block] = []
    if made.dots_placed:
        blocks += _dots(made, words, texts, charts=charts)
    picture = scatter(made, texts)
    if picture is not None:
        shown = [picture] if charts else []
        table = _benefits(ranked(made.targets, Order.BENEFIT), words)
        how = Para(words(_HOW_ORDERED), "small")
        blocks.append(KeepTogether((Heading(words(ORDERS[Order.BENEFIT])), how, *shown)))
        blocks.append(table)
    if not blocks:
        blocks.append(Heading(words(msg("handouts", "Development targets"))))
        blocks.append(BulletList(tuple(target.text for target in made.targets)))
    return blocks


_HOW_ORDERED = msg(
    "handouts",
    "Impact and effort from 1 to 5. The difference is impact minus effort; the greatest comes "
    "first, and of equal ones the one with the greater impact.",
)


def _dots(made: Priorities, words: Words, texts: Texts, *, charts: bool) -> list[Block]:
    given = msg("handouts", "{count} dots given", count=made.dots_placed)
    if made.dots_in_all:
        given = msg(
            "handouts", "{count} of {all} dots given, {each} each",
            count=made.dots_placed, all=made.dots_in_all, each=made.dots_each,
        )  # fmt: skip
    heads = (_PLACE, _NUMBER, _TARGET, DOTS)
    rows = tuple(
        (str(one.place), str(one.number), Cell(one.target.text, is_header=True),
         _right(str(one.target.dots)))
        for one in ranked(made.targets, Order.DOTS)
    )  # fmt: skip
    chart = dots_chart(made, texts) if charts else None
    return [
        KeepTogether((
            Heading(words(ORDERS[Order.DOTS])),
            Para(words(given), "muted"),
            *([chart] if chart else []),
        )),
        Table(tuple(words(each) for each in heads), rows, widths=(1.1, 0.8, 7, 1.1)),
    ]  # fmt: skip


def _benefits(found: Sequence[Ranked], words: Words) -> Table:
    heads = (
        _PLACE, _NUMBER, _TARGET, IMPACT, EFFORT, msg("handouts", "Difference"),
        msg("handouts", "What to do"),
    )  # fmt: skip
    rows = tuple(
        (
            str(one.place) if one.target.is_rated else "–",
            str(one.number),
            Cell(one.target.text, is_header=True),
            _figure(one.target.impact),
            _figure(one.target.effort),
            _figure(one.target.benefit),
            words(QUARTERS[place]) if (place := quarter(one.target)) else "",
        )
        for one in found
    )
    widths = (1.2, 0.9, 5, 1.3, 1.2, 1.6, 2.4)
    return Table(tuple(words(each) for each in heads), rows, widths=widths)


# -- who with whom --------------------------------------------------------------------------------


def _sparring(made: Sparring, names: Names, words: Words, texts: Texts) -> list[Block]:
    rounds = partners(made, names, texts)
    if not rounds:
        return [Para(words(msg("handouts", "A sparring round needs at least two teams.")), "muted")]
    how = _MUTUAL if made.mutual else _CIRCLE
    rows_of = [team_name(names, uuid, texts) for uuid in made.teams]
    blocks: list[Block] = [Para(words(how))]
    for start in range(0, len(rounds), _MOST_ROUNDS):
        some = rounds[start : start + _MOST_ROUNDS]
        heads = (
            msg("handouts", "Round {number}", number=number)
            for number in range(start + 1, start + 1 + len(some))
        )
        rows: list[tuple[str | Cell, ...]] = [
            (Cell(name, is_header=True), *(each[place] for each in some))
            for place, name in enumerate(rows_of)
        ]
        head = (words(msg("handouts", "Team")), *(words(each) for each in heads))
        blocks.append(Table(head, tuple(rows), widths=(1.3, *([1.0] * len(some)))))
    return blocks


_CIRCLE = msg(
    "handouts",
    "In each round every team comments on the experiment of the team named in its row, and another "
    "team comments on its own. Nobody comments twice on the same team.",
)
_MUTUAL = msg(
    "handouts",
    "In each round the team in the row and the team named there comment on each other’s "
    "experiments. No two teams meet twice; of an odd number one rests.",
)


def _groups(made: Groups, names: Names, words: Words) -> list[Block]:
    found = members(made, names)
    if not found:
        return [Para(words(msg("handouts", "No groups yet.")), "muted")]
    blocks: list[Block] = []
    for number, group in enumerate(found, start=1):
        title = words(msg("handouts", "Group {number}", number=number))
        people = BulletList(tuple(_person(name, team) for name, team in group))
        blocks.append(KeepTogether((Heading(title), people)))
    return blocks


def _person(name: str, team: str) -> tuple[Span, ...]:
    return (Span(name), Span(f" · {team}", muted=True))


# -- five alternatives ----------------------------------------------------------------------------


def _alternatives(made: Alternatives, words: Words, texts: Texts, *, charts: bool) -> list[Block]:
    blocks = _decision(made, words)
    if not made.options:
        return [*blocks, Para(words(msg("handouts", "No options yet.")), "muted")]
    blocks.append(Heading(words(msg("handouts", "Options"))))
    if not made.criteria:
        return [*blocks, BulletList(tuple(option.text for option in made.options))]
    chart = totals_chart(made, texts) if charts else None
    blocks += [chart] if chart else []
    blocks.append(_scores(made, words))
    how = msg(
        "handouts",
        "Scores from 0 to 5. The total is the sum of the scores, each times the weight of its "
        "criterion; it is {most} at most.",
        most=made.most,
    )
    blocks.append(Para(words(how), "small"))
    return blocks


def _decision(made: Alternatives, words: Words) -> list[Block]:
    decided = made.decided()
    heading = Heading(words(msg("handouts", "Decision")))
    if decided is None:
        return [heading, Para(words(msg("handouts", "Nothing has been decided yet.")), "muted")]
    blocks: list[Block] = [heading, Para((Span(decided.text, bold=True),))]
    if made.reason:
        blocks.append(Para(made.reason))
    best = made.best()
    if best and decided not in best:
        other = msg(
            "handouts",
            "Another option has the highest score: {option}, {total}. The decision is what counts.",
            option=", ".join(option.text for option in best),
            total=made.total(best[0]),
        )
        blocks.append(Para(words(other), "small"))
    return blocks


def _scores(made: Alternatives, words: Words) -> Table:
    heads = [
        words(msg("handouts", "{criterion} ×{weight}", criterion=one.text, weight=one.weight))
        for one in made.criteria
    ]

    def row(option: Option) -> tuple[str | Cell, ...]:
        scores = (made.scores.get((option.key, one.key)) for one in made.criteria)
        total = Cell((Span(str(made.total(option)), bold=True),), align="right")
        return (Cell(option.text, is_header=True), *map(_figure, scores), total)

    head = (words(msg("handouts", "Option")), *heads, words(msg("handouts", "Total")))
    widths = (3.2, *([1.4] * len(heads)), 1.2)
    return Table(head, tuple(row(option) for option in made.options), widths=widths)


# -- check-in -------------------------------------------------------------------------------------


def _check_in(made: CheckIn, words: Words, texts: Texts, *, charts: bool) -> list[Block]:
    blocks: list[Block] = []
    if made.question:
        blocks.append(Heading(made.question))
    spread = made.spread()
    if spread.answers is None:
        return [*blocks, Para(words(TOO_FEW[spread.shown])), Para(words(_PROTECTED), "small")]
    chart = spread_chart(made, texts) if charts else None
    blocks += [chart] if chart else []
    heads = (msg("handouts", "Number"), msg("handouts", "How many gave it"))
    rows = tuple(
        (Cell(str(number), is_header=True), _right(str(count)))
        for number, count in enumerate(spread.counts, start=LOWEST)
    )
    blocks += facts(
        [
            (msg("handouts", "Answers"), str(spread.answers)),
            (msg("handouts", "The middle one"), median_words(made, texts)),
        ],
        words,
    )
    blocks.append(Table(tuple(words(each) for each in heads), rows, widths=(1, 1)))
    return [*blocks, Para(words(_PROTECTED), "small")]


_PROTECTED = msg(
    "handouts",
    "Only how often each number was given is kept, not who gave it. To protect those who answered, "
    "the spread is shown from 10 answers on.",
)
