"""The workshop day of the rehearsal: nothing is clipped, all has a name and is reached by Tab."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.methods.model import Kind
from coachdesk.features.methods.page import MethodsPage
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.projector.controller import Projector
from coachdesk.features.projector.model import State
from coachdesk.features.projector.page import ProjectorPage
from coachdesk.features.workshop_day.page import DayPage
from coachdesk.start import Program
from coachdesk.ui.context import Target
from tests.helpers.demo_window import STRETCHED, demo_program, go, speak
from tests.ui.test_accessibility import nameless
from tests.ui.test_layout import clipped

SIZES = [(1024, 640), (1280, 800)]


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    with demo_program(qtbot, tmp_path, rehearsal=True) as found:
        yield found


def day(program: Program, bot: QtBot) -> DayPage:
    go(program, bot, Target("day"))
    assert program.shell.frame is not None
    page = program.shell.frame.page
    assert isinstance(page, DayPage)
    return page


def parts(program: Program, bot: QtBot) -> Iterator[str]:
    """Bring the parts of the day into sight, one after the other."""
    page = day(program, bot)
    for part in ("note", "attendance", "parking"):
        if part != "note":
            program.shell.registry.run(f"day.{part}")
        go(program, bot, page.current_target())
        yield part
    page.view.show_note()
    plan = page.view.plan.list
    plan.setCurrentIndex(plan.model().index(len(plan.lines) - 1, 0))
    go(program, bot, page.current_target())
    yield "a block to come"
    program.shell.registry.run("day.end")
    go(program, bot, page.current_target())
    yield "ended"
    page.after.draft_minutes()
    go(program, bot, page.current_target())
    yield "minutes drafted"
    program.shell.registry.run("day.reopen")


@pytest.mark.parametrize("language", ["en", "fi", "sv", STRETCHED])
def test_nothing_is_clipped(program: Program, qtbot: QtBot, language: str) -> None:
    speak(language)
    faults: list[str] = []
    for width, height in SIZES:
        program.shell.resize(width, height)
        for part in parts(program, qtbot):
            assert program.shell.width() == width, f"{part} needs a wider window"
            found = clipped(program.shell, tabs_scroll=language == STRETCHED)
            faults += [f"{width}: {part}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def test_all_has_a_name(program: Program, qtbot: QtBot) -> None:
    faults = [
        f"{part}: {each}" for part in parts(program, qtbot) for each in nameless(program.shell)
    ]
    assert not faults, "\n".join(faults)


def test_every_shortcut_means_one_thing(program: Program, qtbot: QtBot) -> None:
    registry = program.shell.registry
    for part in parts(program, qtbot):
        keys = Counter(
            sequence.toString()
            for each in registry.all()
            if registry.is_at_hand(each)
            for sequence in registry.qt(each.id).shortcuts()
        )
        assert [key for key, times in keys.items() if times > 1] == [], part


def test_one_key_leads_to_the_papers_of_the_team_in_hand(program: Program, qtbot: QtBot) -> None:
    page = day(program, qtbot)
    team = page.view.teams()[1].rid
    page.view.write_under(team)
    assert program.shell.registry.get("print.print").keys().toString() == "Ctrl+P"
    program.shell.registry.run("print.print")
    assert program.shell.frame is not None
    shown = program.shell.frame.page
    assert isinstance(shown, PrintPage)
    assert shown.order().subjects == (team,)


def test_each_method_and_the_pack_are_begun_from_the_day(program: Program, qtbot: QtBot) -> None:
    registry, frame = program.shell.registry, program.shell.frame
    assert frame is not None
    for kind in Kind:
        day(program, qtbot)
        registry.run(f"methods.begin.{kind}")
        assert isinstance(frame.page, MethodsPage)
        assert frame.page.use is not None
        assert frame.page.use.kind is kind
    event = day(program, qtbot).current_target().rid
    registry.run("print.pack")
    qtbot.waitUntil(lambda: not program.shell.jobs.busy, timeout=20_000)
    assert isinstance(frame.page, PrintPage)
    assert frame.page.is_pack
    assert frame.page.pack.view.workshop.rid == event


def test_enter_presses_the_button_with_the_focus(program: Program, qtbot: QtBot) -> None:
    page = day(program, qtbot)
    QTest.keyClick(page.bar.end, Qt.Key.Key_Return)
    assert page.scene is not None
    assert page.scene.day.ended_at is not None


def test_tab_reaches_everything_from_the_note(program: Program, qtbot: QtBot) -> None:
    page = day(program, qtbot)
    kinds = (QPushButton, QAbstractItemView, QLineEdit, QPlainTextEdit)
    wanted = {
        each
        for each in page.findChildren(QWidget)
        if isinstance(each, kinds) and each.isVisible() and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    }  # fmt: skip
    widget: QWidget | None = page.view.notes.editor
    seen: set[QWidget] = set()
    while widget is not None and widget not in seen:
        seen.add(widget)
        widget = widget.nextInFocusChain()
    assert [each.accessibleName() for each in wanted - seen] == []


def test_f6_leads_to_the_projector_with_the_day_that_is_held_and_back(
    program: Program, qtbot: QtBot
) -> None:
    page = day(program, qtbot)
    page.view.write_under(page.view.teams()[1].rid)
    program.shell.registry.run("workshop.project")
    assert program.shell.frame is not None
    shown = program.shell.frame.page
    assert isinstance(shown, ProjectorPage)
    scene = page.scene
    assert scene is not None
    assert shown.projector.subject == (scene.day.event_rid, scene.day.day)
    assert running(shown.projector) == "Mitä lainaamme muilta"
    QTest.keyClick(shown.panel, Qt.Key.Key_Escape)
    assert program.shell.frame.page is page
    page.view.next_block()
    assert running(shown.projector) == "Kahvi"


def running(made: Projector) -> str:
    """The block that the projector would show as the present one."""
    assert made.material is not None
    (title,) = (block.title for block in made.material.blocks if block.state is State.NOW)
    return title
