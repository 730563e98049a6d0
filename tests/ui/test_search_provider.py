"""The search box over a real index of a real encrypted file."""

import gc
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.notes import service as notes
from coachdesk.features.notes.search import decisions_source, notes_source
from coachdesk.features.tasks import service as tasks
from coachdesk.features.tasks.search import SOURCES as TASKS
from coachdesk.features.teams import service as teams
from coachdesk.features.teams.search import SOURCES as TEAMS
from coachdesk.features.today.finds import HIT_KINDS, TAGS
from coachdesk.kernel.database import value
from coachdesk.kernel.search.indexer import INDEX_NAME, Indexer, open_index
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.actions import ActionRegistry
from coachdesk.ui.context import Target
from coachdesk.ui.jobs import Jobs
from coachdesk.ui.palette import Palette
from coachdesk.ui.results import Result, Section
from coachdesk.ui.search_provider import SearchProvider
from tests.helpers.workspaces import open_workspace

SOURCES = (*TEAMS, *TASKS, notes_source, decisions_source)


@dataclass
class Desk:
    ws: Workspace
    provider: SearchProvider
    jobs: Jobs
    bot: QtBot

    def index(self) -> None:
        index = open_index(self.ws.folder, self.ws.key)
        Indexer(index, SOURCES, self.ws.identity).follow(self.ws.read)
        index.close()

    def find(self, query: str) -> Sequence[Section]:
        found: list[Sequence[Section]] = []
        self.jobs.run(lambda job: self.provider(query, job), done=found.append)
        self.jobs.wait_all()
        return found[0]

    def results(self, query: str) -> list[Result]:
        return [result for section in self.find(query) for result in section.results]

    def targets(self, query: str) -> list[Target | None]:
        return [result.target for result in self.results(query)]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    ws = open_workspace(tmp_path)
    provider = SearchProvider(tmp_path, ws.key, HIT_KINDS, TAGS)
    desk = Desk(ws, provider, Jobs(ws.open_reader), qtbot)
    yield desk
    desk.jobs.wait_all()
    provider.close()
    ws.close()


