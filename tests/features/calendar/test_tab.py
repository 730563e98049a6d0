"""The tab Meetings of a team in a real window."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from coachdesk.features.calendar import service, store
from coachdesk.features.calendar.page import CalendarPage
from coachdesk.features.calendar.series import CANCELLED, Moved, Series
from coachdesk.features.calendar.series_form import usual_plan
from coachdesk.features.calendar.tab import MeetingsTab
from coachdesk.features.teams import service as teams
from coachdesk.kernel.dates.holidays import holidays_of_years
from coachdesk.kernel.dates.typed_times import parse_time, split_time
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Texts
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.notices import Notice
from coachdesk.ui.shell import Shell
from tests.helpers.coaching import context_of, window
from tests.helpers.shown import bring_up

Opener = Callable[[], MeetingsTab]
TUESDAY = service.SeriesPlan(
    1, dt.time(9), dt.date(2026, 11, 24), dt.date(2026, 12, 31), "", 1, 60, "R2"
)


@pytest.fixture
def team(ws: Workspace) -> int:
    return teams.add_team(ws, "Osasto 4")


@pytest.fixture
def opened(ws: Workspace, team: int, tmp_path: Path, qtbot: QtBot) -> Iterator[Opener]:
    shells: list[Shell] = []
    tabs: list[MeetingsTab] = []
    holidays_of_years([2026, 2027], "en")

    def make() -> MeetingsTab:
        shell = window(ws, tmp_path, (CalendarPage,))
        shells.append(shell)
        tab = MeetingsTab(context_of(shell, ws), team)
        tabs.append(tab)
        ws.subscribe(tab.on_change)
        bring_up(tab, qtbot)
        return tab

    yield make
    for tab in tabs:
        tab.close()
    for shell in shells:
        shell.close_workspace()


def the_series(ws: Workspace, team: int) -> Series:
    (one,) = store.series_of_team(ws.read, team)
    return one


def states(tab: MeetingsTab) -> list[str]:
    model = tab.table.records
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def type_into(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_an_empty_tab_offers_what_is_recommended(ws: Workspace, team: int, opened: Opener) -> None:
    tab = opened()
    assert tab.form.isHidden()
    offers = [b for b in tab.findChildren(QPushButton) if b.text().startswith("Add")]
    assert [b.text() for b in offers] == ["Add: 1 h every week", "Add: 2 h every second week"]
    QTest.mouseClick(offers[1], Qt.MouseButton.LeftButton)
    one = the_series(ws, team)
    assert (one.every_weeks, one.minutes) == (2, 120)
    assert tab.form.isVisible()
    assert tab.table.records.rowCount() > 5
    ws.undo()
    assert tab.form.isHidden()


def test_each_field_is_stored(ws: Workspace, team: int, opened: Opener) -> None:
    service.add_series(ws, team, TUESDAY)
    tab = opened()
    type_into(tab.form.time, "13.30")
    type_into(tab.form.place, "Kokoushuone")
    type_into(tab.form.last, "31.1.2027")
    tab.form.weekday.setCurrentIndex(3)
    tab.form.weekday.activated.emit(3)
    one = the_series(ws, team)
    assert (one.starts_at, one.place, one.weekday) == (dt.time(13, 30), "Kokoushuone", 3)
    assert one.last_on == dt.date(2027, 1, 31)


@pytest.mark.parametrize("typed", ["25", "9.75", "x"])
def test_a_wrong_time_is_told_and_the_old_one_stays(
    ws: Workspace, team: int, opened: Opener, typed: str
) -> None:
    service.add_series(ws, team, TUESDAY)
    tab = opened()
    raised: list[Notice] = []
    tab._context.notices.notice_raised.connect(raised.append)
    type_into(tab.form.time, typed)
    assert "time of day" in Texts.load("en")(raised[-1].message)
    assert tab.form.time.text() == "09:00"
    assert the_series(ws, team).starts_at == dt.time(9)


def test_an_end_before_the_beginning_is_refused(ws: Workspace, team: int, opened: Opener) -> None:
    service.add_series(ws, team, TUESDAY)
    tab = opened()
    raised: list[Notice] = []
    tab._context.notices.notice_raised.connect(raised.append)
    type_into(tab.form.last, "1.11.2026")
    assert "before the first" in Texts.load("en")(raised[-1].message)
    assert tab.form.last.date == TUESDAY.last_on


def test_space_cancels_and_holds_after_all(ws: Workspace, team: int, opened: Opener) -> None:
    rid = service.add_series(ws, team, TUESDAY)
    tab = opened()
    assert tab.table.select(dt.date(2026, 12, 7))
    QTest.keyClick(tab.table, Qt.Key.Key_Space)
    assert store.exceptions(ws.read, [rid])[rid] == {dt.date(2026, 12, 7): CANCELLED}
    assert "– cancelled" in states(tab)
    QTest.keyClick(tab.table, Qt.Key.Key_Space)
    assert store.exceptions(ws.read, [rid])[rid] == {}


def test_a_meeting_is_moved_by_typing(
    ws: Workspace, team: int, opened: Opener, qtbot: QtBot
) -> None:
    rid = service.add_series(ws, team, TUESDAY)
    tab = opened()
    assert tab.table.select(dt.date(2026, 12, 7))
    QTest.keyClick(tab.table, Qt.Key.Key_F2)
    editor = tab.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "10.12.2026 klo 14.30")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(store.exceptions(ws.read, [rid])[rid]))
    agreed = store.exceptions(ws.read, [rid])[rid]
    assert agreed == {dt.date(2026, 12, 7): Moved(dt.date(2026, 12, 10), dt.time(14, 30))}
    assert any("moved from Tue 8 Dec" in state for state in states(tab))


def test_a_skipped_meeting_names_the_holiday(ws: Workspace, team: int, opened: Opener) -> None:
    plan = service.SeriesPlan(3, dt.time(9), dt.date(2026, 12, 21), dt.date(2026, 12, 27))
    service.add_series(ws, team, plan)
    tab = opened()
    assert states(tab) == ["– skipped: Christmas Eve"]
    QTest.keyClick(tab.table, Qt.Key.Key_Space)
    assert states(tab) == ["– skipped: Christmas Eve"]


def test_deleting_can_be_undone(ws: Workspace, team: int, opened: Opener) -> None:
    service.add_series(ws, team, TUESDAY)
    tab = opened()
    QTest.mouseClick(tab.remove, Qt.MouseButton.LeftButton)
    assert store.series_of_team(ws.read, team) == []
    ws.undo()
    assert the_series(ws, team).place == "R2"
    assert tab.form.isVisible()


@pytest.mark.parametrize(
    ("text", "date", "time"),
    [
        ("ti 24.11.", "ti 24.11.", None),
        ("ti 24.11. klo 9", "ti 24.11.", dt.time(9)),
        ("24.11.2026 9.30", "24.11.2026", dt.time(9, 30)),
        ("Tue 24 Nov 2026 14:05", "Tue 24 Nov 2026", dt.time(14, 5)),
        ("tomorrow at 8", "tomorrow", dt.time(8)),
        ("24.11", "24.11", None),
    ],
)
def test_a_date_and_a_time_are_told_apart(text: str, date: str, time: dt.time | None) -> None:
    assert split_time(text) == (date, time)


def test_times_as_typed() -> None:
    assert [parse_time(t) for t in ("9", "09.05", "klo 7.30", "kl. 8", "23:59")] == [
        dt.time(9), dt.time(9, 5), dt.time(7, 30), dt.time(8), dt.time(23, 59),
    ]  # fmt: skip
    with pytest.raises(UserError):
        parse_time("24.00")


@pytest.mark.parametrize("month", range(1, 13))
def test_the_offered_plan_is_far_ahead_and_possible(ws: Workspace, team: int, month: int) -> None:
    today = dt.date(2026, month, 28)
    plan = usual_plan(today, 2, 120)
    assert plan.first_on > today
    assert (plan.last_on - plan.first_on).days >= 90
    service.add_series(ws, team, plan)
