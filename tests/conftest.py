"""What holds for every test."""

import sys

import pytest


@pytest.fixture(autouse=True, scope="module")
def _english_window() -> None:
    """Each module begins in English, whatever language the window had in the one before."""
    if "coachdesk.ui.i18n" in sys.modules:
        sys.modules["coachdesk.ui.i18n"].set_language("en")
