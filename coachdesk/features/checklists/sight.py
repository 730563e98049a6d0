"""What the page has in sight: the teams as read, and what changed since they were seen last."""

import datetime as dt
from collections.abc import Sequence

from coachdesk.features.checklists import service, store_visits
from coachdesk.features.checklists.matrix_rows import MatrixRow, Shown, columns_of, columns_with
from coachdesk.features.checklists.readiness import (
    Cell,
    Filter,
    Show,
    Sort,
    TeamReadiness,
    in_order,
    words_of,
)
from coachdesk.features.checklists.readiness_reading import read_changes, read_teams
from coachdesk.features.checklists.shown import RunTexts
from coachdesk.features.programmes.model import Place
from coachdesk.features.teams.model import Member
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.dates.zone import local_day
from coachdesk.kernel.errors import EnvironmentProblem
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.i18n import LANGUAGE, current


class Sight:
    """Reads cohorts, keeps them, and remembers that they were seen.

    What she changes herself while she looks is not told as changed.
    """

    def __init__(self, ws: Workspace, clock: Clock) -> None:
        self._ws, self._clock = ws, clock
        self._came_at: int | None = None
        self.places: Sequence[Place] = ()
        self.teams: list[TeamReadiness] = []
        self.members: dict[int, list[Member]] = {}
        self.changed: frozenset[Cell] = frozenset()
        self.changed_since = ""
        self._texts: dict[int, RunTexts] = {}

    @property
    def is_open(self) -> bool:
        """Whether it has been read since it was last left."""
        return self._came_at is not None

    @property
    def texts(self) -> RunTexts | None:
        """The texts of the first cohort; names are the same for all of a run."""
        return self._texts[self.places[0].cohort.rid] if self.places else None

    def read(self, places: Sequence[Place]) -> None:
        """Read the teams of these cohorts of one run."""
        db = self._ws.read
        if self._came_at is None:
            self._came_at = store_visits.newest_sequence(db)
        self.places = places
        self.teams, self.members = read_teams(db, places, self._clock.today())
        self.changed = read_changes(db, places, self.teams, self._came_at)
        self.changed_since = self._day_of_visit() if self.changed else ""
        self._texts = {place.cohort.rid: RunTexts.load(db, place) for place in places}

    def shown(self, show: Show, text: str, sort: Sort) -> Shown:
        """What the matrix shows of it."""
        today = self._clock.today()
        wanted = Filter(show, text, self.changed)
        teams = [one for one in self.teams if wanted.takes(one, words_of(one), today)]
        teams = in_order(teams, sort, today, LANGUAGE.texts.collation_key)
        rows = [MatrixRow.of(one, self._texts[one.place.cohort.rid]) for one in teams]
        columns = columns_of(self.texts, rows) if self.texts else []
        if show not in {Show.ALL, Show.MAKE_UP}:
            columns = columns_with(rows, columns, lambda item: wanted.takes_item(item, today))
        grouped = len(self.places) > 1 and sort is not Sort.CALLS
        return Shown(rows, columns, grouped, self.changed, self.changed_since, today)

    def leave(self) -> None:
        """What was in sight is seen; the next `read` tells what changed after that."""
        if self._came_at is None:
            return
        self._came_at = None
        uuids = [place.cohort.uuid for place in self.places]
        db = self._ws.read
        visits = store_visits.visits(db, uuids)
        newest = store_visits.newest_sequence(db)
        unseen = [uuid for uuid in uuids if uuid not in visits or visits[uuid].sequence < newest]
        if not unseen:
            return
        try:
            service.mark_seen(self._ws, unseen)
        except EnvironmentProblem:
            return  # a mark only, and she is told of the disk when something matters

    def _day_of_visit(self) -> str:
        visits = store_visits.visits(self._ws.read, [one.cohort.uuid for one in self.places])
        first = min(visit.at for visit in visits.values())
        return format_date(local_day(dt.datetime.fromisoformat(first)), current())
