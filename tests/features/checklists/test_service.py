"""The coach's verbs on checklists, on a real file."""

import datetime as dt

import pytest

from coachdesk.features.checklists import service, store
from coachdesk.features.checklists.model import Item, ItemState, Progress
from coachdesk.features.checklists.search import SOURCES
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import move_event
from coachdesk.features.teams import service as teams
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import add_teams, event_of, item_of, start_run, template
from tests.helpers.workspaces import TODAY


@pytest.fixture
def team(ws: Workspace) -> int:
    return add_teams(ws, "Osasto 4")[0]


@pytest.fixture
def run(ws: Workspace, team: int) -> int:
    return start_run(ws, [team])


def _again(ws: Workspace, item: Item) -> Item:
    found = store.item(ws.read, item.rid)
    assert found is not None
    return found


def test_a_stage_brings_its_state_and_a_state_clears_the_stage(
    ws: Workspace, run: int, team: int
) -> None:
    item = item_of(ws, run, team, "risk_assessment")
    kind = template().kind(item.kind)
    assert kind is not None
    for stage, state in (
        ("planned", ItemState.NOT_STARTED), ("started", ItemState.IN_PROGRESS),
        ("done", ItemState.DONE), ("used", ItemState.DONE),
    ):  # fmt: skip
        service.set_stage(ws, item.rid, kind, stage)
        assert (_again(ws, item).stage, _again(ws, item).state) == (stage, state)
    service.set_state(ws, item.rid, ItemState.NOT_APPLICABLE)
    assert _again(ws, item).stage == ""
    with pytest.raises(UserError):
        service.set_stage(ws, item.rid, kind, "unknown")


def test_several_states_are_one_undo_step(ws: Workspace, run: int, team: int) -> None:
    items = store.items(ws.read, run, team)
    service.set_states(ws, [item.rid for item in items[:3]], ItemState.DONE)
    assert store.progress_of_teams(ws.read, TODAY) == {team: Progress(3, 12)}
    ws.undo()
    assert store.progress_of_teams(ws.read, TODAY) == {team: Progress(0, 12)}


def test_support_has_three_answers_and_a_remark(ws: Workspace, run: int, team: int) -> None:
    item = item_of(ws, run, team, "workplace_survey")
    assert item.support_needed is None
    for answer in (True, False, None):
        service.set_support(ws, item.rid, answer)
        assert _again(ws, item).support_needed is answer
    service.set_support_remark(ws, item.rid, "mallipohja")
    assert _again(ws, item).support_remark == "mallipohja"


def test_who_is_a_member_by_the_present_name_or_words(ws: Workspace, run: int, team: int) -> None:
    member = teams.add_member(ws, team, "Anna Virtanen")
    item = item_of(ws, run, team, "team_formed")
    service.set_who(ws, item.rid, "ignored", member)
    teams.update_member(ws, member, name="Anna Aho")
    assert _again(ws, item).who == "Anna Aho"
    service.set_who(ws, item.rid, " työterveys \n")
    assert (_again(ws, item).who, _again(ws, item).member_rid) == ("työterveys", None)


def test_a_fixed_date_stays_when_the_workshop_moves(ws: Workspace, run: int, team: int) -> None:
    item = item_of(ws, run, team, "team_formed")
    day = dt.date(2026, 11, 30)
    service.set_due(ws, item.rid, Due(DueKind.DATE, day))
    move_event(ws, event_of(ws, run).rid, EventDate.of(dt.date(2027, 2, 1)))
    assert _again(ws, item).due.on == day
    service.set_due(ws, item.rid, Due())
    assert _again(ws, item).due == Due()


def test_items_are_added_renamed_ordered_and_deleted(ws: Workspace, run: int, team: int) -> None:
    before = [item.rid for item in store.items(ws.read, run, team)]
    rid = service.add_item(ws, run, team, " Kutsu työsuojelu \n mukaan ")
    assert [item.rid for item in store.items(ws.read, run, team)] == [*before, rid]
    service.reorder(ws, [rid, *before])
    assert [item.rid for item in store.items(ws.read, run, team)] == [rid, *before]
    ws.undo()
    assert [item.rid for item in store.items(ws.read, run, team)] == [*before, rid]
    service.delete_item(ws, before[0])
    assert [item.rid for item in store.items(ws.read, run, team)] == [*before[1:], rid]
    ws.undo()
    assert [item.rid for item in store.items(ws.read, run, team)] == [*before, rid]


def test_an_empty_title_brings_the_template_back_but_not_for_her_own(
    ws: Workspace, run: int, team: int
) -> None:
    item = item_of(ws, run, team, "team_formed")
    service.rename_item(ws, item.rid, "Porukka koolla")
    assert _again(ws, item).title == "Porukka koolla"
    service.rename_item(ws, item.rid, "")
    assert _again(ws, item).title == ""
    own = service.add_item(ws, run, team, "Oma")
    with pytest.raises(UserError):
        service.rename_item(ws, own, " ")
    with pytest.raises(UserError):
        service.add_item(ws, run, team, " ")


def test_typing_a_remark_is_one_undo_step(ws: Workspace, run: int, team: int) -> None:
    item = item_of(ws, run, team, "team_formed")
    for text in ("so", "soita", "soita pe"):
        service.set_remark(ws, item.rid, text)
    ws.undo()
    assert _again(ws, item).remark == ""
    with pytest.raises(UserError):
        service.set_remark(ws, item.rid, "x" * (service.REMARK_LIMIT + 1))


def test_the_search_reads_what_she_wrote_and_nothing_else(
    ws: Workspace, run: int, team: int
) -> None:
    item = item_of(ws, run, team, "staff_survey")
    own = service.add_item(ws, run, team, "Kutsu työsuojelu")
    service.set_remark(ws, item.rid, "tulokset esihenkilöltä")
    rids = [each.rid for each in store.items(ws.read, run, team)]
    found = {entry.rid: entry for entry in SOURCES[0].read(ws.read, rids)}
    assert set(found) == {item.rid, own}
    assert found[own].title == "Kutsu työsuojelu"
    assert found[item.rid].body == "tulokset esihenkilöltä"
    assert found[item.rid].title.startswith("Mitä kuuluu?")
