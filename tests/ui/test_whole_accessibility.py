"""Every place of the real window for the keyboard and for a screen reader."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coachdesk.start import Program
from coachdesk.ui.overlay import Overlay
from tests.helpers.demo_window import demo_program, go, places, speak
from tests.ui.test_accessibility import nameless

_STOPS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
_SAME_LINE = 12  # pixels by which parts of one line may stand higher or lower


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    with demo_program(qtbot, tmp_path) as found:
        found.shell.resize(1280, 800)
        speak("fi")
        yield found


def _tab_stops(page: QWidget) -> list[QWidget]:
    """What Tab reaches on the page, in its order."""
    stops: list[QWidget] = []
    widget: QWidget | None = page.nextInFocusChain()
    while widget is not None and widget is not page:
        inside = page.isAncestorOf(widget) and widget.isVisibleTo(page) and widget.isEnabled()
        if inside and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy():
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def _card_of(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None and "card" not in str(parent.property("class") or ""):
        parent = parent.parentWidget()
    return parent


def test_every_control_of_every_place_has_a_name(program: Program, qtbot: QtBot) -> None:
    faults = []
    for name, target in places(program).items():
        go(program, qtbot, target)
        faults += [f"{name}: {each}" for each in nameless(program.shell)]
    assert not faults, "\n".join(faults)


def test_tab_reaches_every_control_once(program: Program, qtbot: QtBot) -> None:
    faults = []
    for name, target in places(program).items():
        go(program, qtbot, target)
        page = program.shell.frame.page if program.shell.frame else None
        assert page is not None
        stops = _tab_stops(page)
        faults += [f"{name}: twice {each}" for each, n in Counter(stops).items() if n > 1]
        for control in page.findChildren(QWidget):
            if (
                isinstance(control, _STOPS)
                and control.isVisible()
                and control.isEnabled()
                and control not in stops
                and not _belongs_to_another(control)
            ):
                faults.append(
                    f"{name}: Tab misses {type(control).__name__} {control.accessibleName()}"
                )
    assert not faults, "\n".join(faults)


def _belongs_to_another(control: QWidget) -> bool:
    """Parts of a control, and radio buttons that the arrows reach."""
    inside = isinstance(control.parent(), _STOPS) or isinstance(
        control.parentWidget(), QAbstractItemView
    )
    corner = type(control).__name__ in {"QTableCornerButton", "QHeaderView"}
    return inside or corner or bool(control.focusProxy()) or control.objectName().startswith("qt_")


def test_tab_goes_down_within_each_card(program: Program, qtbot: QtBot) -> None:
    faults = []
    for name, target in places(program).items():
        go(program, qtbot, target)
        page = program.shell.frame.page if program.shell.frame else None
        assert page is not None
        stops = _tab_stops(page)
        assert stops, name
        for before, after in pairwise(stops):
            card = _card_of(before)
            if card is None or card is not _card_of(after):
                continue
            first = before.mapTo(page, before.rect().topLeft())
            second = after.mapTo(page, after.rect().topLeft())
            beside = abs(first.x() - second.x()) > before.width() // 2
            if second.y() < first.y() - _SAME_LINE and not beside:
                faults.append(f"{name}: {before.accessibleName()} before {after.accessibleName()}")
    assert not faults, "\n".join(faults)


def test_every_shortcut_means_one_thing(program: Program, qtbot: QtBot) -> None:
    registry = program.shell.registry
    for target in places(program).values():
        go(program, qtbot, target)
        at_hand = [each for each in registry.all() if registry.is_at_hand(each)]
        keys = Counter(
            sequence.toString() for each in at_hand for sequence in registry.qt(each.id).shortcuts()
        )
        assert [key for key, times in keys.items() if times > 1] == []
        own = {
            each.shortcut().toString()
            for each in program.shell.findChildren(QAction)
            if not each.shortcut().isEmpty()
            and each.objectName() not in registry
            and not isinstance(each.parent(), QMenu)
        }
        assert not own & set(keys), "a shortcut outside the registry"


def test_every_verb_is_in_a_menu_or_found_by_its_name(program: Program, qtbot: QtBot) -> None:
    for target in places(program).values():
        go(program, qtbot, target)
    hidden = [
        each.id
        for each in program.shell.registry.all()
        if not each.menu and not each.in_palette and each.keys().isEmpty()
    ]
    assert hidden == []


def test_f1_shows_every_key_at_hand(program: Program, qtbot: QtBot) -> None:
    registry = program.shell.registry
    for name, target in places(program).items():
        go(program, qtbot, target)
        program.shell.show_shortcuts()
        sheet = next(each for each in program.shell.findChildren(Overlay) if each.isVisible())
        shown = {label.text() for label in sheet.findChildren(QLabel)}
        native = QKeySequence.SequenceFormat.NativeText
        missing = [
            each.id
            for each in registry.all()
            if registry.is_at_hand(each)
            and not each.keys().isEmpty()
            and each.keys().toString(native) not in shown
        ]
        assert missing == [], name
        sheet.close_over()


def test_menus_have_letters_of_their_own(program: Program) -> None:
    letters = [
        action.text().partition("&")[2][:1].lower() for action in program.shell.menuBar().actions()
    ]
    assert all(letters)
    assert len(set(letters)) == len(letters)
