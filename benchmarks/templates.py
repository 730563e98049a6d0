"""Reading and checking all programmes that ship, as the list of programmes does once."""

from benchmarks.measuring import Figure, middle, milliseconds
from coachdesk.features.programmes.template import load_template
from coachdesk.kernel.paths import resource

ROUNDS = 20


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """The figures; the first time also imports the reader of TOML."""
    paths = sorted(resource("programmes").glob("*.toml"))

    def load_all() -> None:
        for path in paths:
            load_template(path)

    first = milliseconds(load_all)
    times = [milliseconds(load_all) for _ in range(rounds)]
    return [
        Figure(f"all {len(paths)} programmes read and checked, p50", middle(times), "ms", 30),
        Figure("  the first time in a process", first, "ms"),
    ]
