"""Many papers in one file: what has been drawn takes little more memory than its file."""

import tracemalloc

from coachdesk.documents.blocks import BulletList, Document, Heading, Para
from coachdesk.documents.press import Press

_MOST_KEPT = 4.0
"""Bytes for each byte of the file: with whole pages and elements there were more than five."""


def _paper(number: int) -> Document:
    blocks = (
        *(
            block
            for part in range(12)
            for block in (
                Heading(f"Part {part}"),
                Para(f"Team {number} has written down what it agreed on in part {part}. " * 4),
                BulletList(tuple(f"Item {item} of team {number}" for item in range(8))),
            )
        ),
    )
    return Document("Summary", f"Team {number}", "23.11.2026", "en", blocks)


def _kept(count: int) -> tuple[int, int]:
    """Bytes that are kept after so many papers, and the bytes of their file."""
    papers = [_paper(number) for number in range(count)]
    tracemalloc.start()
    try:
        press = Press("Papers", "en", lambda: None, in_parts=True)
        for paper in papers:
            press.add(paper)
        kept, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return kept, len(press.finish())


def test_a_paper_that_is_drawn_is_kept_small() -> None:
    _kept(1)  # fonts and modules
    few, few_bytes = _kept(4)
    many, many_bytes = _kept(12)
    assert many - few < _MOST_KEPT * (many_bytes - few_bytes)
