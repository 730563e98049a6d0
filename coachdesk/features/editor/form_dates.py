"""The fields of a form that say when: distances from events, and what comes again."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from coachdesk.features.editor.fields import Spec
from coachdesk.features.editor.form_fields import Editor, Offer, fill, in_a_row
from coachdesk.features.programmes.template import Due, Every, Relation
from coachdesk.features.teams.combos import CalmCombo, CalmSpin
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.drafts import Drafts
from coachdesk.ui.widgets.fields import name_field


class DistanceEditor(Editor):
    """So many days or weeks from an event: for due dates, and events that follow others.

    `make` puts a value together from the number, the chosen unit and the event; `take` does the
    reverse.
    """

    def __init__(
        self,
        spec: Spec,
        drafts: Drafts,
        units: Sequence[Offer],
        make: Callable[[int, Any, str], object],
        take: Callable[[Any], tuple[int, object, str]],
    ) -> None:
        super().__init__()
        self._make, self._take = make, take
        self.spin = CalmSpin(0, spec.most)
        self.unit, self.anchor = CalmCombo(), CalmCombo()
        fill(self.unit, units)
        self._units = [value for value, _words in units]
        self._events: list[str] = []
        self._draft = drafts.watch(self.spin, self._read, self.edited.emit)
        self.spin.valueChanged.connect(self._draft.touch)
        for combo in (self.unit, self.anchor):
            combo.activated.connect(lambda _row: self._tell())
        name_field(self.spin, msg("editor", "{field}: how many", field=spec.label))
        name_field(self.unit, msg("editor", "{field}: before or after", field=spec.label))
        name_field(self.anchor, msg("editor", "{field}: which event", field=spec.label))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addWidget(self.anchor)
        row = QHBoxLayout()
        row.addWidget(self.spin)
        row.addWidget(self.unit, 1)
        layout.addLayout(row)
        self.setFocusProxy(self.anchor)

    def offer(self, events: Sequence[tuple[str, str]], none: Message) -> None:
        """Offer these events (key, name), and `none` for no date."""
        fill(self.anchor, [("", none), *events])
        self._events = ["", *(key for key, _name in events)]

    @override
    def show_value(self, value: Any) -> None:
        """Show a distance, or that there is none."""
        if self._draft.dirty:
            return
        number, unit, event = self._take(value) if value else (0, self._units[0], "")
        with self._draft.loading():
            self.spin.setValue(number)
            self.unit.setCurrentIndex(self._units.index(unit))
            self.anchor.setCurrentIndex(max(self._events.index(event), 0))
        self._show_distance(shown=bool(event))

    def _show_distance(self, *, shown: bool) -> None:
        self.spin.setVisible(shown)
        self.unit.setVisible(shown)

    def _read(self) -> object:
        event = self._events[self.anchor.currentIndex()]
        if not event:
            return None
        return self._make(self.spin.value(), self._units[self.unit.currentIndex()], event)

    def _tell(self) -> None:
        self._draft.discard()
        self.edited.emit(self._read())

    @override
    def let_go(self) -> None:
        """Store what is being typed."""
        self._draft.flush()


class EveryEditor(Editor):
    """How often a task comes again."""

    def __init__(self, spec: Spec, drafts: Drafts) -> None:
        super().__init__()
        self.unit = CalmCombo()
        self._units = (None, "week", "month")
        fill(
            self.unit,
            [
                (None, msg("editor", "does not come again")),
                ("week", msg("editor", "every so many weeks")),
                ("month", msg("editor", "every so many months")),
            ],
        )
        self.spin = CalmSpin(spec.least, spec.most)
        self._draft = drafts.watch(self.spin, self._read, self.edited.emit)
        self.spin.valueChanged.connect(self._draft.touch)
        self.unit.activated.connect(lambda _row: self._tell())
        name_field(self.spin, msg("editor", "{field}: how many", field=spec.label))
        name_field(self.unit, spec.label)
        in_a_row(self, self.unit, self.spin)

    @override
    def show_value(self, value: Every | None) -> None:
        """Show how often."""
        if self._draft.dirty:
            return
        with self._draft.loading():
            self.spin.setValue(value.count if value else 1)
            self.unit.setCurrentIndex(self._units.index(value.unit if value else None))
        self.spin.setVisible(value is not None)

    def _read(self) -> Every | None:
        index = self.unit.currentIndex()
        if index == 0:
            return None
        return Every("week" if index == 1 else "month", self.spin.value())

    def _tell(self) -> None:
        self._draft.discard()
        self.edited.emit(self._read())

    @override
    def let_go(self) -> None:
        """Store what is being typed."""
        self._draft.flush()


def due_editor(spec: Spec, drafts: Drafts) -> DistanceEditor:
    """The field of a due date."""
    units: list[Offer] = [
        (False, msg("editor", "days before it begins")),
        (True, msg("editor", "days after it ends")),
    ]
    return DistanceEditor(
        spec, drafts, units,
        lambda number, after, event: Due(event, number, after=bool(after)),
        lambda due: (due.days, due.after, due.event),
    )  # fmt: skip


def after_editor(spec: Spec, drafts: Drafts) -> DistanceEditor:
    """The field of an event that follows another one."""
    units: list[Offer] = [
        (7, msg("editor", "weeks after it begins")),
        (1, msg("editor", "days after it begins")),
    ]

    def take(relation: Relation) -> tuple[int, object, str]:
        unit = 1 if relation.days % 7 else 7
        return relation.days // unit, unit, relation.event

    return DistanceEditor(
        spec, drafts, units,
        lambda number, unit, event: Relation(event, min(number * unit, spec.most)), take,
    )  # fmt: skip
