"""The results of a wave on screen: by question, open answers, breakdowns, waves side by side."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coachdesk.features.surveys import store
from coachdesk.features.surveys.model import Asks, Question, StoredSheet, Survey, Wave
from coachdesk.features.surveys.report import BY_NAMES, SHOWN_WORDS, TEXTS_HELD
from coachdesk.features.surveys.result_table import ResultTable, cross_view
from coachdesk.features.surveys.results import (
    BREAKDOWNS,
    By,
    CrossTable,
    QuestionResult,
    by_place,
    by_team,
    survey_results,
)
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, Scroll, clear, label
from coachdesk.ui.widgets.fields import name_field
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_ROWS_WRAPPED = 200


class ResultsView(Scroll):
    """A card for each question: its chart and table in one, and how many answered it."""

    def __init__(self) -> None:
        super().__init__(margins=0, spacing=theme.M)
        self.tables: dict[str, ResultTable] = {}
        self._notes: list[QLabel] = []

    def show_results(self, results: Sequence[QuestionResult]) -> None:
        """Show these questions; the cards stay where the questions are the same."""
        keys = [one.question.key for one in results]
        if list(self.tables) != keys:
            self._build(results)
        for result, note in zip(results, self._notes, strict=True):
            table = self.tables[result.question.key]
            table.setVisible(bool(result.rows))
            table.show_result(result)
            note.setText(tr(_about(result)))

    def _build(self, results: Sequence[QuestionResult]) -> None:
        clear(self.body)
        self.tables, self._notes = {}, []
        for number, result in enumerate(results, start=1):
            title = result.question.title.in_language(current())
            card = Card(f"{number}. {title}")
            note, table = label("", "small", "muted", wrap=True), ResultTable(title)
            card.add(note)
            card.add(table)
            self.tables[result.question.key] = table
            self._notes.append(note)
            self.body.addWidget(card)
        self.body.addStretch(1)


def _about(result: QuestionResult) -> Message:
    if result.n is None:
        return SHOWN_WORDS[result.shown]
    answers = plural("surveys", "{count} answer", "{count} answers", result.n)
    if result.texts_held:
        return msg("surveys", "{answers}. {held}", answers=answers, held=TEXTS_HELD)
    if result.texts and result.rows:
        return msg(
            "surveys", "{answers}. Those outside the options are listed under Open answers.",
            answers=answers,
        )  # fmt: skip
    return answers


class TextsView(QWidget):
    """Open answers, and answers outside the options, question by question."""

    def __init__(self) -> None:
        super().__init__()
        columns: list[Column[tuple[str, str]]] = [
            Column(msg("surveys", "Answer"), lambda pair: pair[1], stretch=True),
            Column(msg("surveys", "Question"), lambda pair: pair[0], muted=True, stretch=True),
        ]
        self.model: RecordModel[tuple[str, str]] = RecordModel(columns)
        self.table = TableView(self.model, msg("surveys", "Open answers"))
        self.table.setWordWrap(True)
        self.note = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.note)
        layout.addWidget(self.table, 1)

    def show_results(self, results: Sequence[QuestionResult]) -> None:
        """Show the words of these questions, as far as they may be shown."""
        pairs = [
            (result.question.title.in_language(current()), text)
            for result in results
            for text in result.texts
        ]
        self.model.set_records(pairs)
        if len(pairs) <= _ROWS_WRAPPED:
            self.table.resizeRowsToContents()
        held = any(one.texts_held or (one.n is None) for one in results)
        words = TEXTS_HELD if held else msg("surveys", "Nobody has written anything.")
        self.note.setText(tr(words))
        self.note.setVisible(held or not pairs)
        self.table.setVisible(bool(pairs))


class CrossPane(QWidget):
    """One question broken down: a choice of question, one of the kind, and the table."""

    def __init__(self, make: "Callable[[Question, By], CrossTable | None]", none: Message) -> None:
        """`make` gives the table to show; `none` says why there is none."""
        super().__init__()
        self._make = make
        self.question, self.by = CalmCombo(), CalmCombo()
        name_field(self.question, msg("surveys", "Question"))
        name_field(self.by, msg("surveys", "Break down by"))
        self.question.setMinimumContentsLength(30)
        self.by.setMinimumContentsLength(23)
        self.note = label(none, "muted", wrap=True)
        self.view: TableView | None = None
        self._survey: Survey | None = None
        top = QHBoxLayout()
        top.addWidget(self.question, 1)
        top.addWidget(self.by)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addLayout(top)
        self._layout.addWidget(self.note)
        self._layout.addStretch(0)
        self.question.currentIndexChanged.connect(lambda _: self._show())
        self.by.currentIndexChanged.connect(lambda _: self._show())

    def show_survey(self, survey: Survey, kinds: Sequence[By]) -> None:
        """Offer the questions of a survey; the chosen one stays where it can."""
        chosen, kind = self.question.currentData(), self.by.currentData()
        self._survey = None  # nothing is shown while the choices change
        self.question.clear()
        for number, one in enumerate(survey.questions, start=1):
            if one.options and (one.kind != "county" or not kinds):
                self.question.addItem(f"{number}. {one.title.in_language(current())}", one.key)
        self.question.setCurrentIndex(max(self.question.findData(chosen), 0))
        self.by.clear()
        for each in kinds:
            self.by.addItem(tr(BY_NAMES[each]), each)
        self.by.setCurrentIndex(max(self.by.findData(kind), 0))
        self.by.setVisible(len(kinds) > 1)
        self._survey = survey
        self._show()

    def _show(self) -> None:
        survey = self._survey
        question = survey.question(self.question.currentData() or "") if survey else None
        if question is None:
            return
        if self.view is not None:
            self._layout.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None
        table = self._make(question, By(self.by.currentData() or By.TEAM))
        self.note.setVisible(table is None)
        if table is not None:
            self.view = cross_view(table, question.title.in_language(current()))
            self._layout.insertWidget(2, self.view, 1)


class WaveResults:
    """Reads what the views show of one wave, each thing when it is first asked for."""

    def __init__(self, db: Database, wave: Wave, survey: Survey) -> None:
        self._db, self._wave, self._survey = db, wave, survey
        self._counted = store.tallies_of_wave(db, survey, wave.rid)
        self._waves: tuple[CrossTable, ...] | None = None
        self._sheets: list[StoredSheet] | None = None

    def results(self) -> list[QuestionResult]:
        """The frequency tables."""
        return survey_results(self._survey, self._counted)

    def breakdown(self, question: Question, by: By) -> CrossTable | None:
        """A question by place or team; None where that may not be shown."""
        if self._survey.asks is Asks.UNITS:
            if self._sheets is None:
                self._sheets = store.sheets(self._db, self._wave.rid)
            sheets = self._sheets
            return by_place(self._survey, question, sheets, by) if sheets else None
        groups = store.groups(self._db, self._wave.rid)
        return by_team(question, groups.get(question.key, {}))

    def waves(self, question: Question) -> CrossTable | None:
        """A question in this wave and others of its survey; None with one alone."""
        if self._waves is None:
            known = {self._wave.rid: self._counted}
            self._waves = store.waves_beside(self._db, self._survey, self._wave.rid, known)
        return next((one for one in self._waves if one.question.key == question.key), None)

    @property
    def kinds(self) -> Sequence[By]:
        """The breakdowns that there are."""
        return BREAKDOWNS[self._survey.asks]
