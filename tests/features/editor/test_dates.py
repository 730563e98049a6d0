"""The dates of a run, computed from a day alone."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.editor.dates import dates_of_run, first_event, repeat_words
from coachdesk.features.editor.model import Node
from coachdesk.features.programmes.template import (
    Due,
    Every,
    Template,
    available_templates,
    find_template,
)
from coachdesk.kernel.text import Texts

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1))
MONDAY = dt.date(2027, 1, 4)


def known() -> Template:
    found = find_template("vetoa_ja_pitoa")
    assert found is not None
    return found


@given(template=st.sampled_from(available_templates()), start=DAYS)
def test_events_lie_as_far_apart_as_the_programme_says(template: Template, start: dt.date) -> None:
    lines = {line.node.key: line for line in dates_of_run(template, start, "fi")}
    first = first_event(template)
    assert first is not None
    assert lines[first.key].first == start
    for event in template.events:
        line = lines[event.key]
        assert line.first is not None
        assert line.last == line.first + dt.timedelta(days=event.days - 1)
        if event.after:
            cause = lines[event.after.event].first
            assert cause is not None
            assert (line.first - cause).days == event.after.days


@given(start=DAYS, days=st.integers(0, 300))
def test_all_dates_move_with_the_first_day(start: dt.date, days: int) -> None:
    later = start + dt.timedelta(days=days)
    before = dates_of_run(known(), start, "fi")
    after = dates_of_run(known(), later, "fi")
    assert [line.node for line in before] == [line.node for line in after]
    for one, other in zip(before, after, strict=True):
        assert one.first is not None
        assert other.first == one.first + dt.timedelta(days=days)


def test_without_a_day_all_is_open_and_comes_in_the_order_of_the_programme() -> None:
    lines = dates_of_run(known(), None, "fi")
    assert {line.first for line in lines} == {None}
    assert [line.node for line in lines][: len(known().events)] == [
        Node("events", event.key) for event in known().events
    ]


def test_a_due_date_counts_from_the_first_or_the_last_day() -> None:
    task = replace(known().tasks[0], every=None, until="")
    for due, expected in (
        (Due("info_session", 7, after=False), MONDAY - dt.timedelta(days=7)),
        (Due("info_session", 7, after=True), MONDAY + dt.timedelta(days=8)),
    ):
        template = replace(
            known(), tasks=(replace(task, due=due),),
            events=(replace(known().events[0], days=2), *known().events[1:]),
        )  # fmt: skip
        lines = {line.node: line for line in dates_of_run(template, MONDAY, "en")}
        assert lines[Node("tasks", task.key)].first == expected


@pytest.mark.parametrize(
    ("every", "words"),
    [
        (Every("week", 1), "every week"),
        (Every("week", 2), "every 2 weeks"),
        (Every("month", 1), "every month"),
        (Every("month", 3), "every 3 months"),
    ],
)
def test_repeats_are_told(every: Every, words: str) -> None:
    assert Texts.load("en")(repeat_words(every)) == words


def test_a_programme_without_events_has_no_dates() -> None:
    bare = replace(known(), events=(), items=(), tasks=())
    assert first_event(bare) is None
    assert dates_of_run(bare, MONDAY, "en") == []
