"""One wave at the right of the page, in parts that are filled when they are shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

from coachdesk.features.surveys import store
from coachdesk.features.surveys.counts import CountsForm
from coachdesk.features.surveys.entry import EntryView
from coachdesk.features.surveys.model import Asks, Question
from coachdesk.features.surveys.results import By, CrossTable
from coachdesk.features.surveys.results_view import CrossPane, ResultsView, TextsView, WaveResults
from coachdesk.features.surveys.store import WaveRow
from coachdesk.features.surveys.wave_form import AboutWave
from coachdesk.features.surveys.wave_list import answers_words
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import EmptyState


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the view: its key and the title of its tab."""

    key: str
    title: Message


PARTS = (
    Part("results", msg("surveys", "Results")),
    Part("texts", msg("surveys", "Open answers")),
    Part("places", msg("surveys", "Breakdown")),
    Part("waves", msg("surveys", "Compare")),
    Part("answers", msg("surveys", "Answers")),
    Part("about", msg("surveys", "About")),
)


class WaveView(QStackedWidget):
    """Shows one part at a time."""

    parts = PARTS

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._row: WaveRow | None = None
        self._results: WaveResults | None = None
        self.results, self.texts = ResultsView(), TextsView()
        self.places = CrossPane(
            self._breakdown,
            msg("surveys", "There are too few answers to break them down, or none yet."),
        )
        self.waves = CrossPane(
            self._waves,
            msg(
                "surveys",
                "There is nothing to compare with yet: this survey has been held only once.",
            ),
        )
        self.entry, self.counts = EntryView(context), CountsForm(context)
        self.about = AboutWave(context)
        self._nothing = EmptyState(
            "surveys",
            msg("surveys", "No answers yet"),
            msg("surveys", "Import them from a file, or type them under “Answers”."),
        )
        self._unknown = EmptyState(
            "warning",
            msg("surveys", "The questions of this survey are not on this computer"),
            msg("surveys", "Its answers are all there. Install the newest CoachDesk to see them."),
        )
        self._widgets: dict[str, QWidget] = {
            "results": self.results, "texts": self.texts, "places": self.places,
            "waves": self.waves, "entry": self.entry, "counts": self.counts, "about": self.about,
            "nothing": self._nothing, "unknown": self._unknown,
        }  # fmt: skip
        for widget in self._widgets.values():
            self.addWidget(widget)

    def place_of(self, key: str) -> int:
        """The place of a part among the tabs; the first for a key that is not known."""
        keys = [part.key for part in PARTS]
        return keys.index(key) if key in keys else 0

    def show_row(self, row: WaveRow) -> str:
        """Show a wave as it is now; what it is in one line."""
        self._row = row
        self._results = None
        survey = row.survey.name.in_language(current()) if row.survey else row.wave.survey_key
        answers = tr(msg("surveys", "answers: {count}", count=answers_words(row)))
        return " · ".join(filter(None, (row.wave.name, survey, row.run_name, answers)))

    def open_sheet(self, rid: int) -> None:
        """Open the answers of a unit to be corrected."""
        self.entry.form.open_sheet(rid)

    def show_part(self, key: str) -> None:
        """Fill a part and show it."""
        row = self._row
        if row is None:
            return
        if row.survey is None and key != "about":
            self.setCurrentWidget(self._unknown)
            return
        if not row.answers and key in {"results", "texts", "places"}:
            self.setCurrentWidget(self._nothing)
            return
        self.setCurrentWidget(self._filled(key, row))

    def _filled(self, key: str, row: WaveRow) -> QWidget:
        fill: dict[str, Callable[[WaveRow], QWidget]] = {
            "results": self._fill_results,
            "texts": self._fill_texts,
            "places": self._fill_places,
            "waves": self._fill_waves,
            "answers": self._fill_answers,
            "about": self._fill_about,
        }
        return fill[key](row)

    def _read(self) -> WaveResults:
        row = self._row
        assert row is not None  # noqa: S101 - `show_part` has looked
        assert row.survey is not None  # noqa: S101 - as above
        if self._results is None:
            self._results = WaveResults(self._context.ws.read, row.wave, row.survey)
        return self._results

    def _fill_results(self, row: WaveRow) -> QWidget:
        self.results.show_results(self._read().results())
        return self.results

    def _fill_texts(self, row: WaveRow) -> QWidget:
        self.texts.show_results(self._read().results())
        return self.texts

    def _fill_places(self, row: WaveRow) -> QWidget:
        if row.survey is not None:
            self.places.show_survey(row.survey, self._read().kinds)
        return self.places

    def _fill_waves(self, row: WaveRow) -> QWidget:
        if row.survey is not None:
            self.waves.show_survey(row.survey, ())
        return self.waves

    def _fill_answers(self, row: WaveRow) -> QWidget:
        if row.survey is None or row.survey.asks is Asks.PERSONS:
            if row.survey is not None:
                self.counts.show_wave(row.wave, row.survey)
            return self.counts
        sheets = store.sheets(self._context.ws.read, row.wave.rid)
        self.entry.show_wave(row.wave, row.survey, sheets)
        return self.entry

    def _fill_about(self, row: WaveRow) -> QWidget:
        self.about.show_wave(row.wave)
        return self.about

    def _breakdown(self, question: Question, by: By) -> CrossTable | None:
        return self._read().breakdown(question, by)

    def _waves(self, question: Question, by: By) -> CrossTable | None:
        del by
        return self._read().waves(question)
