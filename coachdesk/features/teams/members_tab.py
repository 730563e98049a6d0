"""The members of a team: what to notice on top, the table, and a row to add by typing."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from coachdesk.features.teams import service, store
from coachdesk.features.teams.import_panel import ImportPanel
from coachdesk.features.teams.member_table import MemberTable, member_columns
from coachdesk.features.teams.model import Member, MemberFields, findings
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg, plural
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import Banner, Card, button, icon_button, label, row_of
from coachdesk.ui.widgets.fields import AddRow
from coachdesk.ui.widgets.table import RecordModel

ERASE_PERSON = "teams.erase_person"
"""The page's verb: it takes along what other subjects know of the person."""


class MembersTab(QWidget):
    """The people of one team."""

    def __init__(self, context: Context, team_rid: int) -> None:
        super().__init__()
        self._context = context
        self._team_rid = team_rid
        self._members: list[Member] = []
        self._findings = Banner("")
        self._model = RecordModel(
            member_columns(self._save, context.clock.today), identity=lambda m: m.rid
        )
        self.table = MemberTable(self._model, lambda: store.groups_in_use(context.ws.read))
        self.add_row = AddRow(msg("teams", "Add a member — type a name and press Enter"))
        self._teach = label(
            msg(
                "teams",
                "A team has a supervisor and four to seven others from different occupational "
                "groups. Type the first name below, or paste rows from a spreadsheet (Ctrl+V).",
            ),
            "muted",
            wrap=True,
        )
        self._panel: ImportPanel | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, theme.M, 0, 0)
        self._layout.setSpacing(theme.M)
        self._layout.addWidget(self._findings)
        self._card = self._make_card()
        self._layout.addWidget(self._card, 1)
        self._connect()
        self.refresh()

    def _make_card(self) -> Card:
        card = Card()
        self._remove = icon_button("trash", msg("teams", "Remove the selected members (Del)"))
        self._up = icon_button("up", msg("teams", "Move up (Alt+Up)"))
        self._down = icon_button("down", msg("teams", "Move down (Alt+Down)"))
        self._leaves = button(msg("teams", "Leaves the team today"))
        self._import = button(msg("teams", "Paste or import…"), icon="import")
        card.add(self._teach)
        card.add(self.table, 1)
        card.add(self.add_row)
        card.body.addLayout(
            row_of(self._leaves, self._up, self._down, self._remove, None, self._import)
        )
        return card

    def _connect(self) -> None:
        self.add_row.submitted.connect(self._on_submitted)
        self.table.removal_asked.connect(self._on_removal)
        self.table.move_asked.connect(self._on_move)
        self.table.paste_asked.connect(self._on_paste)
        self.table.addition_asked.connect(self.add_row.setFocus)
        self.table.chosen.connect(self._on_chosen)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu_asked)
        self._remove.clicked.connect(self._on_removal)
        self._up.clicked.connect(lambda: self._on_move(-1))
        self._down.clicked.connect(lambda: self._on_move(1))
        self._leaves.clicked.connect(self._on_leaves)
        self._import.clicked.connect(self._on_import)

    def refresh(self) -> None:
        """Read the members anew, keeping the selection."""
        ws, today = self._context.ws, self._context.clock.today()
        self._members = store.members(ws.read, self._team_rid)
        self._model.set_records(self._members)
        team = store.team(ws.read, self._team_rid)
        found = findings(team, self._members, today) if team and self._members else []
        self._findings.text.setText(" · ".join(tr(each.message) for each in found))
        self._findings.setVisible(bool(found))
        self.table.setVisible(bool(self._members))
        self._teach.setVisible(not self._members)
        self._on_chosen()

    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed."""
        if change_set.touches("member", "team"):
            self.refresh()

    def open_target(self, target: Target) -> None:
        """`kind="person"` puts the cursor on a member."""
        if target.kind == "person" and target.rid is not None and self.table.select(target.rid):
            self.table.setFocus()

    def focus_default(self) -> None:
        """Where work starts: the table, or the row that adds."""
        (self.table if self._members else self.add_row).setFocus()

    def person_in_hand(self) -> int | None:
        """The member with the cursor."""
        member = self.table.current()
        return member.rid if member else None

    def open_import(self, text: str = "") -> None:
        """Show the panel that imports, with `text` in it."""
        if self._panel is None:
            self._panel = ImportPanel(self._context, self._team_rid)
            self._panel.closed.connect(self._close_import)
            self._layout.addWidget(self._panel, 1)
            self._card.hide()
            self._panel.show()
        self._panel.start(text)

    # -- acts -----------------------------------------------------------------------------------

    def _save(self, member: Member, fields: Callable[[], MemberFields]) -> None:
        self._attempt(lambda: service.update_member(self._context.ws, member.rid, **fields()))

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserError as problem:
            self._context.notices.error(problem)
            return False
        return True

    def _on_submitted(self, name: str) -> None:
        if not self._attempt(lambda: service.add_member(self._context.ws, self._team_rid, name)):
            self.add_row.refuse()

    def _on_removal(self) -> None:
        rids = [member.rid for member in self.table.selected()]
        if not rids:
            return
        service.remove_members(self._context.ws, rids)
        removed = plural("teams", "{count} member removed", "{count} members removed", len(rids))
        self._context.tell_done(removed)

    def _on_leaves(self) -> None:
        member = self.table.current()
        today = self._context.clock.today()
        if member and self._attempt(
            lambda: service.member_leaves(self._context.ws, member.rid, today)
        ):
            self._context.tell_done(msg("teams", "Today is the last day in the team"))

    def _on_move(self, by: int) -> None:
        rids = [member.rid for member in self._members]
        member = self.table.current()
        place = rids.index(member.rid) + by if member else -1
        if member and 0 <= place < len(rids):
            rids.remove(member.rid)
            rids.insert(place, member.rid)
            service.reorder_members(self._context.ws, rids)

    def _on_import(self) -> None:
        self.open_import()

    def _on_paste(self) -> None:
        self.open_import(QGuiApplication.clipboard().text())

    def _on_chosen(self) -> None:
        current = self.table.current()
        for each in (self._remove, self._up, self._down):
            each.setEnabled(current is not None)
        today = self._context.clock.today()
        stays = current is not None and (current.active_to is None or current.active_to > today)
        self._leaves.setEnabled(stays)
        self._context.actions.refresh()

    def menu(self) -> QMenu:
        """What can be done with the member with the cursor."""
        menu = QMenu(self.table)
        for act in (self._leaves, self._up, self._down, self._remove):
            verb = menu.addAction(act.text() or act.accessibleName(), act.click)
            verb.setEnabled(act.isEnabled())
        menu.addSeparator()
        menu.addAction(self._context.actions.qt(ERASE_PERSON))
        return menu

    def _on_menu_asked(self, place: QPoint) -> None:
        if self.table.current() is not None:
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.table.viewport().mapToGlobal(place))

    def _close_import(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
            self._card.show()
            self.focus_default()
