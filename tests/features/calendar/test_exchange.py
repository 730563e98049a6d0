"""The calendar as a file, and dates from a file into a cohort, on real records."""

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import pytest

from coachdesk.exchange.ics import uid_of
from coachdesk.exchange.ics_reading import CalendarFile, FoundEvent, read_ics
from coachdesk.features.calendar import service
from coachdesk.features.calendar.exporting import export_calendar, write_calendar
from coachdesk.features.calendar.importing import ImportPlan, names_of_events, plan_import
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store
from coachdesk.features.programmes.model import EventDate, Timing
from coachdesk.features.teams import service as teams
from coachdesk.kernel.errors import EnvironmentProblem
from coachdesk.kernel.text import Texts
from coachdesk.kernel.workspace import Workspace
from tests.features.calendar.home import RUN_NAME, Home, event_of, fill, template
from tests.helpers.workspaces import TODAY

FIRST_WEEK = dt.date(2027, 1, 4)


@pytest.fixture
def home(ws: Workspace) -> Home:
    return fill(ws)


def exported(home: Home, language: str = "en", run: int | None = None) -> list[Any]:
    content = export_calendar(home.ws.read, TODAY, language, run).data
    calendar: Any = icalendar.Calendar.from_ical(content)
    return list(calendar.walk("VEVENT"))


def by_uid(events: list[Any]) -> dict[str, Any]:
    return {str(event["UID"]): event for event in events}


def test_everything_with_a_date_is_in_the_file(home: Home) -> None:
    titles = {str(event["SUMMARY"]) for event in exported(home)}
    assert "Workshop 1 (Vetoa ja pitoa 2027 · East)" in titles
    assert "Workshop 1 (Vetoa ja pitoa 2027 · South)" in titles
    assert "Team meeting (Osasto 4)" in titles
    assert "Task: Call Päivi (Osasto 4)" in titles
    assert not any("Information" in title for title in titles)  # open: it has no date
    assert "Työpaja 1 (Vetoa ja pitoa 2027 · East)" in {
        str(event["SUMMARY"]) for event in exported(home, "fi")
    }


def test_of_one_run_only_its_own(home: Home) -> None:
    other_team = teams.add_team(home.ws, "Elsewhere")
    plan = service.SeriesPlan(0, dt.time(8), dt.date(2027, 1, 1), dt.date(2027, 2, 1))
    service.add_series(home.ws, other_team, plan)
    titles = {str(event["SUMMARY"]) for event in exported(home, run=home.run)}
    assert "Team meeting (Osasto 4)" in titles
    assert not any("Elsewhere" in title or title.startswith("Task") for title in titles)


def test_meetings_leave_out_holidays_and_what_was_cancelled(home: Home) -> None:
    service.cancel_meeting(home.ws, home.series, dt.date(2027, 1, 18))
    service.move_meeting(
        home.ws, home.series, dt.date(2027, 2, 1), dt.date(2027, 2, 4), dt.time(13)
    )
    one, moved = [e for e in exported(home) if str(e["SUMMARY"]).startswith("Team meeting")]
    assert one["DTSTART"].dt.date() == dt.date(2027, 1, 5)
    assert dt.date(2027, 1, 19) in [each.dt.date() for each in one["EXDATE"].dts]
    assert moved["RECURRENCE-ID"].dt.date() == dt.date(2027, 2, 2)
    assert moved["DTSTART"].dt.replace(tzinfo=None) == dt.datetime.combine(
        dt.date(2027, 2, 4), dt.time(13)
    )


def test_a_second_export_updates_the_first(home: Home) -> None:
    before = by_uid(exported(home))
    workshop = event_of(home, "workshop_1")
    programmes.move_event(home.ws, workshop.rid, EventDate.of(dt.date(2027, 1, 21)))
    service.cancel_meeting(home.ws, home.series, FIRST_WEEK)
    after = by_uid(exported(home))
    assert before.keys() == after.keys()
    for uid in before:
        changed = before[uid].to_ical() != after[uid].to_ical()
        assert after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] or not changed
        if ", South)" in str(after[uid]["SUMMARY"]):
            assert not changed
        assert after[uid]["DTSTAMP"].dt >= before[uid]["DTSTAMP"].dt
    assert after[uid_of(workshop.uuid)]["DTSTART"].dt == dt.date(2027, 1, 21)
    home.ws.undo()
    home.ws.undo()
    back = by_uid(exported(home))
    assert back[uid_of(workshop.uuid)]["SEQUENCE"] > after[uid_of(workshop.uuid)]["SEQUENCE"]
    assert back[uid_of(workshop.uuid)]["DTSTART"].dt == dt.date(2027, 1, 14)


