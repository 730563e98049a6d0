"""Teams in a run of the programme that ships, and a window with certain pages."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import Item
from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.model import Event
from coachdesk.features.programmes.page_start import StartForm
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import Template, find_template
from coachdesk.features.teams import service as teams
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Context
from coachdesk.ui.frame import WindowParts
from coachdesk.ui.page import Page
from coachdesk.ui.shell import Shell

RUN_NAME = "Vetoa ja pitoa 2026, Itä-Suomi"
WORKSHOP_1 = dt.date(2026, 12, 10)


def template() -> Template:
    found = find_template("vetoa_ja_pitoa")
    assert found is not None
    return found


def add_teams(ws: Workspace, *names: str) -> list[int]:
    return [teams.add_team(ws, name, county_code=3) for name in names]


def start_run(ws: Workspace, rids: Sequence[int], name: str = RUN_NAME) -> int:
    cohort = NewCohort(area="Itä-Suomi", teams=rids)
    return service.start_run(ws, template(), name, [cohort])


def cohort_of(ws: Workspace, run: int) -> int:
    """The only cohort of a run."""
    (cohort,) = store.cohorts(ws.read, run)
    return cohort.rid


def events_of(ws: Workspace, run: int) -> list[Event]:
    return store.events(ws.read, cohort_of(ws, run))


def event_of(ws: Workspace, run: int, key: str = "workshop_1") -> Event:
    return next(event for event in events_of(ws, run) if event.key == key)


def item_of(ws: Workspace, run: int, team: int, key: str) -> Item:
    return next(i for i in checklists.items(ws.read, run, team) if i.item_key == key)


def choose_programme(form: StartForm, key: str = "vetoa_ja_pitoa") -> None:
    """Choose a programme in the form that starts a run, as by a click."""
    keys = [each.key for each in form.templates]
    form.choice.button(keys.index(key)).click()


def context_of(shell: Shell, ws: Workspace) -> Context:
    return Context(
        ws=ws, clock=ws.clock, settings=shell.settings, actions=shell.registry,
        notices=shell.notices, jobs=shell.jobs, drafts=shell.drafts, navigate=shell.navigate,
    )  # fmt: skip


def window(ws: Workspace, folder: Path, pages: Sequence[type[Page]]) -> Shell:
    """A window on the workspace, open and not yet shown."""
    shell = Shell(Settings(folder / "settings.json"))
    shell.open(context_of(shell, ws), WindowParts(pages=pages))
    return shell
