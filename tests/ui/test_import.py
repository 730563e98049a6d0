"""What importing the kit does: constants that live on, and nothing heavy before the first paint."""

import subprocess
import sys

_MANY_CALLS = """
import coachdesk.ui
from PySide6.QtCore import QTimer
timer = QTimer()
for _ in range(60_000):
    timer.setInterval(3)
print("alive")
"""


_HEAVY = """
import sys
import coachdesk.ui.shell, coachdesk.ui.widgets.table
heavy = {"sqlite_utils", "sqlcipher3", "reportlab", "openpyxl", "simplemma", "cryptography"}
print(sorted(heavy & set(sys.modules)))
"""


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout


def test_many_calls_do_not_end_the_program() -> None:
    """PySide6 6.12 takes a reference of None at each call under Python 3.11."""
    assert _run(_MANY_CALLS) == "alive\n"


def test_the_window_needs_nothing_heavy_before_the_first_paint() -> None:
    assert _run(_HEAVY) == "[]\n"
