"""Methods in a real encrypted file: each verb one undo step, nothing lost, nothing told."""

import datetime as dt
import re

import pytest

from coachdesk.features.methods import service, service_lists, service_people, store
from coachdesk.features.methods.alternatives import Alternatives
from coachdesk.features.methods.changing import contents_of
from coachdesk.features.methods.grouping import Wish
from coachdesk.features.methods.model import EMPTY, Groups, Kind, Sparring
from coachdesk.features.methods.packing import packed, unpacked
from coachdesk.features.methods.priorities import Priorities, Target
from coachdesk.features.methods.spread import CheckIn
from coachdesk.features.notes import service as notes
from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as team_store
from coachdesk.features.teams.model import Role
from coachdesk.kernel.database import delete, rows, value
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.features.methods.home import NAMES, Home
from tests.helpers.workspaces import TODAY


def begin(home: Home, kind: Kind) -> int:
    return service.begin(home.ws, kind, home.event, home.teams, "en")


@pytest.mark.parametrize("kind", Kind)
def test_a_use_is_begun_named_and_taken_back(home: Home, kind: Kind) -> None:
    ws = home.ws
    rid = begin(home, kind)
    found = store.use(ws.read, rid)
    assert found is not None
    assert (found.kind, found.made_on, found.event_rid) == (kind, TODAY, home.event)
    assert store.team_rids(ws.read, rid) == home.teams
    assert [row.teams for row in store.newest(ws.read)] == [("Family team", "Home care", "Ward 4")]
    service.rename(ws, rid, "  Before the  break ")
    renamed = store.use(ws.read, rid)
    assert renamed is not None
    assert renamed.name() == "Before the break"
    ws.undo()
    ws.undo()
    assert store.newest(ws.read) == []
    assert value(ws.read, "SELECT count(*) FROM method_team") == 0
    ws.redo()
    again = store.use(ws.read, rid)
    assert again == found
    service.remove(ws, rid)
    assert store.use(ws.read, rid) is None
    ws.undo()
    assert store.use(ws.read, rid) == found


FULL = (
    Priorities((Target(1, "Äö", 3, None, 2), Target(4, "B")), 5, 12),
    Sparring(("a", "b"), 1, mutual=True),
    Groups(4, by_size=False, present_only=True, left_out=frozenset({"x", "y"}),
           wishes=(Wish(("a", "b"), together=False),), seed=3, groups=(("a",), ("b", "c"))),
    CheckIn("How?", {3: 2, 10: 8}),
)  # fmt: skip


def test_what_came_of_a_method_is_read_as_it_was_stored(ws: Workspace) -> None:
    for contents in (*FULL, *EMPTY.values()):
        kind = next(kind for kind, empty in EMPTY.items() if type(empty) is type(contents))
        assert unpacked(kind, packed(contents)) == contents
    rid = service.begin(ws, Kind.FIVE_ALTERNATIVES, None, [], "en")
    service_lists.add_options(ws, rid, "One\nTwo")
    service_lists.add_criteria(ws, rid, "Cost")
    service_lists.score(ws, rid, 2, 1, 4)
    made = contents_of(ws, rid, Alternatives)
    assert made.scores == {(2, 1): 4}


def test_the_language_falls_back_to_one_that_is_known(ws: Workspace) -> None:
    rid = service.begin(ws, Kind.CHECK_IN, None, [], "xx")
    assert store.language_of(ws.read, rid) == "fi"
    service.set_language(ws, rid, "sv")
    assert store.language_of(ws.read, rid) == "sv"
    assert store.language_of(ws.read, 999) == ""


