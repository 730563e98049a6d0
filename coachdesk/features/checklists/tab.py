"""The tab Pre-work of the team page: the team's checklist."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.checklists import service, store
from coachdesk.features.checklists.list_view import ItemModel, ItemTable
from coachdesk.features.checklists.model import Item, behind, progress
from coachdesk.features.checklists.pane import ItemPane
from coachdesk.features.checklists.shown import SIGNS, RunTexts, status_of
from coachdesk.features.checklists.verbs import (
    attempt,
    delete_item,
    set_due_text,
    set_states,
    set_who,
)
from coachdesk.features.programmes import service as programme_service
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.model import Place
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Member
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg, plural
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, EmptyState, Scroll, button, label
from coachdesk.ui.widgets.fields import AddRow
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column

_TABLES = ("checklist_item", "run", "event", "participation", "member")
_PANE_WIDTH = 284
_WIDE, _ROOMY = 900, 1100
"""From these widths on there is room for the columns of who takes care, and of remarks."""
_WHO, _REMARK = 2, 4


class ChecklistTab(QWidget):
    """The items of one run that the team takes part in now, and a pane about one of them."""

    def __init__(self, context: Context, team_rid: int) -> None:
        super().__init__()
        self._context, self._team_rid = context, team_rid
        self._run_rid: int | None = None
        self._texts: RunTexts | None = None
        self._members: list[Member] = []
        self.model = ItemModel(self._columns(), lambda item: item.rid)
        self.table = ItemTable(self.model, msg("checklists", "The team's checklist"))
        self.summary = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr(msg("checklists", "Progress")))
        self.add_row = AddRow(msg("checklists", "Add an item — type and press Enter"))
        self.pane = ItemPane(context)
        self.stack = QStackedWidget()
        self._empty: QWidget | None = None
        self._list = self._make_list()
        self.stack.addWidget(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.M, 0, 0)
        outer.addWidget(self.stack)
        self._connect()
        self.refresh()

    def _make_list(self) -> QWidget:
        view = QWidget()
        across = QHBoxLayout(view)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.M)
        left = Card()
        left.add(self.summary)
        left.add(self.bar)
        left.add(self.table, 1)
        left.add(self.add_row)
        keys = msg(
            "checklists",
            "Space: next state · 1–4: a certain state · F2: edit · Alt+↑↓: move · Del: delete",
        )
        left.add(label(keys, "small", "muted", wrap=True))
        self._pane_card = Card()
        self._pane_card.setFixedWidth(_PANE_WIDTH)
        self._pane_card.body.setContentsMargins(0, theme.XS, 0, theme.XS)
        scroll = Scroll(margins=theme.M)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.body.addWidget(self.pane)
        self._pane_card.add(scroll, 1)
        across.addWidget(left, 1)
        across.addWidget(self._pane_card)
        return view

    def _connect(self) -> None:
        context, table = self._context, self.table
        table.chosen.connect(self._show_item)
        table.opened.connect(lambda _item: self.pane.remark.setFocus())
        table.next_asked.connect(lambda: set_states(context, table.selected(), None))
        table.state_asked.connect(lambda state: set_states(context, table.selected(), state))
        table.order_asked.connect(partial(service.reorder, context.ws))
        table.removal_asked.connect(self._remove)
        table.add_asked.connect(self.add_row.setFocus)
        self.add_row.submitted.connect(self._add)

    def _columns(self) -> Sequence[Column[Item]]:
        return (
            Column(msg("checklists", "State"), self._standing, describe=self._spoken),
            Column(msg("checklists", "Item"), self._title, edit=self._rename, stretch=True),
            Column(msg("checklists", "Who"), lambda item: item.who, edit=self._set_who),
            Column(
                msg("checklists", "By when"), self._due, status=self._due_status, edit=self._set_due
            ),
            Column(msg("checklists", "Remark"), lambda item: " ".join(item.remark.split()),
                   muted=True, stretch=True),
        )  # fmt: skip

    # -- the tab's side -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the team's list of the run it takes part in."""
        db = self._context.ws.read
        place = self._place()
        if place is None:
            self._show_empty()
            return
        self._texts = RunTexts.load(db, place)
        self._members = teams.members(db, self._team_rid)
        items = self._items()
        self.model.set_records(items)
        self._show_progress(items)
        self.stack.setCurrentWidget(self._list)
        if items and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show_item()

    def on_change(self, change_set: ChangeSet) -> None:
        """Follow items, dates, people and taking part."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def show_run(self, run_rid: int | None) -> None:
        """Show the list of a run that the team is in; None is the usual one."""
        if run_rid != self._run_rid:
            self._run_rid = run_rid
            self.refresh()

    def open_target(self, target: Target) -> None:
        """Put the cursor on an item."""
        if target.kind == "checklist_item" and target.rid is not None:
            self.table.select(target.rid)
        self.table.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the columns for which there is no room; the pane shows the same."""
        super().resizeEvent(event)
        self.table.setColumnHidden(_WHO, self.width() < _WIDE)
        self.table.setColumnHidden(_REMARK, self.width() < _ROOMY)

    def _items(self) -> list[Item]:
        place = self._place()
        return store.items(self._context.ws.read, place.run.rid, self._team_rid) if place else []

    def _place(self) -> Place | None:
        """Where the team takes part in the run in question, else in its usual one."""
        db, today = self._context.ws.read, self._context.clock.today()
        places = programmes.present_places_of_team(db, self._team_rid, today)
        chosen = (place for place in places if place.run.rid == self._run_rid)
        return next(chosen, next(iter(places), None))

    # -- showing ------------------------------------------------------------------------------

    def _show_progress(self, items: Sequence[Item]) -> None:
        now, late = progress(items), len(behind(items, self._context.clock.today()))
        self.bar.setRange(0, max(now.applicable, 1))
        self.bar.setValue(now.done)
        words = msg("checklists", "{done} of {all} done", done=now.done, all=now.applicable)
        if late:
            words = msg(
                "checklists", "{progress} · {late}", progress=words,
                late=plural("checklists", "▲ {count} item late", "▲ {count} items late", late),
            )  # fmt: skip
        self.summary.setText(tr(words))

    def _show_item(self) -> None:
        item, team = self.table.current(), teams.team(self._context.ws.read, self._team_rid)
        shown = item is not None and team is not None and self._texts is not None
        self._pane_card.setVisible(shown)
        if item is not None and team is not None and self._texts is not None:
            self.pane.show_item(item, self._texts, team, self._members)

    def _show_empty(self) -> None:
        joins: list[QPushButton] = []
        for place in programmes.places(self._context.ws.read):
            name = place.title(current())
            join = button(msg("checklists", "Join {run}", run=name), "primary")
            join.clicked.connect(partial(self._join, place.cohort.rid))
            joins.append(join)
        if not joins:
            start = button(msg("checklists", "Start a programme"), "primary")
            start.clicked.connect(lambda: self._context.navigate(Target("workshops", "start")))
            joins.append(start)
        if self._empty is not None:
            self.stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = _empty_state(joins)
        self.stack.addWidget(self._empty)
        self.stack.setCurrentWidget(self._empty)

    def _standing(self, item: Item) -> str:
        return f"{SIGNS[item.state]} {self._text(RunTexts.standing, item)}"

    def _title(self, item: Item) -> str:
        return self._text(RunTexts.title, item)

    def _due(self, item: Item) -> str:
        return self._texts.due(item.due) if self._texts else ""

    def _due_status(self, item: Item) -> Status:
        status = status_of(item, self._context.clock.today())
        return status if status in (Status.LATE, Status.SOON) else Status.OPEN

    def _spoken(self, item: Item) -> str:
        return self._texts.spoken(item, self._context.clock.today()) if self._texts else ""

    def _text(self, what: Callable[[RunTexts, Item], str], item: Item) -> str:
        return what(self._texts, item) if self._texts else ""

    # -- verbs --------------------------------------------------------------------------------

    def _join(self, cohort_rid: int) -> None:
        ws = self._context.ws
        verb = partial(programme_service.add_teams, ws, cohort_rid, [self._team_rid])
        if attempt(self._context, verb):
            joined = msg("checklists", "The team joined and has its checklist now.")
            self._context.tell_done(joined)

    def _add(self, title: str) -> None:
        if self._texts is None:
            return
        run = self._texts.place.run
        verb = partial(service.add_item, self._context.ws, run.rid, self._team_rid, title)
        if not attempt(self._context, verb):
            self.add_row.refuse()

    def _remove(self) -> None:
        item = self.table.current()
        if item is not None:
            delete_item(self._context, item)

    def _rename(self, item: Item, title: str) -> None:
        attempt(self._context, partial(service.rename_item, self._context.ws, item.rid, title))

    def _set_who(self, item: Item, name: str) -> None:
        attempt(self._context, partial(set_who, self._context, item, name, self._members))

    def _set_due(self, item: Item, text: str) -> None:
        attempt(self._context, partial(set_due_text, self._context, item, text))


def _empty_state(buttons: Sequence[QPushButton]) -> EmptyState:
    state = EmptyState(
        "checklist",
        msg("checklists", "The team takes part in no programme"),
        msg(
            "checklists",
            "When it joins one, it gets a checklist: what must be ready before it begins, who "
            "does it, by when.",
        ),
        buttons[0],
    )
    layout = state.layout()
    if isinstance(layout, QVBoxLayout):
        for place, each in enumerate(buttons[1:], start=layout.count() - 1):
            layout.insertWidget(place, each, 0, Qt.AlignmentFlag.AlignHCenter)
    return state
