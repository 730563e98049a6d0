"""Which method to begin, and what each is for: the page before there is anything on it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coachdesk.features.methods.model import KIND_NAMES, Kind
from coachdesk.features.methods.scope import ScopeBar
from coachdesk.features.methods.words import PURPOSES
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import Card, Scroll, button, label, row_of

_BUTTON = 190


class Chooser(QWidget):
    """For whom, and five methods to choose from; `chosen` tells which."""

    chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.scope = ScopeBar(context)
        self.buttons: dict[Kind, QPushButton] = {}
        self.back = button(msg("methods", "Back"))
        self.back.clicked.connect(self.cancelled)
        scroll = Scroll(margins=0, spacing=theme.M)
        for_whom, which = Card(msg("methods", "For whom")), Card(msg("methods", "Which method"))
        for_whom.add(self.scope)
        for_whom.add(label(_WHERE, "small", "muted", wrap=True))
        for kind in Kind:
            which.body.addLayout(self._row(kind))
        for card in (for_whom, which):
            card.setMaximumWidth(theme.READABLE)
            scroll.body.addWidget(card)
        scroll.body.addLayout(row_of(self.back, None))
        scroll.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _row(self, kind: Kind) -> QHBoxLayout:
        begin = button(KIND_NAMES[kind])
        begin.setFixedWidth(_BUTTON)
        begin.setAccessibleDescription(tr(PURPOSES[kind]))
        begin.clicked.connect(lambda: self.chosen.emit(kind))
        self.buttons[kind] = begin
        purpose = label(PURPOSES[kind], "muted", wrap=True)
        across = row_of(begin, purpose, spacing=theme.M)
        across.setStretch(1, 1)
        return across

    def prepare(self, *, can_go_back: bool) -> None:
        """Propose the workshop that is going on."""
        self.scope.show_usual()
        self.back.setVisible(can_go_back)

    def focus_first(self) -> None:
        """The first method."""
        self.buttons[Kind.PRIORITISING].setFocus()


_WHERE = msg(
    "methods",
    "What comes of a method is shown on the page of each of these teams, and can be printed in "
    "this language.",
)
