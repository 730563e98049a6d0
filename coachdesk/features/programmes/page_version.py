"""A newer version of the programme that a run follows: what differs, and taking it over."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coachdesk.features.programmes import library
from coachdesk.features.programmes.model import Run
from coachdesk.features.programmes.template import Template
from coachdesk.features.programmes.version_words import (
    KINDS,
    PARTS,
    aspects_of,
    details_of,
    title_of,
)
from coachdesk.features.programmes.versions import (
    Difference,
    differences,
    take_version,
)
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import button, label, row_of
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_MOST_ROWS = 10


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
        self.table.chosen.connect(self._show_details)
        self.details = label("", wrap=True)
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
        for each in (self.table, self.details, self.note, self.problem):
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

    def _show_details(self) -> None:
        """How what is in hand was and would be."""
        each = self.table.current()
        lines = details_of(each, self._new) if each is not None and self._new else []
        self.details.setText("\n".join(lines))
        self.details.setVisible(bool(lines))
        self.table.setAccessibleDescription(self.details.text())

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
                describe=title_of,
            ),
            Column(msg("programmes", "Part"), lambda each: tr(PARTS[each.part]), muted=True),
            Column(msg("programmes", "Which"), title_of, stretch=True),
            Column(msg("programmes", "How"), lambda each: tr(KINDS[each.kind])),
            Column(msg("programmes", "What changes"), aspects_of, stretch=True, muted=True),
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
