"""What collides, and phases as bars."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.calendar.model import (
    Collision,
    Entry,
    Finding,
    Kind,
    Stretch,
    bars,
    findings,
)
from coachdesk.kernel.dates.holidays import holidays_of
from coachdesk.kernel.text import Texts

ASCENSION = dt.date(2026, 5, 14)


def event(
    rid: int,
    first: str,
    last: str = "",
    *,
    coaches: tuple[str, ...] = (),
    cohort: int = 0,
    week_only: bool = False,
    days: int = 1,
    after: int | None = None,
) -> Entry:
    begin = dt.date.fromisoformat(first)
    end = dt.date.fromisoformat(last) if last else begin
    return Entry(
        Kind.EVENT, rid, str(rid), f"Workshop {rid}", f"Area {cohort}", begin, end, days=days,
        week_only=week_only, coaches=coaches, cohort_rid=cohort, after_rid=after,
    )  # fmt: skip


def found(*entries: Entry, language: str = "en") -> list[Finding]:
    return findings(entries, holidays_of(2026, language), language)


def kinds(several: Sequence[Finding]) -> list[Collision]:
    return [one.kind for one in several]


def test_a_workshop_on_ascension_day() -> None:
    (one,) = found(event(1, "2026-05-13", "2026-05-14"))
    assert one.kind is Collision.HOLIDAY
    assert Texts.load("en")(one.text) == (
        "Workshop 1 (Area 0) is on Thu 14 May, a public holiday: Ascension Day."
    )
    (other,) = found(event(1, "2026-05-14"), language="sv")
    assert "Kristi himmelsfärdsdag" in Texts.load("en")(other.text)


def test_of_a_week_only_the_working_days_count() -> None:
    week = ("2026-05-11", "2026-05-15")
    assert not found(event(1, *week, week_only=True, days=4))
    (one,) = found(event(1, *week, week_only=True, days=5))
    assert "too few working days in week 20: Ascension Day" in Texts.load("en")(one.text)


def test_one_coach_twice_on_a_day() -> None:
    assert not found(
        event(1, "2026-09-08", "2026-09-09", coaches=("Ann",), cohort=1),
        event(3, "2026-09-09", coaches=("Annika",), cohort=3),
    )
    same = found(
        event(1, "2026-09-08", "2026-09-09", coaches=("Ann",), cohort=1),
        event(2, "2026-09-09", coaches=("ANN", "Bo"), cohort=1),
    )
    assert kinds(same) == [Collision.SAME_DAY]
    assert {entry.rid for entry in same[0].entries} == {1, 2}


def test_two_cohorts_in_one_week_with_the_same_coaches_are_told_once() -> None:
    both = ("Ann", "Bo")
    assert kinds(
        found(
            event(1, "2026-09-07", coaches=both, cohort=1),
            event(2, "2026-09-11", coaches=both, cohort=2),
        )
    ) == [Collision.SAME_WEEK]
    assert not found(
        event(1, "2026-09-07", coaches=both, cohort=1),
        event(2, "2026-09-11", coaches=both, cohort=1),
    )
    assert not found(
        event(1, "2026-09-11", coaches=both, cohort=1),
        event(2, "2026-09-14", coaches=both, cohort=2),
    )


def test_week_only_events_never_collide_on_a_day() -> None:
    assert kinds(
        found(
            event(1, "2026-09-07", "2026-09-11", coaches=("Ann",), cohort=1, week_only=True),
            event(2, "2026-09-09", coaches=("Ann",), cohort=2),
        )
    ) == [Collision.SAME_WEEK]


def test_backwards_and_out_of_order() -> None:
    several = found(event(1, "2026-09-09", "2026-09-08"), event(2, "2026-09-01", after=1))
    assert set(kinds(several)) == {Collision.BACKWARDS, Collision.ORDER}


STRETCHES = [
    Stretch("prep", "Before", "Before"),
    Stretch("w1", "Workshop 1", "W1", dt.date(2026, 3, 4), dt.date(2026, 3, 5)),
    Stretch("gap", "Between", "Between"),
    Stretch("w2", "Workshop 2", "W2", dt.date(2026, 6, 4), dt.date(2026, 6, 4)),
    Stretch("after", "After", "After"),
]


def test_phases_between_events_take_the_days_between() -> None:
    shown = bars(STRETCHES)
    assert [(bar.key, bar.first, bar.last) for bar in shown] == [
        ("prep", dt.date(2026, 1, 7), dt.date(2026, 3, 3)),
        ("w1", dt.date(2026, 3, 4), dt.date(2026, 3, 5)),
        ("gap", dt.date(2026, 3, 6), dt.date(2026, 6, 3)),
        ("w2", dt.date(2026, 6, 4), dt.date(2026, 6, 4)),
    ]
    whole = bars(STRETCHES, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert [bar.key for bar in whole] == ["prep", "w1", "gap", "w2", "after"]
    assert (whole[0].first, whole[-1].last) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    # a beginning that is not earlier than the first workshop says nothing about what is before it
    assert bars(STRETCHES, dt.date(2026, 3, 4)) == shown


@given(st.lists(st.one_of(st.none(), st.integers(1, 300)), max_size=12))
def test_bars_never_overlap_when_events_are_in_order(gaps: list[int | None]) -> None:
    day, phases = dt.date(2026, 1, 10), []
    for number, gap in enumerate(gaps):
        if gap is None:
            phases.append(Stretch(str(number), "", ""))
        else:
            day += dt.timedelta(days=gap)
            phases.append(Stretch(str(number), "", "", day, day))
    shown = bars(phases, dt.date(2026, 1, 1), dt.date(2040, 1, 1))
    for one, following in pairwise(shown):
        assert one.first <= one.last < following.first
    fixed = {phase.key for phase in phases if phase.first}
    assert fixed <= {bar.key for bar in shown}


@pytest.mark.parametrize(("start", "length", "meets"), [(-3, 3, True), (6, 1, True), (7, 9, False)])
def test_overlapping_counts_both_ends(start: int, length: int, meets: bool) -> None:
    one = event(1, "2026-09-07", "2026-09-13")
    first = one.first + dt.timedelta(days=start)
    assert one.overlaps(first, first + dt.timedelta(days=length)) is meets
