"""What a screen reader hears of the real window: what lies over it, and what fields are called."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.kernel.text import msg
from coachdesk.start import Program
from coachdesk.ui.notice_area import NoticeBar
from coachdesk.ui.notices import Choice, Question
from coachdesk.ui.overlay import Overlay
from tests.helpers.coach import Coach
from tests.helpers.demo_window import demo_program, go, places

_TOLD = msg("test", "Told just now")
_LABEL = QAccessible.RelationFlag.Label


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    with demo_program(qtbot, tmp_path) as found:
        yield found


def _heard(widget: QWidget) -> set[str]:
    """Every name that the tree under a widget tells."""
    names = set()
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        told = waiting.pop()
        names.add(told.text(QAccessible.Text.Name))
        if told.role() not in (QAccessible.Role.Table, QAccessible.Role.List):
            waiting += [told.child(place) for place in range(told.childCount())]
    return names


def _named_by(told: QAccessibleInterface) -> list[str]:
    return [label.text(QAccessible.Text.Name) for label, kind in told.relations(_LABEL)]


def test_what_lies_over_the_window_is_in_the_tree(program: Program) -> None:
    shell = program.shell
    shell.notices.info(_TOLD)
    assert "Told just now" in _heard(shell)
    shell.notices.ask(
        Question(msg("test", "Really?"), (Choice("no", msg("test", "Rather not")),), safe="no"),
        lambda _key: None,
    )
    assert {"Really?", "Rather not"} <= _heard(shell)
    shell.notices.drop_all()
    shell.show_shortcuts()
    sheet = next(each for each in shell.findChildren(Overlay) if each.isVisible())
    assert {"Shortcuts", "Close"} <= _heard(shell)
    sheet.close_over()


def test_esc_closes_a_message(program: Program) -> None:
    shell = program.shell
    shell.notices.error(_TOLD)
    assert shell.findChild(NoticeBar).isVisible()
    assert shell.frame is not None
    assert shell.frame.page is not None
    QTest.keyClick(shell.frame.page, Qt.Key.Key_Escape)
    assert not shell.findChild(NoticeBar).isVisible()


def test_every_choice_has_a_label_beside_its_value(program: Program, qtbot: QtBot) -> None:
    faults, seen = [], 0
    for name, target in places(program).items():
        go(program, qtbot, target)
        for combo in program.shell.findChildren(QComboBox):
            if not combo.isVisible():
                continue
            seen += 1
            labels = _named_by(QAccessible.queryAccessibleInterface(combo))
            if len(labels) != 1 or not labels[0]:
                faults.append(f"{name}: {combo.currentText()} is called {labels}")
    assert seen
    assert not faults, "\n".join(faults)


def test_the_state_of_saving_is_told_as_it_is(program: Program) -> None:
    assert program.shell.frame is not None
    saved = program.shell.frame.header.saved
    told = QAccessible.queryAccessibleInterface(saved)
    assert told.text(QAccessible.Text.Name) == saved.text()


def test_the_language_at_the_first_start_has_a_label(tmp_path: Path, qtbot: QtBot) -> None:
    coach = Coach(tmp_path / "data", qtbot)
    coach.starts()
    told = QAccessible.queryAccessibleInterface(coach.sees(QComboBox))
    assert _named_by(told) == ["Language"]
    coach.leaves()
