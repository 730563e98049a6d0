"""Plans are made, changed, moved and copied; every verb is one step back."""

import datetime as dt
from dataclasses import replace

import pytest

from coachdesk.features.agendas import service, store
from coachdesk.features.agendas.model import BlockKind, Contents, PlanBlock, plan_of
from coachdesk.features.programmes import store as programmes
from coachdesk.kernel.database import delete
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.features.agendas.plans import workshop
from tests.helpers.coaching import template


def _titles(ws: Workspace, day: int) -> list[str]:
    return [block.title for block in store.blocks(ws.read, day)]


def _named(ws: Workspace, day: int, *names: str) -> list[int]:
    return [service.add_block(ws, day, Contents(name, 30)) for name in names]


def _block(ws: Workspace, rid: int) -> PlanBlock:
    found = store.block(ws.read, rid)
    assert found is not None
    return found


@pytest.fixture
def day(ws: Workspace) -> int:
    return service.make_empty(ws, workshop(ws).rid, 1, "en")


def test_all_days_are_made_from_the_programme_in_a_language(ws: Workspace) -> None:
    event = workshop(ws)
    rids = service.make_from_programme(ws, event.rid, "sv")
    agendas = template().agendas_of("workshop_1")
    assert [store.day(ws.read, rid).day for rid in rids] == [a.day for a in agendas]  # type: ignore[union-attr]  # just made
    for rid, agenda in zip(rids, agendas, strict=True):
        made = store.day(ws.read, rid)
        assert made is not None
        blocks = store.blocks(ws.read, rid)
        assert [block.title for block in blocks] == [b.title.sv for b in agenda.blocks]
        slots = plan_of(made, blocks).slots
        assert [(s.begins, s.ends, s.gap) for s in slots] == [
            (s.begins, s.ends, s.gap) for s in agenda.slots()
        ]
    ws.undo()
    assert store.days(ws.read, event.rid) == []


def test_days_that_have_a_plan_are_left_alone(ws: Workspace) -> None:
    event = workshop(ws)
    own = service.make_empty(ws, event.rid, 1, "en")
    made = service.make_from_programme(ws, event.rid, "en")
    assert own not in made
    assert _titles(ws, own) == []
    with pytest.raises(UserError, match="no agenda"):
        service.make_from_programme(ws, event.rid, "en")
    with pytest.raises(UserError, match="a plan already"):
        service.make_empty(ws, event.rid, 1, "en")
    with pytest.raises(UserError, match="a plan already"):
        service.copy_day(ws, made[0], event.rid, 1)
    with pytest.raises(UserError, match="from 1 to 31"):
        service.make_empty(ws, event.rid, 0, "en")
    with pytest.raises(UserError, match="no longer there"):
        service.make_empty(ws, 999, 1, "en")


def test_a_shortened_block_lets_all_after_it_move_and_presses_are_one_step(
    ws: Workspace, day: int
) -> None:
    first, second = _named(ws, day, "One", "Two")
    for _ in range(3):
        service.lengthen(ws, [first], -5)
    plan_day = store.day(ws.read, day)
    assert plan_day is not None
    slots = plan_of(plan_day, store.blocks(ws.read, day)).slots
    assert [slot.begins for slot in slots] == [540, 555]
    service.lengthen(ws, [first], -500)
    assert _block(ws, first).minutes == 0
    service.lengthen(ws, [second], 5000)
    assert _block(ws, second).minutes == 1440
    ws.undo()
    ws.undo()
    assert [b.minutes for b in store.blocks(ws.read, day)] == [30, 30]


def test_blocks_move_and_go_back(ws: Workspace, day: int) -> None:
    one, two, three = _named(ws, day, "One", "Two", "Three")
    service.move_blocks(ws, day, [three], -1)
    service.move_blocks(ws, day, [three], -1)
    assert _titles(ws, day) == ["Three", "One", "Two"]
    ws.undo()
    assert _titles(ws, day) == ["One", "Two", "Three"]
    service.place_blocks(ws, day, [one, two], 3)
    assert _titles(ws, day) == ["Three", "One", "Two"]
    new = service.add_block(ws, day, Contents("New", 5), behind=three)
    assert store.order(ws.read, day) == [three, new, one, two]
    ws.undo()
    assert _titles(ws, day) == ["Three", "One", "Two"]


def test_removed_blocks_come_back_where_they_were(ws: Workspace, day: int) -> None:
    _one, two, _three = _named(ws, day, "One", "Two", "Three")
    service.remove_blocks(ws, [two])
    assert _titles(ws, day) == ["One", "Three"]
    ws.undo()
    assert _titles(ws, day) == ["One", "Two", "Three"]


