"""The page Programmes in a real window."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.editor import service, store
from coachdesk.features.editor.form_dates import DistanceEditor, EveryEditor
from coachdesk.features.editor.form_fields import (
    ChoiceEditor,
    ClockEditor,
    NumberEditor,
    TextEditor,
)
from coachdesk.features.editor.model import Group, Node, TextAt
from coachdesk.features.editor.page import ProgrammesPage
from coachdesk.features.editor.reading import ReadField
from coachdesk.features.editor.tree import ASIDE_ROLE
from coachdesk.features.programmes.library import own_programmes
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.programmes.template import Due, Template, TemplateTask, find_template
from coachdesk.kernel.text import Texts, msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Target
from coachdesk.ui.notices import Notice, Question
from coachdesk.ui.shell import Shell
from tests.helpers.coaching import window
from tests.helpers.shown import bring_up

Opener = Callable[[], ProgrammesPage]
WORKSHOP_1 = Node("events", "workshop_1")


@pytest.fixture
def opened(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> Iterator[Opener]:
    shells: list[Shell] = []

    def make() -> ProgrammesPage:
        shell = window(ws, tmp_path, (ProgrammesPage, WorkshopsPage))
        shells.append(shell)
        bring_up(shell, qtbot)
        assert shell.frame is not None
        assert isinstance(shell.frame.page, ProgrammesPage)
        return shell.frame.page

    yield make
    for shell in shells:
        shell.close_workspace()


def shipped() -> Template:
    found = find_template("vetoa_ja_pitoa")
    assert found is not None
    return found


def copied(ws: Workspace, opened: Opener) -> tuple[ProgrammesPage, int]:
    """The page with a copy of a programme that ships in hand."""
    rid = service.copy_programme(ws, shipped())
    page = opened()
    page.show_own(rid)
    return page, rid


def own(ws: Workspace, rid: int) -> Template:
    return service.own_draft(ws.read, rid).template


def task_of(ws: Workspace, rid: int, key: str) -> TemplateTask:
    found = own(ws, rid).task(key)
    assert found is not None
    return found


def text_field(page: ProgrammesPage, name: str, language: str) -> QLineEdit | QPlainTextEdit:
    field = page.form.fields[name]
    assert isinstance(field, TextEditor)
    return field.lines[language]


def notices_of(page: ProgrammesPage) -> list[Notice]:
    raised: list[Notice] = []
    page.context.notices.notice_raised.connect(raised.append)
    return raised


def type_into_focus(text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, key)
    QApplication.processEvents()


def asides(page: ProgrammesPage, place: Node | Group) -> str:
    index = page.panel.tree.outline.index_of(place)
    assert index.isValid()
    return str(index.data(ASIDE_ROLE))


def test_an_empty_shelf_teaches_and_a_programme_that_ships_can_be_read(opened: Opener) -> None:
    page = opened()
    assert page.shelf.item(1).text() == "None yet"
    assert "copy one" in page.hint.text()
    assert page.hint.isVisible()
    assert page.in_hand is not None
    page.open_target(Target("programmes", "shipped", extra={"key": "vetoa_ja_pitoa"}))
    assert page.header.title.text() == "Vetoa ja pitoa"
    page.panel.tree.select(WORKSHOP_1)
    shown = {
        name: field.words
        for name, field in page.form.fields.items()
        if isinstance(field, ReadField)
    }
    assert list(shown) == list(page.form.fields)
    assert shown["name"]["fi"].text() == "Työpaja 1"
    assert shown["after"][""].text() == "10 weeks after Info session began"
    assert shown["kind"][""].text() == "Workshop"
    assert page.panel._verbs.isHidden()
    key = {"key": "vetoa_ja_pitoa"}
    assert page.current_target() == Target("programmes", "shipped", extra=key)


def test_what_ships_cannot_be_changed_but_offers_to_be_copied(
    ws: Workspace, opened: Opener
) -> None:
    page = opened()
    page.open_target(Target("programmes", "shipped", extra={"key": "vetoa_ja_pitoa"}))
    raised = notices_of(page)
    page.panel.tree.select(WORKSHOP_1)
    QTest.keyClick(page.panel.tree, Qt.Key.Key_Delete)
    assert raised[-1].offer is not None
    raised[-1].offer.run()
    (kept,) = own_programmes(ws.read)
    assert page.in_hand is not None
    assert page.in_hand.rid == kept.rid
    assert page.header.title.text() == "Vetoa ja pitoa (copy)"
    assert text_field(page, "name", "en").hasFocus()


def test_what_is_typed_is_kept_and_can_be_undone(ws: Workspace, opened: Opener) -> None:
    page, rid = copied(ws, opened)
    page.panel.tree.select(WORKSHOP_1)
    name = text_field(page, "name", "en")
    name.setFocus()
    name.selectAll()
    type_into_focus("First workshop")
    event = own(ws, rid).event("workshop_1")
    assert event is not None
    assert event.name.en == "First workshop"
    assert page.panel.tree.outline.index_of(WORKSHOP_1).data() == "First workshop"
    ws.undo()
    assert page.panel.tree.outline.index_of(WORKSHOP_1).data() == "Workshop 1"
    assert isinstance(name, QPlainTextEdit)
    assert name.toPlainText() == "Workshop 1"


def test_a_missing_language_is_marked_everywhere_and_leads_back(
    ws: Workspace, opened: Opener
) -> None:
    page, rid = copied(ws, opened)
    service.write_text(ws, rid, TextAt(WORKSHOP_1, "name", "sv"), "")
    assert asides(page, WORKSHOP_1) == "▲ sv"
    assert asides(page, Group("events")) == "▲ 1"
    index = page.panel.tree.outline.index_of(WORKSHOP_1)
    assert "missing in Swedish" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert page.tabs.tabText(1) == "▲ To complete: 1"
    assert not page.start_button.isEnabled()
    page.panel.tree.select(Node())
    (slip,) = page.problems.model.records
    page.problems.table.select(slip)
    QTest.keyClick(page.problems.table, Qt.Key.Key_Return)
    assert page.panel.place() == WORKSHOP_1
    assert text_field(page, "name", "sv").hasFocus()
    field = page.form.fields["name"]
    assert isinstance(field, TextEditor)
    assert field.marks["sv"].text() == "▲ missing"
    type_into_focus("Verkstad 1")
    assert field.marks["sv"].text() == ""
    assert page.tabs.tabText(1) == "✓ Complete"
    assert page.start_button.isEnabled()


def test_a_task_is_added_named_moved_and_removed_by_keyboard(
    ws: Workspace, opened: Opener, qtbot: QtBot
) -> None:
    page, rid = copied(ws, opened)
    tree, raised = page.panel.tree, notices_of(page)
    before = own(ws, rid)
    first = Node("tasks", before.tasks[0].key)
    tree.select(first)
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Insert)
    assert tree.place() == Node("tasks", "task_1")
    type_into_focus("Call the boss")
    node = Node("tasks", "call_the_boss")
    qtbot.waitUntil(lambda: tree.place() == node)
    assert task_of(ws, rid, "call_the_boss").phase == before.tasks[0].phase
    assert [task.key for task in own(ws, rid).tasks][1] == "call_the_boss"
    assert asides(page, node) == "▲ fi, sv"
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert own(ws, rid).tasks[0].key == "call_the_boss"
    assert tree.place() == node
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert own(ws, rid) == before
    assert tree.place() == first
    assert raised[-1].undo is not None
    assert "Task: Call the boss" in Texts.load("en")(raised[-1].message)
    raised[-1].undo()
    assert task_of(ws, rid, "call_the_boss").title.en == "Call the boss"


def test_escape_leaves_a_new_part_without_a_title(ws: Workspace, opened: Opener) -> None:
    page, rid = copied(ws, opened)
    page.panel.tree.select(Group("roles"))
    QTest.mouseClick(page.panel.add_button, Qt.MouseButton.LeftButton)
    type_into_focus("", Qt.Key.Key_Escape)
    assert page.panel.place() == Node("roles", "role_1")
    assert asides(page, Node("roles", "role_1")) == "▲ fi, sv, en"
    ws.undo()
    assert own(ws, rid) == shipped_like(own(ws, rid))


def shipped_like(template: Template) -> Template:
    return replace(shipped(), key=template.key, version=template.version, name=template.name)


def test_f2_renames_in_the_tree(ws: Workspace, opened: Opener, qtbot: QtBot) -> None:
    page, rid = copied(ws, opened)
    tree = page.panel.tree
    tree.select(WORKSHOP_1)
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_F2)
    type_into_focus("Kick-off")
    qtbot.waitUntil(lambda: tree.outline.index_of(WORKSHOP_1).data() == "Kick-off")
    event = own(ws, rid).event("workshop_1")
    assert event is not None
    assert (event.key, event.name.en) == ("workshop_1", "Kick-off")
    assert tree.place() == WORKSHOP_1


def test_removing_an_event_tells_what_hung_on_it(ws: Workspace, opened: Opener) -> None:
    page, rid = copied(ws, opened)
    raised = notices_of(page)
    page.panel.tree.select(WORKSHOP_1)
    QTest.mouseClick(page.panel.remove_button, Qt.MouseButton.LeftButton)
    said = Texts.load("en")(raised[-1].message)
    assert said.startswith("Removed: Event: Workshop 1. Parts that went with it: 2")
    assert own(ws, rid).event("workshop_1") is None
    assert page.start_button.isEnabled()


def test_a_due_date_is_chosen_and_the_dates_follow(ws: Workspace, opened: Opener) -> None:
    page, rid = copied(ws, opened)
    task = own(ws, rid).tasks[0]
    page.panel.tree.select(Node("tasks", task.key))
    due = page.form.fields["due"]
    assert isinstance(due, DistanceEditor)
    due.anchor.setCurrentIndex(0)
    due.anchor.activated.emit(0)
    assert task_of(ws, rid, task.key).due is None
    assert due.spin.isHidden()
    assert page.form.rows["every"].isHidden()
    due.anchor.setCurrentIndex(2)
    due.anchor.activated.emit(2)
    due.spin.setValue(10)
    page.context.drafts.flush_all()
    assert task_of(ws, rid, task.key).due == Due("workshop_1", 10, after=False)
    every = page.form.fields["every"]
    assert isinstance(every, EveryEditor)
    every.unit.setCurrentIndex(1)
    every.unit.activated.emit(1)
    assert task_of(ws, rid, task.key).every is not None
    assert not page.form.rows["until"].isHidden()
    page.dates.start.setFocus()
    page.dates.start.selectAll()
    type_into_focus("4.1.2027")
    lines = {line.node: line for line in page.dates.model.records}
    assert lines[Node("events", "info_session")].first is not None
    assert str(lines[Node("events", "info_session")].first) == "2027-01-04"
    workshop = lines[WORKSHOP_1].first
    assert workshop is not None
    counted = lines[Node("tasks", task.key)]
    assert counted.first is not None
    assert (workshop - counted.first).days == 10
    assert counted.why is not None
    assert "then every week" in Texts.load("en")(counted.why)


def test_a_line_of_the_dates_leads_to_its_part(ws: Workspace, opened: Opener) -> None:
    page, _rid = copied(ws, opened)
    line = next(each for each in page.dates.model.records if each.node.section == "items")
    page.dates.table.select(line.node)
    QTest.keyClick(page.dates.table, Qt.Key.Key_Return)
    assert page.panel.place() == line.node


def test_an_agenda_shows_its_times_and_refuses_what_is_no_time(
    ws: Workspace, opened: Opener
) -> None:
    page, rid = copied(ws, opened)
    day = Node("agendas", "workshop_1:1")
    page.panel.tree.select(day)
    start = page.form.fields["start"]
    assert isinstance(start, ClockEditor)
    start.line.setFocus()
    start.line.selectAll()
    type_into_focus("25")
    assert (
        "such as 09:30" in start.line.accessibleDescription() + page.form.rows["start"]._note.text()
    )
    start.line.selectAll()
    type_into_focus("9.15")
    agenda = own(ws, rid).agendas_of("workshop_1")[0]
    assert f"{agenda.start:%H:%M}" == "09:15"
    block = Node("agendas", "workshop_1:1", agenda.blocks[0].key)
    assert page.panel.tree.outline.index_of(block).data().startswith("09:15 ")
    page.panel.tree.select(block)
    minutes = page.form.fields["minutes"]
    assert isinstance(minutes, NumberEditor)
    minutes.spin.setValue(7)
    page.panel.tree.select(day)
    assert own(ws, rid).agendas_of("workshop_1")[0].blocks[0].minutes == 7


def test_a_renumbered_day_keeps_the_cursor_and_a_taken_one_is_told(
    ws: Workspace, opened: Opener
) -> None:
    page, rid = copied(ws, opened)
    page.panel.tree.select(Node("agendas", "workshop_1:2"))
    day = page.form.fields["day"]
    assert isinstance(day, NumberEditor)
    day.spin.setValue(1)
    page.context.drafts.flush_all()
    assert "agenda already" in page.form.rows["day"]._note.text()
    day.spin.setValue(3)
    page.context.drafts.flush_all()
    assert page.panel.place() == Node("agendas", "workshop_1:3")
    assert page.form.heading.text() == "Agenda"
    assert [agenda.day for agenda in own(ws, rid).agendas_of("workshop_1")] == [1, 3]
    assert page.tabs.tabText(1) == "▲ To complete: 1"


def test_a_survey_is_linked_and_another_one_chosen(ws: Workspace, opened: Opener) -> None:
    page, rid = copied(ws, opened)
    phase = own(ws, rid).phases[-1].key
    page.panel.tree.select(Group("surveys", phase))
    count = len([link for link in own(ws, rid).surveys if link.phase == phase])
    page.panel.add()
    links = [link.survey for link in own(ws, rid).surveys if link.phase == phase]
    assert len(links) == count + 1
    field = page.form.fields["survey"]
    assert isinstance(field, ChoiceEditor)
    free = next(row for row in range(3) if field._values[row] not in links)
    field.combo.setCurrentIndex(free)
    field.combo.activated.emit(free)
    chosen = str(field._values[free])
    assert page.panel.place() == Node("surveys", f"{phase}:{chosen}")


def test_a_programme_is_begun_and_deleted_with_a_way_back(ws: Workspace, opened: Opener) -> None:
    page = opened()
    raised = notices_of(page)
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    assert page.header.title.text() == "New programme"
    assert "▲" in page.header.subtitle.text()
    assert text_field(page, "name", "en").hasFocus()
    page.shelf.setFocus()
    QTest.keyClick(page.shelf, Qt.Key.Key_Delete)
    assert own_programmes(ws.read) == []
    assert page.in_hand is not None
    assert page.in_hand.rid is None
    assert raised[-1].undo is not None
    raised[-1].undo()
    assert len(own_programmes(ws.read)) == 1


def test_a_programme_goes_out_and_comes_in(
    ws: Workspace, opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    page, rid = copied(ws, opened)
    path = tmp_path / "oma.toml"
    notices = page.context.notices
    notices.answers.append(path)
    QTest.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(path.exists)
    notices.answers.extend([path, "copy"])
    QTest.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(own_programmes(ws.read)) == 2)
    question = notices.asked[-1]
    assert isinstance(question, Question)
    assert [choice.key for choice in question.choices] == ["none", "copy", "replace"]
    assert page.in_hand is not None
    assert page.in_hand.rid not in {None, rid}
    assert page.in_hand.draft.is_complete


def test_a_file_that_is_wrong_is_told_with_its_place(
    ws: Workspace, opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened()
    raised = notices_of(page)
    path = tmp_path / "bad.toml"
    path.write_text("schema = 2\n", encoding="utf-8")
    page.context.notices.answers.append(path)
    QTest.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(raised))
    assert "bad.toml, team" in Texts.load("en")(raised[-1].message)
    assert own_programmes(ws.read) == []


def test_starting_a_run_leads_to_the_workshops(ws: Workspace, opened: Opener) -> None:
    page, rid = copied(ws, opened)
    QTest.mouseClick(page.start_button, Qt.MouseButton.LeftButton)
    workshops = QApplication.activeWindow()
    assert isinstance(workshops, Shell)
    assert workshops.frame is not None
    assert isinstance(workshops.frame.page, WorkshopsPage)
    form = workshops.frame.page.start_form
    assert form.isVisible()
    assert own(ws, rid).key in [each.key for each in form.templates]


def test_the_part_in_hand_comes_back_after_a_lock(ws: Workspace, opened: Opener) -> None:
    page, rid = copied(ws, opened)
    page.panel.tree.select(WORKSHOP_1)
    target, state = page.current_target(), page.state()
    page.open_target(Target("programmes", "shipped", extra={"key": "smooth_services"}))
    page.open_target(target)
    page.restore(state)
    assert page.in_hand is not None
    assert (page.in_hand.rid, page.panel.place()) == (rid, WORKSHOP_1)


def test_an_undo_that_takes_the_part_in_hand_away_leaves_the_page_whole(
    ws: Workspace, opened: Opener
) -> None:
    page, rid = copied(ws, opened)
    node = service.add_part(ws, rid, Group("roles"))
    page.panel.tree.select(node)
    assert page.form.heading.text() == "Role"
    ws.undo()
    assert page.panel.place() == Node()
    assert page.form.heading.text() == "The programme"


def test_every_field_has_a_name(ws: Workspace, opened: Opener) -> None:
    page, rid = copied(ws, opened)
    template = own(ws, rid)
    for node in (
        Node(), Node("phases", "pre_work"), WORKSHOP_1, Node("items", template.items[0].key),
        Node("tasks", template.tasks[0].key), Node("agendas", "workshop_1:1"),
        Node("kinds", template.kinds[0].key, template.kinds[0].stages[0].key),
    ):  # fmt: skip
        page.panel.tree.select(node)
        for field in page.form.findChildren(QWidget):
            if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisible():
                named = field.accessibleName() or getattr(field, "text", str)()
                parent = field.parentWidget()
                assert named or (parent and parent.accessibleName()), (node, field)


def test_a_text_that_cannot_be_read_does_not_stop_the_page(ws: Workspace, opened: Opener) -> None:
    with ws.change(msg("editor", "Take in a programme")) as db:
        rid = store.add_own_text(db, "strange", "1", "no programme at all [")
    page = opened()
    raised = notices_of(page)
    page.show_own(rid)
    assert page.header.title.text() == "strange"
    assert not page.start_button.isEnabled()
    page.panel.tree.select(Group("phases"))
    page.panel.add()
    assert raised[-1].problem


def test_what_is_typed_is_kept_when_the_next_part_is_shown_and_stays_with_its_own(
    ws: Workspace, opened: Opener
) -> None:
    page, rid = copied(ws, opened)
    page.panel.tree.select(WORKSHOP_1)
    name = text_field(page, "name", "en")
    assert isinstance(name, QPlainTextEdit)
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Kick-off")
    page.panel.tree.select(Node("events", "workshop_2"))
    events = [event.name.en for event in own(ws, rid).events]
    assert events[1:3] == ["Kick-off", "Workshop 2"]
    assert text_field(page, "name", "en") is name
    assert name.toPlainText() == "Workshop 2"
    assert not name.document().isUndoAvailable()
    after = page.form.fields["after"]
    assert isinstance(after, DistanceEditor)
    assert after.anchor.currentText() == "Kick-off"


def test_the_list_gives_its_room_to_the_rest(opened: Opener) -> None:
    page = opened()
    width = page.form.width()
    page.context.actions.run("programmes.list")
    assert page.shelf_frame.isHidden()
    QApplication.processEvents()
    assert page.form.width() > width
    page.context.actions.run("programmes.list")
    assert page.shelf_frame.isVisible()
