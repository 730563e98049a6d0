"""The plan of a day: its sums, its table, and a line to add a block by typing."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.agendas.day_bar import DayBar
from coachdesk.features.agendas.model import Contents, Plan, PlanDay, parse_length
from coachdesk.features.agendas.plan_table import Line, PlanTable
from coachdesk.features.agendas.verbs import PlanVerbs
from coachdesk.features.agendas.words import remark
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import button, label, row_of
from coachdesk.ui.widgets.fields import AddRow

USUAL_MINUTES = 30
_LENGTH_AT_END = re.compile(
    r"(?P<title>.*?\S)\s+"
    r"(?P<length>\d+:\d\d|\d+\s*h(?:\s*\d+\s*(?:m|min)?)?|\d+\s*(?:m|min)?)"
)


class PlanView(QWidget):
    """Shows a plan. `added` tells a block typed in the line below."""

    library_wanted = Signal()
    added = Signal(Contents)

    def __init__(self, context: Context, verbs: PlanVerbs) -> None:
        super().__init__()
        self.bar = DayBar(context)
        self.table = PlanTable(verbs)
        self.remark = label("", "warning", wrap=True)
        self.empty = label(
            msg(
                "agendas",
                "Add the first block from the library (Ins), or type one in the line below.",
            ),
            "muted",
            wrap=True,
        )
        self.add_row = AddRow(msg("agendas", "Add a block: its title and length, such as Walk 20"))
        self.library_button = button(msg("agendas", "Library"), icon="add")
        self.library_button.setToolTip(tr(msg("agendas", "Add a block from the library (Ins)")))
        self.add_row.submitted.connect(lambda text: self.added.emit(typed_block(text)))
        self.library_button.clicked.connect(self.library_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self.bar)
        layout.addWidget(self.remark)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        adding = row_of(self.add_row, self.library_button)
        adding.setStretch(0, 1)
        layout.addLayout(adding)

    def show_plan(self, day: PlanDay, plan: Plan, teams: int) -> None:
        """Show a day; the cursor stays on its block."""
        self.bar.show_plan(day, plan)
        words = remark(plan)
        self.remark.setText(tr(words) if words else "")
        self.remark.setVisible(words is not None)
        self.empty.setVisible(not plan.slots)
        self.table.lines.set_records([Line(slot, teams) for slot in plan.slots])

    def focus_first(self) -> None:
        """The plan, with a cursor in it; the line that adds where it is empty."""
        if not self.table.records.records:
            self.add_row.setFocus()
            return
        if not self.table.currentIndex().isValid():
            self.table.choose([self.table.lines.records[0].block.rid])
        self.table.setFocus()


def typed_block(text: str) -> Contents:
    """A block from a line such as "Walk 20" or "Walk 1 h 15"; the usual length without one."""
    found = _LENGTH_AT_END.fullmatch(text.strip())
    if found:
        try:
            return Contents(found["title"], parse_length(found["length"]))
        except UserError:
            pass
    return Contents(text, USUAL_MINUTES)
