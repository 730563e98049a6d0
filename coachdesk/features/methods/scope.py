"""At which workshop, for which teams and in which language a method is used."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.features.agendas.places import Workshop, usual, workshop, workshops
from coachdesk.features.methods import store
from coachdesk.features.programmes import store as programmes
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.combos import CalmCombo, LanguageCombo
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import LANGUAGE, current, tr
from coachdesk.ui.widgets.fields import name_field

_ALL, _SOME = 0, -1
_WIDEST_TEAM, _WIDEST_LANGUAGE = 220, 120


def teams_offered(db: Database, event_rid: int | None) -> list[tuple[int, str]]:
    """The rids and names of the teams of a workshop, or of all present ones, by name."""
    event = programmes.event(db, event_rid) if event_rid is not None else None
    if event is None:
        found = [(team.rid, team.name) for team in teams.list_teams(db)]
    else:
        found = store.named_teams(db, programmes.team_rids(db, event.cohort_rid))
    key = LANGUAGE.texts.collation_key
    return sorted(found, key=lambda pair: key(pair[1]))


class ScopeBar(QWidget):
    """Workshop, teams and language, side by side; `changed` when one of the first two is chosen."""

    changed = Signal()
    language_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._some: tuple[int, ...] = ()
        self.events, self.teams = CalmCombo(), CalmCombo()
        self.language = LanguageCombo()
        name_field(self.events, msg("methods", "At which workshop"))
        name_field(self.teams, msg("methods", "For which teams"))
        name_field(self.language, msg("methods", "Language of the papers"))
        for field in (self.events, self.teams, self.language):
            field.setToolTip(field.accessibleName())
        self.teams.setMaximumWidth(_WIDEST_TEAM)
        self.language.setMaximumWidth(_WIDEST_LANGUAGE)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.S)
        across.addWidget(self.events, 3)
        across.addWidget(self.teams, 2)
        across.addWidget(self.language, 1)
        self.events.activated.connect(lambda _place: self._on_event())
        self.teams.activated.connect(lambda _place: self.changed.emit())
        self.language.activated.connect(
            lambda _place: self.language_chosen.emit(self.language.language)
        )

    @property
    def event_rid(self) -> int | None:
        """The chosen workshop."""
        found = self.events.currentData()
        return None if found is None else int(found)

    def team_rids(self) -> list[int]:
        """The chosen teams: those of the workshop, some, or one; none without a workshop."""
        chosen = self.teams.currentData()
        if chosen == _SOME:
            return list(self._some)
        if chosen:
            return [int(chosen)]
        return self._all() if self.event_rid is not None else []

    def _all(self) -> list[int]:
        return [rid for rid, _name in teams_offered(self._context.ws.read, self.event_rid)]

    def refresh(self) -> None:
        """Read workshops and teams anew; what is chosen stays."""
        self.show_scope(self.event_rid, self.team_rids(), self.language.language)

    def show_usual(self) -> None:
        """Propose the workshop that is going on or comes next, with all its teams."""
        found = workshops(self._context.ws.read)
        likely = usual(found, self._context.clock.today())
        rid = likely.event.rid if likely else None
        self.show_scope(rid, self._teams_of(rid), current(), found)

    def _teams_of(self, event_rid: int | None) -> list[int]:
        if event_rid is None:
            return []
        return [rid for rid, _name in teams_offered(self._context.ws.read, event_rid)]

    def show_scope(
        self, event_rid: int | None, team_rids: Sequence[int], language: str,
        found: Sequence[Workshop] | None = None,
    ) -> None:  # fmt: skip
        """Show whom a method is for, without telling."""
        db = self._context.ws.read
        known = list(workshops(db) if found is None else found)
        if event_rid is not None and all(one.event.rid != event_rid for one in known):
            old = workshop(db, event_rid)
            known += [old] if old else []
        with QSignalBlocker(self.events):
            self.events.clear()
            self.events.addItem(tr(msg("methods", "No workshop")), None)
            for one in known:
                self.events.addItem(one.title(current()), one.event.rid)
            self.events.setCurrentIndex(max(self.events.findData(event_rid), 0))
        self._show_teams(team_rids)
        self.language.show_language(language)

    def _show_teams(self, team_rids: Sequence[int]) -> None:
        db = self._context.ws.read
        offered = teams_offered(db, self.event_rid)
        wanted = set(team_rids)
        everyone = self.event_rid is not None and wanted == {rid for rid, _name in offered}
        self._some = tuple(team_rids) if len(wanted) > 1 and not everyone else ()
        with QSignalBlocker(self.teams):
            self.teams.clear()
            self.teams.addItem(tr(_everybody(self.event_rid)), _ALL)
            if self._some:
                count = plural("methods", "{count} team", "{count} teams", len(self._some))
                self.teams.addItem(tr(count), _SOME)
            missing = store.named_teams(db, wanted - {rid for rid, _name in offered})
            for rid, name in (*offered, *missing):
                self.teams.addItem(name, rid)
            one = team_rids[0] if len(wanted) == 1 and not everyone else _ALL
            self.teams.setCurrentIndex(max(self.teams.findData(_SOME if self._some else one), 0))

    def _on_event(self) -> None:
        self._show_teams(self._teams_of(self.event_rid))
        self.changed.emit()


def _everybody(event_rid: int | None) -> Message:
    if event_rid is None:
        return msg("methods", "No team in particular")
    return msg("methods", "All teams")
