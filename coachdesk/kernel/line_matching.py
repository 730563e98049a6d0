"""Which line of an edited text is which line of the text before.

Used for lines that other records hang on: tasks and decisions written in a note.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

SIMILAR = 0.4
"""The least likeness (0 to 1) at which a changed line counts as the same line."""
_MOST_PAIRS = 2_500  # compared for likeness; a text replaced as a whole shares no line with the old


def align(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """For each line of `new` that was in `old`, perhaps changed or moved: its place there.

    Equal lines find each other first, those in the same order before moved ones. Of the rest the
    likest pairs are the same line if they are alike enough, or one is the beginning of the other
    (a line that grows while it is typed), unless very many changed at once. No line of `old` is
    given twice.
    """
    matches: dict[int, int] = {}
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        matches |= {block.b + i: block.a + i for i in range(block.size)}
    _match(matches, _equal_pairs(old, new, matches))
    left = [line for line in range(len(old)) if line not in matches.values()]
    if len(left) * (len(new) - len(matches)) <= _MOST_PAIRS:
        likest = sorted(_alike_pairs(old, new, left, matches), reverse=True)
        _match(matches, ((new_at, old_at) for _likeness, _nearness, new_at, old_at in likest))
    return matches


def _match(matches: dict[int, int], pairs: Iterator[tuple[int, int]]) -> None:
    taken = set(matches.values())
    for new_at, old_at in pairs:
        if new_at not in matches and old_at not in taken:
            matches[new_at] = old_at
            taken.add(old_at)


def _equal_pairs(
    old: Sequence[str], new: Sequence[str], matches: dict[int, int]
) -> Iterator[tuple[int, int]]:
    taken = set(matches.values())
    places: dict[str, list[int]] = {}
    for at, line in enumerate(old):
        if at not in taken:
            places.setdefault(line, []).append(at)
    for at, line in enumerate(new):
        if at not in matches and places.get(line):
            yield at, places[line].pop(0)


def _alike_pairs(
    old: Sequence[str], new: Sequence[str], left: Sequence[int], matches: dict[int, int]
) -> Iterator[tuple[float, int, int, int]]:
    for new_at, line in enumerate(new):
        if new_at in matches:
            continue
        for old_at in left:
            likeness = _likeness(old[old_at], line)
            if likeness >= SIMILAR:
                yield likeness, -abs(new_at - old_at), new_at, old_at


def _likeness(old: str, new: str) -> float:
    if old and new and (new.startswith(old) or old.startswith(new)):
        return 1.0
    edited_once = _common_ends(old, new)
    if edited_once >= SIMILAR:
        return edited_once
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < SIMILAR or matcher.quick_ratio() < SIMILAR:
        return 0.0
    return matcher.ratio()


def _common_ends(old: str, new: str) -> float:
    """How much of both lines is the same beginning and the same end, from 0 to 1."""
    begin = _same_beginning(old, new)
    end = _same_beginning(old[begin:][::-1], new[begin:][::-1])
    return 2 * (begin + end) / max(len(old) + len(new), 1)


def _same_beginning(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
