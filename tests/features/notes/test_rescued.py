from pathlib import Path

import pytest

from coachdesk.features.notes import rescued, service, store
from coachdesk.kernel.workspace import Workspace
from tests.features.notes.home import stored


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_text_kept_aside_comes_back_and_the_present_one_stays_in_the_history(
    ws: Workspace,
) -> None:
    rid = service.create(ws, [], body="alku")
    uuid = stored(ws, rid).uuid
    assert rescued.keep_aside(ws, uuid, "alku ja loppu")
    service.save_body(ws, rid, "alku toisaalla", "fi")
    assert rescued.bring_back(ws, "fi") == [rid]
    assert stored(ws, rid).body == "alku ja loppu"
    assert service.versions(ws, stored(ws, rid))[0].previous == "alku toisaalla"
    assert rescued.bring_back(ws, "fi") == []


def test_a_text_whose_note_is_gone_becomes_a_new_note(ws: Workspace) -> None:
    rid = service.create(ws, [], body="alku")
    rescued.keep_aside(ws, stored(ws, rid).uuid, "alku ja loppu")
    service.delete(ws, rid)
    (new,) = rescued.bring_back(ws, "fi")
    assert stored(ws, new).body == "alku ja loppu"


def test_a_text_that_was_saved_after_all_changes_nothing(ws: Workspace) -> None:
    rid = service.create(ws, [], body="alku")
    rescued.keep_aside(ws, stored(ws, rid).uuid, "alku")
    assert rescued.bring_back(ws, "fi") == []
    assert [row.rid for row in store.newest(ws.read)] == [rid]
