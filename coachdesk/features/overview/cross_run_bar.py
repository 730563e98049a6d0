"""What stands above the table of all runs: typed words, what it is narrowed to, the order."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from coachdesk.features.overview.cross_run import (
    ARCHIVED,
    ORDER_NAMES,
    PRESENT,
    Criteria,
    Order,
    TeamInRun,
    phases_of,
)
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.features.teams.counties import area_in_language
from coachdesk.kernel.inputs import LINE_LIMIT, clean_line
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.i18n import LANGUAGE, current, tr
from coachdesk.ui.widgets.basic import button, row_of
from coachdesk.ui.widgets.fields import SearchField, name_field

_SILENT_DAYS = (14, 30, 60, 90, 180, 365)
_WIDEST = 220


class CrossRunBar(QWidget):
    """Tells that something else is wanted; what is wanted stands in `criteria` and `order`."""

    changed = Signal()
    order_chosen = Signal()

    def __init__(self, saved: QWidget) -> None:
        """`saved` stands beside the typed words."""
        super().__init__()
        self.search = SearchField(msg("overview", "Filter: team, run, area, county …"))
        self.search.query_changed.connect(lambda _text: self.changed.emit())
        self.runs = self._combo(msg("overview", "Run"))
        self.areas = self._combo(msg("overview", "Area"))
        self.phases = self._combo(msg("overview", "Phase"))
        self.contact = self._combo(msg("overview", "Time without contact"))
        self.only_late = QCheckBox(tr(msg("overview", "▲ Only late")))
        self.only_late.setAccessibleName(tr(msg("overview", "Only teams with late tasks")))
        self.only_late.toggled.connect(lambda _on: self.changed.emit())
        self.orders = CalmCombo()
        name_field(self.orders, msg("overview", "Order of the rows"))
        for order in Order:
            self.orders.addItem(tr(ORDER_NAMES[order]), order.value)
        self.orders.activated.connect(lambda _row: self.order_chosen.emit())
        self.orders.setMaximumWidth(_WIDEST)
        self.all = button(msg("overview", "Show all"), "link")
        self.all.clicked.connect(lambda: self.show_criteria(Criteria()))
        _refill(self.contact, msg("overview", "Any contact"), [
            (tr(_silent(days)), days) for days in _SILENT_DAYS
        ])  # fmt: skip
        self.offer(())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        first = row_of(self.search, self.all, saved, self.orders)
        first.setStretch(0, 1)
        layout.addLayout(first)
        narrowing = (self.runs, self.areas, self.phases, self.contact)
        second = row_of(*narrowing, self.only_late, None)
        for place in range(len(narrowing)):
            second.setStretch(place, 3)
        layout.addLayout(second)

    def _combo(self, name: Message) -> CalmCombo:
        combo = CalmCombo()
        combo.setMaximumWidth(_WIDEST)
        name_field(combo, name)
        combo.activated.connect(lambda _row: self.changed.emit())
        return combo

    @property
    def criteria(self) -> Criteria:
        """What the table is narrowed to."""
        return Criteria(
            clean_line(self.search.text()[:LINE_LIMIT]),
            self.runs.currentData() or "",
            self.areas.currentData() or "",
            self.phases.currentData() or "",
            self.only_late.isChecked(),
            self.contact.currentData() or 0,
        )

    @property
    def order(self) -> Order:
        """By what the rows are sorted."""
        return Order(self.orders.currentData())

    def set_order(self, order: Order) -> None:
        """Show another order without telling."""
        self.orders.setCurrentIndex(self.orders.findData(order.value))

    def show_criteria(self, criteria: Criteria) -> None:
        """Narrow the table to these."""
        with QSignalBlocker(self.search), QSignalBlocker(self.only_late):
            self.search.setText(criteria.text)
            self.only_late.setChecked(criteria.only_late)
        gone = tr(msg("overview", "A run that is gone"))
        _choose(self.runs, criteria.run, gone)
        _choose(self.areas, criteria.area, area_in_language(criteria.area, current()))
        _choose(self.phases, criteria.phase, criteria.phase)
        _choose(self.contact, criteria.no_contact_days, tr(_silent(criteria.no_contact_days)))
        self.changed.emit()

    def offer(self, rows: Sequence[TeamInRun]) -> None:
        """Offer the runs, areas and phases of these rows; what is chosen stays so."""
        chosen, language = self.criteria, current()
        runs = {row.place.run.uuid: row.place.run for row in rows}
        kinds = [
            (tr(msg("overview", "Present runs")), PRESENT),
            (tr(msg("overview", "Archived runs")), ARCHIVED),
        ]
        newest = sorted(runs.values(), key=lambda run: -run.rid)
        _refill(self.runs, msg("overview", "All runs"), [
            *kinds, *((run.name, run.uuid) for run in newest)
        ])  # fmt: skip
        areas = {area_in_language(area, language): area for area in {row.area for row in rows}}
        names = LANGUAGE.texts.sorted_by_name(filter(None, areas))
        _refill(self.areas, msg("overview", "All areas"), [(name, areas[name]) for name in names])
        phases = [(name, phase) for phase, name in phases_of(rows, language).items()]
        _refill(self.phases, msg("overview", "All phases"), phases)
        _choose(self.runs, chosen.run, tr(msg("overview", "A run that is gone")))
        _choose(self.areas, chosen.area, area_in_language(chosen.area, language))
        _choose(self.phases, chosen.phase, chosen.phase)


def _silent(days: int) -> Message:
    return plural(
        "overview", "No contact for {count} day", "No contact for {count} days", days
    )  # fmt: skip


def _refill(
    combo: QComboBox, everything: Message, entries: Iterable[tuple[str, str | int]]
) -> None:
    combo.clear()
    combo.addItem(tr(everything), None)
    for name, value in entries:
        combo.addItem(name, value)


def _choose(combo: QComboBox, value: str | int, name: str) -> None:
    """Choose a value, which is added under `name` if it is not offered."""
    if value and combo.findData(value) < 0:
        combo.addItem(name, value)
    combo.setCurrentIndex(combo.findData(value) if value else 0)
