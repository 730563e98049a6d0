"""Teams in a run of the programme that ships, and a window with certain pages."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import Item
from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.model import Event
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
    return service.start_run(ws, template(), name, "Itä-Suomi", rids)


def event_of(ws: Workspace, run: int, key: str = "workshop_1") -> Event:
    return next(event for event in store.events(ws.read, run) if event.key == key)


def item_of(ws: Workspace, run: int, team: int, key: str) -> Item:
    return next(i for i in checklists.items(ws.read, run, team) if i.item_key == key)


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
