"""Pages that fill the window: what is hidden, how one gets out, what still works."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot
from typing_extensions import override

from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.frame import Frame
from coachdesk.ui.notice_area import BannerArea
from coachdesk.ui.page import Page, PageLink
from coachdesk.ui.shell import Shell
from tests.helpers.sample_window import PARTS, fill, make_context, open_workspace
from tests.helpers.shown import bring_up

CTRL = Qt.KeyboardModifier.ControlModifier


class RoomPage(Page):
    key, title, icon, is_mode = "room", msg("sample", "Room"), "workshop", True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    @override
    def state(self) -> dict[str, str]:
        return {"text": self.field.text()}

    @override
    def restore(self, state: dict[str, str]) -> None:
        self.field.setText(state["text"])

    @override
    def focus_default(self) -> None:
        self.field.setFocus()


WITH_ROOM = PARTS._replace(
    mode_pages=(PageLink("room", RoomPage.title, RoomPage.icon, lambda: RoomPage),)
)


@dataclass
class Mode:
    shell: Shell
    ws: Workspace
    bot: QtBot

    @property
    def frame(self) -> Frame:
        assert self.shell.frame is not None
        return self.shell.frame

    def room(self) -> RoomPage:
        self.shell.navigate(Target("room"))
        assert isinstance(self.frame.page, RoomPage)
        self.bot.waitUntil(self.frame.page.field.hasFocus)
        return self.frame.page

    def key(self) -> str:
        assert self.frame.page is not None
        return self.frame.page.key


@pytest.fixture
def mode(tmp_path: Path, qtbot: QtBot) -> Iterator[Mode]:
    ws = open_workspace(tmp_path)
    fill(ws)
    shell = Shell(Settings(tmp_path / "settings.json"))
    new_note = Action("notes.new", msg("sample", "New note"), lambda: None, shortcut="Ctrl+N")
    shell.registry.add(new_note)
    shell.open(make_context(shell, ws), WITH_ROOM)
    bring_up(shell, qtbot)
    yield Mode(shell, ws, qtbot)
    shell.close_workspace()
    ws.close()


def test_a_mode_fills_the_window_and_other_pages_do_not(mode: Mode) -> None:
    mode.room()
    assert not mode.frame.sidebar.isVisible()
    assert not mode.frame.header.isVisible()
    assert mode.shell.menuBar().isVisible()
    mode.shell.navigate(Target("thing", "thing", 2))
    assert mode.frame.sidebar.isVisible()
    assert mode.frame.header.isVisible()


def test_esc_returns_to_the_page_before(mode: Mode) -> None:
    mode.shell.navigate(Target("thing", "thing", 2))
    mode.room()
    mode.shell.navigate(Target("room"))
    QTest.keyClick(mode.room().field, Qt.Key.Key_Escape)
    assert mode.frame.page is not None
    assert mode.frame.page.current_target() == Target("thing", "thing", 2)


def test_esc_closes_a_message_first(mode: Mode) -> None:
    room = mode.room()
    mode.shell.notices.info(msg("sample", "Look"))
    QTest.keyClick(room.field, Qt.Key.Key_Escape)
    assert mode.key() == "room"
    QTest.keyClick(room.field, Qt.Key.Key_Escape)
    assert mode.key() == "today"


def test_nothing_else_is_left_by_esc(mode: Mode) -> None:
    mode.shell.navigate(Target("thing", "thing", 2))
    assert not mode.shell.registry.run("go.leave")
    QTest.keyClick(mode.shell, Qt.Key.Key_Escape)
    assert mode.key() == "thing"


def test_the_search_comes_into_sight_and_gives_the_cursor_back(mode: Mode) -> None:
    room = mode.room()
    QTest.keyClick(room.field, Qt.Key.Key_K, CTRL)
    search = mode.frame.header.search
    mode.bot.waitUntil(search.hasFocus)
    QTest.keyClicks(search, "Soita")
    assert mode.frame.palette_list.isVisible()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert not mode.frame.header.isVisible()
    assert room.field.hasFocus()


def test_a_verb_from_the_search_leaves_the_mode_as_it_was(mode: Mode) -> None:
    room = mode.room()
    mode.shell.focus_search()
    QTest.keyClicks(mode.frame.header.search, "Undo")
    QTest.keyClick(mode.frame.header.search, Qt.Key.Key_Return)
    assert not mode.frame.header.isVisible()
    assert room.field.hasFocus()


def test_a_find_leads_out_of_the_mode(mode: Mode) -> None:
    mode.room()
    mode.shell.focus_search()
    QTest.keyClicks(mode.frame.header.search, "Soita")
    palette = mode.frame.palette_list
    mode.bot.waitUntil(lambda: palette.idle)
    QTest.keyClick(mode.frame.header.search, Qt.Key.Key_Return)
    assert mode.key() == "thing"
    assert mode.frame.header.isVisible()


def test_a_banner_stays_in_sight(mode: Mode) -> None:
    mode.room()
    problem = EnvironmentProblem(
        ProblemKind.DISK_FULL, msg("sample", "Full"), msg("sample", "Free some room")
    )
    mode.shell.notices.banner("sample", problem)
    area = mode.frame.findChild(BannerArea)
    assert isinstance(area, BannerArea)
    assert area.isVisible()
    mode.shell.notices.solve("sample")
    assert not area.isVisible()


def test_locking_brings_the_mode_back_as_it_was(mode: Mode) -> None:
    mode.room().field.setText("half a line")
    mode.shell.close_workspace()
    mode.shell.cover(QPushButton("Unlock"))
    mode.shell.open(make_context(mode.shell, mode.ws), WITH_ROOM)
    assert isinstance(mode.frame.page, RoomPage)
    assert mode.frame.page.field.text() == "half a line"
    assert not mode.frame.sidebar.isVisible()
    mode.shell.registry.run("go.leave")
    assert mode.key() == "today"
