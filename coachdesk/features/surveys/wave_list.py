"""The waves at the left of the page."""

from PySide6.QtCore import QTimer

from coachdesk.features.surveys.model import Asks
from coachdesk.features.surveys.protection import shown
from coachdesk.features.surveys.roomy import RoomyDelegate
from coachdesk.features.surveys.store import WaveRow
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.small_groups import Shown
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.table import Column, RecordModel, TableView


class WaveList(TableView):
    """Every wave, the newest first, with its day and how many answered."""

    DAY = 1
    """The column of the day."""

    def __init__(self) -> None:
        columns: list[Column[WaveRow]] = [
            Column(
                msg("surveys", "Survey"), lambda one: one.wave.name, describe=_described,
                stretch=True,
            ),
            Column(
                msg("surveys", "Held on"),
                lambda one: format_date(one.wave.held_on, current(), "day"),
                muted=True,
            ),
            Column(msg("surveys", "Answers"), answers_words),
        ]  # fmt: skip
        self.model_of_waves: RecordModel[WaveRow] = RecordModel(
            columns, identity=lambda one: one.wave.rid
        )
        super().__init__(self.model_of_waves, msg("surveys", "Surveys"))
        self.setWordWrap(True)
        self.setItemDelegate(RoomyDelegate(self))
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.resizeRowsToContents)
        self.model_of_waves.modelReset.connect(self._soon.start)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._soon.start())
        self.verticalHeader().setMinimumSectionSize(theme.ROW)


def answers_words(one: WaveRow) -> str:
    """How many answered; of few persons only roughly."""
    asks = one.survey.asks if one.survey else Asks.PERSONS
    words = {
        Shown.EXACT: str(one.answers),
        Shown.COARSE: "5–9",
        Shown.HIDDEN: tr(msg("surveys", "under 5")),
    }
    return words[shown(asks, one.answers)]


def _described(one: WaveRow) -> str:
    survey = one.survey.name.in_language(current()) if one.survey else one.wave.survey_key
    return ", ".join(filter(None, (one.wave.name, survey, one.run_name)))
