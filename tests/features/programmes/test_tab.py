"""The tab Programme of a team: what it writes down, its dates, and the runs of earlier years."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coachdesk.features.programmes import field_store, service, store
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.tab import ProgrammeTab
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Context, Target
from coachdesk.ui.shell import Shell
from tests.helpers.coach import type_text
from tests.helpers.coaching import add_teams, context_of, template, window
from tests.helpers.shown import bring_up


@pytest.fixture
def context(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> Iterator[Context]:
    shell: Shell = window(ws, tmp_path, (WorkshopsPage,))
    qtbot.addWidget(shell)
    yield context_of(shell, ws)
    shell.close_workspace()


def _tab(context: Context, team: int, bot: QtBot) -> ProgrammeTab:
    tab = ProgrammeTab(context, team)
    context.ws.subscribe(tab.on_change)
    bring_up(tab, bot)
    return tab


def _start(ws: Workspace, name: str, team: int, year: int) -> int:
    dates = {"workshop_1": EventDate.of(dt.date(year, 1, 26))}
    cohort = NewCohort(dates=dates, teams=[team])
    return service.start_run(ws, template(), name, [cohort], years=(year, year))


def test_without_a_programme_it_tells_how_to_get_one(
    ws: Workspace, context: Context, qtbot: QtBot
) -> None:
    (team,) = add_teams(ws, "Osasto 4")
    tab = _tab(context, team, qtbot)
    assert tab.empty.isVisible()
    _start(ws, "Vetoa 2027", team, 2027)
    assert tab.empty.isHidden()
    assert tab.heading.text() == "Vetoa 2027"


def test_what_the_team_writes_down_is_stored(ws: Workspace, context: Context, qtbot: QtBot) -> None:
    (team,) = add_teams(ws, "Osasto 4")
    run = _start(ws, "Vetoa 2027", team, 2027)
    tab = _tab(context, team, qtbot)
    assert [row.key for row in tab.rows] == [field.key for field in template().fields]
    row = tab.rows[1]
    assert row.edit.accessibleName() == template().fields[1].title.en
    tab.open_target(Target("teams", "team", team, {"field": row.key}))
    assert row.edit.hasFocus()
    type_text(row.edit, "Työ väsyttää")
    context.drafts.flush_all()
    assert field_store.field_texts(ws.read, run, team) == {row.key: "Työ väsyttää"}
    assert tab.rows[1] is row, "the field that is typed into stays"
    ws.undo()
    assert row.edit.toPlainText() == ""


def test_dates_of_its_cohort_are_shown(ws: Workspace, context: Context, qtbot: QtBot) -> None:
    (team,) = add_teams(ws, "Osasto 4")
    run = _start(ws, "Vetoa 2027", team, 2027)
    tab = _tab(context, team, qtbot)

    def words() -> set[str]:
        QApplication.processEvents()  # new widgets are shown by their layout
        return {each.text() for each in tab.findChildren(QLabel) if each.isVisible()}

    assert "Tue–Wed 26–27 Jan · week 4 · in 65 days" in words()
    (cohort,) = store.cohorts(ws.read, run)
    event = next(e for e in store.events(ws.read, cohort.rid) if e.key == "workshop_1")
    service.move_event(ws, event.rid, EventDate.in_week(2027, 6))
    assert "week 6, day open · in 78 days" in words()


def test_runs_of_earlier_years_can_be_looked_at(
    ws: Workspace, context: Context, qtbot: QtBot
) -> None:
    (team,) = add_teams(ws, "Osasto 4")
    early = _start(ws, "Vetoa 2024", team, 2024)
    key = template().fields[0].key
    service.set_field_text(ws, early, team, key, "Silloin")
    service.archive_run(ws, early)
    _start(ws, "Vetoa 2027", team, 2027)
    tab = _tab(context, team, qtbot)
    assert tab.heading.text() == "Vetoa 2027"
    assert [tab.runs.itemText(i) for i in range(2)] == ["Vetoa 2027", "Vetoa 2024 (archived)"]
    assert tab.rows[0].edit.toPlainText() == ""
    tab.runs.setCurrentIndex(1)
    tab.runs.activated.emit(1)
    assert tab.heading.text() == "Vetoa 2024"
    assert tab.rows[0].edit.toPlainText() == "Silloin"
    assert "archived" in tab.about.text()
