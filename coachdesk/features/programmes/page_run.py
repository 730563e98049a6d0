"""One cohort on the page Workshops: phases, events, teams, and its run."""

from PySide6.QtWidgets import QLineEdit

from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import PhaseState, Place, Run, current_phase
from coachdesk.features.programmes.page_events import EventsCard
from coachdesk.features.programmes.page_teams import TeamsCard
from coachdesk.features.teams.combos import AreaCombo
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.notices import Choice, Question
from coachdesk.ui.widgets.basic import Banner, Card, Scroll, button, row_of
from coachdesk.ui.widgets.fields import FormRow
from coachdesk.ui.widgets.status import PhaseBar


class AboutCard(Card):
    """The run itself: its name and area, and putting it away."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("programmes", "This programme"))
        self._context = context
        self._place: Place | None = None
        self.name = QLineEdit()
        self.area = AreaCombo()
        self._name_draft = context.drafts.watch(self.name, self.name.text, self._rename)
        self._area_draft = context.drafts.watch(
            self.area.field, self.area.currentText, self._set_area
        )
        self.area.finished.connect(self._store_area)
        self.archive_button = button(msg("programmes", "Archive"), icon="archive")
        self.archive_button.clicked.connect(self.archive)
        self.delete_button = button(msg("programmes", "Delete…"), icon="trash")
        self.delete_button.clicked.connect(self.ask_to_delete)
        fields = row_of(
            FormRow(msg("programmes", "Name"), self.name),
            FormRow(msg("programmes", "Collaborative area"), self.area),
            spacing=theme.L,
        )
        self.body.addLayout(fields)
        self.body.addLayout(row_of(self.archive_button, self.delete_button, None))

    def show_place(self, place: Place) -> None:
        """Show a run and the cohort's area; what is being typed stays."""
        self._place = place
        run = place.run
        self.archive_button.setVisible(not run.archived)
        if not self._name_draft.dirty and self.name.text() != run.name:
            with self._name_draft.loading():
                self.name.setText(run.name)
        if not self._area_draft.dirty and not self.area.field.hasFocus():
            with self._area_draft.loading():
                self.area.show_area(place.cohort.area)

    def _rename(self, name: str) -> None:
        if self._place:
            service.rename_run(self._context.ws, self._place.run.rid, name)

    def _set_area(self, area: str) -> None:
        if self._place:
            service.set_area(self._context.ws, self._place.cohort.rid, area)

    def _store_area(self) -> None:
        self._area_draft.touch()
        self._area_draft.flush()

    def archive(self) -> None:
        """Put the run away; that can be undone."""
        if self._place:
            ws = self._context.ws
            service.archive_run(ws, self._place.run.rid)
            self._context.tell_done(msg("programmes", "Programme archived."))

    def ask_to_delete(self) -> None:
        """Ask first, for the work of many weeks may hang on the run."""
        if self._place is None:
            return
        run = self._place.run
        question = _deletion(run, store.count_hanging_on(self._context.ws.read, run.rid))
        self._context.notices.ask(question, lambda key: self._on_answered(run, key))

    def _on_answered(self, run: Run, key: str) -> None:
        if key == "delete":
            ws = self._context.ws
            service.delete_run(ws, run.rid)
            self._context.tell_done(msg("programmes", "Programme deleted."))


class RunView(Scroll):
    """Everything about one cohort and its run."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._place: Place | None = None
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
        self.phases = PhaseBar()
        self.events = EventsCard(context)
        self.teams = TeamsCard(context)
        self.about = AboutCard(context)
        for part in (
            self.archived, self.unknown, self.phases, self.events, self.teams, self.about,
        ):  # fmt: skip
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.setContentsMargins(theme.XL, theme.M, theme.XL, theme.XL)

    def show_place(self, place: Place) -> None:
        """Show a cohort as it is now."""
        self._place = place
        db = self._context.ws.read
        template = template_of(db, place.run)
        events = store.events(db, place.cohort.rid)
        self.archived.setVisible(place.run.archived)
        self.unknown.setVisible(template is None)
        self.phases.setVisible(template is not None)
        if template is not None:
            state = current_phase(template, events, self._context.clock.today())
            show_phases(self.phases, state)
        self.events.show_events(template, events)
        self.teams.show_cohort(place.cohort.rid)
        self.about.show_place(place)

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


def _deletion(run: Run, hanging: dict[str, int]) -> Question:
    return Question(
        msg("programmes", "Delete the programme “{name}”?", name=run.name),
        (
            Choice("keep", msg("programmes", "Keep it")),
            Choice("delete", msg("programmes", "Delete")),
        ),
        safe="keep",
        detail=_what_goes(hanging),
        danger="delete",
    )


def _what_goes(hanging: dict[str, int]) -> Message:
    return msg(
        "programmes",
        "What goes with it: workshop dates: {events}, checklist items: {items}. "
        "Teams ({teams}), their notes and tasks stay. To put it out of sight, archive it.",
        events=hanging.get("event", 0),
        items=hanging.get("checklist_item", 0),
        teams=hanging.get("participation", 0),
    )
