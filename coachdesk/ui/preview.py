"""A PDF on screen with buttons for pages and zoom.

For a screen reader, and for copying, the same text is a button away.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coachdesk.kernel.dates import format_percent
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.sheets import Sheets, load_pdf
from coachdesk.ui.widgets.basic import ElidedLabel, icon_button, label, row_of


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
