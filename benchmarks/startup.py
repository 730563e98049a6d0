"""Start to settled window, and memory at rest, against a bare PySide6 window."""

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # has no types of its own

from benchmarks import content
from benchmarks.measuring import Figure, middle
from benchmarks.screen import Screen

RUNS = 7
REST_SECONDS = 6
MANY_NOTES = 100_000


@dataclass
class Start:
    """A way to start, and what was measured of it."""

    name: str
    arguments: Sequence[str]
    seconds: list[float] = field(default_factory=list)
    pss: float = 0.0


def measure(runs: int = RUNS) -> list[Figure]:
    """The figures of starting."""
    empty, full = content.workspace_folder(0), content.workspace_folder(MANY_NOTES)
    with tempfile.TemporaryDirectory(prefix="coachdesk-start-") as home:
        secret = Path(home, "secret")
        secret.write_text(content.PASSPHRASE, encoding="utf-8")
        opening = ["-m", "coachdesk", "--passphrase-file", str(secret), "--data"]
        demo = ["--demo", "--today", content.TODAY.isoformat()]
        starts = {
            "bare": Start("bare", ["-m", "benchmarks.floor_window"]),
            "unlock": Start("unlock", ["-m", "coachdesk", "--data", str(empty)]),
            "demo": Start("demo", ["-m", "coachdesk", *demo]),
            "empty": Start("empty", [*opening, str(empty)]),
            "full": Start("full", [*opening, str(full)]),
            "searched": Start("searched", ["-m", "benchmarks.first_search", *demo]),
        }
        with Screen() as screen:
            _run(screen, list(starts.values()), Path(home), runs)
    return _figures(starts)


def _run(screen: Screen, starts: Sequence[Start], home: Path, runs: int) -> None:
    """Each in turn, so that what else the machine does hits all alike; the first does not count."""
    environment = {"HOME": str(home)}
    environment |= {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "CACHE", "DATA")}
    for number in range(runs + 1):
        for start in starts:
            if start.name == "searched" and number != 1:
                continue
            began = time.perf_counter()
            with screen.program([sys.executable, *start.arguments], environment) as process:
                seconds = screen.seconds_until_settled(began)
                if number:
                    start.seconds.append(seconds)
                if number == 1:
                    time.sleep(REST_SECONDS)  # noqa: TID251 - memory at rest is what is asked for
                    start.pss = psutil.Process(process.pid).memory_full_info().pss / 2**20


def _figures(starts: dict[str, Start]) -> list[Figure]:
    seconds = {name: middle(start.seconds) for name, start in starts.items()}
    pss = {name: start.pss for name, start in starts.items()}
    return [
        Figure("start to settled unlock window", seconds["unlock"], "s", 1.4, seconds["bare"]),
        Figure("demo: start to settled Today page", seconds["demo"], "s", 2.0, seconds["bare"]),
        Figure(
            "start to Today with 100,000 notes, against an empty file",
            seconds["full"], "s", 1.1, seconds["empty"],
        ),
        Figure("memory at rest, demo (PSS)", pss["demo"], "MB", 1.5, pss["bare"]),
        Figure("memory after the first search (PSS)", pss["searched"], "MB", 2.2, pss["bare"]),
    ]  # fmt: skip
