"""Names of teams offered while a unit or team is typed."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from coachdesk.features.teams import store as teams
from coachdesk.kernel.database import Database


class TeamNames(QCompleter):
    """Offers the names of the teams to a field; any other words may be typed as well."""

    def __init__(self, field: QLineEdit) -> None:
        self._names = QStringListModel()
        super().__init__(self._names, field)
        self._names.setParent(self)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        field.setCompleter(self)

    def refresh(self, db: Database) -> None:
        """Read the teams anew."""
        names = [team.name for team in teams.list_teams(db)]
        if names != self._names.stringList():
            self._names.setStringList(names)
