"""The held day as the projector may know it: blocks, times, whose turn it is. No notes."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from coachdesk.features.projector.made import MADE
from coachdesk.features.projector.model import DayBlock, Now, State
from coachdesk.features.workshop_day import store
from coachdesk.features.workshop_day.model import (
    BlockState,
    HeldBlock,
    HeldDay,
    Turn,
    sharing_round,
    standing,
)
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui.context import Context

_SECOND = dt.timedelta(seconds=1)
_LOOK_MS = 5_000
"""So often the times that are expected are worked out anew, for they move while a block is over."""
_TABLES = ("held_day", "held_block", "team_turn", "team", "participation")
_STATES = {
    BlockState.DONE: State.DONE,
    BlockState.NOW: State.NOW,
    BlockState.COMING: State.COMING,
}


def now_of(
    day: HeldDay, blocks: Sequence[HeldBlock], turns: Sequence[Turn], moment: dt.datetime
) -> Now:
    """A held day at a moment; `turns` are those of the block that runs."""
    now = standing(day, blocks, moment)
    shown = tuple(
        DayBlock(
            row.block.title, row.begins, row.ends, row.block.goal, row.block.coach_only,
            row.block.track, _STATES[row.state],
        )
        for row in now.rows
        if row.state in _STATES
    )  # fmt: skip
    found = Now(day.event_rid, day.day, shown)
    if now.current is None:
        return found
    found = found._replace(ends=_whole(moment + now.remaining_seconds * _SECOND))
    if not turns:
        return found
    speaks = sharing_round(now.current, turns, moment)
    found = found._replace(order=tuple(turn.team_rid for turn in turns))
    if speaks.current is None or speaks.current.began_at is None:
        return found
    turn_ends = speaks.current.began_at + speaks.seconds_each * _SECOND
    return found._replace(speaking=turns.index(speaks.current), turn_ends=turn_ends)


def _whole(moment: dt.datetime) -> dt.datetime:
    """The whole second that has not passed; what remains of a block is told in those left."""
    return (moment + _SECOND - dt.timedelta(microseconds=1)).replace(microsecond=0)


def hand_in(context: Context) -> None:
    """Tell the projector, if there is one, how the running day stands."""
    if not MADE or context.ws.key.is_wiped:
        return
    db, moment = context.ws.read, context.clock.now()
    day = store.running_day(db)
    if day is None:
        MADE[0].set_now(None)
        return
    blocks = store.blocks(db, day.rid)
    current = standing(day, blocks, moment).current
    turns = store.turns(db, current.rid) if current else []
    MADE[0].set_now(now_of(day, blocks, turns, moment))


class ProjectorFeed(QObject):
    """Keeps the projector up to date on whatever page she is; lives as long as its parent."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.destroyed.connect(context.ws.subscribe(self._on_change))
        timer = QTimer(self, interval=_LOOK_MS)
        timer.timeout.connect(lambda: hand_in(context))
        timer.start()
        hand_in(context)

    def _on_change(self, change_set: ChangeSet) -> None:
        if change_set.touches(*_TABLES):
            hand_in(self._context)
