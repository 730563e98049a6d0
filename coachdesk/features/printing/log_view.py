"""What was printed: when, what, for whom, in which language, how."""

from PySide6.QtWidgets import QWidget

from coachdesk.features.printing.model import WAY_NAMES, Printed
from coachdesk.features.printing.offered import find_handout
from coachdesk.features.printing.service import print_log
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_date, format_time
from coachdesk.kernel.dates.zone import wall_time
from coachdesk.kernel.text import LANGUAGE_NAMES, msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.overlay import Overlay
from coachdesk.ui.widgets.basic import button, label, row_of
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_WIDTH = 900


def show_log(db: Database, host: QWidget) -> Overlay:
    """Lay the log over `host`."""
    found = print_log(db)
    title = msg("printing", "What was printed")
    overlay = Overlay(host, title, _WIDTH, tall=bool(found))
    overlay.dismissed.connect(overlay.close_over)
    close = button(msg("printing", "Close"), "primary")
    close.clicked.connect(overlay.close_over)
    if found:
        table = _table(found)
        overlay.card.add(table, 1)
    else:
        none = msg("printing", "Nothing has been printed or saved as a PDF yet.")
        overlay.card.add(label(none, "muted", wrap=True), 1)
    overlay.card.body.addLayout(row_of(None, close))
    overlay.open(close)
    return overlay


def _table(found: list[Printed]) -> TableView:
    columns: list[Column[Printed]] = [
        Column(msg("printing", "When"), _when),
        Column(msg("printing", "Hand-out"), _handout),
        Column(msg("printing", "For whom"), _subject, stretch=True),
        Column(msg("printing", "Language"), lambda one: LANGUAGE_NAMES[one.language]),
        Column(msg("printing", "How"), lambda one: tr(WAY_NAMES[one.way]), muted=True),
    ]
    model: RecordModel[Printed] = RecordModel(columns)
    model.set_records(found)
    return TableView(model, msg("printing", "What was printed"))


def _when(one: Printed) -> str:
    local = wall_time(one.at)
    return f"{format_date(local.date(), current(), 'day')} {format_time(local, current())}"


def _handout(one: Printed) -> str:
    known = find_handout(one.handout)
    return tr(known.title) if known else one.handout


def _subject(one: Printed) -> str:
    return one.subject or tr(msg("printing", "deleted since"))
