import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.tasks.model import (
    Source,
    Task,
    TaskState,
    Urgency,
    Who,
    carried_to,
)

TODAY = dt.date(2026, 11, 22)
TASK = Task(
    1, "u", None, "", "Soita", Who(), Due(), "gap_1", "gap_1", TaskState.OPEN, None, "",
    Source.TYPED, "", "", 0,
)  # fmt: skip
PHASES = ["pre_work", "workshop_1", "gap_1", "workshop_2", "gap_2"]
phases = st.sampled_from(PHASES)


@given(st.integers(-400, 400), st.sampled_from(TaskState))
def test_urgency_is_one_rule(distance: int, state: TaskState) -> None:
    on = TODAY + dt.timedelta(days=distance)
    urgency = TASK._replace(due=Due(DueKind.DATE, on), state=state).urgency(TODAY)
    if not state.is_unfinished:
        assert urgency is Urgency.FINISHED
    elif distance < 0:
        assert urgency is Urgency.LATE
    else:
        assert urgency is (Urgency.SOON if distance <= 7 else Urgency.LATER)


@pytest.mark.parametrize("due", [Due(), Due(DueKind.BEFORE_EVENT, None, 3, "workshop_2", 7)])
def test_without_a_date_it_is_never_late(due: Due) -> None:
    assert TASK._replace(due=due).urgency(TODAY) is Urgency.NO_DATE


@given(phases, phases)
def test_a_task_stands_in_its_own_phase_or_in_the_present_one(first: str, now: str) -> None:
    phase = carried_to(first, now, PHASES)
    assert PHASES.index(phase) == max(PHASES.index(first), PHASES.index(now))
    assert carried_to(first, now, PHASES) == carried_to(phase, now, PHASES)


def test_a_phase_of_another_programme_stays() -> None:
    assert carried_to("unknown", "gap_1", PHASES) == "unknown"
    assert carried_to("gap_1", "", PHASES) == "gap_1"


def test_carried_over_is_what_left_its_first_phase() -> None:
    assert not TASK.is_carried_over
    assert TASK._replace(phase_key="gap_2").is_carried_over
