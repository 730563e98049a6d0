"""The panel that shows a move before it is done."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.checklists import service as checklists
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.programmes import service
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.move_panel import MovePreviewPanel
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.kernel.text import Texts
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.notices import Notice
from coachdesk.ui.shell import Shell
from tests.helpers.coaching import (
    WORKSHOP_1,
    add_teams,
    context_of,
    event_of,
    item_of,
    start_run,
    window,
)
from tests.helpers.shown import bring_up

LATER = WORKSHOP_1 + dt.timedelta(14)


class Stage:
    """A panel on a run with one team; `raised` are the notices."""

    def __init__(self, ws: Workspace, shell: Shell, bot: QtBot) -> None:
        self.ws = ws
        (self.team,) = add_teams(ws, "Osasto 4")
        self.run = start_run(ws, [self.team])
        self.raised: list[Notice] = []
        shell.notices.notice_raised.connect(self.raised.append)
        self.holder = QWidget()
        self.panel = MovePreviewPanel(context_of(shell, ws))
        QVBoxLayout(self.holder).addWidget(self.panel)
        self.told: list[str] = []
        self.panel.moved.connect(lambda: self.told.append("moved"))
        self.panel.left.connect(lambda: self.told.append("left"))
        bring_up(self.holder, bot)

    @property
    def starts_on(self) -> dt.date | None:
        return event_of(self.ws, self.run).starts_on

    def propose(self, day: dt.date | None) -> bool:
        return self.panel.show_for(event_of(self.ws, self.run).rid, EventDate.of(day))

    def said(self) -> str:
        return Texts.load("en")(self.raised[-1].message)


@pytest.fixture
def stage(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    shell = window(ws, tmp_path, (WorkshopsPage,))
    qtbot.addWidget(shell)
    yield Stage(ws, shell, qtbot)
    shell.close_workspace()


def test_the_first_date_is_given_at_once(stage: Stage) -> None:
    assert not stage.propose(WORKSHOP_1)
    assert stage.starts_on == WORKSHOP_1
    assert stage.told == ["moved"]
    assert stage.panel.isHidden()
    assert stage.said().startswith("Workshop 1: Thu–Fri 10–11 Dec 2026")


def test_a_move_is_shown_first_and_enter_does_it_in_one_step(stage: Stage) -> None:
    stage.propose(WORKSHOP_1)
    before = item_of(stage.ws, stage.run, stage.team, "risk_assessment").due.on
    assert before is not None
    assert stage.propose(LATER)
    assert stage.starts_on == WORKSHOP_1, "nothing has been done yet"
    assert stage.panel.isVisible()
    assert stage.panel.title.text() == (
        "Workshop 1: Thu–Fri 10–11 Dec 2026 → Thu–Fri 24–25 Dec 2026"
    )
    events = [line.title for line in stage.panel.model.records if line.key[0] == "event"]
    assert events == ["Workshop 2", "Workshop 3", "Spreading event"]
    assert {line.team for line in stage.panel.model.records} == {"", "Osasto 4"}
    QTest.keyClick(stage.panel.do, Qt.Key.Key_Return)
    assert stage.starts_on == LATER
    after = item_of(stage.ws, stage.run, stage.team, "risk_assessment").due.on
    assert after == before + dt.timedelta(14)
    assert stage.panel.isHidden()
    stage.ws.undo()
    assert stage.starts_on == WORKSHOP_1
    assert item_of(stage.ws, stage.run, stage.team, "risk_assessment").due.on == before


@pytest.mark.parametrize("way", ["esc", "enter on the button", "click"])
def test_leaving_changes_nothing(stage: Stage, way: str) -> None:
    stage.propose(WORKSHOP_1)
    stage.propose(LATER)
    if way == "esc":
        QTest.keyClick(stage.panel.do, Qt.Key.Key_Escape)
    elif way == "click":
        QTest.mouseClick(stage.panel.leave, Qt.MouseButton.LeftButton)
    else:
        stage.panel.leave.setFocus()
        QTest.keyClick(stage.panel.leave, Qt.Key.Key_Return)
    assert stage.starts_on == WORKSHOP_1
    assert stage.told[-1] == "left"
    assert stage.panel.isHidden()
    assert not stage.panel.asks


def test_what_is_fixed_by_hand_or_finished_is_told(stage: Stage) -> None:
    stage.propose(WORKSHOP_1)
    fixed = item_of(stage.ws, stage.run, stage.team, "risk_assessment")
    done = item_of(stage.ws, stage.run, stage.team, "workplace_survey")
    checklists.set_due(stage.ws, fixed.rid, Due(DueKind.DATE, WORKSHOP_1))
    checklists.set_states(stage.ws, [done.rid], ItemState.DONE)
    stage.propose(LATER)
    (stays,) = [line for line in stage.panel.model.records if line.stays]
    assert stays.key == ("checklist_item", fixed.rid)
    said = stage.panel.summary.text()
    assert "1 date fixed by hand stays: Risk assessment of the work" in said
    assert said.endswith("1 finished one keeps its date.")
    assert ("checklist_item", done.rid) not in {line.key for line in stage.panel.model.records}


def test_events_that_would_meet_are_told(stage: Stage) -> None:
    stage.propose(WORKSHOP_1)
    second = event_of(stage.ws, stage.run, "workshop_2")
    stage.panel.show_for(second.rid, EventDate.of(WORKSHOP_1 + dt.timedelta(1)))
    assert stage.panel.findings.text() == ("▲ Workshop 2 would begin before Workshop 1 has ended.")
    stage.panel.show_for(second.rid, EventDate.of(WORKSHOP_1 - dt.timedelta(9)))
    assert "▲ Workshop 2 would come before Workshop 1." in stage.panel.findings.text()


def test_a_panel_follows_what_changes_meanwhile(stage: Stage) -> None:
    stage.propose(WORKSHOP_1)
    stage.propose(LATER)
    service.move_event(stage.ws, event_of(stage.ws, stage.run).rid, EventDate.of(LATER))
    stage.panel.refresh()
    assert stage.panel.isHidden(), "it has that date already"


def test_a_date_taken_away_opens_what_follows(stage: Stage) -> None:
    stage.propose(WORKSHOP_1)
    assert stage.propose(None)
    assert {line.new for line in stage.panel.model.records} == {"open"}
    stage.panel.carry_out()
    assert stage.starts_on is None
    assert stage.said().startswith("Workshop 1 has no date now")
