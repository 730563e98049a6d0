"""All cohorts on one page: groups, orders, filters, and what changed since the last visit."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.features.checklists import service
from coachdesk.features.checklists.matrix_rows import Heading
from coachdesk.features.checklists.model import Item, ItemState
from coachdesk.features.checklists.page import PreworkPage
from coachdesk.features.checklists.readiness import Show, Sort
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort, start_run
from coachdesk.features.teams import service as teams
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.page import Page
from tests.features.checklists.conftest import Opener
from tests.helpers.coaching import add_teams, item_of, template, window
from tests.helpers.shown import bring_up
from tests.helpers.workspaces import TODAY

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class World:
    """Four teams in two cohorts, the later one behind."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.east = add_teams(ws, "Osasto 4", "Kotihoito")
        self.west = add_teams(ws, "Poliklinikka", "Äitiysneuvola")
        cohorts = [
            NewCohort(area="Itä-Suomi", dates=_in(90), teams=self.east),
            NewCohort(area="Länsi-Suomi", dates=_in(10), teams=self.west),
        ]
        self.run = start_run(ws, template(), "Vetoa ja pitoa 2026", cohorts)

    def show(self, opened: Opener) -> PreworkPage:
        page = opened(PreworkPage)
        assert isinstance(page, PreworkPage)
        self.page = page
        return page

    def item(self, team: int, key: str = "team_formed") -> Item:
        return item_of(self.ws, self.run, team, key)

    def tick(self, team: int, key: str = "team_formed") -> None:
        service.set_state(self.ws, self.item(team, key).rid, ItemState.DONE)

    def names(self) -> list[str]:
        lines = self.page.model.shown.lines
        return [one.name if isinstance(one, Heading) else one.team.name for one in lines]

    def spoken(self, team: int, key: str = "team_formed") -> str:
        return str(self.page.model.place_of(self.item(team, key).rid).data(SPOKEN))

    def come_again(self) -> None:
        self.page.left()
        self.page.open_target(Target("prework"))


def _in(days: int) -> dict[str, EventDate]:
    return {"workshop_1": EventDate.of(TODAY + dt.timedelta(days))}


@pytest.fixture
def world(ws: Workspace) -> World:
    return World(ws)


def test_all_cohorts_are_shown_in_groups(world: World, opened: Opener) -> None:
    page = world.show(opened)
    assert world.names() == [
        "Itä-Suomi", "Kotihoito", "Osasto 4", "Länsi-Suomi", "Poliklinikka", "Äitiysneuvola",
    ]  # fmt: skip
    heading = page.model.headerData(3, Qt.Orientation.Vertical)
    assert heading == "Länsi-Suomi · Workshop 1: Wed–Thu 2–3 Dec · 0 of 2 ready"
    assert page.model.index(3, 0).data(SPOKEN) == heading
    assert not page.cohorts.isHidden()
    assert page.cohorts.count() == 3


def test_the_cursor_passes_over_headings(world: World, opened: Opener) -> None:
    page = world.show(opened)
    assert page.matrix.currentIndex().row() == 1
    for row in (2, 4, 5, 5):
        QTest.keyClick(page.matrix, Qt.Key.Key_Down)
        assert page.matrix.currentIndex().row() == row
    for row in (4, 2, 1, 1):
        QTest.keyClick(page.matrix, Qt.Key.Key_Up)
        assert page.matrix.currentIndex().row() == row
    assert page.pane.item == world.item(world.east[1])


def test_a_cohort_can_be_chosen(world: World, opened: Opener) -> None:
    page = world.show(opened)
    page.cohorts.setCurrentIndex(2)
    page.cohorts.activated.emit(2)
    assert world.names() == ["Poliklinikka", "Äitiysneuvola"]
    assert "Länsi-Suomi · Workshop 1: Wed–Thu 2–3 Dec" in page.header.subtitle.text()
    cohort = programmes.places_of_run(world.ws.read, world.run)[0].cohort.rid
    page.open_target(Target("prework", "cohort", cohort))
    assert world.names() == ["Kotihoito", "Osasto 4"]
    page.open_target(Target("prework", "run", world.run))
    assert len(page.model.rows) == 4


def test_calls_go_across_cohorts_and_name_them(world: World, opened: Opener) -> None:
    world.tick(world.west[1])
    page = world.show(opened)
    page.bar.set_sort(Sort.CALLS)
    assert world.names() == ["Poliklinikka", "Äitiysneuvola", "Kotihoito", "Osasto 4"]
    assert page.matrix.names.with_cohorts
    page.bar.set_sort(Sort.NAME)
    assert not page.matrix.names.with_cohorts
    assert len(world.names()) == 6


