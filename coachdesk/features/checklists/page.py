"""The page Pre-work: all teams of a run against the items of its checklist."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.features.checklists import store
from coachdesk.features.checklists.matrix import (
    ITEM_ROLE,
    PROGRESS,
    MatrixModel,
    MatrixRow,
    columns_of,
    only_missing,
)
from coachdesk.features.checklists.matrix_view import MatrixView
from coachdesk.features.checklists.model import STATE_NAMES, Item, ItemState
from coachdesk.features.checklists.pane import ItemPane
from coachdesk.features.checklists.shown import RunTexts
from coachdesk.features.checklists.verbs import set_states
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.model import Place
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.features.teams.model import Member
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import LANGUAGE, current, tr
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import Card, EmptyState, PageHeader, Scroll, button, label
from coachdesk.ui.widgets.fields import name_field

_TABLES = ("checklist_item", "run", "event", "participation", "team", "member")
_WIDE = 960
"""From this width on the pane stands beside the matrix, else under it."""
_PANE_WIDTH, _PANE_HEIGHT = 284, 196


class PreworkPage(Page):
    """The matrix, a filter, and a pane about the cell with the cursor."""

    key, title, icon = "prework", msg("checklists", "Pre-work"), "checklist"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.place: Place | None = None
        self._texts: RunTexts | None = None
        self._members: dict[int, list[Member]] = {}
        self._empty: EmptyState | None = None
        self.runs = CalmCombo()
        name_field(self.runs, msg("checklists", "Programme"))
        self.runs.activated.connect(lambda row: self._show_cohort(self.runs.itemData(row)))
        self.filter = QCheckBox(tr(msg("checklists", "Only what is missing")))
        self.filter.toggled.connect(self.refresh)
        self.call_list = button(msg("checklists", "Call list"), icon="phone")
        self.call_list.clicked.connect(self.print_call_list)
        self.header = PageHeader(self.title, "", self.runs, self.filter, self.call_list)
        self.model = MatrixModel()
        self.matrix = MatrixView(self.model)
        self.matrix.chosen.connect(self._show_item)
        self.matrix.state_asked.connect(self.set_state)
        self.matrix.next_asked.connect(self.set_state)
        self.matrix.verticalHeader().sectionDoubleClicked.connect(self._open_team)
        self.pane = ItemPane(context)
        self.stack = QStackedWidget()
        self._view = self._make_view()
        self.stack.addWidget(self._view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.L)
        outer.setSpacing(theme.M)
        outer.addWidget(self.header)
        outer.addWidget(self.stack, 1)

    def _make_view(self) -> QWidget:
        view = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, view)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(theme.M)
        left = Card()
        left.body.setContentsMargins(theme.S, theme.S, theme.S, theme.S)
        left.add(self.matrix, 1)
        left.add(label(_legend(), "small", "muted", wrap=True))
        self._pane_card = Card()
        self._pane_card.body.setContentsMargins(0, theme.XS, 0, theme.XS)
        scroll = Scroll(margins=theme.M)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.body.addWidget(self.pane)
        self._pane_card.add(scroll, 1)
        self._sides.addWidget(left, 1)
        self._sides.addWidget(self._pane_card)
        return view

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane stands beside the matrix where there is room."""
        super().resizeEvent(event)
        beside = self.width() >= _WIDE
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self.pane.set_wide(wide=not beside)
        self._pane_card.setMaximumSize(
            _PANE_WIDTH if beside else self.width(), self.height() if beside else _PANE_HEIGHT
        )
        self._pane_card.setMinimumSize(_PANE_WIDTH if beside else 0, 0 if beside else _PANE_HEIGHT)

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """The call list and the filter."""
        return [
            Action("prework.call_list", msg("checklists", "Print the call list"),
                   self.print_call_list, icon="phone", menu="print", enabled=self._shows_matrix),
            Action("prework.only_missing", msg("checklists", "Only what is missing"),
                   self.filter.toggle, icon="filter", shortcut="Ctrl+Shift+M", menu="team",
                   checked=self.filter.isChecked, enabled=self._shows_matrix),
        ]  # fmt: skip

    # -- showing ------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        """Read the checklists of the cohort in hand, else of the newest run's first."""
        db = self.context.ws.read
        present = programmes.places(db)
        in_hand = self.place.cohort.rid if self.place else None
        kept = next((place for place in present if place.cohort.rid == in_hand), None)
        self.place = kept or next(iter(present), None)
        self._fill_places(present)
        rows = self._read_rows(self.place) if self.place else []
        if self.place is None or not rows:
            self._show_empty(self.place)
            return
        self._texts = RunTexts.load(db, self.place)
        self._show_matrix(self._texts, rows)

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Follow items, dates and teams."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def _read_rows(self, place: Place) -> list[MatrixRow]:
        db = self.context.ws.read
        found = teams.teams(db, programmes.team_rids(db, place.cohort.rid))
        self._members = teams.members_of(db, [team.rid for team in found])
        items = store.items_of_run(db, place.run.rid)
        found.sort(key=lambda team: LANGUAGE.texts.collation_key(team.name))
        return [MatrixRow.of(team, items.get(team.rid, [])) for team in found]

    def _fill_places(self, present: Sequence[Place]) -> None:
        self.runs.clear()
        for place in present:
            self.runs.addItem(place.title(current()), place.cohort.rid)
        in_hand = self.place.cohort.rid if self.place else None
        self.runs.setCurrentIndex(self.runs.findData(in_hand))
        self.runs.setVisible(len(present) > 1)

    def _show_matrix(self, texts: RunTexts, rows: list[MatrixRow]) -> None:
        columns = columns_of(texts, rows)
        if self.filter.isChecked():
            rows, columns = only_missing(rows, columns)
        cursor = self.matrix.currentIndex()
        kept, place = self.model.item(cursor), (max(cursor.row(), 0), max(cursor.column(), 1))
        self.model.show_matrix(texts, rows, columns, self.context.clock.today())
        self.header.set_subtitle(texts.place.title(current()))
        self.filter.show()
        self.call_list.show()
        if not rows:
            self._replace_empty(_nothing_missing())
            return
        self.stack.setCurrentWidget(self._view)
        if not self.matrix.currentIndex().isValid():
            again = self.model.place_of(kept.rid) if kept else self.model.index(*place)
            last = self.model.index(min(place[0], len(rows) - 1), min(place[1], len(columns)))
            self.matrix.setCurrentIndex(again if again.isValid() else last)
        self._show_item()

    def _show_item(self) -> None:
        index = self.matrix.currentIndex()
        item: Item | None = index.data(ITEM_ROLE) if index.isValid() else None
        self.pane.setVisible(item is not None)
        if item is not None and self._texts is not None:
            team = self.model.rows[index.row()].team
            self.pane.show_item(item, self._texts, team, self._members.get(team.rid, ()))

    def _show_empty(self, place: Place | None) -> None:
        self.header.set_subtitle(place.title(current()) if place else "")
        self.filter.hide()
        self.call_list.hide()
        go = button(
            msg("checklists", "Add teams") if place else msg("checklists", "Start a programme"),
            "primary",
        )
        target = Target("workshops")
        if place is not None:
            target = Target("workshops", "cohort", place.cohort.rid)
        go.clicked.connect(lambda: self.context.navigate(target))
        self._replace_empty(
            EmptyState(
                "checklist",
                msg("checklists", "No team has a checklist yet"),
                msg(
                    "checklists",
                    "A team gets its checklist when it joins a programme: what must be ready "
                    "before the first workshop, who does it, by when.",
                ),
                go,
            )
        )

    def _replace_empty(self, state: EmptyState) -> None:
        if self._empty is not None:
            self.stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = state
        self.stack.addWidget(state)
        self.stack.setCurrentWidget(state)

    def _shows_matrix(self) -> bool:
        return self.stack.currentWidget() is self._view

    # -- verbs --------------------------------------------------------------------------------

    def set_state(self, state: ItemState | None = None) -> None:
        """Set the selected cells; without a state to what follows that of the first."""
        set_states(self.context, self.matrix.chosen_items(), state)

    def print_call_list(self) -> None:
        """Open the print page with the call list of this run."""
        if self.place is not None:
            extra = {"handout": "call_list", "run": str(self.place.run.rid)}
            self.context.navigate(Target("print", extra=extra))

    def _show_place(self, place: Place | None) -> None:
        self.place = place or self.place
        self.refresh()

    def _show_cohort(self, rid: int) -> None:
        self._show_place(programmes.place(self.context.ws.read, rid))

    def _open_team(self, row: int) -> None:
        rid = self.model.rows[row].team.rid
        self.context.navigate(Target("teams", "team", rid, {"tab": "prework"}))

    # -- going places -------------------------------------------------------------------------

    @override
    def open_target(self, target: Target) -> None:
        """`cohort`, `run`, `team` and `checklist_item` name what to show."""
        db, rid = self.context.ws.read, target.rid
        if rid is None:
            return
        if target.kind == "cohort":
            self._show_cohort(rid)
        elif target.kind == "run":
            self._show_place(next(iter(programmes.places_of_run(db, rid)), None))
        elif target.kind == "team" and (of_team := programmes.place_of_team(db, rid)):
            self._show_place(of_team)
            self._go_to_team(rid)
        elif target.kind == "checklist_item" and (item := store.item(db, rid)):
            self.filter.setChecked(False)
            cohort = programmes.cohort_in_run(db, item.run_rid, item.team_rid)
            self._show_place(programmes.place(db, cohort) if cohort else None)
            place = self.model.place_of(rid)
            if place.isValid():
                self.matrix.setCurrentIndex(place)

    def _go_to_team(self, team_rid: int) -> None:
        for row, record in enumerate(self.model.rows):
            if record.team.rid == team_rid:
                self.matrix.setCurrentIndex(self.model.index(row, PROGRESS + 1))

    @override
    def current_target(self) -> Target:
        """The item with the cursor, else the cohort."""
        item = self.model.item(self.matrix.currentIndex())
        if item is not None:
            return Target(self.key, "checklist_item", item.rid)
        return Target(self.key, "cohort", self.place.cohort.rid) if self.place else Target(self.key)

    @override
    def state(self) -> dict[str, str]:
        """Whether only what is missing is shown."""
        return {"missing": "1" if self.filter.isChecked() else ""}

    @override
    def restore(self, state: dict[str, str]) -> None:
        """The filter as it was."""
        self.filter.setChecked(bool(state.get("missing")))

    @override
    def focus_default(self) -> None:
        """The matrix."""
        self.matrix.setFocus()


def _legend() -> Message:
    names = {state.value: STATE_NAMES[state] for state in ItemState}
    return msg(
        "checklists",
        "Space: next state · 1 ○ {not_started} · 2 ◐ {in_progress} · 3 ✓ {done} · "
        "4 – {not_applicable} · ▲ late",
        **names,
    )


def _nothing_missing() -> EmptyState:
    return EmptyState(
        "done",
        msg("checklists", "Nothing is missing"),
        msg("checklists", "All teams have done what applies to them."),
    )
