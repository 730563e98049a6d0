"""One team: its name and standing, the phases of its programme, and the tabs."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.overview import store
from coachdesk.features.overview.model import Standing, composition_in_words, county_name
from coachdesk.features.overview.tabs import TAB_CLASSES, TabPlace, facts_of
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.features.teams.counties import areas
from coachdesk.features.teams.members_tab import MembersTab
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Banner, PageHeader, button
from coachdesk.ui.widgets.fields import name_field
from coachdesk.ui.widgets.status import PhaseBar
from coachdesk.ui.widgets.tabs import FittedTabs

_BETWEEN = " · "
_WIDEST = 440


class TeamView(QWidget):
    """The page of one team."""

    def __init__(self, context: Context, team_rid: int) -> None:
        super().__init__()
        self._context = context
        self.team_rid = team_rid
        print_button = context.actions.button("teams.print")
        self.header = PageHeader("", "", print_button)
        self.phases = PhaseBar()
        self.runs = CalmCombo(theme.READABLE // 2)
        name_field(self.runs, msg("overview", "Run that is shown"))
        self.runs.activated.connect(lambda row: self.show_run(self.runs.itemData(row)))
        self._run_rid: int | None = None
        unarchive = button(msg("overview", "Bring it back"))
        unarchive.clicked.connect(lambda: context.actions.run("teams.archive"))
        self._archived = Banner(msg("overview", "This team is archived."), "caution", unarchive)
        self.tabs = FittedTabs(msg("overview", "Parts of the team"))
        self._places = [TabPlace(tab, context, team_rid) for tab in TAB_CLASSES]
        for place in self._places:
            self.tabs.addTab(place, "")
        self.tabs.currentChanged.connect(self._on_tab_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
        layout.setSpacing(theme.S)
        for each in (self.header, self._archived, self.runs, self.phases):
            layout.addWidget(each)
        layout.addWidget(self.tabs, 1)
        self.refresh()

    @property
    def tab_key(self) -> str:
        """The key of the tab in sight."""
        return self._place.key

    @property
    def _place(self) -> TabPlace:
        return self._places[self.tabs.currentIndex()]

    def refresh(self) -> None:
        """Read anew what stands above the tabs."""
        db, today = self._context.ws.read, self._context.clock.today()
        found = store.standing(db, self.team_rid, today, self._run_rid)
        if found is None:
            return
        self.header.set_title(found.team.name)
        self.header.set_subtitle(_subtitle(found))
        self._archived.setVisible(found.team.archived_on is not None)
        self._show_phases(found)
        self._show_runs(found)
        facts = facts_of(db, found, today)
        for index, tab in enumerate(TAB_CLASSES):
            self.tabs.setTabText(index, tr(tab.title(facts)))

    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed."""
        self.refresh()
        for place in self._places:
            if place.made is not None:
                place.made.on_change(change_set)

    def show_run(self, run_rid: int | None) -> None:
        """Tell phases and pre-work of this run; None is the one that she is usually asked about."""
        self._run_rid = run_rid
        self.refresh()
        for place in self._places:
            place.show_run(run_rid)

    def open_target(self, target: Target) -> None:
        """Show a tab (`extra={"tab": key}`), and in it what else the target names.

        `extra={"run": rid}` names the run that is shown where the team is in several.
        """
        run = target.extra.get("run", "")
        if run.isdecimal():
            self.show_run(int(run))
        key = target.extra.get("tab", "members" if target.kind == "person" else "")
        index = next((i for i, place in enumerate(self._places) if place.key == key), -1)
        if index >= 0:
            self.tabs.setCurrentIndex(index)
        content = self._place.content()
        if target.kind != "team" or "field" in target.extra:
            content.open_target(target)

    def current_target(self) -> Target:
        """The team, with its tab unless that is the first."""
        extra = {"tab": self.tab_key} if self.tabs.currentIndex() else {}
        if self._run_rid is not None:
            extra["run"] = str(self._run_rid)
        return Target("teams", "team", self.team_rid, extra)

    def person_in_hand(self) -> int | None:
        """The member with the cursor, while the members are in sight."""
        content = self._place.made
        return content.person_in_hand() if isinstance(content, MembersTab) else None

    def focus_default(self) -> None:
        """Where work on the tab starts."""
        self._place.focus_content()

    def _on_tab_changed(self) -> None:
        self._place.content()
        self._context.actions.refresh()

    def _show_runs(self, found: Standing) -> None:
        """Offer the runs where there are several, always in the same order."""
        places = sorted((part.place for part in found.parts), key=lambda place: -place.run.rid)
        self.runs.clear()
        for place in places:
            self.runs.addItem(place.title(current()), place.run.rid)
        if found.run is not None:
            self.runs.setCurrentIndex(self.runs.findData(found.run.rid))
        self.runs.setVisible(len(places) > 1)

    def _show_phases(self, found: Standing) -> None:
        state = found.phase
        self.phases.setVisible(state is not None)
        if state is None:
            return
        names: list[str] = []
        present = len(state.steps)
        for index, step in enumerate(state.steps):
            name = step.phase.short.in_language(current())
            if step.phase is state.current:
                present = index
                name = _with_days(name, state.days_to_next)
            names.append(name)
        self.phases.show_phases(names, present)


def _with_days(name: str, days: int | None) -> str:
    if not days:
        return name
    return tr(msg("overview", "{phase} · {days} d", phase=name, days=days))


def _subtitle(found: Standing) -> str:
    language = current()
    area = next(
        (each.in_language(language) for each in areas() if each.fi == found.team.area),
        found.team.area,
    )
    parts: list[Message | str] = [county_name(found.team, language), area]
    parts += composition_in_words(found.composition)
    return _BETWEEN.join(tr(p) if isinstance(p, Message) else p for p in parts if p)
