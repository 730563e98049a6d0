"""Real encrypted workspaces for tests."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.migrations import Migrations
from coachdesk.kernel.workspace import Workspace

TODAY = dt.date(2026, 11, 22)


def random_key() -> DataKey:
    return DataKey.random()


def copy_of(key: DataKey) -> DataKey:
    """Closing a workspace wipes its key, so a test that reopens gives each its own copy."""
    return DataKey(bytes(key.material()))


def open_workspace(
    folder: Path, key: DataKey | None = None, migrations: Sequence[Migrations] | None = None
) -> Workspace:
    if migrations is None:
        from coachdesk.app import MIGRATIONS

        migrations = MIGRATIONS
    return Workspace.open(folder, key or random_key(), migrations, Clock(TODAY))
