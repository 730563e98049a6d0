"""The demo's working methods: each one used, with something to show."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.app import open_workspace
from coachdesk.demo.builder import build_demo
from coachdesk.demo.methods import build_methods
from coachdesk.features.methods import store
from coachdesk.features.methods.alternatives import Alternatives
from coachdesk.features.methods.charts import SOURCE
from coachdesk.features.methods.model import Groups, Kind, Sparring
from coachdesk.features.methods.priorities import Priorities
from coachdesk.features.methods.spread import CheckIn
from coachdesk.features.programmes import store as programmes
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.datafile import DataFileError
from coachdesk.kernel.small_groups import Shown
from coachdesk.kernel.workspace import Workspace
from tests.helpers.workspaces import TODAY, random_key


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    ws = open_workspace(tmp_path_factory.mktemp("demo"), random_key(), Clock(TODAY))
    build_demo(ws)
    yield ws
    ws.close()


def test_each_method_is_used_at_the_first_workshop(demo: Workspace) -> None:
    found = store.newest(demo.read)
    assert sorted(row.use.kind for row in found) == sorted(Kind)
    for row in found:
        assert row.use.event_rid is not None
        event = programmes.event(demo.read, row.use.event_rid)
        assert event is not None
        assert event.key == "workshop_1"
        assert row.use.made_on == event.starts_on
        assert row.use.title


def test_each_has_something_to_show(demo: Workspace) -> None:
    of_kind = {type(row.use.contents): row.use.contents for row in store.newest(demo.read)}
    made, options = of_kind[Priorities], of_kind[Alternatives]
    assert isinstance(made, Priorities)
    assert made.dots_placed == made.dots_in_all
    assert isinstance(options, Alternatives)
    assert len(options.options) == 5
    assert options.decided() not in options.best()
    assert options.reason
    check_in, groups, sparring = of_kind[CheckIn], of_kind[Groups], of_kind[Sparring]
    assert isinstance(check_in, CheckIn)
    assert check_in.spread().shown is Shown.EXACT
    assert isinstance(groups, Groups)
    assert len(groups.groups) > 3
    assert isinstance(sparring, Sparring)
    assert len(sparring.teams) > 3


def test_the_projector_has_charts_to_choose_from(demo: Workspace) -> None:
    event_rid = store.newest(demo.read)[0].use.event_rid
    assert event_rid is not None
    assert len(SOURCE.charts(demo.read, event_rid, "fi")) == 4


def test_a_slip_in_the_file_is_told_with_its_place(demo: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "methods.toml"
    path.write_text('schema = 1\n[[sparring]]\nevent = "nowhere"\n', encoding="utf-8")
    (run, *_) = programmes.runs(demo.read)
    with pytest.raises(DataFileError, match=r"sparring\[1\].event"):
        build_methods(demo, {}, run.rid, path)
