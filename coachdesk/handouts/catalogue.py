"""Every hand-out, in the order in which they are offered."""

from coachdesk.features.printing import offered
from coachdesk.handouts import (
    agenda,
    call_list,
    checklist,
    date_sheet,
    minutes,
    readiness,
    survey_report,
    task_list,
    team_summary,
    year_clock,
)

HANDOUTS = (
    team_summary.HANDOUT,
    checklist.HANDOUT,
    readiness.HANDOUT,
    call_list.HANDOUT,
    minutes.HANDOUT,
    task_list.HANDOUT,
    date_sheet.HANDOUT,
    year_clock.HANDOUT,
    agenda.HANDOUT,
    survey_report.HANDOUT,
)


def offer() -> None:
    """Let the print page and the command line find them."""
    offered.HANDOUTS[:] = HANDOUTS
    offered.SUBJECTS[:] = (survey_report.SUBJECT, agenda.SUBJECT)
