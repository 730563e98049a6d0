"""A day without a plan: the ways to begin one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.teams.combos import CalmCombo, LanguageCombo
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import button, label, row_of
from coachdesk.ui.widgets.fields import name_field

_WIDTH = 520


class StartPanel(QWidget):
    """Make it from the programme, copy another day, or begin with an empty one."""

    from_programme = Signal()
    empty = Signal()
    copy = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "heading", wrap=True)
        self.text = label("", "muted", wrap=True)
        self.language = LanguageCombo()
        self.language.show_language(current())
        language_label = label(msg("agendas", "Language of the plan"), "muted")
        name_field(self.language, msg("agendas", "Language of the plan"), language_label)
        self.programme_button = button(msg("agendas", "Make from the programme"), "primary")
        self.programme_button.clicked.connect(self.from_programme)
        self.sources = CalmCombo()
        self.copy_button = button(msg("agendas", "Copy this day"))
        self.copy_button.clicked.connect(self._on_copy)
        self.empty_button = button(msg("agendas", "Begin with an empty plan"))
        self.empty_button.clicked.connect(self.empty)
        self._copying = QWidget()
        copying = row_of(self.sources, self.copy_button)
        copying.setStretch(0, 1)
        self._copying.setLayout(copying)
        name_field(self.sources, msg("agendas", "Day to copy"))
        inner = QWidget()
        inner.setFixedWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(theme.M)
        for widget in (self.heading, self.text):
            column.addWidget(widget)
        column.addLayout(row_of(language_label, self.language, None))
        column.addLayout(row_of(self.programme_button, self.empty_button, None))
        column.addWidget(self._copying)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        across = row_of(None, inner, None)
        layout.addLayout(across)
        layout.addStretch(2)

    def show_day(self, day: int, *, in_programme: bool, sources: Sequence[tuple[int, str]]) -> None:
        """Say which day it is; `sources` are the rids and names of days to copy."""
        self.heading.setText(tr(msg("agendas", "Day {number} has no plan yet", number=day)))
        self.text.setText(tr(_HELP if in_programme else _NO_AGENDA))
        self.programme_button.setVisible(in_programme)
        chosen = self.sources.currentData()
        self.sources.clear()
        for rid, name in sources:
            self.sources.addItem(name, rid)
        self.sources.setCurrentIndex(max(self.sources.findData(chosen), 0 if sources else -1))
        self._copying.setVisible(bool(sources))

    def _on_copy(self) -> None:
        rid = self.sources.currentData()
        if rid is not None:
            self.copy.emit(rid)

    def focus_first(self) -> None:
        """Put the focus on the likeliest way."""
        likeliest = (
            self.programme_button if not self.programme_button.isHidden() else self.empty_button
        )
        likeliest.setFocus()


_HELP: Message = msg(
    "agendas",
    "The programme has an agenda for it. Make the plan from it, and then shorten, move and add "
    "blocks: the times follow. Or copy another day, or begin with nothing.",
)
_NO_AGENDA: Message = msg(
    "agendas",
    "Begin with an empty plan and add blocks from the library (Ins), or copy another day. You give "
    "the lengths; the times follow.",
)
