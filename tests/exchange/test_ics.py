"""Calendar files written for other programs, and read from them."""

import contextlib
import datetime as dt
import unicodedata
from dataclasses import replace
from itertools import pairwise
from typing import Any

import icalendar
import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # comes with icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.exchange.ics import MovedTime, Repeating, WholeDays, uid_of, write_ics
from coachdesk.exchange.ics_reading import CalendarFile, read_ics
from coachdesk.kernel.dates.zone import HELSINKI
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Texts

CHANGED = dt.datetime(2026, 11, 22, 8, 30, 15, 123000, tzinfo=dt.UTC)
WORKSHOP = WholeDays(
    "uuid-1", "Työpaja 1; ŧ, “ä”", 7, CHANGED, "Kuopio", "Rivi 1\nRivi 2",
    first=dt.date(2026, 12, 31), last=dt.date(2027, 1, 1),
)  # fmt: skip
MEETINGS = Repeating(
    "uuid-2", "Tiimikokous", 3, CHANGED, "https://meet.example/a",
    first=dt.date(2026, 3, 17), last=dt.date(2026, 11, 24), at=dt.time(9), minutes=120,
    every_weeks=2, skipped=(dt.date(2026, 4, 14),),
    moved=(MovedTime(dt.date(2026, 3, 31), dt.date(2026, 4, 1), dt.time(13, 30)),),
)  # fmt: skip


def parsed(*records: WholeDays | Repeating) -> list[Any]:
    calendar: Any = icalendar.Calendar.from_ical(write_ics(records, "CoachDesk"))
    return list(calendar.walk("VEVENT"))


def test_an_event_covers_its_days() -> None:
    (event,) = parsed(WORKSHOP)
    assert event["SUMMARY"] == WORKSHOP.title
    assert event["DTSTART"].dt == dt.date(2026, 12, 31)
    assert event["DTEND"].dt == dt.date(2027, 1, 2)
    assert event["UID"] == uid_of("uuid-1")
    assert (event["SEQUENCE"], event["STATUS"], event["TRANSP"]) == (7, "CONFIRMED", "OPAQUE")
    stamp = dt.datetime(2026, 11, 22, 8, 30, 15, tzinfo=dt.UTC)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == stamp
    assert event["DESCRIPTION"] == "Rivi 1\nRivi 2"


def test_a_week_is_tentative_and_leaves_room() -> None:
    (event,) = parsed(replace(WORKSHOP, week_only=True))
    assert (event["STATUS"], event["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")


def test_lines_are_folded_and_end_as_the_standard_says() -> None:
    content = write_ics([replace(WORKSHOP, description="ä" * 300), MEETINGS], "CoachDesk")
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75


def test_equal_records_give_equal_bytes() -> None:
    assert write_ics([WORKSHOP, MEETINGS], "A") == write_ics([WORKSHOP, MEETINGS], "A")


def test_meetings_keep_their_time_of_day_over_the_clock_changes() -> None:
    series, moved = parsed(MEETINGS)
    start = series["DTSTART"].dt
    rule = series["RRULE"].to_ical().decode()
    starts: list[Any] = list(rrulestr(rule, dtstart=start))
    assert {one.strftime("%H:%M %a") for one in starts} == {"09:00 Tue"}
    assert {one.astimezone(dt.UTC).hour for one in starts} == {6, 7}
    assert starts[-1].date() == dt.date(2026, 11, 24)
    assert {(b - a).days for a, b in pairwise(starts)} == {14}
    assert series["EXDATE"].dts[0].dt == dt.datetime(2026, 4, 14, 9, tzinfo=HELSINKI)
    assert moved["RECURRENCE-ID"].dt == dt.datetime(2026, 3, 31, 9, tzinfo=HELSINKI)
    assert moved["DTSTART"].dt == dt.datetime(2026, 4, 1, 13, 30, tzinfo=HELSINKI)
    assert moved["UID"] == series["UID"]


def test_the_time_zone_of_the_file_agrees_with_the_systems() -> None:
    content = write_ics([MEETINGS], "CoachDesk").decode()
    assert "DTSTART;TZID=Europe/Helsinki:20260317T090000" in content
    calendar: Any = icalendar.Calendar.from_ical(content)
    (zone,) = calendar.walk("VTIMEZONE")
    ours = zone.to_tz(lookup_tzid=False)
    for year in range(2024, 2035):
        for day in range(0, 365, 5):
            noon = dt.datetime.combine(dt.date(year, 1, 1), dt.time(12)) + dt.timedelta(days=day)
            assert (
                noon.replace(tzinfo=ours).utcoffset() == noon.replace(tzinfo=HELSINKI).utcoffset()
            )


def test_a_meeting_lasts_as_long_in_the_night_of_the_clock_change() -> None:
    night = dt.date(2026, 10, 25)
    one = replace(MEETINGS, first=night, last=night, at=dt.time(2, 30), skipped=(), moved=())
    (event,) = parsed(one)
    assert event["DURATION"].dt == dt.timedelta(minutes=120)
    assert "DTEND" not in event


@given(
    first=st.dates(dt.date(1901, 1, 1), dt.date(2198, 1, 1)),
    days=st.integers(1, 30),
    title=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60),
    week=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_again(first: dt.date, days: int, title: str, week: bool) -> None:
    last = first + dt.timedelta(days=days - 1)
    record = replace(WORKSHOP, title=title, first=first, last=last, week_only=week)
    (event,) = read_ics(write_ics([record], "CoachDesk")).events
    assert (event.uid, event.first, event.last) == (uid_of("uuid-1"), first, last)
    assert event.week_only is week
    assert event.title == unicodedata.normalize("NFC", title)


# -- files of others --------------------------------------------------------------------------


def file_with(*events: str, end: str = "\r\n") -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Other//EN"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.split("\n"), "END:VEVENT"]
    return end.join([*lines, "END:VCALENDAR", ""]).encode()


def one_refused(event: str) -> str:
    found = read_ics(file_with(event))
    assert found.events == ()
    (refused,) = found.refused
    return Texts.load("en")(refused.reason)


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("UID:1\nDTSTART;VALUE=DATE:20260601\nRRULE:FREQ=WEEKLY", "repeats"),
        ("UID:1\nDTSTART:20260601T090000\nRECURRENCE-ID:20260601T090000", "repeats"),
        ("DTSTART;VALUE=DATE:20260601", "no UID"),
        ("UID:1\nSUMMARY:x", "no date"),
        ("UID:1\nDTSTART;VALUE=DATE:20260230", "cannot be read"),
        ("UID:1\nDTSTART;VALUE=DATE:20260601\nDTEND:tomorrow", "cannot be read"),
        ("UID:1\nDTSTART;VALUE=DATE:20260603\nDTEND;VALUE=DATE:20260601", "ends before"),
        ("UID:1\nDTSTART:20260603T120000\nDTEND:20260603T110000", "ends before"),
        ("UID:1\nDTSTART:20260603T120000\nDURATION:-PT1H", "ends before"),
        ("UID:1\nDTSTART;VALUE=DATE:20260603\nSTATUS:CANCELLED", "cancelled"),
        ("UID:1\nDTSTART;VALUE=DATE:18000603", "The year 1800"),
    ],
)
def test_what_cannot_be_used_is_told_with_the_reason(event: str, reason: str) -> None:
    assert reason in one_refused(event)


