from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachdesk.kernel.database import Database, delete, insert, row, rows, update, value
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.migrations import Migrations
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet, Workspace
from tests.helpers.pages import decrypted_pages
from tests.helpers.workspaces import copy_of, open_workspace, random_key
from tests.kernel.notebook import notebook_migrations

LABEL = msg("test", "Change")


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path, migrations=[notebook_migrations])


def add_shelf(ws: Workspace, name: str) -> int:
    with ws.change(LABEL) as db:
        return insert(db, "shelf", {"name": name})


def shelves(ws: Workspace) -> list[str]:
    return [r["name"] for r in rows(ws.read, "SELECT name FROM shelf ORDER BY rid")]


def test_change_is_saved_and_told_once(ws: Workspace) -> None:
    heard: list[ChangeSet] = []
    ws.subscribe(heard.append)
    rid = add_shelf(ws, "Hylly")
    assert shelves(ws) == ["Hylly"]
    assert [dict(c.rows) for c in heard] == [{"shelf": frozenset({rid})}]


def test_exception_rolls_everything_back_and_tells_nobody(ws: Workspace) -> None:
    heard: list[ChangeSet] = []
    ws.subscribe(heard.append)

    def fail() -> None:
        with ws.change(LABEL) as db:
            insert(db, "shelf", {"name": "x"})
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert shelves(ws) == []
    assert heard == []
    assert ws.undo_label() is None
    add_shelf(ws, "after")
    assert shelves(ws) == ["after"]


def test_write_outside_a_change_is_refused(ws: Workspace) -> None:
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        insert(ws._writer, "shelf", {"name": "before the first change"})
    add_shelf(ws, "A")
    with pytest.raises(dbapi2.IntegrityError):
        insert(ws._writer, "shelf", {"name": "x"})
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        insert(ws.read, "shelf", {"name": "x"})
    assert shelves(ws) == ["A"]


def test_a_journal_that_cannot_be_kept_refuses_every_change(tmp_path: Path) -> None:
    photos = Migrations("photos")

    @photos()
    def m001_photo(db: Database) -> None:
        db.execute("CREATE TABLE photo(rid INTEGER PRIMARY KEY, uuid TEXT, bytes BLOB)")

    ws = open_workspace(tmp_path, random_key(), [photos])
    for _ in range(2):
        with pytest.raises(ValueError, match="photo: bytes belong"), ws.change(LABEL) as db:
            insert(db, "photo", {})
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        insert(ws._writer, "photo", {})
    assert rows(ws.read, "SELECT * FROM photo") == []
    ws.close()


def test_change_inside_a_change_is_a_bug(ws: Workspace) -> None:
    with pytest.raises(RuntimeError), ws.change(LABEL):
        add_shelf(ws, "x")
    assert shelves(ws) == []


def test_undo_brings_back_what_a_delete_took_along(ws: Workspace) -> None:
    shelf = add_shelf(ws, "A")
    other = add_shelf(ws, "B")
    with ws.change(LABEL) as db:
        insert(db, "book", {"shelf_rid": shelf, "title": "kirja", "price": 1.0})
        insert(db, "book", {"shelf_rid": other, "lent_rid": shelf, "title": "toinen"})
    before = rows(ws.read, "SELECT * FROM book ORDER BY rid")
    with ws.change(LABEL) as db:
        delete(db, "shelf", shelf)
    assert [r["lent_rid"] for r in rows(ws.read, "SELECT * FROM book")] == [None]
    ws.undo()
    assert rows(ws.read, "SELECT * FROM book ORDER BY rid") == before
    ws.redo()
    assert shelves(ws) == ["B"]


def test_new_change_ends_redo(ws: Workspace) -> None:
    add_shelf(ws, "A")
    ws.undo()
    assert ws.redo_label() == LABEL
    add_shelf(ws, "B")
    assert ws.redo_label() is None
    assert ws.redo() is None
    assert shelves(ws) == ["B"]


def test_undo_works_across_restart(tmp_path: Path) -> None:
    key = random_key()
    ws = open_workspace(tmp_path, copy_of(key), [notebook_migrations])
    add_shelf(ws, "A")
    add_shelf(ws, "B")
    ws.close()
    ws = open_workspace(tmp_path, copy_of(key), [notebook_migrations])
    ws.undo()
    assert shelves(ws) == ["A"]
    ws.undo()
    assert shelves(ws) == []
    ws.redo()
    ws.redo()
    assert shelves(ws) == ["A", "B"]


