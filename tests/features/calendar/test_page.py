"""The page Calendar in a real window: looking, moving by keys and mouse, files."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.exchange.ics import uid_of
from coachdesk.features.calendar import store as calendar_store
from coachdesk.features.calendar.grid_view import GridView
from coachdesk.features.calendar.model import Entry, Kind
from coachdesk.features.calendar.page import CalendarPage
from coachdesk.features.calendar.period import Shape
from coachdesk.features.calendar.series import Moved
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate, Timing
from coachdesk.kernel.dates.holidays import holidays_of_years
from coachdesk.kernel.text import Texts
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.notices import FileRequest, Notice
from coachdesk.ui.shell import Shell
from tests.features.calendar.home import Home, event_of, fill
from tests.helpers.coaching import window
from tests.helpers.shown import bring_up

Opener = Callable[[], CalendarPage]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def home(ws: Workspace) -> Home:
    return fill(ws)


@pytest.fixture
def opened(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> Iterator[Opener]:
    shells: list[Shell] = []
    holidays_of_years(range(2025, 2029), "en")

    def make() -> CalendarPage:
        shell = window(ws, tmp_path, (CalendarPage,))
        shells.append(shell)
        bring_up(shell, qtbot)
        assert shell.frame is not None
        page = shell.frame.page
        assert isinstance(page, CalendarPage)
        page.show_day(dt.date(2027, 1, 14))
        page.focus_default()
        QApplication.processEvents()
        return page

    yield make
    for shell in shells:
        shell.close_workspace()


def entry(page: CalendarPage, title: str = "Workshop 1", group: str = "East") -> Entry:
    return next(e for e in page.contents.events() if (e.title, e.group) == (title, group))


def go_to(page: CalendarPage, wanted: Entry) -> GridView:
    page.show_day(wanted.first)
    page.views.go_to(wanted)
    view = page.views.stack.currentWidget()
    assert isinstance(view, GridView)
    view.setFocus()
    return view


def effects(page: CalendarPage) -> str:
    return page.panel.effects.text()


def shape(page: CalendarPage) -> Shape:
    return page.views.shape


def notices_of(page: CalendarPage) -> list[Notice]:
    raised: list[Notice] = []
    page.context.notices.notice_raised.connect(raised.append)
    return raised


# -- looking ----------------------------------------------------------------------------------


def test_without_anything_the_page_teaches(ws: Workspace, opened: Opener) -> None:
    page = opened()
    assert page.stack.currentWidget() is page._empty
    assert not page.views.isVisible()


def test_the_year_has_a_row_for_each_cohort_and_a_column_for_each_week(
    home: Home, opened: Opener
) -> None:
    page = opened()
    model = page.views.year.year_model
    assert page.header.title.text() == "2027"
    assert (model.rowCount(), model.columnCount()) == (3, 52)
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(row, vertical) for row in range(3)] == [
        "Public holidays", "East", "South",
    ]  # fmt: skip
    assert model.headerData(0, horizontal) == "1"
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.headerData(0, horizontal, spoken) == "week 1, Mon–Sun 4–10 Jan"
    page.step(-1)
    assert model.columnCount() == 53  # 2026
    assert model.headerData(52, horizontal) == "53"


def test_a_cell_says_aloud_all_that_is_painted(home: Home, opened: Opener) -> None:
    page = opened()
    index = page.views.year.year_model.place_of(entry(page, "Workshop 2"))
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    for words in ("East", "week 18", "Ascension Day", "Workshop 2", "Wed–Thu 5–6 May", "Ann",
                  "a public holiday"):  # fmt: skip
        assert words in said
    assert index.data() == "◆"
    open_week = page.views.year.year_model.place_of(entry(page, "Workshop 3"))
    assert open_week.data() == "◇"
    assert "week 40, day open" in str(open_week.data(Qt.ItemDataRole.AccessibleTextRole))


def test_holidays_and_meetings_of_a_far_year_come_a_moment_later(
    home: Home, opened: Opener, qtbot: QtBot
) -> None:
    page = opened()
    day = dt.date(2061, 5, 19)  # Ascension Day
    page.show_day(day)
    qtbot.waitUntil(lambda: day in page.views.year.year_model.shown.holidays)


def test_keys_change_shape_and_period(home: Home, opened: Opener) -> None:
    page = opened()
    QTest.keyClick(page.views.year, Qt.Key.Key_2)
    assert shape(page) is Shape.MONTH
    assert page.header.title.text() == "January 2027"
    QTest.keyClick(page.views.month, Qt.Key.Key_PageDown)
    assert page.header.title.text() == "February 2027"
    QTest.keyClick(page.views.month, Qt.Key.Key_3)
    assert shape(page) is Shape.LIST
    QTest.keyClick(page.views.agenda, Qt.Key.Key_T)
    assert page.header.title.text() == "2026"
    QTest.keyClick(page.views.agenda, Qt.Key.Key_1)
    assert shape(page) is Shape.YEAR
    assert page.shape_buttons[Shape.YEAR].isChecked()


def test_the_month_shows_events_meetings_tasks_and_holidays(home: Home, opened: Opener) -> None:
    page = opened()
    page.show_shape(Shape.MONTH)
    model = page.views.month.month_model

    def said(day: dt.date) -> str:
        return str(model.place_of(day).data(Qt.ItemDataRole.AccessibleTextRole))

    assert "Workshop 1" in said(dt.date(2027, 1, 15))
    assert "team meeting, Team meeting, Osasto 4, Tue 5 Jan 09:00–11:00" in said(
        dt.date(2027, 1, 5)
    )
    assert "own task, Call Päivi" in said(dt.date(2027, 1, 20))
    assert "Epiphany" in said(dt.date(2027, 1, 6))


def test_an_empty_day_or_week_says_so(home: Home, opened: Opener) -> None:
    page = opened()
    views = page.views
    page.show_shape(Shape.MONTH)
    page.show_day(dt.date(2027, 1, 15))
    assert views.selection.isVisible()
    assert not views.nothing.isVisible()
    page.show_day(dt.date(2027, 1, 17))
    assert not views.selection.isVisible()
    assert (views.nothing.isVisible(), views.nothing.text()) == (True, "Nothing on this day")
    page.show_shape(Shape.YEAR)
    page.show_day(dt.date(2027, 7, 17))
    assert (views.nothing.isVisible(), views.nothing.text()) == (True, "Nothing in this week")


def test_the_list_has_everything_and_what_has_no_date(home: Home, opened: Opener) -> None:
    page = opened()
    page.show_shape(Shape.LIST)
    lines = page.views.agenda.records.records
    assert {line.entry.kind for line in lines if line.entry} == set(Kind)
    assert sum(line.undated is not None for line in lines) == 2
    workshop = next(line for line in lines if line.entry == entry(page, "Workshop 2"))
    assert "Ascension Day" in workshop.remark


def test_the_cursor_lists_what_is_on_then(home: Home, opened: Opener) -> None:
    page = opened()
    go_to(page, entry(page))
    whats = [line.what for line in page.views.selection.records.records]
    assert whats == ["◆ Workshop 1", "◆ Workshop 1"]
    QTest.keyClick(page.views.year, Qt.Key.Key_Right)
    whats = [line.what for line in page.views.selection.records.records]
    assert whats == ["○ Team meeting", "☐ Call Päivi"]


def test_a_collision_is_told_and_leads_to_its_event(home: Home, opened: Opener) -> None:
    page = opened()
    findings = page.views.findings.records.records
    assert any("Ann has two events in week 2" in line.text for line in findings)
    holiday = next(line for line in findings if "Ascension" in line.text)
    page.views.findings.opened.emit(holiday)
    index = page.views.year.currentIndex()
    assert page.views.year.year_model.entries(index) == [entry(page, "Workshop 2")]


# -- moving -----------------------------------------------------------------------------------


def test_ctrl_and_arrows_propose_and_enter_moves_in_one_step(home: Home, opened: Opener) -> None:
    page = opened()
    view = go_to(page, entry(page))
    QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Left, CTRL | SHIFT)
    assert page.panel.isVisible()
    assert "14–15 Jan → Wed–Thu 27–28 Jan" in page.panel.title.text()
    assert "Moves along: " in effects(page)
    assert event_of(home, "workshop_1").starts_on == dt.date(2027, 1, 14)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert event_of(home, "workshop_1").starts_on == dt.date(2027, 1, 27)
    assert page.panel.isHidden()
    assert page.views.year.year_model.entries(view.currentIndex()) == [entry(page)]
    home.ws.undo()
    assert event_of(home, "workshop_1").starts_on == dt.date(2027, 1, 14)


def test_esc_leaves_all_as_it_was(home: Home, opened: Opener) -> None:
    page = opened()
    view = go_to(page, entry(page))
    changes = home.ws.undo_label()
    QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert page.panel.isHidden()
    assert view.ghost is None
    assert home.ws.undo_label() == changes


def test_a_proposed_holiday_is_told_before_it_is_done(home: Home, opened: Opener) -> None:
    page = opened()
    one = entry(page, "Workshop 1", "South")
    page.propose(one, EventDate.of(dt.date(2027, 3, 25)))
    assert "Good Friday" in effects(page)


@pytest.mark.parametrize(
    ("typed", "timing", "first"),
    [
        ("9.2.2027", Timing.DAY, dt.date(2027, 2, 9)),
        ("vko 7/2027", Timing.WEEK, dt.date(2027, 2, 15)),
        ("ti vko 7/2027", Timing.DAY, dt.date(2027, 2, 16)),
    ],
)
def test_a_day_or_a_week_can_be_typed(
    home: Home, opened: Opener, typed: str, timing: Timing, first: dt.date
) -> None:
    page = opened()
    view = go_to(page, entry(page))
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert page.panel.field.hasFocus()
    QTest.keyClicks(page.panel.field, typed)
    QTest.keyClick(page.panel.field, Qt.Key.Key_Return)
    assert event_of(home, "workshop_1").starts_on == dt.date(2027, 1, 14)
    QTest.keyClick(page.panel.field, Qt.Key.Key_Return)
    moved = event_of(home, "workshop_1")
    assert (moved.timing, moved.starts_on, moved.days) == (timing, first, 2)


def test_a_week_that_the_year_does_not_have_is_refused(home: Home, opened: Opener) -> None:
    page = opened()
    raised = notices_of(page)
    page.ask_date(entry(page))
    QTest.keyClicks(page.panel.field, "vko 53/2027")
    QTest.keyClick(page.panel.field, Qt.Key.Key_Return)
    assert "no week 53 in 2027" in Texts.load("en")(raised[-1].message)
    assert page.panel.isVisible()


def test_an_event_is_dragged_with_the_mouse(home: Home, opened: Opener) -> None:
    page = opened()
    view = page.views.year
    go_to(page, entry(page))
    one = entry(page, "Workshop 2")
    index = page.views.year.year_model.place_of(one)
    start = view.visualRect(index).center() + QPoint(2, 10)
    start.setX(round(view.x_of(page.views.year.year_model.day_number(one.first))) + 3)
    assert view.entry_at(start) == one
    end = start + QPoint(2 * view.columnWidth(0), 0)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), end)
    assert view.ghost is not None
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert "5–6 May → Wed–Thu 19–20 May" in page.panel.title.text()
    QTest.mouseClick(page.panel.do, Qt.MouseButton.LeftButton)
    assert event_of(home, "workshop_2").starts_on == dt.date(2027, 5, 19)


def test_a_meeting_moves_by_a_day_in_the_month(home: Home, opened: Opener) -> None:
    page = opened()
    page.show_shape(Shape.MONTH)
    page.show_day(dt.date(2027, 1, 5))
    view = page.views.month
    QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Return)
    agreed = calendar_store.exceptions(home.ws.read, [home.series])[home.series]
    assert agreed == {dt.date(2027, 1, 4): Moved(dt.date(2027, 1, 7), dt.time(9))}


def test_a_meeting_is_not_moved_to_a_holiday(home: Home, opened: Opener) -> None:
    page = opened()
    raised = notices_of(page)
    page.show_shape(Shape.MONTH)
    page.show_day(dt.date(2027, 1, 5))
    QTest.keyClick(page.views.month, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(page.views.month, Qt.Key.Key_Return)
    assert "public holiday" in Texts.load("en")(raised[-1].message)
    assert calendar_store.exceptions(home.ws.read, [home.series])[home.series] == {}


def test_what_is_moved_elsewhere_shows_at_once(home: Home, opened: Opener) -> None:
    page = opened()
    programmes.move_event(
        home.ws, event_of(home, "workshop_1").rid, EventDate.of(dt.date(2027, 2, 4))
    )
    assert entry(page).first == dt.date(2027, 2, 4)


# -- going places -----------------------------------------------------------------------------


def test_enter_opens_what_the_cursor_is_on(
    home: Home, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened()
    gone: list[Target] = []
    monkeypatch.setattr(page, "context", page.context._replace(navigate=gone.append))
    QTest.keyClick(go_to(page, entry(page)), Qt.Key.Key_Return)
    page.show_shape(Shape.MONTH)
    page.show_day(dt.date(2027, 1, 5))
    QTest.keyClick(page.views.month, Qt.Key.Key_Return)
    page.show_day(dt.date(2027, 1, 20))
    QTest.keyClick(page.views.month, Qt.Key.Key_Return)
    assert gone == [
        Target("workshops", "cohort", home.east),
        Target("teams", "team", home.ward, {"tab": "meetings"}),
        Target("tasks", "task", home.task),
    ]


def test_where_she_was_comes_back(home: Home, opened: Opener) -> None:
    page = opened()
    page.show_shape(Shape.MONTH)
    page.show_day(dt.date(2027, 5, 6))
    kept = page.state()
    page.show_shape(Shape.YEAR)
    page.go_to_today()
    page.restore(kept)
    assert (page.views.shape, page.views.day) == (Shape.MONTH, dt.date(2027, 5, 6))
    page.restore({"shape": "?", "day": "?"})
    assert page.views.shape is Shape.MONTH


# -- files ------------------------------------------------------------------------------------


def test_the_calendar_is_saved_as_a_file(home: Home, opened: Opener, tmp_path: Path) -> None:
    page = opened()
    path = tmp_path / "mine.ics"
    page.context.notices.answers.append(path)
    page.context.actions.run("calendar.export")
    assert isinstance(page.context.notices.asked[-1], FileRequest)
    QTest.qWait(0)
    page.context.jobs.wait_all()
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_dates_are_taken_from_a_file_after_a_look(
    home: Home, opened: Opener, tmp_path: Path
) -> None:
    page = opened()
    uid = uid_of(event_of(home, "workshop_1").uuid)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x",
        "BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Moved", "DTSTART;VALUE=DATE:20270204",
        "DTEND;VALUE=DATE:20270206", "END:VEVENT",
        "BEGIN:VEVENT", "UID:2", "SUMMARY:Something", "DTSTART:20270301T220000Z", "END:VEVENT",
        "BEGIN:VEVENT", "UID:3", "SUMMARY:Choir", "DTSTART;VALUE=DATE:20270301",
        "RRULE:FREQ=WEEKLY", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    path = tmp_path / "theirs.ics"
    path.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    page.context.notices.answers.append(path)
    page.files.choose()
    QTest.qWait(0)
    page.context.jobs.wait_all()
    files = page.files
    assert page.stack.currentWidget() is files
    assert [choice.currentText() for choice in files.choices] == ["Workshop 1", "Leave out"]
    assert [refused.title for refused in files.plan.refused] == ["Choir"]
    files.choices[1].setCurrentIndex(files.choices[1].findText("Workshop 1"))
    files.choices[1].activated.emit(1)
    assert not files.take.isEnabled()
    assert "same event" in files.problem.text()
    files.choices[1].setCurrentIndex(files.choices[1].findText("Workshop 2"))
    files.choices[1].activated.emit(1)
    QTest.mouseClick(files.take, Qt.MouseButton.LeftButton)
    assert event_of(home, "workshop_1").starts_on == dt.date(2027, 2, 4)
    assert event_of(home, "workshop_2").starts_on == dt.date(2027, 3, 2)
    assert page.stack.currentWidget() is page.views
    home.ws.undo()
    assert event_of(home, "workshop_1").starts_on == dt.date(2027, 1, 14)
    assert event_of(home, "workshop_2").starts_on == dt.date(2027, 5, 5)


def test_what_is_no_calendar_is_told(home: Home, opened: Opener, tmp_path: Path) -> None:
    page = opened()
    raised = notices_of(page)
    path = tmp_path / "x.ics"
    path.write_bytes(b"nothing")
    page.context.notices.answers.append(path)
    page.files.choose()
    QTest.qWait(0)
    page.context.jobs.wait_all()
    assert "not a calendar" in Texts.load("en")(raised[-1].message)
    assert page.stack.currentWidget() is page.views
