"""A newer version of the programme that a run follows: what differs, and taking it over."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coachdesk.features.programmes import library
from coachdesk.features.programmes.model import Run
from coachdesk.features.programmes.template import Template
from coachdesk.features.programmes.versions import (
    ABOUT,
    Difference,
    DifferenceKind,
    differences,
    take_version,
)
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import button, label, row_of
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_MOST_ROWS = 10
_PARTS: Mapping[str, Message] = {
    ABOUT: msg("programmes", "Programme"),
    "phases": msg("programmes", "Phase"),
    "events": msg("programmes", "Event"),
    "kinds": msg("programmes", "Kind of items"),
    "items": msg("programmes", "Checklist item"),
    "tasks": msg("programmes", "Task"),
    "agendas": msg("programmes", "Agenda"),
    "questions": msg("programmes", "Question"),
    "advice": msg("programmes", "Advice"),
    "roles": msg("programmes", "Role"),
    "fields": msg("programmes", "To be written down"),
    "meetings": msg("programmes", "Recommended meeting"),
    "surveys": msg("programmes", "Survey"),
}
_KINDS: Mapping[DifferenceKind, Message] = {
    DifferenceKind.ADDED: msg("programmes", "new"),
    DifferenceKind.CHANGED: msg("programmes", "changed"),
    DifferenceKind.REMOVED: msg("programmes", "left out"),
}


class VersionPanel(QFrame):
    """A quiet line that there is a newer version; opened, the differences to choose from."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._run: Run | None = None
        self._new: Template | None = None
        self._left_out: set[tuple[str, str]] = set()
        self.line = label("", "muted", wrap=True)
        self.look = button(msg("programmes", "Look at what differs"), "link")
        self.look.clicked.connect(self.open_list)
        self.model: RecordModel[Difference] = RecordModel(self._columns(), _key)
        self.table = TableView(self.model, msg("programmes", "What differs in the newer version"))
        self.note = label("", "small", "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.take = button(msg("programmes", "Take over what is ticked"), "primary")
        self.take.clicked.connect(self._take)
        self.close_button = button(msg("programmes", "Not now"))
        self.close_button.clicked.connect(self.close_list)
        self.inside = QWidget()
        below = QVBoxLayout(self.inside)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.S)
        for each in (self.table, self.note, self.problem):
            below.addWidget(each)
        below.addLayout(row_of(self.take, self.close_button, None))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.S)
        top = row_of(self.line, self.look)
        top.setStretch(0, 1)
        outer.addLayout(top)
        outer.addWidget(self.inside)
        self.inside.hide()
        self.hide()

    def show_run(self, run: Run, template: Template | None) -> None:
        """Look whether there is a newer version of what this run follows."""
        if self._run is None or run.rid != self._run.rid:
            self._left_out.clear()
            self.inside.hide()
            self.look.show()
        self._run = run
        self._new = newer_version(self._context, run, template) if template else None
        found = differences(template, self._new) if template and self._new else []
        self.setVisible(bool(found))
        if self._new is None or not found:
            self.inside.hide()
            self.look.show()
            return
        self.line.setText(tr(_there_is(self._new.version, run.template_version)))
        self.model.set_records(found)
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(row * (min(len(found), _MOST_ROWS) + 1) + theme.S)
        note = msg(
            "programmes",
            "Teams get new items and tasks. Texts and dates that nobody has changed follow the new "
            "version; what is begun, done or fixed by hand stays.",
        )
        self.note.setText(tr(note))

    def open_list(self) -> None:
        """Show what differs."""
        self.inside.show()
        self.look.hide()
        self.problem.hide()
        self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_list(self) -> None:
        """Leave the run as it is."""
        self.inside.hide()
        self.look.show()
        self.look.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> list[Difference]:
        """The ticked differences."""
        return [each for each in self.model.records if _key(each) not in self._left_out]

    def _take(self) -> None:
        chosen = self.chosen()
        if self._run is None or self._new is None or not chosen:
            return
        try:
            take_version(self._context.ws, self._run.rid, self._new, chosen)
        except UserError as problem:
            self.problem.setText(tr(problem.message))
            self.problem.show()
            return
        self._context.tell_done(msg("programmes", "The newer version was taken over."))

    # -- the list -----------------------------------------------------------------------------

    def _columns(self) -> list[Column[Difference]]:
        return [
            Column(
                msg("programmes", "Take"), lambda _each: "",
                checked=lambda each: _key(each) not in self._left_out, set_checked=self._tick,
                describe=_title,
            ),
            Column(msg("programmes", "Part"), lambda each: tr(_PARTS[each.part]), muted=True),
            Column(msg("programmes", "Which"), _title, stretch=True),
            Column(msg("programmes", "How"), lambda each: tr(_KINDS[each.kind])),
            Column(msg("programmes", "What changes"), _change, stretch=True, muted=True),
        ]  # fmt: skip

    def _tick(self, each: Difference, on: bool) -> None:  # noqa: FBT001 - the column's
        (self._left_out.discard if on else self._left_out.add)(_key(each))
        row = self.model.row_of(_key(each))
        self.model.dataChanged.emit(self.model.index(row, 0), self.model.index(row, 0))
        self.take.setEnabled(bool(self.chosen()))


def _there_is(new: str, old: str) -> Message:
    if new == old:
        return msg("programmes", "The programme has been changed since this run took it.")
    return msg(
        "programmes", "Version {version} is there; this run follows {old}.", version=new, old=old
    )


def newer_version(context: Context, run: Run, template: Template) -> Template | None:
    """The programme with the run's key as it is offered now, unless that is an earlier version."""
    offered = library.usable_programmes(context.ws.read)
    same = [each for each in offered if each.key == run.template_key]
    if not same or _numbers(same[-1].version) < _numbers(template.version):
        return None
    return same[-1]


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _key(each: Difference) -> tuple[str, str]:
    return each.part, each.key


def _title(each: Difference) -> str:
    """What the part is called in the window's language."""
    record: Any = each.new or each.old
    for name in ("title", "name", "text", "question"):
        text = getattr(record, name, None)
        if text is not None:
            return str(text.in_language(current()))
    return each.key


def _change(each: Difference) -> str:
    """What differs, in a line."""
    if each.old is None or each.new is None:
        return ""
    words = (tr(name) for name, read in _ASPECTS if read(each.old) != read(each.new))
    return ", ".join(dict.fromkeys(words))


def _field(*names: str) -> Callable[[Any], tuple[object, ...]]:
    """What a record has under these names; a method of the same name is none of them."""

    def read(record: Any) -> tuple[object, ...]:  # noqa: ANN401 - a part of any kind
        found = (getattr(record, name, None) for name in names)
        return tuple(None if callable(each) else each for each in found)

    return read


_ASPECTS: tuple[tuple[Message, Callable[[Any], tuple[object, ...]]], ...] = (
    (msg("programmes", "name"), _field("name", "title", "short")),
    (msg("programmes", "text"), _field("description", "text", "help", "contents", "duties")),
    (msg("programmes", "source"), _field("source")),
    (msg("programmes", "date"), _field("due", "after", "every", "until")),
    (msg("programmes", "length"), _field("days", "minutes", "every_weeks")),
    (msg("programmes", "phase"), _field("phase", "event")),
    (msg("programmes", "who"), _field("who")),
    (msg("programmes", "stages"), _field("stages", "question", "support")),
    (msg("programmes", "blocks"), _field("blocks", "start")),
    (msg("programmes", "hand-outs"), _field("handouts")),
    (msg("programmes", "size of teams"), _field("smallest_team", "largest_team")),
)