def test_least_ready_and_most_late_go_by_cohort(world: World, opened: Opener) -> None:
    world.tick(world.east[1])
    world.tick(world.west[0])
    page = world.show(opened)
    page.bar.set_sort(Sort.READINESS)
    assert [row.team.name for row in page.model.rows] == [
        "Osasto 4", "Kotihoito", "Äitiysneuvola", "Poliklinikka",
    ]  # fmt: skip
    page.bar.set_sort(Sort.LATE)
    assert [row.team.name for row in page.model.rows][2:] == ["Äitiysneuvola", "Poliklinikka"]
    late = page.model.columnCount() - 2
    row = page.model.row_of(world.west[1])
    assert row is not None
    assert page.model.index(row, late).data() == "▲ 12"


def test_typed_words_filter_teams(world: World, opened: Opener) -> None:
    page = world.show(opened)
    page.bar.search.setFocus()
    QTest.keyClicks(page.bar.search, "osasto 4")
    assert world.names() == ["Itä-Suomi", "Osasto 4"]
    QTest.keyClicks(page.bar.search, "xyz")
    assert page.stack.currentWidget() is page._empty
    page.bar.show_everything()
    assert len(page.model.rows) == 4


def test_only_where_support_is_needed(world: World, opened: Opener) -> None:
    service.set_support(world.ws, world.item(world.west[0], "risk_assessment").rid, needed=True)
    page = world.show(opened)
    page.bar.set_show(Show.SUPPORT)
    assert [row.team.name for row in page.model.rows] == ["Poliklinikka"]
    assert [column.key for column in page.model.items] == ["risk_assessment"]
    assert world.spoken(world.west[0], "risk_assessment").endswith("support needed")


def test_make_up_is_told_in_letters_and_in_words(world: World, opened: Opener) -> None:
    for number in range(5):
        teams.add_member(world.ws, world.east[0], f"P{number}", occupational_group=f"g{number}")
    page = world.show(opened)
    row, last = page.model.row_of(world.east[0]), page.model.columnCount() - 1
    assert row is not None
    cell = page.model.index(row, last)
    assert cell.data() == "df"
    assert cell.data(SPOKEN) == (
        "Osasto 4: No supervisor in the team; No service-user developer in the team"
    )
    assert "d no supervisor" in page.legend.text()


def test_stages_of_the_template_are_digits_with_a_legend(world: World, opened: Opener) -> None:
    page = world.show(opened)
    item = world.item(world.east[0], "risk_assessment")
    kind = template().kind(item.kind)
    assert kind is not None
    service.set_stage(world.ws, item.rid, kind, "used")
    found = page.model.place_of(item.rid)
    assert page.model.cell(found.row(), found.column()).look.code == "4"
    line = "Risk assessment: 1 planned · 2 started · 3 done · 4 done and used"
    assert line in page.legend.text()


def test_what_changed_since_the_last_visit_is_marked(world: World, opened: Opener) -> None:
    page = world.show(opened)
    page.left()
    world.tick(world.east[0])
    page.open_target(Target("prework"))
    assert world.spoken(world.east[0]) == (
        "Osasto 4, Team put together from several occupational groups: done; "
        "◆ changed since Sun 22 Nov"
    )
    assert "changed" not in world.spoken(world.east[1])
    assert "◆ 1 cell changed since Sun 22 Nov" in page.header.subtitle.text()
    page.bar.set_show(Show.CHANGED)
    assert world.names() == ["Itä-Suomi", "Osasto 4"]
    assert [column.key for column in page.model.items] == ["team_formed"]
    page.bar.show_everything()
    world.come_again()
    assert "changed" not in world.spoken(world.east[0])


def test_what_she_changes_while_she_looks_is_no_news(world: World, opened: Opener) -> None:
    page = world.show(opened)
    world.come_again()
    page.matrix.setCurrentIndex(page.model.place_of(world.item(world.east[0]).rid))
    QTest.keyClick(page.matrix, Qt.Key.Key_3)
    assert world.item(world.east[0]).state is ItemState.DONE
    assert "changed" not in world.spoken(world.east[0])
    world.come_again()
    assert "changed" not in world.spoken(world.east[0])


