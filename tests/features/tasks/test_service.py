import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.tasks import service, store
from coachdesk.features.tasks.carrying import carry_over
from coachdesk.features.tasks.model import TaskFilter, TaskState, Urgency, View, Who, WhoKind
from coachdesk.features.tasks.search import SOURCES
from coachdesk.features.teams import service as teams
from coachdesk.kernel.database import value
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.workspace import Workspace
from tests.features.tasks.home import WORKSHOP_1, WORKSHOP_2, Home, places_agree
from tests.helpers.workspaces import TODAY

ON_HOME = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    ("language", "line", "title", "on"),
    [
        ("fi", "Soita esihenkilölle ti", "Soita esihenkilölle", dt.date(2026, 11, 24)),
        ("fi", "Raportti 27.11. mennessä", "Raportti", dt.date(2026, 11, 27)),
        ("fi", "Kysely vko 49", "Kysely", dt.date(2026, 12, 4)),
        ("fi", "Huomenna: kerää mittari", "kerää mittari", dt.date(2026, 11, 23)),
        ("sv", "Ring chefen imorgon", "Ring chefen", dt.date(2026, 11, 23)),
        ("sv", "Samla in mätaren senast 1.12", "Samla in mätaren", dt.date(2026, 12, 1)),
        ("en", "Call the lead by next Friday", "Call the lead", dt.date(2026, 11, 27)),
        ("en", "Report on 4 December", "Report", dt.date(2026, 12, 4)),
        ("en", "No date at all", "No date at all", None),
    ],
)
def test_typed_lines(language: str, line: str, title: str, on: dt.date | None) -> None:
    read = service.read_line(line, TODAY, language)
    assert (read.title, read.due.on) == (title, on)


def test_a_line_with_a_person_and_a_date(home: Home) -> None:
    read = service.read_line("Runko @Anna pe", TODAY, "fi", [home.anna, home.pekka])
    assert read.title == "Runko"
    assert read.who == Who(WhoKind.MEMBER, home.anna.rid, "Anna Virtanen")
    assert read.due == Due(DueKind.DATE, dt.date(2026, 11, 27))


@pytest.mark.parametrize("line", ["Raportti 31.11.", "Kysely vko 54"])
def test_a_day_that_does_not_exist_is_said(line: str) -> None:
    with pytest.raises(service.NoSuchDayError):
        service.read_line(line, TODAY, "fi")


@pytest.mark.parametrize("line", ["", "  \x00 \n", "x" * 10_000])
def test_a_line_that_cannot_be_a_task(ws: Workspace, line: str) -> None:
    with pytest.raises(UserError):
        service.read_line(line, TODAY, "fi")
    with pytest.raises(UserError):
        service.add_task(ws, line)


def test_odd_texts_are_kept(ws: Workspace, home: Home) -> None:
    rid = service.add_task(ws, "🙂 שלום\x00 =1+1 @cmd Привет")
    assert home.task(rid).title == "🙂 שלום =1+1 @cmd Привет"


@ON_HOME
@given(st.integers(-60, 60), st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1)))
def test_a_due_date_follows_its_workshop(home: Home, days: int, start: dt.date) -> None:
    rid = service.add_task(home.ws, "Runko", home.ward, due=home.before("workshop_2", days))
    programmes.move_event(home.ws, home.event("workshop_2"), EventDate.of(start))
    length = 2
    expected = (
        start - dt.timedelta(days=days)
        if days >= 0
        else start + dt.timedelta(days=length - 1 - days)
    )
    assert home.task(rid).due.on == expected
    late = rid in [one.rid for one in store.due_until(home.ws.read, TODAY, 1_000_000)]
    assert late == (expected <= TODAY)
    programmes.move_event(home.ws, home.event("workshop_2"), EventDate.open())
    assert home.task(rid).due.on is None
    assert home.task(rid).urgency(TODAY) is Urgency.NO_DATE
    service.delete_tasks(home.ws, [rid])
    assert places_agree(home.ws)


