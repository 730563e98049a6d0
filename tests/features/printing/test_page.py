"""The print page by its real widgets."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, qGray
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from coachdesk.features.notes import service as notes
from coachdesk.features.printing.choices import HandoutCard
from coachdesk.features.printing.log_view import show_log
from coachdesk.features.printing.model import Order, PaperFile, Way
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.printing.service import OrderParcel, print_log
from coachdesk.features.tasks import service as tasks
from coachdesk.features.teams import service as teams
from coachdesk.handouts.catalogue import HANDOUTS
from coachdesk.kernel.text import msg
from coachdesk.ui import printer as printing
from coachdesk.ui.context import Target
from coachdesk.ui.notices import Notice, Question
from coachdesk.ui.sheets import load_pdf
from coachdesk.ui.shell import Shell
from coachdesk.ui.widgets.table import TableView
from tests.documents.reading import faults, page_texts
from tests.features.printing.conftest import Desk
from tests.handouts.home import SECRET
from tests.helpers.waiting import wait_until
from tests.helpers.workspaces import TODAY

Opened = tuple[Shell, PrintPage]
_LEFT = Qt.MouseButton.LeftButton


def tick(desk: Desk, name: str) -> None:
    """Move to a team in the list and press Space, as one does."""
    boxes = desk.page.subjects.teams.boxes
    desk.focus_on(boxes)
    boxes.setCurrentItem(boxes.findItems(name, Qt.MatchFlag.MatchExactly)[0])
    desk.change(lambda: QTest.keyClick(boxes, Qt.Key.Key_Space))


def only(desk: Desk, *names: str) -> None:
    desk.page.subjects.teams.boxes.tick(())
    for name in names:
        tick(desk, name)


def test_without_teams_it_says_what_to_do(open_page: Callable[[], Opened]) -> None:
    _shell, page = open_page()
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Add a team")
    assert button.isVisible()
    assert not page.verbs.print.isVisible()
    assert not page.is_ready()


def test_a_team_is_chosen_and_its_paper_shown(desk: Desk) -> None:
    assert "Empty – Team summary" in desk.shown_text()
    only(desk, "Osasto 4")
    assert "Osasto 4 – Team summary" in desk.shown_text()
    pdf = desk.page.live.pdf
    assert pdf.sheets.accessibleName() == "Osasto 4, page 1 of 2"
    assert pdf.place.text() == "1/2"


def test_no_team_ticked_asks_for_one(desk: Desk) -> None:
    only(desk)
    desk.settle()
    assert desk.page.live.currentWidget() is not desk.page.live.pdf
    assert not desk.page.verbs.print.isEnabled()
    tick(desk, "Osasto 4")
    assert desk.page.live.currentWidget() is desk.page.live.pdf
    assert desk.page.verbs.print.isEnabled()


def test_the_paper_follows_each_choice(desk: Desk) -> None:
    only(desk, "Osasto 4")
    assert "Jere Mäkelä" in desk.shown_text()
    desk.change(desk.page.form.part("members").click)
    assert "Jere Mäkelä" not in desk.shown_text()
    assert "names of the members" in desk.shown_text()
    desk.change(desk.page.form.large.click)
    assert desk.page.live.pdf.sheets.page_count > 2


def test_a_swedish_paper_from_another_window(desk: Desk) -> None:
    only(desk, "Osasto 4")
    own = next(
        one for one in desk.page.form.findChildren(QRadioButton) if "own language" in one.text()
    )
    desk.change(own.click)
    assert "Tiimi on koottu" in desk.shown_text()
    swedish = next(
        one for one in desk.page.form.findChildren(QRadioButton) if one.text() == "svenska"
    )
    desk.change(swedish.click)
    assert "Teamet är sammansatt" in desk.shown_text()
    assert desk.page.title.source == "Print"


def test_the_paper_follows_changes_made_elsewhere(desk: Desk) -> None:
    only(desk, "Osasto 4")
    desk.change(lambda: tasks.add_task(desk.home.ws, "Aivan uusi tehtävä", desk.home.ward))
    assert "Aivan uusi tehtävä" in desk.shown_text()
    desk.change(lambda: teams.archive_team(desk.home.ws, desk.home.ward))
    assert not desk.page.verbs.print.isEnabled()


def test_notes_are_printed_only_when_ticked(desk: Desk) -> None:
    only(desk, "Osasto 4")
    boxes = desk.page.notes.boxes
    assert boxes.count() == 2
    assert boxes.ticked() == ()
    assert SECRET not in desk.shown_text()
    desk.focus_on(boxes)
    boxes.setCurrentRow(1)
    desk.change(lambda: QTest.keyClick(boxes, Qt.Key.Key_Space))
    assert SECRET in desk.shown_text()
    only(desk, "Empty")
    tick(desk, "Osasto 4")
    assert boxes.ticked() == ()  # another choice of teams begins without notes
    assert SECRET not in desk.shown_text()


def test_notes_that_were_picked_for_one_paper_go_onto_no_other(desk: Desk) -> None:
    desk.go(Target("print", "team", desk.home.ward, {"handout": "team_summary"}))
    desk.change(lambda: desk.page.notes.boxes.tick([desk.home.secret]))
    assert SECRET in desk.shown_text()
    desk.change(lambda: desk.page.handouts.choose("checklist"))
    desk.change(lambda: desk.page.handouts.choose("team_summary"))
    assert desk.page.order().choices.notes == frozenset()
    assert SECRET not in desk.shown_text()


def test_turning_pages_leads_to_the_next_paper(desk: Desk) -> None:
    only(desk, "Osasto 4", "Empty")
    pdf = desk.page.live.pdf
    desk.focus_on(pdf.sheets)
    seen = []
    for key in (*[Qt.Key.Key_PageUp] * 4, *[Qt.Key.Key_PageDown] * 4):
        desk.change(partial(QTest.keyClick, pdf.sheets, key))
        seen.append(f"{pdf.name} {pdf.place.text()}")
    assert seen[3:] == [
        "Empty 1/1", "Osasto 4 1/2", "Osasto 4 2/2", "Osasto 4 2/2", "Osasto 4 2/2",
    ]  # fmt: skip
    assert not pdf.forward.isEnabled()


def test_an_earlier_answer_never_covers_a_later_choice(desk: Desk) -> None:
    only(desk, "Osasto 4")
    for _ in range(4):
        desk.page.form.part("members").click()
        desk.bot.wait(35)  # longer than the pause, shorter than the work
    desk.page.form.part("decisions").click()
    desk.settle()
    assert "Jere Mäkelä" in desk.shown_text()
    assert "1 decision" in desk.shown_text()


def test_it_opens_at_what_another_page_names(desk: Desk) -> None:
    home = desk.home
    desk.go(Target("print", "team", home.ward, {"handout": "checklist"}))
    assert "Osasto 4 – Pre-workshop checklist" in desk.shown_text()
    desk.go(Target("print", extra={"handout": "call_list", "run": str(home.run)}))
    assert "Vetoa ja pitoa 2026 – Call list" in desk.shown_text()
    desk.go(Target("print", "meeting", home.secret))
    assert SECRET in desk.shown_text()
    desk.go(Target("print", "run", home.run, {"handout": "team_summary"}))
    assert set(desk.page.order().subjects) == {home.ward, home.home_care}
    assert desk.page.verbs.each.isVisible()


def test_it_comes_back_as_it_was_left(desk: Desk, open_page: Callable[[], Opened]) -> None:
    desk.go(Target("print", "team", desk.home.ward, {"handout": "team_summary"}))
    desk.change(desk.page.form.part("remarks").click)
    desk.change(desk.page.form.large.click)
    desk.page.notes.boxes.tick([desk.home.secret])
    state, order = desk.page.state(), desk.page.order()
    _, other = open_page()
    other.restore(state)
    wait_until(lambda: not other.live.busy)
    assert other.order() == order
    assert SECRET not in "".join(state.values())


def test_a_blank_paper_is_for_nobody_and_not_logged(desk: Desk, tmp_path: Path) -> None:
    assert not desk.page.form.blank.isVisible()  # a summary says nothing without a team
    desk.go(Target("print", extra={"handout": "checklist"}))
    only(desk)
    assert not desk.page.verbs.save.isEnabled()
    desk.change(desk.page.form.blank.click)
    assert desk.shown_text().startswith("Pre-workshop checklist Team Work unit Date")
    assert not desk.page.subjects.isEnabled()
    assert desk.page.current_target().rid is None
    path = tmp_path / "blank.pdf"
    desk.shell.notices.answers.append(path)
    QTest.mouseClick(desk.page.verbs.save, _LEFT)
    wait_until(path.exists)
    desk.finish()
    assert faults(path.read_bytes()) == []
    assert print_log(desk.home.ws.read) == []
    desk.go(Target("print", extra={"handout": "team_summary"}))
    assert desk.page.subjects.isEnabled()
    assert desk.page.order().subjects == ()


def test_a_blank_paper_stays_blank(desk: Desk, open_page: Callable[[], Opened]) -> None:
    desk.go(Target("print", extra={"handout": "checklist"}))
    desk.change(desk.page.form.blank.click)
    state, order = desk.page.state(), desk.page.order()
    _, other = open_page()
    other.restore(state)
    wait_until(lambda: not other.live.busy)
    assert other.order() == order


def test_hand_outs_are_offered_in_groups(qtbot: QtBot) -> None:
    card = HandoutCard(HANDOUTS)
    qtbot.addWidget(card)
    rows = [card.list.item(row) for row in range(card.list.count())]
    headings = [row.text() for row in rows if not row.flags()]
    assert headings == ["Teams and programmes", "Workshop day", "Forms to fill in by hand"]
    assert len(rows) == len(HANDOUTS) + len(headings)
    for _ in rows:  # arrows go through all of them, over the headings
        QTest.keyClick(card.list, Qt.Key.Key_Down)
    assert card.handout.key == rows[-1].data(Qt.ItemDataRole.UserRole)
    card.choose("pdsa_sheet")
    assert card.handout.key == "pdsa_sheet"
    card.choose("unknown")
    assert card.handout.key == "pdsa_sheet"


def test_one_pdf_of_several_teams(desk: Desk, tmp_path: Path) -> None:
    only(desk, "Osasto 4", "Hemvård <Syd> & co")
    path = tmp_path / "out.pdf"
    desk.shell.notices.answers.append(path)
    QTest.mouseClick(desk.page.verbs.save, _LEFT)
    wait_until(path.exists)
    desk.finish()
    assert faults(path.read_bytes()) == []
    assert "Hemvård" in " ".join(page_texts(path.read_bytes()))
    assert [one.way for one in print_log(desk.home.ws.read)] == [Way.SAVED, Way.SAVED]


def test_a_pdf_for_each_team(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    only(desk, "Osasto 4", "Hemvård <Syd> & co")
    desk.page.verbs.each.click()
    desk.shell.notices.answers.append(folder)
    QTest.mouseClick(desk.page.verbs.save, _LEFT)
    wait_until(lambda: len(list(folder.glob("*.pdf"))) == 2)
    desk.finish()
    assert not list(folder.glob("*.tmp"))


def test_a_folder_that_is_gone_is_said(desk: Desk, tmp_path: Path) -> None:
    raised: list[Notice] = []
    desk.shell.notices.notice_raised.connect(raised.append)
    desk.shell.notices.answers.append(tmp_path / "gone" / "x.pdf")
    desk.page.save()
    wait_until(lambda: bool(raised))
    assert raised[0].problem
    assert raised[0].advice is not None
    assert not desk.page.output.busy
    assert print_log(desk.home.ws.read) == []


def test_a_long_run_shows_progress_and_can_be_cancelled(desk: Desk, tmp_path: Path) -> None:
    for number in range(30):
        teams.add_team(desk.home.ws, f"Team {number:02}")
    desk.change(desk.page.subjects.teams.boxes.tick_all)
    seen: list[tuple[int, int]] = []
    desk.page.output.progressed.connect(lambda done, total: seen.append((done, total)))
    path = tmp_path / "out.pdf"
    desk.shell.notices.answers.append(path)
    desk.page.save()
    wait_until(lambda: len(seen) > 3)
    assert desk.page.verbs.progress.isVisible()
    assert not desk.page.verbs.save.isEnabled()
    QTest.mouseClick(desk.page.verbs.cancel, _LEFT)
    desk.finish()
    assert desk.page.verbs.save.isEnabled()
    desk.shell.jobs.wait_all()
    assert seen[-1][0] < 33
    assert not path.exists()
    assert print_log(desk.home.ws.read) == []


def test_without_a_printer_saving_is_offered(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "has_printer", lambda: False)  # the machine's own may have one
    path = tmp_path / "out.pdf"
    desk.shell.notices.answers.extend(["save", path])
    desk.page.verbs.print.click()
    wait_until(path.exists)
    desk.finish()
    assert isinstance(desk.shell.notices.asked[0], Question)


def made(desk: Desk, order: Order) -> PaperFile:
    (plan,) = OrderParcel(order, TODAY).plan(desk.home.ws.read, in_one_file=True)
    return plan.make(desk.home.ws.read, lambda _done, _total: None)


def paper_printer(path: Path) -> QPrinter:
    """A real printer object that prints into a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setResolution(150)
    return printer