def test_whom_it_is_for_can_be_changed(home: Home) -> None:
    ws, first = home.ws, home.teams[0]
    rid = begin(home, Kind.PRIORITISING)
    service.set_scope(ws, rid, None, [first])
    assert store.team_rids(ws.read, rid) == [first]
    assert [row.use.rid for row in store.uses_of_team(ws.read, first)] == [rid]
    assert store.uses_of_team(ws.read, home.teams[1]) == []
    assert store.uses_of_event(ws.read, home.event) == []
    assert store.rids_of_team_alone(ws.read, first) == [rid]
    ws.undo()
    assert store.team_rids(ws.read, rid) == home.teams
    assert store.rids_of_team_alone(ws.read, first) == []
    assert [row.use.rid for row in store.uses_of_event(ws.read, home.event)] == [rid]


def test_a_use_outlives_its_workshop(home: Home) -> None:
    rid = begin(home, Kind.PRIORITISING)
    with home.ws.change(msg("test", "Delete")) as db:
        delete(db, "event", home.event)
    found = store.use(home.ws.read, rid)
    assert found is not None
    assert found.event_rid is None


def test_what_is_gone_is_told(ws: Workspace) -> None:
    with pytest.raises(UserError, match="no longer there"):
        service_lists.add_targets(ws, 7, "A")
    rid = service.begin(ws, Kind.CHECK_IN, None, [], "en")
    with pytest.raises(TypeError):
        service_lists.add_targets(ws, rid, "A")


# -- prioritising ---------------------------------------------------------------------------------


def test_targets_are_added_line_by_line_rated_and_given_dots(ws: Workspace) -> None:
    rid = service.begin(ws, Kind.PRIORITISING, None, [], "en")
    service_lists.add_targets(ws, rid, " Breaks \n\nHandover")
    one, two = contents_of(ws, rid, Priorities).targets
    assert (one.text, two.text) == ("Breaks", "Handover")
    service_lists.change_target(ws, rid, two.key, {"impact": 5})
    service_lists.change_target(ws, rid, two.key, {"effort": 2, "text": "A better handover"})
    for by in (1, 1, 1, -1):
        service_lists.add_dots(ws, rid, [one.key, two.key], by)
    service_lists.add_dots(ws, rid, [one.key], -9)
    one, two = contents_of(ws, rid, Priorities).targets
    assert (one.dots, two) == (0, Target(two.key, "A better handover", 5, 2, 2))
    service_lists.set_dots(ws, rid, one.key, 7)
    assert contents_of(ws, rid, Priorities).targets[0].dots == 7
    for _ in range(3):
        ws.undo()
    assert [target.dots for target in contents_of(ws, rid, Priorities).targets] == [0, 0]
    service_lists.remove_targets(ws, rid, [one.key])
    service_lists.add_targets(ws, rid, "New")
    keys = [target.key for target in contents_of(ws, rid, Priorities).targets]
    assert keys == [two.key, two.key + 1]


def test_wrong_targets_are_refused(ws: Workspace) -> None:
    rid = service.begin(ws, Kind.PRIORITISING, None, [], "en")
    service_lists.add_targets(ws, rid, "A")
    for figure in (0, 6):
        with pytest.raises(UserError, match="from 1 to 5"):
            service_lists.change_target(ws, rid, 1, {"impact": figure})
    with pytest.raises(UserError, match="a few words"):
        service_lists.change_target(ws, rid, 1, {"text": "  "})
    with pytest.raises(UserError, match="60 lines"):
        service_lists.add_targets(ws, rid, "x\n" * 60)
    assert len(contents_of(ws, rid, Priorities).targets) == 1
    service_lists.set_voting(ws, rid, 0, -5)
    assert contents_of(ws, rid, Priorities).dots_each == 1


# -- five alternatives ----------------------------------------------------------------------------


