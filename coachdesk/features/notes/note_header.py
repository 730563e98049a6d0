"""The top of an open note: title, date, kind, teams, and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.notes import service
from coachdesk.features.notes.model import KINDS, Meeting
from coachdesk.features.programmes import store as programmes
from coachdesk.features.teams import store as teams_store
from coachdesk.features.teams.model import Team
from coachdesk.kernel.dates import format_date, parse_date
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import LANGUAGE, current, tr
from coachdesk.ui.theme import set_class
from coachdesk.ui.widgets.basic import button, icon_button, row_of
from coachdesk.ui.widgets.fields import DateField, name_field

_MORE = msg("notes", "More")
PRINT = msg("notes", "Print or save as minutes…")
_TEAMS_WIDTH = 120


def teams_at_work(context: Context) -> list[Team]:
    """The teams as Alt+1 … Alt+9 name them: in the order of the sidebar, newest run first."""
    places = programmes.places_of_teams(context.ws.read, context.clock.today())
    key = LANGUAGE.texts.collation_key
    found = teams_store.list_teams(context.ws.read)
    runs = {rid: place.run.rid for rid, place in places.items()}
    return sorted(found, key=lambda team: (-runs.get(team.rid, 0), key(team.name)))


class NoteHeader(QWidget):
    """Shows and changes what stands above the text; every change is saved at once."""

    history_asked = Signal()
    print_asked = Signal()
    delete_asked = Signal()
    erase_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._meeting: Meeting | None = None
        self.title = self._title_field()
        self.day = self._day_field()
        self.kind = self._kind_field()
        self.teams = button(msg("notes", "Teams"))
        self._team_menu = QMenu(self.teams)
        self.teams.setMenu(self._team_menu)
        self._team_menu.aboutToShow.connect(self._fill_team_menu)
        self.more = self._more_button()
        self.details = icon_button("tasks", msg("notes", "Tasks and attendance"))
        self.details.setCheckable(True)
        self.details.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self.title)
        layout.addLayout(row_of(self.day, self.kind, self.teams, None, self.details, self.more))
        self.title_draft = context.drafts.watch(
            self.title, self.title.text, self._commit_title, pause_ms=600
        )

    def show_meeting(self, meeting: Meeting) -> None:
        """Show another meeting, or the same one changed."""
        other = self._meeting is None or self._meeting.rid != meeting.rid
        self._meeting = meeting
        if other or not self.title_draft.dirty:
            with self.title_draft.loading():
                if self.title.text() != meeting.title:
                    self.title.setText(meeting.title)
        self.day.set_date(meeting.held_on)
        self.kind.setCurrentIndex(self.kind.findData(meeting.kind))
        names = {
            team.rid: team.name
            for team in teams_store.teams(self._context.ws.read, meeting.team_rids)
        }
        shown = ", ".join(names[rid] for rid in meeting.team_rids if rid in names)
        fitting = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, _TEAMS_WIDTH)
        self.teams.setText((fitting or tr(msg("notes", "No team"))).replace("&", "&&"))
        self.teams.setToolTip(shown)
        self.teams.setAccessibleName(tr(msg("notes", "Teams: {names}", names=shown)))

    def set_narrow(self, *, narrow: bool) -> None:
        """With little room: a button for the strip, and of the menu only its sign."""
        self.details.setVisible(narrow)
        self.more.setText("" if narrow else tr(_MORE))

    def choose_team(self, number: int) -> None:
        """Make the team with this number (from 1) the only one of the meeting."""
        teams = teams_at_work(self._context)
        if self._meeting and number <= len(teams):
            self._set_teams([teams[number - 1].rid])

    # -- fields -------------------------------------------------------------------------------

    def _title_field(self) -> QLineEdit:
        field = QLineEdit()
        set_class(field, "plain", "heading")
        field.setPlaceholderText(tr(msg("notes", "Title")))
        name_field(field, msg("notes", "Title of the note"))
        return field

    def _day_field(self) -> DateField:
        field = DateField(
            lambda text: parse_date(
                text, self._context.clock.today(), current(), prefer_future=False
            ),
            lambda day: format_date(day, current()),
            msg("notes", "Date of the meeting"),
        )
        field.setMinimumWidth(field.fontMetrics().averageCharWidth() * 18)
        field.date_chosen.connect(self._on_day_chosen)
        field.refused.connect(self._context.notices.error)
        return field

    def _kind_field(self) -> QComboBox:
        field = QComboBox()
        name_field(field, msg("notes", "Kind of meeting"))
        for kind, name in KINDS.items():
            field.addItem(tr(name), kind)
        field.activated.connect(self._on_kind_chosen)
        return field

    def _more_button(self) -> QPushButton:
        result = button(_MORE, icon="more")
        result.setAccessibleName(tr(_MORE))
        result.setToolTip(tr(_MORE))
        menu = QMenu(result)
        self._add(menu, tr(msg("notes", "History…")), self.history_asked.emit)
        self._add(menu, tr(PRINT), self.print_asked.emit)
        self._add(menu, tr(msg("notes", "Delete note")), self.delete_asked.emit)
        self._add(menu, tr(msg("notes", "Erase for good…")), self.erase_asked.emit)
        result.setMenu(menu)
        return result

    @staticmethod
    def _add(menu: QMenu, text: str, run: Callable[[], object]) -> None:
        action = QAction(text, menu)
        action.triggered.connect(lambda _checked: run())
        menu.addAction(action)

    # -- changes ------------------------------------------------------------------------------

    def _commit_title(self, title: str) -> None:
        if self._meeting and title != self._meeting.title:
            service.rename(self._context.ws, self._meeting.rid, title)

    def _on_day_chosen(self, day: object) -> None:
        if self._meeting is None:
            return
        if day is None:
            self.day.set_date(self._meeting.held_on)
        else:
            service.set_day(self._context.ws, self._meeting.rid, day)  # type: ignore[arg-type]  # the signal carries an object: a date or None

    def _on_kind_chosen(self, place: int) -> None:
        if self._meeting:
            service.set_kind(self._context.ws, self._meeting.rid, self.kind.itemData(place))

    def _fill_team_menu(self) -> None:
        self._team_menu.clear()
        chosen: Sequence[int] = self._meeting.team_rids if self._meeting else ()
        for number, team in enumerate(teams_at_work(self._context), start=1):
            keys = f"\tAlt+{number}" if number <= 9 else ""
            action = QAction(team.name.replace("&", "&&") + keys, self._team_menu)
            action.setCheckable(True)
            action.setChecked(team.rid in chosen)
            action.triggered.connect(lambda _on, rid=team.rid: self._toggle_team(rid))
            self._team_menu.addAction(action)

    def _toggle_team(self, team_rid: int) -> None:
        if self._meeting is None:
            return
        rids = list(self._meeting.team_rids)
        rids = [rid for rid in rids if rid != team_rid] if team_rid in rids else [*rids, team_rid]
        self._set_teams(rids)

    def _set_teams(self, rids: Sequence[int]) -> None:
        if self._meeting:
            self._context.drafts.flush_all()
            service.set_teams(self._context.ws, self._meeting.rid, rids, current())
