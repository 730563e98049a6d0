"""Rules of phases and relative dates, on the programme that ships and on any dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.programmes.model import (
    Event,
    PhaseStatus,
    Run,
    Timing,
    current_phase,
    next_event,
)
from coachdesk.features.programmes.template import Template, load_template
from coachdesk.kernel.paths import resource

TEMPLATE = load_template(resource("programmes", "vetoa_ja_pitoa.toml"))
TODAY = dt.date(2026, 11, 22)
DATES = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))


def event(key: str, starts_on: dt.date | None, days: int = 2) -> Event:
    timing = Timing.DAY if starts_on else Timing.OPEN
    return Event(1, "u", 1, key, timing, starts_on, days, "Kuopio")


def events_of(dates: list[dt.date | None], template: Template = TEMPLATE) -> list[Event]:
    return [
        event(planned.key, date, planned.days)
        for planned, date in zip(template.events, dates, strict=True)
    ]


@st.composite
def any_events(draw: st.DrawFn) -> list[Event]:
    count = len(TEMPLATE.events)
    dates = draw(st.lists(st.none() | DATES, min_size=count, max_size=count))
    return draw(st.permutations(events_of(dates)))


def mid_programme() -> list[Event]:
    first = dt.date(2026, 10, 29)
    return events_of([None, first, dt.date(2026, 12, 3), None, None])


def current_key(events: list[Event], today: dt.date) -> str | None:
    phase = current_phase(TEMPLATE, events, today).current
    return phase.key if phase else None


def test_run_and_event_are_plain_records() -> None:
    run = Run(1, "u", "vetoa_ja_pitoa", "2026.1", "Vetoa ja pitoa 2026", None, None, archived=False)
    assert run.name == "Vetoa ja pitoa 2026"
    assert event("workshop_1", TODAY).ends_on == dt.date(2026, 11, 23)
    assert event("workshop_1", None).ends_on is None


@pytest.mark.parametrize(
    ("today", "key"),
    [
        (dt.date(2026, 10, 28), "pre_work"),
        (dt.date(2026, 10, 29), "workshop_1"),
        (dt.date(2026, 10, 30), "workshop_1"),
        (dt.date(2026, 10, 31), "gap_1"),
        (dt.date(2026, 12, 2), "gap_1"),
        (dt.date(2026, 12, 4), "workshop_2"),
        (dt.date(2027, 6, 1), "gap_2"),
    ],
)
def test_phase_follows_the_dates(today: dt.date, key: str) -> None:
    assert current_key(mid_programme(), today) == key


def test_phase_bar_says_days_to_the_next_event() -> None:
    state = current_phase(TEMPLATE, mid_programme(), TODAY)
    assert [step.status.value for step in state.steps] == ["done"] * 2 + ["now"] + ["later"] * 5
    assert state.next_event is not None
    assert state.next_event.key == "workshop_2"
    assert state.days_to_next == 11


def test_an_open_next_event_has_no_days() -> None:
    state = current_phase(TEMPLATE, mid_programme(), dt.date(2027, 1, 8))
    assert state.next_event is not None
    assert state.next_event.key == "workshop_3"
    assert state.days_to_next is None


def test_nothing_is_now_after_the_last_event() -> None:
    events = events_of([dt.date(2026, 1, day) for day in (1, 8, 15, 22, 29)])
    state = current_phase(TEMPLATE, events, TODAY)
    assert state.current is None
    assert state.next_event is None
    assert {step.status for step in state.steps} == {PhaseStatus.DONE}


def test_all_dates_open_is_the_first_phase() -> None:
    events = events_of([None] * len(TEMPLATE.events))
    assert current_key(events, TODAY) == "pre_work"
    assert current_key([], TODAY) == "pre_work"


def test_next_event_of_a_kind() -> None:
    events = events_of([TODAY, dt.date(2026, 12, 3), None, None, None])
    coming = next_event(TEMPLATE, events, TODAY, "workshop")
    assert coming is not None
    assert coming.key == "workshop_1"
    assert next_event(TEMPLATE, events, TODAY) == events[0]
    assert next_event(TEMPLATE, [], TODAY) is None


@given(any_events(), DATES, DATES)
def test_time_never_takes_a_programme_back(
    events: list[Event], one: dt.date, other: dt.date
) -> None:
    earlier, later = sorted((one, other))
    order = [*(phase.key for phase in TEMPLATE.phases), None]
    before = order.index(current_key(events, earlier))
    assert before <= order.index(current_key(events, later))


@given(any_events(), DATES)
def test_bar_is_done_then_now_then_later(events: list[Event], today: dt.date) -> None:
    values = [step.status for step in current_phase(TEMPLATE, events, today).steps]
    done = values.count(PhaseStatus.DONE)
    rest = values[done + 1 :]
    assert values[:done] == [PhaseStatus.DONE] * done
    assert values[done : done + 1] in ([PhaseStatus.NOW], [])
    assert rest == [PhaseStatus.LATER] * len(rest)


@given(any_events(), DATES)
def test_next_event_is_never_past(events: list[Event], today: dt.date) -> None:
    coming = next_event(TEMPLATE, events, today)
    if coming is not None and coming.ends_on is not None:
        assert coming.ends_on >= today
        assert all(
            other.starts_on is None or other.starts_on >= coming.starts_on or other.ends_on < today
            for other in events
            if other.ends_on is not None and coming.starts_on is not None
        )


@given(any_events(), DATES)
def test_a_running_event_with_a_phase_is_now_or_overtaken(
    events: list[Event], today: dt.date
) -> None:
    state = current_phase(TEMPLATE, events, today)
    for step in state.steps:
        running = [e for e in events if e.key == step.phase.event and e.starts_on == today]
        if running:
            assert step.status in {PhaseStatus.NOW, PhaseStatus.DONE}
            assert state.days_to_next == 0
