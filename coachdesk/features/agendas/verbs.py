"""What can be done to the blocks of the plan in hand, from the table, the form and the menus."""

from collections.abc import Callable, Sequence

from coachdesk.features.agendas import service
from coachdesk.features.agendas.model import Contents, PlanBlock
from coachdesk.features.agendas.service import BlockFields
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg, plural
from coachdesk.ui.context import Context

Blocks = Sequence[PlanBlock]


class PlanVerbs:
    """Verbs on one plan; `day_rid` says which. What she typed wrongly is told as a notice."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.day_rid: int | None = None

    def change(self, block: PlanBlock, fields: Callable[[], BlockFields]) -> None:
        """Change fields of a block; `fields` may raise `UserError` for what was typed."""
        try:
            service.change_block(self._context.ws, block.rid, fields())
        except UserError as problem:
            self._context.notices.error(problem)

    def add(self, contents: Contents, behind: PlanBlock | None) -> int | None:
        """Add a block behind another one, or at the end; its rid."""
        if self.day_rid is None:
            return None
        place = behind.rid if behind else None
        return service.add_block(self._context.ws, self.day_rid, contents, place)

    def lengthen(self, blocks: Blocks, by: int) -> None:
        """Make blocks longer or shorter."""
        if blocks:
            service.lengthen(self._context.ws, _rids(blocks), by)

    def move(self, blocks: Blocks, by: int) -> None:
        """Move blocks up or down."""
        if blocks and self.day_rid is not None:
            service.move_blocks(self._context.ws, self.day_rid, _rids(blocks), by)

    def place(self, rids: Sequence[int], row: int) -> None:
        """Put blocks before the one in this row."""
        if rids and self.day_rid is not None:
            service.place_blocks(self._context.ws, self.day_rid, rids, row)

    def remove(self, blocks: Blocks) -> None:
        """Remove blocks, with a way back."""
        if blocks:
            service.remove_blocks(self._context.ws, _rids(blocks))
            self._context.tell_done(
                plural("agendas", "{count} block removed", "{count} blocks removed", len(blocks))
            )

    def remove_day(self) -> None:
        """Remove the whole plan, with a way back."""
        if self.day_rid is not None:
            service.remove_day(self._context.ws, self.day_rid)
            self._context.tell_done(msg("agendas", "Plan of the day removed"))

    def keep(self, block: PlanBlock) -> None:
        """Keep a block in her library."""
        service.keep_block(self._context.ws, block.rid)
        self._context.tell_done(msg("agendas", "Kept among your own blocks"))

    def forget(self, own_rid: int) -> None:
        """Take a block out of her library."""
        service.forget_block(self._context.ws, own_rid)
        self._context.tell_done(msg("agendas", "Removed from your own blocks"))


def _rids(blocks: Blocks) -> list[int]:
    return [block.rid for block in blocks]
