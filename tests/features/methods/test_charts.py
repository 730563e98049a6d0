"""Charts of methods: what the projector may show, and the few lines under a team."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.documents.blocks import BarChart, Scatter
from coachdesk.features.methods import service, service_lists, service_people, store
from coachdesk.features.methods.charts import SOURCE, scatter, spread_chart
from coachdesk.features.methods.model import Kind, Names
from coachdesk.features.methods.priorities import Priorities, Target
from coachdesk.features.methods.spread import CheckIn
from coachdesk.features.methods.told import told
from coachdesk.kernel.text import Texts
from tests.features.methods.home import Home

ENGLISH = Texts.load("en")


def begin(home: Home, kind: Kind) -> int:
    return service.begin(home.ws, kind, home.event, home.teams, "en")


def offered(home: Home, language: str = "en") -> list[str]:
    return [each.title for each in SOURCE.charts(home.ws.read, home.event, language)]


def test_only_what_has_something_to_show_is_offered(home: Home) -> None:
    for kind in Kind:
        begin(home, kind)
    assert offered(home) == []


def test_the_charts_of_a_workshop_are_offered_newest_first(home: Home) -> None:
    ws = home.ws
    targets = begin(home, Kind.PRIORITISING)
    service.rename(ws, targets, "Before lunch")
    service_lists.add_targets(ws, targets, "Breaks that are held as they were planned\nLifts")
    service_lists.add_dots(ws, targets, [2], 3)
    service_lists.change_target(ws, targets, 1, {"impact": 5, "effort": 1})
    options = begin(home, Kind.FIVE_ALTERNATIVES)
    service_lists.add_options(ws, options, "Pairs\nRunner")
    service_lists.add_criteria(ws, options, "Calm")
    service_lists.score(ws, options, 2, 1, 4)
    service.rename(ws, options, "How")
    round_of_numbers = begin(home, Kind.CHECK_IN)
    service.rename(ws, round_of_numbers, "Morning")
    service.set_tally(ws, round_of_numbers, "7" * 12)
    assert offered(home) == [
        "Morning: the numbers given", "How: totals", "Before lunch: dots",
        "Before lunch: impact and effort",
    ]  # fmt: skip
    charts = {
        each.title: SOURCE.chart(ws.read, each.key, "en")
        for each in SOURCE.charts(ws.read, home.event, "en")
    }
    picture = charts["Before lunch: impact and effort"]
    assert isinstance(picture, Scatter)
    assert [point.label for point in picture.points] == ["1 Breaks"]
    dots = charts["Before lunch: dots"]
    assert isinstance(dots, BarChart)
    assert [bar.label for bar in dots.bars] == ["2 Lifts"]
    totals = charts["How: totals"]
    assert isinstance(totals, BarChart)
    assert [(bar.label, bar.figure) for bar in totals.bars] == [("Pairs", "0"), ("Runner", "4")]


@pytest.mark.parametrize("numbers", ["7777", "123456789", "777777777"])
def test_a_round_of_few_is_never_offered(home: Home, numbers: str) -> None:
    rid = begin(home, Kind.CHECK_IN)
    service.set_tally(home.ws, rid, numbers)
    assert offered(home) == []
    use = store.use(home.ws.read, rid)
    assert use is not None
    assert SOURCE.chart(home.ws.read, f"{use.uuid}/spread", "en") is None


def test_a_chart_that_is_gone_or_unknown_is_none(home: Home) -> None:
    rid = begin(home, Kind.CHECK_IN)
    use = store.use(home.ws.read, rid)
    assert use is not None
    assert SOURCE.chart(home.ws.read, f"{use.uuid}/dots", "en") is None
    assert SOURCE.chart(home.ws.read, "gone/spread", "en") is None
    assert SOURCE.chart(home.ws.read, "", "en") is None


def test_groups_and_rotations_name_nobody_on_the_projector(home: Home) -> None:
    begin(home, Kind.GROUPS)
    begin(home, Kind.SPARRING)
    assert offered(home) == []


@given(st.dictionaries(st.integers(1, 10), st.integers(0, 9)))
def test_a_spread_is_drawn_only_from_ten_on(tally: dict[int, int]) -> None:
    chart = spread_chart(CheckIn("", tally), ENGLISH)
    assert (chart is not None) == (sum(tally.values()) >= 10)
    if chart is not None:
        assert sum(bar.length for bar in chart.bars) == sum(tally.values())


def test_targets_in_one_place_are_one_point() -> None:
    made = Priorities((Target(1, "A", 5, 1), Target(2, "B"), Target(3, "C", 5, 1)))
    picture = scatter(made, ENGLISH)
    assert picture is not None
    ((label, x, y),) = [(point.label, point.x, point.y) for point in picture.points]
    assert (label, x, y) == ("1, 3", 0.1, 0.9)
    assert picture.alternative == ("Picture of impact and effort, 2 targets. Do these first: A; C.")


@pytest.mark.parametrize(
    ("texts", "labels"),
    [(("Keskeytykset vähenevät",), ["1 Keskey…"]), (("Uusi työntekijä",), ["1 Uusi"]),
     (("One", "Two"), ["1, 2"])],
)  # fmt: skip
def test_a_name_at_a_point_is_short(texts: tuple[str, ...], labels: list[str]) -> None:
    targets = tuple(Target(key, text, 3, 3) for key, text in enumerate(texts, start=1))
    picture = scatter(Priorities(targets), ENGLISH, named=True)
    assert picture is not None
    assert [point.label for point in picture.points] == labels


def test_a_team_reads_what_concerns_it(home: Home) -> None:
    ws = home.ws
    rid = begin(home, Kind.SPARRING)
    service_people.set_rounds(ws, rid, 2, mutual=False)
    use = store.use(ws.read, rid)
    assert use is not None
    names, uuids = store.names(ws.read, use.contents), store.team_uuids(ws.read, home.teams)
    assert told(use.contents, names, ENGLISH, uuids[0]) == [
        "Round 1: Home care", "Round 2: Family team",
    ]  # fmt: skip
    assert told(use.contents, names, ENGLISH, "another") == []
    gone = told(use.contents, Names(), ENGLISH, uuids[0])
    assert gone[0] == "Round 1: a team that is no longer there"


def test_long_lists_are_told_in_part(home: Home) -> None:
    rid = begin(home, Kind.PRIORITISING)
    service_lists.add_targets(home.ws, rid, "\n".join("ABCDEFG"))
    service_lists.change_target(home.ws, rid, 7, {"impact": 5, "effort": 1})
    use = store.use(home.ws.read, rid)
    assert use is not None
    lines = told(use.contents, Names(), ENGLISH, "")
    assert lines[0] == "1. G"
    assert lines[-1] == "and 2 more"
