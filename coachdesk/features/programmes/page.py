"""The page of runs: the programme that runs now, its cohorts, dates and teams, and its contents."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from coachdesk.features.programmes import store
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import Place
from coachdesk.features.programmes.page_run import RunView
from coachdesk.features.programmes.page_start import StartForm
from coachdesk.features.programmes.years import shown_years
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg, plural
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import PageHeader, Scroll, button, icon_button, row_of
from coachdesk.ui.widgets.fields import name_field

_TABLES = ("run", "cohort", "event", "participation", "team", "member", "task", "checklist_item")


class WorkshopsPage(Page):
    """Shows one cohort of a run; without any run, how to start one."""

    key, title, icon = "workshops", msg("programmes", "Runs"), "workshops"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.place: Place | None = None
        self._starting = False
        self.runs = CalmCombo(6 * theme.ROW)
        name_field(self.runs, msg("programmes", "Programme"))
        self.runs.activated.connect(lambda row: self.show_run(self.runs.itemData(row)))
        self.new_button = button(msg("programmes", "Start another programme"), icon="add")
        self.new_button.clicked.connect(self.start_another)
        self.rename_button = icon_button("edit", msg("programmes", "Rename the programme"))
        self.rename_button.clicked.connect(self.rename)
        self.header = PageHeader(self.title, "", self.rename_button, self.runs, self.new_button)
        self.start_form = StartForm(context)
        self.start_form.started.connect(self.show_run)
        self.start_form.cancelled.connect(self._stop_starting)
        self._start_view = Scroll()
        self._start_view.body.setContentsMargins(theme.XL, theme.M, theme.XL, theme.XL)
        self._start_view.body.addWidget(self.start_form)
        self.run_view = RunView(context)
        self.run_view.cohorts.chosen.connect(self.show_cohort)
        self.run_view.cohort.added.connect(self._on_added)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.run_view)
        self.stack.addWidget(self._start_view)
        top = row_of(self.header)
        top.setContentsMargins(theme.XL, 0, theme.XL, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.XL, 0, 0)
        outer.addLayout(top)
        outer.addWidget(self.stack, 1)

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """Starting a run, adding teams and cohorts, and renaming."""
        return [
            Action("workshops.start", msg("programmes", "Start another programme"),
                   self.start_another, icon="add", menu="team"),
            Action("workshops.add_teams", msg("programmes", "Add teams to the programme"),
                   self.run_view.teams.open_chooser, icon="teams", menu="team",
                   enabled=self._shows_run),
            Action("workshops.rename", msg("programmes", "Rename the programme"), self.rename,
                   icon="edit", menu="team", enabled=self._shows_run),
            Action("workshops.add_cohort", msg("programmes", "Add a cohort to the programme"),
                   self.run_view.cohort.add_cohort, icon="add", menu="team",
                   enabled=self._shows_run),
        ]  # fmt: skip

    # -- showing ------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        """Read the runs; keep what is in hand, else take the newest that is not archived."""
        db = self.context.ws.read
        present, archived = store.places(db), store.places(db, archived=True)
        known = {place.cohort.rid: place for place in (*present, *archived)}
        kept = known.get(self.place.cohort.rid) if self.place else None
        self.place = kept or self._beside(known.values()) or next(iter(present), None)
        self._fill_runs(present, archived)
        if self.place is None or self._starting:
            self._fill_start()
        else:
            self._fill_place(self.place)

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Follow runs, teams, and what the columns of the teams count."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def _beside(self, places: Iterable[Place]) -> Place | None:
        """Another cohort of the run in hand, when the one in hand is gone."""
        run = self.place.run.rid if self.place else None
        return next((place for place in places if place.run.rid == run), None)

    def _fill_runs(self, present: Sequence[Place], archived: Sequence[Place]) -> None:
        self.runs.clear()
        self.runs.setPlaceholderText(tr(msg("programmes", "Archived programmes")))
        names = {place.run.rid: place.run.name for place in present}
        for run_rid, name in names.items():
            self.runs.addItem(name, run_rid)
        for run_rid, name in {place.run.rid: place.run.name for place in archived}.items():
            self.runs.addItem(tr(msg("programmes", "{name} (archived)", name=name)), run_rid)
        in_hand = self.place.run.rid if self.place else None
        self.runs.setCurrentIndex(self.runs.findData(in_hand))
        fewest = 1 if self.place is None else 2
        self.runs.setVisible(self.runs.count() >= fewest and not self._starting)

    def _fill_start(self) -> None:
        self.header.set_title(msg("programmes", "Start a programme"))
        self.header.set_subtitle(
            msg(
                "programmes",
                "A programme brings its phases, and a checklist and tasks for each team. When an "
                "event gets its date, what is to be done before and after it follows.",
            )
        )
        self.new_button.hide()
        self.rename_button.hide()
        if self.stack.currentWidget() is self._start_view:
            self.start_form.refresh()
        else:
            self.start_form.prepare(first=self.place is None)
            self.stack.setCurrentWidget(self._start_view)

    def _fill_place(self, place: Place) -> None:
        self.header.set_title(place.run.name)
        self.header.set_subtitle(self._about(place))
        self.new_button.show()
        self.rename_button.show()
        self.run_view.show_place(place)
        self.stack.setCurrentWidget(self.run_view)

    def _about(self, place: Place) -> str:
        db, run = self.context.ws.read, place.run
        template = template_of(db, run)
        version = msg(
            "programmes", "{programme} (version {version})",
            programme=template.name.in_language(current()) if template else run.template_key,
            version=run.template_version,
        )  # fmt: skip
        teams = len(store.teams_of_run(db, run.rid))
        cohorts = len(store.cohorts(db, run.rid))
        parts = (
            tr(version),
            shown_years(run.first_year, run.last_year),
            place.cohort.title(current())
            if place.alone
            else tr(plural("programmes", "{count} cohort", "{count} cohorts", cohorts)),
            tr(plural("programmes", "{count} team", "{count} teams", teams)),
        )
        return " · ".join(filter(None, parts))

    def _shows_run(self) -> bool:
        return self.place is not None and not self._starting

    # -- going places -------------------------------------------------------------------------

    def show_run(self, rid: int) -> None:
        """Show the first cohort of this run; one that is gone is passed over."""
        self._show(next(iter(store.places_of_run(self.context.ws.read, rid)), None))

    def show_cohort(self, rid: int) -> None:
        """Show this cohort; one that is gone is passed over."""
        self._show(store.place(self.context.ws.read, rid))

    def _show(self, place: Place | None) -> None:
        self._starting = False
        self.place = place or self.place
        self.refresh()
        self.context.actions.refresh()

    def rename(self) -> None:
        """Put the cursor into the name of the run, all of it selected."""
        self.run_view.show_about()

    def _on_added(self, cohort_rid: int) -> None:
        self.show_cohort(cohort_rid)
        self.run_view.cohort.focus_name()

    def start_another(self) -> None:
        """Show the form for a new run."""
        self._starting = True
        self.refresh()
        self.context.actions.refresh()
        self.start_form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_starting(self) -> None:
        self._starting = False
        self.refresh()
        self.focus_default()

    @override
    def open_target(self, target: Target) -> None:
        """`cohort` and `run` name what to show; "start" opens the form for a new run.

        With "start", `extra={"programme": key}` chooses the programme.
        """
        if target.kind == "run" and target.rid is not None:
            self.show_run(target.rid)
        elif target.kind == "cohort" and target.rid is not None:
            self.show_cohort(target.rid)
        elif target.kind == "start":
            self.start_another()
            self.start_form.choose(target.extra.get("programme", ""))

    @override
    def current_target(self) -> Target:
        """The cohort in hand."""
        return Target(self.key, "cohort", self.place.cohort.rid) if self.place else Target(self.key)

    @override
    def focus_default(self) -> None:
        """The first event without a date, else the teams; in the form its name."""
        if not self._shows_run():
            self.start_form.name.setFocus()
            return
        lines = self.run_view.events.lines
        open_line = next((line for line in lines if line.event.starts_on is None), None)
        (open_line.day if open_line else self.run_view.teams.table).setFocus()