def test_bulk_changes_are_one_step(ws: Workspace, home: Home) -> None:
    rids = [service.add_task(ws, f"Tehtävä {i}", home.ward) for i in range(3)]
    service.set_state(ws, rids, TaskState.DONE)
    assert [home.task(rid).done_on for rid in rids] == [TODAY] * 3
    ws.undo()
    assert {home.task(rid).state for rid in rids} == {TaskState.OPEN}
    service.delete_tasks(ws, rids)
    assert home.titles() == []
    ws.undo()
    assert len(home.titles()) == 3
    service.set_due(ws, rids, home.before("workshop_2"))
    assert {home.task(rid).due.on for rid in rids} == {WORKSHOP_2}
    assert places_agree(ws)


def test_done_keeps_its_day_until_reopened(ws: Workspace, home: Home) -> None:
    rid = service.add_task(ws, "Runko")
    service.set_state(ws, [rid], TaskState.DONE)
    assert home.task(rid).done_on == TODAY
    service.set_state(ws, [rid], TaskState.IN_PROGRESS)
    assert home.task(rid).done_on is None


def test_who_belongs_to_the_team(ws: Workspace, home: Home) -> None:
    ours = service.add_task(ws, "Runko", home.ward)
    theirs = service.add_task(ws, "Kysely", home.care)
    service.set_who(ws, [ours, theirs], Who(WhoKind.MEMBER, home.anna.rid))
    assert home.task(ours).who == Who(WhoKind.MEMBER, home.anna.rid, "Anna Virtanen")
    assert home.task(theirs).who == Who(WhoKind.OTHER, None, "Anna Virtanen")
    service.set_who(ws, [ours], Who(WhoKind.OTHER, None, "  "))
    assert home.task(ours).who == Who()


def test_the_name_stays_when_the_member_goes(ws: Workspace, home: Home) -> None:
    rid = service.add_task(ws, "Runko", home.ward)
    service.set_who(ws, [rid], Who(WhoKind.MEMBER, home.anna.rid))
    teams.update_member(ws, home.anna.rid, name="Anna Virta")
    assert home.task(rid).who.name == "Anna Virta"
    assert home.titles(text="virta") == ["Runko"]
    teams.remove_members(ws, [home.anna.rid])
    assert home.task(rid).who.name == "Anna Virtanen"
    assert places_agree(ws)


def test_moving_to_another_team(ws: Workspace, home: Home) -> None:
    rid = service.add_task(ws, "Runko", home.ward, due=home.before("workshop_2", 3))
    service.set_who(ws, [rid], Who(WhoKind.MEMBER, home.anna.rid))
    service.move_to_team(ws, [rid], home.care)
    moved = home.task(rid)
    assert moved.team_name == "Kotihoito, etelä"
    assert moved.who == Who(WhoKind.OTHER, None, "Anna Virtanen")
    assert moved.due.kind is DueKind.BEFORE_EVENT
    service.move_to_team(ws, [rid], None)
    assert home.task(rid).due == Due(DueKind.DATE, WORKSHOP_2 - dt.timedelta(days=3))
    assert home.task(rid).phase_key == ""


def test_unfinished_tasks_are_carried_over_and_done_ones_stay(ws: Workspace, home: Home) -> None:
    open_one = service.add_task(ws, "Runko", home.ward)
    done = service.add_task(ws, "Kysely", home.ward)
    service.set_state(ws, [done], TaskState.DONE)
    assert carry_over(ws) == 0
    programmes.move_event(ws, home.event("workshop_2"), EventDate.of(TODAY - dt.timedelta(days=3)))
    assert carry_over(ws) == 1
    assert home.task(open_one).phase_key == "gap_2"
    assert home.task(open_one).first_phase_key == "gap_1"
    assert not home.task(done).is_carried_over
    assert carry_over(ws) == 0
    ws.undo()
    assert not home.task(open_one).is_carried_over


def test_a_workshop_put_off_brings_tasks_back(ws: Workspace, home: Home) -> None:
    rid = service.add_task(ws, "Runko", home.ward)
    programmes.move_event(ws, home.event("workshop_2"), EventDate.of(TODAY - dt.timedelta(days=3)))
    carry_over(ws)
    programmes.move_event(ws, home.event("workshop_2"), EventDate.of(WORKSHOP_2))
    assert carry_over(ws) == 1
    assert not home.task(rid).is_carried_over
    programmes.move_event(ws, home.event("workshop_1"), EventDate.open())
    carry_over(ws)
    assert home.task(rid).phase_key == "gap_1", "never before the phase it was agreed in"