def test_last_500_changes_can_be_undone(ws: Workspace) -> None:
    for number in range(505):
        add_shelf(ws, str(number))
    undone = 0
    while ws.undo():
        undone += 1
    assert undone == 500
    assert shelves(ws) == ["0", "1", "2", "3", "4"]


def test_typing_in_one_field_is_one_step(ws: Workspace) -> None:
    rid = add_shelf(ws, "")
    for text in ("H", "Hy", "Hylly"):
        with ws.change(LABEL, merge_key="shelf.name:1") as db:
            update(db, "shelf", rid, {"name": text})
    ws.undo()
    assert shelves(ws) == [""]
    ws.redo()
    assert shelves(ws) == ["Hylly"]
    with ws.change(LABEL, merge_key="shelf.name:1") as db:
        update(db, "shelf", rid, {"name": "uusi"})
    ws.undo()
    assert shelves(ws) == ["Hylly"], "typing after a redo is a step of its own"


def test_change_without_effect_leaves_no_step(ws: Workspace) -> None:
    rid = add_shelf(ws, "A")
    with ws.change(msg("test", "Nothing")) as db:
        update(db, "shelf", rid, {"name": "A"})
    assert ws.undo_label() == LABEL


def test_history_of_a_record(ws: Workspace) -> None:
    rid = add_shelf(ws, "A")
    with ws.change(LABEL) as db:
        update(db, "shelf", rid, {"name": "B"})
    found = row(ws.read, "SELECT uuid FROM shelf")
    assert found
    versions = ws.history("shelf", found["uuid"])
    assert [v.after and v.after["name"] for v in versions] == ["B", "A"]
    assert versions[-1].before is None


def test_erased_content_is_nowhere(tmp_path: Path) -> None:
    key = random_key()
    ws = open_workspace(tmp_path, copy_of(key), [notebook_migrations])
    rid = add_shelf(ws, "Kuormittunut Ŝalainen")
    with ws.change(LABEL) as db:
        insert(db, "book", {"shelf_rid": rid, "title": "Kuormittunut kirja"})
        update(db, "shelf", rid, {"name": "Kuormittunut yhä"})
    heard: list[ChangeSet] = []
    ws.subscribe(heard.append)
    ws.erase({"shelf": [rid]})
    assert set(heard[0].rows) == {"shelf", "book"}
    assert ws.undo() is None
    ws.close()
    assert b"Kuormittunut" not in decrypted_pages(ws.path, bytes(key.material()))


def test_erasing_takes_what_was_deleted_before_out_of_the_journal(tmp_path: Path) -> None:
    key = random_key()
    ws = open_workspace(tmp_path, copy_of(key), [notebook_migrations])
    rid, other = add_shelf(ws, "Kuormittunut"), add_shelf(ws, "Jäävä")
    with ws.change(LABEL) as db:
        book = insert(db, "book", {"shelf_rid": rid, "title": "Väliaikainen kirja"})
    with ws.change(LABEL) as db:
        delete(db, "book", book)
    ws.erase({"shelf": [rid]}, first=lambda db: update(db, "shelf", other, {"name": "Jäävä yhä"}))
    assert shelves(ws) == ["Jäävä yhä"]
    ws.close()
    pages = decrypted_pages(ws.path, bytes(key.material()))
    assert "Väliaikainen".encode() not in pages
    assert "Jäävä yhä".encode() in pages


def test_an_erasure_that_fails_erases_nothing(tmp_path: Path) -> None:
    ws = open_workspace(tmp_path, migrations=[notebook_migrations])
    rid = add_shelf(ws, "Jäävä")

    def fails(_db: Database) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        ws.erase({"shelf": [rid]}, first=fails)
    assert value(ws.read, "SELECT count(*) FROM shelf") == 1
    assert ws.undo_label() == LABEL


def test_nothing_is_readable_on_disk(tmp_path: Path) -> None:
    ws = open_workspace(tmp_path, migrations=[notebook_migrations])
    add_shelf(ws, "Salassapidettävä")
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert b"Salassapidett" not in content
        assert not content.startswith(b"SQLite format 3")


