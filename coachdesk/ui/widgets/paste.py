"""Tables from outside by the clipboard or by drag and drop."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

from coachdesk.kernel.overriding import override

_BOX_LINES = 5


def dropped_file(data: QMimeData) -> Path | None:
    """The first file among what was dropped or pasted."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(files[0]) if files else None


class PasteBox(QPlainTextEdit):
    """Takes pasted and dropped rows; a file put into it is told instead."""

    file_dropped = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFixedHeight((_BOX_LINES + 1) * self.fontMetrics().lineSpacing())

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text and files."""
        return bool(dropped_file(source)) or source.hasText()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text as it is; of files the first."""
        path = dropped_file(source)
        if path:
            self.file_dropped.emit(path)
        else:
            super().insertFromMimeData(source)
