"""The teams of a cohort: how they stand, and adding and removing them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.cohort_names import cohort_title
from coachdesk.features.programmes.model import Place
from coachdesk.features.programmes.team_columns import TEAM_COLUMNS, TeamColumn, TeamStatus
from coachdesk.features.programmes.team_picker import TeamPicker
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.counties import county
from coachdesk.features.teams.model import Team
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import LANGUAGE, current, tr
from coachdesk.ui.widgets.basic import Card, button, label, row_of
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel, TableView


@dataclass(frozen=True)
class TeamLine:
    """A team of the cohort with the cells that other subjects give it."""

    team: Team
    members: int
    cells: Mapping[str, TeamStatus]


class TeamsTable(TableView):
    """The teams; Del asks to remove the selected ones."""

    removal_asked = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes."""
        if event.key() == Qt.Key.Key_Delete and self.selected():
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


class TeamsCard(Card):
    """The teams of a cohort, and a list to add more from."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("programmes", "Teams"))
        self._context = context
        self._cohort_rid = 0
        self.model: RecordModel[TeamLine] = RecordModel(_columns(), lambda line: line.team.rid)
        self.table = TeamsTable(self.model, msg("programmes", "Teams of the programme"))
        self.none_yet = label(
            msg("programmes", "No team takes part yet. Add the teams that you coach."),
            "muted",
            wrap=True,
        )
        self.picker = TeamPicker()
        self.add_button = button(msg("programmes", "Add teams"), icon="add")
        self.remove_button = button(msg("programmes", "Remove from the programme"))
        self.move_button = button(msg("programmes", "Move to another cohort"))
        self.cohort_menu = QMenu(self)
        self.move_button.setMenu(self.cohort_menu)
        self.chooser = self._make_chooser()
        self.header.addWidget(self.add_button)
        self.add(self.chooser)
        self.add(self.none_yet)
        self.add(self.table, 1)
        self.body.addLayout(row_of(self.move_button, self.remove_button, None))
        self._connect()

    def _make_chooser(self) -> QWidget:
        chooser = QWidget()
        inside = QVBoxLayout(chooser)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.S)
        self.join = button(msg("programmes", "Add the ticked teams"), "primary")
        self.close_chooser = button(msg("programmes", "Cancel"))
        self.nobody_left = label(
            msg("programmes", "All teams take part already. New ones are added on the page Teams."),
            "muted",
            wrap=True,
        )
        inside.addWidget(self.picker)
        inside.addWidget(self.nobody_left)
        inside.addLayout(row_of(self.join, self.close_chooser, None))
        chooser.hide()
        return chooser

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.open_chooser)
        self.close_chooser.clicked.connect(self._close_chooser)
        self.join.clicked.connect(self._join)
        self.remove_button.clicked.connect(self._remove)
        self.table.removal_asked.connect(self._remove)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(
            lambda line: self._context.navigate(Target("teams", "team", line.team.rid))
        )

    # -- showing ------------------------------------------------------------------------------

    def show_cohort(self, place: Place) -> None:
        """Show the teams of a cohort."""
        cohort_rid = place.cohort.rid
        if cohort_rid != self._cohort_rid:
            self.chooser.hide()
        self._cohort_rid = cohort_rid
        db, today = self._context.ws.read, self._context.clock.today()
        found = teams.teams(db, store.team_rids(db, cohort_rid))
        members = teams.members_of(db, [team.rid for team in found])
        cells = {
            column.title.source: column.read(db, place.run.rid, today) for column in TEAM_COLUMNS
        }
        lines = [
            TeamLine(
                team,
                sum(person.is_active(today) for person in members[team.rid]),
                {key: by_team[team.rid] for key, by_team in cells.items() if team.rid in by_team},
            )
            for team in sorted(found, key=_by_name)
        ]
        self.model.set_records(lines)
        self.none_yet.setVisible(not lines and self.chooser.isHidden())
        self.table.setVisible(bool(lines))
        self.remove_button.setVisible(bool(lines))
        self.move_button.setVisible(bool(lines) and not place.alone)
        self._offer_cohorts(place)
        height = self.table.verticalHeader().defaultSectionSize() * (len(lines) + 1)
        self.table.setFixedHeight(height + theme.S)
        if not self.chooser.isHidden():
            self._offer()
        self._on_chosen()

    def _on_chosen(self) -> None:
        chosen = bool(self.table.selected())
        self.remove_button.setEnabled(chosen)
        self.move_button.setEnabled(chosen)

    def _offer_cohorts(self, place: Place) -> None:
        """The other cohorts of the run, to move teams to."""
        self.cohort_menu.clear()
        cohorts = store.cohorts(self._context.ws.read, place.run.rid)
        for number, cohort in enumerate(cohorts, start=1):
            if cohort.rid != place.cohort.rid:
                title = cohort_title(cohort, number)
                action = self.cohort_menu.addAction(title.replace("&", "&&"))
                action.triggered.connect(partial(self._move, cohort.rid, title))

    # -- adding and removing ------------------------------------------------------------------

    def open_chooser(self) -> None:
        """Offer the teams that do not take part."""
        self.chooser.show()
        self.none_yet.hide()
        self._offer()
        first = self.picker.list if self.picker.list.count() else self.close_chooser
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        db = self._context.ws.read
        inside = set(store.team_rids(db, self._cohort_rid))
        outside = [team for team in teams.list_teams(db) if team.rid not in inside]
        self.picker.show_teams(outside, self.picker.chosen())
        self.picker.setVisible(bool(outside))
        self.nobody_left.setVisible(not outside)
        self.join.setVisible(bool(outside))

    def _close_chooser(self) -> None:
        self.chooser.hide()
        self.none_yet.setVisible(not self.model.records)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _join(self) -> None:
        chosen = self.picker.chosen()
        if not chosen:
            return
        ws = self._context.ws
        try:
            service.add_teams(ws, self._cohort_rid, chosen)
        except UserError as problem:
            self._context.notices.error(problem)
            return
        self.chooser.hide()
        joined = plural(
            "programmes",
            "{count} team joined, with its checklist and tasks.",
            "{count} teams joined, with their checklists and tasks.",
            len(chosen),
        )
        self._context.tell_done(joined)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, cohort_rid: int, title: str, _checked: object = None) -> None:
        chosen = [line.team.rid for line in self.table.selected()]
        if not chosen:
            return
        try:
            service.add_teams(self._context.ws, cohort_rid, chosen)
        except UserError as problem:
            self._context.notices.error(problem)
            return
        moved = plural(
            "programmes",
            "{count} team moved to {cohort}. Its dates follow those events now.",
            "{count} teams moved to {cohort}. Their dates follow those events now.",
            len(chosen),
            cohort=title,
        )
        self._context.tell_done(moved)

    def _remove(self) -> None:
        chosen = [line.team.rid for line in self.table.selected()]
        if not chosen:
            return
        ws = self._context.ws
        service.remove_teams(ws, self._cohort_rid, chosen)
        left = plural(
            "programmes",
            "{count} team left. Its notes, tasks and checklist stay.",
            "{count} teams left. Their notes, tasks and checklists stay.",
            len(chosen),
        )
        self._context.tell_done(left)


def _by_name(team: Team) -> tuple[int, ...]:
    return LANGUAGE.texts.collation_key(team.name)


def _columns() -> list[Column[TeamLine]]:
    return [
        Column(msg("programmes", "Team"), lambda line: line.team.name, strong=True, stretch=True),
        Column(msg("programmes", "County"), _county, muted=True, stretch=True),
        Column(msg("programmes", "Members"), lambda line: str(line.members)),
        *(_column(each) for each in TEAM_COLUMNS),
    ]


def _county(line: TeamLine) -> str:
    found = county(line.team.county_code) if line.team.county_code is not None else None
    return found.name.in_language(current()) if found else ""


def _column(given: TeamColumn) -> Column[TeamLine]:
    def cell(line: TeamLine) -> TeamStatus | None:
        return line.cells.get(given.title.source)

    def text(line: TeamLine) -> str:
        found = cell(line)
        return found.text if found else ""

    def status(line: TeamLine) -> Status:
        found = cell(line)
        return found.status if found else Status.OPEN

    def describe(line: TeamLine) -> str:
        found = cell(line)
        return tr(found.spoken) if found else ""

    return Column(given.title, text, status=status, describe=describe)
