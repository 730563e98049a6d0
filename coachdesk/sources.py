"""What the search index is made of, for the window and the command line alike. No Qt."""

from collections.abc import Sequence

from coachdesk.features.checklists.search import SOURCES as CHECKLISTS
from coachdesk.features.methods.search import SOURCES as METHODS
from coachdesk.features.notes.search import decisions_source, notes_source
from coachdesk.features.surveys.search import SOURCES as SURVEYS
from coachdesk.features.tasks.search import SOURCES as TASKS
from coachdesk.features.teams.search import SOURCES as TEAMS
from coachdesk.features.workshop_day.search import SOURCES as PARKED
from coachdesk.kernel.search.indexer import Source

SOURCES: Sequence[Source] = (
    *TEAMS, notes_source, decisions_source, *TASKS, *CHECKLISTS, *SURVEYS, *METHODS, *PARKED,
)  # fmt: skip
