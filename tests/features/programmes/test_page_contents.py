"""Reading the programme beside its run, and taking over a newer version of it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from coachdesk.features.checklists import store as checklists
from coachdesk.features.printing import offered
from coachdesk.features.printing.run_links import link_to_handout
from coachdesk.features.programmes import library, service, store, text_store
from coachdesk.features.programmes.links import HANDOUT_LINKS, SURVEY_LINKS
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.programmes.page_contents import ContentsView
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import LocalText, Template, parse_template
from coachdesk.features.programmes.template_writer import template_toml
from coachdesk.features.surveys.run_links import link_to_survey
from coachdesk.handouts import catalogue
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.features.programmes.walks import WALKS
from tests.helpers.coaching import add_teams, template
from tests.helpers.workspaces import TODAY

Opener = Callable[[], WorkshopsPage]


@pytest.fixture(autouse=True)
def _links() -> Iterator[None]:
    before = (list(HANDOUT_LINKS), list(SURVEY_LINKS), list(offered.HANDOUTS))
    HANDOUT_LINKS[:], SURVEY_LINKS[:] = [link_to_handout], [link_to_survey]
    catalogue.offer()
    yield
    HANDOUT_LINKS[:], SURVEY_LINKS[:], offered.HANDOUTS[:] = before


def _walks(ws: Workspace, day: dt.date, programme: Template | None = None) -> int:
    cohort = NewCohort(dates={"walk": EventDate.of(day)}, teams=add_teams(ws, "Osasto 4"))
    walks = programme or parse_template(WALKS, "walks.toml")
    return service.start_run(ws, walks, "Kävelyt 2026", [cohort])


def _words(view: ContentsView) -> list[str]:
    QApplication.processEvents()  # new widgets are shown by their layout
    found = view.text.findChildren(QLabel)
    return [each.text() for each in found if each.isVisible() and each.text()]


def _entries(view: ContentsView) -> list[str]:
    return [view.list.item(row).text() for row in range(view.list.count())]


def test_the_phase_that_is_now_is_read_first(ws: Workspace, opened: Opener) -> None:
    _walks(ws, TODAY)
    page = opened()
    page.run_view.tabs.setCurrentIndex(1)
    view = page.run_view.contents
    assert _entries(view) == ["✓ Before", "● Walk", "Other events", "Roles", "About the programme"]
    assert view.chosen_key == "walk"
    words = _words(view)
    for expected in (
        "Walk", "Forest", "Bog", "Agenda, day 1 of 1", "Maps (coach only)", "The way",
        "Materials: Compass", "Look", "09:30–11:30", "11:45–12:30", "A coat", "Song (team)",
    ):  # fmt: skip
        assert expected in words, expected


def test_advice_of_other_phases_is_opened_by_a_button(ws: Workspace, opened: Opener) -> None:
    _walks(ws, TODAY + dt.timedelta(30))
    page = opened()
    page.run_view.tabs.setCurrentIndex(1)
    view = page.run_view.contents
    assert view.chosen_key == "before"
    assert "Why?" in _words(view)
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    assert view.chosen_key == "walk"
    assert "A coat" not in _words(view)
    buttons = view.text.findChildren(QPushButton)
    (opener,) = [each for each in buttons if each.accessibleName().startswith("Show the advice")]
    QTest.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert "A coat" in _words(view)


def test_roles_stand_side_by_side_and_other_events_are_told(ws: Workspace, opened: Opener) -> None:
    _walks(ws, TODAY)
    page = opened()
    page.run_view.tabs.setCurrentIndex(1)
    view = page.run_view.contents
    view.choose("/roles")
    assert {"Guide", "Goes ahead", "Counts the people"} <= set(_words(view))
    view.choose("/events")
    assert {"Picnic", "Photos"} <= set(_words(view))
    view.choose("/about")
    assert "Weekly walk: every week, 60 min" in _words(view)


def test_papers_and_surveys_of_a_phase_are_links(ws: Workspace, opened: Opener) -> None:
    run = service.start_run(ws, template(), "Vetoa")
    page = opened()
    page.run_view.tabs.setCurrentIndex(1)
    gone: list[object] = []
    view = page.run_view.contents
    view._context = view._context._replace(navigate=gone.append)
    view.choose("/about")
    view.choose("pre_work")
    buttons = {each.text(): each for each in view.text.findChildren(QPushButton)}
    call_list = offered.find_handout("call_list")
    assert call_list is not None
    buttons[call_list.title.source].click()
    (target,) = gone
    assert (target.page, target.kind, target.rid) == ("print", "run", run)  # type: ignore[attr-defined]  # a Target
    assert "Pre-survey" in buttons


# -- a newer version ------------------------------------------------------------------------------


@pytest.fixture
def newer(ws: Workspace) -> Template:
    """A newer text of the programme among the coach's own ones, with one thing less to do."""
    old = parse_template(WALKS, "walks.toml")
    item = replace(old.items[0], title=LocalText("Saappaat", "Stövlar", "Boots"))
    added = replace(old.items[0], key="hat", kind="plain", title=LocalText("Lakki", "Mössa", "Hat"))
    new = replace(old, version="2", items=(item, added), roles=())
    with ws.change(msg("programmes", "Add a programme")) as db:
        text_store.add_own_text(db, new.key, new.version, template_toml(new))
    return new


def test_a_newer_version_is_told_and_taken_in_one_step(
    ws: Workspace, opened: Opener, newer: Template
) -> None:
    run = _walks(ws, TODAY + dt.timedelta(30))
    page = opened()
    panel = page.run_view.version
    assert panel.line.text() == f"Version {newer.version} is there; this run follows 1."
    assert panel.inside.isHidden()
    QTest.mouseClick(panel.look, Qt.MouseButton.LeftButton)
    shown = [
        tuple(panel.model.index(row, column).data() for column in range(1, 5))
        for row in range(panel.model.rowCount())
    ]
    assert ("Checklist item", "Boots", "changed", "name") in shown
    assert ("Checklist item", "Hat", "new", "") in shown
    assert ("Role", "Guide", "left out", "") in shown
    panel.table.select(("items", "shoes"))
    assert panel.details.text() == "name: Shoes → Boots"
    row = [record.key for record in panel.model.records].index("guide")
    panel.table.setCurrentIndex(panel.model.index(row, 0))
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    assert "guide" not in {each.key for each in panel.chosen()}
    QTest.mouseClick(panel.take, Qt.MouseButton.LeftButton)
    taken = store.run(ws.read, run)
    assert taken is not None
    now = library.template_of(ws.read, taken)
    assert now is not None
    assert [item.key for item in now.items] == ["shoes", "hat"]
    assert [role.key for role in now.roles] == ["guide"]
    (team,) = store.teams_of_run(ws.read, run)
    assert len(checklists.items(ws.read, run, team)) == 2
    ws.undo()
    again = store.run(ws.read, run)
    assert again is not None
    assert again.template_version == "1"
    assert len(checklists.items(ws.read, run, team)) == 1


def test_a_run_of_the_present_version_says_nothing(ws: Workspace, opened: Opener) -> None:
    service.start_run(ws, template(), "Vetoa")
    assert opened().run_view.version.isHidden()
