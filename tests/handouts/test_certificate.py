"""Certificates of attendance: who gets one, of which days and hours."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.agendas import service as agendas
from coachdesk.features.agendas.model import BlockKind, Contents, plan_of
from coachdesk.features.notes import service as notes
from coachdesk.features.printing.model import Choices, Order
from coachdesk.features.printing.service import compose_documents, make_file
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as team_store
from coachdesk.handouts.certificate import GUESTS, HANDOUT, HOURS, hours_of
from coachdesk.handouts.gathering import collect as gather
from coachdesk.handouts.presence import participants
from coachdesk.kernel import preferences
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from tests.documents.reading import faults, page_texts, reader
from tests.features.agendas.plans import block, day
from tests.handouts.golden import check_golden, page_lines
from tests.handouts.home import Home
from tests.helpers.coaching import event_of
from tests.helpers.workspaces import TODAY

FIRST, SECOND = dt.date(2026, 12, 3), dt.date(2026, 12, 4)


def event(home: Home) -> int:
    return event_of(home.ws, home.run, "workshop_2").rid


def pages(home: Home, *options: str, language: str = "en", large_print: bool = False) -> list[str]:
    return page_texts(made(home, *options, language=language, large_print=large_print))


def made(home: Home, *options: str, language: str = "en", large_print: bool = False) -> bytes:
    choices = Choices(frozenset(options or {HOURS}))
    order = Order(HANDOUT, (event(home),), language, large_print=large_print, choices=choices)
    return make_file(compose_documents(home.ws.read, order, TODAY), "").data


def meeting(home: Home, on: dt.date, *team_rids: int) -> int:
    return notes.create(home.ws, team_rids or (home.ward,), held_on=on, kind="workshop")


def people(home: Home) -> list[int]:
    return [one.rid for one in team_store.members(home.ws.read, home.ward)]


def who(home: Home) -> dict[str, tuple[int, ...]]:
    """The days of each participant."""
    found = gather(home.ws.read, event(home), TODAY, Choices())
    assert found is not None
    return {one.name: one.days for one in participants(home.ws.read, found)}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_with_the_hours_of_the_plan(home: Home, language: str) -> None:
    agendas.make_from_programme(home.ws, event(home), language)
    guest = notes.add_guest(home.ws, meeting(home, FIRST), "Sijainen Ö")
    notes.set_stand_in(home.ws, guest, people(home)[1])
    for rid in people(home)[::2]:
        notes.set_presence(home.ws, _of_guest(home), rid)
    data = made(home, HOURS, GUESTS, language=language)
    assert faults(data) == []
    root: Any = reader(data).trailer["/Root"]
    assert root["/Lang"] == language
    check_golden(f"certificate_hours.{language}", page_lines(data))


def _of_guest(home: Home) -> int:
    (found,) = home.ws.read.execute("SELECT meeting_rid FROM attendance").fetchone()
    return int(found)


def test_without_notes_every_active_member_gets_one_of_all_days(home: Home) -> None:
    gone, coming = people(home)[1], people(home)[2]
    teams.update_member(home.ws, gone, active_to=FIRST - dt.timedelta(days=1))
    teams.update_member(home.ws, coming, active_from=FIRST)
    assert who(home) == {"Päivi Lehtonen": (1, 2), "Ŧuula =1+1": (1, 2)}
    assert len(pages(home)) == 2


def test_with_notes_only_those_who_were_there(home: Home) -> None:
    first, second, third = people(home)
    one = meeting(home, FIRST)
    notes.set_presence(home.ws, one, first)
    notes.set_presence(home.ws, one, second, "absent")
    assert who(home) == {"Päivi Lehtonen": (1, 2)}
    two = meeting(home, SECOND)
    notes.set_presence(home.ws, two, second)
    notes.set_presence(home.ws, two, third, "left_early")
    assert who(home) == {"Päivi Lehtonen": (1,), "Jere Mäkelä": (2,), "Ŧuula =1+1": (2,)}
    said = pages(home)
    assert "Thursday 3 December" in said[0]
    assert "Friday 4 December" not in said[0]
    assert "Friday 4 December 2026, part of the day" in said[2]


def test_notes_of_other_days_teams_and_kinds_do_not_count(home: Home) -> None:
    rid = people(home)[0]
    for on in (FIRST - dt.timedelta(days=1), SECOND + dt.timedelta(days=1)):
        notes.set_presence(home.ws, meeting(home, on), rid, "absent")
    visit = notes.create(home.ws, [home.ward], held_on=FIRST, kind="visit")
    notes.set_presence(home.ws, visit, rid, "absent")
    notes.add_guest(home.ws, meeting(home, FIRST, home.ward, home.home_care), "Luennoija")
    assert list(who(home)) == ["Päivi Lehtonen", "Jere Mäkelä", "Ŧuula =1+1"]


def test_guests_get_one_when_chosen_and_in_anothers_place_always(home: Home) -> None:
    one = meeting(home, FIRST)
    notes.set_presence(home.ws, one, people(home)[0])
    notes.add_guest(home.ws, one, "Luennoija")
    stand_in = notes.add_guest(home.ws, one, "Sijainen")
    notes.set_stand_in(home.ws, stand_in, people(home)[1])
    assert who(home) == {"Päivi Lehtonen": (1, 2), "Luennoija": (1,), "Sijainen": (1,)}
    said = pages(home)
    assert ["Luennoija" in page for page in said] == [False, False]
    assert "Sijainen" in said[1]
    assert "as a member of a development team" in said[1]
    assert "as a guest" in pages(home, GUESTS)[1]


def test_hours_are_summed_only_where_all_of_the_day_was_attended(home: Home) -> None:
    for number in (1, 2):
        planned = agendas.make_empty(home.ws, event(home), number, "en")
        agendas.add_block(home.ws, planned, Contents("Work", 120))
        agendas.add_block(home.ws, planned, Contents("Food", 45, BlockKind.LUNCH))
        agendas.add_block(home.ws, planned, Contents("More", 90))
    said = pages(home)[0]
    assert said.count("09:00–13:15 3 h 30 min") == 2
    assert "Together 7 h" in said
    late = meeting(home, FIRST)
    notes.set_presence(home.ws, late, people(home)[0], "late")
    (said,) = pages(home)
    assert "Thursday 3 December 2026 part of the day" in said
    assert "Together" not in said
    assert "3 h 30 min" not in pages(home, GUESTS)[0]


def test_a_workshop_without_a_date_or_people(home: Home) -> None:
    programmes.move_event(home.ws, event(home), EventDate.open())
    assert "Day 1 Day 2" in pages(home)[0]
    for rid in people(home):
        teams.remove_members(home.ws, [rid])
    (said,) = pages(home)
    assert "The person named here" in said
    assert "Workshop 2" in said


def test_the_coaches_sign_or_the_one_who_uses_the_program(home: Home) -> None:
    assert pages(home)[0].endswith("Place and date Coach")
    with home.ws.change(msg("test", "Name")) as db:
        preferences.write(db, preferences.COACH_NAME, "Laura Salmi")
    assert pages(home)[0].endswith("Laura Salmi Coach")


def test_names_are_printed_as_they_are_and_the_longest_whole(home: Home) -> None:
    long = "Maximiliana " * 16 + "ŧ 🙂"
    teams.add_member(home.ws, home.ward, long)
    teams.add_member(home.ws, home.ward, "=cmd|' /C calc'!A0 <b>x</b> &amp;")
    with pytest.raises(UserError, match="10000"):
        teams.add_member(home.ws, home.ward, "x" * 10_000)
    teams.add_member(home.ws, home.ward, "Nu\x00lla")
    for large_print in (False, True):
        data = made(home, large_print=large_print)
        assert faults(data) == []
        said = page_texts(data)
        assert len(said) == 6
        assert long in said[3]
        assert "=cmd|' /C calc'!A0 <b>x</b> &amp;" in said[4]
        assert "Nulla" in said[5]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([BlockKind.TALK, BlockKind.LUNCH]),
            st.integers(0, 300),
            st.booleans(),
            st.sampled_from(["", "A", "B"]),
        ),
        max_size=8,
    )
)
def test_hours_are_never_more_than_the_day_has(
    parts: list[tuple[BlockKind, int, bool, str]],
) -> None:
    blocks = [
        block(number, minutes, kind=kind, coach_only=only, track=track)
        for number, (kind, minutes, only, track) in enumerate(parts)
    ]
    plan = plan_of(day(), blocks)
    found = hours_of(plan)
    seen = [slot for slot in plan.slots if not slot.block.coach_only]
    if found is None:
        assert all(slot.begins == slot.ends for slot in seen)
        return
    assert plan.begins <= found.begins < found.ends <= plan.ends
    assert 0 <= found.minutes <= found.ends - found.begins
    if all(slot.block.kind is BlockKind.TALK for slot in seen):
        assert found.minutes == found.ends - found.begins
