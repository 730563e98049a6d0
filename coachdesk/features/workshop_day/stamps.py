"""When, and in which block, each line of a day's note was first written.

Kept as runs of lines with the same stamp, `[[lines, minute, block], …]`. A line without one (an
empty line, or one written after the day) has the minute null.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from coachdesk.kernel.line_matching import align


class Stamp(NamedTuple):
    """`minute` is in UTC ("2026-11-22T11:22Z"); `block_rid` the held block that ran, if any."""

    minute: str
    block_rid: int | None = None


Stamps = tuple[Stamp | None, ...]


def followed(before: str, after: str, stamps: Sequence[Stamp | None], new: Stamp | None) -> Stamps:
    """The stamps of a text's lines after an edit; lines that were not there get `new`.

    A line keeps its stamp when it is edited or moved. Its time grows with what was edited, not
    with the length of the text.
    """
    old, lines = before.split("\n"), after.split("\n")
    known = [*stamps[: len(old)], *[None] * (len(old) - len(stamps))]
    begin = _same(old, lines)
    end = _same(old[begin:][::-1], lines[begin:][::-1])
    old_between, between = old[begin : len(old) - end], lines[begin : len(lines) - end]
    stamps_between = known[begin : len(old) - end]
    matches = align(old_between, between)
    found = [
        _stamp_of(line, stamps_between[matches[at]] if at in matches else None,
                  known_line=at in matches and bool(old_between[matches[at]].strip()), new=new)
        for at, line in enumerate(between)
    ]  # fmt: skip
    return (*known[:begin], *found, *known[len(old) - end :])


def _stamp_of(
    line: str, kept: Stamp | None, *, known_line: bool, new: Stamp | None
) -> Stamp | None:
    if not line.strip():
        return None
    return kept if known_line else new


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def to_text(stamps: Iterable[Stamp | None]) -> str:
    """As they are stored."""
    runs = [[len(list(some)), *(stamp or (None, None))] for stamp, some in groupby(stamps)]
    return json.dumps(runs, separators=(",", ":"))


def from_text(text: str) -> Stamps:
    """What `to_text` made."""
    found: list[Stamp | None] = []
    for lines, minute, block_rid in json.loads(text):
        found += [Stamp(minute, block_rid) if minute else None] * lines
    return tuple(found)
