"""All teams of all runs in one table, narrowed by what is typed and chosen above it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from coachdesk.features.overview import cross_run_store as store
from coachdesk.features.overview.cross_run import Criteria, Order, TeamInRun, ordered
from coachdesk.features.overview.cross_run_bar import CrossRunBar
from coachdesk.features.overview.cross_run_columns import ORDERS, SHARES, columns
from coachdesk.features.overview.saved_filters import SavedFilters
from coachdesk.features.overview.view_switch import ALL_RUNS, ViewSwitch
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import LANGUAGE, current, tr
from coachdesk.ui.widgets.basic import Card, EmptyState, PageHeader, button, label
from coachdesk.ui.widgets.table import RecordModel, TableView

TABLES = (
    "team", "run", "cohort", "event", "participation", "checklist_item", "task", "meeting",
    "meeting_team", "saved_filter", "programme",
)  # fmt: skip
"""What the table is made of."""
_WIDE, _ROOMY = 760, 900
"""From these widths on there is room for cohort or area, and for the county."""


class CrossRunView(QWidget):
    """`row_opened` tells a row whose team is to be shown."""

    row_opened = Signal(TeamInRun)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[tuple[TeamInRun, str]] = []
        self._reverse = False
        self.saved = SavedFilters(context, lambda: self.bar.criteria)
        self.bar = CrossRunBar(self.saved)
        switch = ViewSwitch(context, ALL_RUNS)
        self.header = PageHeader(msg("overview", "Teams of all runs"), "", switch)
        self._model = RecordModel(columns(context.clock.today), identity=lambda row: row.rid)
        self.table = _SharingTable(self._model, msg("overview", "Teams of all runs"))
        self._card = Card()
        self._nothing, self._no_match = self._make_empty(), self._make_no_match()
        for each in (self.bar, self.table, self._nothing, self._no_match):
            self._card.add(each, 0 if each is self.bar else 1)
        keys = msg("overview", "Enter opens the team · Ctrl+C copies the rows selected")
        self._keys = label(keys, "small", "muted", wrap=True)
        self._card.add(self._keys)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
        layout.setSpacing(theme.M)
        layout.addWidget(self.header)
        layout.addWidget(self._card, 1)
        self._connect()

    def _make_empty(self) -> EmptyState:
        start = button(msg("overview", "Start a programme"), "primary")
        start.clicked.connect(lambda: self._context.navigate(Target("workshops", "start")))
        return EmptyState(
            "programmes",
            msg("overview", "No team takes part in a programme yet"),
            msg(
                "overview",
                "When teams join one, all of them stand here, year after year: their phase, what "
                "is late, when you last met, what comes next.",
            ),
            start,
        )

    def _make_no_match(self) -> EmptyState:
        everything = button(msg("overview", "Show all"))
        everything.clicked.connect(lambda: self.bar.show_criteria(Criteria()))
        return EmptyState("filter", msg("overview", "No team is like this"), "", everything)

    def _connect(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._on_header)
        self.table.opened.connect(self.row_opened)
        self.bar.changed.connect(self._show)
        self.bar.order_chosen.connect(lambda: self.sort(self.bar.order))
        self.saved.chosen.connect(self.bar.show_criteria)

    # -- the page's side ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everything anew, keeping what is chosen and the selection."""
        found = store.teams_in_runs(self._context.ws.read, self._context.clock.today())
        language = current()
        self._rows = [(row, row.words(language)) for row in found]
        self.bar.offer(found)
        self._show()

    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed."""
        if change_set.touches(*TABLES):
            self.refresh()

    def focus_default(self) -> None:
        """The table, or the typed words where it is empty."""
        (self.table if self._model.records else self.bar.search).setFocus()

    def selected_rid(self) -> int | None:
        """The team with the cursor."""
        row = self.table.current()
        return row.team_rid if row else None

    def sort(self, order: Order, *, reverse: bool = False) -> None:
        """Show the rows in another order."""
        self._reverse = reverse
        self.bar.set_order(order)
        self._show()

    def reverse(self) -> None:
        """Turn the order round."""
        self.sort(self.bar.order, reverse=not self._reverse)

    # -- showing --------------------------------------------------------------------------------

    def _show(self) -> None:
        criteria, today = self.bar.criteria, self._context.clock.today()
        found = [row for row, words in self._rows if criteria.lets_through(row, words, today)]
        collate = LANGUAGE.texts.collation_key
        order = self.bar.order
        self._model.set_records(ordered(found, order, current(), collate, reverse=self._reverse))
        turned = Qt.SortOrder.DescendingOrder if self._reverse else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(ORDERS.index(order), turned)
        self.table.setVisible(bool(found))
        self._keys.setVisible(bool(found))
        self.bar.setVisible(bool(self._rows))
        self.bar.all.setVisible(criteria != Criteria())
        self._nothing.setVisible(not self._rows)
        self._no_match.setVisible(bool(self._rows) and not found)
        self.header.set_subtitle(self._count(found) if self._rows else "")
        self.saved.refresh()

    def _count(self, found: Sequence[TeamInRun]) -> str:
        teams = len({row.team_rid for row in found})
        runs = len({row.place.run.rid for row in found})
        late = sum(row.late for row in found)
        parts = [
            plural("overview", "{count} team", "{count} teams", teams),
            plural("overview", "{count} run", "{count} runs", runs),
        ]
        if late:
            parts.append(plural("overview", "▲ {count} task late", "▲ {count} tasks late", late))
        return " · ".join(map(tr, parts))

    def _on_header(self, column: int) -> None:
        order = ORDERS[column]
        self.sort(order, reverse=order is self.bar.order and not self._reverse)


class _SharingTable(TableView):
    """Its columns share the room; to measure what is in them would take longer than all else.

    Long names give up their middle: runs differ in the years at the end.
    """

    def __init__(self, model: RecordModel[TeamInRun], name: Message) -> None:
        super().__init__(model, name)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide columns for which there is no room; typed words and copies still know them."""
        super().resizeEvent(event)
        room = self.viewport().width()
        hidden = {
            ORDERS.index(order)
            for order, needed in ((Order.AREA, _WIDE), (Order.COUNTY, _ROOMY))
            if room < needed
        }
        shares = sum(share for column, share in enumerate(SHARES) if column not in hidden)
        for column, share in enumerate(SHARES):
            self.setColumnHidden(column, column in hidden)
            if column not in hidden:
                self.setColumnWidth(column, room * share // shares)