def test_a_decision_may_differ_from_the_best_score(ws: Workspace) -> None:
    rid = service.begin(ws, Kind.FIVE_ALTERNATIVES, None, [], "en")
    service_lists.add_options(ws, rid, "Pairs\nOne runner\nNothing")
    service_lists.add_criteria(ws, rid, "Cost\nCalm")
    service_lists.change_criterion(ws, rid, 2, weight=3)
    for option, cost, calm in ((1, 5, 1), (2, 1, 5)):
        service_lists.score(ws, rid, option, 1, cost)
        service_lists.score(ws, rid, option, 2, calm)
    service_lists.decide(ws, rid, 1)
    service_lists.set_reason(ws, rid, "It can begin\non Monday.")
    made = contents_of(ws, rid, Alternatives)
    assert [made.total(option) for option in made.options] == [8, 16, 0]
    assert [option.text for option in made.best()] == ["One runner"]
    assert made.decided() == made.options[0]
    assert made.reason == "It can begin\non Monday."
    service_lists.remove_options(ws, rid, [1])
    left = contents_of(ws, rid, Alternatives)
    assert left.decision is None
    assert {place[0] for place in left.scores} == {2}
    ws.undo()
    service_lists.remove_criteria(ws, rid, [2])
    assert [contents_of(ws, rid, Alternatives).total(one) for one in made.options] == [5, 1, 0]


def test_options_and_criteria_are_renamed_and_checked(ws: Workspace) -> None:
    rid = service.begin(ws, Kind.FIVE_ALTERNATIVES, None, [], "en")
    service_lists.add_options(ws, rid, "A")
    service_lists.add_criteria(ws, rid, "B")
    service_lists.rename_option(ws, rid, 1, "Better")
    service_lists.change_criterion(ws, rid, 1, text="Cost", weight=99)
    made = contents_of(ws, rid, Alternatives)
    assert (made.options[0].text, made.criteria[0].text) == ("Better", "Cost")
    assert made.criteria[0].weight == 5
    with pytest.raises(UserError, match="from 0 to 5"):
        service_lists.score(ws, rid, 1, 1, 6)
    service_lists.score(ws, rid, 1, 1, 0)
    assert made.missing(made.options[0]) == 1
    assert contents_of(ws, rid, Alternatives).missing(made.options[0]) == 0
    service_lists.score(ws, rid, 1, 1, None)
    assert contents_of(ws, rid, Alternatives).scores == {}


# -- sparring -------------------------------------------------------------------------------------


def test_a_sparring_round_begins_with_the_teams_of_the_workshop(home: Home) -> None:
    ws = home.ws
    rid = begin(home, Kind.SPARRING)
    made = contents_of(ws, rid, Sparring)
    names = store.names(ws.read, made).teams
    assert [names[uuid] for uuid in made.teams] == list(NAMES)
    service_people.set_rounds(ws, rid, 9, mutual=False)
    assert contents_of(ws, rid, Sparring).rounds == 2
    service_people.set_rounds(ws, rid, 9, mutual=True)
    assert contents_of(ws, rid, Sparring).rounds == 3
    service_people.set_teams(ws, rid, home.teams[1:])
    assert len(contents_of(ws, rid, Sparring).teams) == 2


# -- groups ---------------------------------------------------------------------------------------


def test_groups_are_mixed_at_once_and_again(home: Home) -> None:
    ws = home.ws
    rid = begin(home, Kind.GROUPS)
    first = home.groups(rid)
    assert [len(group) for group in first] == [4, 4, 4]
    service_people.mix_again(ws, rid)
    second = home.groups(rid)
    assert second != first
    ws.undo()
    assert home.groups(rid) == first
    ws.redo()
    assert home.groups(rid) == second
    service_people.set_size(ws, rid, 2, by_size=False)
    assert [len(group) for group in home.groups(rid)] == [6, 6]
    service_people.set_size(ws, rid, 3, by_size=True)
    assert [len(group) for group in home.groups(rid)] == [3, 3, 3, 3]
    assert all(
        {one[0], other[0], third[0]} == {"W", "H", "F"}
        for one, other, third in (tuple(group) for group in home.groups(rid))
    )


