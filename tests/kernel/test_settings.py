"""Preferences of this computer."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.kernel.settings import Setting, Settings

LANGUAGE = Setting("language", "fi")
WIDTH = Setting("width", 10)
SCALE = Setting("scale", 1.0)
NARROW = Setting("narrow", default=False)
RECENT = Setting("recent", ["a"])


def test_a_preference_is_kept_for_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    settings = Settings(path)
    assert settings.get(LANGUAGE) == "fi"
    settings.set(LANGUAGE, "sv")
    settings.set(RECENT, ["ä", "b"])
    again = Settings(path)
    assert (again.get(LANGUAGE), again.get(RECENT)) == ("sv", ["ä", "b"])
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", "3", "\x00", '{"language"', "[" * 100_000])
def test_a_bad_file_counts_as_empty_and_can_be_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    settings = Settings(path)
    assert settings.get(WIDTH) == 10
    settings.set(WIDTH, 11)
    assert Settings(path).get(WIDTH) == 11


def test_bytes_that_are_no_text_count_as_empty(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert Settings(path).get(LANGUAGE) == "fi"


@given(value=st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.integers())))
def test_a_value_of_another_type_gives_the_default(
    tmp_path_factory: pytest.TempPathFactory, value: Any
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps({"width": value}), encoding="utf-8")
    is_number = isinstance(value, int) and not isinstance(value, bool)
    assert Settings(path).get(WIDTH) == (value if is_number else 10)


def test_keys_of_another_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"from the future": {"deep": 1}}', encoding="utf-8")
    Settings(path).set(NARROW, True)
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "from the future": {"deep": 1},
        "narrow": True,
    }


def test_a_folder_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder", encoding="utf-8")
    settings = Settings(in_the_way / "settings.json")
    settings.set(SCALE, 2.0)
    assert settings.get(SCALE) == 2.0
    assert Settings(in_the_way / "settings.json").get(SCALE) == 1.0
