from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.kernel.search.index import SearchIndex
from coachdesk.kernel.search.indexer import open_index
from tests.helpers.workspaces import random_key


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    opened = open_index(tmp_path, random_key())
    yield opened
    opened.close()