def test_wrong_key_and_truncated_file_are_told_apart(tmp_path: Path) -> None:
    key = random_key()
    ws = open_workspace(tmp_path, copy_of(key), [notebook_migrations])
    for number in range(200):
        add_shelf(ws, "x" * 500 + str(number))
    ws.checkpoint()
    ws.close()
    with pytest.raises(EnvironmentProblem) as wrong:
        open_workspace(tmp_path, random_key(), [notebook_migrations])
    assert wrong.value.kind is ProblemKind.WRONG_KEY
    file = tmp_path / "coachdesk.db"
    file.write_bytes(file.read_bytes()[:20_000])
    with pytest.raises(EnvironmentProblem) as damaged:
        add_shelf(open_workspace(tmp_path, copy_of(key), [notebook_migrations]), "y")
    assert damaged.value.kind is ProblemKind.CORRUPT


def test_newer_file_is_refused_unchanged(tmp_path: Path) -> None:
    key = random_key()
    future = Migrations("notebook")
    future.steps.update(notebook_migrations.steps)

    @future()
    def m999_later(db: Database) -> None:
        db.execute("ALTER TABLE shelf ADD COLUMN place TEXT")

    open_workspace(tmp_path, copy_of(key), [future]).close()
    content = (tmp_path / "coachdesk.db").read_bytes()
    with pytest.raises(EnvironmentProblem) as problem:
        open_workspace(tmp_path, copy_of(key), [notebook_migrations])
    assert problem.value.kind is ProblemKind.NEWER_FILE
    assert (tmp_path / "coachdesk.db").read_bytes() == content


def test_older_file_is_backed_up_before_it_changes(tmp_path: Path) -> None:
    key = random_key()
    open_workspace(tmp_path, copy_of(key), [notebook_migrations]).close()
    later = Migrations("later")

    @later()
    def m001_shelf_place(db: Database) -> None:
        db.execute("ALTER TABLE shelf ADD COLUMN place TEXT")

    calls: list[str] = []
    ws = Workspace.open(
        tmp_path, copy_of(key), [notebook_migrations, later],
        before_migration=lambda: calls.append("backup"),
    )  # fmt: skip
    assert calls == ["backup"]
    ws.close()
    Workspace.open(
        tmp_path, copy_of(key), [notebook_migrations, later],
        before_migration=lambda: calls.append("again"),
    ).close()  # fmt: skip
    assert calls == ["backup"]


def test_a_change_that_changes_nothing_leaves_what_can_be_redone(ws: Workspace) -> None:
    rid = add_shelf(ws, "A")
    add_shelf(ws, "B")
    ws.undo()
    with ws.change(LABEL) as db:
        update(db, "shelf", rid, {"name": "A"})
    assert ws.redo() is not None
    assert shelves(ws) == ["A", "B"]


def test_way_back_takes_back_its_own_change_only(ws: Workspace) -> None:
    add_shelf(ws, "kept")
    doomed = add_shelf(ws, "gone")
    with ws.change(LABEL) as db:
        delete(db, "shelf", doomed)
    way_back = ws.way_back()
    with ws.change(LABEL) as db:
        update(db, "shelf", 1, {"name": "renamed"})
    assert way_back() is not None
    assert shelves(ws) == ["renamed", "gone"]
    assert way_back() is None, "a second press does nothing"
    ws.undo()
    assert shelves(ws) == ["kept", "gone"], "what was done meanwhile is the next to undo"
    ws.undo()
    assert shelves(ws) == ["kept"]
    while ws.redo():
        pass
    assert shelves(ws) == ["renamed"]


def test_way_back_is_refused_when_later_changes_rest_on_it(ws: Workspace) -> None:
    rid = add_shelf(ws, "first")
    way_back = ws.way_back()
    with ws.change(LABEL) as db:
        insert(db, "book", {"shelf_rid": rid, "title": "would be lost with its shelf"})
    with pytest.raises(UserError):
        way_back()
    ws.undo()
    with ws.change(LABEL) as db:
        update(db, "shelf", rid, {"name": "second"})
    with pytest.raises(UserError):
        way_back()
    assert shelves(ws) == ["second"]
    assert ws.undo() is not None
