import datetime as dt

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coachdesk.demo.builder import build_demo
from coachdesk.features.notes import service as notes
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.tasks import service as tasks
from coachdesk.features.tasks import store as task_store
from coachdesk.features.tasks.model import TaskState, Who, WhoKind
from coachdesk.features.teams import service as teams
from coachdesk.features.today import store
from coachdesk.features.today.lines import TEAM_ROLE
from coachdesk.features.workshop_day import service as workshop_day
from coachdesk.ui.context import Target
from coachdesk.ui.preferences import DAYS_WITHOUT_CONTACT
from tests.features.today.conftest import Desk
from tests.helpers.coaching import cohort_of, event_of, template
from tests.helpers.workspaces import TODAY

Key = Qt.Key


def day(offset: int) -> Due:
    return Due(DueKind.DATE, TODAY + dt.timedelta(days=offset))


def press(widget: object, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)  # type: ignore[call-overload]  # any widget


def test_a_new_workspace_is_taught_the_first_three_steps(desk: Desk) -> None:
    page = desk.page()
    assert page.steps.isVisible()
    assert not page.tasks.isVisible()
    page.focus_default()
    assert page.steps.buttons["team"].hasFocus()
    press(page.steps.buttons["team"], Key.Key_Space)
    assert desk.went == [Target("teams")]


def test_a_step_that_is_taken_is_ticked_off_and_the_card_goes_with_the_last(desk: Desk) -> None:
    page = desk.page()
    team = teams.add_team(desk.ws, "Osasto 4")
    assert not page.steps.buttons["team"].isEnabled()
    assert page.steps.buttons["team"].text().startswith("✓")
    page.steps.buttons["programme"].click()
    assert desk.went == [Target("workshops", "start")]
    programmes.start_run(desk.ws, template(), "Run", [NewCohort(teams=[team])])
    assert page.steps.isVisible()
    notes.create(desk.ws, [team], body="Hei")
    assert not page.steps.isVisible()


