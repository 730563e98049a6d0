"""A wave: which survey, its name, when it was held and for which programme."""

import datetime as dt
from collections.abc import Collection
from itertools import chain, count

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from coachdesk.features.programmes import store as programmes
from coachdesk.features.surveys import service, store
from coachdesk.features.surveys.definition import available_surveys
from coachdesk.features.surveys.model import Wave
from coachdesk.features.surveys.proposals import Proposal, proposals
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_date, parse_date
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.notices import Choice, Question
from coachdesk.ui.widgets.basic import Card, button, clear, label, row_of
from coachdesk.ui.widgets.fields import DateField, FormRow

_MOST_PROPOSALS = 5


def day_field(context: Context, name: Message) -> DateField:
    """A field for the day on which a survey was held."""
    field = DateField(
        lambda text: parse_date(text, context.clock.today(), current(), prefer_future=False),
        lambda day: format_date(day, current(), "day"),
        name,
    )
    field.refused.connect(context.notices.error)
    return field


class RunCombo(CalmCombo):
    """The programmes, present and archived, and none."""

    def refresh(self, db: Database, chosen: int | None) -> None:
        """Read them anew and choose one."""
        self.clear()
        self.addItem(tr(msg("surveys", "No programme")), None)
        for run in (*programmes.runs(db), *programmes.runs(db, archived=True)):
            self.addItem(run.name, run.rid)
        self.setCurrentIndex(max(self.findData(chosen), 0) if chosen is not None else 0)


class NewWave(Card):
    """The form for a new wave. `started` tells its rid, `cancelled` that none is wanted."""

    started = Signal(int)
    cancelled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(msg("surveys", "New survey"), spacing=theme.M)
        self._context = context
        self.survey, self.runs = CalmCombo(), RunCombo()
        self.about = label("", "muted", wrap=True)
        self.name = QLineEdit()
        self.day = day_field(context, msg("surveys", "Held on"))
        self._suggested = ""
        self._names: frozenset[str] = frozenset()
        self.proposed: list[Proposal] = []
        self._proposals = QVBoxLayout()
        self._proposals.setSpacing(theme.XS)
        for one in available_surveys():
            self.survey.addItem(one.name.in_language(current()), one.key)
        self.go = button(msg("surveys", "Begin"), "primary")
        self.cancel = button(msg("surveys", "Cancel"))
        self._name_row = FormRow(
            msg("surveys", "Name"),
            self.name,
            msg("surveys", "Tells this time from others, such as “Pre-survey, spring 2024”."),
        )
        self.body.addLayout(self._proposals)
        self.add(FormRow(msg("surveys", "Survey"), self.survey))
        self.add(self.about)
        self.add(self._name_row)
        self.add(FormRow(msg("surveys", "Held on"), self.day))
        self.add(FormRow(msg("surveys", "Programme"), self.runs))
        self.body.addLayout(row_of(self.go, self.cancel, None))
        self.body.addStretch(1)
        self.survey.currentIndexChanged.connect(lambda _: self._suggest())
        self.day.date_chosen.connect(lambda _: self._suggest())
        self.name.returnPressed.connect(self.start)
        self.go.clicked.connect(self.start)
        self.cancel.clicked.connect(self.cancelled)

    def prepare(self, survey_key: str = "", run_rid: int | None = None) -> None:
        """Fill the form anew: with what is named, else what a present run asks for first.

        Without either, the survey stays, the day is today, the programme the newest.
        """
        db = self._context.ws.read
        newest = next(iter(programmes.runs(db)), None)
        self._names = frozenset(row.wave.name for row in store.waves(db))
        self.runs.refresh(db, newest.rid if newest else None)
        self._show_proposals(proposals(db))
        self.day.set_date(self._context.clock.today())
        self.name.setText(self._suggested)
        self._suggest()
        fitting = [one for one in self.proposed if _fits(one, survey_key, run_rid)]
        if fitting:
            self.propose(fitting[0])
        elif survey_key:
            self.survey.setCurrentIndex(max(self.survey.findData(survey_key), 0))
            self.runs.setCurrentIndex(max(self.runs.findData(run_rid), 0))

    def propose(self, proposal: Proposal) -> None:
        """Fill the form with a proposal."""
        self.survey.setCurrentIndex(self.survey.findData(proposal.survey.key))
        self.runs.setCurrentIndex(self.runs.findData(proposal.run.rid))
        self.day.set_date(proposal.day or self._context.clock.today())
        self._suggest()

    def _show_proposals(self, found: list[Proposal]) -> None:
        self.proposed = found
        clear(self._proposals)
        if found:
            words = msg("surveys", "Your programmes ask for these, which have not been held yet:")
            self._proposals.addWidget(label(words, "muted", wrap=True))
        for one in found[:_MOST_PROPOSALS]:
            choose = button(_proposal_words(one), "link")
            choose.clicked.connect(lambda _=False, one=one: self.propose(one))
            self._proposals.addLayout(row_of(choose, None))

    def _suggest(self) -> None:
        survey = available_surveys()[max(self.survey.currentIndex(), 0)]
        self.about.setText(survey.description.in_language(current()))
        day = self.day.date or self._context.clock.today()
        suggested = _free(f"{survey.name.in_language(current())} {day.year}", self._names)
        if self.name.text() in {"", self._suggested}:
            self.name.setText(suggested)
        self._suggested = suggested

    def start(self) -> None:
        """Begin the wave."""
        self.day.take()
        day = self.day.date or self._context.clock.today()
        ws = self._context.ws
        try:
            rid = service.add_wave(
                ws, self.survey.currentData(), self.name.text(), day, self.runs.currentData()
            )
        except UserError as problem:
            self._name_row.show_problem(problem.message)
            return
        self._name_row.show_problem(None)
        self._context.tell_done(msg("surveys", "Survey begun. Import its answers or type them."))
        self.started.emit(rid)


