"""What stands above the matrix: typed words, the order, what is shown, what has changed."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from coachdesk.features.checklists.readiness import SHOW_NAMES, SORT_NAMES, Show, Sort
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import button
from coachdesk.ui.widgets.fields import name_field

_SEARCH_WIDTH, _WIDEST = 220, 240


class ReadinessBar(QWidget):
    """Tells that something else is wanted; what is wanted stands in `text`, `sort` and `show`."""

    changed = Signal()
    details_toggled = Signal(bool)
    seen_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(tr(msg("checklists", "Filter: team, unit, person …")))
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        name_field(self.search, msg("checklists", "Filter teams"))
        self.search.textChanged.connect(self.changed)
        self.shows, self.sorts = CalmCombo(), CalmCombo()
        for shown in Show:
            self.shows.addItem(tr(SHOW_NAMES[shown]), shown.value)
        for sort in Sort:
            self.sorts.addItem(tr(SORT_NAMES[sort]), sort.value)
        name_field(self.shows, msg("checklists", "What is shown"))
        name_field(self.sorts, msg("checklists", "Order of the teams"))
        for combo in (self.shows, self.sorts):
            combo.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self.details = QCheckBox(tr(msg("checklists", "Who and by when")))
        self.details.toggled.connect(self.details_toggled)
        self.seen = button(msg("checklists", "Mark as seen"), "link")
        self.seen.setToolTip(
            tr(msg("checklists", "Take the ◆ away; leaving the page does the same"))
        )
        self.seen.clicked.connect(self.seen_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self.search, 2)
        for each in (self.shows, self.sorts):
            each.setMaximumWidth(_WIDEST)
            layout.addWidget(each, 3)
        layout.addWidget(self.details)
        layout.addStretch()
        layout.addWidget(self.seen)

    @property
    def text(self) -> str:
        """The words typed."""
        return self.search.text()

    @property
    def show_what(self) -> Show:
        """What is to be shown."""
        return Show(self.shows.currentData())

    @property
    def sort(self) -> Sort:
        """The order of the teams."""
        return Sort(self.sorts.currentData())

    def set_show(self, shown: Show) -> None:
        """Choose what is shown."""
        self.shows.setCurrentIndex(self.shows.findData(shown.value))

    def set_sort(self, sort: Sort) -> None:
        """Choose the order."""
        self.sorts.setCurrentIndex(self.sorts.findData(sort.value))

    def show_everything(self) -> None:
        """Take every filter away; told once."""
        with QSignalBlocker(self.search), QSignalBlocker(self.shows):
            self.search.clear()
            self.set_show(Show.ALL)
        self.changed.emit()

    def state(self) -> dict[str, str]:
        """What is wanted, without the words."""
        details = "1" if self.details.isChecked() else ""
        return {"show": self.show_what.value, "sort": self.sort.value, "details": details}

    def restore(self, state: dict[str, str]) -> None:
        """What was wanted; what no longer fits is ignored."""
        for combo, key in ((self.shows, "show"), (self.sorts, "sort")):
            combo.setCurrentIndex(max(combo.findData(state.get(key, "")), 0))
        self.details.setChecked(bool(state.get("details")))