def test_the_workshop_of_today_leads_to_its_day(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Osasto 4")
    run = programmes.start_run(desk.ws, template(), "Run", [NewCohort(teams=[team])])
    event = event_of(desk.ws, run)
    page = desk.page()
    programmes.move_event(desk.ws, event.rid, EventDate.of(TODAY + dt.timedelta(days=1)))
    assert not page.day.isVisible()
    programmes.move_event(desk.ws, event.rid, EventDate.of(TODAY - dt.timedelta(days=1)))
    assert page.day.words.text() == "The workshop is today (day 2)"
    held = workshop_day.start_day(desk.ws, event.rid, 1)
    assert page.day.words.text() == "A workshop day is being held (day 1)"
    page.day.open_button.click()
    assert desk.went == [Target("day", "event", event.rid, {"day": "1"})]
    workshop_day.end_day(desk.ws, held)
    assert page.day.words.text() == "The workshop is today (day 2)"


def test_the_next_workshop_says_where_when_and_who(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Osasto 4")
    for name in ("Aino", "Onni"):
        teams.add_member(desk.ws, team, name)
    run = programmes.start_run(
        desk.ws, template(), "Run", [NewCohort(area="Itä-Suomen yhteistyöalue", teams=[team])]
    )
    page = desk.page()
    assert page.workshop.details.text() == "date open · 1 team · 2 participants"
    event = event_of(desk.ws, run)
    programmes.move_event(desk.ws, event.rid, EventDate.of(dt.date(2026, 12, 3)))
    programmes.set_event_place(desk.ws, event.rid, "Kuopio")
    assert page.workshop.name.text().endswith("· Kuopio")
    assert page.workshop.name.text().startswith("Workshop 1, ")
    said = "Thu–Fri 3–4 Dec · in 11 days · 1 team · 2 participants"
    assert page.workshop.details.text() == said
    programmes.move_event(desk.ws, event.rid, EventDate.in_week(2026, 50))
    assert page.workshop.details.text() == "week 50, day open · 1 team · 2 participants"
    page.workshop.open_button.click()
    page.workshop.print_button.click()
    assert desk.went[0] == Target("workshops", "cohort", cohort_of(desk.ws, run))
    assert (desk.went[1].page, desk.went[1].rid) == ("print", run)


def test_late_and_soon_tasks_with_glyph_word_and_who(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Osasto 4")
    tasks.add_task(desk.ws, "Soita", team, Who(WhoKind.COACH), day(-2))
    tasks.add_task(desk.ws, "Kysy", team, None, day(3))
    tasks.add_task(desk.ws, "Joskus", team, None, day(30))
    page = desk.page()
    shown = [
        [page.tasks.model.index(row, column).data() for column in range(1, 5)]
        for row in range(page.tasks.model.rowCount())
    ]
    assert shown == [
        ["Soita", "Osasto 4", "me", "▲ Fri 20 Nov\nlate"],
        ["Kysy", "Osasto 4", "", "● Wed 25 Nov\ndue soon"],
    ]
    spoken = page.tasks.model.index(0, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Fri 20 Nov, late"


def test_space_ticks_a_task_and_undo_brings_it_back(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Osasto 4")
    rids = [tasks.add_task(desk.ws, f"Task {n}", team, None, day(n)) for n in range(3)]
    page = desk.page()
    page.tasks.table.setFocus(Qt.FocusReason.TabFocusReason)
    press(page.tasks.table, Key.Key_Down)
    press(page.tasks.table, Key.Key_Space)
    ticked = task_store.task(desk.ws.read, rids[1])
    assert ticked is not None
    assert ticked.state is TaskState.DONE
    assert [task.rid for task in page.tasks.model.records] == [rids[0], rids[2]]
    assert page.tasks.table.current().rid == rids[2], "the cursor stays on its line"
    assert desk.told[-1].undo is not None
    desk.told[-1].undo()
    assert [task.rid for task in page.tasks.model.records] == rids


def test_a_click_or_enter_opens_each_thing(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Osasto 4")
    task = tasks.add_task(desk.ws, "Soita", team, None, day(-1))
    note = notes.create(desk.ws, [team], body="## Ensimmäinen\nteksti")
    page = desk.page()
    table = page.tasks.table
    middle = table.visualRect(page.tasks.model.index(0, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    press(table, Key.Key_Return)
    page.attention.list.setFocus(Qt.FocusReason.TabFocusReason)
    press(page.attention.list, Key.Key_Return)
    page.notes.table.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Key.Key_Return, Key.Key_Space):
        press(page.notes.table, key)
        assert desk.went.pop().kind == "note"
    assert page.notes.table.horizontalHeader().isVisible()
    press(page.notes.table, Key.Key_Return)
    assert desk.went == [
        Target("tasks", "task", task),
        Target("tasks", "task", task),
        Target("teams", "team", team),
        Target("notes", "note", note),
    ]
    page.tasks.all_button.click()
    assert desk.went[-1] == Target("tasks")


def test_tab_goes_from_card_to_card(desk: Desk) -> None:
    build_demo(desk.ws)
    page = desk.page()
    page.workshop.open_button.setFocus()
    stops = []
    for _ in range(4):
        press(QApplication.focusWidget(), Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert stops == [page.tasks.table, page.tasks.all_button, page.attention.list, page.notes.table]


def test_teams_that_need_attention_with_the_days_she_chose(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Osasto 4")
    for number in range(6):
        teams.add_member(desk.ws, team, f"M{number}")
    rid = notes.create(desk.ws, [team], body="Hei")
    notes.set_day(desk.ws, rid, TODAY - dt.timedelta(days=15))
    page = desk.page()

    def spoken() -> str:
        index = page.attention.list.model().index(0, 0)
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole))

    assert "No contact" not in spoken()
    desk.context.settings.set(DAYS_WITHOUT_CONTACT, 14)
    page.refresh()
    assert "No contact for 15 days" in spoken()
    found = page.attention.list.model().index(0, 0).data(TEAM_ROLE)
    assert found.team_rid == team


def test_nothing_is_cut_off_in_a_small_window(desk: Desk) -> None:
    build_demo(desk.ws)
    page = desk.page()
    page.resize(800, 560)
    desk.bot.waitUntil(lambda: page.attention.mapTo(page, QPoint()).y() > page.tasks.y())
    table, teams_list = page.tasks.table, page.attention.list
    last = page.tasks.model.index(page.tasks.model.rowCount() - 1, 1)
    desk.bot.waitUntil(
        lambda: table.viewport().rect().contains(table.visualRect(last).adjusted(0, 0, 0, -1))
    )
    bottom = teams_list.model().index(teams_list.model().rowCount() - 1, 0)
    assert teams_list.viewport().height() >= teams_list.visualRect(bottom).bottom()
    assert table.viewport().width() >= table.visualRect(last).right()


def test_the_number_of_queries_does_not_grow(desk: Desk) -> None:
    def queries() -> int:
        seen: list[str] = []
        desk.ws.read.set_trace_callback(seen.append)
        store.read_day(desk.ws.read, TODAY, "en")
        desk.ws.read.set_trace_callback(None)
        return len(seen)

    first = teams.add_team(desk.ws, "A")
    programmes.start_run(desk.ws, template(), "Run", [NewCohort(teams=[first])])
    notes.create(desk.ws, [first], body="x")
    few = queries()
    for number in range(12):
        team = teams.add_team(desk.ws, f"T{number}")
        teams.add_member(desk.ws, team, "Aino")
        notes.create(desk.ws, [team], body="x")
        tasks.add_task(desk.ws, "Soita", team, None, day(-1))
    assert queries() == few
    assert few <= 20
