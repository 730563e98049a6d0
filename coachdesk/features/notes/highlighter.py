"""Shows the light Markdown of a note while it is written; the text itself stays as it is."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from coachdesk.features.notes import markup
from coachdesk.features.notes.markup import Line, LineKind
from coachdesk.ui.theme import THEME

_LINE_END = 1 << 24  # beyond any line, so that a range stays the same while the line grows
_LARGER = {1: 4.0, 2: 2.0}  # points by which a heading's letters are larger


class NoteHighlighter(QObject):
    """Formats line by line, so a key only costs the line it changed.

    Setting formats has the whole editor painted anew, so they are only set when they are others
    than before (a `QSyntaxHighlighter` sets them at every key).
    """

    def __init__(self, document: QTextDocument, base: QFont) -> None:
        super().__init__(document)
        self._document = document
        self._base_size = base.pointSizeF()
        self._make_formats()
        document.contentsChange.connect(self._on_contents_change)
        THEME.theme_changed.connect(self._on_theme_changed)

    def _make_formats(self) -> None:
        self._mark = _format("muted")
        self._decision_mark = _format("done", bold=True)
        self._decision = _format("done", bold=True)
        self._done = _format("muted", struck=True)
        self._spans = {
            "bold": _format("", bold=True),
            "tag": _format("accent"),
            "mention": _format("accent", bold=True),
        }

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        end = position + added
        block = self._document.findBlock(position)
        self._show(block)
        while block.position() + block.length() <= end:
            block = block.next()
            if not block.isValid():
                return
            self._show(block)

    def _show(self, block: QTextBlock) -> None:
        layout = block.layout()
        text = block.text()
        ranges = list(self._ranges(text)) if markup.may_be_marked(text) else []
        # What an input method composes has formats of its own.
        if layout.formats() != ranges and not layout.preeditAreaText():
            layout.setFormats(ranges)

    def _ranges(self, text: str) -> Iterator[QTextLayout.FormatRange]:
        """The formats of one line; where two overlap, the later is laid over the earlier."""
        line = markup.read_line(text)
        if line.kind is not LineKind.PLAIN:
            yield from self._ranges_of_kind(line)
        if "*" in text or "#" in text or "@" in text:
            for span in markup.spans(text):
                yield _range(span.start, span.end, self._spans[span.style])

    def _ranges_of_kind(self, line: Line) -> Iterator[QTextLayout.FormatRange]:
        match line.kind:
            case LineKind.HEADING:
                yield _range(0, line.start, self._mark)
                heading = _format("", bold=True)
                heading.setFontPointSize(self._base_size + _LARGER.get(line.level, 0.0))
                yield _range(line.start, _LINE_END, heading)
            case LineKind.DECISION:
                yield _range(0, line.start, self._decision_mark)
                yield _range(line.start, _LINE_END, self._decision)
            case LineKind.TASK if line.done:
                yield _range(0, line.start, self._decision_mark)
                yield _range(line.start, _LINE_END, self._done)
            case LineKind.TASK:
                yield _range(0, line.start, self._spans["mention"])
            case _:
                yield _range(0, line.start, self._mark)

    def _on_theme_changed(self) -> None:
        self._make_formats()
        self._on_contents_change(0, 0, self._document.characterCount())
        self._document.markContentsDirty(0, self._document.characterCount())


def _range(start: int, end: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    result = QTextLayout.FormatRange()
    result.start, result.length, result.format = start, end - start, style
    return result


def _format(role: str, *, bold: bool = False, struck: bool = False) -> QTextCharFormat:
    result = QTextCharFormat()
    if role:
        result.setForeground(THEME.colour(role))
    if bold:
        result.setFontWeight(QFont.Weight.Bold)
    if struck:
        result.setFontStrikeOut(True)
    return result
