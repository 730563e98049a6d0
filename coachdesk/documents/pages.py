"""Pieces placed on pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coachdesk.documents.pieces import Piece
from coachdesk.documents.tagging import TaggedCanvas

_ROUNDING = 0.01


@dataclass(slots=True)
class _Placed:
    piece: Piece
    top: float
    first: int
    last: int
    again: bool = False


@dataclass(slots=True)
class Page:
    """What stands on one page; tops are measured down from the top of the text area."""

    placed: list[_Placed] = field(default_factory=list)
    used: float = 0.0

    def draw(self, canvas: TaggedCanvas, top: float) -> None:
        """Draw the page's pieces, the text area beginning at `top` of the canvas."""
        for each in self.placed:
            if each.again:
                each.piece.draw_again(canvas, top - each.top)
            else:
                each.piece.draw(canvas, top - each.top, each.first, each.last)


def paginate(pieces: Sequence[Piece], room: float) -> list[Page]:
    """Place pieces on pages with `room` points of height; nothing is left out."""
    return list(_Pager(pieces, room).pages())


class _Pager:
    def __init__(self, pieces: Sequence[Piece], room: float) -> None:
        self._pieces = pieces
        self._room = room
        self._needs = self._least_heights()
        self._page = Page()

    def _least_heights(self) -> list[float]:
        """For each piece the height without which it should not start on a page."""
        needs = [0.0] * (len(self._pieces) + 1)
        for index in range(len(self._pieces) - 1, -1, -1):
            piece = self._pieces[index]
            own = piece.heights[: self._first_part(piece)]
            needs[index] = sum(own)
            if piece.keeps_next and index + 1 < len(self._pieces):
                chain = sum(piece.heights) + self._pieces[index + 1].gap + needs[index + 1]
                if chain <= self._room:
                    needs[index] = chain
        return needs

    @staticmethod
    def _first_part(piece: Piece) -> int:
        count = len(piece.heights)
        return next((i for i in range(1, count) if piece.may_break(i)), count)

    def pages(self) -> Iterator[Page]:
        held = False
        for index, piece in enumerate(self._pieces):
            needed = piece.gap + self._needs[index]
            wanted = piece.starts_page and not held
            if self._page.used and (wanted or needed > self._left()):
                yield self._turn(piece)
            yield from self._place(piece)
            held = piece.keeps_next
        if self._page.used or not self._pieces:
            yield self._page

    def _left(self) -> float:
        return self._room - self._page.used + _ROUNDING

    def _turn(self, piece: Piece) -> Page:
        full, self._page = self._page, Page()
        height = sum(sum(each.heights) for each in piece.repeated)
        if height <= self._room / 3:
            for each in piece.repeated:
                self._add(each, 0, len(each.heights), again=True)
        return full

    def _place(self, piece: Piece) -> Iterator[Page]:
        if self._page.used and not self._page.placed[-1].again:
            self._page.used += piece.gap
        first, count = 0, len(piece.heights)
        while first < count:
            last = self._fitting(piece, first)
            if last == first and self._has_text():
                yield self._turn(piece)
                last = self._fitting(piece, first)
            if last == first:
                last = self._forced(piece, first)
            self._add(piece, first, last)
            first = last
            if first < count:
                yield self._turn(piece)

    def _has_text(self) -> bool:
        return any(not each.again for each in self._page.placed)

    def _fitting(self, piece: Piece, first: int) -> int:
        """The last place where the page may end so that all before it fits."""
        height, best = 0.0, first
        for index in range(first, len(piece.heights)):
            height += piece.heights[index]
            if height > self._left():
                break
            if index + 1 == len(piece.heights) or piece.may_break(index + 1):
                best = index + 1
        return best

    def _forced(self, piece: Piece, first: int) -> int:
        """A piece that should not be divided but is higher than a page."""
        height, last = piece.heights[first], first + 1
        while last < len(piece.heights) and height + piece.heights[last] <= self._left():
            height += piece.heights[last]
            last += 1
        return last

    def _add(self, piece: Piece, first: int, last: int, *, again: bool = False) -> None:
        self._page.placed.append(_Placed(piece, self._page.used, first, last, again))
        self._page.used += sum(piece.heights[first:last])
