"""The pictures under the text of a note."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.notes import picture_store, pictures, service, store
from coachdesk.features.notes.model import Meeting, Picture
from coachdesk.features.notes.pictures import PreparedPicture
from coachdesk.kernel.atomic import file_problems
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.overlay import Overlay
from coachdesk.ui.widgets.basic import button, clear, icon_button, label, row_of

_HEIGHT = 96
_WIDEST = 2 * _HEIGHT
PICTURE_FILES = (msg("notes", "Pictures"), "*.jpg *.jpeg *.png *.webp *.gif *.bmp *.tif *.tiff")


class PicturesPane(QWidget):
    """Thumbnails with captions; a picture opens large. Hidden while there is none."""

    added = Signal()
    """Pictures were prepared and kept."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: list[Picture] = []
        self._busy = label(msg("notes", "Preparing pictures…"), "small", "muted")
        self._busy.hide()
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.M)
        self._row.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        content.setProperty("class", "scrolled")
        content.setLayout(self._row)
        self._area = QScrollArea()
        self._area.setWidget(content)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(_HEIGHT + theme.ROW + 2 * theme.XL)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._busy)
        layout.addWidget(self._area)

    @property
    def shown(self) -> list[Picture]:
        """The pictures shown, in order."""
        return self._shown

    def show_meeting(self, meeting: Meeting) -> None:
        """Read and show the pictures of a meeting."""
        found = picture_store.pictures(self._context.ws.read, meeting.rid)
        self._area.setVisible(bool(found))
        if [(one.rid, one.sha256) for one in found] != [
            (one.rid, one.sha256) for one in self._shown
        ]:
            clear(self._row)
            for picture in found:
                self._row.addWidget(self._frame(picture))
            self._row.addStretch(1)
        self._shown = found

    def add(self, meeting_rid: int, sources: Sequence[bytes | Path]) -> None:
        """Prepare pictures in a job, then keep them with the meeting."""
        self._busy.show()
        self._context.jobs.run(
            lambda _job: [pictures.prepare(_content(source)) for source in sources],
            done=lambda prepared: self._on_prepared(meeting_rid, prepared),
            failed=self._on_failed,
            owner=self,
        )

    def _on_prepared(self, meeting_rid: int, prepared: Sequence[PreparedPicture]) -> None:
        self._busy.hide()
        if store.meeting(self._context.ws.read, meeting_rid) is None:
            return  # deleted meanwhile
        for picture in prepared:
            service.add_prepared(self._context.ws, meeting_rid, picture)
        self.added.emit()

    def _on_failed(self, problem: Exception) -> None:
        self._busy.hide()
        self._context.notices.error(problem)  # type: ignore[arg-type]  # a job's problem is one of the two that notices show

    # -- one picture --------------------------------------------------------------------------

    def _frame(self, picture: Picture) -> QWidget:
        jpeg = picture_store.picture_bytes(self._context.ws.read, picture.sha256)
        look = button("", "link")
        size = QSize(_WIDEST, _HEIGHT)
        thumbnail = QPixmap.fromImage(_scaled(jpeg, size * self.devicePixelRatioF()))
        look.setIcon(thumbnail)
        look.setIconSize(thumbnail.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
        look.setAccessibleName(picture.caption or tr(msg("notes", "Picture")))
        look.setToolTip(tr(msg("notes", "Show large")))
        look.clicked.connect(lambda: self._open(jpeg, picture))
        remove = icon_button("trash", msg("notes", "Remove picture"))
        remove.clicked.connect(lambda: self._remove(picture.rid))
        result = QWidget()
        result.setFixedWidth(2 * _HEIGHT)
        layout = QVBoxLayout(result)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        layout.addLayout(row_of(self._caption(picture), remove, spacing=theme.XS))
        layout.addStretch(1)
        return result

    def _caption(self, picture: Picture) -> QLineEdit:
        field = QLineEdit(picture.caption)
        field.setCursorPosition(0)
        field.setPlaceholderText(tr(msg("notes", "Caption")))
        field.setAccessibleName(tr(msg("notes", "Caption of the picture")))
        self._context.drafts.watch(
            field, field.text, lambda text: self._set_caption(picture.rid, text)
        )
        return field

    def _set_caption(self, rid: int, caption: str) -> None:
        if picture_store.picture(self._context.ws.read, rid) is not None:
            service.set_caption(self._context.ws, rid, caption)

    def _remove(self, rid: int) -> None:
        service.remove_picture(self._context.ws, rid)
        self._context.tell_done(msg("notes", "Picture removed"))

    def _open(self, jpeg: bytes, picture: Picture) -> None:
        overlay = Overlay(self.window(), picture.caption, picture.width)
        room = self.window().size() - QSize(8 * theme.XL, 10 * theme.XL)
        large = QLabel()
        large.setPixmap(QPixmap.fromImage(_scaled(jpeg, room)))
        large.setAccessibleName(picture.caption or tr(msg("notes", "Picture")))
        close = button(msg("notes", "Close"), "primary")
        close.clicked.connect(overlay.close_over)
        overlay.dismissed.connect(overlay.close_over)
        overlay.card.add(large)
        overlay.card.body.addLayout(row_of(None, close))
        overlay.open(close)


def _content(source: bytes | Path) -> bytes:
    if isinstance(source, bytes):
        return source
    with file_problems(), source.open("rb") as file:
        return file.read(pictures.MOST_BYTES + 1)


def _scaled(jpeg: bytes, room: QSize) -> QImage:
    """The picture as large as fits; JPEG is decoded at about that size at once."""
    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    fitting = reader.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    if fitting.width() < reader.size().width():
        reader.setScaledSize(fitting)
    return reader.read()
