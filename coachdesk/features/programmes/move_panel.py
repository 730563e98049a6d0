"""What moving an event would do, shown before it is done."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.event_words import days_words, event_name
from coachdesk.features.programmes.library import template_of
from coachdesk.features.programmes.model import Event, EventDate
from coachdesk.features.programmes.move_words import effects
from coachdesk.features.programmes.moving import (
    DateMove,
    FindingKind,
    Hanging,
    MoveFinding,
    MovePreview,
    preview_move,
)
from coachdesk.features.programmes.template import Template
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import LANGUAGE, current, say, tr
from coachdesk.ui.widgets.basic import button, label, row_of
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_MOST_ROWS = 6
_MOST_MEASURED = 40
"""So many rows make the columns wide enough; a move may take thousands along."""


@dataclass(frozen=True)
class MoveLine:
    """A row: what moves, or stays although it hangs on the event."""

    key: tuple[str, int]
    what: Message
    team: str
    title: str
    old: str
    new: str
    stays: bool


class MovePreviewPanel(QFrame):
    """Shows what a move would take along. Enter or "Move" does it, Esc leaves all as it was.

    `moved` tells that the event has its new date, also when nothing had to be shown; `left` that it
    keeps the old one. `asked` tells that it waits for an answer, to be brought into sight.
    """

    asked = Signal()
    moved = Signal()
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked: tuple[int, EventDate] | None = None
        self._preview: MovePreview | None = None
        self.setProperty("class", "caution")
        self.title = label("", "heading", wrap=True)
        self.findings = label("", "warning", wrap=True)
        self.model: RecordModel[MoveLine] = RecordModel(_columns(), lambda line: line.key)
        self.table = TableView(self.model, msg("programmes", "What moves and what stays"))
        self.table.horizontalHeader().setResizeContentsPrecision(_MOST_MEASURED)
        self.table.opened.connect(self.carry_out)
        self.summary = label("", "muted", wrap=True)
        self.do = button(msg("programmes", "Move"), "primary")
        self.do.clicked.connect(self.carry_out)
        self.leave = button(msg("programmes", "Leave as it was"))
        self.leave.clicked.connect(self.leave_it)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        layout.setSpacing(theme.S)
        head = row_of(self.title, self.do, self.leave)
        head.setStretch(0, 1)
        layout.addLayout(head)
        for each in (self.summary, self.findings, self.table):
            layout.addWidget(each)
        self.hide()

    @property
    def asks(self) -> bool:
        """Whether a move waits for an answer."""
        return self._asked is not None

    def show_for(self, event_rid: int, date: EventDate) -> bool:
        """Propose to give an event this date; tells whether there is something to be decided.

        What touches nothing but the event itself is done at once, and so is the first date of an
        event that had none: everything that follows it was open.
        """
        db = self._context.ws.read
        event = store.event(db, event_rid)
        if event is None:
            return False
        preview = preview_move(db, event_rid, date)
        if not preview.events:
            self.close_panel()
            return False
        self._asked, self._preview = (event_rid, date), preview
        if not _needs_a_look(event, preview):
            self.carry_out()
            return False
        self._fill(preview)
        self.show()
        self.do.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asked.emit()
        return True

    def refresh(self) -> None:
        """Look anew at what the move would do, as when something else has changed meanwhile."""
        if self._asked is None:
            return
        self._preview = preview_move(self._context.ws.read, *self._asked)
        if self._preview.events:
            self._fill(self._preview)
        else:
            self.close_panel()

    def carry_out(self) -> None:
        """Move the event."""
        if self._asked is None or self._preview is None:
            return
        (event_rid, date), preview = self._asked, self._preview
        self.close_panel()
        try:
            service.move_event(self._context.ws, event_rid, date)
        except UserError as problem:
            self._context.notices.error(problem)
            self.left.emit()
            return
        self._context.tell_done(_told(self._template(preview), preview))
        self.moved.emit()

    def leave_it(self) -> None:
        """Leave everything as it was."""
        if self._asked is not None:
            self.close_panel()
            self.left.emit()

    def close_panel(self) -> None:
        """Forget what was proposed."""
        self._asked = self._preview = None
        self.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves (unless "Leave" has the focus), Esc leaves."""
        if event.key() == Qt.Key.Key_Escape or (_is_enter(event) and self.leave.hasFocus()):
            self.leave_it()
        elif _is_enter(event):
            self.carry_out()
        else:
            super().keyPressEvent(event)

    # -- showing ------------------------------------------------------------------------------

    def _template(self, preview: MovePreview) -> Template | None:
        db = self._context.ws.read
        place = store.place(db, preview.events[0].old.cohort_rid)
        return template_of(db, place.run) if place else None

    def _fill(self, preview: MovePreview) -> None:
        template = self._template(preview)
        lines = list(_lines(template, preview))
        self.title.setText(tr(_title(template, preview)))
        words = [tr(_finding(template, finding)) for finding in preview.findings]
        self.findings.setText("\n".join(words))
        self.findings.setVisible(bool(words))
        self.model.set_records(lines)
        self.table.setVisible(bool(lines))
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(row * (min(len(lines), _MOST_ROWS) + 1) + theme.S)
        self.table.setColumnHidden(1, not any(line.team for line in lines))
        self.summary.setText(" ".join(tr(each) for each in effects(preview, current())))
        self.setAccessibleName(self.title.text())
        said = (self.title.text(), *words, self.summary.text())
        self.do.setAccessibleDescription("\n".join(said))


