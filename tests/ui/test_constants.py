"""PySide6 6.12 takes a reference of None at each call under Python 3.11; see `coachdesk.ui`."""

import subprocess
import sys

_MANY_CALLS = """
import {module}
from PySide6.QtCore import QTimer
timer = QTimer()
for _ in range(60_000):
    timer.setInterval(3)
print("alive")
"""


def _run(module: str) -> str:
    code = _MANY_CALLS.format(module=module)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout


def test_many_calls_do_not_end_the_program() -> None:
    assert _run("coachdesk.ui") == "alive\n"
