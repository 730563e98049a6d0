"""The tab Programme of the team page: its dates, what the team writes down, and earlier runs."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from coachdesk.features.programmes import field_store, service, store
from coachdesk.features.programmes.event_status import event_status
from coachdesk.features.programmes.event_words import event_name, when_words
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import Place
from coachdesk.features.programmes.template import Field, Template
from coachdesk.features.programmes.years import shown_years
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.drafts import Draft
from coachdesk.ui.i18n import current, say, tr
from coachdesk.ui.widgets.basic import Card, EmptyState, Scroll, button, clear, label, row_of
from coachdesk.ui.widgets.fields import FormRow, name_field
from coachdesk.ui.widgets.status import StatusLabel

_TABLES = ("run", "cohort", "event", "participation", "field_text", "programme")
_LINES = 4


class FieldRow(FormRow):
    """One thing that the programme asks the team to write down; it stores itself."""

    def __init__(self, context: Context, run_rid: int, team_rid: int, field: Field) -> None:
        self.key = field.key
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        lines = self.edit.fontMetrics().lineSpacing() * _LINES
        self.edit.setFixedHeight(lines + 2 * theme.M)
        super().__init__(
            field.title.in_language(current()), self.edit, field.help.in_language(current())
        )
        store_text = partial(service.set_field_text, context.ws, run_rid, team_rid, field.key)
        self._draft: Draft[str] = context.drafts.watch(self.edit, self.edit.toPlainText, store_text)

    def show_text(self, text: str) -> None:
        """Show what is stored; what is being typed stays."""
        if not self._draft.dirty and text != self.edit.toPlainText().strip():
            with self._draft.loading():
                self.edit.setPlainText(text)


class ProgrammeTab(QWidget):
    """A run that the team takes or took part in; its usual one at first, others by a list."""

    def __init__(self, context: Context, team_rid: int) -> None:
        super().__init__()
        self._context, self._team_rid = context, team_rid
        self._place: Place | None = None
        self._made_for: tuple[int, Template | None, str] | None = None
        self.rows: list[FieldRow] = []
        self.runs = CalmCombo(theme.READABLE // 2)
        name_field(self.runs, msg("programmes", "Programmes of the team"))
        self.runs.activated.connect(self._on_chosen)
        self.page = Scroll(margins=0, spacing=theme.S)
        self.empty = self._make_empty()
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        self.heading = label("", "heading")
        self.about = label("", "muted", wrap=True)
        self.open_run = button(msg("programmes", "Dates and contents"), "link")
        self.open_run.clicked.connect(self._go_to_run)
        self.history = label(msg("programmes", "Programmes over the years"), "small", "muted")
        top = row_of(self.heading, self.open_run, None, self.history, self.runs)
        self._dates = QGridLayout()
        self._dates.setHorizontalSpacing(theme.L)
        self._dates.setColumnStretch(1, 1)
        dates = Card(msg("programmes", "Dates"))
        dates.body.addLayout(self._dates)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(theme.M)
        self.texts_card = Card(msg("programmes", "What the team writes down"))
        self.texts_card.body.addLayout(self._texts)
        left = QVBoxLayout()
        left.addWidget(self.texts_card)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(dates)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(theme.L)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        self.page.body.addLayout(top)
        self.page.body.addWidget(self.about)
        self.page.body.addLayout(columns)
        self.page.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.M, 0, 0)
        outer.addWidget(self.page)
        outer.addWidget(self.empty)

    def _make_empty(self) -> EmptyState:
        go = button(msg("programmes", "Add the team to a programme"), "primary")
        go.clicked.connect(lambda: self._context.navigate(Target("workshops")))
        return EmptyState(
            "programmes",
            msg("programmes", "The team takes part in no programme yet"),
            msg(
                "programmes",
                "When it joins one, its dates are shown here, and what the programme asks the "
                "team to write down.",
            ),
            go,
        )

    # -- the tab's side -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the runs of the team; the one in hand stays."""
        places = store.places_of_team(self._context.ws.read, self._team_rid)
        self._place = self._still(places) or self._usual() or next(iter(places), None)
        self.page.setVisible(bool(places))
        self.empty.setVisible(not places)
        self.runs.clear()
        for place in places:
            self.runs.addItem(say(_history_words(place)), place.cohort.rid)
        for each in (self.runs, self.history):
            each.setVisible(len(places) > 1)
        if self._place:
            self.runs.setCurrentIndex(self.runs.findData(self._place.cohort.rid))
            self._show(self._place)

    def show_run(self, run_rid: int | None) -> None:
        """Show a run of the team; None is the usual one."""
        self._context.drafts.flush_all()
        places = store.places_of_team(self._context.ws.read, self._team_rid)
        self._place = next((place for place in places if place.run.rid == run_rid), None)
        self.refresh()

    def _still(self, places: Sequence[Place]) -> Place | None:
        """The run in hand as it is now, also when the team is in another of its cohorts."""
        run = self._place.run.rid if self._place else None
        return next((place for place in places if place.run.rid == run), None)

    def _usual(self) -> Place | None:
        today = self._context.clock.today()
        return store.place_of_team(self._context.ws.read, self._team_rid, today)

    def on_change(self, change_set: ChangeSet) -> None:
        """Follow runs, dates, taking part, and what was written down."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def open_target(self, target: Target) -> None:
        """`extra={"field": key}` names what to write down."""
        wanted = target.extra.get("field")
        row = next((row for row in self.rows if row.key == wanted), None)
        if row is not None:
            row.edit.setFocus()

    def focus_default(self) -> None:
        """The first field, else the way to the run."""
        first = self.rows[0].edit if self.rows else self.open_run
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- showing ------------------------------------------------------------------------------

    def _show(self, place: Place) -> None:
        db = self._context.ws.read
        template = template_of(db, place.run)
        self.heading.setText(place.title(current()))
        self.about.setText(_about(place, template))
        self._show_dates(place, template)
        made_for = (place.run.rid, template, current())
        if made_for != self._made_for:
            self._made_for = made_for
            self._make_rows(place, template)
        texts = field_store.field_texts(db, place.run.rid, self._team_rid)
        for row in self.rows:
            row.show_text(texts.get(row.key, ""))

    def _make_rows(self, place: Place, template: Template | None) -> None:
        clear(self._texts)
        fields = template.fields if template else ()
        self.rows = [
            FieldRow(self._context, place.run.rid, self._team_rid, field) for field in fields
        ]
        for row in self.rows:
            self._texts.addWidget(row)
        if not self.rows:
            nothing = msg("programmes", "This programme asks for nothing to be written down.")
            self._texts.addWidget(label(nothing, "muted", wrap=True))

    def _show_dates(self, place: Place, template: Template | None) -> None:
        clear(self._dates)
        today = self._context.clock.today()
        for row, event in enumerate(store.events(self._context.ws.read, place.cohort.rid)):
            name = label(event_name(template, event, current()), wrap=True)
            when = StatusLabel()
            when.setWordWrap(True)
            when.show_status(event_status(event, today), when_words(event, today, current()))
            self._dates.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._dates.addWidget(when, row, 1)

    def _on_chosen(self, row: int) -> None:
        self._context.drafts.flush_all()
        self._place = store.place(self._context.ws.read, self.runs.itemData(row))
        self.refresh()

    def _go_to_run(self) -> None:
        if self._place:
            self._context.navigate(Target("workshops", "cohort", self._place.cohort.rid))


def _about(place: Place, template: Template | None) -> str:
    run = place.run
    parts = (
        template.name.in_language(current()) if template else run.template_key,
        shown_years(run.first_year, run.last_year),
        tr(msg("programmes", "archived")) if run.archived else "",
    )
    return " · ".join(filter(None, parts))


def _history_words(place: Place) -> Message | str:
    years = shown_years(place.run.first_year, place.run.last_year)
    title = place.title(current())
    if place.run.archived:
        return msg("programmes", "{name} (archived)", name=title)
    return f"{title} · {years}" if years and years not in title else title
