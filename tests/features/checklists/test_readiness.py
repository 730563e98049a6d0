"""The order of calls, the filters, and what has changed."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.checklists.changes import Edit, Row, changed_cells
from coachdesk.features.checklists.model import Item, ItemState, behind, missing
from coachdesk.features.checklists.readiness import (
    Filter,
    Show,
    Sort,
    TeamReadiness,
    in_order,
    letters,
    next_gathering,
    urgency,
    words_of,
)
from coachdesk.features.programmes.model import Cohort, Event, Place, Run, Timing
from coachdesk.features.programmes.template import find_template
from coachdesk.features.teams.model import Finding, FindingKind, Team
from coachdesk.kernel.text import Texts, msg
from tests.features.checklists.test_model import item
from tests.helpers.coaching import template
from tests.helpers.workspaces import TODAY

BY_NAME = Texts.load("fi").collation_key
NEAR = st.none() | st.dates(TODAY, TODAY + dt.timedelta(20))
DUE = st.none() | st.dates(TODAY - dt.timedelta(9), TODAY + dt.timedelta(9))
ITEMS = st.lists(st.builds(item, st.sampled_from(ItemState), DUE), max_size=6)
RUN = Run(1, "r", "vetoa_ja_pitoa", "1", "Vetoa", 2026, 2026, archived=False)


def place(cohort: int) -> Place:
    return Place(
        RUN, Cohort(cohort, f"c{cohort}", 1, "", f"Alue {cohort}", (), cohort), alone=False
    )


def ready(
    rid: int, name: str, items: list[Item], meets_on: dt.date | None = None, cohort: int = 1
) -> TeamReadiness:
    own = tuple(one._replace(rid=n, team_rid=rid) for n, one in enumerate(items))
    return TeamReadiness(Team(rid, f"t{rid}", name), place(cohort), own, (), meets_on)


TEAMS = st.lists(
    st.builds(
        ready, st.integers(1, 99), st.sampled_from(["Äijät", "Zorro", "ahaa", "Osasto"]), ITEMS,
        NEAR, st.integers(1, 3),
    ),
    max_size=8, unique_by=lambda one: one.team.rid,
)  # fmt: skip


@given(TEAMS, st.sampled_from(Sort), st.randoms())
def test_the_order_does_not_depend_on_how_the_teams_come(
    teams: list[TeamReadiness], sort: Sort, random: Random
) -> None:
    ordered = in_order(teams, sort, TODAY, BY_NAME)
    shuffled = list(teams)
    random.shuffle(shuffled)
    assert in_order(shuffled, sort, TODAY, BY_NAME) == ordered
    assert in_order(ordered, sort, TODAY, BY_NAME) == ordered
    assert sorted(one.team.rid for one in ordered) == sorted(one.team.rid for one in teams)


@given(TEAMS)
def test_calls_go_to_the_worst_first(teams: list[TeamReadiness]) -> None:
    ordered = in_order(teams, Sort.CALLS, TODAY, BY_NAME)
    for first, second in pairwise(ordered):
        assert not (missing(second.items) and not missing(first.items))
        late = [len(behind(one.items, TODAY)) for one in (first, second)]
        assert late[0] >= late[1] or not missing(second.items)


@given(ITEMS, NEAR, NEAR)
def test_of_two_alike_the_nearer_workshop_is_called_first(
    items: list[Item], one: dt.date | None, other: dt.date | None
) -> None:
    nearer = urgency(items, one, TODAY) < urgency(items, other, TODAY)
    assert nearer == ((one or dt.date.max) < (other or dt.date.max))


@given(ITEMS, NEAR)
def test_one_more_late_item_never_puts_a_team_back(items: list[Item], day: dt.date | None) -> None:
    late = item(ItemState.NOT_STARTED, TODAY - dt.timedelta(1))
    assert urgency([*items, late], day, TODAY) < urgency(items, day, TODAY)


@given(TEAMS, st.sampled_from([Sort.NAME, Sort.READINESS, Sort.LATE]))
def test_other_orders_keep_cohorts_together(teams: list[TeamReadiness], sort: Sort) -> None:
    cohorts = [one.place.cohort.rid for one in in_order(teams, sort, TODAY, BY_NAME)]
    assert cohorts == sorted(cohorts)


def test_names_go_by_the_alphabet_of_the_language() -> None:
    teams = [ready(n, name, []) for n, name in enumerate(["Äijät", "Zorro", "ahaa"])]
    ordered = in_order(teams, Sort.NAME, TODAY, BY_NAME)
    assert [one.team.name for one in ordered] == ["ahaa", "Zorro", "Äijät"]


@given(TEAMS, st.sampled_from(Show))
def test_a_filter_takes_teams_that_have_what_it_asks_for(
    teams: list[TeamReadiness], show: Show
) -> None:
    wanted = Filter(show)
    for one in teams:
        taken = wanted.takes(one, words_of(one), TODAY)
        if show is Show.MISSING:
            assert taken == bool(missing(one.items))
        elif show is Show.BEHIND:
            assert taken == bool(behind(one.items, TODAY))
        else:
            assert taken == (show is Show.ALL)


def test_support_make_up_and_changes_are_filters_too() -> None:
    helped = item(ItemState.DONE, key="risk")._replace(support_needed=True)
    one = ready(7, "Osasto", [helped])
    found = replace(one, findings=(Finding(7, FindingKind.ONE_GROUP, msg("t", "x")),))
    assert Filter(Show.SUPPORT).takes(one, (), TODAY)
    assert Filter(Show.MAKE_UP).takes(found, (), TODAY)
    assert not Filter(Show.MAKE_UP).takes(one, (), TODAY)
    assert Filter(Show.CHANGED, changed={(7, "risk")}).takes(one, (), TODAY)
    assert not Filter(Show.CHANGED, changed={(8, "risk")}).takes(one, (), TODAY)


@pytest.mark.parametrize(
    ("text", "taken"),
    [("", True), ("osa", True), ("OSASTO alue", True), ("osasto 9", False), ("päivi", True)],
)
def test_typed_words_are_looked_for_in_names_and_people(text: str, taken: bool) -> None:
    one = ready(1, "Osasto 4", [item(ItemState.DONE)._replace(who="Päivi Lehto")])
    assert Filter(text=text).takes(one, words_of(one), TODAY) is taken


def test_findings_are_letters_in_the_order_of_the_legend() -> None:
    kinds = (FindingKind.NO_SERVICE_USER_DEVELOPER, FindingKind.TOO_FEW)
    assert letters(Finding(1, kind, msg("t", "x")) for kind in kinds) == "bf"


def event(key: str, starts_on: dt.date | None) -> Event:
    return Event(1, "u", 1, key, Timing.DAY if starts_on else Timing.OPEN, starts_on, 1, "")


def test_the_next_gathering_is_a_workshop_where_there_are_any() -> None:
    soon, later = TODAY + dt.timedelta(1), TODAY + dt.timedelta(9)
    kinds = {one.kind: one.key for one in reversed(template().events)}
    other = next(key for kind, key in kinds.items() if kind != "workshop")
    events = [event(other, soon), event("workshop_1", later)]
    found = next_gathering(template(), events, TODAY)
    assert found is not None
    assert found.key == "workshop_1"


def test_a_programme_without_workshops_meets_at_its_next_event() -> None:
    pilot = find_template("division_of_work_pilot")
    assert pilot is not None
    assert "workshop" not in {one.kind for one in pilot.events}
    day = TODAY + dt.timedelta(3)
    found = next_gathering(pilot, [event(pilot.events[0].key, day)], TODAY)
    assert found is not None
    assert found.starts_on == day


def test_without_a_template_the_nearest_event_that_is_not_over_is_next() -> None:
    days = (TODAY - dt.timedelta(2), None, TODAY + dt.timedelta(2), TODAY)
    found = next_gathering(None, [event("x", day) for day in days], TODAY)
    assert found is not None
    assert found.starts_on == TODAY
    assert next_gathering(None, [], TODAY) is None


# -- what has changed -----------------------------------------------------------------------------

EMPTY: Row = {
    "team_rid": 1, "item_key": "risk", "title": "", "state": "not_started", "stage": "",
    "support_needed": None, "support_remark": "", "member_rid": None, "who": "",
    "due_kind": "none", "due_on": None, "event_rid": None, "days_before": 0, "remark": "",
    "position": 0,
}  # fmt: skip
ROWS = st.builds(
    lambda state, who, position: {**EMPTY, "state": state, "who": who, "position": position},
    st.sampled_from([state.value for state in ItemState]), st.sampled_from(["", "Päivi"]),
    st.integers(0, 2),
)  # fmt: skip


@given(ROWS, st.lists(ROWS, min_size=1, max_size=6))
def test_only_the_net_change_is_told(first: Row, later: list[Row]) -> None:
    edits = [Edit(5, before, after) for before, after in pairwise([first, *later])]
    told = [name for name in ("state", "who") if first[name] != later[-1][name]]
    assert changed_cells(edits) == ({(1, "risk")} if told else frozenset())


def test_a_list_that_a_team_got_has_not_changed_until_it_is_begun() -> None:
    assert changed_cells([Edit(1, None, EMPTY)]) == frozenset()
    begun = {**EMPTY, "who": "Päivi"}
    assert changed_cells([Edit(1, None, EMPTY), Edit(1, EMPTY, begun)]) == {(1, "risk")}
    own = {**EMPTY, "item_key": "", "title": "Kutsu"}
    assert changed_cells([Edit(1, None, own)]) == {(1, "")}


def test_what_was_taken_off_the_list_has_changed() -> None:
    assert changed_cells([Edit(1, EMPTY, None)]) == {(1, "risk")}
    assert changed_cells([Edit(1, None, EMPTY), Edit(1, EMPTY, None)]) == frozenset()
    assert changed_cells([]) == frozenset()
