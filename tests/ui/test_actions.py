"""Verbs and what is made from them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.actions import Action, ActionRegistry
from coachdesk.ui.context import Target
from tests.ui.conftest import Window

NO = UserError(msg("sample", "No."))


def _action(
    action_id: str, shortcut: str | QKeySequence.StandardKey = "", done: list[str] | None = None
) -> Action:
    return Action(action_id, msg("sample", "Do it"), lambda: (done or []).append(action_id),
                  shortcut=shortcut)  # fmt: skip


def test_a_shortcut_or_an_id_is_given_only_once(qtbot: QtBot) -> None:
    registry = ActionRegistry()
    registry.add(_action("a.one", "Ctrl+D"), _action("a.copy", QKeySequence.StandardKey.Copy))
    for refused in (_action("a.one"), _action("a.two", "Ctrl+D"), _action("a.three", "Ctrl+C")):
        with pytest.raises(ValueError, match=r"a\.one|a\.copy"):
            registry.add(refused)
    registry.remove("a.one")
    registry.add(_action("a.two", "Ctrl+D"))


def test_two_pages_may_use_the_same_shortcut(qtbot: QtBot) -> None:
    registry = ActionRegistry()
    one, two = QWidget(), QWidget()
    qtbot.addWidget(one)
    qtbot.addWidget(two)
    registry.add(_action("one.go", "Ctrl+D"), owner=one)
    registry.add(_action("two.go", "Ctrl+D"), owner=two)
    with pytest.raises(ValueError, match=r"one\.go"):
        registry.add(_action("one.other", "Ctrl+D"), owner=one)
    one.show()
    assert registry.is_enabled(registry.get("one.go"))
    assert not registry.run("two.go")


def test_the_tooltip_shows_the_shortcut_and_the_button_follows(qtbot: QtBot) -> None:
    possible = [False]
    label: list[Message | None] = [None]
    registry = ActionRegistry()
    registry.add(
        Action("a.note", msg("sample", "New note"), lambda: None, shortcut="Ctrl+N",
               enabled=lambda: possible[0], live_label=lambda: label[0])
    )  # fmt: skip
    button = registry.button("a.note", "primary")
    qtbot.addWidget(button)
    assert (button.text(), button.toolTip()) == ("New note", "New note (Ctrl+N)")
    assert not button.isEnabled()
    possible[0] = True
    label[0] = msg("sample", "Another note")
    registry.refresh()
    qtbot.waitUntil(button.isEnabled)
    assert button.text() == "Another note"


def test_clicking_runs_the_verb_once(qtbot: QtBot) -> None:
    done: list[str] = []
    registry = ActionRegistry()
    registry.add(Action("a.one", msg("sample", "Do it"), lambda: done.append("a.one")))
    button = registry.button("a.one")
    qtbot.addWidget(button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["a.one"]


def test_a_problem_of_a_verb_is_shown_and_a_bug_is_not_hidden(qtbot: QtBot) -> None:
    shown: list[object] = []
    registry = ActionRegistry(report=shown.append)

    def refuse() -> None:
        raise NO

    def break_down() -> None:
        raise ZeroDivisionError

    registry.add(Action("a.no", msg("sample", "No"), refuse))
    registry.add(Action("a.bug", msg("sample", "Bug"), break_down))
    registry.run("a.no")
    assert shown == [NO]
    with pytest.raises(ZeroDivisionError):
        registry.run("a.bug")


def test_a_page_brings_its_verbs_and_they_rest_while_it_is_hidden(window: Window) -> None:
    window.today()
    assert window.shell.registry.run("sample.refresh")
    window.shell.navigate(Target("settings"))
    assert not window.shell.registry.run("sample.refresh")


def test_the_menu_bar_holds_every_verb_that_names_a_menu(window: Window) -> None:
    registry = window.shell.registry
    shown = {
        action.objectName()
        for top in window.shell.menuBar().actions()
        for action in top.menu().actions()  # type: ignore[attr-defined]  # QMenu, untyped in the stubs
    }
    assert shown - {""} == {action.id for action in registry.all() if action.menu}
    assert [top.text() for top in window.shell.menuBar().actions()][:3] == ["&File", "&Edit", "&Go"]
