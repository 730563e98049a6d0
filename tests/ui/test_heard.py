"""What a screen reader hears of the real window: what lies over it, and what fields are called."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coachdesk.features.notes.note_strip import NoteStrip
from coachdesk.features.printing.choices import FormCard
from coachdesk.kernel.text import msg
from coachdesk.start import Program
from coachdesk.ui.notice_area import NoticeBar
from coachdesk.ui.notices import Choice, Question
from coachdesk.ui.overlay import Overlay
from coachdesk.ui.session.first_start import FirstStartView
from coachdesk.ui.shell import Shell
from coachdesk.ui.sidebar import NavButton
from coachdesk.ui.widgets.fields import AddRow
from tests.helpers.coach import PASSPHRASE, Coach, type_text
from tests.helpers.demo_window import demo_program, go, places, speak

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


def _notice_bar(shell: Shell) -> NoticeBar:
    found = shell.findChild(NoticeBar)
    assert isinstance(found, NoticeBar)
    return found


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
    assert _notice_bar(shell).isVisible()
    assert shell.frame is not None
    assert shell.frame.page is not None
    QTest.keyClick(shell.frame.page, Qt.Key.Key_Escape)
    assert not _notice_bar(shell).isVisible()


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


def _tabs_through(bot: QtBot, first: QWidget, stops: int) -> list[QWidget]:
    """Where Tab leads from a widget, step by step."""
    first.window().activateWindow()
    first.setFocus()
    bot.waitUntil(first.hasFocus)
    reached = [first]
    for _ in range(stops):
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        reached.append(now)
    return reached[1:]


def test_tab_reaches_all_of_the_first_start(tmp_path: Path, qtbot: QtBot) -> None:
    coach = Coach(tmp_path / "data", qtbot)
    coach.starts()
    view = coach.sees(FirstStartView)
    reached = _tabs_through(qtbot, view.first, 7)
    assert coach.sees(QComboBox) in reached
    assert {view.first.reveal, view.second.reveal} <= set(reached)
    assert reached[-1] is view.first
    type_text(view.first, PASSPHRASE)
    type_text(view.second, PASSPHRASE + "\n")
    qtbot.waitUntil(lambda: hasattr(view, "code_label"), timeout=10_000)
    told = QAccessible.queryAccessibleInterface(view.code_label)
    assert told.text(QAccessible.Text.Name) == view.code_label.text()
    view.kept.setChecked(True)
    reached = _tabs_through(qtbot, view.save_button, 5)
    assert set(reached) == {
        view.print_button, view.kept, view.start_button, view.code_label, view.save_button
    }  # fmt: skip
    coach.leaves()


def test_tab_goes_down_the_strip_of_a_note(program: Program, qtbot: QtBot) -> None:
    program.shell.resize(1280, 800)
    go(program, qtbot, places(program)["note"])
    strip = next(each for each in program.shell.findChildren(NoteStrip) if each.isVisible())
    reached: list[QWidget] = [*strip.findChildren(QCheckBox)[:1]]
    while not isinstance(reached[-1], AddRow):
        reached += _tabs_through(qtbot, reached[-1], 1)
        assert strip.isAncestorOf(reached[-1]), reached[-1]
    heights = [each.mapTo(strip, each.rect().center()).y() for each in reached]
    assert heights == sorted(heights)
    assert set(strip.findChildren(QCheckBox)) <= set(reached)


def test_tab_goes_down_the_parts_of_a_hand_out(program: Program, qtbot: QtBot) -> None:
    program.shell.resize(1280, 800)
    go(program, qtbot, places(program)["print"])
    card = next(each for each in program.shell.findChildren(FormCard) if each.isVisible())
    boxes = [each for each in card.findChildren(QCheckBox) if each.isVisible()]
    boxes.sort(key=lambda each: each.mapTo(card, each.rect().center()).y())
    language = next(each for each in card.findChildren(QRadioButton) if each.isChecked())
    assert _tabs_through(qtbot, language, len(boxes)) == boxes


def test_a_date_that_needs_nothing_is_told_without_a_state(program: Program, qtbot: QtBot) -> None:
    speak("en")
    go(program, qtbot, places(program)["team/prework"])
    table = next(each for each in program.shell.findChildren(QTableView) if each.isVisible())
    model, told = table.model(), Qt.ItemDataRole.AccessibleTextRole
    dates = [model.index(row, 3).data(told) for row in range(model.rowCount())]
    assert any(dates)
    assert not any(each.endswith("open") for each in dates)


def test_the_eye_in_a_passphrase_is_used_by_keys(tmp_path: Path, qtbot: QtBot) -> None:
    coach = Coach(tmp_path / "data", qtbot)
    coach.starts()
    field = coach.sees(FirstStartView).first
    (eye,) = _tabs_through(qtbot, field, 1)
    told = QAccessible.queryAccessibleInterface(eye)
    assert told.text(QAccessible.Text.Name) == "Show what I typed"
    for shown in (QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password):
        QTest.keyClick(eye, Qt.Key.Key_Space)
        assert field.echoMode() == shown
    coach.leaves()


def test_lines_of_the_sidebar_are_buttons_that_tell_where_she_is(
    program: Program, qtbot: QtBot
) -> None:
    go(program, qtbot, places(program)["tasks"])
    lines = [each for each in program.shell.findChildren(NavButton) if each.isVisible()]
    told = [QAccessible.queryAccessibleInterface(each) for each in lines]
    assert {each.role() for each in told} == {QAccessible.Role.Button}
    assert not any(each.state().checkable for each in told)
    here = [each for each in told if each.text(QAccessible.Text.Description) == "You are here"]
    assert [each.text(QAccessible.Text.Name) for each in here] == ["Tasks"]


def test_no_two_tables_in_sight_are_called_alike(program: Program, qtbot: QtBot) -> None:
    faults = []
    for name, target in places(program).items():
        go(program, qtbot, target)
        shown = [each for each in program.shell.findChildren(QTableView) if each.isVisible()]
        called = [each.accessibleName() for each in shown]
        if len(set(called)) < len(called) or not all(called):
            faults.append(f"{name}: {called}")
        bars = [each for each in program.shell.findChildren(QTabBar) if each.isVisible()]
        faults += [f"{name}: a tab bar" for each in bars if not each.accessibleName()]
    assert not faults, "\n".join(faults)
