"""What stands beside the plan: the form of a block, the library, or the days to copy to."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from coachdesk.features.agendas import store
from coachdesk.features.agendas.block_form import BlockForm
from coachdesk.features.agendas.choice_panel import ChoicePanel, Entry
from coachdesk.features.agendas.library import library_blocks
from coachdesk.features.agendas.model import Contents, OwnBlock
from coachdesk.features.agendas.plan_table import Line
from coachdesk.features.agendas.verbs import PlanVerbs
from coachdesk.features.agendas.words import length_words
from coachdesk.kernel.text import msg
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import EmptyState, Scroll


class Beside(QStackedWidget):
    """`block_taken` tells what to add, `day_taken` where to copy the day to (event, day)."""

    block_taken = Signal(Contents)
    day_taken = Signal(tuple)
    closed = Signal()

    def __init__(self, context: Context, verbs: PlanVerbs) -> None:
        super().__init__()
        self._context, self._verbs = context, verbs
        self._offered: dict[Hashable, Contents] = {}
        self.form = BlockForm(context, verbs)
        self._around = Scroll(margins=0)
        self._around.body.addWidget(self.form)
        self._nothing = EmptyState(
            "workshop", msg("agendas", "No block chosen"),
            msg("agendas", "Choose a block to see its goal, materials and instructions."),
        )  # fmt: skip
        self.library = ChoicePanel(
            msg("agendas", "Library of blocks"), msg("agendas", "Add to the plan"),
            msg("agendas", "Find a block"),
        )  # fmt: skip
        self.free_days = ChoicePanel(
            msg("agendas", "Copy the day to"), msg("agendas", "Copy here"),
            msg("agendas", "Find a day"),
        )  # fmt: skip
        for each in (self._around, self._nothing, self.library, self.free_days):
            self.addWidget(each)
        self.library.taken.connect(lambda key: self.block_taken.emit(self._offered[key]))
        self.library.forgotten.connect(self._verbs.forget)
        self.free_days.taken.connect(self.day_taken)
        self.form.left.connect(self.closed)
        for panel in (self.library, self.free_days):
            panel.closed.connect(self._on_closed)
        self._has_line = False
        self.close_panel()

    # -- showing ------------------------------------------------------------------------------

    def show_line(self, line: Line | None) -> None:
        """Show a block, unless something is being chosen."""
        self.form.show_line(line)
        self._has_line = line is not None
        if self.currentWidget() in (self._around, self._nothing):
            self.close_panel()

    def show_library(self, language: str, teams: int) -> None:
        """Offer the blocks, her own ones first."""
        own = store.own_blocks(self._context.ws.read)
        self._offered = {block.rid: block for block in own}
        self._offered |= {b.key: b.contents(language, teams) for b in library_blocks()}
        self.library.offer([_entry(key, block) for key, block in self._offered.items()])

    def show_days(self, days: Sequence[tuple[tuple[int, int], str]]) -> None:
        """Offer days without a plan."""
        self.free_days.offer([Entry(place, name) for place, name in days])

    def open_library(self) -> None:
        """Let her choose a block to add."""
        self.setCurrentWidget(self.library)
        self.library.begin()

    def open_days(self) -> None:
        """Let her choose a day to copy to."""
        self.setCurrentWidget(self.free_days)
        self.free_days.begin()

    def close_panel(self) -> None:
        """Show the block again."""
        self.setCurrentWidget(self._around if self._has_line else self._nothing)

    def _on_closed(self) -> None:
        self.close_panel()
        self.closed.emit()


def _entry(key: Hashable, block: Contents) -> Entry:
    own = isinstance(block, OwnBlock)
    length = tr(length_words(block.minutes))
    aside = tr(msg("agendas", "{length}, own", length=length)) if own else length
    parts = (block.goal, block.materials, block.instructions)
    return Entry(key, block.title, aside, "\n\n".join(part for part in parts if part), own)
