"""Every text in three languages: complete, with the same places, compiled as it stands."""

import importlib.util
import re
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

FOLDER = Path(__file__).parents[2] / "resources" / "i18n"


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue_tool", FOLDER / "update.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
PLACE = re.compile(r"\{\w+\}")


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _texts(value: str | Sequence[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_catalogue_has_exactly_the_messages_of_the_code(language: str) -> None:
    def keys(catalogue: Catalog) -> set[tuple[object, object]]:
        return {(one.context, one.id) for one in _messages(catalogue)}

    assert keys(TOOL.load(language)) == keys(TOOL.extract())


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_message_is_translated(language: str) -> None:
    waiting = [
        one.id for one in _messages(TOOL.load(language)) if not all(_texts(one.string) or [""])
    ]
    assert waiting == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_places_are_the_same(language: str) -> None:
    for one in _messages(TOOL.load(language)):
        wanted = set(PLACE.findall(" ".join(_texts(one.id))))
        for text in _texts(one.string):
            # The singular may say the count as a word.
            assert set(PLACE.findall(text)) | {"{count}"} >= wanted, one.id
            assert set(PLACE.findall(text)) <= wanted, one.id


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_compiled_catalogue_is_up_to_date(language: str) -> None:
    assert (FOLDER / f"{language}.mo").read_bytes() == TOOL.mo_bytes(TOOL.load(language))
