"""The sheets of a PDF on screen, from memory: nothing is written to disk.

They are drawn at once when a new file comes, so that a live preview does not flicker.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import (
    QAbstractScrollArea,
)

from coachdesk.kernel.overriding import override
from coachdesk.ui import theme
from coachdesk.ui.theme import THEME

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
"""Per cent of the size on paper."""
_POINTS_PER_INCH = 72


def load_pdf(data: bytes, parent: QObject) -> QPdfDocument:
    """Open a PDF that is in memory; the document keeps the bytes it needs."""
    document = QPdfDocument(parent)
    buffer = QBuffer(document)
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


class Sheets(QAbstractScrollArea):
    """The pages of a PDF under each other, as wide as there is room or at a zoom."""

    page_changed = Signal()
    zoom_changed = Signal()
    turned_over = Signal(int)
    """One wants to go before the first page (-1) or behind the last (1)."""

    def __init__(self) -> None:
        super().__init__()
        self._document: QPdfDocument | None = None
        self._zoom = 0  # per cent; 0 fits the width
        self._places: list[QRect] = []
        self._images: dict[int, QImage] = {}
        self._page = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        THEME.theme_changed.connect(self.viewport().update)

    @property
    def page(self) -> int:
        """The page in sight, counted from 0."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._places)

    @property
    def zoom(self) -> int:
        """How large the pages are shown, in per cent of the paper."""
        return self._zoom or round(self._fitting() * 100)

    @property
    def fits_width(self) -> bool:
        """Whether the pages follow the width of the view."""
        return self._zoom == 0

    def show_document(self, document: QPdfDocument | None) -> None:
        """Show another file at the same place, as far as it has one."""
        self._document = document
        self._images.clear()
        self._lay_out()

    def set_zoom(self, per_cent: int) -> None:
        """Show the pages at a size; 0 fits the width."""
        page = self._page
        self._zoom = per_cent
        self._images.clear()
        self._lay_out()
        self.go_to(page)

    def zoom_by(self, steps: int) -> None:
        """Larger (1) or smaller (-1)."""
        now = self.zoom
        larger, smaller = [z for z in ZOOMS if z > now], [z for z in ZOOMS if z < now]
        wanted = larger[:1] if steps > 0 else smaller[-1:]
        if wanted:
            self.set_zoom(wanted[0])

    def go_to(self, page: int) -> None:
        """Show the top of a page."""
        if 0 <= page < len(self._places):
            self.verticalScrollBar().setValue(self._places[page].top() - theme.L)
            self._set_page(page)

    def turn(self, by: int) -> None:
        """To the next page (1) or the one before (-1)."""
        if 0 <= self._page + by < self.page_count:
            self.go_to(self._page + by)
        else:
            self.turned_over.emit(by)

    # -- laying out ---------------------------------------------------------------------------

    def _fitting(self) -> float:
        """The scale at which the widest page fits the view."""
        if self._document is None or not self._document.pageCount():
            return 1.0
        widths = [
            self._document.pagePointSize(page).width() for page in range(self._document.pageCount())
        ]
        room = max(self.viewport().width() - 2 * theme.L, theme.ROW)
        return min(room / max(widths) / self._per_point(), max(ZOOMS) / 100)

    def _per_point(self) -> float:
        return self.logicalDpiX() / _POINTS_PER_INCH

    def _lay_out(self) -> None:
        self._places = []
        scale = (self._zoom / 100 or self._fitting()) * self._per_point()
        top, widest = theme.L, 0
        for page in range(self._document.pageCount() if self._document else 0):
            points = self._document.pagePointSize(page) if self._document else QSize()
            size = QSize(round(points.width() * scale), round(points.height() * scale))
            left = max((self.viewport().width() - size.width()) // 2, theme.L)
            self._places.append(QRect(QPoint(left, top), size))
            top += size.height() + theme.L
            widest = max(widest, size.width() + 2 * theme.L)
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, top - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(theme.ROW)
        self.horizontalScrollBar().setRange(0, max(0, widest - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self._on_scrolled()
        self.zoom_changed.emit()
        self.viewport().update()

    def _on_scrolled(self) -> None:
        bar = self.verticalScrollBar()
        middle = bar.value() + self.viewport().height() // 3
        if bar.value() == bar.maximum() > 0:
            middle = bar.value() + self.viewport().height()
        above = [page for page, place in enumerate(self._places) if place.top() <= middle]
        self._set_page(above[-1] if above else 0)

    def _set_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit()

    # -- Qt's side ----------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages follow the width."""
        if self._zoom == 0 and event.size().width() != event.oldSize().width():
            self._images.clear()
        self._lay_out()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw what came into sight."""
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheets in sight, and a ring when the keys go here."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), THEME.colour("hover"))
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        seen: dict[int, QImage] = {}
        for page, place in enumerate(self._places):
            shown = place.translated(-offset)
            if shown.intersects(self.viewport().rect()):
                seen[page] = self._images.get(page) or self._image(page, place.size())
                painter.drawImage(shown.topLeft(), seen[page])
                painter.setPen(THEME.colour("outline"))
                painter.drawRect(shown.adjusted(0, 0, -1, -1))
        self._images = seen
        if self.hasFocus():
            painter.setPen(QPen(THEME.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _image(self, page: int, size: QSize) -> QImage:
        ratio = self.devicePixelRatioF()
        sheet = QImage(size * ratio, QImage.Format.Format_RGB32)
        sheet.fill(QColor(Qt.GlobalColor.white))
        if self._document is not None:
            painter = QPainter(sheet)
            painter.drawImage(0, 0, self._document.render(page, sheet.size()))
            painter.end()
        sheet.setDevicePixelRatio(ratio)
        return sheet

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        self.viewport().update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down go to pages, Home and End to the ends, + - 0 zoom, arrows scroll."""
        keys = {
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(self.page_count - 1),
            Qt.Key.Key_Plus: lambda: self.zoom_by(1),
            Qt.Key.Key_Minus: lambda: self.zoom_by(-1),
            Qt.Key.Key_0: lambda: self.set_zoom(0),
        }
        action = keys.get(Qt.Key(event.key()))
        if action:
            action()
        else:
            super().keyPressEvent(event)