def _needs_a_look(event: Event, preview: MovePreview) -> bool:
    if preview.findings or preview.fixed:
        return True
    goes_along = len(preview.events) > 1 or bool(preview.dates)
    return goes_along and event.starts_on is not None


def _lines(template: Template | None, preview: MovePreview) -> Iterator[MoveLine]:
    language = current()
    for move in preview.events[1:]:
        yield MoveLine(
            ("event", move.old.rid), msg("programmes", "Event"), "",
            event_name(template, move.old, language), say(days_words(move.old, language)),
            say(days_words(move.new, language)), stays=False,
        )  # fmt: skip
    for date in sorted(preview.dates, key=_by_team):
        yield _work_line(date.what, date.old, date.new, stays=False)
    for fixed in preview.fixed:
        yield _work_line(fixed, fixed.due.on, fixed.due.on, stays=True)


def _by_team(date: DateMove) -> tuple[tuple[int, ...], dt.date]:
    return LANGUAGE.texts.collation_key(date.what.team), date.new or dt.date.max


def _work_line(work: Hanging, old: dt.date | None, new: dt.date | None, *, stays: bool) -> MoveLine:
    kind = _KINDS.get(work.table, msg("programmes", "Work"))
    title = work.title.in_language(current())
    return MoveLine(
        (work.table, work.rid), kind, work.team, title, _day(old), _day(new), stays=stays
    )


_KINDS = {
    "task": msg("programmes", "Task"),
    "checklist_item": msg("programmes", "Checklist item"),
}


def _day(day: dt.date | None) -> str:
    return format_date(day, current(), "day") if day else tr(msg("programmes", "open"))


def _columns() -> list[Column[MoveLine]]:
    return [
        Column(msg("programmes", "What"), lambda line: tr(line.what), muted=True),
        Column(msg("programmes", "Team"), lambda line: line.team),
        Column(msg("programmes", "Title"), lambda line: line.title, stretch=True),
        Column(msg("programmes", "Was"), lambda line: line.old, muted=True),
        Column(msg("programmes", "Becomes"), _becomes, strong=True),
    ]


def _becomes(line: MoveLine) -> str:
    if line.stays:
        return tr(msg("programmes", "stays: fixed by hand"))
    return line.new


def _title(template: Template | None, preview: MovePreview) -> Message:
    move = preview.events[0]
    return msg(
        "programmes", "{event}: {old} → {new}", event=event_name(template, move.old, current()),
        old=days_words(move.old, current()), new=days_words(move.new, current()),
    )  # fmt: skip


def _finding(template: Template | None, finding: MoveFinding) -> Message:
    earlier = event_name(template, finding.earlier, current())
    event = event_name(template, finding.event, current())
    if finding.kind is FindingKind.OVERLAPS:
        return msg(
            "programmes", "▲ {event} would begin before {earlier} has ended.",
            event=event, earlier=earlier,
        )  # fmt: skip
    return msg("programmes", "▲ {event} would come before {earlier}.", event=event, earlier=earlier)


def _told(template: Template | None, preview: MovePreview) -> Message:
    move = preview.events[0]
    name = event_name(template, move.old, current())
    count = len(preview.events) - 1 + len(preview.dates)
    if move.new.starts_on is None:
        return plural(
            "programmes",
            "{event} has no date now; {count} date is open with it.",
            "{event} has no date now; {count} dates are open with it.",
            count, event=name,
        )  # fmt: skip
    return plural(
        "programmes",
        "{event}: {days}. {count} date followed it.",
        "{event}: {days}. {count} dates followed it.",
        count, event=name, days=days_words(move.new, current()),
    )  # fmt: skip


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