def _fits(proposal: Proposal, survey_key: str, run_rid: int | None) -> bool:
    right_survey = not survey_key or proposal.survey.key == survey_key
    return right_survey and (run_rid is None or proposal.run.rid == run_rid)


def _proposal_words(one: Proposal) -> Message:
    return msg(
        "surveys",
        "{survey} · {run} · {phase}",
        survey=one.survey.name.in_language(current()),
        run=one.run.name,
        phase=one.phase.name.in_language(current()),
    )


def _free(name: str, names: Collection[str]) -> str:
    """The name, with a number behind it if it is taken."""
    numbered = (f"{name} ({number})" for number in count(2))
    return next(one for one in chain([name], numbered) if one not in names)


class AboutWave(QWidget):
    """The wave itself: its name, day and programme, and deleting it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wave: Wave | None = None
        self.name = QLineEdit()
        self.day = day_field(context, msg("surveys", "Held on"))
        self.runs = RunCombo()
        self.delete_button = button(msg("surveys", "Delete…"), icon="trash")
        self._draft = context.drafts.watch(self.name, self.name.text, self._rename)
        card = Card(msg("surveys", "This survey"))
        card.add(FormRow(msg("surveys", "Name"), self.name))
        card.add(FormRow(msg("surveys", "Held on"), self.day))
        card.add(FormRow(msg("surveys", "Programme"), self.runs))
        card.body.addLayout(row_of(self.delete_button, None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        layout.addStretch(1)
        self.day.date_chosen.connect(self._set_day)
        self.runs.activated.connect(lambda _: self._set_run())
        self.delete_button.clicked.connect(self.ask_to_delete)

    def show_wave(self, wave: Wave) -> None:
        """Show a wave; what is being typed stays."""
        self._wave = wave
        self.runs.refresh(self._context.ws.read, wave.run_rid)
        if not self._draft.dirty and self.name.text() != wave.name:
            with self._draft.loading():
                self.name.setText(wave.name)
        if not self.day.hasFocus():
            self.day.set_date(wave.held_on)

    def _rename(self, name: str) -> None:
        if self._wave:
            service.rename_wave(self._context.ws, self._wave.rid, name)

    def _set_day(self, day: dt.date | None) -> None:
        if self._wave and day:
            service.set_day(self._context.ws, self._wave.rid, day)

    def _set_run(self) -> None:
        if self._wave:
            service.set_run(self._context.ws, self._wave.rid, self.runs.currentData())

    def ask_to_delete(self) -> None:
        """Ask first, for many answers may be in it."""
        wave = self._wave
        if wave is None:
            return
        question = Question(
            msg("surveys", "Delete “{name}” with all its answers?", name=wave.name),
            (
                Choice("keep", msg("surveys", "Keep it")),
                Choice("delete", msg("surveys", "Delete")),
            ),
            safe="keep",
            detail=msg("surveys", "This can be undone with Ctrl+Z."),
            danger="delete",
        )
        self._context.notices.ask(question, lambda key: self._on_answered(wave, key))

    def _on_answered(self, wave: Wave, key: str) -> None:
        if key == "delete" and store.wave(self._context.ws.read, wave.rid):
            service.delete_wave(self._context.ws, wave.rid)
            self._context.tell_done(msg("surveys", "Survey deleted."))
