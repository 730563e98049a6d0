"""What holds for every test."""

import os
import sys

import pytest
from hypothesis import settings

# The same examples on every run, so that a change is judged by what it changed. New examples
# are sought with COACHDESK_EXAMPLES=fresh; what they find is kept as an @example beside the test.
# No deadline: a busy machine is no fault.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("fresh", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("COACHDESK_EXAMPLES", "same"))


@pytest.fixture(autouse=True, scope="module")
def _english_window() -> None:
    """Each module begins in English, whatever language the window had in the one before."""
    window = sys.modules.get("coachdesk.ui.i18n")
    if window is not None and window.current() != "en":
        window.set_language("en")
