"""Typing the answers of units from paper: one question at a time, by keyboard alone."""

import uuid as uuids

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from coachdesk.features.surveys import service, store
from coachdesk.features.surveys.model import (
    Answer,
    Kind,
    Question,
    Sheet,
    StoredSheet,
    Survey,
    Wave,
)
from coachdesk.features.surveys.options import OptionList
from coachdesk.features.surveys.team_names import TeamNames
from coachdesk.features.teams.counties import county
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, button, label, row_of
from coachdesk.ui.widgets.fields import FormRow, name_field
from coachdesk.ui.widgets.table import Column, RecordModel, TableView


class EntryView(QWidget):
    """The form at the left, the units typed or imported so far at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.form = EntryForm(context)
        self._names = TeamNames(self.form.unit)
        self.list = SheetList(context)
        self.list.table.opened.connect(lambda one: self.form.open_sheet(one.rid))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(self.form, 3)
        layout.addWidget(self.list, 2)

    def show_wave(self, wave: Wave, survey: Survey, sheets: list[StoredSheet]) -> None:
        """Show the units of a wave; what is being typed stays."""
        self.list.show_sheets(survey, sheets)
        self.form.show_wave(wave, survey, {one.rid for one in sheets})
        self._names.refresh(self._context.ws.read)


class SheetList(Card):
    """The units that answered. Enter opens one to correct it, Del deletes."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("surveys", "Units so far"))
        self._context = context
        self._questions = 0
        columns: list[Column[StoredSheet]] = [
            Column(
                msg("surveys", "Unit"),
                _unit_words,
                stretch=True,
            ),
            Column(msg("surveys", "Answered"), self._answered, muted=True),
        ]
        self.model: RecordModel[StoredSheet] = RecordModel(columns, identity=lambda one: one.rid)
        self.table = _SheetTable(self.model)
        self.table.deletion_asked.connect(self.delete)
        self.add(self.table, 1)
        self.add(label(msg("surveys", "Enter: correct · Del: delete"), "small", "muted"))

    def show_sheets(self, survey: Survey, sheets: list[StoredSheet]) -> None:
        """Show these, the newest first."""
        self._questions = len(survey.questions)
        self.model.set_records(sheets[::-1])

    def _answered(self, one: StoredSheet) -> str:
        return f"{len(one.sheet.answers)}/{self._questions}"

    def delete(self) -> None:
        """Delete the selected ones; that can be undone."""
        rids = [one.rid for one in self.table.selected()]
        if rids:
            service.delete_sheets(self._context.ws, rids)
            self._context.tell_done(
                plural("surveys", "{count} unit deleted.", "{count} units deleted.", len(rids))
            )


def _unit_words(one: StoredSheet) -> str:
    """The unit's name, else its county."""
    answer = one.sheet.answers.get("county", Answer())
    found = county(answer.codes[0]) if answer.codes else None
    place = found.name.in_language(current()) if found else tr(msg("surveys", "Without a name"))
    return one.sheet.unit or place


