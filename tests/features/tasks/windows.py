"""A real shell window that holds only the tasks, for their tests."""

from pathlib import Path

from coachdesk.features.tasks.page import TasksPage
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.workspace import Workspace
from coachdesk.ui.context import Context
from coachdesk.ui.frame import WindowParts
from coachdesk.ui.shell import Shell


def make_context(shell: Shell, ws: Workspace) -> Context:
    return Context(
        ws=ws, clock=ws.clock, settings=shell.settings, actions=shell.registry,
        notices=shell.notices, jobs=shell.jobs, drafts=shell.drafts, navigate=shell.navigate,
    )  # fmt: skip


def tasks_window(ws: Workspace, folder: Path) -> Shell:
    shell = Shell(Settings(folder / "settings.json"))
    shell.open(
        make_context(shell, ws),
        WindowParts(
            pages=(TasksPage,), bottom_pages=(), header_action="edit.undo", side_list=None,
            providers=(),
        ),
    )  # fmt: skip
    return shell
