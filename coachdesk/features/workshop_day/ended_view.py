"""After the day: when its blocks were held, against the plan."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.agendas.words import clock_words
from coachdesk.features.workshop_day.day_words import block_name, state_word
from coachdesk.features.workshop_day.model import BlockState, Row, standing
from coachdesk.features.workshop_day.scene import Scene
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, button, label, row_of
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel, TableView


class EndedView(QWidget):
    """The times of a day that has ended."""

    reopened = Signal()

    def __init__(self) -> None:
        super().__init__()
        columns: list[Column[Row]] = [
            Column(msg("workshop_day", "Block"), lambda row: block_name(row.block), stretch=True),
            Column(msg("workshop_day", "Planned"), _planned, muted=True),
            Column(msg("workshop_day", "Held"), _held, status=_status, describe=_spoken),
        ]
        self.rows = RecordModel(columns, identity=lambda row: row.block.rid)
        self.table = TableView(self.rows, msg("workshop_day", "Times of the day"))
        self.table.setWordWrap(True)
        self.summary = label("", "muted", wrap=True)
        self.reopen = button(msg("workshop_day", "Go on with the day"))
        self.reopen.clicked.connect(self.reopened)
        self.card = Card(msg("workshop_day", "Times of the day"))
        self.card.add(self.summary)
        self.card.add(self.table, 1)
        self.card.body.addLayout(row_of(self.reopen, None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(self.card, 1)

    def show_scene(self, scene: Scene) -> None:
        """Show when what was held."""
        ended = scene.day.ended_at or scene.day.started_at
        rows = standing(scene.day, scene.blocks, ended).rows
        self.rows.set_records(rows)
        self.table.setVisible(bool(rows))
        everyone = scene.all_present()
        parked = sum(not line.settled for line in scene.parked)
        words = msg(
            "workshop_day",
            "Present {here}/{of} · in the parking lot: {parked}",
            here=everyone.here, of=everyone.of, parked=parked,
        )  # fmt: skip
        self.summary.setText(tr(words))


def _planned(row: Row) -> str:
    block = row.block
    return _span(block.planned_begins, block.planned_ends)


def _held(row: Row) -> str:
    if row.block.began_at is None:
        return tr(state_word(row))
    return _span(row.begins, row.ends)


def _spoken(row: Row) -> str:
    return _held(row) if row.block.began_at is None else f"{_held(row)}, {tr(state_word(row))}"


def _span(begins: int, ends: int) -> str:
    return f"{clock_words(begins, current())}–{clock_words(ends, current())}"


def _status(row: Row) -> Status:
    return Status.DONE if row.state is BlockState.DONE else Status.NOT_APPLICABLE
