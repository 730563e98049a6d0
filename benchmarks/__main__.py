"""`python -m benchmarks [NAME ...]`: measure and print the table."""

import argparse
import importlib
import os
import sys

from benchmarks.measuring import table

NAMES = (
    "startup",
    "typing",
    "autosave",
    "search",
    "lists",
    "pdf",
    "pack",
    "templates",
    "moving",
    "surveys",
    "matrix",
    "cross_run",
    "calendar_year",
    "projector",
    "workshop_day",
)


def main() -> int:
    """Run all benchmarks, or those named; the exit status tells whether all goals are reached."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    names = parser.parse_args().names or NAMES
    if unknown := set(names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # `startup` has a screen of its own
    figures = []
    for name in names:
        print(f"{name} …", flush=True)
        measured = importlib.import_module(f"benchmarks.{name}").measure()
        print(table(measured), flush=True)
        figures += measured
    if len(names) > 1:
        print(f"\nAll{_load()}\n{table(figures)}")
    return 0 if all(figure.is_met for figure in figures) else 1


def _load() -> str:
    """What else the machine does, where it tells."""
    if sys.platform == "win32":
        return ""
    return f", load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    sys.exit(main())
