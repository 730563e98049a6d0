"""Whatever is pressed while a day is held: the file stays in order, and undo leads back."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.features.workshop_day import service, store
from coachdesk.features.workshop_day.model import HeldBlock, running_stage, stages
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.workspace import Workspace
from tests.features.workshop_day.days import DAY, at, plan, stand, workshop
from tests.helpers.clocks import HandClock
from tests.helpers.workspaces import open_workspace

Place = tuple[Workspace, int, HandClock]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    ws = open_workspace(Path(tmp_path_factory.mktemp("days")))
    ws.clock = clock = HandClock(DAY, 8, 50)
    event = workshop(ws)
    plan(ws, event)
    yield ws, event.rid, clock
    ws.close()


def blocks(ws: Workspace, day: int) -> list[HeldBlock]:
    return store.blocks(ws.read, day)


VERBS: Mapping[str, Callable[[Workspace, int, int], object]] = {
    "next": lambda ws, day, _pick: service.next_block(ws, day),
    "back": lambda ws, day, _pick: service.back(ws, day),
    "skip": lambda ws, day, pick: service.skip(ws, blocks(ws, day)[pick].rid),
    "unskip": lambda ws, day, pick: service.unskip(ws, blocks(ws, day)[pick].rid),
    "longer": lambda ws, day, pick: service.lengthen(ws, blocks(ws, day)[pick].rid, 5),
    "shorter": lambda ws, day, pick: service.lengthen(ws, blocks(ws, day)[pick].rid, -50),
    "end": lambda ws, day, _pick: service.end_day(ws, day),
    "reopen": lambda ws, day, _pick: service.reopen_day(ws, day),
}
PRESSES = st.lists(
    st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 4), st.integers(-30, 200)),
    max_size=12,
)


def check(ws: Workspace, day: int) -> None:
    found = blocks(ws, day)
    held = store.day(ws.read, day)
    assert held
    running = [stage for stage in stages(found) if any(block.runs for block in stage)]
    assert len(running) <= (0 if held.ended_at else 1)
    now = stand(ws, day)
    assert [row.block.rid for row in now.rows] == [block.rid for block in found]
    assert (now.current is None) == (not running_stage(found))
    for block in found:
        assert block.minutes >= 0
        assert block.ended_at is None or (block.began_at or block.ended_at) <= block.ended_at


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(presses=PRESSES)
def test_any_presses_leave_the_day_in_order(
    place: Place, presses: list[tuple[str, int, int]]
) -> None:
    ws, event, clock = place
    clock.moment = at(9 * 60 - 10)
    day = service.start_day(ws, event, 1)
    begun, states = blocks(ws, day), [blocks(ws, day)]
    for verb, pick, minutes in presses:
        clock.pass_time(minutes)
        try:
            VERBS[verb](ws, day, pick)
        except UserError:
            held = store.day(ws.read, day)
            assert held
            assert held.ended_at is not None
        check(ws, day)
        if blocks(ws, day) != states[-1]:
            states.append(blocks(ws, day))
    while blocks(ws, day) != begun:
        ws.undo()
        assert blocks(ws, day) in states
    service.remove_day(ws, day)


def test_a_second_day_has_its_own_blocks(place: Place) -> None:
    ws, event, clock = place
    clock.moment = at(9 * 60)
    first = service.start_day(ws, event, 1)
    clock.moment += dt.timedelta(days=1)
    second = service.start_day(ws, event, 2)
    assert len(blocks(ws, first)) == 5
    assert blocks(ws, second) == []
    running = store.running_day(ws.read)
    assert running
    assert running.rid == second
    assert [day.day for day in store.held_days(ws.read, event)] == [1, 2]
    service.remove_day(ws, first)
    service.remove_day(ws, second)