def test_without_changes_the_file_is_the_same(home: Home) -> None:
    first = export_calendar(home.ws.read, TODAY, "sv")
    assert first == export_calendar(home.ws.read, TODAY, "sv")


def test_the_file_is_whole_or_the_old_one_stays(home: Home, tmp_path: Path) -> None:
    export = export_calendar(home.ws.read, TODAY, "en")
    path = tmp_path / "kalenteri.ics"
    write_calendar(export, path)
    assert path.read_bytes() == export.data
    with pytest.raises(EnvironmentProblem) as problem:
        write_calendar(export, tmp_path / "missing" / "kalenteri.ics")
    assert "no such folder" in Texts.load("en")(problem.value.message)


# -- import -----------------------------------------------------------------------------------


def planned(home: Home, *found: FoundEvent) -> ImportPlan:
    events = store.events(home.ws.read, home.east)
    names = names_of_events(template(), events)
    return plan_import(CalendarFile(found, ()), events, names)


def found(uid: str, title: str, first: str, last: str = "") -> FoundEvent:
    begin = dt.date.fromisoformat(first)
    return FoundEvent(uid, title, begin, dt.date.fromisoformat(last) if last else begin)


@pytest.mark.parametrize(
    "title", ["Työpaja 1", "Vetoa ja pitoa: TYÖPAJA 1, Kuopio", "Workshop 1 / pilot"]
)
def test_a_line_is_known_by_the_name_of_an_event_in_any_language(home: Home, title: str) -> None:
    (line,) = planned(home, found("x", title, "2027-02-01", "2027-02-02")).lines
    assert line.event_rid == event_of(home, "workshop_1").rid
    assert line.event_date == EventDate(Timing.DAY, dt.date(2027, 2, 1), 2)


@pytest.mark.parametrize("title", ["Työpaja 11", "Meeting", "", "Työpajat"])
def test_an_unknown_line_is_left_to_be_chosen(home: Home, title: str) -> None:
    plan = planned(home, found("x", title, "2027-02-01"))
    assert plan.lines[0].event_rid is None
    assert plan.dates() == {}


def test_two_lines_that_are_as_good_are_left_to_be_chosen(home: Home) -> None:
    plan = planned(
        home, found("x", "Työpaja 1", "2027-02-01"), found("y", "Workshop 1", "2027-03-01")
    )
    assert [line.event_rid for line in plan.lines] == [None, None]


def test_too_long_an_event_is_refused(home: Home) -> None:
    plan = planned(home, found("x", "Työpaja 1", "2027-02-01", "2027-04-01"))
    assert plan.lines == ()
    assert "60 days" in Texts.load("en")(plan.refused[0].reason)


def test_our_own_file_comes_back_changed_in_one_step(home: Home) -> None:
    content = export_calendar(home.ws.read, TODAY, "fi", home.run).data
    changed = content.replace(b"20270114", b"20270121").replace(b"20270116", b"20270123")
    events = store.events(home.ws.read, home.east)
    plan = plan_import(read_ics(changed), events, names_of_events(template(), events))
    assert any("repeats" in Texts.load("en")(one.reason) for one in plan.refused)
    dates = plan.dates()
    workshop = event_of(home, "workshop_1")
    assert dates[workshop.rid] == EventDate(Timing.DAY, dt.date(2027, 1, 21), 2)
    assert dates[event_of(home, "workshop_3").rid] == EventDate.in_week(2027, 40)
    before = store.events(home.ws.read, home.east)
    programmes.move_events(home.ws, dates)
    assert event_of(home, "workshop_1").starts_on == dt.date(2027, 1, 21)
    home.ws.undo()
    assert store.events(home.ws.read, home.east) == before


def test_the_command_line_writes_the_file_and_lists_events(home: Home, tmp_path: Path) -> None:
    import argparse

    from coachdesk import cli_calendar
    from coachdesk.kernel.errors import UserError

    path = tmp_path / "k.ics"
    options = argparse.Namespace(output=path, run=RUN_NAME.upper())
    assert cli_calendar.write_calendar_file(home.ws, options, "sv") == path
    assert "Spridningsevenemang" in path.read_text(encoding="utf-8")
    with pytest.raises(UserError, match="There is no run"):
        cli_calendar.write_calendar_file(
            home.ws, argparse.Namespace(output=tmp_path / "x", run="?"), "sv"
        )
    records = cli_calendar.event_records(home.ws, "en")
    weekly = next(one for one in records if one["timing"] == "week")
    assert (weekly["event"], weekly["week"]) == ("Workshop 3", "2027-W40")
    assert any(one["timing"] == "open" and one["first"] is None for one in records)
    assert len({frozenset(one) for one in records}) == 1
