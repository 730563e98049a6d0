"""The composition root: the only module that knows every feature, page and hand-out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.features.agendas.schema import migrations as agendas
from coachdesk.features.calendar.schema import migrations as calendar
from coachdesk.features.checklists.schema import migrations as checklists
from coachdesk.features.methods.schema import migrations as methods
from coachdesk.features.notes import hooks as note_hooks
from coachdesk.features.notes.schema import migrations as notes
from coachdesk.features.overview.schema import migrations as overview
from coachdesk.features.printing.schema import migrations as printing
from coachdesk.features.programmes import hooks
from coachdesk.features.programmes.schema import migrations as programmes
from coachdesk.features.surveys.schema import migrations as surveys
from coachdesk.features.tasks.schema import migrations as tasks
from coachdesk.features.teams.schema import migrations as teams
from coachdesk.features.workshop_day.schema import migrations as workshop_day
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import open_database
from coachdesk.kernel.migrations import Migrations, refuse_newer
from coachdesk.kernel.workspace import DATABASE_NAME, Workspace

if TYPE_CHECKING:  # the command line works without a window
    from coachdesk.features.notes.hooks import Written
    from coachdesk.features.programmes.joining import Joining
    from coachdesk.features.programmes.moving import HangingWork
    from coachdesk.features.programmes.versions import Taking
    from coachdesk.ui.context import Context
    from coachdesk.ui.frame import WindowParts
    from coachdesk.ui.session.controller import SessionController
    from coachdesk.window import Window

MIGRATIONS: Sequence[Migrations] = (
    teams, programmes, checklists, tasks, notes, printing, calendar, surveys, overview, agendas,
    workshop_day, methods,
)  # fmt: skip


def _start_checklist(team: Joining) -> None:
    from coachdesk.features.checklists.service import start_checklist

    start_checklist(team)


def _start_tasks(team: Joining) -> None:
    from coachdesk.features.tasks.service import start_tasks

    start_tasks(team)


def _items_hanging() -> HangingWork:
    from coachdesk.features.checklists.hanging import HANGING

    return HANGING


def _tasks_hanging() -> HangingWork:
    from coachdesk.features.tasks.hanging import HANGING

    return HANGING


def _take_items(taking: Taking) -> None:
    from coachdesk.features.checklists.taking import take_items

    take_items(taking)


def _take_tasks(taking: Taking) -> None:
    from coachdesk.features.tasks.taking import take_tasks

    take_tasks(taking)


def _keep_stamps(written: Written) -> None:
    from coachdesk.features.workshop_day.service import keep_stamps

    keep_stamps(written)


hooks.STARTERS[:] = (_start_checklist, _start_tasks)
hooks.HANGING[:] = (_items_hanging, _tasks_hanging)
hooks.TAKERS[:] = (_take_items, _take_tasks)
note_hooks.FOLLOWERS[:] = (_keep_stamps,)


def open_workspace(folder: Path, key: DataKey, clock: Clock) -> Workspace:
    """Open the workspace of a folder; an older file is backed up before it is changed.

    Raises `EnvironmentProblem` as `Workspace.open`, and when the data was lost but has backups.
    """
    path = folder / DATABASE_NAME
    if not (path.exists() and path.stat().st_size):
        from coachdesk.kernel.backup import refuse_lost_data

        refuse_lost_data(folder)
    return Workspace.open(
        folder, key, MIGRATIONS, clock, lambda: _back_up_first(folder, key, clock)
    )


def _back_up_first(folder: Path, key: DataKey, clock: Clock) -> None:
    from coachdesk.kernel.backup import make_backup

    make_backup(folder, key, clock, "migration")


def build_index(ws: Workspace) -> None:
    """Make the search index of a workspace now, not beside the window."""
    from coachdesk.kernel.search import indexer
    from coachdesk.sources import SOURCES

    indexer.follow(ws.folder, ws.key, ws.read, sources=SOURCES, workspace_id=ws.identity)


def check_copy(path: Path, key: DataKey) -> None:
    """Refuse a restored copy that a newer program made."""
    with closing(open_database(path, key, read_only=True)) as db:
        refuse_newer(db, MIGRATIONS)


def recovery_sheet(code: str, day: dt.date, language: str) -> bytes:
    """The recovery sheet as a PDF."""
    from coachdesk.documents.render import render
    from coachdesk.handouts.recovery_sheet import compose

    return render([compose(code, day, language)])


class _Composition:
    """What the session asks for; see `ui.session.controller.Composition`."""

    def __init__(self) -> None:
        self._window: Window | None = None

    def open_workspace(self, folder: Path, key: DataKey, clock: Clock) -> Workspace:
        return open_workspace(folder, key, clock)

    def check_copy(self, path: Path, key: DataKey) -> None:
        check_copy(path, key)

    def build_index(self, ws: Workspace) -> None:
        build_index(ws)

    def recovery_sheet(self, code: str) -> bytes:
        from coachdesk.ui.i18n import current

        return recovery_sheet(code, Clock().today(), current())

    def parts(self, context: Context, session: SessionController) -> WindowParts:
        from coachdesk import window

        self._window = window.Window(context, session)
        return self._window.parts()

    def on_opened(self, context: Context) -> None:
        del context  # the window was made with it
        if self._window is not None:
            self._window.on_opened()

    def on_closing(self) -> None:
        if self._window is not None:
            self._window.close()
            self._window = None


COMPOSITION = _Composition()