def marked(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [text[start : start + length] for start, length in spans]


def test_each_kind_is_found_and_leads_to_its_place(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Kuukkelin tiimi")
    person = teams.add_member(desk.ws, team, "Kuukkeli Virtanen")
    task = tasks.add_task(desk.ws, "Katso kuukkelia", team)
    note = notes.create(desk.ws, [team], body="Puhuttiin kuukkelista.\n! Kuukkeli saa nimen")
    decision = value(desk.ws.read, "SELECT rid FROM decision")
    desk.index()
    found = desk.targets("kuukkeli")
    assert Target("teams", "team", team) in found
    assert Target("teams", "person", person, {"team": str(team)}) in found
    assert Target("tasks", "task", task) in found
    assert Target("notes", "note", note) in found
    assert Target("notes", "decision", decision) in found
    assert found[0] == Target("teams", "team", team), "names stand first"


def test_words_are_marked_and_the_detail_says_what_when_and_whose(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Osasto 4")
    notes.create(desk.ws, [team], title="Käynti", body="Alku\nSovittiin tapaamisista keväällä.")
    desk.index()
    (result,) = desk.results("tapaaminen")
    assert result.title == "Käynti"
    assert result.detail.startswith("Note · 22 Nov 2026 · Osasto 4 · ")
    assert marked(result.detail, result.detail_spans) == ["tapaamisista"]


def test_the_newest_stand_first_and_more_come_when_asked_for(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Osasto 4")
    made = [notes.create(desk.ws, [team], body=f"Mittari {n}") for n in range(30)]
    desk.index()
    first = desk.results("mittari")
    assert [r.target.rid for r in first if r.target] == made[::-1][:8]
    assert first[-1].more is not None
    first[-1].more()
    second = desk.results("mittari")
    assert [r.target.rid for r in second if r.target] == made[::-1][:28]
    assert second[-1].more is not None
    second[-1].more()
    assert [r.target.rid for r in desk.results("mittari") if r.target] == made[::-1]
    assert desk.results("mittar")[-1].more is not None, "another query starts small again"


def test_a_name_that_begins_so_is_found_among_many_later_notes(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Ruusun tiimi")
    for _ in range(20):
        notes.create(desk.ws, [team], body="Ruusu kukkii")
    desk.index()
    assert desk.targets("ruus")[0] == Target("teams", "team", team)


def test_a_tag_is_found_by_its_beginning(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Osasto 4")
    notes.create(desk.ws, [team], body="Asia #rekry ja #retro\n#rekry taas")
    desk.index()
    tags = [section for section in desk.find("#re") if section.title.source == "Tags"]
    assert [result.title for result in tags[0].results] == ["#rekry", "#retro"]
    assert tags[0].results[0].target == Target("notes", "tag", extra={"tag": "rekry"})
    assert marked("#rekry", tags[0].results[0].spans) == ["re"]


def test_what_has_been_deleted_meanwhile_is_not_shown(desk: Desk) -> None:
    rid = tasks.add_task(desk.ws, "Kuukkeli", None)
    desk.index()
    tasks.delete_tasks(desk.ws, [rid])
    assert desk.results("kuukkeli") == []


def test_before_there_is_an_index_it_says_so_and_finds_later(desk: Desk) -> None:
    tasks.add_task(desk.ws, "Kuukkeli", None)
    (said,) = desk.results("kuukkeli")
    assert said.target is None
    assert "getting ready" in said.title
    desk.index()
    assert len(desk.results("kuukkeli")) == 1


def test_an_index_that_breaks_under_it_is_opened_anew(desk: Desk) -> None:
    tasks.add_task(desk.ws, "Kuukkeli", None)
    desk.index()
    assert len(desk.results("kuukkeli")) == 1
    desk.provider._drop_index()
    path = desk.ws.folder / INDEX_NAME
    path.write_bytes(b"\x00" * 8192)
    assert desk.results("kuukkeli")[0].target is None
    desk.index()
    assert len(desk.results("kuukkeli")) == 1


def test_once_closed_it_finds_nothing(desk: Desk) -> None:
    tasks.add_task(desk.ws, "Kuukkeli", None)
    desk.index()
    desk.provider.warm_up(desk.jobs)
    desk.jobs.wait_all()
    index = desk.provider._index
    assert index is not None
    gone = weakref.ref(index)
    del index
    desk.provider.close()
    gc.collect()
    assert gone() is None
    assert desk.results("kuukkeli") == []


def test_any_typing_is_answered(desk: Desk) -> None:
    desk.index()
    for query in ('"', "#", "##", "*", "AND", 'NEAR("', "a" * 2000, "\x00", "%_", "-", "😀"):
        desk.find(query)


def test_more_keeps_the_list_open_and_the_cursor_where_it_was(desk: Desk) -> None:
    team = teams.add_team(desk.ws, "Osasto 4")
    for n in range(20):
        notes.create(desk.ws, [team], body=f"Mittari {n}")
    desk.index()
    host = QWidget()
    desk.bot.addWidget(host)
    host.resize(800, 600)
    field = QLineEdit(host)
    palette = Palette(field, host, ActionRegistry(), desk.jobs, [desk.provider])
    host.show()
    host.activateWindow()
    field.setFocus()
    desk.bot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "mittari")
    desk.jobs.wait_all()
    rows = palette.model.rowCount()
    assert rows == 1 + 8 + 1
    for _ in range(8):
        QTest.keyClick(field, Qt.Key.Key_Down)
    row = palette.list.currentIndex().row()
    assert row == rows - 1
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.jobs.wait_all()
    assert palette.isVisible()
    assert palette.model.rowCount() == 1 + 20
    assert palette.list.currentIndex().row() == row
