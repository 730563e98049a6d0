"""What Today shows of the demo: the work of a coach whose programme goes well."""

import datetime as dt
from pathlib import Path

import pytest

from coachdesk.app import open_workspace
from coachdesk.demo.builder import build_demo
from coachdesk.features.tasks import store
from coachdesk.features.tasks.model import TaskFilter, TaskState, View
from coachdesk.kernel.clock import Clock
from tests.helpers.workspaces import random_key

SUNDAY, WEDNESDAY = dt.date(2026, 11, 22), dt.date(2026, 11, 25)


@pytest.mark.parametrize("today", [SUNDAY, WEDNESDAY])
def test_few_tasks_are_late_and_some_are_due_this_week(tmp_path: Path, today: dt.date) -> None:
    ws = open_workspace(tmp_path, random_key(), Clock(today))
    build_demo(ws)
    found = store.due_until(ws.read, today + dt.timedelta(days=7), 100)
    ws.close()
    late = [task for task in found if task.due.on is not None and task.due.on < today]
    assert 6 <= len(late) <= 10
    assert 8 <= len(found) - len(late) <= 15


def test_nothing_was_done_on_the_day_the_demo_was_built(tmp_path: Path) -> None:
    ws = open_workspace(tmp_path, random_key(), Clock(SUNDAY))
    build_demo(ws)
    found = store.tasks(ws.read, TaskFilter(View.ALL), SUNDAY)
    ws.close()
    done = [task.done_on for task in found if task.state is TaskState.DONE]
    assert len(done) > 50
    assert all(day and day < SUNDAY for day in done)
