"""Reading a PDF as others do: its page texts, its structure, its conformance."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from page import ValidationProfile, validate_pdf_bytes
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from coachdesk.documents.blocks import Block, Document
from coachdesk.documents.render import render


def paper(*blocks: Block, **frame: Any) -> Document:
    values: dict[str, Any] = {
        "title": "Summary",
        "subject": "Ward 4",
        "language": "en",
        "date_text": "22 November 2026",
        **frame,
    }
    return Document(blocks=blocks, **values)


def printed(*blocks: Block, **frame: Any) -> bytes:
    return render([paper(*blocks, **frame)])


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def page_texts(data: bytes) -> list[str]:
    """The text of each page as the preview's engine extracts it, blanks as one space."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    texts = [document.getAllText(number).text() for number in range(document.pageCount())]
    document.close()
    return [" ".join(text.split()) for text in texts]


def faults(data: bytes) -> list[str]:
    """What breaks PDF/UA-1."""
    result = validate_pdf_bytes(data, profile=ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id} {failure.message}" for failure in result.failures]


def elements(data: bytes) -> list[Any]:
    """All structure elements in reading order."""
    root: Any = reader(data).trailer["/Root"]
    return list(_walk(root["/StructTreeRoot"]["/K"].get_object()))


def roles(data: bytes) -> list[str]:
    return [element["/S"].removeprefix("/") for element in elements(data)]


def _walk(element: Any) -> Iterator[Any]:
    yield element
    for kid in element.get("/K", []):
        found = kid.get_object()
        if isinstance(found, dict) and found.get("/Type") == "/StructElem":
            yield from _walk(found)
