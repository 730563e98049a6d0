"""The page Pre-work: how ready the teams of a cohort, or of all cohorts of a run, are."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.features.checklists import store
from coachdesk.features.checklists.cohort_choice import Choice, CohortCombo, title_of_choice
from coachdesk.features.checklists.matrix import MatrixModel
from coachdesk.features.checklists.matrix_view import MatrixView
from coachdesk.features.checklists.matrix_words import gathering_words, legend
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.checklists.page_bar import ReadinessBar
from coachdesk.features.checklists.page_empty import no_checklists, nothing_to_show
from coachdesk.features.checklists.pane import ItemPane
from coachdesk.features.checklists.readiness import Show
from coachdesk.features.checklists.sight import Sight
from coachdesk.features.checklists.verbs import set_states
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.model import Place
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg, plural
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import tr
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import (
    Card,
    ElidedLabel,
    EmptyState,
    PageHeader,
    Scroll,
    button,
    label,
)

_TABLES = ("checklist_item", "run", "cohort", "event", "participation", "team", "member")
_WIDE = 960
"""From this width on the pane stands beside the matrix, else under it."""
_PANE_WIDTH, _PANE_HEIGHT = 284, 196


class PreworkPage(Page):
    """The matrix, its filters, and a pane about the cell with the cursor."""

    key, title, icon = "prework", msg("checklists", "Pre-work"), "checklist"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.choice: Choice | None = None
        self._looked_at = False
        self.sight = Sight(context.ws, context.clock)
        self._empty: EmptyState | None = None
        self.cohorts = CohortCombo()
        self.cohorts.choice_made.connect(self._show_choice)
        self.call_list = button(msg("checklists", "Call list"), icon="phone")
        self.call_list.clicked.connect(self.print_call_list)
        self.print = button(msg("checklists", "Print"), icon="print")
        self.print.clicked.connect(self.print_readiness)
        self.header = PageHeader(self.title, "", self.cohorts, self.call_list, self.print)
        self.bar = ReadinessBar()
        self.bar.changed.connect(self._show_teams)
        self.bar.seen_asked.connect(self.mark_seen)
        self.model = MatrixModel()
        self.matrix = MatrixView(self.model)
        self.bar.details_toggled.connect(lambda shown: self.matrix.show_details(shown=shown))
        self.matrix.chosen.connect(self._fill_pane)
        self.matrix.state_asked.connect(self.set_state)
        self.matrix.next_asked.connect(self.set_state)
        self.matrix.names.sectionDoubleClicked.connect(self._open_team)
        self._pane: ItemPane | None = None
        self._pane_later = QTimer(self, singleShot=True, interval=0)
        self._pane_later.timeout.connect(self._show_item)
        self.stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.L)
        outer.setSpacing(theme.M)
        outer.addWidget(self.header)
        outer.addWidget(self.bar)
        outer.addWidget(self.stack, 1)
        self._view = QWidget()
        self.stack.addWidget(self._view)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._view)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(theme.M)
        self.legend = label("", "small", "muted", wrap=True)
        self.short_legend = ElidedLabel("", "small", "muted")
        self._pane_card = Card()
        self._pane_room = Scroll(margins=theme.M)
        self._fill_view()

    def _fill_view(self) -> None:
        """From the outside to the inside: a widget that gets a parent is styled with all in it."""
        left = Card()
        self._sides.addWidget(left, 1)
        self._sides.addWidget(self._pane_card)
        left.body.setContentsMargins(theme.S, theme.S, theme.S, theme.S)
        left.add(self.matrix, 1)
        left.add(self.legend)
        left.add(self.short_legend)
        self._pane_card.body.setContentsMargins(0, theme.XS, 0, theme.XS)
        self._pane_room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pane_card.add(self._pane_room, 1)

    @property
    def pane(self) -> ItemPane:
        """Everything about the cell with the cursor; made when it is first filled."""
        if self._pane is None:
            self._pane = ItemPane(self.context)
            self._pane.set_wide(wide=self.width() < _WIDE)
            self._pane_room.body.addWidget(self._pane)
        return self._pane

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane stands beside the matrix where there is room."""
        super().resizeEvent(event)
        beside = self.width() >= _WIDE
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        if self._pane is not None:
            self._pane.set_wide(wide=not beside)
        self.legend.setVisible(beside)
        self.short_legend.setVisible(not beside)
        below = min(_PANE_HEIGHT, self.height() * 3 // 10)
        self._pane_card.setMaximumSize(
            _PANE_WIDTH if beside else self.width(), self.height() if beside else below
        )
        self._pane_card.setMinimumSize(_PANE_WIDTH if beside else 0, 0 if beside else below)

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """The papers and the filters."""
        return [
            Action("prework.call_list", msg("checklists", "Print the call list"),
                   self.print_call_list, icon="phone", menu="print", enabled=self._has_teams),
            Action("prework.print", msg("checklists", "Print how ready the teams are"),
                   self.print_readiness, icon="print", menu="print", enabled=self._has_teams),
            Action("prework.only_missing", msg("checklists", "Only what is missing"),
                   lambda: self._toggle(Show.MISSING), icon="filter", shortcut="Ctrl+Shift+M",
                   menu="team", checked=lambda: self.bar.show_what is Show.MISSING,
                   enabled=self._has_teams),
            Action("prework.only_changed", msg("checklists", "Only what has changed"),
                   lambda: self._toggle(Show.CHANGED), icon="history", menu="team",
                   checked=lambda: self.bar.show_what is Show.CHANGED, enabled=self._has_teams),
            Action("prework.details", msg("checklists", "Who and by when"),
                   self.bar.details.toggle, icon="person", menu="team",
                   checked=self.bar.details.isChecked, enabled=self._has_teams),
            Action("prework.seen", msg("checklists", "Mark what has changed as seen"),
                   self.mark_seen, icon="done", menu="team",
                   enabled=lambda: bool(self.sight.changed)),
        ]  # fmt: skip

    # -- showing ------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        """Read the checklists of what is chosen, else of the newest run."""
        present = programmes.places(self.context.ws.read)
        places = self.choice.places(present) if self.choice else []
        if not places and present:
            self.choice = Choice(present[0].run.rid)
            places = self.choice.places(present)
        self.cohorts.offer(present, self.choice)
        self.sight.read(places)
        for widget in (self.bar, self.call_list, self.print):
            widget.setVisible(bool(self.sight.teams))
        if self.sight.teams:
            self._show_teams()
        else:
            self.header.set_subtitle(title_of_choice(places) if places else "")
            self._show_empty(no_checklists(self.context, places[0] if places else None))

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Follow items, dates and teams."""
        if change_set.touches(*_TABLES):
            self.refresh()

    @override
    def left(self) -> None:
        """What was in sight is seen."""
        self._looked_at = False
        self.sight.leave()

    def _show_teams(self) -> None:
        sight, bar = self.sight, self.bar
        if not sight.teams:
            return
        shown = sight.shown(bar.show_what, bar.text, bar.sort)
        cursor = self.matrix.currentIndex()
        kept, place = self.model.item(cursor), (max(cursor.row(), 0), max(cursor.column(), 1))
        self.matrix.show_cohorts(shown=len(sight.places) > 1 and not shown.grouped)
        self.model.show_matrix(shown)
        self.header.set_subtitle(self._subtitle())
        bar.seen.setVisible(bool(sight.changed))
        self._show_legend(legend(sight.texts, sight.teams))
        if not shown.rows:
            self._show_empty(nothing_to_show(bar.show_what, bar.text, bar.show_everything))
            return
        self.stack.setCurrentWidget(self._view)
        if not self.matrix.currentIndex().isValid():
            again = self.model.place_of(kept.rid) if kept else self._near(*place)
            self.matrix.setCurrentIndex(again if again.isValid() else self._near(*place))
        self._fill_pane()

    def _show_legend(self, lines: Sequence[str]) -> None:
        """All of it, or one line where the window is low; the rest is its tooltip then."""
        self.legend.setText("\n".join(lines))
        self.short_legend.setText(lines[0])
        self.short_legend.setToolTip("\n".join(lines))

    def _near(self, row: int, column: int) -> QModelIndex:
        """A cell of a team near to one that is gone."""
        rows = range(len(self.model.shown.lines))
        teams = [number for number in rows if self.model.team_row(number)]
        row = min(teams, key=lambda number: abs(number - row))
        return self.model.index(row, min(column, self.model.columnCount() - 1))

    def _subtitle(self) -> str:
        sight = self.sight
        next_event = gathering_words(sight.texts, self.context.clock.today()) if sight.texts else ""
        if len(sight.places) > 1:
            next_event = ""
        count = len(sight.changed)
        changed = tr(
            plural("checklists", "◆ {count} cell changed since {day}",
                   "◆ {count} cells changed since {day}", count, day=sight.changed_since)
        ) if count else ""  # fmt: skip
        return " · ".join(filter(None, (title_of_choice(sight.places), next_event, changed)))

    def _fill_pane(self) -> None:
        """About the cell with the cursor; after the first paint while the page comes into sight."""
        if self.isVisible():
            self._show_item()
        else:
            self._pane_later.start()

    def _show_item(self) -> None:
        index = self.matrix.currentIndex()
        item, row = self.model.item(index), self.model.team_row(index.row())
        if item is not None or self._pane is not None:
            self.pane.setVisible(item is not None)
        if item is not None and row is not None:
            members = self.sight.members.get(row.team.rid, ())
            self.pane.show_item(item, row.texts, row.team, members)

    def _show_empty(self, state: EmptyState) -> None:
        if self._empty is not None:
            self.stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = state
        self.stack.addWidget(state)
        self.stack.setCurrentWidget(state)

    def _has_teams(self) -> bool:
        return bool(self.sight.teams)

    # -- verbs --------------------------------------------------------------------------------

    def set_state(self, state: ItemState | None = None) -> None:
        """Set the selected cells; without a state to what follows that of the first."""
        set_states(self.context, self.matrix.chosen_items(), state)

    def mark_seen(self) -> None:
        """Take the marks of what has changed away."""
        self.sight.leave()
        self.refresh()

    def print_call_list(self) -> None:
        """Open the print page with the call list of this run."""
        self._print("call_list")

    def print_readiness(self) -> None:
        """Open the print page with the matrix of this run."""
        self._print("readiness")

    def _print(self, handout: str) -> None:
        if self.choice is not None:
            extra = {"handout": handout, "run": str(self.choice.run_rid)}
            self.context.navigate(Target("print", extra=extra))

    def _toggle(self, shown: Show) -> None:
        self.bar.set_show(Show.ALL if self.bar.show_what is shown else shown)

    def _show_choice(self, choice: Choice) -> None:
        if choice != self.choice:
            if self._looked_at:  # and not on the way here
                self.sight.leave()
            self.choice = choice
        self.refresh()

    def _show_place(self, place: Place | None) -> None:
        if place is None:
            return
        wider = Choice(place.run.rid)
        if self.choice != wider:
            self._show_choice(wider if place.alone else Choice(place.run.rid, place.cohort.rid))

    def _open_team(self, row: int) -> None:
        found = self.model.team_row(row)
        if found is not None:
            self.context.navigate(Target("teams", "team", found.team.rid, {"tab": "prework"}))

    # -- going places -------------------------------------------------------------------------

    @override
    def open_target(self, target: Target) -> None:
        """`cohort`, `run`, `team` and `checklist_item` name what to show."""
        if not self.sight.is_open:
            self.refresh()
        if target.rid is not None:
            self._go_to(target, target.rid)
        self._looked_at = True

    def _go_to(self, target: Target, rid: int) -> None:
        db = self.context.ws.read
        if target.kind == "cohort" and (of_cohort := programmes.place(db, rid)):
            self._show_choice(_choice_of(of_cohort))
        elif target.kind == "run":
            self._show_choice(Choice(rid))
        elif target.kind == "team":
            of_team = programmes.place_of_team(db, rid, self.context.clock.today())
            if of_team is not None:
                self._show_place(of_team)
                self._go_to_team(rid)
        elif target.kind == "checklist_item" and (item := store.item(db, rid)):
            self.bar.show_everything()
            cohort = programmes.cohort_in_run(db, item.run_rid, item.team_rid)
            self._show_place(programmes.place(db, cohort) if cohort else None)
            found = self.model.place_of(rid)
            if found.isValid():
                self.matrix.setCurrentIndex(found)

    def _go_to_team(self, team_rid: int) -> None:
        row = self.model.row_of(team_rid)
        if row is not None:
            self.matrix.setCurrentIndex(self.model.index(row, 1))

    @override
    def current_target(self) -> Target:
        """The item with the cursor, else the cohort or the run."""
        item = self.model.item(self.matrix.currentIndex())
        if item is not None:
            return Target(self.key, "checklist_item", item.rid)
        if self.choice is None:
            return Target(self.key)
        if self.choice.cohort_rid is not None:
            return Target(self.key, "cohort", self.choice.cohort_rid)
        return Target(self.key, "run", self.choice.run_rid)

    @override
    def state(self) -> dict[str, str]:
        """What is shown, and in which order."""
        return self.bar.state()

    @override
    def restore(self, state: dict[str, str]) -> None:
        """The view as it was."""
        self.bar.restore(state)

    @override
    def focus_default(self) -> None:
        """The matrix."""
        self.matrix.setFocus()


def _choice_of(place: Place) -> Choice:
    return Choice(place.run.rid, None if place.alone else place.cohort.rid)
