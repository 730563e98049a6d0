"""Messages, questions, choosing files."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.text import msg
from coachdesk.ui.notice_area import BannerArea, NoticeBar
from coachdesk.ui.notices import Choice, FileRequest, Notices, Question
from coachdesk.ui.overlay import Overlay
from tests.ui.conftest import Window

DELETE = Question(
    msg("sample", "Delete the team for good?"),
    (Choice("keep", msg("sample", "Keep it")), Choice("delete", msg("sample", "Delete"))),
    safe="keep",
    danger="delete",
    detail=msg("sample", "Twelve notes go with it."),
)


def _bar(window: Window) -> NoticeBar:
    bar = window.shell.findChild(NoticeBar)
    assert bar is not None
    return bar


def test_a_quiet_message_leaves_by_itself_and_can_be_undone(window: Window) -> None:
    undone: list[str] = []
    window.shell.notices.info(msg("sample", "Deleted"), undo=lambda: undone.append("deleted"))
    bar = _bar(window)
    assert (bar.isVisible(), bar.message.text()) == (True, "Deleted")
    QTest.mouseClick(bar.undo, Qt.MouseButton.LeftButton)
    assert undone == ["deleted"]
    assert not bar.isVisible()


def test_a_problem_stays_until_it_is_closed(window: Window) -> None:
    window.shell.notices.error(UserError(msg("sample", "Give the team a name.")))
    bar = _bar(window)
    assert bar.message.text() == "Give the team a name."
    assert bar.undo.isHidden()
    QTest.mouseClick(bar.dismiss, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    window.shell.notices.error(EnvironmentProblem(ProblemKind.LOCKED))
    assert "Close the other program" in bar.advice.text()


def test_a_banner_lasts_until_its_problem_is_solved(window: Window) -> None:
    tried: list[bool] = []
    full = EnvironmentProblem(ProblemKind.DISK_FULL)
    window.shell.notices.banner("save", full, retry=lambda: tried.append(True))
    area = window.shell.findChild(BannerArea)
    assert area is not None
    assert area.isVisible()
    retry = area.findChild(QPushButton)
    assert retry is not None
    QTest.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert tried == [True]
    window.shell.notices.solve("save")
    assert not area.isVisible()


def test_a_question_starts_on_the_safe_choice_and_esc_takes_it(window: Window) -> None:
    answers: list[str] = []
    before = QApplication.focusWidget()
    window.shell.notices.ask(DELETE, answers.append)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Keep it"
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert answers == ["keep"]
    assert QApplication.focusWidget() is before


def test_tab_stays_inside_a_question_and_enter_answers(window: Window) -> None:
    answers: list[str] = []
    window.shell.notices.ask(DELETE, answers.append)
    overlay = window.shell.findChild(Overlay)
    assert overlay is not None
    names = []
    for _ in range(3):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton)
        names.append(focused.text())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names == ["Keep it", "Delete", "Keep it"]
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert answers == ["delete"]


def test_questions_wait_for_each_other(window: Window) -> None:
    answers: list[str] = []
    window.shell.notices.ask(DELETE, answers.append)
    window.shell.notices.ask(DELETE, lambda key: answers.append(f"second {key}"))
    window.shell.notices.answer("delete")
    assert window.shell.notices.open_question is DELETE
    window.shell.notices.drop_all()
    assert answers == ["delete", "second keep"]
    assert window.shell.notices.open_question is None


def test_scripted_answers_serve_tests_and_demonstrations(qtbot: QtBot, tmp_path: Path) -> None:
    notices = Notices()
    heard: list[object] = []
    notices.answers.extend(["delete", tmp_path, None, tmp_path / "x.pdf"])
    notices.ask(DELETE, heard.append)
    notices.choose_folder(msg("sample", "Folder"), heard.append)
    notices.choose_file(msg("sample", "File"), heard.append)
    pdf = (msg("sample", "PDF file"), "*.pdf")
    notices.choose_save(msg("sample", "Save"), heard.append, [pdf], suggested="x.pdf")
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == ["delete", tmp_path, tmp_path / "x.pdf"]
    kinds = [asked.kind for asked in notices.asked if isinstance(asked, FileRequest)]
    assert kinds == ["folder", "open", "save"]


def test_a_lock_closes_an_open_file_dialog(window: Window) -> None:
    chosen: list[Path] = []
    window.shell.notices.choose_save(msg("sample", "Save"), chosen.append, suggested="a.pdf")
    assert QApplication.activeModalWidget() is not None
    window.shell.notices.drop_all()
    window.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert chosen == []