def test_all_fields_are_kept_and_typing_is_one_step(ws: Workspace, day: int) -> None:
    (rid,) = _named(ws, day, "One")
    for text in ("W", "Wa", "Walk"):
        service.change_block(ws, rid, {"title": text}, "title")
    service.change_block(
        ws, rid,
        {"fixed_at": dt.time(12, 0), "track": " Room  A ", "kind": BlockKind.LUNCH, "minutes": 45,
         "goal": "g", "materials": "m", "instructions": "one\r\ntwo\n", "coach_only": True,
         "by_team": True},
    )  # fmt: skip
    kept = _block(ws, rid)
    assert kept == PlanBlock(
        rid=rid, uuid=kept.uuid, day_rid=day, title="Walk", minutes=45, kind=BlockKind.LUNCH,
        goal="g", materials="m", instructions="one\ntwo", coach_only=True, by_team=True,
        fixed_at=dt.time(12, 0), track="Room A",
    )  # fmt: skip
    ws.undo()
    ws.undo()
    assert _block(ws, rid).title == "One"


@pytest.mark.parametrize("fields", [{"title": "  "}, {"minutes": -1}, {"minutes": 1441}])
def test_what_cannot_be_is_refused_and_changes_nothing(
    ws: Workspace, day: int, fields: service.BlockFields
) -> None:
    (rid,) = _named(ws, day, "One")
    with pytest.raises(UserError):
        service.change_block(ws, rid, fields)
    with pytest.raises(UserError):
        service.add_block(ws, day, replace(Contents("x", 5), **fields))
    assert [(b.title, b.minutes) for b in store.blocks(ws.read, day)] == [("One", 30)]


def test_a_day_is_copied_with_all_its_blocks(ws: Workspace) -> None:
    event = workshop(ws)
    source = service.make_from_programme(ws, event.rid, "fi")[0]
    service.set_title(ws, source, "Present state")
    service.set_start(ws, source, dt.time(8, 15))
    service.set_end(ws, source, dt.time(15, 30))
    other = next(e for e in programmes.events(ws.read, event.cohort_rid) if e.rid != event.rid)
    copy = store.day(ws.read, service.copy_day(ws, source, other.rid, 4))
    assert copy is not None
    assert (copy.event_rid, copy.day, copy.title, copy.language) == (
        other.rid, 4, "Present state", "fi",
    )  # fmt: skip
    assert (copy.starts_at, copy.ends_at) == (dt.time(8, 15), dt.time(15, 30))
    assert _titles(ws, copy.rid) == _titles(ws, source)
    assert [b.fixed_at for b in store.blocks(ws.read, copy.rid)] == [
        b.fixed_at for b in store.blocks(ws.read, source)
    ]
    service.remove_day(ws, source)
    assert store.blocks(ws.read, source) == []
    assert _titles(ws, copy.rid)
    assert store.planned_events(ws.read) == [event.rid, other.rid]


def test_a_plan_goes_with_its_event(ws: Workspace) -> None:
    event = workshop(ws)
    service.make_from_programme(ws, event.rid, "fi")
    with ws.change(msg("test", "Delete")) as db:
        delete(db, "event", event.rid)
    assert store.all_days(ws.read) == []
    with pytest.raises(UserError, match="no longer there"):
        service.add_block(ws, 1, Contents("x", 5))


def test_own_blocks_are_kept_from_a_plan_without_their_place(ws: Workspace, day: int) -> None:
    (rid,) = _named(ws, day, "Walk")
    service.change_block(ws, rid, {"fixed_at": dt.time(9, 0), "track": "A", "goal": "See"})
    own_rid = service.keep_block(ws, rid)
    service.remove_blocks(ws, [rid])
    (own,) = store.own_blocks(ws.read)
    assert (own.title, own.minutes, own.goal, own.fixed_at, own.track) == (
        "Walk", 30, "See", None, "",
    )  # fmt: skip
    again = service.add_block(ws, day, own)
    assert _block(ws, again).goal == "See"
    service.forget_block(ws, own_rid)
    assert store.own_blocks(ws.read) == []
    assert _titles(ws, day) == ["Walk"]
    with pytest.raises(UserError):
        service.keep_block(ws, 999)


def test_no_label_of_a_change_tells_what_was_written(ws: Workspace, day: int) -> None:
    service.add_block(ws, day, Contents("Secret plan", 30))
    label = ws.undo_label()
    assert label is not None
    assert "Secret" not in label.to_json()
