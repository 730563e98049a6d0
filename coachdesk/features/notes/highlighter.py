"""Shows the light Markdown of a note while it is written; the text itself stays as it is."""

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from coachdesk.features.notes import markup
from coachdesk.features.notes.markup import Line, LineKind
from coachdesk.ui.theme import THEME

_LARGER = {1: 4.0, 2: 2.0}  # points by which a heading's letters are larger


class NoteHighlighter(QSyntaxHighlighter):
    """Formats line by line, so a key only costs the line it changed."""

    def __init__(self, document: QTextDocument, base: QFont) -> None:
        super().__init__(document)
        self._base_size = base.pointSizeF()
        self._make_formats()
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

    @override
    def highlightBlock(self, text: str) -> None:
        """Format one line (Qt's name)."""
        line = markup.read_line(text)
        if line.kind is not LineKind.PLAIN:
            self._show_kind(text, line)
        if "*" in text or "#" in text or "@" in text:
            for span in markup.spans(text):
                self._merge(span.start, span.end, self._spans[span.style])

    def _show_kind(self, text: str, line: Line) -> None:
        rest = len(text) - line.start
        match line.kind:
            case LineKind.HEADING:
                self.setFormat(0, line.start, self._mark)
                heading = _format("", bold=True)
                heading.setFontPointSize(self._base_size + _LARGER.get(line.level, 0.0))
                self.setFormat(line.start, rest, heading)
            case LineKind.DECISION:
                self.setFormat(0, line.start, self._decision_mark)
                self.setFormat(line.start, rest, self._decision)
            case LineKind.TASK if line.done:
                self.setFormat(0, line.start, self._decision_mark)
                self.setFormat(line.start, rest, self._done)
            case LineKind.TASK:
                self.setFormat(0, line.start, self._spans["mention"])
            case _:
                self.setFormat(0, line.start, self._mark)

    def _merge(self, start: int, end: int, style: QTextCharFormat) -> None:
        """Lay a format over what the kind of line gave."""
        merged = QTextCharFormat(self.format(start))
        merged.merge(style)
        self.setFormat(start, end - start, merged)

    def _on_theme_changed(self) -> None:
        self._make_formats()
        self.rehighlight()


def _format(role: str, *, bold: bool = False, struck: bool = False) -> QTextCharFormat:
    result = QTextCharFormat()
    if role:
        result.setForeground(THEME.colour(role))
    if bold:
        result.setFontWeight(QFont.Weight.Bold)
    if struck:
        result.setFontStrikeOut(True)
    return result
