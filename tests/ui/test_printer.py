"""Pages on a printer: each lies as it was made."""

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import QObject
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from coachdesk.documents.blocks import Para
from coachdesk.documents.render import render
from coachdesk.ui.printer import PrintRun
from tests.documents.reading import paper


def test_turned_pages_come_out_on_turned_paper(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setResolution(60)
    text = Para("Read me")
    papers = [paper(text), paper(text, landscape=True), paper(text), paper(text, poster=True)]
    parent = QObject()
    run = PrintRun(render(papers), printer, parent)
    with qtbot.waitSignal(run.done):
        pass
    pages = PdfReader(path).pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [
        False, True, False, True,
    ]  # fmt: skip
