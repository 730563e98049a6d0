from collections.abc import Iterator

import pytest

from coachdesk.features.projector import made, offered


@pytest.fixture(autouse=True)
def _nothing_projected() -> Iterator[None]:
    """Each test begins without a projector and without charts."""
    before = list(offered.CHARTS)
    offered.CHARTS.clear()
    yield
    made.end()
    offered.CHARTS[:] = before
