"""A note's light Markdown as blocks of a paper."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from coachdesk.documents.blocks import (
    Block,
    BulletList,
    Heading,
    Para,
    Span,
    TickList,
    TickRow,
)
from coachdesk.features.notes import markup
from coachdesk.features.notes.markup import Line, LineKind
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg

Spans = tuple[Span, ...]
_BLANK = "blank"


def note_blocks(body: str, words: Words) -> tuple[Block, ...]:
    """The blocks of a note, line for line in its order; its headings stand below level 1."""
    blocks: list[Block] = []
    for kind, group in groupby(map(_read, body.split("\n")), key=_kind):
        if kind != _BLANK:
            blocks += _MAKERS[LineKind(kind)](list(group), words)
    return tuple(blocks)


def _read(line: str) -> Line:
    """A line by its mark; the numbers of a numbered list stay as they were written."""
    read = markup.read_line(line)
    return Line(LineKind.PLAIN, 0, line.strip()) if read.kind is LineKind.NUMBER else read


def _kind(line: Line) -> str:
    return line.kind.value if line.text.strip() else _BLANK


def _spans(line: Line) -> Spans:
    """The words of a line, bold ones apart; a member's name stands without its mark."""
    text = line.text.strip()
    marks = [mark for mark in markup.spans(text) if mark.style in {"bold", "mention"}]
    if not marks:
        return (Span(text),)
    bold = [mark for mark in marks if mark.style == "bold"]
    hidden = {mark.start for mark in marks if mark.style == "mention"}
    for mark in bold:
        hidden |= {mark.start, mark.start + 1, mark.end - 2, mark.end - 1}
    return tuple(
        Span("".join(letter for _, letter in part), bold=is_bold)
        for is_bold, part in groupby(
            ((place, letter) for place, letter in enumerate(text) if place not in hidden),
            key=lambda pair: any(mark.start <= pair[0] < mark.end for mark in bold),
        )
    )


def _headings(lines: Sequence[Line], _: Words) -> Iterator[Block]:
    for line in lines:
        yield Heading("".join(span.text for span in _spans(line)), 2 if line.level <= 2 else 3)


def _paragraph(lines: Sequence[Line], _: Words) -> Iterator[Block]:
    spans: list[Span] = []
    for line in lines:
        if spans:
            spans.append(Span("\n"))
        spans += _spans(line)
    yield Para(tuple(spans))


def _bullets(lines: Sequence[Line], _: Words) -> Iterator[Block]:
    yield BulletList(tuple(_spans(line) for line in lines))


def _tasks(lines: Sequence[Line], _: Words) -> Iterator[Block]:
    yield TickList(tuple(TickRow(_spans(line), ticked=line.done) for line in lines))


def _decisions(lines: Sequence[Line], words: Words) -> Iterator[Block]:
    for line in lines:
        label = Span(words(msg("handouts", "Decision:")) + " ", bold=True)
        yield Para((label, *_spans(line)))


_MAKERS: dict[LineKind, Callable[[Sequence[Line], Words], Iterator[Block]]] = {
    LineKind.PLAIN: _paragraph,
    LineKind.HEADING: _headings,
    LineKind.BULLET: _bullets,
    LineKind.TASK: _tasks,
    LineKind.DECISION: _decisions,
}
