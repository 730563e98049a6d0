"""What the projector hears of a held day: blocks and times, whose turn it is, and no more."""

import datetime as dt

from coachdesk.features.projector.model import State
from coachdesk.features.workshop_day.model import Turn
from coachdesk.features.workshop_day.projected import now_of
from tests.features.workshop_day.days import NINE, at, block, held


def test_blocks_have_their_real_times_and_states() -> None:
    blocks = [
        block(1, NINE, 30, began_at=at(NINE), ended_at=at(NINE + 35)),
        block(2, NINE + 30, 45, began_at=at(NINE + 35), goal="See more", coach_only=True),
        block(3, NINE + 75, 15),
    ]
    now = now_of(held(), blocks, [], at(NINE + 40))
    assert [(b.begins, b.ends, b.state) for b in now.blocks] == [
        (NINE, NINE + 35, State.DONE),
        (NINE + 35, NINE + 80, State.NOW),
        (NINE + 80, NINE + 95, State.COMING),
    ]
    assert [b.coach_only for b in now.blocks] == [False, True, False]
    assert now.blocks[1].goal == "See more"
    assert now.ends == at(NINE + 80)


def test_what_was_skipped_is_not_told() -> None:
    blocks = [block(1, NINE, 30, skipped=True), block(2, NINE + 30, 45)]
    now = now_of(held(), blocks, [], at(NINE))
    assert [b.title for b in now.blocks] == ["B2"]
    assert now.ends is None


def test_the_end_is_the_same_all_through_a_block() -> None:
    blocks = [block(1, NINE, 30, began_at=at(NINE))]
    moment = at(NINE) + dt.timedelta(seconds=61, microseconds=400_000)
    assert now_of(held(), blocks, [], moment).ends == at(NINE + 30)
    assert now_of(held(), blocks, [], at(NINE + 31)).ends == at(NINE + 30)


def test_a_round_tells_the_order_and_who_speaks() -> None:
    blocks = [block(1, NINE, 30, began_at=at(NINE), by_team=True)]
    turns = [
        Turn(1, 1, 7, 0, at(NINE), at(NINE + 12)),
        Turn(2, 1, 4, 1, at(NINE + 12)),
        Turn(3, 1, 9, 2),
    ]
    now = now_of(held(), blocks, turns, at(NINE + 15))
    assert (now.order, now.speaking, now.turn_ends) == ((7, 4, 9), 1, at(NINE + 22))
    over = [turns[0], turns[1]]
    finished = [Turn(t.rid, 1, t.team_rid, t.position, at(NINE), at(NINE + 5)) for t in over]
    assert now_of(held(), blocks, finished, at(NINE + 15)).speaking is None
