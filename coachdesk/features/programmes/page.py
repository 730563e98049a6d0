"""The page Workshops: the programme that runs now, its dates and its teams."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from typing_extensions import override

from coachdesk.features.programmes import store
from coachdesk.features.programmes.model import Run
from coachdesk.features.programmes.page_run import RunView
from coachdesk.features.programmes.page_start import StartForm
from coachdesk.features.programmes.template import find_template
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.features.teams.counties import area_in_language
from coachdesk.kernel.text import msg, plural
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import PageHeader, Scroll, button, row_of
from coachdesk.ui.widgets.fields import name_field

_TABLES = ("run", "event", "participation", "team", "member", "task", "checklist_item")


class WorkshopsPage(Page):
    """Shows one run; without any, how to start one."""

    key, title, icon = "workshops", msg("programmes", "Workshops"), "workshops"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.run: Run | None = None
        self._starting = False
        self.runs = CalmCombo()
        name_field(self.runs, msg("programmes", "Programme"))
        self.runs.activated.connect(lambda row: self.show_run(self.runs.itemData(row)))
        self.new_button = button(msg("programmes", "Start another programme"), icon="add")
        self.new_button.clicked.connect(self.start_another)
        self.header = PageHeader(self.title, "", self.runs, self.new_button)
        self.start_form = StartForm(context)
        self.start_form.started.connect(self.show_run)
        self.start_form.cancelled.connect(self._stop_starting)
        self._start_view = Scroll()
        self._start_view.body.setContentsMargins(theme.XL, theme.M, theme.XL, theme.XL)
        self._start_view.body.addWidget(self.start_form)
        self.run_view = RunView(context)
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
        """Starting a run and adding teams."""
        return [
            Action("workshops.start", msg("programmes", "Start another programme"),
                   self.start_another, icon="add", menu="team"),
            Action("workshops.add_teams", msg("programmes", "Add teams to the programme"),
                   self.run_view.teams.open_chooser, icon="teams", menu="team",
                   enabled=self._shows_run),
        ]  # fmt: skip

    # -- showing ------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        """Read the runs; keep the one in hand, else take the newest that is not archived."""
        db = self.context.ws.read
        present, archived = store.runs(db), store.runs(db, archived=True)
        known = {run.rid: run for run in (*present, *archived)}
        kept = known.get(self.run.rid) if self.run else None
        self.run = kept or next(iter(present), None)
        self._fill_runs(present, archived)
        if self.run is None or self._starting:
            self._fill_start()
        else:
            self._fill_run(self.run)

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Follow runs, teams, and what the columns of the teams count."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def _fill_runs(self, present: Sequence[Run], archived: Sequence[Run]) -> None:
        self.runs.clear()
        self.runs.setPlaceholderText(tr(msg("programmes", "Archived programmes")))
        for run in present:
            self.runs.addItem(run.name, run.rid)
        for run in archived:
            self.runs.addItem(tr(msg("programmes", "{name} (archived)", name=run.name)), run.rid)
        self.runs.setCurrentIndex(self.runs.findData(self.run.rid) if self.run else -1)
        fewest = 1 if self.run is None else 2
        self.runs.setVisible(self.runs.count() >= fewest and not self._starting)

    def _fill_start(self) -> None:
        self.header.set_title(msg("programmes", "Start a programme"))
        self.header.set_subtitle(
            msg(
                "programmes",
                "A programme brings its phases, and a checklist and tasks for each team. Give the "
                "workshops their dates afterwards: what is to be done before them follows.",
            )
        )
        self.new_button.hide()
        if self.stack.currentWidget() is self._start_view:
            self.start_form.refresh()
        else:
            self.start_form.prepare(first=self.run is None)
            self.stack.setCurrentWidget(self._start_view)

    def _fill_run(self, run: Run) -> None:
        self.header.set_title(run.name)
        self.header.set_subtitle(self._about(run))
        self.new_button.show()
        self.run_view.show_run(run)
        self.stack.setCurrentWidget(self.run_view)

    def _about(self, run: Run) -> str:
        template = find_template(run.template_key)
        count = len(store.team_rids(self.context.ws.read, run.rid))
        parts = (
            template.name.in_language(current()) if template else run.template_key,
            area_in_language(run.area, current()),
            tr(plural("programmes", "{count} team", "{count} teams", count)),
        )
        return " · ".join(filter(None, parts))

    def _shows_run(self) -> bool:
        return self.run is not None and not self._starting

    # -- going places -------------------------------------------------------------------------

    def show_run(self, rid: int) -> None:
        """Show this run; one that is gone is passed over."""
        self._starting = False
        self.run = store.run(self.context.ws.read, rid) or self.run
        self.refresh()
        self.context.actions.refresh()

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
        """`run` names a run; the kind "start" opens the form for a new one."""
        if target.kind == "run" and target.rid is not None:
            self.show_run(target.rid)
        elif target.kind == "start":
            self.start_another()

    @override
    def current_target(self) -> Target:
        """The run in hand."""
        return Target(self.key, "run", self.run.rid) if self.run else Target(self.key)

    @override
    def focus_default(self) -> None:
        """The first event without a date, else the teams; in the form its name."""
        if not self._shows_run():
            self.start_form.name.setFocus()
            return
        lines = self.run_view.events.lines
        open_line = next((line for line in lines if line.event.starts_on is None), None)
        (open_line.day if open_line else self.run_view.teams.table).setFocus()
