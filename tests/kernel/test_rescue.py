from pathlib import Path

import pytest

from coachdesk.kernel import rescue
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.rescue import Rescued

TEXT = "Salaisuus ä š 🙂"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(place))
    monkeypatch.setenv("LOCALAPPDATA", str(place))
    monkeypatch.setenv("HOME", str(place))
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "data"
    place.mkdir()
    return place


def test_a_kept_text_is_found_until_it_is_discarded(folder: Path) -> None:
    key = DataKey.random()
    assert rescue.keep(folder, key, "note:1", "vanha")
    assert rescue.keep(folder, key, "note:1", TEXT)
    assert rescue.keep(folder, key, "note:2", "toinen")
    assert sorted(rescue.found(folder, key), key=lambda one: one.name) == [
        Rescued("note:1", TEXT),
        Rescued("note:2", "toinen"),
    ]
    rescue.discard(folder, key, "note:1")
    assert [one.name for one in rescue.found(folder, key)] == ["note:2"]


def test_nothing_can_be_read_without_the_key(folder: Path) -> None:
    key = DataKey.random()
    rescue.keep(folder, key, "note:1", TEXT)
    (path,) = (folder / "rescue").iterdir()
    assert b"Salaisuus" not in path.read_bytes()
    assert "note" not in path.name
    assert rescue.found(folder, DataKey.random()) == []


def test_a_damaged_file_is_passed_over(folder: Path) -> None:
    key = DataKey.random()
    rescue.keep(folder, key, "note:1", TEXT)
    rescue.keep(folder, key, "note:2", "toinen")
    first, second = (folder / "rescue").iterdir()
    first.write_bytes(first.read_bytes()[:-1])
    assert len(rescue.found(folder, key)) == 1
    second.write_bytes(b"")
    assert rescue.found(folder, key) == []


def test_a_data_folder_that_refuses_is_replaced_by_the_cache(folder: Path, cache: Path) -> None:
    key = DataKey.random()
    (folder / "rescue").write_text("a file where the folder should be", encoding="utf-8")
    assert rescue.keep(folder, key, "note:1", TEXT)
    assert list(cache.rglob("*.rescue"))
    assert [one.text for one in rescue.found(folder, key)] == [TEXT]
    rescue.discard(folder, key, "note:1")
    assert rescue.found(folder, key) == []


def test_it_says_when_nothing_can_be_written(folder: Path, cache: Path) -> None:
    (folder / "rescue").write_text("", encoding="utf-8")
    cache.write_text("", encoding="utf-8")
    assert not rescue.keep(folder, DataKey.random(), "note:1", TEXT)
    assert rescue.found(folder, DataKey.random()) == []
