"""F6 in the whole program: from any page to the panel and back, and locked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.features.agendas.page import AgendaPage
from coachdesk.features.programmes.model import Event
from coachdesk.features.projector import made
from coachdesk.features.projector.model import BLANK, AgendaSlide, Choice, Kind
from coachdesk.features.projector.page import ProjectorPage
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import set_language
from tests.features.projector.days import planned
from tests.helpers.coach import Coach, new_coach
from tests.helpers.demo_window import STRETCHED, go, speak
from tests.ui.test_accessibility import nameless
from tests.ui.test_layout import clipped


@pytest.fixture
def coach(tmp_path: Path, qtbot: QtBot) -> Iterator[Coach]:
    yield from new_coach(tmp_path / "data", qtbot)


@pytest.fixture
def event(coach: Coach) -> Event:
    coach.begins()
    return planned(coach.ws)


def test_f6_leads_to_the_panel_with_the_workshop_in_hand_and_back(
    coach: Coach, event: Event
) -> None:
    coach.shell.navigate(Target("calendar"))
    coach.shell.navigate(Target("agenda", "event", event.rid, {"day": "2"}))
    coach.presses("F6")
    page = coach.sees_page(ProjectorPage)
    assert page.projector.subject == (event.rid, 2)
    coach.presses("F6")
    assert coach.page().key == "agenda"
    coach.presses("F6")
    QTest.keyClick(coach.sees_page(ProjectorPage), Qt.Key.Key_Escape)
    assert coach.page().key == "agenda"


def test_a_button_on_the_agenda_leads_there_too(coach: Coach, event: Event) -> None:
    coach.shell.navigate(Target("agenda", "event", event.rid, {"day": "2"}))
    coach.sees_page(AgendaPage).project_button.click()
    assert coach.sees_page(ProjectorPage).projector.subject == (event.rid, 2)


def test_verbs_for_the_projector_are_at_hand_on_every_page(coach: Coach, event: Event) -> None:
    registry = coach.shell.registry
    coach.shell.navigate(Target("agenda", "event", event.rid))
    assert not registry.run("workshop.blank")
    assert not registry.run("workshop.end_projecting")
    coach.presses("F6")
    page = coach.sees_page(ProjectorPage)
    page.panel.send()
    coach.presses("F6")
    coach.presses("Ctrl+F6")
    assert page.projector.is_blank
    coach.presses("Ctrl+F6")
    assert not page.projector.is_blank
    coach.presses("Shift+F6")
    assert not made.is_on()


def test_locked_in_the_middle_nothing_is_left_to_see(coach: Coach, event: Event) -> None:
    coach.shell.navigate(Target("agenda", "event", event.rid))
    coach.presses("F6")
    page = coach.sees_page(ProjectorPage)
    page.panel.send()
    out = page.projector.window
    assert out is not None
    coach.presses("Ctrl+L")
    assert not out.isVisible()
    coach.unlocks()
    page = coach.sees_page(ProjectorPage)
    assert page.projector.shown == BLANK
    coach.shell.navigate(Target("projector", "event", event.rid))
    page.panel.send()
    assert isinstance(page.projector.shown, AgendaSlide)


def test_a_new_language_of_the_window_leaves_the_projection_alone(
    coach: Coach, event: Event
) -> None:
    coach.shell.navigate(Target("projector", "event", event.rid))
    page = coach.sees_page(ProjectorPage)
    page.panel.send()
    shown = page.projector.shown
    set_language("fi")
    again = coach.sees_page(ProjectorPage)
    assert again is not page
    assert again.projector is page.projector
    assert again.panel.shown.slide == shown
    assert isinstance(shown, AgendaSlide)
    assert shown.language == "en"
    set_language("en")


def test_without_a_workshop_the_panel_is_calm(coach: Coach) -> None:
    coach.begins()
    coach.presses("F6")
    page = coach.sees_page(ProjectorPage)
    assert not page.panel.show_button.isEnabled()
    page.panel.send()
    assert not made.is_on()


@pytest.mark.parametrize("language", ["en", STRETCHED])
def test_every_part_of_the_panel_fits_a_small_window_and_is_named(
    coach: Coach, event: Event, qtbot: QtBot, language: str
) -> None:
    speak(language)
    coach.shell.resize(1024, 640)
    assert coach.program is not None
    go(coach.program, qtbot, Target("projector", "event", event.rid))
    page = coach.sees_page(ProjectorPage)
    page.panel.send()
    for kind in Kind:
        text = "Why now? " * 400 if kind is Kind.QUESTION else ""
        page.projector.choose(Choice(kind, text))
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        assert list(clipped(coach.shell)) == [], kind
        assert nameless(coach.shell) == [], kind
    speak("en")
