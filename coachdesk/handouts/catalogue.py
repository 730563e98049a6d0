"""Every hand-out, in the order in which they are offered.

A new one is a module in this folder and a line here.
"""

from importlib import import_module
from typing import Any

from coachdesk.features.printing import offered
from coachdesk.features.printing.model import Handout
from coachdesk.handouts import agenda, method_result, survey_report

_IN_ORDER = (
    "team_summary",
    "management_summary",
    "checklist",
    "readiness",
    "call_list",
    "minutes",
    "task_list",
    "date_sheet",
    "year_clock",
    "survey_report",
    "method_result",
    "agenda",
    "agenda.FOR_COACHES",
    "attendance_list",
    "name_signs",
    "name_signs.BADGES",
    "gap_tasks",
    "certificate",
    "pdsa_sheet",
    "sparring_sheet",
    "present_target_state",
    "prioritising_sheet",
    "action_plan",
    "goals_sheet",
    "tally_sheet",
    "feedback_form",
    "storyboard",
)
"""Modules of this folder; the one in each is called `HANDOUT`, a further one is named."""


def _found(name: str) -> Handout[Any]:
    module, _, attribute = name.partition(".")
    handout = getattr(import_module(f"coachdesk.handouts.{module}"), attribute or "HANDOUT")
    if not isinstance(handout, Handout):
        raise TypeError(f"{name} is no hand-out")
    return handout


HANDOUTS: tuple[Handout[Any], ...] = tuple(_found(name) for name in _IN_ORDER)


def offer() -> None:
    """Let the print page and the command line find them."""
    offered.HANDOUTS[:] = HANDOUTS
    offered.SUBJECTS[:] = (survey_report.SUBJECT, agenda.SUBJECT, method_result.SUBJECT)
