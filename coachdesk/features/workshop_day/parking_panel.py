"""The parking lot: lines that belonged to nobody when they were said, given to teams later."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from coachdesk.features.workshop_day import service
from coachdesk.features.workshop_day.day_words import wall_clock
from coachdesk.features.workshop_day.model import Parked
from coachdesk.features.workshop_day.scene import Scene
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import button, label, row_of
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

NOTHING = msg(
    "workshop_day",
    "Nothing is parked. Write what belongs to nobody yet in the line under the plan; here it is "
    "given to a team later.",
)


class ParkingPanel(QWidget):
    """Space settles, Enter gives a line to a team, F2 rewrites it, Del removes it."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._scene: Scene | None = None
        self.table = _Lines(self)
        self.nothing = label(NOTHING, "muted", wrap=True)
        self.give = button(msg("workshop_day", "Give to a team"))
        self.to_note = button(msg("workshop_day", "To the note"))
        hint = msg(
            "workshop_day",
            "Space: dealt with · Enter: give to a team · F2: change · Del: remove",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        head = row_of(label(msg("workshop_day", "Parking lot"), "heading"), self.give, self.to_note)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self.nothing)
        layout.addWidget(self.table, 1)
        layout.addWidget(label(hint, "small", "muted", wrap=True))
        self.give.clicked.connect(self.ask_for_team)
        self.to_note.clicked.connect(self.closed)

    # -- what is shown ------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Show the parked lines of a day."""
        self._scene = scene
        self.table.records.set_records(scene.parked)
        self.nothing.setVisible(not scene.parked)
        self.give.setEnabled(bool(scene.parked))

    def open(self) -> None:
        """Take the keyboard, with the cursor on a line."""
        if not self.table.currentIndex().isValid() and self.table.records.rowCount():
            self.table.setCurrentIndex(self.table.records.index(0, 1))
        self.table.setFocus()

    def team_name(self, line: Parked) -> str:
        """The team that a line was given to."""
        names = self._scene.team_names() if self._scene else {}
        return names.get(line.team_rid, "") if line.team_rid else ""

    def origin(self, line: Parked) -> str:
        """When a line was written, and in which block."""
        titles = self._scene.titles() if self._scene else {}
        title = titles.get(line.held_block_rid, "") if line.held_block_rid else ""
        return f"{wall_clock(line.written_at)} {title}".strip()

    # -- verbs --------------------------------------------------------------------------------

    def settle(self, line: Parked, *, settled: bool) -> None:
        """Say that a line has been dealt with, or not after all."""
        service.settle(self._context.ws, line.rid, settled=settled)

    def rewrite(self, line: Parked, text: str) -> None:
        """Change the words of a line."""
        try:
            service.rewrite_parked(self._context.ws, line.rid, text)
        except UserError as problem:
            self._context.notices.error(problem)

    def remove(self) -> None:
        """Delete the chosen lines."""
        for line in self.table.selected():
            service.remove_parked(self._context.ws, line.rid)
            self._context.tell_done(msg("workshop_day", "Parked line removed"))

    def ask_for_team(self) -> None:
        """Offer the teams that the chosen lines can be given to."""
        chosen = self.table.selected()
        if not chosen or self._scene is None:
            return
        menu = QMenu(self.table)
        for rid, name in self._scene.team_names().items():
            self._offer(menu, chosen, rid, name)
        self._offer(menu, chosen, None, tr(msg("workshop_day", "Nobody")))
        menu.aboutToHide.connect(menu.deleteLater)
        place = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        menu.popup(self.table.viewport().mapToGlobal(place))
        menu.setActiveAction(menu.actions()[0])

    def _offer(self, menu: QMenu, lines: list[Parked], team_rid: int | None, name: str) -> None:
        action = QAction(name.replace("&", "&&"), menu)
        action.triggered.connect(lambda: self._assign(lines, team_rid))
        menu.addAction(action)

    def _assign(self, lines: list[Parked], team_rid: int | None) -> None:
        for line in lines:
            service.assign(self._context.ws, line.rid, team_rid)


class _Lines(TableView):
    def __init__(self, panel: ParkingPanel) -> None:
        self._panel = panel
        columns: list[Column[Parked]] = [
            Column(
                msg("workshop_day", "Done"), lambda _line: "", checked=lambda line: line.settled,
                set_checked=lambda line, on: panel.settle(line, settled=on),
                describe=lambda line: tr(
                    msg("workshop_day", "“{line}” is dealt with", line=line.text)
                ),
            ),
            Column(
                msg("workshop_day", "Line"), lambda line: line.text, stretch=True,
                edit=panel.rewrite,
            ),
            Column(msg("workshop_day", "Team"), panel.team_name),
            Column(
                msg("workshop_day", "Written"), lambda line: wall_clock(line.written_at),
                describe=panel.origin, muted=True,
            ),
        ]  # fmt: skip
        model = RecordModel(columns, identity=lambda line: line.rid)
        super().__init__(model, msg("workshop_day", "Parking lot"))
        self.setWordWrap(True)
        self.opened.connect(lambda _line: panel.ask_for_team())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes, Esc goes back to the note."""
        if event.key() == Qt.Key.Key_Delete:
            self._panel.remove()
        elif event.key() == Qt.Key.Key_Escape:
            self._panel.closed.emit()
        else:
            super().keyPressEvent(event)