def test_the_marks_can_be_taken_away_at_once(world: World, opened: Opener) -> None:
    page = world.show(opened)
    assert page.bar.seen.isHidden()
    page.left()
    world.tick(world.west[0])
    page.open_target(Target("prework"))
    assert not page.bar.seen.isHidden()
    QTest.mouseClick(page.bar.seen, Qt.MouseButton.LeftButton)
    assert page.bar.seen.isHidden()
    assert page.sight.changed == frozenset()


def test_seeing_one_cohort_leaves_the_news_of_another(world: World, opened: Opener) -> None:
    page = world.show(opened)
    page.left()
    for team in (world.east[0], world.west[0]):
        world.tick(team)
    east, west = programmes.places_of_run(world.ws.read, world.run)
    page.open_target(Target("prework", "cohort", east.cohort.rid))
    assert page.sight.changed == {(world.east[0], "team_formed")}
    page.left()
    page.open_target(Target("prework", "cohort", west.cohort.rid))
    assert page.sight.changed == {(world.west[0], "team_formed")}
    page.open_target(Target("prework", "run", world.run))
    assert page.sight.changed == frozenset()


class OtherPage(Page):
    key, title, icon = "other", msg("test", "Other"), "tasks"


def test_another_page_and_locking_end_the_visit(world: World, tmp_path: Path, qtbot: QtBot) -> None:
    shell = window(world.ws, tmp_path, (PreworkPage, OtherPage))
    bring_up(shell, qtbot)
    shell.navigate(Target("prework"))
    assert shell.frame is not None
    page = shell.frame.page
    assert isinstance(page, PreworkPage)
    assert page.sight.is_open
    shell.navigate(Target("other"))
    assert not page.sight.is_open
    world.tick(world.east[0])
    shell.navigate(Target("prework"))
    assert page.sight.changed == {(world.east[0], "team_formed")}
    shell.close_workspace()
    shell = window(world.ws, tmp_path, (PreworkPage,))
    bring_up(shell, qtbot)
    assert shell.frame is not None
    again = shell.frame.page
    assert isinstance(again, PreworkPage)
    assert again.sight.changed == frozenset()
    shell.close_workspace()


def test_who_and_by_when_are_shown_when_asked_for(world: World, opened: Opener) -> None:
    service.set_who(world.ws, world.item(world.west[0]).rid, "Päivi Lehto")
    page = world.show(opened)
    low, narrow = page.matrix.rowHeight(1), page.matrix.columnWidth(1)
    page.bar.details.setChecked(True)
    assert page.matrix.rowHeight(1) > low
    assert page.matrix.columnWidth(1) > narrow
    found = page.model.place_of(world.item(world.west[0]).rid)
    cell = page.model.cell(found.row(), found.column())
    assert (cell.who, cell.day) == ("Päivi Lehto", "Wed 7 Oct")
    page.bar.set_sort(Sort.CALLS)
    assert page.matrix.rowHeight(0) > low
    page.bar.details.setChecked(False)
    assert page.matrix.columnWidth(1) == narrow


def test_a_change_is_painted(world: World, opened: Opener) -> None:
    page = world.show(opened)
    rect = page.matrix.visualRect(page.model.place_of(world.item(world.west[0]).rid))
    before = page.matrix.viewport().grab(rect).toImage()
    assert page.matrix.viewport().grab(rect).toImage() == before
    world.tick(world.west[0])
    assert page.matrix.viewport().grab(rect).toImage() != before


def test_filter_and_order_come_back(world: World, opened: Opener) -> None:
    page = world.show(opened)
    page.restore({"show": "behind", "sort": "calls", "details": "1"})
    assert (page.bar.show_what, page.bar.sort) == (Show.BEHIND, Sort.CALLS)
    assert page.matrix.details
    assert page.state() == {"show": "behind", "sort": "calls", "details": "1"}
    page.restore({"show": "gone", "missing": "1"})
    assert (page.bar.show_what, page.bar.sort) == (Show.ALL, Sort.NAME)


def test_nothing_speaks_of_workshops_where_there_are_none(ws: Workspace, opened: Opener) -> None:
    from coachdesk.features.programmes.template import find_template

    pilot = find_template("division_of_work_pilot")
    assert pilot is not None
    dates = {pilot.events[0].key: EventDate.of(TODAY + dt.timedelta(5))}
    start_run(ws, pilot, "Työnjako", [NewCohort(dates=dates, teams=add_teams(ws, "Pilotti"))])
    page = opened(PreworkPage)
    assert isinstance(page, PreworkPage)
    assert len(page.model.rows) == 1
    said = (page.header.subtitle.text(), page.legend.text(), page.header.title.text())
    assert not any("orkshop" in text for text in said)