def test_views_and_filters(ws: Workspace, home: Home) -> None:
    late = service.add_task(ws, "Myöhässä", home.ward, due=Due(DueKind.DATE, WORKSHOP_1))
    service.add_task(ws, "Minun", home.care, Who(WhoKind.COACH), home.before("workshop_2"))
    service.add_task(ws, "Ilman päivää")
    assert home.titles() == ["Myöhässä", "Minun", "Ilman päivää"]
    assert home.titles(View.LATE) == ["Myöhässä"]
    assert home.titles(View.MINE) == ["Minun"]
    assert home.titles(team_rid=home.care) == ["Minun"]
    assert home.titles(phase_key="gap_1") == ["Myöhässä", "Minun"]
    assert store.late_counts(ws.read, TODAY) == {home.ward: 1}
    service.set_state(ws, [late], TaskState.DROPPED)
    assert home.titles(View.LATE) == []
    assert home.titles(View.ALL) == ["Minun", "Ilman päivää", "Myöhässä"]
    teams.archive_team(ws, home.care)
    assert home.titles() == ["Ilman päivää"]
    assert home.titles(team_rid=home.care) == ["Minun"]
    assert places_agree(ws)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("selvitys", True), ("SELV", True), ("työpaikka osasto", True), ("t", True), ("ty", True),
        ("s", False), ("el", False), ("selvitys etelä", False), ('"', False), ("tyo", False),
        ("virtanen", True), ("työp* OR", False), ("osasto 4", True), ("5", False),
    ],
)  # fmt: skip
def test_the_filter_finds_parts_of_words(ws: Workspace, home: Home, text: str, found: bool) -> None:
    """The shortest parts only at the beginning of a word."""
    rid = service.add_task(ws, "Työpaikkaselvitys läpi", home.ward)
    service.set_who(ws, [rid], Who(WhoKind.OTHER, None, "Virtanen"))
    assert bool(home.titles(text=text)) == found


def test_lists_go_on_behind_a_place(ws: Workspace, home: Home) -> None:
    for i in range(7):
        service.add_task(ws, f"Tehtävä {i}", due=Due(DueKind.DATE, TODAY + dt.timedelta(days=i)))
    for wanted in (TaskFilter(), TaskFilter(text="teht")):
        first = store.tasks(ws.read, wanted, TODAY, limit=4)
        rest = store.tasks(ws.read, wanted, TODAY, limit=4, after=first[-1].place)
        assert [one.title for one in (*first, *rest)] == [f"Tehtävä {i}" for i in range(7)]


def test_places_follow_undo_of_a_deleted_team(ws: Workspace, home: Home) -> None:
    rid = service.add_task(ws, "Runko", home.ward, due=home.before("workshop_2"))
    teams.delete_team(ws, home.ward)
    assert home.titles(View.ALL) == []
    ws.undo()
    assert home.task(rid).team_name == "Osasto 4"
    assert home.titles(text="osasto runko") == ["Runko"]
    assert places_agree(ws)


def test_what_the_search_reads(ws: Workspace, home: Home) -> None:
    rid = service.add_task(ws, "Runko", home.ward)
    service.set_remark(ws, rid, "Kaksi viikkoa")
    (source,) = SOURCES
    (entry,) = source.read(ws.read, [rid, 99_999])
    assert (entry.rid, entry.day, entry.title, entry.body) == (rid, TODAY, "Runko", "Kaksi viikkoa")


def test_erased_words_leave_the_filter_index(ws: Workspace, home: Home) -> None:
    def blocks() -> int:
        sql = "SELECT count(*) FROM _task_words_data WHERE instr(block, cast('qŧŋ' AS BLOB))"
        return int(value(ws.read, sql))

    rid = service.add_task(ws, "qŧŋ", home.ward)
    assert blocks() > 0
    ws.erase({"task": [rid]})
    assert blocks() == 0
    assert home.titles(View.ALL, text="qŧŋ") == []
