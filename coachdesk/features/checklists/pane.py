"""Everything about one item: state, stage, support, who, by when, a remark, and the advice."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, QStringListModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.checklists import service
from coachdesk.features.checklists.model import STATE_NAMES, Item, ItemState
from coachdesk.features.checklists.shown import SIGNS, RunTexts, status_of
from coachdesk.features.checklists.verbs import attempt, set_states, set_who
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.template import ItemKind
from coachdesk.features.teams.combos import CalmCombo, TypedCombo
from coachdesk.features.teams.model import Member, Team
from coachdesk.kernel.dates import format_date, parse_date
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.drafts import Draft
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.theme import set_class
from coachdesk.ui.widgets.basic import button, label
from coachdesk.ui.widgets.fields import DateField, FormRow, name_field
from coachdesk.ui.widgets.status import Status

_STATES = tuple(ItemState)
_SUPPORT = (None, False, True)
_REMARK_LINES = 3
_ROOM = 248
"""What is left of the narrow pane within its margins."""


class ItemPane(QWidget):
    """The fields of one item; what is typed is stored by itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.item: Item | None = None
        self._texts: RunTexts | None = None
        self._members: Sequence[Member] = ()
        self._drafts: list[Draft[str]] = []
        self._blocks = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._blocks.setContentsMargins(0, 0, 0, 0)
        self._blocks.setSpacing(theme.M)
        self._blocks.addLayout(self._what())
        self._blocks.addLayout(self._agreed())
        self._blocks.addStretch()
        self.set_wide(wide=False)

    def set_wide(self, *, wide: bool) -> None:
        """Two columns under a table instead of one beside it."""
        direction = QBoxLayout.Direction
        self._blocks.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._blocks.setSpacing(theme.XL if wide else theme.M)
        for place, share in enumerate((1, 1, 0) if wide else (0, 0, 1)):
            self._blocks.setStretch(place, share)

    # -- the fields ---------------------------------------------------------------------------

    def _what(self) -> QVBoxLayout:
        self.team_name = label("", "small", "muted")
        self.heading = label("", "heading", wrap=True)
        self.states = QButtonGroup(self)
        for index, state in enumerate(_STATES):
            option = QRadioButton(f"{SIGNS[state]} {tr(STATE_NAMES[state])}")
            option.setAccessibleName(tr(STATE_NAMES[state]))
            self.states.addButton(option, index)
        grid = _grid(self.states.buttons())
        self.states.idClicked.connect(self._on_state)
        self.stages = CalmCombo()
        self.stages.activated.connect(self._on_stage)
        self.stage_row = FormRow(msg("checklists", "Stage"), self.stages)
        self.support = CalmCombo()
        for answer in (
            msg("checklists", "Not asked"), msg("checklists", "No"), msg("checklists", "Yes"),
        ):  # fmt: skip
            self.support.addItem(tr(answer))
        self.support.activated.connect(self._on_support)
        self.support_row = FormRow(msg("checklists", "Support needed?"), self.support)
        self.support_remark = QLineEdit()
        self.support_remark_row = FormRow(
            msg("checklists", "What kind of support"), self.support_remark
        )
        self._watch(self.support_remark, service.set_support_remark)
        self.help = label("", "muted", wrap=True)
        layout = _column(
            self.team_name, self.heading, self.stage_row, self.support_row,
            self.support_remark_row, self.help,
        )  # fmt: skip
        layout.insertLayout(2, grid)
        layout.addStretch(1)
        return layout

    def _agreed(self) -> QVBoxLayout:
        context = self._context
        self.who = WhoCombo()
        self._who_draft = context.drafts.watch(self.who.field, self.who.currentText, self._on_who)
        self.who.finished.connect(self._store_who)
        self.day = DateField(
            lambda text: parse_date(text, context.clock.today(), current()),
            lambda day: format_date(day, current()),
        )
        self.day.date_chosen.connect(self._on_day)
        self.day_row = FormRow(msg("checklists", "By when"), self.day)
        self.day.refused.connect(lambda problem: self.day_row.show_problem(problem.message))
        self.rule = label("", "small", "muted", wrap=True)
        self.follow = button(msg("checklists", "Follow the programme's dates again"), "link")
        self.follow.clicked.connect(self._follow)
        self.remark = QPlainTextEdit()
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(
            self.remark.fontMetrics().lineSpacing() * _REMARK_LINES + theme.L
        )
        self._watch(self.remark, service.set_remark)
        layout = _column(
            FormRow(msg("checklists", "Who"), self.who), self.day_row, self.rule, self.follow,
            FormRow(msg("checklists", "Remark"), self.remark),
        )  # fmt: skip
        layout.addStretch(1)
        return layout

    def _watch(self, field: QLineEdit | QPlainTextEdit, verb: Callable[..., object]) -> None:
        read = field.text if isinstance(field, QLineEdit) else field.toPlainText

        def store(text: str) -> None:
            if self.item is not None:
                verb(self._context.ws, self.item.rid, text)

        self._drafts.append(self._context.drafts.watch(field, read, store))

    # -- showing ------------------------------------------------------------------------------

    def show_item(self, item: Item, texts: RunTexts, team: Team, members: Sequence[Member]) -> None:
        """Show an item of a team; what is being typed about the same one stays."""
        if self.item is not None and item.rid != self.item.rid:
            self._leave()
        self.item, self._texts, self._members = item, texts, members
        self.team_name.setText(team.name)
        self.heading.setText(texts.title(item))
        self.help.setText(texts.help(item))
        self.help.setVisible(bool(self.help.text()))
        with QSignalBlocker(self.states):
            self.states.button(_STATES.index(item.state)).setChecked(True)
        self._show_kind(item, texts.kind(item))
        self._show_due(item, texts)
        if not self._who_draft.dirty:
            with self._who_draft.loading():
                self.who.offer([each.name for each in members], item.who)
        self._load(0, self.support_remark, item.support_remark)
        self._load(1, self.remark, item.remark)

    def _leave(self) -> None:
        """Store what is typed about the item that was shown."""
        for draft in (*self._drafts, self._who_draft):
            if not draft.flush():
                draft.discard()

    def _show_kind(self, item: Item, kind: ItemKind | None) -> None:
        self.stage_row.setVisible(kind is not None)
        self.support_row.setVisible(kind is not None and kind.support is not None)
        self.support_remark_row.setVisible(bool(item.support_needed))
        if kind is None:
            return
        self.stage_row.label.setText(kind.question.in_language(current()))
        name_field(self.stages, kind.question.in_language(current()))
        self.stages.clear()
        self.stages.addItem(tr(msg("checklists", "Not said")), "")
        for stage in kind.stages:
            self.stages.addItem(stage.label.in_language(current()), stage.key)
        self.stages.setCurrentIndex(max(self.stages.findData(item.stage), 0))
        if kind.support is not None:
            self.support_row.label.setText(kind.support.in_language(current()))
            name_field(self.support, kind.support.in_language(current()))
        self.support.setCurrentIndex(_SUPPORT.index(item.support_needed))

    def _show_due(self, item: Item, texts: RunTexts) -> None:
        if not self.day.hasFocus() or self.day.date != item.due.on:
            self.day.set_date(item.due.on)
            self.day_row.show_problem(None)
        late = status_of(item, self._context.clock.today()) is Status.LATE
        rule = texts.rule(item.due)
        note = tr(msg("checklists", "▲ late")) if late else ""
        self.rule.setText(" · ".join(filter(None, (note, rule))))
        self.rule.setVisible(bool(self.rule.text()))
        set_class(self.rule, "small", "late" if late else "muted")
        of_template = texts.due_of_template(item)
        differs = (
            of_template.kind is not DueKind.NONE and of_template.event_rid != item.due.event_rid
        )
        self.follow.setVisible(differs)

    def _load(self, place: int, field: QLineEdit | QPlainTextEdit, text: str) -> None:
        draft = self._drafts[place]
        shown = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        if draft.dirty or shown == text:
            return
        with draft.loading():
            field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(text)

    # -- what was chosen ----------------------------------------------------------------------

    def _on_state(self, index: int) -> None:
        if self.item is not None:
            set_states(self._context, [self.item], _STATES[index])

    def _on_stage(self) -> None:
        item, key = self.item, str(self.stages.currentData())
        kind = self._texts.kind(item) if self._texts and item else None
        if item is None or kind is None:
            return
        if key:
            attempt(
                self._context, partial(service.set_stage, self._context.ws, item.rid, kind, key)
            )
        else:
            set_states(self._context, [item], ItemState.NOT_STARTED)

    def _on_support(self, index: int) -> None:
        if self.item is not None:
            service.set_support(self._context.ws, self.item.rid, _SUPPORT[index])

    def _on_who(self, name: str) -> None:
        if self.item is not None:
            set_who(self._context, self.item, name, self._members)

    def _store_who(self) -> None:
        self._who_draft.touch()
        self._who_draft.flush()

    def _on_day(self, day: dt.date | None) -> None:
        if self.item is not None:
            self.day_row.show_problem(None)
            due = Due(DueKind.DATE, day) if day else Due()
            service.set_due(self._context.ws, self.item.rid, due)

    def _follow(self) -> None:
        if self.item is not None and self._texts is not None:
            due = self._texts.due_of_template(self.item)
            service.set_due(self._context.ws, self.item.rid, due)


class WhoCombo(TypedCombo):
    """Who takes care of it: a member of the team, or a name as typed."""

    def __init__(self) -> None:
        super().__init__((), ())
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def offer(self, names: Sequence[str], text: str) -> None:
        """Offer these names and show `text` without telling."""
        self.clear()
        self.addItems(list(names))
        completer = self.completer()
        if completer is not None:
            completer.setModel(QStringListModel(list(names), completer))
        self.show_text(text)


def _grid(options: Sequence[QAbstractButton]) -> QGridLayout:
    """The options in two columns, or in one where the language needs more room."""
    grid = QGridLayout()
    grid.setSpacing(theme.XS)
    for option in options:
        option.ensurePolished()
    widths = [option.sizeHint().width() for option in options]
    columns = 2 if max(widths[::2]) + theme.XS + max(widths[1::2]) <= _ROOM else 1
    for index, option in enumerate(options):
        grid.addWidget(option, index // columns, index % columns)
    return grid


def _column(*widgets: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.S)
    for widget in widgets:
        layout.addWidget(widget)
    return layout
