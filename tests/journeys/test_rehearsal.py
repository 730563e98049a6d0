"""The rehearsal at a high speed: the clock of the day goes as the clock of the program."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from coachdesk.features.workshop_day import store
from coachdesk.features.workshop_day.day_words import seconds_words
from coachdesk.features.workshop_day.model import HeldBlock, HeldDay
from coachdesk.features.workshop_day.page import DayPage
from coachdesk.start import Program
from coachdesk.ui.context import Target
from tests.helpers.demo_window import demo_program, go

BLOCKS = 3
LOOKS = 20
_SECOND = dt.timedelta(seconds=1)


@pytest.fixture(params=[60, 3600], ids="{}-fold".format)
def program(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    with demo_program(qtbot, tmp_path, rehearsal=True, speed=request.param) as found:
        yield found


def test_the_clock_goes_evenly_through_several_blocks(program: Program, qtbot: QtBot) -> None:
    go(program, qtbot, Target("day"))
    assert program.shell.frame is not None
    page = program.shell.frame.page
    assert isinstance(page, DayPage)
    for _ in range(BLOCKS):
        _looks_again_and_again(program, page)
        assert program.shell.registry.run("day.next")
    held = [block for block in _day(program)[1] if block.began_at]
    for one, following in pairwise(held):
        assert one.ended_at == following.began_at, "no moment is lost between two blocks"
    program.session.watch.look()
    assert program.shell.is_open(), "a fast clock is no sleep"


def _looks_again_and_again(program: Program, page: DayPage) -> None:
    """At each look so much remains as the time tells, and the day ends when it is told to."""
    ws = program.session.ws
    assert ws is not None
    for _ in range(LOOKS):
        QCoreApplication.processEvents()
        before = ws.clock.now()
        page.tick()
        after = ws.clock.now()
        now = page.view.standing
        assert now is not None
        block = now.current
        assert block is not None
        assert block.began_at is not None
        due = block.began_at + dt.timedelta(minutes=block.minutes)
        at = due - now.remaining_seconds * _SECOND
        assert before - _SECOND <= at <= after + _SECOND
        assert page.view.now.clock.text == seconds_words(now.remaining_seconds)


def _day(program: Program) -> tuple[HeldDay, list[HeldBlock]]:
    ws = program.session.ws
    assert ws is not None
    held = store.running_day(ws.read)
    assert held is not None
    return held, store.blocks(ws.read, held.rid)
