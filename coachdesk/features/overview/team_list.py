"""All teams: how each stands, a row to add one by typing, rows to paste."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.overview import store
from coachdesk.features.overview.model import Glance, Standing, county_name, short_county_name
from coachdesk.features.overview.view_switch import ViewSwitch
from coachdesk.features.teams import service
from coachdesk.features.teams.import_panel import ImportPanel
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import LANGUAGE, current, tr
from coachdesk.ui.widgets.basic import Card, EmptyState, PageHeader
from coachdesk.ui.widgets.fields import AddRow
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_ROOM_FOR = {1: 1000, 2: 860}
"""The width that the table needs to have to show a column too."""
_STATUS = {
    Glance.LATE: Status.LATE,
    Glance.BEHIND: Status.OPEN,
    Glance.READY: Status.DONE,
    Glance.NOTHING: Status.OPEN,
}


class TeamList(QWidget):
    """The list page. `team_opened` tells the rid of a team to be shown."""

    team_opened = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.archived = False
        actions = context.actions
        self._header = PageHeader(
            msg("overview", "Teams"), "",
            actions.button("teams.show_archived"), actions.button("teams.import"),
            ViewSwitch(context, Target("teams")),
        )  # fmt: skip
        self._model = RecordModel(_columns(), identity=lambda each: each.team.rid)
        self.table = _TeamTable(self._model, msg("overview", "Teams"))
        self.table.paste_asked.connect(self._on_paste)
        self.table.opened.connect(lambda each: self.team_opened.emit(each.team.rid))
        self.add_row = AddRow(msg("overview", "Add a team — type its name and press Enter"))
        self.add_row.submitted.connect(self._on_submitted)
        self.add_row.installEventFilter(self)
        self._empty = EmptyState(
            "teams",
            msg("overview", "Add your first team"),
            msg(
                "overview",
                "Type its name below and press Enter. Many at once: copy rows in a spreadsheet "
                "and paste them here (Ctrl+V), or import a file.",
            ),
        )
        self._empty_archive = EmptyState("archive", msg("overview", "No archived teams"))
        self._card = Card()
        self.panel: ImportPanel | None = None
        self._arrange()

    def _arrange(self) -> None:
        for each in (self._empty, self._empty_archive, self.table):
            self._card.add(each, 1)
        self._card.add(self.add_row)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
        self._layout.setSpacing(theme.M)
        self._layout.addWidget(self._header)
        self._layout.addWidget(self._card, 1)

    def refresh(self) -> None:
        """Read all teams anew, keeping the selection."""
        found = store.standings(
            self._context.ws.read, self._context.clock.today(), archived=self.archived
        )
        key = LANGUAGE.texts.collation_key
        found.sort(key=lambda each: key(each.team.name))
        self._model.set_records(found)
        self.table.setVisible(bool(found))
        self._empty.setVisible(not found and not self.archived)
        self._empty_archive.setVisible(not found and self.archived)
        self.add_row.setVisible(not self.archived)
        title = msg("overview", "Archived teams") if self.archived else msg("overview", "Teams")
        self._header.set_title(title)
        count = plural("overview", "{count} team", "{count} teams", len(found))
        self._header.set_subtitle(count if found else "")

    def show_archived(self, *, archived: bool) -> None:
        """The archived teams, or those at work."""
        self.archived = archived
        self.refresh()

    def focus_default(self) -> None:
        """The table, or the row that adds the first team."""
        (self.table if self._model.records else self.add_row).setFocus()

    def selected_rid(self) -> int | None:
        """The team with the cursor."""
        found = self.table.current()
        return found.team.rid if found else None

    def open_import(self, text: str = "") -> None:
        """Show the panel that imports, with `text` in it."""
        if self.panel is None:
            self.panel = ImportPanel(self._context)
            self.panel.closed.connect(self._close_import)
            self._layout.addWidget(self.panel, 1)
            self._card.hide()
            self.panel.show()
        self.panel.start(text)

    def _close_import(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
            self._card.show()
            self.focus_default()

    def _on_submitted(self, name: str) -> None:
        try:
            rid = service.add_team(self._context.ws, name)
        except UserError as problem:
            self._context.notices.error(problem)
            self.add_row.refuse()
            return
        self.table.select(rid)

    def _on_paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.open_import(text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Rows pasted into the line that adds one team are an import; one name is just text."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text = QGuiApplication.clipboard().text().strip()
            if event.matches(QKeySequence.StandardKey.Paste) and ("\n" in text or "\t" in text):
                self.open_import(text)
                return True
        return False


class _TeamTable(TableView):
    """A table that rows can be pasted into; with little room it keeps to what tells how a team is.

    Columns that are hidden are copied all the same.
    """

    paste_asked = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The work unit gives way first, then the county."""
        super().resizeEvent(event)
        for column, needed in _ROOM_FOR.items():
            self.setColumnHidden(column, event.size().width() < needed)

    def paste(self) -> None:
        """What the window's verb "Paste" does here."""
        self.paste_asked.emit()


def _columns() -> list[Column[Standing]]:
    return [
        Column(msg("overview", "Team"), lambda s: s.team.name, strong=True, stretch=True),
        Column(msg("overview", "Work unit"), lambda s: s.team.unit_name, stretch=True),
        Column(
            msg("overview", "County"),
            lambda s: short_county_name(s.team, current()),
            muted=True,
            stretch=True,
            describe=lambda s: county_name(s.team, current()),
        ),
        Column(
            msg("overview", "Phase"),
            lambda s: s.phase_names(current()),
            describe=lambda s: s.phases_with_runs(current()),
        ),
        Column(
            msg("overview", "Standing"),
            lambda s: tr(s.in_words) if s.in_words else "",
            status=lambda s: _STATUS[s.glance],
            describe=lambda s: tr(s.in_words) if s.in_words else "",
        ),
        Column(
            msg("overview", "Worth noticing"),
            lambda s: " · ".join(tr(each.message) for each in s.findings),
            muted=True,
            stretch=True,
        ),
    ]
