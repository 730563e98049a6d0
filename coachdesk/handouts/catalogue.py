"""Every hand-out, in the order in which they are offered."""

from coachdesk.features.printing import offered
from coachdesk.handouts import (
    action_plan,
    agenda,
    attendance_list,
    call_list,
    certificate,
    checklist,
    date_sheet,
    feedback_form,
    gap_tasks,
    goals_sheet,
    management_summary,
    method_result,
    minutes,
    name_signs,
    pdsa_sheet,
    present_target_state,
    prioritising_sheet,
    readiness,
    sparring_sheet,
    storyboard,
    survey_report,
    tally_sheet,
    task_list,
    team_summary,
    year_clock,
)

HANDOUTS = (
    team_summary.HANDOUT,
    management_summary.HANDOUT,
    checklist.HANDOUT,
    readiness.HANDOUT,
    call_list.HANDOUT,
    minutes.HANDOUT,
    task_list.HANDOUT,
    date_sheet.HANDOUT,
    year_clock.HANDOUT,
    survey_report.HANDOUT,
    method_result.HANDOUT,
    agenda.HANDOUT,
    agenda.FOR_COACHES,
    attendance_list.HANDOUT,
    name_signs.HANDOUT,
    name_signs.BADGES,
    gap_tasks.HANDOUT,
    certificate.HANDOUT,
    pdsa_sheet.HANDOUT,
    sparring_sheet.HANDOUT,
    present_target_state.HANDOUT,
    prioritising_sheet.HANDOUT,
    action_plan.HANDOUT,
    goals_sheet.HANDOUT,
    tally_sheet.HANDOUT,
    feedback_form.HANDOUT,
    storyboard.HANDOUT,
)


def offer() -> None:
    """Let the print page and the command line find them."""
    offered.HANDOUTS[:] = HANDOUTS
    offered.SUBJECTS[:] = (survey_report.SUBJECT, agenda.SUBJECT, method_result.SUBJECT)
