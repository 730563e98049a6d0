"""What a slide can carry: nothing for coaches only, no instructions, no private names."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.documents.blocks import Bar, BarChart, Scatter, ScatterPoint
from coachdesk.features.agendas import service as agendas
from coachdesk.features.agendas.model import Contents
from coachdesk.features.projector import offered
from coachdesk.features.projector.model import (
    BLANK,
    AgendaSlide,
    ChartSlide,
    Choice,
    ClockSlide,
    DayBlock,
    Kind,
    Mask,
    Now,
    OrderSlide,
    Slide,
    State,
    TextSlide,
    count_down,
    words_of,
)
from coachdesk.features.projector.offered import ChartSource, OfferedChart
from coachdesk.features.projector.slides import (
    Material,
    chart_slide,
    charts_of,
    held,
    planned,
    read,
    shown_teams,
    slide_of,
)
from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as team_store
from coachdesk.kernel.workspace import Workspace
from tests.features.projector.days import INSTRUCTIONS, MOMENT, SECRET, held_day, team
from tests.features.projector.days import planned as planned_workshop

DATE = dt.date(2026, 12, 10)
_DAY_KINDS = (Kind.AGENDA, Kind.CLOCK, Kind.GOALS, Kind.ORDER)
_NAMES = st.text("abÄöß 4-", min_size=3, max_size=8).map(str.strip).filter(lambda n: len(n) > 2)


def _words(slide: Slide) -> str:
    return "\n".join(words_of(slide)).casefold()


def _material(ws: Workspace, event_rid: int, now: Now | None = None) -> Material:
    found = read(ws.read, event_rid, 1, now, MOMENT)
    assert found is not None
    return found


# -- nothing that is not for the room -------------------------------------------------------------

_BLOCKS = st.lists(
    st.builds(
        DayBlock,
        title=st.integers(0, 99).map("block {}.".format),
        begins=st.integers(480, 960),
        ends=st.integers(480, 960),
        goal=st.integers(0, 99).map("goal {}.".format),
        coach_only=st.booleans(),
        state=st.sampled_from(State),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(blocks=_BLOCKS, is_held=st.booleans())
def test_what_is_for_coaches_only_is_on_no_slide(blocks: list[DayBlock], *, is_held: bool) -> None:
    empty = Material("Day 1", "en", (), (), Mask({}))
    now = Now(1, 1, tuple(blocks), MOMENT)
    material = held(empty, now) if is_held else planned(empty, blocks, DATE, MOMENT)
    public = {
        text for block in blocks if not block.coach_only for text in (block.title, block.goal)
    }
    hidden = {text for block in blocks if block.coach_only for text in (block.title, block.goal)}
    for kind in _DAY_KINDS:
        slide = slide_of(Choice(kind), material)
        assert not [text for text in hidden - public if text in _words(slide)]
        assert kind is not Kind.CLOCK or isinstance(slide, ClockSlide)
    clock = slide_of(Choice(Kind.CLOCK), material)
    assert isinstance(clock, ClockSlide)
    runs = any(b.state is State.NOW and not b.coach_only for b in blocks)
    assert runs or not is_held or clock.ends is None


@settings(max_examples=60, deadline=None)
@given(names=st.lists(_NAMES, min_size=1, max_size=5, unique_by=str.casefold), data=st.data())
def test_a_private_name_is_on_no_slide(names: list[str], data: st.DataObject) -> None:
    found = [
        team(rid, name, off_projector=data.draw(st.booleans()))
        for rid, name in enumerate(names, start=1)
    ]
    shown, mask = shown_teams(found, "en")
    private = [each.name for each in found if each.off_projector]
    spoken = data.draw(st.sampled_from(names))
    block = DayBlock(f"{spoken.upper()} tells", 600, 700, f"Ask {spoken}!", state=State.NOW)
    bare = Material(mask.text("Day"), "en", (), shown, mask, order=tuple(t.rid for t in shown))
    material = data.draw(
        st.sampled_from(
            [held(bare, Now(1, 1, (block,), MOMENT)), planned(bare, [block], DATE, MOMENT)]
        )
    )
    said = f"What does {spoken}\nneed? ({spoken.lower()})"
    kinds = (*_DAY_KINDS, Kind.QUESTION)
    slides = [slide_of(Choice(kind, said if kind is Kind.QUESTION else ""), material)
              for kind in kinds]  # fmt: skip
    scatter = Scatter((ScatterPoint(spoken, 0, 0),), "x", "y", ("", "", "", ""), spoken)
    bars = BarChart((Bar(spoken, 1, "1"),), f"Mostly {spoken}")
    slides += [ChartSlide(spoken, chart, "en").masked(mask) for chart in (bars, scatter)]
    for slide in slides:
        for name in private:
            said_on = "\n".join(words_of(slide))
            assert Mask({name: "…"}).text(said_on) == said_on, (slide, name)


def test_names_stay_inside_other_words_and_where_they_are_not_private() -> None:
    mask = Mask({"Ward 4": "Team 1", "": "Team 2", "Ward 4 night": "Team 3"})
    assert mask.text("ward  4 and Ward 40, WARD\n4!") == "Team 1 and Ward 40, Team 1!"
    assert mask.text("Ward 4 night speaks") == "Team 3 speaks"
    assert Mask({}).text("Ward 4") == "Ward 4"


def test_a_workshops_slides_carry_nothing_else_of_the_workspace(ws: Workspace) -> None:
    event = planned_workshop(ws)
    first = team_store.list_teams(ws.read)[0]
    teams.add_member(ws, first.rid, "Aino Esimerkki")
    teams.update_team(ws, first.rid, reason="Too few people at night", off_projector=True)
    for now in (None, held_day(event)):
        material = _material(ws, event.rid, now)
        said = "\n".join(_words(slide_of(Choice(kind), material)) for kind in Kind)
        hidden = (SECRET, INSTRUCTIONS, "Aino", "Too few", first.name)
        assert not [text for text in hidden if text.casefold() in said]
        assert SECRET not in repr(material)
        assert INSTRUCTIONS not in repr(material)


# -- what the slides tell -------------------------------------------------------------------------


def test_on_its_date_the_plan_tells_what_runs(ws: Workspace) -> None:
    event = planned_workshop(ws)
    material = _material(ws, event.rid)
    agenda = slide_of(Choice(Kind.AGENDA), material)
    assert isinstance(agenda, AgendaSlide)
    rows = [(row.time, row.title, row.state) for row in agenda.rows]
    assert rows == [
        ("09:00", "Opening", State.DONE),
        ("10:00", "Round of sharing", State.NOW),
        ("10:45", "Lunch", State.COMING),
    ]
    clock = slide_of(Choice(Kind.CLOCK), material)
    assert isinstance(clock, ClockSlide)
    assert (clock.title, clock.next_line) == ("Round of sharing", "Next 10:45: Lunch")
    assert clock.ends == dt.datetime(2026, 12, 10, 8, 30, tzinfo=dt.UTC)


def test_on_another_date_nothing_runs(ws: Workspace) -> None:
    event = planned_workshop(ws)
    material = read(ws.read, event.rid, 1, None, MOMENT - dt.timedelta(days=3))
    assert material is not None
    clock = slide_of(Choice(Kind.CLOCK), material)
    assert isinstance(clock, ClockSlide)
    assert (clock.ends, clock.next_line) == (None, "")
    agenda = slide_of(Choice(Kind.AGENDA), material)
    assert isinstance(agenda, AgendaSlide)
    assert {row.state for row in agenda.rows} == {State.COMING}


def test_the_held_day_goes_before_the_plan(ws: Workspace) -> None:
    event = planned_workshop(ws)
    clock = slide_of(Choice(Kind.CLOCK), _material(ws, event.rid, held_day(event)))
    assert isinstance(clock, ClockSlide)
    assert clock.ends == MOMENT + dt.timedelta(minutes=25)
    assert clock.next_line == "Next 10:50: Lunch"
    other_day = _material(ws, event.rid, held_day(event, day=2))
    assert other_day.ends == dt.datetime(2026, 12, 10, 8, 30, tzinfo=dt.UTC)


def test_while_a_block_for_coaches_runs_the_clock_tells_the_time_alone(ws: Workspace) -> None:
    event = planned_workshop(ws)
    now = held_day(event)
    blocks = [block._replace(state=State.DONE) for block in now.blocks]
    blocks[2] = now.blocks[2]._replace(state=State.NOW)
    blocks[3] = now.blocks[3]
    clock = slide_of(
        Choice(Kind.CLOCK), _material(ws, event.rid, now._replace(blocks=tuple(blocks)))
    )
    assert isinstance(clock, ClockSlide)
    assert clock.ends is None
    assert clock.title == "Workshop 1 · Day 1 · Thu 10 Dec"
    assert clock.next_line == "Next 10:50: Lunch"


def test_the_order_shows_who_speaks_and_hides_who_asked_for_it(ws: Workspace) -> None:
    event = planned_workshop(ws)
    rids = [each.rid for each in _material(ws, event.rid).teams]
    name = team_store.teams(ws.read, [rids[2]])[0].name
    teams.update_team(ws, rids[2], off_projector=True)
    turned = (rids[2], rids[0], rids[1])
    ends = MOMENT + dt.timedelta(minutes=4)
    now = held_day(event, order=turned, speaking=1, turn_ends=ends)
    slide = slide_of(Choice(Kind.ORDER), _material(ws, event.rid, now))
    assert isinstance(slide, OrderSlide)
    assert [row.state for row in slide.rows] == [State.DONE, State.NOW, State.COMING]
    assert slide.rows[0].name == "Team 3"
    assert name not in _words(slide)
    assert slide.ends == ends


def test_goals_are_those_of_the_blocks_unless_some_are_typed(ws: Workspace) -> None:
    material = _material(ws, planned_workshop(ws).rid)
    of_day, typed = (slide_of(Choice(Kind.GOALS, text), material) for text in ("", " One \n\nTwo"))
    assert isinstance(of_day, TextSlide)
    assert of_day.lines == ("Everyone knows why", "Learn from each other")
    assert isinstance(typed, TextSlide)
    assert typed.lines == ("One", "Two")


def test_the_plans_language_is_projected_whatever_the_window_speaks(ws: Workspace) -> None:
    event = planned_workshop(ws)
    day = agendas.make_empty(ws, event.rid, 2, "fi")
    agendas.add_block(ws, day, Contents("Avaus", 30))
    material = read(ws.read, event.rid, 2, None, MOMENT + dt.timedelta(days=1, hours=-2))
    assert material is not None
    assert material.language == "fi"
    assert material.title.startswith("Työpaja 1 · Päivä 2")
    assert "Miksi" in " ".join(material.questions)
    assert slide_of(Choice(Kind.QUESTION, "  "), material) == BLANK


def test_charts_come_from_those_who_offer_them(ws: Workspace) -> None:
    event = planned_workshop(ws)
    chart = BarChart((Bar("A", 1, "1"),), "A")
    offered.CHARTS.append(
        ChartSource(
            "test",
            lambda _db, rid, _language: [OfferedChart(f"of/{rid}", "Dots")],
            lambda _db, key, _language: chart if key == f"of/{event.rid}" else None,
        )
    )
    material = _material(ws, event.rid)
    (found,) = charts_of(ws.read, event.rid, "en")
    assert chart_slide(found, material, ws.read) == ChartSlide("Dots", chart, "en")
    gone = OfferedChart("test/of/nothing", "Gone")
    assert chart_slide(gone, material, ws.read) == BLANK
    assert chart_slide(OfferedChart("nobody/x", "Gone"), material, ws.read) == BLANK


def test_a_workshop_that_is_gone_has_no_slides(ws: Workspace) -> None:
    assert read(ws.read, 999, 1, None, MOMENT) is None


def test_time_is_counted_down_to_nothing() -> None:
    given = (-5, 0, 0.2, 59.5, 60, 754, 3600, 3_725)
    counted = ["0:00", "0:00", "0:01", "1:00", "1:00", "12:34", "1:00:00", "1:02:05"]
    assert [count_down(seconds) for seconds in given] == counted
