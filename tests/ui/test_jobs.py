"""Work beside the window."""

import gc
import sys
import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coachdesk.kernel.database import rows
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.text import msg
from coachdesk.ui.jobs import Job, Jobs
from tests.ui.conftest import Window


def unexpected(result: object) -> None:
    pytest.fail(f"called with {result}")


def test_the_answer_comes_on_the_gui_thread(qtbot: QtBot) -> None:
    jobs = Jobs()
    heard: list[tuple[bool, bool]] = []

    def work(job: Job[int]) -> int:
        return threading.get_ident()

    main = threading.get_ident()
    jobs.run(work, done=lambda other: heard.append((other != main, threading.get_ident() == main)))
    jobs.wait_all()
    assert heard == [(True, True)]
    assert not jobs.busy


def test_progress_comes_in_order_before_the_answer(qtbot: QtBot) -> None:
    jobs = Jobs()
    heard: list[object] = []

    def work(job: Job[str]) -> str:
        for step in range(3):
            job.progress(step, 3)
        return "end"

    jobs.run(work, done=heard.append, progress=lambda n, total: heard.append((n, total)))
    jobs.wait_all()
    assert heard == [(0, 3), (1, 3), (2, 3), "end"]


def test_each_job_reads_through_a_connection_of_its_own(window: Window) -> None:
    counted: list[int] = []
    readers: list[Any] = []

    def work(job: Job[int]) -> int:
        readers.append(job.reader)
        assert job.reader is readers[-1]
        return len(rows(job.reader, "SELECT rid FROM thing"))

    window.shell.jobs.run(work, done=counted.append)
    window.shell.jobs.run(work, done=counted.append)
    window.shell.jobs.wait_all()
    assert counted == [5, 5]
    assert readers[0] is not readers[1]
    assert window.ws.read not in readers


def test_problems_reach_the_one_who_asked(qtbot: QtBot) -> None:
    reported: list[object] = []
    failed: list[object] = []
    jobs = Jobs(report=reported.append)
    hers = UserError(msg("sample", "No."))
    disk = EnvironmentProblem(ProblemKind.DISK_FULL)

    def refuse(job: Job[None]) -> None:
        raise hers

    def break_down(job: Job[None]) -> None:
        raise disk

    jobs.run(refuse, done=unexpected, failed=failed.append)
    jobs.run(break_down, done=unexpected)
    jobs.wait_all()
    assert (failed, reported) == ([hers], [disk])


def test_a_bug_in_the_work_is_raised_and_not_swallowed(qtbot: QtBot) -> None:
    jobs = Jobs()

    def work(job: Job[None]) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        jobs.run(work, done=unexpected)
        jobs.wait_all()
    assert [kind for kind, _error, _trace in raised] == [ZeroDivisionError]


def test_an_answer_for_an_owner_that_is_gone_is_dropped(qtbot: QtBot) -> None:
    jobs = Jobs()
    owner = QObject()
    go = threading.Event()

    def work(job: Job[bool]) -> bool:
        return go.wait(5)

    jobs.run(work, done=unexpected, owner=owner)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    go.set()
    jobs.wait_all()


def test_cancelled_work_stops_and_stays_silent(qtbot: QtBot) -> None:
    jobs = Jobs()
    go = threading.Event()
    steps: list[int] = []

    def work(job: Job[None]) -> None:
        go.wait(5)
        for step in range(5):
            job.progress(step, 5)
            steps.append(step)

    job = jobs.run(work, done=unexpected, progress=lambda _n, _total: pytest.fail("told"))
    job.cancel()
    go.set()
    jobs.wait_all()
    assert job.cancelled
    assert steps == []
    assert not jobs.busy


def test_work_cancelled_before_its_turn_is_never_begun(qtbot: QtBot) -> None:
    jobs = Jobs()
    go = threading.Event()
    begun: list[int] = []

    def wait(job: Job[bool]) -> bool:
        return go.wait(5)

    def begin(job: Job[None]) -> None:
        begun.append(1)

    for _ in range(3):
        jobs.run(wait, done=lambda _result: None)
    late = jobs.run(begin, done=unexpected)
    late.cancel()
    go.set()
    jobs.wait_all()
    assert begun == []


def test_garbage_waits_while_work_is_done_beside_the_window(qtbot: QtBot) -> None:
    jobs = Jobs()
    states: list[bool] = []
    for _ in range(2):
        jobs.run(lambda _job: gc.isenabled(), done=states.append)
    jobs.wait_all()
    assert states == [False, False]
    qtbot.waitUntil(gc.isenabled)


def test_turns_are_short_while_work_is_done_beside_the_window(qtbot: QtBot) -> None:
    jobs = Jobs()
    usual = sys.getswitchinterval()
    first_may_end = threading.Event()
    seen: list[float] = []

    def first(_job: Job[float]) -> float:
        assert first_may_end.wait(20)
        return sys.getswitchinterval()

    def second(_job: Job[float]) -> float:
        return sys.getswitchinterval()

    def on_second(interval: float) -> None:
        seen.append(interval)
        first_may_end.set()

    jobs.run(first, done=seen.append)
    jobs.run(second, done=on_second)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] < usual / 2
    assert seen[1] < usual / 2
    qtbot.waitUntil(lambda: sys.getswitchinterval() == usual)
