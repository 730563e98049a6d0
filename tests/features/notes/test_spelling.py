"""The spelling of a note is checked in the language of its team, in the real window."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coachdesk.features.notes import service
from coachdesk.features.teams import store as teams_store
from coachdesk.kernel.database import update
from coachdesk.kernel.text import msg
from tests.features.notes.desk import Desk, type_text
from tests.features.notes.home import stored

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # pop-up menus


def _swedish(desk: Desk) -> None:
    assert desk.team is not None
    assert teams_store.team(desk.ws.read, desk.team) is not None
    with desk.ws.change(msg("test", "Language")) as db:
        update(db, "team", desk.team, {"language": "sv"})


def test_a_mistake_is_mended_by_keys_and_saved(desk: Desk) -> None:
    _swedish(desk)
    rid = desk.new_note()
    type_text(desk.editor, "[] @Pekka gör en uppfoljning tors med Virtanens team\n")
    desk.bot.waitUntil(lambda: desk.page.view.spelling.marked() == ["uppfoljning"])
    QTest.keyClick(desk.editor, Qt.Key.Key_F7)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: desk.page.view.spelling.marked() == [])
    desk.saved()
    assert stored(desk.ws, rid).body.startswith("[] @Pekka gör en uppföljning tors")


def test_the_language_is_that_of_the_team_in_hand(desk: Desk) -> None:
    _swedish(desk)
    first = service.create(desk.ws, [desk.team] if desk.team else [], body="mötet about colour")
    second = service.create(desk.ws, [], body="mötet about colour")
    desk.open(first)
    desk.bot.waitUntil(lambda: desk.page.view.spelling.marked() == ["about", "colour"])
    desk.open(second)
    desk.bot.waitUntil(lambda: desk.page.view.spelling.marked() == ["mötet"])


def test_locking_drops_the_dictionaries_and_all_words_seen(desk: Desk) -> None:
    desk.open(service.create(desk.ws, [], body="wrod"))
    desk.bot.waitUntil(lambda: desk.page.view.spelling.marked() == ["wrod"])
    checker = desk.page.view.spelling.checker
    checker.ignore("wrod")
    assert checker.is_loaded("en")
    desk.shell.close_workspace()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not checker.is_loaded("en")
    assert [word.text for word in checker.misspelt("a wrod", "en")] == ["wrod"]