def test_printing_sends_every_page_and_logs_it(desk: Desk, tmp_path: Path) -> None:
    only(desk, "Osasto 4")
    order = desk.page.order()
    file = made(desk, order)
    path = tmp_path / "printed.pdf"
    desk.page.output.print_on(paper_printer(path), file)
    desk.finish()
    assert len(page_texts(path.read_bytes())) == 2
    assert [one.way for one in print_log(desk.home.ws.read)] == [Way.PRINTED]


def test_what_is_printed_looks_like_the_preview(desk: Desk, tmp_path: Path) -> None:
    """No strip is missing, doubled or out of place."""
    only(desk, "Osasto 4")
    file = made(desk, desk.page.order())
    path = tmp_path / "printed.pdf"
    desk.page.output.print_on(paper_printer(path), file)
    desk.finish()
    for page in range(2):
        wanted, got = _grey(file.data, page), _grey(path.read_bytes(), page)
        assert sum(value < 230 for value in wanted) > 100
        assert max(abs(a - b) for a, b in zip(wanted, got, strict=True)) < 60


def _grey(data: bytes, page: int) -> list[int]:
    """How dark the page is, square by square of 2 mm."""
    keeper = QObject()
    document = load_pdf(data, keeper)
    image = QImage(QSize(840, 1188), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage(0, 0, document.render(page, image.size()))
    painter.end()
    small = image.scaled(
        105, 148, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return [qGray(small.pixel(x, y)) for y in range(148) for x in range(105)]


def test_cancelling_a_print_stops_it(desk: Desk, tmp_path: Path) -> None:
    desk.change(desk.page.subjects.teams.boxes.tick_all)
    order = desk.page.order()
    file = made(desk, order)
    desk.page.output.print_on(paper_printer(tmp_path / "printed.pdf"), file)
    assert desk.page.verbs.cancel.isVisible()
    QTest.mouseClick(desk.page.verbs.cancel, _LEFT)
    assert not desk.page.output.busy
    assert print_log(desk.home.ws.read) == []


def test_the_print_dialog_does_not_block(desk: Desk) -> None:
    chosen: list[QPrinter] = []
    dialog = printing.choose_printer(desk.shell, msg("test", "Print"), 2, chosen.append)
    wait_until(dialog.isVisible)
    assert dialog.maxPage() == 2
    dialog.reject()
    assert not dialog.isVisible()  # at once; it is deleted soon after
    assert chosen == []


@pytest.mark.parametrize(
    ("asked", "pages"),
    [
        ({}, [0, 1, 2]),
        ({"range": (2, 3)}, [1, 2]),
        ({"reverse": True}, [2, 1, 0]),
    ],
)
def test_pages_that_the_dialog_asks_for(
    qapp: object, tmp_path: Path, asked: dict[str, tuple[int, int]], pages: list[int]
) -> None:
    printer = paper_printer(tmp_path / "x.pdf")
    if "range" in asked:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(*asked["range"])
    if "reverse" in asked:
        printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printing.pages_to_print(printer, 3) == pages


def test_the_log_is_shown(desk: Desk, tmp_path: Path) -> None:
    only(desk, "Osasto 4")
    path = tmp_path / "out.pdf"
    desk.shell.notices.answers.append(path)
    desk.page.save()
    wait_until(path.exists)
    desk.finish()
    overlay = show_log(desk.home.ws.read, desk.page)
    table = overlay.findChildren(TableView)[0]
    row = [table.records.index(0, column).data() for column in range(5)]
    assert row[1:] == ["Team summary", "Osasto 4", "English", "Saved as PDF"]
    overlay.close_over()


def test_every_control_has_a_name(desk: Desk) -> None:
    nameless = [
        widget
        for widget in (
            desk.page.subjects.teams.boxes, desk.page.subjects.runs, desk.page.notes.boxes,
            desk.page.live.pdf.sheets, desk.page.live.pdf.text, desk.page.verbs.progress,
        )
        if not widget.accessibleName()
    ]  # fmt: skip
    assert nameless == []


def test_zoom_by_keys_and_back_to_the_width(desk: Desk) -> None:
    only(desk, "Osasto 4")
    sheets = desk.page.live.pdf.sheets
    desk.focus_on(sheets)
    fitting = sheets.zoom
    QTest.keyClick(sheets, Qt.Key.Key_Plus)
    assert sheets.zoom > fitting
    assert not desk.page.live.pdf.fit.isChecked()
    QTest.keyClick(sheets, Qt.Key.Key_0)
    assert sheets.zoom == fitting
    assert desk.page.live.pdf.fit.isChecked()


def test_old_meetings_can_be_reached(desk: Desk) -> None:
    for number in range(60):
        notes.create(desk.home.ws, [desk.home.ward], title=f"N{number}")
    desk.go(Target("print", "meeting", desk.home.secret))
    assert SECRET in desk.shown_text()
    choice = desk.page.subjects.meetings
    before = choice.list.count()
    desk.change(choice.older.click)
    assert choice.list.count() > before
    assert choice.chosen() == desk.home.secret
