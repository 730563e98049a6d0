"""One cohort on the page of runs: phases, events, teams, and its run; the programme to read."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import PhaseState, Place, current_phase
from coachdesk.features.programmes.page_about import AboutCard
from coachdesk.features.programmes.page_cohort import CohortBar, CohortCard
from coachdesk.features.programmes.page_contents import ContentsView
from coachdesk.features.programmes.page_events import EventsCard
from coachdesk.features.programmes.page_teams import TeamsCard
from coachdesk.features.programmes.page_version import VersionPanel
from coachdesk.features.programmes.tab_order import chain
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Banner, Scroll, button
from coachdesk.ui.widgets.status import PhaseBar
from coachdesk.ui.widgets.tabs import FittedTabs


class RunView(QWidget):
    """Everything about one cohort and its run."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._place: Place | None = None
        self.cohorts = CohortBar()
        self.phases = PhaseBar()
        self.events = EventsCard(context)
        self.teams = TeamsCard(context)
        self.cohort = CohortCard(context)
        self.about = AboutCard(context)
        self.contents = ContentsView(context)
        self.version = VersionPanel(context)
        self._make_banners()
        self.tabs = FittedTabs(msg("programmes", "Parts of the run"))
        self.dates_view = self._dates()
        self.tabs.addTab(self.dates_view, tr(msg("programmes", "Dates and teams")))
        self.tabs.addTab(self.contents, tr(msg("programmes", "Contents")))
        self._lay_out()

    def _make_banners(self) -> None:
        self.restore_button = button(msg("programmes", "Bring back"))
        self.restore_button.clicked.connect(self._restore)
        self.archived = Banner(
            msg("programmes", "This programme is archived. Its teams are free for another one."),
            "caution",
            self.restore_button,
        )
        self.unknown = Banner(
            msg(
                "programmes",
                "The file of this programme is not on this computer or cannot be used, so its "
                "phases and texts are missing. What you have written is all there.",
            )
        )

    def _dates(self) -> Scroll:
        scroll = Scroll()
        panel = self.events.move_panel
        look = partial(scroll.ensureWidgetVisible, panel, 0, theme.L)
        panel.asked.connect(lambda: QTimer.singleShot(0, panel, look))  # once it has its size
        for part in (self.version, self.events, self.teams, self.cohort, self.about):
            scroll.body.addWidget(part)
        scroll.body.addStretch(1)
        scroll.body.setContentsMargins(0, theme.M, theme.XL, theme.XL)
        return scroll

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(theme.XL, 0, theme.XL, 0)
        top.setSpacing(theme.S)
        for part in (self.archived, self.unknown, self.phases):
            top.addWidget(part)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.XL, 0, 0, 0)
        inner.addWidget(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.S, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self.cohorts)
        layout.addLayout(top)
        layout.addLayout(inner, 1)

    def show_place(self, place: Place) -> None:
        """Show a cohort as it is now."""
        self._place = place
        db = self._context.ws.read
        template = template_of(db, place.run)
        events = store.events(db, place.cohort.rid)
        self.cohorts.show_cohorts(store.cohorts(db, place.run.rid), place.cohort.rid)
        self.archived.setVisible(place.run.archived)
        self.unknown.setVisible(template is None)
        self.phases.setVisible(template is not None)
        self.tabs.setTabVisible(1, template is not None)
        if template is not None:
            state = current_phase(template, events, self._context.clock.today())
            show_phases(self.phases, state)
            self.contents.show_contents(place, template, events, state)
        if self.events.show_events(template, events):
            self._order()
        self.teams.show_cohort(place)
        self.cohort.show_place(place)
        self.about.show_place(place)
        self.version.show_run(place.run, template)

    def _order(self) -> None:
        """Tab goes in reading order, though the fields of events are made last."""
        version = self.version
        first = (version.look, version.table, version.take, version.close_button)
        chain((self.tabs.tabBar(), *first, *self.events.fields()))

    def show_about(self) -> None:
        """Bring the name of the run into sight, to be typed over."""
        self.tabs.setCurrentIndex(0)
        self.dates_view.ensureWidgetVisible(self.about)
        self.about.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.about.name.selectAll()

    def _restore(self) -> None:
        if self._place:
            service.restore_run(self._context.ws, self._place.run.rid)


def show_phases(bar: PhaseBar, state: PhaseState) -> None:
    """Fill a phase bar in the window language, with the days to the next event."""
    names = [step.phase.short.in_language(current()) for step in state.steps]
    now = state.current
    present = [step.phase for step in state.steps].index(now) if now else len(names)
    if now and state.days_to_next:
        words = msg(
            "programmes", "{phase} · {days} d", phase=names[present], days=state.days_to_next
        )
        names[present] = tr(words)
    bar.show_phases(names, present)
