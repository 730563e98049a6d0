"""The calendar on the command line: as a file, and its events as a list."""

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from coachdesk.features.calendar.contents import rows_of
from coachdesk.features.calendar.exporting import export_calendar, write_calendar
from coachdesk.features.programmes import store as programmes
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace


def write_calendar_file(ws: Workspace, options: argparse.Namespace, language: str) -> Path:
    """Do what `coachdesk calendar` asks; the file written.

    Raises `UserError` for a run that does not exist, `EnvironmentProblem` for a place that
    cannot be written to.
    """
    run_rid = _run_named(ws, options.run) if options.run else None
    output: Path = options.output
    write_calendar(export_calendar(ws.read, ws.clock.today(), language, run_rid), output)
    return output


def event_records(ws: Workspace, language: str) -> list[dict[str, Any]]:
    """The events of all present runs for `coachdesk list events`; open ones have no date."""
    records: list[dict[str, Any]] = []
    for row in rows_of(ws.read, language):
        of_row = {
            "run": row.place.run.name,
            "cohort": row.place.cohort.title(language),
            "coaches": ", ".join(row.place.cohort.coaches),
        }
        records += [
            {
                "event": one.title, **of_row, "timing": "week" if one.week_only else "day",
                "first": one.first.isoformat(), "last": one.last.isoformat(),
                "week": _week(one.first), "place": one.place,
            }
            for one in row.events
        ]  # fmt: skip
        records += [
            {
                "event": one.title, **of_row, "timing": "open", "first": None, "last": None,
                "week": None, "place": None,
            }
            for one in row.undated
        ]  # fmt: skip
    return records


def _run_named(ws: Workspace, name: str) -> int:
    runs = programmes.runs(ws.read)
    wanted = name.casefold()
    run = next((run for run in runs if run.name.casefold() == wanted), None)
    if run is None:
        known = ", ".join(run.name for run in runs)
        raise UserError(
            msg("cli", "There is no run “{name}”. There are: {known}.", name=name, known=known)
        )
    return run.rid


def _week(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
