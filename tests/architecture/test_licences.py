"""Every part that is installed with the program has its licence text in the program."""

import re

import pytest

from coachdesk.features.settings.about_card import licence_texts
from coachdesk.kernel.paths import resource

_IN_ONE_TEXT = {"pyside6-essentials": "pyside6", "pyside6-pdf": "pyside6", "shiboken6": "pyside6"}


def _requirements() -> list[str]:
    pinned = (resource().parent / "requirements.txt").read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9-]+)==", pinned, re.MULTILINE)


@pytest.mark.parametrize("package", _requirements())
def test_each_package_has_its_licence_text(package: str) -> None:
    text = resource("licences", f"{_IN_ONE_TEXT.get(package, package)}.txt")
    assert text.is_file(), f"put the licence of {package} into resources/licences"


_WORDS = (
    "GNU LESSER GENERAL PUBLIC LICENSE",
    "GNU GENERAL PUBLIC LICENSE",
    "SIL OPEN FONT LICENSE",
    "ZETETIC LLC",
    "Mozilla Public",
    "Open Database License",
    "by Kevin Atkinson",
)


@pytest.mark.parametrize("words", _WORDS)
def test_all_texts_are_shown(words: str) -> None:
    assert words in licence_texts()
