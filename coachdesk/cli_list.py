"""What `coachdesk list` can list, as plain records."""

from collections.abc import Callable, Mapping
from typing import Any

from coachdesk.features.checklists import store as checklists
from coachdesk.features.programmes import store as programmes
from coachdesk.features.programmes.library import own_programmes
from coachdesk.features.programmes.template import Template, available_templates
from coachdesk.features.tasks import store as tasks
from coachdesk.features.tasks.model import Task, TaskFilter, View, WhoKind
from coachdesk.features.teams import store as teams
from coachdesk.kernel.text import Texts
from coachdesk.kernel.workspace import Workspace

Record = dict[str, Any]


def handouts(texts: Texts) -> list[Record]:
    """Every hand-out."""
    from coachdesk.handouts.catalogue import HANDOUTS

    return [{"key": one.key, "title": texts(one.title)} for one in HANDOUTS]


def surveys(texts: Texts) -> list[Record]:
    """Every survey that ships."""
    from coachdesk.features.surveys.definition import available_surveys

    return [
        {
            "key": one.key,
            "name": one.name.in_language(texts.language),
            "version": one.version,
            "asks": one.asks.value,
            "questions": len(one.questions),
        }
        for one in available_surveys()
    ]


def shipped(texts: Texts) -> list[Record]:
    """The programmes that ship, where there is no data yet."""
    return [_programme(one, texts, own=False) for one in available_templates()]


def _programmes(ws: Workspace, texts: Texts) -> list[Record]:
    own = [one.template for one in own_programmes(ws.read) if one.template]
    return [*shipped(texts), *(_programme(one, texts, own=True) for one in own)]


def _programme(template: Template, texts: Texts, *, own: bool) -> Record:
    return {
        "key": template.key,
        "name": template.name.in_language(texts.language),
        "version": template.version,
        "own": own,
    }


def _runs(ws: Workspace, texts: Texts) -> list[Record]:
    cohorts = programmes.cohorts_of_runs(ws.read)
    return [
        {
            "name": run.name,
            "programme": run.template_key,
            "version": run.template_version,
            "first_year": run.first_year,
            "last_year": run.last_year,
            "cohorts": [
                {
                    "name": cohort.title(texts.language),
                    "area": cohort.area,
                    "coaches": list(cohort.coaches),
                    "teams": len(programmes.team_rids(ws.read, cohort.rid)),
                }
                for cohort in cohorts.get(run.rid, ())
            ],
        }
        for run in programmes.runs(ws.read)
    ]


def _events(ws: Workspace, texts: Texts) -> list[Record]:
    from coachdesk.cli_calendar import event_records

    return event_records(ws, texts.language)


def _workshops(ws: Workspace, texts: Texts) -> list[Record]:
    from coachdesk.cli_pack import workshop_records

    return workshop_records(ws, texts.language)


def _teams(ws: Workspace, texts: Texts) -> list[Record]:
    del texts
    progress = checklists.progress_of_teams(ws.read, ws.clock.today())
    late = tasks.late_counts(ws.read, ws.clock.today())
    return [
        {
            "name": team.name,
            "unit": team.unit_name,
            "area": team.area,
            "language": team.language,
            "checklist": str(progress[team.rid]) if team.rid in progress else None,
            "late_tasks": late.get(team.rid, 0),
        }
        for team in teams.list_teams(ws.read)
    ]


def _tasks(ws: Workspace, texts: Texts) -> list[Record]:
    del texts
    today = ws.clock.today()
    return [_task(one) for one in tasks.tasks(ws.read, TaskFilter(View.UNFINISHED), today)]


_WHO = {WhoKind.COACH: "coach"}


def _task(task: Task) -> Record:
    return {
        "title": task.title,
        "team": task.team_name,
        "who": task.who.name or _WHO.get(task.who.kind, ""),
        "due": task.due.on.isoformat() if task.due.on else None,
        "state": task.state.value,
    }


FIXED: Mapping[str, Callable[[Texts], list[Record]]] = {"handouts": handouts, "surveys": surveys}
"""What the program holds, listed without any data."""

STORED: Mapping[str, Callable[[Workspace, Texts], list[Record]]] = {
    "teams": _teams,
    "tasks": _tasks,
    "programmes": _programmes,
    "runs": _runs,
    "events": _events,
    "workshops": _workshops,
}
"""What the coach has, from her data or the demo's."""
