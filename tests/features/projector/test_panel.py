"""The panel and the second window, driven by keys in a real window with one screen."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coachdesk.documents.blocks import Bar, BarChart
from coachdesk.features.agendas import service as agendas
from coachdesk.features.agendas import store as agenda_store
from coachdesk.features.programmes.model import Event
from coachdesk.features.projector import made, offered
from coachdesk.features.projector.canvas import SlideCanvas
from coachdesk.features.projector.controller import Projector
from coachdesk.features.projector.model import (
    BLANK,
    AgendaSlide,
    ChartSlide,
    Choice,
    ClockSlide,
    Kind,
    State,
    TextSlide,
    words_of,
)
from coachdesk.features.projector.offered import ChartSource, OfferedChart
from coachdesk.features.projector.page import ProjectorPage
from coachdesk.features.projector.panel import ProjectorPanel
from coachdesk.features.projector.window import ProjectorWindow
from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as team_store
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.page import Page
from coachdesk.ui.preferences import AUTO_LOCK_MINUTES
from coachdesk.ui.shell import Shell
from tests.features.projector.days import held_day, planned
from tests.helpers.coach import type_text
from tests.helpers.coaching import window
from tests.helpers.shown import bring_up


class TodayPage(Page):
    key, title, icon = "today", msg("sample", "Today"), "today"


@pytest.fixture
def event(ws: Workspace) -> Event:
    return planned(ws)


@pytest.fixture
def shell(ws: Workspace, event: Event, tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    found = window(ws, tmp_path, (ProjectorPage,))
    bring_up(found, qtbot)
    yield found
    made.end()
    found.close_workspace()


@pytest.fixture
def page(shell: Shell) -> ProjectorPage:
    assert shell.frame is not None
    found = shell.frame.page
    assert isinstance(found, ProjectorPage)
    return found


@pytest.fixture
def panel(page: ProjectorPage) -> ProjectorPanel:
    return page.panel


@pytest.fixture
def projector(panel: ProjectorPanel) -> Projector:
    return panel.projector


def _presses(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def _chooses(panel: ProjectorPanel, kind: Kind) -> None:
    _presses(panel.choosing.kinds, Qt.Key.Key_Home, *[Qt.Key.Key_Down] * list(Kind).index(kind))


def _out(projector: Projector) -> SlideCanvas:
    """What can be seen in the room."""
    assert projector.window is not None
    assert projector.window.isVisible()
    return projector.window.canvas


# -- seen first, then sent ------------------------------------------------------------------------


def test_nothing_goes_out_before_it_is_sent(panel: ProjectorPanel, projector: Projector) -> None:
    assert isinstance(panel.next.slide, AgendaSlide)
    assert (panel.shown.slide, projector.is_on) == (BLANK, False)
    _presses(panel.choosing.kinds, Qt.Key.Key_Return)
    assert _out(projector).slide == panel.shown.slide == panel.next.slide
    _chooses(panel, Kind.CLOCK)
    assert isinstance(panel.next.slide, ClockSlide)
    assert isinstance(_out(projector).slide, AgendaSlide)
    _presses(panel.choosing.kinds, Qt.Key.Key_Return)
    assert isinstance(_out(projector).slide, ClockSlide)


def test_a_typed_question_goes_out_by_enter_alone(
    panel: ProjectorPanel, projector: Projector
) -> None:
    _chooses(panel, Kind.QUESTION)
    assert "Type a question" in panel.warning.text()
    type_text(panel.choosing.question, "Mitä jäi mieleen?")
    assert words_of(panel.next.slide) == ["Mitä jäi mieleen?"]
    assert not projector.is_on
    _presses(panel.choosing.question, Qt.Key.Key_Return)
    type_text(panel.choosing.question, " B.")
    assert words_of(_out(projector).slide) == ["Mitä jäi mieleen?"]
    assert words_of(panel.next.slide) == ["Mitä jäi mieleen? B."]


def test_questions_of_the_programme_are_at_hand(panel: ProjectorPanel) -> None:
    _chooses(panel, Kind.QUESTION)
    offers = panel.choosing.offers
    assert offers.count() > 3
    offers.setCurrentIndex(2)
    offers.activated.emit(2)
    assert words_of(panel.next.slide) == [offers.itemText(2)]


def test_goals_are_typed_a_line_each_and_sent_by_ctrl_enter(
    panel: ProjectorPanel, projector: Projector
) -> None:
    _chooses(panel, Kind.GOALS)
    assert "Everyone knows why" in words_of(panel.next.slide)
    type_text(panel.choosing.goals, "One\nTwo")
    assert not projector.is_on
    QTest.keyClick(
        panel.choosing.goals, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )  # fmt: skip
    slide = _out(projector).slide
    assert isinstance(slide, TextSlide)
    assert slide.lines == ("One", "Two")


def test_what_has_no_room_is_told_before_it_goes_out(panel: ProjectorPanel) -> None:
    _chooses(panel, Kind.QUESTION)
    panel.choosing.question.setPlainText("Why now? " * 20)
    assert not panel.warning.isVisible()
    panel.choosing.question.setPlainText("Why now? " * 400)
    assert "cut as you see it" in panel.warning.text()
    assert panel.warning.isVisible()


def test_charts_are_chosen_from_a_list(ws: Workspace, panel: ProjectorPanel) -> None:
    _chooses(panel, Kind.CHART)
    assert "no chart yet" in panel.warning.text()
    charts = {key: BarChart((Bar(key, 1, "1"),), key) for key in ("dots", "spread")}
    offered.CHARTS.append(
        ChartSource(
            "test", lambda *_: [OfferedChart(key, key.title()) for key in charts],
            lambda _db, key, _language: charts.get(key),
        )
    )  # fmt: skip
    panel.projector.refresh(anew=True)
    assert isinstance(panel.next.slide, ChartSlide)
    assert panel.next.slide.title == "Dots"
    _presses(panel.choosing.charts, Qt.Key.Key_Down, Qt.Key.Key_Return)
    slide = _out(panel.projector).slide
    assert isinstance(slide, ChartSlide)
    assert slide.chart == charts["spread"]
    charts["spread"] = BarChart((Bar("other", 2, "2"),), "other")
    teams.update_team(ws, team_store.list_teams(ws.read)[0].rid, site="Here")
    assert _out(panel.projector).slide == slide


# -- black, closed, back --------------------------------------------------------------------------


@pytest.mark.parametrize("key", [Qt.Key.Key_B, Qt.Key.Key_Period])
def test_a_key_makes_it_black_and_brings_it_back(
    panel: ProjectorPanel, projector: Projector, key: Qt.Key
) -> None:
    panel.send()
    shown = _out(projector).slide
    for pressed_on in (panel.choosing.kinds, panel, projector.window):
        assert pressed_on is not None
        _presses(pressed_on, key)
        assert _out(projector).slide == panel.shown.slide == BLANK
        assert "B shows it again" in panel.state.text()
        _presses(pressed_on, key)
        assert _out(projector).slide == panel.shown.slide == shown


def test_she_knows_that_the_program_will_lock_in_the_middle(
    shell: Shell, panel: ProjectorPanel
) -> None:
    shell.settings.set(AUTO_LOCK_MINUTES, 20)
    panel.send()
    assert "After 20 minutes without a key" in panel.state.text()
    shell.settings.set(AUTO_LOCK_MINUTES, 0)
    panel.send()
    assert panel.state.text() == "✓ This can be seen in the room."


def test_sending_ends_the_black(panel: ProjectorPanel, projector: Projector) -> None:
    panel.send()
    projector.blank()
    panel.send()
    assert isinstance(_out(projector).slide, AgendaSlide)
    assert not projector.is_blank


def test_arrows_on_the_projector_change_between_agenda_and_clock(
    panel: ProjectorPanel, projector: Projector
) -> None:
    panel.send()
    kinds = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_PageDown):
        assert projector.window is not None
        _presses(projector.window, key)
        kinds.append(type(_out(projector).slide))
    assert kinds == [ClockSlide, AgendaSlide, ClockSlide, AgendaSlide]
    assert isinstance(panel.next.slide, AgendaSlide)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F6])
def test_with_one_screen_a_key_brings_her_back(
    panel: ProjectorPanel, projector: Projector, key: Qt.Key
) -> None:
    assert "one screen" in panel.state.text()
    panel.send()
    out = projector.window
    assert out is not None
    assert out.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating) is False
    _presses(out, key)
    assert not projector.is_on
    assert not out.isVisible()
    assert panel.shown.slide == BLANK
    panel.send()
    assert isinstance(_out(projector).slide, AgendaSlide)


def test_the_program_does_not_live_on_for_the_projector(
    panel: ProjectorPanel, projector: Projector
) -> None:
    panel.send()
    assert projector.window is not None
    assert not projector.window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    made.end()
    assert (projector.is_on, made.MADE) == (False, [])
    assert not made.is_on()


# -- following the day ----------------------------------------------------------------------------


def test_the_projected_agenda_follows_the_day(
    event: Event, panel: ProjectorPanel, projector: Projector
) -> None:
    panel.send()
    _chooses(panel, Kind.QUESTION)
    projector.set_now(held_day(event))
    slide = _out(projector).slide
    assert isinstance(slide, AgendaSlide)
    assert [row.state for row in slide.rows] == [State.DONE, State.NOW, State.COMING]
    assert [row.time for row in slide.rows] == ["09:00", "10:05", "10:50"]
    projector.set_now(None)
    slide = _out(projector).slide
    assert isinstance(slide, AgendaSlide)
    assert {row.state for row in slide.rows} == {State.COMING}


def test_an_end_told_a_second_later_does_not_make_the_clock_jump(
    event: Event, panel: ProjectorPanel, projector: Projector
) -> None:
    _chooses(panel, Kind.CLOCK)
    panel.send()
    now = held_day(event)
    assert now.ends is not None
    for seconds, kept in ((0, 0), (1, 0), (-1, 0), (300, 300)):
        projector.set_now(now._replace(ends=now.ends + dt.timedelta(seconds=seconds)))
        slide = _out(projector).slide
        assert isinstance(slide, ClockSlide)
        assert slide.ends == now.ends + dt.timedelta(seconds=kept)


def test_the_plan_changed_beside_is_followed_and_coaches_blocks_vanish(
    ws: Workspace, event: Event, panel: ProjectorPanel, projector: Projector
) -> None:
    panel.send()
    day = agenda_store.day_at(ws.read, event.rid, 1)
    assert day is not None
    first = agenda_store.blocks(ws.read, day.rid)[0]
    agendas.change_block(ws, first.rid, {"title": "Arriving"})
    assert any("Arriving" in word for word in words_of(_out(projector).slide))
    agendas.change_block(ws, first.rid, {"coach_only": True})
    assert not any("Arriving" in word for word in words_of(_out(projector).slide))


def test_a_name_made_private_vanishes_at_once(
    ws: Workspace, panel: ProjectorPanel, projector: Projector
) -> None:
    name = "Ward 4"
    (rid,) = [team.rid for team in team_store.list_teams(ws.read) if team.name == name]
    _chooses(panel, Kind.QUESTION)
    panel.choosing.question.setPlainText("What does Ward 4 need?")
    panel.send()
    assert words_of(_out(projector).slide) == ["What does Ward 4 need?"]
    teams.update_team(ws, rid, off_projector=True)
    (shown,) = words_of(_out(projector).slide)
    assert name not in shown
    assert shown.startswith("What does Team ")


def test_what_is_shown_stays_when_she_looks_at_another_day(
    event: Event, page: ProjectorPage, projector: Projector
) -> None:
    page.panel.send()
    shown = _out(projector).slide
    page.days.setCurrentIndex(1)
    page.days.activated.emit(1)
    assert projector.subject == (event.rid, 2)
    assert "no plan yet" in page.panel.warning.text()
    projector.refresh()
    assert _out(projector).slide == shown


def test_while_nobody_looks_nothing_ticks(
    page: ProjectorPage, projector: Projector, qtbot: QtBot
) -> None:
    assert projector._timer.isActive()
    page.hide()
    assert not projector._timer.isActive()
    page.show()
    page.panel.send()
    page.hide()
    assert projector._timer.isActive()
    projector.close()
    assert not projector._timer.isActive()


# -- locking, screens -----------------------------------------------------------------------------


def test_locking_takes_everything_off_at_once(
    panel: ProjectorPanel, projector: Projector, qtbot: QtBot
) -> None:
    panel.send()
    made.go_dark()
    assert (projector.shown, projector.next, projector.material) == (BLANK, BLANK, None)
    assert not projector.is_on
    assert panel.next.slide == panel.shown.slide == BLANK
    projector.refresh()
    assert projector.next == BLANK


def test_a_page_left_keeps_what_is_projected(
    ws: Workspace, event: Event, tmp_path: Path, qtbot: QtBot
) -> None:
    found = window(ws, tmp_path, (ProjectorPage, TodayPage))
    bring_up(found, qtbot)
    assert found.frame is not None
    page = found.frame.page
    assert isinstance(page, ProjectorPage)
    page.panel.send()
    found.navigate(Target("today"))
    assert isinstance(_out(page.projector).slide, AgendaSlide)
    found.navigate(Target("projector", "event", event.rid, {"day": "2"}))
    assert page.projector.subject == (event.rid, 2)
    assert page.current_target() == Target("projector", "event", event.rid, {"day": "2"})
    made.end()
    found.close_workspace()


def test_without_a_workshop_it_says_what_to_do(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    found = window(ws, tmp_path, (ProjectorPage, TodayPage))
    bring_up(found, qtbot)
    assert found.frame is not None
    page = found.frame.page
    assert isinstance(page, ProjectorPage)
    assert page.empty.isVisible()
    assert page.to_runs.hasFocus()
    assert not page.panel.isVisible()
    planned(ws)
    assert page.panel.isVisible()
    assert not page.empty.isVisible()
    made.end()
    found.close_workspace()


def _screen() -> QScreen:
    return QGuiApplication.primaryScreen()


def test_screens_that_come_and_go_do_no_harm_with_one_screen(
    panel: ProjectorPanel, projector: Projector
) -> None:
    projector.on_screen_removed(_screen())
    projector.on_screen_added(_screen())
    panel.send()
    projector.on_screen_added(_screen())
    projector.on_primary_screen(_screen())
    assert isinstance(_out(projector).slide, AgendaSlide)
    assert not projector.is_paused


def test_colours_are_kept_for_another_time(panel: ProjectorPanel, projector: Projector) -> None:
    panel.send()
    panel.schemes.setCurrentIndex(1)
    panel.schemes.activated.emit(1)
    assert projector.scheme == "dark"
    assert panel.schemes.currentData() == "dark"


def test_every_control_has_a_name(page: ProjectorPage) -> None:
    panel = page.panel
    named = (
        panel.choosing.kinds, panel.choosing.charts, panel.choosing.question,
        panel.choosing.goals, panel.choosing.offers, panel.next, panel.shown, panel.screens,
        panel.schemes, page.events, page.days,
    )  # fmt: skip
    assert all(each.accessibleName() for each in named)


def test_the_panel_fits_a_small_window(shell: Shell, page: ProjectorPage, qtbot: QtBot) -> None:
    shell.resize(1024, 640)
    QGuiApplication.sendEvent(page, QEvent(QEvent.Type.LayoutRequest))
    assert page.minimumSizeHint().width() <= 1024
    assert page.minimumSizeHint().height() <= 620
    for kind in Kind:
        page.projector.choose(Choice(kind))
        assert page.panel.minimumSizeHint().height() <= 560


def test_each_second_what_counts_is_counted_anew(
    event: Event, panel: ProjectorPanel, projector: Projector, qtbot: QtBot
) -> None:
    _chooses(panel, Kind.CLOCK)
    panel.send()
    assert isinstance(projector.window, ProjectorWindow)
    assert projector._timer.isActive()
    assert projector._timer.interval() == 1_000
    with qtbot.waitSignal(projector.ticked):
        projector._timer.timeout.emit()
