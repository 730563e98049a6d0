"""What came of methods as charts for paper, screen and projector: sums and targets, no persons."""

from collections.abc import Callable, Sequence

from coachdesk.documents.blocks import Bar, BarChart, Scatter, ScatterPoint
from coachdesk.features.methods import store
from coachdesk.features.methods.alternatives import Alternatives
from coachdesk.features.methods.model import KIND_NAMES, Contents, Use
from coachdesk.features.methods.priorities import (
    Order,
    Priorities,
    Target,
    part_of_scale,
    quarter,
    ranked,
)
from coachdesk.features.methods.spread import LOWEST, CheckIn
from coachdesk.features.methods.words import QUARTERS
from coachdesk.features.projector.model import Chart
from coachdesk.features.projector.offered import ChartSource, OfferedChart
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_date, format_number
from coachdesk.kernel.text import Message, Texts, msg, plural

IMPACT, EFFORT, DOTS = msg("methods", "Impact"), msg("methods", "Effort"), msg("methods", "Dots")
_SHORT = 7
"""So many letters of a target stand at its point where there is no list beside the picture."""


def scatter(made: Priorities, texts: Texts, *, named: bool = False) -> Scatter | None:
    """The rated targets by impact and effort, those in one place as one point; None without any.

    Points are called by the numbers of the list, and if `named` also by the first word of a target
    that has its place for itself.
    """
    places: dict[tuple[int, int], list[tuple[int, Target]]] = {}
    for number, target in enumerate(made.targets, start=1):
        if target.impact is not None and target.effort is not None:
            places.setdefault((target.effort, target.impact), []).append((number, target))
    if not places:
        return None
    points = tuple(
        ScatterPoint(
            _label(found, named=named),
            part_of_scale(effort),
            part_of_scale(impact),
        )
        for (effort, impact), found in places.items()
    )
    upper_left, upper_right, lower_left, lower_right = (texts(each) for each in QUARTERS.values())
    names = (upper_left, upper_right, lower_left, lower_right)
    return Scatter(points, texts(EFFORT), texts(IMPACT), names, _scatter_words(made, texts))


def _label(found: Sequence[tuple[int, Target]], *, named: bool) -> str:
    if not named or len(found) > 1:
        return ", ".join(str(number) for number, _target in found)
    ((number, target),) = found
    word = next(iter(target.text.split()), "")
    return f"{number} {word}" if len(word) <= _SHORT else f"{number} {word[: _SHORT - 1]}…"


def _scatter_words(made: Priorities, texts: Texts) -> str:
    by_quarter = []
    for each, name in QUARTERS.items():
        found = [target.text for target in made.targets if quarter(target) is each]
        if found:
            by_quarter.append(f"{texts(name)}: {'; '.join(found)}")
    rated = sum(target.is_rated for target in made.targets)
    count = plural("methods", "{count} target", "{count} targets", rated)
    whole = msg(
        "methods", "Picture of impact and effort, {targets}. {quarters}.",
        targets=count, quarters=". ".join(by_quarter),
    )  # fmt: skip
    return texts(whole)


def dots_chart(made: Priorities, texts: Texts, *, numbered: bool = False) -> BarChart | None:
    """The targets by their dots; None before any are given. If `numbered` as in the list."""
    found = [one for one in ranked(made.targets, Order.DOTS) if one.target.dots]
    if not found:
        return None
    bars = [
        Bar(
            f"{one.number} {one.target.text}" if numbered else one.target.text,
            one.target.dots,
            str(one.target.dots),
        )
        for one in found
    ]
    return _bars(bars, texts, lambda highest: msg(
        "methods", "Bar chart of dots. Most: {first}, {figure}.",
        first=highest.label, figure=highest.figure,
    ))  # fmt: skip


def totals_chart(made: Alternatives, texts: Texts) -> BarChart | None:
    """The options by their totals, in their order; None before any is scored."""
    if not made.best():
        return None
    bars = [Bar(one.text, made.total(one), str(made.total(one))) for one in made.options]
    return _bars(bars, texts, lambda highest: msg(
        "methods", "Bar chart of totals. Highest: {first}, {figure}.",
        first=highest.label, figure=highest.figure,
    ))  # fmt: skip


def spread_chart(made: CheckIn, texts: Texts) -> BarChart | None:
    """How often each number was given; None where that may not be shown."""
    counts = made.spread().counts
    if not counts:
        return None
    bars = [Bar(str(number), count, str(count)) for number, count in enumerate(counts, LOWEST)]
    return _bars(bars, texts, lambda highest: msg(
        "methods", "Bar chart of the numbers given. Most often: {first}, {figure} times.",
        first=highest.label, figure=highest.figure,
    ))  # fmt: skip


def _bars(bars: Sequence[Bar], texts: Texts, told: Callable[[Bar], Message]) -> BarChart:
    highest = max(bars, key=lambda bar: bar.length)
    return BarChart(tuple(bars), texts(told(highest)))


def median_words(made: CheckIn, texts: Texts) -> str:
    """The middle of the numbers given; empty where that may not be shown."""
    median = made.spread().median
    if median is None:
        return ""
    return format_number(median, 0 if median.is_integer() else 1, texts.language)


# -- offered to the projector ---------------------------------------------------------------------

_TITLES: dict[str, Callable[[str], Message]] = {
    "dots": lambda title: msg("methods", "{title}: dots", title=title),
    "scatter": lambda title: msg("methods", "{title}: impact and effort", title=title),
    "totals": lambda title: msg("methods", "{title}: totals", title=title),
    "spread": lambda title: msg("methods", "{title}: the numbers given", title=title),
}


def _charts_of(contents: Contents, texts: Texts) -> dict[str, Callable[[], Chart | None]]:
    if isinstance(contents, Priorities):
        return {
            "dots": lambda: dots_chart(contents, texts, numbered=True),
            "scatter": lambda: scatter(contents, texts, named=True),
        }
    if isinstance(contents, Alternatives):
        return {"totals": lambda: totals_chart(contents, texts)}
    if isinstance(contents, CheckIn):
        return {"spread": lambda: spread_chart(contents, texts)}
    return {}


def _offered(db: Database, event_rid: int, language: str) -> list[OfferedChart]:
    texts, found = Texts.load(language), []
    for row in store.uses_of_event(db, event_rid):
        for key, make in _charts_of(row.use.contents, texts).items():
            if make() is not None:
                found.append(OfferedChart(f"{row.use.uuid}/{key}", _title(row.use, key, texts)))
    return found


def _title(use: Use, key: str, texts: Texts) -> str:
    day = format_date(use.made_on, texts.language, "day")
    title = use.title or f"{texts(KIND_NAMES[use.kind])} {day}"
    return texts(_TITLES[key](title))


def _made(db: Database, key: str, language: str) -> Chart | None:
    uuid, _, chart = key.partition("/")
    use = store.use_of_uuid(db, uuid)
    make = _charts_of(use.contents, Texts.load(language)).get(chart) if use else None
    return make() if make else None


SOURCE = ChartSource("methods", _offered, _made)