class _SheetTable(TableView):
    deletion_asked = Signal()

    def __init__(self, model: RecordModel[StoredSheet]) -> None:
        super().__init__(model, msg("surveys", "Units so far"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del deletes."""
        if event.key() == Qt.Key.Key_Delete:
            self.deletion_asked.emit()
        else:
            super().keyPressEvent(event)


class EntryForm(Card):
    """One question after the other. Every answer is stored at once; a unit is one undo step."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("surveys", "Type the answers of a unit"))
        self._context = context
        self._wave: Wave | None = None
        self._survey: Survey | None = None
        self._sheet: int | None = None
        self._answers: dict[str, Answer] = {}
        self._place = 0
        self._sitting = ""
        self.unit = QLineEdit()
        self.progress = label("", "small", "muted")
        self.title = label("", "heading", wrap=True)
        self.options = OptionList()
        self.other = QLineEdit()
        self.words = _Words()
        self.next_button = button(msg("surveys", "Next"), "primary")
        self.back_button = button(msg("surveys", "Back"))
        self.new_button = button(msg("surveys", "Next unit"), icon="add")
        self._unit_row = FormRow(msg("surveys", "Unit or team (may be left empty)"), self.unit)
        self._other_row = FormRow(msg("surveys", "Answer outside the options"), self.other)
        self._drafts = [
            context.drafts.watch(field, lambda: None, lambda _: self.store())
            for field in (self.unit, self.other, self.words)
        ]
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for part in (self._unit_row, self.progress, self.title):
            self.add(part)
        self.add(self.options, 1)
        for field in (self.words, self._other_row):
            self.add(field)
        self.body.addLayout(row_of(self.back_button, self.next_button, None, self.new_button))
        keys = msg("surveys", "Number: choose · Enter: next · Backspace: back")
        self.add(label(keys, "small", "muted", wrap=True))
        self.body.addStretch(0)

    def _connect(self) -> None:
        self.options.chosen.connect(self.store)
        for asked in (
            self.options.next_asked, self.words.next_asked, self.other.returnPressed,
            self.next_button.clicked,
        ):  # fmt: skip
            asked.connect(self.go_on)
        self.unit.returnPressed.connect(self._focus_answer)
        self.options.back_asked.connect(self.go_back)
        self.back_button.clicked.connect(self.go_back)
        self.new_button.clicked.connect(self.begin)

    # -- showing --------------------------------------------------------------------------------

    @property
    def question(self) -> Question | None:
        """The question in hand."""
        return self._survey.questions[self._place] if self._survey else None

    def show_wave(self, wave: Wave, survey: Survey, present: set[int]) -> None:
        """Show the form for a wave; a sheet that is gone (undo) is begun anew."""
        gone = self._sheet is not None and self._sheet not in present
        if self._wave is None or wave.rid != self._wave.rid or gone:
            self._wave, self._survey = wave, survey
            self._load(None)

    def open_sheet(self, rid: int) -> None:
        """Correct a sheet that is there."""
        self._load(rid)
        self._focus_answer()

    def begin(self) -> None:
        """Begin the next unit."""
        self.store_typed()
        self._load(None)
        self.unit.setFocus()

    def _load(self, rid: int | None) -> None:
        stored = store.sheet(self._context.ws.read, rid) if rid is not None else None
        self._sheet = stored.rid if stored else None
        self._answers = dict(stored.sheet.answers) if stored else {}
        self._place = 0
        self._sitting = uuids.uuid4().hex
        for draft in self._drafts:
            draft.discard()
        with self._drafts[0].loading():
            self.unit.setText(stored.sheet.unit if stored else "")
        self._show_question()

    def _show_question(self) -> None:
        question, survey = self.question, self._survey
        if question is None or survey is None:
            return
        answer = self._answers.get(question.key, Answer())
        is_open = question.kind is Kind.OPEN
        count = len(survey.questions)
        self.progress.setText(
            tr(msg("surveys", "Question {number} of {count}", number=self._place + 1, count=count))
        )
        self.title.setText(question.title.in_language(current()))
        self.options.setVisible(not is_open)
        self._other_row.setVisible(not is_open)
        self.words.setVisible(is_open)
        self.back_button.setEnabled(self._place > 0)
        with self._drafts[1].loading(), self._drafts[2].loading():
            self.other.setText("" if is_open else answer.words)
            self.words.setPlainText(answer.words if is_open else "")
        if is_open:
            name_field(self.words, question.title.in_language(current()))
        else:
            self.options.show_question(question, answer.codes)

    def _focus_answer(self) -> None:
        question = self.question
        is_open = question is not None and question.kind is Kind.OPEN
        (self.words if is_open else self.options).setFocus()

    # -- acts -----------------------------------------------------------------------------------

    def go_on(self) -> None:
        """The next question; after the last one the next unit."""
        self.store_typed()
        if self._survey is None:
            return
        if self._place + 1 < len(self._survey.questions):
            self._place += 1
            self._show_question()
            self._focus_answer()
        else:
            self.begin()

    def go_back(self) -> None:
        """The question before."""
        self.store_typed()
        if self._place:
            self._place -= 1
            self._show_question()
            self._focus_answer()

    def store_typed(self) -> None:
        """Store what is being typed in a field."""
        for draft in self._drafts:
            draft.flush()

    def store(self) -> None:
        """Store the unit as it is now; nothing is stored of a unit without any answer."""
        question, wave = self.question, self._wave
        if question is None or wave is None:
            return
        is_open = question.kind is Kind.OPEN
        words = self.words.toPlainText() if is_open else self.other.text()
        answer = Answer(() if is_open else self.options.codes, words.strip())
        self._answers = {k: v for k, v in self._answers.items() if k != question.key}
        if answer:
            self._answers[question.key] = answer
        if not self._answers and self._sheet is None:
            return
        try:
            sheet = Sheet(self._answers, self.unit.text())
            self._sheet = service.save_sheet(
                self._context.ws, wave.rid, self._sheet, sheet, self._sitting
            )
        except UserError as problem:
            self._context.notices.error(problem)


class _Words(QPlainTextEdit):
    """An open answer: Enter goes on, Shift+Enter makes a new line."""

    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(6 * self.fontMetrics().lineSpacing())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() != Qt.KeyboardModifier.ShiftModifier:
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)
