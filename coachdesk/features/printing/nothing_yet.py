"""What the print page says while nothing is filled in."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from coachdesk.kernel.text import msg
from coachdesk.ui.widgets.basic import EmptyState, button, row_of


def nothing_yet(add_team: Callable[[], object], show_forms: Callable[[], object]) -> EmptyState:
    """The two ways on: a team, about which papers tell, or a form to fill in by hand."""
    go = button(msg("printing", "Add a team"), "primary")
    go.clicked.connect(lambda _: add_team())
    forms = button(msg("printing", "Print a blank form"))
    forms.clicked.connect(lambda _: show_forms())
    both = QWidget()
    both.setLayout(row_of(go, forms))
    return EmptyState(
        "print",
        msg("printing", "Nothing is filled in yet"),
        msg(
            "printing",
            "Add a team: its summary is then one click away. Blank forms can be printed now.",
        ),
        both,
    )
