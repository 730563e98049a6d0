"""Groups: everybody with a tick, wishes who goes with whom, and the groups beside them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QVBoxLayout

from coachdesk.features.methods import service_people, store
from coachdesk.features.methods.grouping import MOST_GROUPS, Wish
from coachdesk.features.methods.model import Groups, Names, Participant, Use
from coachdesk.features.methods.view import MethodView
from coachdesk.features.methods.words import members
from coachdesk.features.teams.combos import CalmCombo, CalmSpin
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import Card, button, clear, label, row_of
from coachdesk.ui.widgets.fields import name_field
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

Seats = tuple[tuple[str, str], ...]
_LOW_WISHES, _NARROW, _GROUP = 76, 800, 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A person, whether to be placed, and in which group (counted from 1)."""

    person: Participant
    is_in: bool
    group: int | None


class PeopleTable(TableView):
    """Everybody: Space takes out and in, T wishes together, A wishes apart."""

    wished = Signal(bool)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T and A are wishes about the people selected."""
        keys = {Qt.Key.Key_T: True, Qt.Key.Key_A: False}
        key = Qt.Key(event.key())
        if key in keys and not event.modifiers():
            self.wished.emit(keys[key])
        else:
            super().keyPressEvent(event)


class WishList(QListWidget):
    """The wishes; Del gives one up."""

    given_up = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del and Backspace give up the wish in hand."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentRow() >= 0:
            self.given_up.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class GroupsView(MethodView[Groups]):
    """People are mixed at once; each wish and each size mixes them anew."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.figure, self.by = CalmSpin(1, MOST_GROUPS), CalmCombo()
        self.present = QCheckBox(tr(msg("methods", "Only those present")))
        self.again = button(msg("methods", "Mix again"), "primary")
        self.people = PeopleTable(self._model(), msg("methods", "People"))
        self.together = button(msg("methods", "Together"))
        self.apart = button(msg("methods", "Apart"))
        self.give_up = button(msg("methods", "Give up wish"), "link")
        self.wishes = WishList()
        self.told, self.no_wish = label("", "muted", wrap=True), label(_NO_WISH, "muted", wrap=True)
        self.groups: TableView | None = None
        self._count = -1
        self._arrange()
        self._connect()

    def _model(self) -> RecordModel[_Row]:
        return RecordModel(
            [
                Column(msg("methods", "Name"), lambda row: row.person.name, stretch=True,
                       checked=lambda row: row.is_in, set_checked=self._set_in),
                Column(msg("methods", "Team"), lambda row: row.person.team, muted=True,
                       stretch=True),
                Column(msg("methods", "Group"), lambda row: str(row.group or "–")),
            ],
            identity=lambda row: row.person.key,
        )  # fmt: skip

    def _arrange(self) -> None:
        self.by.addItem(tr(msg("methods", "people in a group")), True)  # noqa: FBT003 - its data
        self.by.addItem(tr(msg("methods", "groups")), False)  # noqa: FBT003 - its data
        name_field(self.figure, msg("methods", "Size or number of groups"))
        name_field(self.by, msg("methods", "What the number is of"))
        name_field(self.wishes, msg("methods", "Wishes"))
        self.people.setSelectionMode(self.people.SelectionMode.ExtendedSelection)
        self.together.setToolTip(tr(msg("methods", "The people selected go together (T)")))
        self.apart.setToolTip(tr(msg("methods", "The people selected go apart (A)")))
        self.wishes.setFixedHeight(_LOW_WISHES)
        left, right = Card(), Card(msg("methods", "Groups"))
        left.body.addLayout(row_of(self.figure, self.by))
        left.body.addLayout(row_of(self.present, None, self.again))
        left.add(self.people, 1)
        left.body.addLayout(row_of(self.together, self.apart, None, self.give_up))
        left.add(self.no_wish)
        left.add(self.wishes)
        self._place = QVBoxLayout()
        right.add(self.told)
        right.body.addLayout(self._place, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.M)
        across.addWidget(left, 1)
        across.addWidget(right, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window names need the room; the groups are beside them anyway."""
        super().resizeEvent(event)
        self.people.setColumnHidden(_GROUP, self.width() < _NARROW)

    def _connect(self) -> None:
        self.figure.valueChanged.connect(lambda _value: self._set_size())
        self.by.activated.connect(lambda _place: self._set_size())
        self.present.clicked.connect(self._set_present)
        self.again.clicked.connect(self.mix_again)
        self.people.wished.connect(lambda together: self.wish(together=together))
        self.together.clicked.connect(lambda: self.wish(together=True))
        self.apart.clicked.connect(lambda: self.wish(together=False))
        self.wishes.given_up.connect(self._give_up)
        self.give_up.clicked.connect(lambda: self._give_up(self.wishes.currentRow()))

    @override
    def show_use(self, use: Use, made: Groups) -> None:
        """The people, the wishes about them, and the groups that came of it."""
        self.rid = use.rid
        db = self.context.ws.read
        names = store.names(db, made)
        with QSignalBlocker(self.figure):
            self.figure.setValue(made.figure)
        self.by.setCurrentIndex(self.by.findData(made.by_size))
        self.present.setChecked(made.present_only)
        people = service_people.people_of(self.context.ws, use.rid)
        self._show_people(people, made)
        self._show_wishes(made, names)
        self._show_groups(made, names)
        self.told.setText(tr(_told(people, made)))
        for each in (self.again, self.together, self.apart):
            each.setEnabled(bool(people))

    def _show_people(self, people: list[Participant], made: Groups) -> None:
        place = {key: n for n, group in enumerate(made.groups, start=1) for key in group}
        self.people.records.set_records([
            _Row(one, one.key not in made.left_out, place.get(one.key)) for one in people
        ])  # fmt: skip

    def _show_wishes(self, made: Groups, names: Names) -> None:
        row = self.wishes.currentRow()
        self.wishes.clear()
        self.wishes.addItems([tr(_wish_words(wish, names)) for wish in made.wishes])
        self.wishes.setCurrentRow(min(max(row, 0), self.wishes.count() - 1))
        for each in (self.wishes, self.give_up):
            each.setVisible(bool(made.wishes))
        self.no_wish.setVisible(not made.wishes)

    def _show_groups(self, made: Groups, names: Names) -> None:
        found = members(made, names)
        if self.groups is None or self._count != len(found):
            self._make_groups(len(found))
            self._count = len(found)
        if self.groups is not None:
            most = max(map(len, found), default=0)
            seats: list[Seats] = [
                tuple(group[seat] if seat < len(group) else ("", "") for group in found)
                for seat in range(most)
            ]
            self.groups.records.set_records(seats)
            self.groups.setVisible(bool(found))

    def _make_groups(self, count: int) -> None:
        columns: list[Column[Seats]] = [
            Column(msg("methods", "Group {number}", number=number + 1), _name(number),
                   describe=_name_and_team(number))
            for number in range(count)
        ]  # fmt: skip
        clear(self._place)
        self.groups = TableView(RecordModel(columns), msg("methods", "Groups"))
        self._place.addWidget(self.groups, 1)

    @override
    def focus_default(self) -> None:
        """The people."""
        self.people.setFocus()

    # -- verbs --------------------------------------------------------------------------------

    def mix_again(self) -> None:
        """Mix everybody anew."""
        self.attempt(lambda: service_people.mix_again(self.context.ws, self.rid))

    def wish(self, *, together: bool) -> None:
        """Wish that the people selected go together, or apart."""
        keys = [row.person.key for row in self.people.selected()]
        self.attempt(lambda: service_people.add_wish(
            self.context.ws, self.rid, keys, together=together))  # fmt: skip

    def _give_up(self, place: int) -> None:
        if place >= 0:
            self.attempt(lambda: service_people.remove_wish(self.context.ws, self.rid, place))

    def _set_in(self, row: _Row, is_in: bool) -> None:  # noqa: FBT001 - as a Column calls it
        self.attempt(lambda: service_people.leave_out(
            self.context.ws, self.rid, [row.person.key], left_out=not is_in))  # fmt: skip

    def _set_size(self) -> None:
        figure, by_size = self.figure.value(), bool(self.by.currentData())
        self._or_as_before(lambda: service_people.set_size(
            self.context.ws, self.rid, figure, by_size=by_size))  # fmt: skip

    def _set_present(self, present_only: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._or_as_before(lambda: service_people.set_present_only(
            self.context.ws, self.rid, present_only=present_only))  # fmt: skip

    def _or_as_before(self, verb: Callable[[], None]) -> None:
        """What is refused is shown as it was."""
        use = store.use(self.context.ws.read, self.rid)
        if not self.attempt(verb) and use is not None and isinstance(use.contents, Groups):
            self.show_use(use, use.contents)


_NO_WISH = msg(
    "methods",
    "Select people (Shift or Ctrl with the arrows): T puts them together, A apart. Space leaves "
    "somebody out.",
)


def _name(number: int) -> Callable[[Seats], str]:
    return lambda seats: seats[number][0] if number < len(seats) else ""


def _name_and_team(number: int) -> Callable[[Seats], str]:
    return lambda seats: ", ".join(filter(None, seats[number])) if number < len(seats) else ""


def _wish_words(wish: Wish, names: Names) -> Message:
    people = ", ".join(names.people[key].name for key in wish.keys if key in names.people)
    if wish.together:
        return msg("methods", "Together: {people}", people=people)
    return msg("methods", "Apart: {people}", people=people)


def _told(people: list[Participant], made: Groups) -> Message:
    if not people and made.present_only:
        return msg("methods", "No note of the day names anybody as present.")
    if not people:
        return msg("methods", "Choose above a workshop or a team that has members.")
    waiting = sum(one.key not in made.placed() | made.left_out for one in people)
    if waiting:
        return plural(
            "methods", "{count} person is in no group yet: mix again.",
            "{count} people are in no group yet: mix again.", waiting,
        )  # fmt: skip
    return plural("methods", "{count} person is placed.", "{count} people are placed.",
                  len(made.placed()))  # fmt: skip
