"""What holds for every test."""

import sys

import pytest


@pytest.fixture(autouse=True, scope="module")
def _english_window() -> None:
    """Each module begins in English, whatever language the window had in the one before."""
    window = sys.modules.get("coachdesk.ui.i18n")
    if window is not None and window.current() != "en":
        window.set_language("en")
