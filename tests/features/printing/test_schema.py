"""The log of a file made before it knew of surveys."""

from pathlib import Path

import pytest

from coachdesk.app import MIGRATIONS
from coachdesk.features.printing.schema import migrations
from coachdesk.kernel.database import rows
from coachdesk.kernel.migrations import Migrations
from coachdesk.kernel.text import msg
from tests.helpers.workspaces import copy_of, open_workspace, random_key

_ENTRY = (
    "INSERT INTO _print_log(uuid, at, handout, subject_kind, subject_uuid, language, way) "
    "VALUES (?, '2026-11-22T10:00:00+00:00', 'x', ?, 'u', 'fi', ?)"
)


def _before(steps: int = 1) -> list[Migrations]:
    older = Migrations("printing")
    for name, step in list(migrations.steps.items())[:steps]:
        older.steps[name] = step
    return [older if one is migrations else one for one in MIGRATIONS]


def test_what_was_logged_before_is_kept_and_new_kinds_are_taken(tmp_path: Path) -> None:
    key = random_key()
    ws = open_workspace(tmp_path, copy_of(key), _before())
    with ws.change(msg("test", "Log")) as db:
        db.execute(_ENTRY, ("a", "team", "printed"))
        with pytest.raises(Exception, match="CHECK"):
            db.execute(_ENTRY, ("b", "survey", "printed"))
    ws.close()
    ws = open_workspace(tmp_path, key)
    with ws.change(msg("test", "Log")) as db:
        db.execute(_ENTRY, ("b", "survey", "exported"))
        db.execute(_ENTRY, ("c", "cohort", "saved"))
        with pytest.raises(Exception, match="CHECK"):
            db.execute(_ENTRY, ("d", "person", "saved"))
    found = rows(ws.read, "SELECT uuid, subject_kind, way FROM _print_log ORDER BY rid")
    assert [tuple(one.values()) for one in found] == [
        ("a", "team", "printed"), ("b", "survey", "exported"), ("c", "cohort", "saved"),
    ]  # fmt: skip
    ws.close()


def test_a_log_from_before_workshops_takes_them(tmp_path: Path) -> None:
    key = random_key()
    ws = open_workspace(tmp_path, copy_of(key), _before(2))
    with ws.change(msg("test", "Log")) as db:
        db.execute(_ENTRY, ("a", "survey", "exported"))
        with pytest.raises(Exception, match="CHECK"):
            db.execute(_ENTRY, ("b", "event", "printed"))
    ws.close()
    ws = open_workspace(tmp_path, key)
    with ws.change(msg("test", "Log")) as db:
        db.execute(_ENTRY, ("b", "event", "printed"))
    found = rows(ws.read, "SELECT uuid, subject_kind FROM _print_log ORDER BY rid")
    assert [tuple(one.values()) for one in found] == [("a", "survey"), ("b", "event")]
    ws.close()


def test_a_log_from_before_word_takes_such_files(tmp_path: Path) -> None:
    key = random_key()
    ws = open_workspace(tmp_path, copy_of(key), _before(3))
    with ws.change(msg("test", "Log")) as db:
        db.execute(_ENTRY, ("a", "event", "saved"))
        for kind, way in (("team", "word"), ("method", "printed")):
            with pytest.raises(Exception, match="CHECK"):
                db.execute(_ENTRY, ("b", kind, way))
    ws.close()
    ws = open_workspace(tmp_path, key)
    with ws.change(msg("test", "Log")) as db:
        db.execute(_ENTRY, ("b", "method", "word"))
    found = rows(ws.read, "SELECT subject_kind, way FROM _print_log ORDER BY rid")
    assert [tuple(one.values()) for one in found] == [("event", "saved"), ("method", "word")]
    ws.close()
