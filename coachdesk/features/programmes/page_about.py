"""The run itself: its years, putting it away, deleting it."""

from PySide6.QtWidgets import QLineEdit

from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.model import Place, Run
from coachdesk.features.programmes.years import shown_years, typed_years
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.notices import Choice, Question
from coachdesk.ui.widgets.basic import Card, button, row_of
from coachdesk.ui.widgets.fields import FormRow


class AboutCard(Card):
    """The name and years of a run, and putting it away."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("programmes", "This programme"))
        self._context = context
        self._place: Place | None = None
        self.name = QLineEdit()
        self.years = QLineEdit()
        self.years.setPlaceholderText("2026–2027")
        self._name_draft = context.drafts.watch(self.name, self.name.text, self._rename)
        self._years_draft = context.drafts.watch(self.years, self.years.text, self._set_years)
        self.archive_button = button(msg("programmes", "Archive"), icon="archive")
        self.archive_button.clicked.connect(self.archive)
        self.delete_button = button(msg("programmes", "Delete…"), icon="trash")
        self.delete_button.clicked.connect(self.ask_to_delete)
        fields = row_of(
            FormRow(msg("programmes", "Name"), self.name),
            FormRow(msg("programmes", "Years"), self.years),
            spacing=theme.L,
        )
        fields.setStretch(0, 3)
        fields.setStretch(1, 1)
        self.body.addLayout(fields)
        self.body.addLayout(row_of(self.archive_button, self.delete_button, None))

    def show_place(self, place: Place) -> None:
        """Show a run; what is being typed stays."""
        self._place = place
        run = place.run
        self.archive_button.setVisible(not run.archived)
        if not self._name_draft.dirty and self.name.text() != run.name:
            with self._name_draft.loading():
                self.name.setText(run.name)
        if not self._years_draft.dirty and not self.years.hasFocus():
            with self._years_draft.loading():
                self.years.setText(shown_years(run.first_year, run.last_year))

    def _rename(self, name: str) -> None:
        if self._place:
            service.rename_run(self._context.ws, self._place.run.rid, name)

    def _set_years(self, text: str) -> None:
        if self._place:
            service.set_years(self._context.ws, self._place.run.rid, typed_years(text))

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
        "What goes with it: dates of events: {events}, checklist items: {items}. "
        "Teams ({teams}), their notes and tasks stay. To put it out of sight, archive it.",
        events=hanging.get("event", 0),
        items=hanging.get("checklist_item", 0),
        teams=hanging.get("participation", 0),
    )
