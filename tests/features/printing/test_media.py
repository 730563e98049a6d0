"""What papers become: a Word document to edit, a PDF with fields, the same on paper without."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.features.printing import offered
from coachdesk.features.printing.log_view import show_log
from coachdesk.features.printing.model import (
    BLANK,
    WAY_NAMES,
    Choices,
    Medium,
    Order,
    Paper,
    PaperFile,
    Way,
)
from coachdesk.features.printing.service import (
    OrderParcel,
    blank_document,
    make_files,
    print_log,
    save_into,
)
from coachdesk.features.teams import service as teams
from coachdesk.handouts import catalogue, minutes, name_signs, pdsa_sheet, team_summary
from coachdesk.handouts.form import FILLABLE
from coachdesk.kernel.errors import UserError
from coachdesk.ui.context import Target
from coachdesk.ui.notices import Notice
from coachdesk.ui.widgets.table import TableView
from tests.documents.reading import page_texts, reader
from tests.documents.word_reading import outline, texts
from tests.features.printing.conftest import Desk
from tests.handouts.home import Home
from tests.helpers.workspaces import TODAY

_LEFT = Qt.MouseButton.LeftButton
FORM: Any = pdsa_sheet.HANDOUT


@pytest.fixture
def _offered() -> Iterator[None]:
    before = list(offered.HANDOUTS), list(offered.SUBJECTS)
    catalogue.offer()
    yield
    offered.HANDOUTS[:], offered.SUBJECTS[:] = before


def made(home: Home, order: Order, medium: Medium) -> PaperFile:
    (plan,) = OrderParcel(order, TODAY, medium).plan(home.ws.read, in_one_file=True)
    file = plan.make(home.ws.read, lambda _done, _total: None)
    assert file.name == plan.name
    return file


def on_a_computer(home: Home) -> Order:
    return Order(FORM, (home.ward,), "en", choices=Choices(frozenset({FILLABLE})))


def field_values(data: bytes) -> list[str]:
    return [field["/V"] for field in (reader(data).get_fields() or {}).values()]


def test_each_medium_has_its_kind_of_file(home: Home) -> None:
    order = on_a_computer(home)
    word, pdf, paper = (made(home, order, one) for one in (Medium.WORD, Medium.PDF, Medium.PAPER))
    assert word.name == "Osasto 4 – PDSA sheet.docx"
    assert pdf.name == paper.name == "Osasto 4 – PDSA sheet.pdf"
    assert (word.way, pdf.way) == (Way.WORD, Way.SAVED)
    assert outline(word.data).startswith("Title: Osasto 4 – PDSA sheet")
    assert "Osasto 4" in field_values(pdf.data)


def test_what_is_printed_shows_what_is_known_without_fields(home: Home, qapp: object) -> None:
    paper = made(home, on_a_computer(home), Medium.PAPER)
    assert field_values(paper.data) == []
    assert page_texts(paper.data)[0].count("Osasto 4") == 2  # in the title and in its place


def test_word_files_get_free_names_of_their_own(home: Home, tmp_path: Path) -> None:
    order = Order(team_summary.HANDOUT, (home.ward, home.home_care), "en")
    (plan,) = OrderParcel(order, TODAY, Medium.WORD).plan(home.ws.read, in_one_file=True)
    assert plan.name == "Team summary.docx"
    plans = OrderParcel(order, TODAY, Medium.WORD).plan(home.ws.read, in_one_file=False)
    for _ in range(2):
        for plan in plans:
            save_into([plan.make(home.ws.read, lambda _done, _total: None)], tmp_path)
    names = sorted(path.name for path in tmp_path.glob("*.docx"))
    assert len(names) == 4
    assert "Osasto 4 – Team summary (2).docx" in names


def test_a_long_name_with_dots_keeps_its_suffix(home: Home, tmp_path: Path) -> None:
    teams.update_team(home.ws, home.ward, name="Osasto 4.2 " + "å" * 100)
    file = made(home, Order(team_summary.HANDOUT, (home.ward,), "en"), Medium.WORD)
    (path,) = save_into([file], tmp_path)
    assert path.suffix == ".docx"
    assert path.name.startswith("Osasto 4.2 å")


def test_signs_cannot_be_edited() -> None:
    papers = [Paper(BLANK, blank_document(name_signs.HANDOUT, "en"))]
    with pytest.raises(UserError, match="cannot be a Word document"):
        make_files(papers, medium=Medium.WORD)


# -- in the window ------------------------------------------------------------------------------


def test_minutes_are_saved_as_a_word_document(desk: Desk, tmp_path: Path) -> None:
    desk.go(Target("print", "meeting", desk.home.meeting, {"handout": minutes.HANDOUT.key}))
    path = tmp_path / "minutes"
    desk.shell.notices.answers.append(path)
    QTest.mouseClick(desk.page.verbs.word, _LEFT)
    saved = path.with_suffix(".docx")
    desk.bot.waitUntil(saved.exists, timeout=20_000)
    desk.finish()
    assert "Minutes" in texts(saved.read_bytes())
    (entry,) = print_log(desk.home.ws.read)
    assert entry.way is Way.WORD
    dialog = show_log(desk.home.ws.read, desk.page)
    (view,) = dialog.findChildren(TableView)
    shown = [view.model().index(0, column).data() for column in range(view.model().columnCount())]
    assert shown[-1] == WAY_NAMES[Way.WORD].source
    dialog.close()


def test_the_menu_saves_one_for_each_team(desk: Desk, tmp_path: Path) -> None:
    desk.go(Target("print", "run", desk.home.run, {"handout": "team_summary"}))
    desk.page.verbs.each.click()
    desk.shell.notices.answers.append(tmp_path)
    desk.shell.registry.qt("print.word").trigger()
    desk.bot.waitUntil(lambda: len(list(tmp_path.glob("*.docx"))) == 2, timeout=20_000)
    desk.finish()


def test_what_cannot_be_edited_is_said(desk: Desk, tmp_path: Path) -> None:
    raised: list[Notice] = []
    desk.shell.notices.notice_raised.connect(raised.append)
    desk.go(Target("print", extra={"handout": "name_signs"}))
    desk.change(lambda: desk.page.form.blank.setChecked(True))
    path = tmp_path / "signs.docx"
    desk.shell.notices.answers.append(path)
    desk.page.save_as_word()
    desk.bot.waitUntil(lambda: bool(raised))
    assert "cannot be a Word document" in str(raised[0].message)
    desk.finish()
    assert not path.exists()


def test_a_pack_is_not_edited(desk: Desk) -> None:
    assert desk.page.verbs.word.isEnabled()
    desk.change(desk.page.choose_pack)
    assert not desk.page.verbs.word.isEnabled()
    assert not desk.shell.registry.qt("print.word").isEnabled()


def test_a_form_is_seen_as_on_paper_and_saved_with_fields(desk: Desk, tmp_path: Path) -> None:
    desk.go(Target("print", "team", desk.home.ward, {"handout": "pdsa_sheet"}))
    desk.change(desk.page.form.part(FILLABLE).click)
    assert "Date Osasto 4" in desk.shown_text()
    path = tmp_path / "form.pdf"
    desk.shell.notices.answers.append(path)
    QTest.mouseClick(desk.page.verbs.save, _LEFT)
    desk.bot.waitUntil(path.exists, timeout=20_000)
    desk.finish()
    assert "Osasto 4" in field_values(path.read_bytes())
