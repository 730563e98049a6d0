"""The page Agenda: the plan of a workshop day, its blocks at the left, one of them at the right."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from coachdesk.features.agendas import service, store
from coachdesk.features.agendas.beside import Beside
from coachdesk.features.agendas.model import Contents, PlanDay, plan_of
from coachdesk.features.agendas.places import Workshop, usual, workshops
from coachdesk.features.agendas.plan_view import PlanView
from coachdesk.features.agendas.start_panel import StartPanel
from coachdesk.features.agendas.verbs import PlanVerbs
from coachdesk.features.programmes import store as programmes
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import Card, EmptyState, PageHeader, button, icon_button, row_of
from coachdesk.ui.widgets.fields import name_field

_TABLES = (
    "agenda_day", "agenda_block", "own_block", "event", "cohort", "run", "participation", "team",
)  # fmt: skip
_BESIDE, _NARROW_BESIDE, _NARROW = 352, 260, 940
FOR_COACHES, FOR_PARTICIPANTS = "agenda_coach", "agenda"


class AgendaPage(Page):
    """Plans the days of a workshop."""

    key, title, icon = "agenda", msg("agendas", "Agenda"), "workshop"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: list[Workshop] = []
        self._offered: list[tuple[str, int]] = []
        self.workshop: Workshop | None = None
        self.day_number = 1
        self.verbs = PlanVerbs(context)
        self.view = PlanView(context, self.verbs)
        self.beside = Beside(context, self.verbs)
        self.start = StartPanel()
        self.events, self.days = CalmCombo(), QTabBar()
        self.copy_button = button(msg("agendas", "Copy day"))
        self.hold_button = button(msg("agendas", "Go to the day"), icon="workshop")
        self.hold_button.setToolTip(
            tr(msg("agendas", "Hold this day: clock, notes, attendance (F5 for the one that runs)"))
        )
        self.project_button = icon_button("video", msg("agendas", "Project this day (F6)"))
        self.coach_button = button(msg("agendas", "Print for coaches"), icon="print")
        self.people_button = button(msg("agendas", "Print for participants"), icon="print")
        self.header = PageHeader(
            self.title, "", self.copy_button, self.coach_button, self.people_button
        )
        self._body = QStackedWidget()
        self._empty = self._make_empty()
        self._arrange()
        self._connect()

    def _make_empty(self) -> QWidget:
        go = button(msg("agendas", "Go to runs"), "primary")
        go.clicked.connect(lambda: self.context.navigate(Target("workshops")))
        return EmptyState(
            "workshop",
            msg("agendas", "No workshop to plan yet"),
            msg(
                "agendas",
                "Start a programme on the page Runs. Its workshops then appear here, with an "
                "agenda for each day to begin with.",
            ),
            go,
        )

    def _arrange(self) -> None:
        name_field(self.events, msg("agendas", "Workshop"))
        self.days.setExpanding(False)
        self.days.setDrawBase(False)
        self.days.setAccessibleName(tr(msg("agendas", "Day of the workshop")))
        self._left, self._right = Card(), Card()
        self._left.add(self.view)
        self._right.add(self.beside)
        planned = QWidget()
        across = QHBoxLayout(planned)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.M)
        across.addWidget(self._left, 1)
        across.addWidget(self._right)
        self._planned = planned
        for each in (planned, self.start, self._empty):
            self._body.addWidget(each)
        self._choice = QWidget()
        choice = row_of(self.events, self.days, self.hold_button, self.project_button)
        choice.setStretch(0, 1)
        self._choice.setLayout(choice)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
        outer.setSpacing(theme.S)
        outer.addWidget(self.header)
        outer.addWidget(self._choice)
        outer.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.events.activated.connect(lambda _index: self._on_event())
        self.days.currentChanged.connect(self._on_day)
        self.view.table.chosen.connect(self._on_chosen)
        self.view.table.opened.connect(lambda _line: self._edit())
        self.view.library_wanted.connect(self.open_library)
        self.view.added.connect(self._add)
        self.beside.block_taken.connect(self._add)
        self.beside.day_taken.connect(self._copy_to)
        self.beside.closed.connect(self.view.table.setFocus)
        self.start.from_programme.connect(self.make_from_programme)
        self.start.empty.connect(self.make_empty)
        self.start.copy.connect(self._copy_from)
        self.hold_button.clicked.connect(self._hold)
        self.project_button.clicked.connect(lambda: self.context.actions.run("workshop.project"))
        self.copy_button.clicked.connect(self.open_copying)
        self.coach_button.clicked.connect(lambda: self._print(handout=FOR_COACHES))
        self.people_button.clicked.connect(lambda: self._print(handout=FOR_PARTICIPANTS))

    # -- what is shown ------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        """Read the workshops and the plan of the day; keep what was in hand."""
        self._found = workshops(self.context.ws.read)
        kept = next((one for one in self._found if self._is_in_hand(one)), None)
        if kept is None:
            kept, self.day_number = usual(self._found, self.context.clock.today()), 1
        self.workshop = kept
        self._show_choice()
        self._show_day()

    def _is_in_hand(self, one: Workshop) -> bool:
        return self.workshop is not None and one.event.rid == self.workshop.event.rid

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Follow plans, events and teams."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def _show_choice(self) -> None:
        offered = [(one.title(current()), one.event.rid) for one in self._found]
        with QSignalBlocker(self.events):
            if offered != self._offered:
                self._offered = offered
                self.events.clear()
                for title, rid in offered:
                    self.events.addItem(title, rid)
            if self.workshop is not None:
                self.events.setCurrentIndex(self.events.findData(self.workshop.event.rid))
        days = list(self.workshop.days()) if self.workshop else []
        self.day_number = min(max(self.day_number, 1), max([1, *days]))
        with QSignalBlocker(self.days):
            while self.days.count() > len(days):
                self.days.removeTab(self.days.count() - 1)
            while self.days.count() < len(days):
                self.days.addTab("")
            for place, number in enumerate(days):
                assert self.workshop is not None  # noqa: S101 - it has days
                self.days.setTabText(place, tr(self.workshop.day_words(number, current())))
            self.days.setCurrentIndex(self.day_number - 1)

    def plan_day(self) -> PlanDay | None:
        """The plan of the day in hand."""
        planned = self.workshop.planned if self.workshop else ()
        return next((day for day in planned if day.day == self.day_number), None)

    def _show_day(self) -> None:
        day, db = self.plan_day(), self.context.ws.read
        self.verbs.day_rid = day.rid if day else None
        self._choice.setVisible(self.workshop is not None)
        for each in (self.copy_button, self.coach_button, self.people_button):
            each.setVisible(day is not None)
        self.hold_button.setVisible(self.workshop is not None)
        if self.workshop is None:
            self._body.setCurrentWidget(self._empty)
        elif day is None:
            self.beside.show_line(None)
            self.start.show_day(
                self.day_number, in_programme=self.day_number in self.workshop.in_programme(),
                sources=[(rid, name) for rid, name in self._planned_days()],
            )  # fmt: skip
            self._body.setCurrentWidget(self.start)
        else:
            teams = len(programmes.team_rids(db, self.workshop.place.cohort.rid))
            plan = plan_of(day, store.blocks(db, day.rid))
            self.view.show_plan(day, plan, teams)
            self.beside.show_library(day.language, teams)
            self.beside.show_days(self._free_days())
            self._on_chosen()
            self._body.setCurrentWidget(self._planned)
        self.context.actions.refresh()

    def _planned_days(self) -> list[tuple[int, str]]:
        return [(day.rid, _day_name(one, day.day)) for one in self._found for day in one.planned]

    def _free_days(self) -> list[tuple[tuple[int, int], str]]:
        return [
            ((one.event.rid, number), _day_name(one, number))
            for one in self._found
            for number in one.days()
            if all(day.day != number for day in one.planned)
        ]

    def _on_chosen(self) -> None:
        self.beside.show_line(self.view.table.current())
        self.context.actions.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the form gives way."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._right.setFixedWidth(_NARROW_BESIDE if narrow else _BESIDE)

    # -- choosing -----------------------------------------------------------------------------

    def _on_event(self) -> None:
        self.open_day(self.events.currentData(), 1)

    def _on_day(self, place: int) -> None:
        if place >= 0 and place + 1 != self.day_number:
            self.context.drafts.flush_all()
            self.day_number = place + 1
            self.refresh()

    def open_day(self, event_rid: int, day: int) -> None:
        """Show a day of an event; nothing happens when it is not there."""
        found = next((one for one in self._found if one.event.rid == event_rid), None)
        if found is not None:
            self.context.drafts.flush_all()
            self.workshop, self.day_number = found, day
            self.refresh()

    # -- verbs --------------------------------------------------------------------------------

    def make_from_programme(self) -> None:
        """Plan the days of the workshop as the programme says."""
        if self.workshop is not None:
            language = self.start.language.language
            made = service.make_from_programme(self.context.ws, self.workshop.event.rid, language)
            self.context.tell_done(
                msg("agendas", "Plans made: {count}. Their times are those of the programme.",
                    count=len(made))
            )  # fmt: skip
            self.focus_default()

    def make_empty(self) -> None:
        """Begin a plan with nothing in it."""
        if self.workshop is not None:
            event, language = self.workshop.event.rid, self.start.language.language
            service.make_empty(self.context.ws, event, self.day_number, language)
            self.open_library()

    def _copy_from(self, day_rid: int) -> None:
        if self.workshop is not None:
            service.copy_day(self.context.ws, day_rid, self.workshop.event.rid, self.day_number)
            self.context.tell_done(msg("agendas", "Day copied"))
            self.focus_default()

    def _copy_to(self, place: tuple[int, int]) -> None:
        day = self.plan_day()
        if day is not None:
            service.copy_day(self.context.ws, day.rid, *place)
            self.beside.close_panel()
            self.open_day(*place)
            self.context.tell_done(msg("agendas", "Day copied; this is the copy"))
            self.focus_default()

    def _add(self, contents: Contents) -> None:
        blocks = self.view.table.in_hand()
        try:
            rid = self.verbs.add(contents, blocks[-1] if blocks else None)
        except UserError as problem:
            self.context.notices.error(problem)
            return
        if rid is not None:
            self.view.table.choose([rid])

    def open_library(self) -> None:
        """Show the blocks that can be added."""
        if self.verbs.day_rid is not None:
            self.beside.open_library()

    def open_copying(self) -> None:
        """Show the days that this one can be copied to."""
        if self.verbs.day_rid is not None:
            self.beside.open_days()

    def _edit(self) -> None:
        self.beside.close_panel()
        self.beside.form.focus_title()

    def _hold(self) -> None:
        self.context.navigate(replace(self.current_target(), page="day"))

    def _print(self, **what: str) -> None:
        if self.workshop is not None:
            self.context.navigate(Target("print", "event", self.workshop.event.rid, what))

    def _is_planned(self) -> bool:
        return self.verbs.day_rid is not None

    def _has_block(self) -> bool:
        return self._is_planned() and bool(self.view.table.in_hand())

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """Verbs on the plan and on the selected blocks."""
        table, verbs = self.view.table, self.verbs
        plan, block = self._is_planned, self._has_block
        return [
            Action("agenda.add", msg("agendas", "Add a block from the library"), self.open_library,
                   icon="add", shortcut="Ins", enabled=plan),
            Action("agenda.rename", msg("agendas", "Type the title of the block"), table.rename,
                   icon="edit", enabled=block),
            Action("agenda.longer", msg("agendas", "Five minutes longer"),
                   lambda: verbs.lengthen(table.in_hand(), 5), enabled=block),
            Action("agenda.shorter", msg("agendas", "Five minutes shorter"),
                   lambda: verbs.lengthen(table.in_hand(), -5), enabled=block),
            Action("agenda.up", msg("agendas", "Move the block up"), lambda: table.move_by(-1),
                   icon="up", enabled=block),
            Action("agenda.down", msg("agendas", "Move the block down"), lambda: table.move_by(1),
                   icon="down", enabled=block),
            Action("agenda.remove", msg("agendas", "Remove the blocks"),
                   table.remove, icon="trash", enabled=block),
            Action("agenda.keep", msg("agendas", "Keep the block for other plans"),
                   self.beside.form.keep_block, enabled=block),
            Action("agenda.copy_day", msg("agendas", "Copy the day"), self.open_copying,
                   enabled=plan),
            Action("agenda.remove_day", msg("agendas", "Remove the plan of the day"),
                   verbs.remove_day, icon="trash", enabled=plan),
            Action("agenda.print_coach", msg("agendas", "Print the agenda for coaches"),
                   lambda: self._print(handout=FOR_COACHES), icon="print", menu="print",
                   enabled=plan),
            Action("agenda.print", msg("agendas", "Print the agenda for participants"),
                   lambda: self._print(handout=FOR_PARTICIPANTS), icon="print", menu="print",
                   enabled=plan),
            Action("agenda.print_pack", msg("agendas", "Print the workshop's pack"),
                   lambda: self._print(pack="yes"), icon="print", menu="print"),
        ]  # fmt: skip

    # -- the page's place in the window -------------------------------------------------------

    @override
    def open_target(self, target: Target) -> None:
        """`kind="event"` shows a workshop, `extra["day"]` which day, `extra["block"]` a block."""
        day = target.extra.get("day", "")
        if target.kind == "event" and target.rid is not None:
            self.open_day(target.rid, int(day) if day.isdecimal() else 1)
        block = target.extra.get("block", "")
        if block.isdecimal():
            self.view.table.choose([int(block)])

    @override
    def current_target(self) -> Target:
        """The workshop and the day in hand."""
        if self.workshop is None:
            return Target(self.key)
        extra = {"day": str(self.day_number)}
        return Target(self.key, "event", self.workshop.event.rid, extra)

    @override
    def state(self) -> dict[str, str]:
        """The block under the cursor."""
        line = self.view.table.current()
        return {"block": str(line.block.rid)} if line else {}

    @override
    def restore(self, state: dict[str, str]) -> None:
        """Bring back what `state` told."""
        if state.get("block", "").isdecimal():
            self.view.table.choose([int(state["block"])])

    @override
    def focus_default(self) -> None:
        """The plan, or the way to begin one."""
        if self._body.currentWidget() is self.start:
            self.start.focus_first()
        elif self._is_planned():
            self.view.focus_first()


def _day_name(one: Workshop, number: int) -> str:
    return " · ".join(
        (one.name(current()), tr(one.day_words(number, current())), one.place.title(current()))
    )
