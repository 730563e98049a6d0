"""Cheap secrets for tests, and children that are killed in the middle of their work."""

import subprocess
import sys
from pathlib import Path

from coachdesk.kernel.keyfile import KdfCost

CHEAP = KdfCost(memory_kib=8, iterations=1, lanes=1)
PASSPHRASE = "kolme pientä sanaa"

_KILL_AT = """
import os, sys
left = [int(sys.argv[1])]
def hook(event, arguments):
    if event in ("os.rename", "os.remove", "os.rmdir"):
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
sys.addaudithook(hook)
"""


def run_child(code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `code` in a Python of its own; `sys.argv[1:]` are the arguments."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def killed_at_step(step: int, code: str, *arguments: str) -> bool:
    """Run `code` and end it without warning before its n-th rename or removal of a file.

    False when it had fewer steps and came to its end. `sys.argv[2:]` are the arguments.
    """
    done = run_child(_KILL_AT + code, str(step), *arguments)
    if done.returncode not in (0, 9):
        raise AssertionError(done.stderr)
    return done.returncode == 9
