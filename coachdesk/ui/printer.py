"""A PDF on paper: the system's print dialog, then strip by strip, so that the window lives on."""

from collections.abc import Callable, Generator, Iterator

from PySide6.QtCore import QObject, QRect, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.i18n import tr
from coachdesk.ui.notices import Notices
from coachdesk.ui.sheets import load_pdf

SHARPEST = 600
"""Dots per inch; more is not seen, and a page would take seconds."""
_STRIP_PIXELS = 2_500_000
_POINTS_PER_INCH = 72


def has_printer() -> bool:
    """Whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def count_pages(data: bytes) -> int:
    """How many pages a PDF has."""
    keeper = QObject()
    return load_pdf(data, keeper).pageCount()


def choose_printer(
    window: QWidget,
    title: Message,
    pages: int,
    chosen: Callable[[QPrinter], object],
    *,
    on_both_sides: bool = False,
) -> QPrintDialog:
    """Open the system's print dialog without blocking; `chosen` comes when she prints."""
    printer = _usual_printer()
    if on_both_sides:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName("CoachDesk")  # the spooler's list is no place for a team's name
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(tr(title))
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()  # not exec: the window stays alive
    return dialog


def _usual_printer() -> QPrinter:
    """The system's usual printer; any other where none is the usual one."""
    known = QPrinterInfo.availablePrinters()
    if known and QPrinterInfo.defaultPrinter().isNull():
        return QPrinter(known[0], QPrinter.PrinterMode.HighResolution)
    return QPrinter(QPrinter.PrinterMode.HighResolution)


def print_pdf(window: QWidget, notices: Notices, title: Message, data: bytes) -> None:
    """Print a short PDF as it is: the system's dialog, then the pages. Without a printer say so."""
    if not has_printer():
        notices.error(msg("print", "No printer was found. Save the sheet as a PDF instead."))
        return
    choose_printer(
        window, title, count_pages(data), lambda printer: PrintRun(data, printer, window)
    )


class PrintRun(QObject):
    """One print under way. Starts at once; `done`, `failed` or nothing after `cancel` follows."""

    progressed = Signal(int, int)
    """Pages printed and all."""
    done = Signal()
    failed = Signal(UserError)

    def __init__(self, data: bytes, printer: QPrinter, parent: QObject) -> None:
        """Print a PDF with what the printer was told: pages, order, copies."""
        super().__init__(parent)
        self._document = load_pdf(data, self)
        self._printer = printer
        printer.setResolution(min(printer.resolution(), SHARPEST))
        printer.setFullPage(True)
        self._painter = QPainter()
        self._steps = self._print(pages_to_print(printer, self._document.pageCount()))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._timer.start(0)

    def cancel(self) -> None:
        """Give up; pages that the printer already has may still come out."""
        self._stop()
        self._printer.abort()

    def _stop(self) -> None:
        self._timer.stop()
        self._steps.close()
        if self._painter.isActive():
            self._painter.end()
        self._document.close()

    def _step(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._stop()
            self.done.emit()
        except UserError as problem:
            self._stop()
            self.failed.emit(problem)

    def _print(self, pages: list[int]) -> Generator[None]:
        """Each step is a strip of a page."""
        self._turn_paper(pages[0] if pages else 0)
        if not self._painter.begin(self._printer):
            raise UserError(_unusable())
        for number, page in enumerate(pages, start=1):
            self._turn_paper(page)
            if number > 1 and not self._printer.newPage():
                raise UserError(_unusable())
            for strip in self._strips(page):
                self._draw(page, strip)
                yield
            self.progressed.emit(number, len(pages))
            if self._printer.printerState() is QPrinter.PrinterState.Error:
                raise UserError(_unusable())

    def _turn_paper(self, page: int) -> None:
        """Lay the paper as the page lies; what is under way keeps its own until it is out."""
        size = self._document.pagePointSize(page)
        lies = size.width() > size.height()
        way = QPageLayout.Orientation
        self._printer.setPageOrientation(way.Landscape if lies else way.Portrait)

    def _strips(self, page: int) -> Iterator[QRect]:
        """The page at the printer's resolution, cut across into what memory holds easily."""
        size = self._size(page)
        height = max(1, _STRIP_PIXELS // max(1, size.width()))
        for top in range(0, size.height(), height):
            yield QRect(0, top, size.width(), min(height, size.height() - top))

    def _size(self, page: int) -> QSize:
        """The page in dots, as large as the paper allows."""
        points = self._document.pagePointSize(page)
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel).size()
        natural = points * (self._printer.resolution() / _POINTS_PER_INCH)
        if natural.width() <= paper.width() + 1 and natural.height() <= paper.height() + 1:
            return natural.toSize()
        return natural.scaled(QSizeF(paper), Qt.AspectRatioMode.KeepAspectRatio).toSize()

    def _draw(self, page: int, strip: QRect) -> None:
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(self._size(page))
        options.setScaledClipRect(strip)
        self._painter.drawImage(strip.topLeft(), self._document.render(page, strip.size(), options))


def pages_to_print(printer: QPrinter, count: int) -> list[int]:
    """The pages that the dialog asked for, counted from 0, in the order of printing.

    Copies are here when the printer does not make them itself.
    """
    pages = list(range(count))
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        first, last = printer.fromPage() or 1, printer.toPage() or count
        pages = pages[first - 1 : last]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


def _unusable() -> Message:
    return msg(
        "printer",
        "The printer could not be used. Check that it is switched on and has paper, or save "
        "the paper as a PDF.",
    )
