"""What is typed: stored by itself, kept when it cannot be."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.text import msg
from coachdesk.ui.drafts import LONGEST_WAIT_MS, Drafts
from coachdesk.ui.notices import Notices
from coachdesk.ui.widgets.fields import FormRow, SearchField
from tests.helpers.sample_window import things
from tests.ui.conftest import Window


def test_a_pause_stores_what_is_typed_within_a_second(window: Window) -> None:
    page = window.thing(1)
    window.focus_on(page.name)
    with window.bot.waitSignal(window.shell.drafts.saved, timeout=LONGEST_WAIT_MS + 200):
        QTest.keyClicks(page.name, "!")
    assert things(window.ws.read)[0].name.endswith("!")
    assert window.shell.frame is not None
    assert window.shell.frame.header.saved.text().startswith("Saved at ")


def test_enter_and_leaving_the_field_store_at_once(window: Window) -> None:
    page = window.thing(1)
    window.focus_on(page.name)
    QTest.keyClicks(page.name, "1")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert things(window.ws.read)[0].name.endswith("1")
    QTest.keyClicks(page.name, "2")
    page.body.setFocus()
    assert things(window.ws.read)[0].name.endswith("12")


def test_storing_on_leaving_can_wait_for_a_paint(window: Window) -> None:
    page = window.thing(1)
    page.draft.left_ms = 10
    window.focus_on(page.name)
    QTest.keyClicks(page.name, "2")
    page.body.setFocus()
    assert page.draft.dirty
    window.bot.waitUntil(lambda: not page.draft.dirty)
    assert things(window.ws.read)[0].name.endswith("2")


def test_filling_the_field_from_the_file_is_no_edit(window: Window) -> None:
    page = window.thing(1)
    before = window.ws.undo_label()
    with page.draft.loading():
        page.name.setText("other")
    assert not page.draft.dirty
    assert window.shell.drafts.flush_all()
    assert window.ws.undo_label() == before


def test_what_cannot_be_used_is_said_at_the_field(window: Window) -> None:
    page = window.thing(1)
    window.focus_on(page.name)
    page.name.selectAll()
    QTest.keyClicks(page.name, " ")
    assert not page.draft.flush()
    assert page.name.accessibleDescription() == "Give the thing a name."
    assert page.name.property("invalid") is True
    QTest.keyClicks(page.name, "ok")
    assert page.draft.flush()
    assert page.name.accessibleDescription() == "What is to be done"
    assert page.name.property("invalid") is False


def test_a_failed_write_keeps_the_text_says_so_and_is_tried_again(qtbot: QtBot) -> None:
    notices = Notices()
    drafts = Drafts(notices)
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    disk_full, stored = [True], []

    def commit(text: str) -> None:
        if disk_full[0]:
            raise EnvironmentProblem(ProblemKind.DISK_FULL)
        stored.append(text)

    draft = drafts.watch(field, field.toPlainText, commit)
    QTest.keyClicks(field, "kept")
    assert not drafts.flush_all()
    assert (draft.dirty, field.toPlainText()) == (True, "kept")
    (banner,) = notices.banners
    assert banner.retry is not None
    banner.retry()
    assert notices.banners
    disk_full[0] = False
    qtbot.waitUntil(lambda: stored == ["kept"], timeout=6000)  # by itself, every few seconds
    assert not notices.banners
    assert not drafts.dirty


def test_typing_without_a_pause_is_stored_too(qtbot: QtBot) -> None:
    drafts = Drafts(Notices())
    field = QLineEdit()
    qtbot.addWidget(field)
    stored: list[str] = []
    drafts.watch(field, field.text, stored.append)

    def type_on() -> bool:
        QTest.keyClicks(field, "a")
        return bool(stored)

    qtbot.waitUntil(type_on, timeout=LONGEST_WAIT_MS + 500)
    assert set(stored[0]) == {"a"}


def test_a_discarded_draft_is_not_stored(qtbot: QtBot) -> None:
    drafts = Drafts(Notices())
    field = QLineEdit()
    row = FormRow("Name", field)
    qtbot.addWidget(row)
    stored: list[str] = []

    def commit(text: str) -> None:
        if text == "bad":
            raise UserError(msg("sample", "No."))
        stored.append(text)

    draft = drafts.watch(field, field.text, commit)
    QTest.keyClicks(field, "bad")
    assert not draft.flush()
    draft.discard()
    assert field.accessibleDescription() == ""
    assert drafts.flush_all()
    assert stored == []


def test_the_draft_goes_with_its_widget(qtbot: QtBot) -> None:
    drafts = Drafts(Notices())
    field = QLineEdit()
    draft = drafts.watch(field, field.text, lambda _text: None)
    with qtbot.waitSignal(draft.destroyed):
        field.deleteLater()
    assert drafts.flush_all()
    assert not drafts.dirty


def test_what_cannot_be_stored_is_let_go_with_the_workspace(qtbot: QtBot) -> None:
    drafts = Drafts(Notices())
    field = QLineEdit()
    qtbot.addWidget(field)
    attempts: list[str] = []

    def commit(text: str) -> None:
        attempts.append(text)
        raise EnvironmentProblem(ProblemKind.DISK_FULL)

    drafts.watch(field, field.text, commit)
    QTest.keyClicks(field, "a")
    assert not drafts.flush_all()
    drafts.let_go()
    assert drafts.flush_all()
    assert (attempts, drafts.dirty) == (["a"], False)


def test_a_search_field_is_silent_once_its_page_is_left(qtbot: QtBot) -> None:
    page = QWidget()
    field = SearchField("Find")
    QVBoxLayout(page).addWidget(field)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(field.query_changed):
        QTest.keyClicks(field, "a")
    QTest.keyClicks(field, "b")
    with qtbot.assertNotEmitted(field.query_changed, wait=200):
        page.hide()
