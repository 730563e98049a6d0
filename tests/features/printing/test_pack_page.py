"""The pack of a workshop by the real widgets of the print page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from coachdesk.features.agendas import service as agendas
from coachdesk.features.printing import offered
from coachdesk.features.printing.model import Way
from coachdesk.features.printing.pack_rows import CopiesField, PackRow
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.printing.service import print_log
from coachdesk.features.programmes import service as programmes
from coachdesk.features.teams import service as teams
from coachdesk.handouts.catalogue import offer
from coachdesk.kernel.overriding import override
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import tr
from coachdesk.ui.notices import Notice
from coachdesk.ui.shell import Shell
from tests.documents.reading import faults, page_texts
from tests.features.printing.conftest import Desk
from tests.features.printing.test_page import paper_printer
from tests.helpers.coaching import cohort_of, event_of
from tests.helpers.waiting import wait_until

Opened = tuple[Shell, PrintPage]
_LEFT = Qt.MouseButton.LeftButton
PAPERS = "agenda=person,attendance_list=number:1,team_summary=team,pdsa_sheet=number:1"


@pytest.fixture
def _offered() -> Iterator[None]:
    """All that the program offers, in place of the few papers of the other tests."""
    before = list(offered.HANDOUTS), list(offered.SUBJECTS)
    offer()
    yield
    offered.HANDOUTS[:], offered.SUBJECTS[:] = before


@pytest.fixture
def packing(desk: Desk) -> Desk:
    """The page with the pack of workshop 2, which has a plan for its days."""
    agendas.make_from_programme(desk.home.ws, event_rid(desk), "fi")
    desk.page.restore({**desk.page.state(), "pack.papers": PAPERS, "pack.how": "team,both_sides"})
    QTest.mouseClick(desk.page.switch.pack, _LEFT)
    counted(desk)
    return desk


def event_rid(desk: Desk) -> int:
    return event_of(desk.home.ws, desk.home.run, "workshop_2").rid


def counted(desk: Desk) -> int:
    """Wait until the pages are counted; how many there are."""
    estimate = desk.page.pack.estimate
    wait_until(lambda: not desk.page.live.busy and estimate.extent is not None)
    assert estimate.extent is not None
    return estimate.extent.pages


def row(desk: Desk, key: str, *, is_blank: bool = False) -> PackRow:
    return next(
        one
        for one in desk.page.pack.view.rows
        if one.item.handout.key == key and one.item.is_blank is is_blank
    )


def field_of(one: PackRow) -> CopiesField:
    assert one.field is not None
    return one.field


def only(desk: Desk, *keys: str) -> None:
    """Tick just these, by the mouse."""
    for one in desk.page.pack.view.rows:
        wanted = one.item.handout.key in keys and not one.item.is_blank
        if one.box.isChecked() is not wanted:
            one.box.click()
    counted(desk)


def save(desk: Desk, place: Path) -> None:
    desk.shell.notices.answers.append(place)
    QTest.mouseClick(desk.page.verbs.save, _LEFT)


def test_the_workshop_that_comes_next_is_offered_with_its_teams(packing: Desk) -> None:
    workshop = packing.page.pack.view.workshop
    assert workshop.rid == event_rid(packing)
    assert workshop.list.currentText().startswith("Workshop 2 · ")
    assert workshop.list.count() == 5
    assert workshop.who.text() == "2 teams, 3 participants"
    assert row(packing, "agenda").total.text() == "× 3"
    assert row(packing, "team_summary").total.text() == "× 2"


def test_the_estimate_follows_each_choice_and_is_what_is_saved(
    packing: Desk, tmp_path: Path
) -> None:
    only(packing, "team_summary", "pdsa_sheet")
    before = counted(packing)
    pdsa = row(packing, "pdsa_sheet")
    field_of(pdsa).number.setValue(3)
    more = counted(packing)
    assert more > before
    assert f"{more // 2} sheets" in packing.page.pack.estimate.text()
    packing.page.pack.view.how.both_sides.click()
    single = counted(packing)
    assert single < more
    assert "blank" not in packing.page.pack.estimate.text()
    path = tmp_path / "pack.pdf"
    save(packing, path)
    wait_until(path.exists)
    packing.finish()
    assert len(page_texts(path.read_bytes())) == single


def test_what_is_ticked_is_shown_and_turning_leads_through_all(packing: Desk) -> None:
    only(packing, "team_summary")
    row(packing, "attendance_list").box.click()
    counted(packing)
    pdf = packing.page.live.pdf
    assert pdf.name == "For the room · Attendance list"
    assert "Läsnäololista" in packing.shown_text()
    packing.focus_on(pdf.sheets) if pdf.sheets.isVisible() else pdf.as_text.click()
    seen = [pdf.name]
    for _ in range(8):
        packing.change(lambda: pdf.sheets.turn(1))
        seen.append(pdf.name)
    assert list(dict.fromkeys(seen)) == [
        "For the room · Attendance list", "Osasto 4 · Team summary",
        "Hemvård <Syd> & co · Team summary",
    ]  # fmt: skip


def test_one_file_conforms_and_is_logged_once_for_each_paper(packing: Desk, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    save(packing, path)
    wait_until(path.exists)
    packing.finish()
    assert faults(path.read_bytes()) == []
    log = [(one.handout, one.subject, one.way) for one in print_log(packing.home.ws.read)]
    assert log.count(("team_summary", "Osasto 4", Way.SAVED)) == 1
    assert len([one for one in log if one[0] == "agenda"]) == 1  # nobody comes of the other team


def test_a_file_for_each_team(packing: Desk, tmp_path: Path) -> None:
    packing.page.verbs.each.click()
    save(packing, tmp_path)
    wait_until(lambda: not packing.page.output.busy and len(pdfs(tmp_path)) == 3)
    assert all(faults(path.read_bytes()) == [] for path in pdfs(tmp_path))
    assert not list(tmp_path.glob("*.tmp"))


def pdfs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pdf"))


def test_by_keyboard_alone(packing: Desk, tmp_path: Path) -> None:
    only(packing, "pdsa_sheet")
    packing.focus_on(packing.page.switch.one)
    QTest.keyClick(packing.page.switch.one, Qt.Key.Key_Space)
    assert not packing.page.is_pack
    packing.focus_on(packing.page.switch.pack)
    QTest.keyClick(packing.page.switch.pack, Qt.Key.Key_Space)
    box = row(packing, "checklist").box
    packing.focus_on(box)
    QTest.keyClick(box, Qt.Key.Key_Space)
    counted(packing)
    rule = field_of(row(packing, "checklist")).rule
    packing.focus_on(rule)
    QTest.keyClick(rule, Qt.Key.Key_Down)  # one for each participant
    counted(packing)
    assert row(packing, "checklist").total.text() == "× 3"
    path = tmp_path / "pack.pdf"
    packing.shell.notices.answers.append(path)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(packing.page, Qt.Key.Key_S, both)
    wait_until(path.exists)
    packing.finish()


def test_nothing_ticked_says_what_to_do(packing: Desk) -> None:
    only(packing)
    assert not packing.page.verbs.print.isEnabled()
    assert not packing.page.verbs.save.isEnabled()
    assert packing.page.live.currentWidget() is not packing.page.live.pdf
    assert "tick a paper" in packing.page.pack.estimate.text()


def test_a_day_without_teams_is_told(packing: Desk) -> None:
    home = packing.home
    packing.change(
        lambda: programmes.remove_teams(
            home.ws, cohort_of(home.ws, home.run), [home.ward, home.home_care]
        )
    )
    counted(packing)
    assert packing.page.pack.view.workshop.who.text() == "No team takes part yet."
    assert row(packing, "team_summary").total.text() == "× 0"
    assert packing.page.verbs.save.isEnabled()  # what is for the room can be printed
    only(packing, "team_summary")
    assert not packing.page.verbs.save.isEnabled()


def test_a_team_that_is_deleted_leaves_the_pack(packing: Desk) -> None:
    only(packing, "team_summary")
    before = counted(packing)
    packing.change(lambda: teams.delete_team(packing.home.ws, packing.home.home_care))
    assert counted(packing) < before
    assert packing.page.pack.view.workshop.who.text() == "1 team, 3 participants"


def test_what_was_chosen_comes_back(packing: Desk, open_page: Callable[[], Opened]) -> None:
    only(packing, "team_summary", "attendance_list")
    field_of(row(packing, "attendance_list")).number.setValue(4)
    packing.page.pack.view.how.by_sheet.click()
    packing.page.pack.view.how.large.click()
    packing.page.pack.view.workshop.list.setCurrentIndex(3)
    state, pack = packing.page.state(), packing.page.pack.view.pack()
    _, other = open_page()
    other.restore(state)
    assert other.is_pack
    assert other.pack.view.pack() == pack
    QTest.mouseClick(packing.page.switch.one, _LEFT)  # out of sight: kept for the next start
    _, later = open_page()
    kept = later.pack.view.pack()
    assert kept is not None
    assert pack is not None
    assert (kept.items, kept.order, kept.large_print) == (pack.items, pack.order, True)


def test_it_opens_at_the_workshop_that_another_page_names(desk: Desk) -> None:
    rid = event_of(desk.home.ws, desk.home.run, "workshop_1").rid
    desk.go(Target("print", "event", rid, {"pack": "yes"}))
    assert desk.page.is_pack
    assert desk.page.pack.view.workshop.rid == rid
    assert desk.page.current_target() == Target("print", "event", rid, {"pack": "yes"})
    desk.go(Target("print", "team", desk.home.ward, {"handout": "checklist"}))
    assert not desk.page.is_pack


def test_a_paper_has_the_parts_that_were_chosen_for_it(packing: Desk) -> None:
    packing.change(packing.page.switch.one.click)
    packing.go(Target("print", "team", packing.home.ward, {"handout": "team_summary"}))
    packing.change(packing.page.form.part("members").click)
    packing.change(packing.page.switch.pack.click)
    only(packing, "team_summary")
    assert "Jere Mäkelä" not in packing.shown_text()


def test_cancelling_leaves_whole_files_and_logs_them(packing: Desk, tmp_path: Path) -> None:
    for number in range(20):
        rid = teams.add_team(packing.home.ws, f"Team {number:02}")
        programmes.add_teams(packing.home.ws, cohort_of(packing.home.ws, packing.home.run), [rid])
    only(packing, "team_summary")
    packing.page.verbs.each.click()
    save(packing, tmp_path)
    wait_until(lambda: len(pdfs(tmp_path)) >= 2 and packing.page.output.can_cancel)
    QTest.mouseClick(packing.page.verbs.cancel, _LEFT)
    packing.shell.jobs.wait_all()
    packing.finish()
    there = pdfs(tmp_path)
    assert 2 <= len(there) < 22
    assert len(print_log(packing.home.ws.read)) == len(there)
    assert all(faults(path.read_bytes()) == [] for path in there)


def test_a_folder_that_goes_away_is_said(packing: Desk, tmp_path: Path) -> None:
    raised: list[Notice] = []
    packing.shell.notices.notice_raised.connect(raised.append)
    packing.page.verbs.each.click()
    save(packing, tmp_path / "gone")
    wait_until(lambda: any(one.problem for one in raised))
    assert not packing.page.output.busy
    assert print_log(packing.home.ws.read) == []


def test_a_folder_that_goes_away_midway_is_said_with_what_was_saved(
    packing: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    raised: list[Notice] = []
    packing.shell.notices.notice_raised.connect(raised.append)

    def unplug(done: int, _total: int) -> None:
        if pdfs(folder) and done and folder.exists():
            folder.rename(tmp_path / "unplugged")

    packing.page.output.progressed.connect(unplug)
    packing.page.verbs.each.click()
    save(packing, folder)
    wait_until(lambda: any(one.problem for one in raised))
    assert not packing.page.output.busy
    there = pdfs(tmp_path / "unplugged")
    assert 1 <= len(there) < 3
    assert all(faults(path.read_bytes()) == [] for path in there)
    assert [one.problem for one in raised] == [False, True]
    assert f"{len(there)} file" in tr(raised[0].message)
    assert print_log(packing.home.ws.read)


def test_all_of_it_goes_to_a_real_printer(packing: Desk, tmp_path: Path) -> None:
    only(packing, "team_summary", "agenda")
    pages = counted(packing)
    parcel = packing.page.pack.parcel()
    assert parcel is not None
    (plan,) = parcel.plan(packing.home.ws.read, in_one_file=True)
    file = plan.make(packing.home.ws.read, lambda _done, _total: None)
    path = tmp_path / "printed.pdf"
    printer = paper_printer(path)
    printer.setResolution(72)
    packing.page.output.print_on(printer, file)
    packing.finish()
    assert len(page_texts(path.read_bytes())) == pages
    assert {one.way for one in print_log(packing.home.ws.read)} == {Way.PRINTED}


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_vanishes_is_said(packing: Desk, tmp_path: Path) -> None:
    only(packing, "team_summary")
    raised: list[Notice] = []
    packing.shell.notices.notice_raised.connect(raised.append)
    parcel = packing.page.pack.parcel()
    assert parcel is not None
    (plan,) = parcel.plan(packing.home.ws.read, in_one_file=True)
    file = plan.make(packing.home.ws.read, lambda _done, _total: None)
    packing.page.output.print_on(paper_printer(tmp_path / "gone" / "printed.pdf"), file)
    wait_until(lambda: any(one.problem for one in raised))
    assert not packing.page.output.busy
    assert print_log(packing.home.ws.read) == []


class OneSheetPrinter(QPrinter):
    """Runs out of paper, or is unplugged, after its first page."""

    def __init__(self, path: Path) -> None:
        super().__init__(QPrinter.PrinterMode.ScreenResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(path))

    @override
    def newPage(self) -> bool:
        return False


def test_a_printer_that_vanishes_midway_is_said_and_what_came_out_is_logged(
    packing: Desk, tmp_path: Path
) -> None:
    only(packing, "team_summary")
    raised: list[Notice] = []
    packing.shell.notices.notice_raised.connect(raised.append)
    parcel = packing.page.pack.parcel()
    assert parcel is not None
    (plan,) = parcel.plan(packing.home.ws.read, in_one_file=True)
    file = plan.make(packing.home.ws.read, lambda _done, _total: None)
    packing.page.output.print_on(OneSheetPrinter(tmp_path / "printed.pdf"), file)
    wait_until(lambda: not packing.page.output.busy)
    assert [one.problem for one in raised] == [True]
    assert {one.way for one in print_log(packing.home.ws.read)} == {Way.PRINTED}


def test_every_field_can_be_heard(packing: Desk) -> None:
    ticked = [one for one in packing.page.pack.view.rows if one.box.isChecked()]
    assert ticked
    for one in ticked:
        assert one.box.text() in field_of(one).number.accessibleName()
        assert one.box.text() in field_of(one).rule.accessibleName()


def test_the_fields_of_the_pack_are_made_when_they_are_wanted(desk: Desk) -> None:
    assert not desk.page.pack.findChildren(PackRow)
    QTest.mouseClick(desk.page.switch.pack, _LEFT)
    rows = desk.page.pack.findChildren(PackRow)
    assert {one.field is not None for one in rows} == {True, False}
    assert all(one.box.isChecked() is (one.field is not None) for one in rows)


def test_in_an_empty_file_blank_forms_can_be_printed(
    open_page: Callable[[], Opened], tmp_path: Path
) -> None:
    shell, page = open_page()
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Print a blank form")
    QTest.mouseClick(button, _LEFT)
    wait_until(lambda: not page.live.busy)
    assert page.verbs.save.isEnabled()
    assert page.form.blank.isChecked()
    path = tmp_path / "form.pdf"
    shell.notices.answers.append(path)
    page.save()
    wait_until(lambda: path.exists() and not page.output.busy)
    assert faults(path.read_bytes()) == []


def test_without_any_workshop_the_pack_says_so(open_page: Callable[[], Opened]) -> None:
    _shell, page = open_page()
    page.choose_pack()
    assert page.pack.parcel() is None
    assert not page.verbs.print.isEnabled()
