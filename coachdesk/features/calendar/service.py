"""The coach's verbs on meetings of teams that come again."""

import datetime as dt
from dataclasses import dataclass, replace

from coachdesk.features.calendar import store
from coachdesk.features.calendar.series import CANCELLED, Moved, Series, monday, usual_days
from coachdesk.kernel.database import Values, delete, update
from coachdesk.kernel.dates.calendar import within_limits
from coachdesk.kernel.dates.holidays import is_holiday
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import Workspace

MOST_WEEKS_APART = 8
SHORTEST, LONGEST = 5, 720
"""Minutes of a meeting."""
LONGEST_YEARS = 5
TITLE_LIMIT = 120


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """What is agreed about a series; see `Series`."""

    weekday: int
    starts_at: dt.time
    first_on: dt.date
    last_on: dt.date
    title: str = ""
    every_weeks: int = 1
    minutes: int = 60
    place: str = ""


def add_series(ws: Workspace, team_rid: int, plan: SeriesPlan) -> int:
    """Agree on meetings that come again. The series' rid.

    Raises `UserError` for a plan that no meeting comes of.
    """
    plan = _checked(plan)
    with ws.change(msg("calendar", "Plan regular meetings")) as db:
        return store.add_series(db, team_rid, _columns(plan))


def change_series(ws: Workspace, rid: int, plan: SeriesPlan) -> None:
    """Agree otherwise on a whole series.

    What was agreed for single weeks stays, but for a moved meeting whose new usual day and time
    are those it was moved to.
    """
    plan = _checked(plan)
    with ws.change(msg("calendar", "Change regular meetings")) as db:
        update(db, "meeting_series", rid, _columns(plan))
        changed = store.series(db, rid)
        if changed is None:
            return
        agreed = store.exceptions(db, [rid])[rid]
        for day in usual_days(changed):
            if agreed.get(monday(day)) == Moved(day, changed.starts_at):
                store.clear_exception(db, rid, monday(day))


def delete_series(ws: Workspace, rid: int) -> None:
    """Take a series away with what was agreed for single meetings; undo brings it back."""
    with ws.change(msg("calendar", "Delete regular meetings")) as db:
        delete(db, "meeting_series", rid)


def move_meeting(
    ws: Workspace, rid: int, week: dt.date, on: dt.date, at: dt.time | None = None
) -> None:
    """Hold one meeting of a series on another day, at the usual time unless one is given.

    `week` is the Monday of the week it belongs to. Moved back to its usual day and time it is as
    if it had never been moved. Raises `UserError` for a holiday.
    """
    series, usual_on = _slot(ws, rid, week)
    within_limits(on)
    if is_holiday(on):
        raise UserError(
            msg("calendar", "That day is a public holiday. Choose another day for the meeting.")
        )
    moved = Moved(on, at or series.starts_at)
    with ws.change(msg("calendar", "Move a meeting")) as db:
        if moved == Moved(usual_on, series.starts_at):
            store.clear_exception(db, rid, week)
        else:
            store.set_exception(db, rid, week, moved)


def cancel_meeting(ws: Workspace, rid: int, week: dt.date) -> None:
    """One meeting of a series is not held."""
    _slot(ws, rid, week)
    with ws.change(msg("calendar", "Cancel a meeting")) as db:
        store.set_exception(db, rid, week, CANCELLED)


def restore_meeting(ws: Workspace, rid: int, week: dt.date) -> None:
    """Hold one meeting of a series as usual again."""
    with ws.change(msg("calendar", "Hold a meeting as usual")) as db:
        store.clear_exception(db, rid, week)


def plan_of(series: Series) -> SeriesPlan:
    """What is agreed about a series now, to change some of it."""
    return SeriesPlan(
        series.weekday, series.starts_at, series.first_on, series.last_on, series.title,
        series.every_weeks, series.minutes, series.place,
    )  # fmt: skip


def _slot(ws: Workspace, rid: int, week: dt.date) -> tuple[Series, dt.date]:
    series = store.series(ws.read, rid)
    days = usual_days(series) if series else ()
    usual_on = next((day for day in days if monday(day) == week), None)
    if series is None or usual_on is None:
        raise UserError(msg("calendar", "There is no meeting of this series in that week."))
    return series, usual_on


def _checked(plan: SeriesPlan) -> SeriesPlan:
    within_limits(plan.first_on)
    within_limits(plan.last_on)
    if plan.last_on < plan.first_on:
        raise UserError(_backwards())
    if (plan.last_on - plan.first_on).days > LONGEST_YEARS * 366:
        raise UserError(
            msg("calendar", "Agree on {most} years at most at a time.", most=LONGEST_YEARS)
        )
    if not 1 <= plan.every_weeks <= MOST_WEEKS_APART:
        raise UserError(
            msg("calendar", "Meetings come every 1 to {most} weeks.", most=MOST_WEEKS_APART)
        )
    if not SHORTEST <= plan.minutes <= LONGEST:
        raise UserError(
            msg("calendar", "A meeting lasts from {shortest} to {longest} minutes.",
                shortest=SHORTEST, longest=LONGEST)
        )  # fmt: skip
    plan = replace(
        plan,
        title=clean_line(plan.title, TITLE_LIMIT),
        place=clean_line(plan.place),
        starts_at=plan.starts_at.replace(second=0, microsecond=0),
    )
    days = (plan.weekday - plan.first_on.weekday()) % 7
    if plan.first_on + dt.timedelta(days=days) > plan.last_on:
        raise UserError(msg("calendar", "No meeting falls between the first and the last day."))
    return plan


def _backwards() -> Message:
    return msg("calendar", "The last day is before the first one.")


def _columns(plan: SeriesPlan) -> Values:
    return store.series_columns(
        title=plan.title, weekday=plan.weekday, every_weeks=plan.every_weeks,
        starts_at=plan.starts_at, minutes=plan.minutes, first_on=plan.first_on,
        last_on=plan.last_on, place=plan.place,
    )  # fmt: skip