def test_wishes_are_kept_and_impossible_ones_refused(home: Home) -> None:
    ws = home.ws
    rid = begin(home, Kind.GROUPS)
    service_people.add_wish(ws, rid, home.keys("W1", "W2", "W3"), together=True)
    service_people.add_wish(ws, rid, home.keys("H1", "F1"), together=False)
    before = home.groups(rid)
    assert any({"W1", "W2", "W3"} <= group for group in before)
    assert not any({"H1", "F1"} <= group for group in before)
    with pytest.raises(UserError, match="both together and apart"):
        service_people.add_wish(ws, rid, home.keys("W1", "W2"), together=False)
    with pytest.raises(UserError, match="two people"):
        service_people.add_wish(ws, rid, home.keys("W1"), together=True)
    with pytest.raises(UserError, match="to be together, but"):
        service_people.set_size(ws, rid, 2, by_size=True)
    assert home.groups(rid) == before
    service_people.remove_wish(ws, rid, 0)
    assert [wish.together for wish in contents_of(ws, rid, Groups).wishes] == [False]


def test_who_is_left_out_is_in_no_group(home: Home) -> None:
    ws = home.ws
    rid = begin(home, Kind.GROUPS)
    service_people.leave_out(ws, rid, home.keys("W1", "H2"), left_out=True)
    assert not {"W1", "H2"} & set().union(*home.groups(rid))
    service_people.leave_out(ws, rid, home.keys("W1"), left_out=False)
    assert {"W1"} <= set().union(*home.groups(rid))


def test_only_those_present_are_mixed_by_choice(home: Home) -> None:
    ws = home.ws
    rid = begin(home, Kind.GROUPS)
    service_people.set_present_only(ws, rid, present_only=True)
    assert home.groups(rid) == []
    meeting = notes.create(ws, [home.teams[0]], held_on=TODAY, kind="workshop")
    members = {one.name: one.rid for one in team_store.members(ws.read, home.teams[0])}
    with ws.change(msg("test", "Attendance")) as db:
        for name, state in (("W1", "present"), ("W2", "late"), ("W3", "absent")):
            db.execute(
                "INSERT INTO attendance(uuid, meeting_rid, member_rid, state) VALUES (?, ?, ?, ?)",
                (name, meeting, members[name], state),
            )
    service_people.mix_again(ws, rid)
    assert set().union(*home.groups(rid)) == {"W1", "W2"}


def test_former_members_and_contacts_are_not_mixed(home: Home) -> None:
    ws, ward = home.ws, home.teams[0]
    teams.add_member(ws, ward, "Gone", active_to=TODAY - dt.timedelta(days=1))
    teams.add_member(ws, ward, "Contact", role=Role.CONTACT)
    assert len(home.people()) == 12


def test_a_member_who_is_erased_leaves_no_name_in_the_groups(home: Home) -> None:
    ws = home.ws
    rid = begin(home, Kind.GROUPS)
    member = team_store.members(ws.read, home.teams[0])[0]
    data = str(value(ws.read, "SELECT data FROM method_use WHERE rid = ?", (rid,)))
    assert member.uuid in data
    assert not re.search(r'"[WHF][1-4]"', data)
    ws.erase({"member": [member.rid]})
    contents = contents_of(ws, rid, Groups)
    assert member.uuid not in store.names(ws.read, contents).people


# -- check-in -------------------------------------------------------------------------------------


def test_a_check_in_keeps_the_tally_and_no_order(home: Home) -> None:
    ws = home.ws
    rid = begin(home, Kind.CHECK_IN)
    service.set_question(ws, rid, " How was  the morning? ")
    assert service.set_tally(ws, rid, "9 1 9 10") == 4
    stored = contents_of(ws, rid, CheckIn)
    assert stored == CheckIn("How was the morning?", {1: 1, 9: 2, 10: 1})
    assert service.set_tally(ws, rid, "10919") == 4
    assert contents_of(ws, rid, CheckIn) == stored
    every = "".join(str(row) for row in rows(ws.read, "SELECT * FROM method_use"))
    assert "9 1 9 10" not in every
    with pytest.raises(UserError):
        service.set_tally(ws, rid, "11x")
    assert contents_of(ws, rid, CheckIn) == stored
