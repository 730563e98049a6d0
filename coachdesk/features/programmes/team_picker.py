"""A list of teams to tick, with a filter."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coachdesk.features.teams.model import Team
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import LANGUAGE, tr
from coachdesk.ui.widgets.fields import SearchField

_MOST_ROWS = 8
_RID = Qt.ItemDataRole.UserRole


class TeamPicker(QWidget):
    """Teams to tick. What is ticked stays so while a filter hides it.

    `ticked` tells the rid of a team that has just been ticked.
    """

    ticked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.filter = SearchField(msg("programmes", "Find a team"))
        self.filter.query_changed.connect(self._show_matching)
        self.list = QListWidget()
        self.list.setAccessibleName(tr(msg("programmes", "Teams to choose from")))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.itemChanged.connect(self._on_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addWidget(self.filter)
        layout.addWidget(self.list)

    def show_teams(self, teams: Sequence[Team], ticked: Collection[int] = ()) -> None:
        """Offer these teams in the alphabetical order of the window language."""
        self.list.clear()
        for team in sorted(teams, key=lambda each: LANGUAGE.texts.collation_key(each.name)):
            item = QListWidgetItem(team.name)
            item.setData(_RID, team.rid)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if team.rid in ticked else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self.list.addItem(item)
        self.filter.setVisible(len(teams) > _MOST_ROWS)
        self._show_matching(self.filter.text())
        self.list.setCurrentRow(0)
        self.list.ensurePolished()
        row = max(self.list.sizeHintForRow(0), theme.L)
        self.list.setFixedHeight(row * min(max(len(teams), 1), _MOST_ROWS) + theme.S)

    def tick(self, rids: Collection[int], *, on: bool) -> None:
        """Tick these teams, or take their ticks away."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for row in range(self.list.count()):
            if self._rid(row) in rids:
                self.list.item(row).setCheckState(state)

    def offered(self) -> set[int]:
        """The rids of all teams offered."""
        return {self._rid(row) for row in range(self.list.count())}

    def chosen(self) -> list[int]:
        """The rids of the ticked teams, in the order shown."""
        return [
            self._rid(row)
            for row in range(self.list.count())
            if self.list.item(row).checkState() == Qt.CheckState.Checked
        ]

    def _on_changed(self, item: QListWidgetItem) -> None:
        if item.checkState() == Qt.CheckState.Checked:
            self.ticked.emit(int(item.data(_RID)))

    def _rid(self, row: int) -> int:
        return int(self.list.item(row).data(_RID))

    def _show_matching(self, query: str) -> None:
        wanted = query.strip().casefold()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in item.text().casefold())
