"""Nothing is clipped: every place, two window sizes, three languages and a longer one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coachdesk.features.notes.note_header import NoteHeader
from coachdesk.features.notes.note_strip import NoteStrip
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.service import add_teams
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.service import add_team
from coachdesk.start import Program
from coachdesk.ui.context import Target
from coachdesk.ui.sidebar import NavButton
from tests.helpers.demo_window import STRETCHED, demo_program, go, places, speak
from tests.helpers.workspaces import TODAY

SIZES = [(1024, 640), (1280, 800)]


def clipped(root: QWidget, *, tabs_scroll: bool = False) -> Iterator[str]:
    """The visible parts under `root` whose words do not fit."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or _cuts_itself(widget):
            continue
        if tabs_scroll and isinstance(widget, QTabBar):
            continue
        lack = _lack(widget)
        if lack > 0:
            yield f"{_name(widget)} lacks {lack} px"


def _cuts_itself(widget: QWidget) -> bool:
    """Whether it ends in … by design, with the whole text in its tooltip or name."""
    ignored = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
    return ignored or isinstance(widget, NavButton)


def _lack(widget: QWidget) -> int:
    if isinstance(widget, QLabel):
        return _lack_of_label(widget) if widget.text() else 0
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        return widget.sizeHint().width() - widget.width() if widget.text() else 0
    if isinstance(widget, QTabBar):
        return widget.sizeHint().width() - widget.width()
    if isinstance(widget, QScrollArea) and (content := widget.widget()):
        return content.width() - widget.viewport().width()
    return 0


def _lack_of_label(label: QLabel) -> int:
    room = label.contentsRect()
    if label.wordWrap():
        longest = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split())
        flags = int(Qt.TextFlag.TextWordWrap)
        needed = label.fontMetrics().boundingRect(
            room.adjusted(0, 0, 0, 9_999), flags, label.text()
        )
        return max(longest - room.width(), needed.height() - room.height())
    return label.fontMetrics().horizontalAdvance(label.text()) - room.width()


def _name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QPushButton | QCheckBox) else ""
    return f"{type(widget).__name__} “{words[:40]}” in {type(widget.parent()).__name__}"


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    with demo_program(qtbot, tmp_path) as found:
        yield found


@pytest.mark.parametrize("language", ["en", "fi", "sv", STRETCHED])
def test_nothing_is_clipped(program: Program, qtbot: QtBot, language: str) -> None:
    speak(language)
    faults: list[str] = []
    for width, height in SIZES:
        program.shell.resize(width, height)
        for name, target in places(program).items():
            go(program, qtbot, target)
            assert program.shell.width() == width, f"{name} needs a wider window"
            found = clipped(program.shell, tabs_scroll=language == STRETCHED)
            faults += [f"{width}: {name}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def test_tabs_of_longer_words_scroll_with_the_keys(program: Program, qtbot: QtBot) -> None:
    speak(STRETCHED)
    program.shell.resize(*SIZES[0])
    hidden = []
    for name, target in places(program).items():
        go(program, qtbot, target)
        for bar in (each for each in program.shell.findChildren(QTabBar) if each.isVisible()):
            bar.setCurrentIndex(0)
            for index in range(bar.count()):
                assert bar.currentIndex() == index
                if not bar.rect().contains(bar.tabRect(index)):
                    hidden.append(f"{name}: {bar.tabText(index)}")
                QTest.keyClick(bar, Qt.Key.Key_Right)
                QCoreApplication.processEvents()
    assert not hidden, "\n".join(hidden)


@pytest.mark.parametrize("language", ["en", "fi", "sv", STRETCHED])
def test_a_note_and_its_strip_fit_into_a_small_window(
    program: Program, qtbot: QtBot, language: str
) -> None:
    speak(language)
    program.shell.resize(1024, 640)
    go(program, qtbot, places(program)["note"])
    assert program.shell.width() == 1024
    header = next(each for each in program.shell.findChildren(NoteHeader) if each.isVisible())
    assert header.kind.width() >= header.kind.sizeHint().width()
    header.details.setChecked(True)
    (strip,) = (each for each in program.shell.findChildren(NoteStrip) if each.isVisible())
    content = strip.widget()
    assert content is not None
    qtbot.waitUntil(lambda: not list(clipped(content)))
    assert content.width() <= strip.viewport().width()


def test_eight_teams_are_in_sight_in_a_small_window(program: Program, qtbot: QtBot) -> None:
    ws, frame = program.session.ws, program.shell.frame
    assert ws is not None
    assert frame is not None
    program.shell.resize(1024, 640)
    (cohort,) = {place.cohort.rid for place in programmes.places_of_teams(ws.read, TODAY).values()}
    while len(teams.list_teams(ws.read)) < 8:
        add_teams(ws, cohort, [add_team(ws, f"Team {len(teams.list_teams(ws.read))}")])
    go(program, qtbot, Target("teams"))
    (shown,) = frame.sidebar.findChildren(QScrollArea)
    content = shown.widget()
    assert content is not None
    assert sum(each.isVisible() for each in content.findChildren(NavButton)) == 8
    assert content.height() <= shown.viewport().height()
