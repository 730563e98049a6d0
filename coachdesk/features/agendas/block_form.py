"""All of one block, beside the table: a form in which everything stores itself."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from coachdesk.features.agendas import service
from coachdesk.features.agendas.model import (
    KIND_NAMES,
    BlockKind,
    PlanBlock,
    checked_length,
    parse_length,
)
from coachdesk.features.agendas.plan_table import Line
from coachdesk.features.agendas.service import BlockFields
from coachdesk.features.agendas.verbs import PlanVerbs
from coachdesk.features.agendas.words import length_words
from coachdesk.features.teams.combos import CalmCombo, is_typed_as
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.dates.typed_times import parse_time
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.drafts import Draft
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import button, row_of
from coachdesk.ui.widgets.fields import FormRow


@dataclass(frozen=True)
class _Bound:
    """A field, its draft, and how to show what a line has in it."""

    draft: Draft[str]
    show: Callable[[Line], None]


class BlockForm(QWidget):
    """The form of the block under the cursor. Esc leaves it: `left`."""

    left = Signal()

    def __init__(self, context: Context, verbs: PlanVerbs) -> None:
        super().__init__()
        self._context, self._verbs = context, verbs
        self._line: Line | None = None
        self._bound: list[_Bound] = []
        self.seen = QCheckBox(tr(msg("agendas", "Participants see it")))
        self.kind = CalmCombo()
        self.keep = button(msg("agendas", "Keep for other plans"), "link")
        self.each_row: FormRow
        self._lay_out()
        self.seen.clicked.connect(self._on_seen)
        self.kind.activated.connect(lambda _index: self._on_kind())
        self.keep.clicked.connect(self.keep_block)

    def _lay_out(self) -> None:
        for kind in BlockKind:
            self.kind.addItem(tr(KIND_NAMES[kind]), kind)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, theme.S, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self._line_row(msg("agendas", "What"), "title", lambda b: b.title, _title))
        self.each_row = self._line_row(
            msg("agendas", "Minutes a team"), "each", self._each_words, self._each_fields
        )
        length = self._line_row(msg("agendas", "Length"), "minutes", _length_words, _length_fields)
        fixed = self._line_row(
            msg("agendas", "Fixed time"), "fixed_at", _fixed_words, _fixed_fields,
            hint=msg("agendas", "Empty: follows"),
        )  # fmt: skip
        what = FormRow(msg("agendas", "Kind"), self.kind)
        for pair in ((length, self.each_row), (fixed, what)):
            row = row_of(*pair)
            for place, each in enumerate(pair):
                row.setStretch(place, 1)
                row.setAlignment(each, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(row)
        layout.addWidget(self.seen)
        for name, label, lines in (
            ("goal", msg("agendas", "Goal"), 2),
            ("materials", msg("agendas", "Materials"), 2),
            ("instructions", msg("agendas", "Instructions for the coach"), 7),
        ):
            layout.addWidget(self._text_row(label, name, lines))
        layout.addWidget(
            self._line_row(
                msg("agendas", "Room or group"), "track", lambda b: b.track, _track,
                hint=msg("agendas", "Neighbours that have one run side by side."),
            )
        )  # fmt: skip
        layout.addLayout(row_of(self.keep, None))
        layout.addStretch(1)

    # -- showing ------------------------------------------------------------------------------

    def show_line(self, line: Line | None) -> None:
        """Show a block; what is being typed about it stays, what was typed of another is stored."""
        other = line is None or self._line is None or line.block.rid != self._line.block.rid
        if other:
            for bound in self._bound:
                if not bound.draft.flush():
                    bound.draft.discard()
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        for bound in self._bound:
            if not bound.draft.dirty:
                with bound.draft.loading():
                    bound.show(line)
        self.seen.setChecked(not line.block.coach_only)
        self.kind.setCurrentIndex(self.kind.findData(line.block.kind))
        self.each_row.setVisible(line.teams > 0)
        words = plural("agendas", "Minutes ({count} team)", "Minutes a team ({count})", line.teams)
        self.each_row.label.setText(tr(words))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the plan."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focus_title(self) -> None:
        """Put the cursor into the title."""
        field = self.findChild(QLineEdit, "title")
        if field is not None:
            field.setFocus()
            field.selectAll()

    # -- fields -------------------------------------------------------------------------------

    def _line_row(
        self,
        label: Message,
        name: str,
        words: Callable[[PlanBlock], str],
        fields: Callable[[str], BlockFields],
        hint: Message | str = "",
    ) -> FormRow:
        field = QLineEdit()
        field.setObjectName(name)

        def same(line: Line) -> bool:
            """Whether what stands in the field says what is stored, in whatever form."""
            if is_typed_as(field.text(), words(line.block)):
                return True
            if not field.hasFocus():
                return False
            try:
                wanted = fields(field.text())
            except UserError:
                return False
            return all(getattr(line.block, key) == value for key, value in wanted.items())

        def show(line: Line) -> None:
            if not same(line):
                field.setText(words(line.block))
                if not field.hasFocus():
                    field.setCursorPosition(0)

        def finish() -> None:
            if draft.flush() and self._line is not None and field.text() != words(self._line.block):
                field.setText(words(self._line.block))

        draft = self._watch(field, field.text, name, fields)
        field.editingFinished.connect(finish)
        self._bound.append(_Bound(draft, show))
        return FormRow(label, field, hint)

    def _text_row(self, label: Message, name: str, lines: int) -> FormRow:
        field = QPlainTextEdit()
        field.setObjectName(name)
        field.setTabChangesFocus(True)
        field.setFixedHeight(lines * field.fontMetrics().lineSpacing() + 2 * theme.M)

        def show(line: Line) -> None:
            text = str(getattr(line.block, name))
            if text != field.toPlainText().strip():
                field.setPlainText(text)

        def fields(text: str) -> BlockFields:
            found: BlockFields = {name: text}  # type: ignore[misc]  # names of the form are of it
            return found

        self._bound.append(_Bound(self._watch(field, field.toPlainText, name, fields), show))
        return FormRow(label, field)

    def _watch(
        self,
        field: QWidget,
        read: Callable[[], str],
        name: str,
        fields: Callable[[str], BlockFields],
    ) -> Draft[str]:
        def commit(text: str) -> None:
            if self._line is not None:
                service.change_block(self._context.ws, self._line.block.rid, fields(text), name)

        return self._context.drafts.watch(field, read, commit)

    def _each_words(self, block: PlanBlock) -> str:
        each = block.minutes_each(self._line.teams if self._line else 0)
        return "" if each is None else str(each)

    def _each_fields(self, text: str) -> BlockFields:
        if not text.strip():
            return {"by_team": False}
        teams = self._line.teams if self._line else 0
        return {"by_team": True, "minutes": checked_length(parse_length(text) * teams)}

    # -- verbs --------------------------------------------------------------------------------

    def _on_seen(self, seen: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._line is not None:
            self._verbs.change(self._line.block, lambda: {"coach_only": not seen})

    def _on_kind(self) -> None:
        kind: BlockKind = BlockKind(self.kind.currentData())
        if self._line is not None and kind is not self._line.block.kind:
            self._verbs.change(self._line.block, lambda: {"kind": kind})

    def keep_block(self) -> None:
        """Keep the block in her library."""
        if self._line is not None and self._context.drafts.flush_all():
            self._verbs.keep(self._line.block)


def _title(text: str) -> BlockFields:
    return {"title": text}


def _track(text: str) -> BlockFields:
    return {"track": " ".join(text.split())}


def _length_words(block: PlanBlock) -> str:
    return tr(length_words(block.minutes))


def _length_fields(text: str) -> BlockFields:
    return {"minutes": parse_length(text)}


def _fixed_words(block: PlanBlock) -> str:
    return format_time(block.fixed_at, current()) if block.fixed_at else ""


def _fixed_fields(text: str) -> BlockFields:
    return {"fixed_at": parse_time(text) if text.strip() else None}
