"""Marks and suggestions in a real editor, with the dictionaries that ship, driven by keys."""

import pytest

# Menus that pop up where there is no screen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
