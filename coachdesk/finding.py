"""What the search finds: the sources of its index and how hits are shown."""

from collections.abc import Sequence
from pathlib import Path

from coachdesk.features.checklists.search import SOURCES as CHECKLISTS
from coachdesk.features.notes.search import decisions_source, notes_source
from coachdesk.features.tasks.search import SOURCES as TASKS
from coachdesk.features.teams.search import SOURCES as TEAMS
from coachdesk.features.today.finds import HIT_KINDS, TAGS
from coachdesk.kernel.keys import DataKey
from coachdesk.kernel.search.indexer import Source
from coachdesk.ui.search_provider import SearchProvider

SOURCES: Sequence[Source] = (*TEAMS, notes_source, decisions_source, *TASKS, *CHECKLISTS)


def search_provider(folder: Path, key: DataKey) -> SearchProvider:
    """What the search box asks."""
    return SearchProvider(folder, key, HIT_KINDS, TAGS)
