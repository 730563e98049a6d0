"""A PDF on screen, from memory: nothing is written to disk.

The sheets are drawn at once when a new file comes, so that a live preview does not flicker. For a
screen reader, and for copying, the same text is a button away.
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
    QPlainTextEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from coachdesk.kernel.dates import format_percent
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import THEME
from coachdesk.ui.widgets.basic import ElidedLabel, icon_button, label, row_of

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


class PdfPreview(QWidget):
    """The sheets of a PDF with buttons for pages and zoom, or its text."""

    turned_over = Signal(int)
    """One wants to see the paper before (-1) or after (1) this one."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._document: QPdfDocument | None = None
        self._before = self._after = False
        self.sheets = Sheets()
        self.text = QPlainTextEdit(readOnly=True)
        self.caption = ElidedLabel("", "muted")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.place = label("", "muted")
        self.zoom = label("", "muted")
        self.back = icon_button("back", msg("preview", "Previous page"))
        self.forward = icon_button("forward", msg("preview", "Next page"))
        self._smaller = icon_button("zoom-out", msg("preview", "Smaller"))
        self._larger = icon_button("zoom-in", msg("preview", "Larger"))
        self.fit = icon_button("fit-width", msg("preview", "Fit width"))
        self.fit.setCheckable(True)
        self.as_text = QToolButton()
        self.as_text.setText(tr(msg("preview", "As text")))
        self.as_text.setCheckable(True)
        self.as_text.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.as_text.setToolTip(tr(msg("preview", "Read the paper as plain text")))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sheets)
        self._stack.addWidget(self.text)
        self._build()
        self._connect()
        self.show_nothing()

    def _build(self) -> None:
        bar = row_of(
            self.back,
            self.caption,
            self.place,
            self.forward,
            self._smaller,
            self.zoom,
            self._larger,
            self.fit,
            self.as_text,
            spacing=theme.XS,
        )
        bar.setStretch(1, 1)
        bar.setContentsMargins(theme.M, theme.XS, theme.M, theme.XS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.sheets.turn(-1))
        self.forward.clicked.connect(lambda: self.sheets.turn(1))
        self._smaller.clicked.connect(lambda: self.sheets.zoom_by(-1))
        self._larger.clicked.connect(lambda: self.sheets.zoom_by(1))
        self.fit.clicked.connect(lambda: self.sheets.set_zoom(0))
        self.as_text.toggled.connect(self._show_as_text)
        self.sheets.turned_over.connect(self._on_turned_over)
        self.sheets.page_changed.connect(self._tell_place)
        self.sheets.zoom_changed.connect(self._tell_zoom)

    @property
    def name(self) -> str:
        """What the paper in sight is about."""
        return self._name

    def show_pdf(
        self, data: bytes, name: str, *, before: bool = False, after: bool = False
    ) -> None:
        """Show a PDF; the same `name` as before keeps the place in it.

        `before` and `after` tell whether there are papers to turn over to.
        """
        same = name == self._name
        self._name, self._before, self._after = name, before, after
        self._replace(load_pdf(data, self))
        if not same:
            self.sheets.go_to(0)
        self._tell_place()

    def show_nothing(self) -> None:
        """Show no paper."""
        self._name, self._before, self._after = "", False, False
        self._replace(None)
        self._tell_place()

    def _replace(self, document: QPdfDocument | None) -> None:
        old, self._document = self._document, document
        self.sheets.show_document(document)
        if old is not None:
            old.close()
            old.deleteLater()
        self._fill_text()

    def _show_as_text(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._fill_text()
        self._stack.setCurrentWidget(self.text if wanted else self.sheets)

    def _fill_text(self) -> None:
        document = self._document
        if not self.as_text.isChecked() or document is None:
            self.text.clear()
            return
        texts = [document.getAllText(page).text() for page in range(document.pageCount())]
        self.text.setPlainText("\n\n".join(text.replace("\r\n", "\n") for text in texts))

    def _on_turned_over(self, by: int) -> None:
        if self._before if by < 0 else self._after:
            self.turned_over.emit(by)

    def _tell_place(self) -> None:
        page, count = self.sheets.page, self.sheets.page_count
        has_pages = count > 0
        place = msg(
            "preview", "{name}, page {page} of {count}",
            name=self._name, page=page + 1, count=count,
        )  # fmt: skip
        words = tr(place) if has_pages else ""
        numbers = msg("preview", "{page}/{count}", page=page + 1, count=count)
        self.caption.setText(self._name)
        self.place.setText(tr(numbers) if has_pages else "")
        self.sheets.setAccessibleName(words or tr(msg("preview", "Preview")))
        self.text.setAccessibleName(self._name or tr(msg("preview", "Preview")))
        self.back.setEnabled(has_pages and (page > 0 or self._before))
        self.forward.setEnabled(has_pages and (page + 1 < count or self._after))
        for control in (self._smaller, self._larger, self.fit, self.as_text):
            control.setEnabled(has_pages)

    def _tell_zoom(self) -> None:
        self.zoom.setText(
            format_percent(self.sheets.zoom / 100, 0, current()) if self.sheets.page_count else ""
        )
        self.fit.setChecked(self.sheets.fits_width)
