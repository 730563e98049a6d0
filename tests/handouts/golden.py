"""What papers say, kept in `tests/golden`. Run with `UPDATE_GOLDEN=1` to write the files anew."""

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

FOLDER = Path(__file__).parents[1] / "golden"


def page_lines(data: bytes) -> str:
    """The text of a PDF as the preview's engine extracts it, line by line."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    lines = []
    for page in range(document.pageCount()):
        lines.append(f"--- page {page + 1}")
        lines += [line.strip() for line in document.getAllText(page).text().splitlines()]
    document.close()
    return "\n".join(lines) + "\n"


def check_golden(name: str, text: str) -> None:
    """Compare with the file; a missing one is an error too."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
