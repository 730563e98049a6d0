"""How hits of the search are shown."""

from pathlib import Path

from coachdesk.features.today.finds import HIT_KINDS, TAGS
from coachdesk.kernel.data_key import DataKey
from coachdesk.ui.search_provider import SearchProvider


def search_provider(folder: Path, key: DataKey) -> SearchProvider:
    """What the search box asks."""
    return SearchProvider(folder, key, HIT_KINDS, TAGS)
