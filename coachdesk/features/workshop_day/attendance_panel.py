"""Who is there: all names by team, ticked as people come."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from coachdesk.features.notes import service as notes
from coachdesk.features.workshop_day import attending
from coachdesk.features.workshop_day.offered_days import NO_TEAMS
from coachdesk.features.workshop_day.scene import Scene
from coachdesk.features.workshop_day.seats import Seat, seats
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import button, icon_button, label, row_of
from coachdesk.ui.widgets.fields import AddRow, SearchField
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_KEYS: dict[Qt.Key, str] = {
    Qt.Key.Key_L: "late",
    Qt.Key.Key_E: "left_early",
    Qt.Key.Key_A: "absent",
}
_VERBS: tuple[tuple[str, Message], ...] = (
    ("present", msg("workshop_day", "Present\tSpace")),
    ("late", msg("workshop_day", "Came late, now\tL")),
    ("left_early", msg("workshop_day", "Leaves early, now\tE")),
    ("absent", msg("workshop_day", "Absent\tA")),
    ("", msg("workshop_day", "Not noted")),
)


class AttendancePanel(QWidget):
    """Space ticks; L, E and A say more; S says in whose place a guest came; Ins adds a guest."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._scene: Scene | None = None
        self.title = label("", "heading")
        self.filter = SearchField(msg("workshop_day", "Name or team"))
        self.filter.setMinimumWidth(theme.ROW)
        self.nobody = label(NO_TEAMS, "muted", wrap=True)
        self.table = _Seats(self)
        self.guest = AddRow(msg("workshop_day", "Add a guest to the team of the row (Ins)"))
        self.everyone = button(msg("workshop_day", "All are here"))
        self.how = button(msg("workshop_day", "Mark"))
        close = icon_button("close", msg("workshop_day", "To the note (Esc)"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        head = row_of(self.title, self.filter, self.how, self.everyone, close)
        head.setStretch(1, 1)
        layout.addLayout(head)
        layout.addWidget(self.nobody)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.guest)
        self.how.setMenu(self._menu())
        close.clicked.connect(self.closed)
        self.everyone.clicked.connect(self.mark_rest)
        self.filter.query_changed.connect(lambda _text: self._fill())
        self.guest.submitted.connect(self._add_guest)

    def _menu(self) -> QMenu:
        menu = QMenu(self.how)
        for state, words in _VERBS:
            action = QAction(tr(words), menu)
            action.triggered.connect(lambda _on, state=state: self.mark(state))
            menu.addAction(action)
        action = QAction(tr(msg("workshop_day", "Stands in for…\tS")), menu)
        action.triggered.connect(self.ask_for_whom)
        menu.addAction(action)
        return menu

    # -- what is shown ------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Show everybody of a day."""
        self._scene = scene
        everyone = scene.all_present()
        words = msg("workshop_day", "Attendance {here}/{of}", here=everyone.here, of=everyone.of)
        self.title.setText(tr(words))
        self.nobody.setVisible(not scene.teams)
        self._fill()

    def _fill(self) -> None:
        if self._scene is None:
            return
        wanted = self.filter.text().strip().casefold()
        found = [
            seat
            for seat in seats(self._scene)
            if wanted in seat.name.casefold() or wanted in seat.team.casefold()
        ]
        self.table.records.set_records(found)

    def open(self) -> None:
        """Take the keyboard, with the cursor on a name."""
        if not self.table.currentIndex().isValid() and self.table.records.rowCount():
            self.table.setCurrentIndex(self.table.records.index(0, 0))
        self.table.setFocus()

    # -- verbs --------------------------------------------------------------------------------

    def _held(self) -> int:
        assert self._scene is not None  # noqa: S101 - there are rows only with one
        return self._scene.day.rid

    def mark(self, state: str) -> None:
        """Note how the chosen people are there."""
        self.mark_seats(self.table.selected(), state)

    def mark_seats(self, chosen: Iterable[Seat], state: str) -> None:
        """Note how these people are there; guests are there as long as they are in the list."""
        members = [(s.team_rid, s.member_rid) for s in chosen if s.team_rid and s.member_rid]
        if members:
            attending.mark(self._context.ws, self._held(), members, state)

    def toggle(self) -> None:
        """Tick the chosen people, or take the ticks away when the first has one."""
        chosen = self.table.selected()
        if chosen:
            self.mark_seats(chosen, "" if self.table.current().came else "present")

    def mark_rest(self) -> None:
        """Note everybody as present of whom nothing was noted; of those shown."""
        self.mark_seats([seat for seat in self.table.records.records if not seat.state], "present")

    def remove(self) -> None:
        """Take a guest out."""
        guest = self.table.current()
        if guest is not None and guest.member_rid is None:
            notes.remove_attendee(self._context.ws, guest.attendee.rid)
            self._context.tell_done(msg("workshop_day", "Guest removed"))

    def _add_guest(self, name: str) -> None:
        seat = self.table.current()
        team_rid = seat.team_rid if seat else None
        try:
            attending.add_guest(self._context.ws, self._held(), team_rid, name)
        except UserError as problem:
            self.guest.refuse()
            self._context.notices.error(problem)

    def ask_for_whom(self) -> None:
        """Offer the members of the team in whose place the guest of the row may have come."""
        guest: Seat | None = self.table.current()
        if guest is None or guest.attendee is None or guest.member_rid is not None:
            self._context.notices.info(
                msg("workshop_day", "Choose a guest; add one with Ins first.")
            )
            return
        menu = QMenu(self.table)
        for seat in seats(self._scene) if self._scene else ():
            if seat.team_rid == guest.team_rid and seat.member_rid and not seat.came:
                self._offer(menu, guest.attendee.rid, seat.member_rid, seat.name)
        self._offer(menu, guest.attendee.rid, None, tr(msg("workshop_day", "Nobody")))
        menu.aboutToHide.connect(menu.deleteLater)
        place = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        menu.popup(self.table.viewport().mapToGlobal(place + QPoint(theme.XL, 0)))
        menu.setActiveAction(menu.actions()[0])

    def _offer(self, menu: QMenu, attendee: int, member_rid: int | None, words: str) -> None:
        action = QAction(words.replace("&", "&&"), menu)
        action.triggered.connect(lambda: notes.set_stand_in(self._context.ws, attendee, member_rid))
        menu.addAction(action)


class _Seats(TableView):
    """The names; letters are verbs here, the field above finds names."""

    def __init__(self, panel: AttendancePanel) -> None:
        self._panel = panel
        columns: list[Column[Seat]] = [
            Column(
                msg("workshop_day", "Here"), lambda _seat: "", checked=lambda seat: seat.came,
                set_checked=lambda seat, on: self._tick(seat, on=on),
                describe=lambda seat: tr(msg("workshop_day", "{name} is here", name=seat.name)),
            ),
            Column(msg("workshop_day", "Name"), lambda seat: seat.name, stretch=True),
            Column(msg("workshop_day", "How"), _how),
            Column(msg("workshop_day", "Team"), lambda seat: seat.team, muted=True, stretch=True),
        ]  # fmt: skip
        model = RecordModel(columns, identity=lambda seat: seat.key)
        super().__init__(model, msg("workshop_day", "Attendance"))

    def _tick(self, seat: Seat, *, on: bool) -> None:
        self._panel.mark_seats([seat], "present" if on else "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The verbs of the panel."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self._panel.toggle()
        elif key in _KEYS:
            self._panel.mark(_KEYS[key])
        elif key == Qt.Key.Key_S:
            self._panel.ask_for_whom()
        elif key == Qt.Key.Key_Insert:
            self._panel.guest.setFocus()
        elif key == Qt.Key.Key_Delete:
            self._panel.remove()
        elif key == Qt.Key.Key_Escape:
            self._panel.closed.emit()
        else:
            super().keyPressEvent(event)


def _how(seat: Seat) -> str:
    return ", ".join(tr(words) for words in seat.words(current()))
