"""Fields for whose a task is and by when, as people type it; for cells and for many at once."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.tasks.model import Who
from coachdesk.features.tasks.people import ME, Person, who_named
from coachdesk.features.tasks.words import day_text, event_name, event_text, who_text
from coachdesk.features.teams import store as teams
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_date, parse_date
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr


def people_of(db: Database, team_rid: int | None, today: dt.date) -> list[Person]:
    """The present members of a team."""
    members = teams.members(db, team_rid) if team_rid else []
    return [Person(one.rid, one.name) for one in members if one.is_active(today)]


def due_choices(db: Database, team_rid: int | None, today: dt.date) -> dict[str, Due]:
    """Due dates that follow the coming events of a team's run, by how they are written."""
    place = programmes.place_of_team(db, team_rid, today) if team_rid else None
    result: dict[str, Due] = {}
    for event in programmes.events(db, place.cohort.rid) if place else ():
        if event.starts_on is None or event.starts_on >= today:
            due = Due(DueKind.BEFORE_EVENT, event.starts_on, event.rid, event.key)
            day = day_text(event.starts_on, today) if event.starts_on else ""
            text = " · ".join(filter(None, (event_text(due), day)))
            result[text] = due
    return result


def mark_invalid(field: QLineEdit, *, invalid: bool = True) -> None:
    """Frame a field whose text cannot be used."""
    field.setProperty("invalid", invalid)
    field.style().unpolish(field)
    field.style().polish(field)


class OfferingField(QLineEdit):
    """A line that offers what contains the words typed; Down shows all there is."""

    def __init__(self, offers: Sequence[str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(offers), completer))
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)


class DueField(OfferingField):
    """A due date: a day in any form, or "before Workshop 2"."""

    def __init__(self, choices: Mapping[str, Due], today: Callable[[], dt.date]) -> None:
        super().__init__(list(choices), tr(msg("tasks", "Due")))
        self._choices = dict(choices)
        self._today = today
        self.setPlaceholderText(tr(msg("tasks", "24.11., tue, week 49, before…")))

    def show_due(self, due: Due) -> None:
        """Write a due date so that it is understood again."""
        follows = [
            text
            for text, choice in self._choices.items()
            if (choice.event_rid, choice.days_before) == (due.event_rid, due.days_before)
        ]
        text = format_date(due.on, current(), "day") if due.on else ""
        if due.kind is DueKind.BEFORE_EVENT and follows:
            text = follows[0]
        self.setText(text)
        self._shown, self._due = text, due

    _shown, _due = "", Due()

    def due(self) -> Due:
        """What the field says. Raises `UserError` for what is no date."""
        text = " ".join(self.text().split())
        if text == self._shown:
            return self._due
        if not text:
            return Due()
        for choice, due in self._choices.items():
            if text.casefold() in {choice.casefold(), event_text(due).casefold(),
                                   event_name(due.event_key).casefold()}:  # fmt: skip
                return due
        return Due(DueKind.DATE, parse_date(text, self._today(), current()))


class WhoField(OfferingField):
    """Whose task it is: a member, "me", or anyone by name."""

    def __init__(self, people: Sequence[Person]) -> None:
        me = tr(ME)
        super().__init__([*(one.name for one in people), me], tr(msg("tasks", "Who")))
        self._people = people
        self.setPlaceholderText(tr(msg("tasks", "A member, me, or any name")))

    def show_who(self, who: Who) -> None:
        """Write whose it is."""
        self.setText(who_text(who))

    def who(self) -> Who:
        """What the field says."""
        return who_named(self.text(), self._people)
