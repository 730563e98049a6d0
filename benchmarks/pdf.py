"""The team summary as a tagged PDF, against plain ReportLab setting the same content untagged."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks import content
from benchmarks.measuring import Figure, middle, milliseconds
from benchmarks.pdf_floor import set_plainly
from coachdesk.app import build_index, open_workspace
from coachdesk.demo.folder import demo_workspace, remove_demo
from coachdesk.documents.blocks import Document
from coachdesk.documents.render import render
from coachdesk.features.notes import store as notes
from coachdesk.features.printing.model import Choices
from coachdesk.features.teams import store as teams
from coachdesk.handouts.team_summary import HANDOUT
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.workspace import Workspace

RUNS = 15
TEAMS = 100


def measure(runs: int = RUNS) -> list[Figure]:
    """The figures of printing."""
    with _demo() as ws:
        (first, *_others) = _team_rids(ws)
        one = _summary(ws, first)
        render([one])
        set_plainly([one])
        ours: list[float] = []
        floor: list[float] = []
        for _ in range(runs):
            ours.append(milliseconds(lambda: render([_summary(ws, first)])))
            floor.append(milliseconds(partial(set_plainly, [one])))
        many = _many(ws)
    all_ours = [milliseconds(partial(render, many)) for _ in range(2)]
    all_floor = [milliseconds(partial(set_plainly, many)) for _ in range(2)]
    return [
        Figure("team summary, tagged", middle(ours), "ms", 1.3, middle(floor)),
        Figure(f"{TEAMS} team summaries", min(all_ours), "ms", 1.1, min(all_floor)),
        Figure(f"{TEAMS} team summaries, peak memory", _peak_of_child(), "MB", 100),
    ]


@contextmanager
def _demo() -> Iterator[Workspace]:
    clock = Clock(content.TODAY)
    folder, key = demo_workspace(clock, open_workspace, build_index)
    ws = open_workspace(folder, key, clock)
    try:
        yield ws
    finally:
        ws.close()
        remove_demo(folder)


def _team_rids(ws: Workspace) -> list[int]:
    return [team.rid for team in teams.list_teams(ws.read)]


def _summary(ws: Workspace, team_rid: int) -> Document:
    """With the newest notes on it, for most of its length is notes."""
    picked = frozenset(row.rid for row in notes.newest(ws.read, team_rid=team_rid, limit=3))
    choices = Choices(HANDOUT.usual().options, picked)
    data = HANDOUT.collect(ws.read, team_rid, content.TODAY, choices)
    assert data is not None
    return HANDOUT.compose(data, "fi", False)


def _many(ws: Workspace) -> Sequence[Document]:
    rids = _team_rids(ws)
    return [_summary(ws, rids[number % len(rids)]) for number in range(TEAMS)]


def _peak_of_child() -> float:
    """Megabytes that a program of its own takes at most."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.pdf"], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    with _demo() as demo:
        render(_many(demo))
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    print(int(peak) / 1024)