@pytest.mark.parametrize(
    ("times", "first", "last"),
    [
        ("DTSTART;VALUE=DATE:20260601", "2026-06-01", "2026-06-01"),
        ("DTSTART;VALUE=DATE:20260601\nDTEND;VALUE=DATE:20260603", "2026-06-01", "2026-06-02"),
        ("DTSTART;VALUE=DATE:20260601\nDTEND;VALUE=DATE:20260601", "2026-06-01", "2026-06-01"),
        ("DTSTART;VALUE=DATE:20260601\nDURATION:P2D", "2026-06-01", "2026-06-02"),
        ("DTSTART:20260601T090000\nDTEND:20260602T160000", "2026-06-01", "2026-06-02"),
        ("DTSTART:20260601T090000\nDTEND:20260602T000000", "2026-06-01", "2026-06-01"),
        ("DTSTART:20260601T220000Z\nDTEND:20260601T230000Z", "2026-06-02", "2026-06-02"),
        ("DTSTART;TZID=America/New_York:20260601T180000", "2026-06-02", "2026-06-02"),
        ("DTSTART;TZID=Europe/Helsinki:20261025T033000\nDURATION:PT1H", "2026-10-25", "2026-10-25"),
    ],
)
def test_days_are_those_of_finland(times: str, first: str, last: str) -> None:
    (event,) = read_ics(file_with(f"UID:1\nSUMMARY:x\n{times}")).events
    assert (event.first.isoformat(), event.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("start", "remark"),
    [
        ("DTSTART:20260601T220000Z", "Converted from the time zone UTC"),
        ("DTSTART;TZID=America/New_York:20260601T180000", "zone America/New_York"),
        ("DTSTART;TZID=Nowhere/Land:20260601T180000", "Nowhere/Land is not known"),
        ("DTSTART;TZID=Europe/Helsinki:20260601T180000", ""),
        ("DTSTART:20260601T180000", ""),
    ],
)
def test_another_time_zone_is_converted_and_said(start: str, remark: str) -> None:
    (event,) = read_ics(file_with(f"UID:1\nSUMMARY:x\n{start}")).events
    assert remark in (Texts.load("en")(event.remark) if event.remark else "")
    assert bool(event.remark) is bool(remark)


@pytest.mark.parametrize("newer_first", [True, False])
def test_of_two_versions_the_newer_counts(newer_first: bool) -> None:
    old = "UID:1\nSUMMARY:old\nSEQUENCE:1\nDTSTART;VALUE=DATE:20260601"
    new = "UID:1\nSUMMARY:new\nSEQUENCE:2\nDTSTART;VALUE=DATE:20260701"
    found = read_ics(file_with(*([new, old] if newer_first else [old, new])))
    assert [event.title for event in found.events] == ["new"]
    assert [event.title for event in found.refused] == ["old"]


def test_long_and_odd_texts_become_one_line() -> None:
    found = read_ics(
        file_with("UID:1\nSUMMARY:A\\nB " + "x" * 900 + "\nDTSTART;VALUE=DATE:20260601")
    )
    assert found.events[0].title.startswith("A B xxx")
    assert len(found.events[0].title) <= 200


def test_bare_newlines_and_an_empty_calendar_are_fine() -> None:
    event = "UID:1\nSUMMARY:x\nDTSTART;VALUE=DATE:20260601"
    assert len(read_ics(file_with(event, end="\n")).events) == 1
    assert read_ics(file_with()) == CalendarFile((), ())


@pytest.mark.parametrize(
    "data",
    [b"", b"not a calendar", b"%PDF-1.7\n\x00\xff", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1",
     b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n", b"x" * 5_000_001],
)  # fmt: skip
def test_what_is_no_calendar_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UserError):
        read_ics(data)


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for content in (data, file_with("UID:1\nDTSTART:2026") + data):
        with contextlib.suppress(UserError):
            read_ics(content)
