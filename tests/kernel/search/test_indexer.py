import datetime as dt
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.kernel.database import Database, delete, insert, rows, update
from coachdesk.kernel.search.index import SearchIndex
from coachdesk.kernel.search.indexer import Entry, Indexer, Source, open_index
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet, Workspace
from tests.helpers.workspaces import copy_of, open_workspace, random_key
from tests.kernel.notebook import notebook_migrations

LABEL = msg("test", "Change")
DAY = dt.date(2026, 3, 2)


def read_books(reader: Database, rids: Sequence[int]) -> Iterable[Entry]:
    places = ", ".join("?" for _ in rids)
    sql = f"SELECT rid, title FROM book WHERE rid IN ({places})"
    return [Entry(r["rid"], DAY, r["title"]) for r in rows(reader, sql, list(rids))]


def read_shelves(reader: Database, rids: Sequence[int]) -> Iterable[Entry]:
    for rid in rids:
        for shelf in rows(reader, "SELECT name FROM shelf WHERE rid = ?", (rid,)):
            books = rows(reader, "SELECT title FROM book WHERE shelf_rid = ?", (rid,))
            yield Entry(rid, DAY, shelf["name"], "\n".join(b["title"] for b in books))


SOURCES = [
    Source("book", "book", read_books),
    Source("shelf", "shelf", read_shelves, {"book": "shelf_rid"}),
]


class Desk:
    """A workspace with its index."""

    def __init__(self, folder: Path) -> None:
        self.key = random_key()
        self.ws = self.opened(folder)
        self.index = open_index(folder, copy_of(self.key))
        self.changes: list[ChangeSet] = []
        self.ws.subscribe(self.changes.append)

    def opened(self, folder: Path) -> Workspace:
        return open_workspace(folder, copy_of(self.key), migrations=[notebook_migrations])

    def indexer(self) -> Indexer:
        return Indexer(self.index, SOURCES, self.ws.identity)

    def follow(self) -> None:
        """As the program does: with what the changes since the last time touched."""
        touched: dict[str, set[int]] = {}
        for change in self.changes:
            for table, rids in change.rows.items():
                touched.setdefault(table, set()).update(rids)
        self.changes.clear()
        assert self.indexer().follow(self.ws.read, touched)

    def follow_journal(self) -> None:
        """As after a start: only the journal tells what has changed."""
        self.changes.clear()
        assert self.indexer().follow(self.ws.read)

    def add_shelf(self, name: str) -> int:
        with self.ws.change(LABEL) as db:
            return insert(db, "shelf", {"name": name})

    def add_book(self, shelf: int, title: str) -> int:
        with self.ws.change(LABEL) as db:
            return insert(db, "book", {"shelf_rid": shelf, "title": title})

    def retitle(self, book: int, title: str, merge_key: str = "") -> None:
        with self.ws.change(LABEL, merge_key=merge_key) as db:
            update(db, "book", book, {"title": title})

    def found(self, query: str) -> set[tuple[str, int]]:
        return {(hit.kind, hit.rid) for hit in self.index.query(query)}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.index.close()
    made.ws.close()


def test_everything_is_indexed_the_first_time(desk: Desk) -> None:
    shelf = desk.add_shelf("Sairaanhoito")
    book = desk.add_book(shelf, "Kotihoidon opas")
    desk.follow()
    assert desk.found("kotihoito") == {("book", book), ("shelf", shelf)}


def test_changes_deletions_undo_and_redo_are_followed(desk: Desk) -> None:
    shelf = desk.add_shelf("Ylähylly")
    book = desk.add_book(shelf, "Kokous")
    desk.follow_journal()
    desk.retitle(book, "Päätös")
    desk.follow_journal()
    assert desk.found("kokous") == set()
    assert desk.found("päätökset") == {("book", book), ("shelf", shelf)}
    desk.ws.undo()
    desk.follow_journal()
    assert desk.found("kokous") == {("book", book), ("shelf", shelf)}
    desk.ws.redo()
    with desk.ws.change(LABEL) as db:
        delete(db, "book", book)
    desk.follow_journal()
    assert desk.found("päätös") == set()
    desk.ws.undo()
    desk.follow_journal()
    assert desk.found("päätös") == {("book", book), ("shelf", shelf)}


def test_typing_that_merges_into_one_change_is_followed(desk: Desk) -> None:
    shelf = desk.add_shelf("Hylly")
    book = desk.add_book(shelf, "Alku")
    for title in ("Alku ja jatko", "Alku ja loppu"):
        desk.retitle(book, title, merge_key="title")
        desk.follow()
    assert desk.found("loppu") == {("book", book), ("shelf", shelf)}
    assert desk.found("jatko") == set()


def test_typing_back_to_the_first_text_is_followed_by_the_touched_rows(desk: Desk) -> None:
    shelf = desk.add_shelf("Hylly")
    book = desk.add_book(shelf, "Alku")
    desk.retitle(book, "Jatko", merge_key="title")
    desk.follow()
    desk.retitle(book, "Alku", merge_key="title")
    desk.follow()
    assert desk.found("jatko") == set()
    assert desk.found("alku") == {("book", book), ("shelf", shelf)}


def test_a_row_moved_to_another_owner_is_taken_from_the_first(desk: Desk) -> None:
    first, second = desk.add_shelf("Yksi"), desk.add_shelf("Kaksi")
    book = desk.add_book(first, "Mittari")
    desk.follow()
    with desk.ws.change(LABEL) as db:
        update(db, "book", book, {"shelf_rid": second})
    desk.follow()
    assert desk.found("mittari") == {("book", book), ("shelf", second)}


def test_erased_words_are_gone_from_the_index(desk: Desk) -> None:
    shelf = desk.add_shelf("Hylly")
    book = desk.add_book(shelf, "Salaisuuskvartsi")
    desk.follow_journal()
    desk.ws.erase({"book": [book]})
    desk.follow_journal()
    assert desk.found("salaisuuskvartsi") == set()
    known = {w for (w,) in desk.index.connection.execute("SELECT term FROM content_terms")}
    assert "salaisuuskvartsi" not in known
    assert "hylly" in known


def test_an_index_of_other_or_newer_data_is_begun_anew(desk: Desk, tmp_path: Path) -> None:
    shelf = desk.add_shelf("Hylly")
    older = tmp_path / "older"
    desk.ws.checkpoint()
    older.mkdir()
    shutil.copy(desk.ws.path, older)
    desk.add_book(shelf, "Myöhempi")
    desk.follow_journal()
    restored = desk.opened(older)
    with restored.change(LABEL) as db:
        first = insert(db, "book", {"shelf_rid": shelf, "title": "Toinen"})
        insert(db, "book", {"shelf_rid": shelf, "title": "Kolmas"})
    with restored.change(LABEL) as db:
        update(db, "shelf", shelf, {"name": "Hyllykkö"})
    assert Indexer(desk.index, SOURCES, restored.identity).follow(restored.read)
    assert desk.found("myöhempi") == set()
    assert desk.found("toinen") == {("book", first), ("shelf", shelf)}
    restored.close()
    assert Indexer(desk.index, SOURCES, "another").follow(desk.ws.read)
    assert desk.found("toinen") == set()


def test_a_cancelled_rebuild_goes_on_where_it_stopped(desk: Desk) -> None:
    shelf = desk.add_shelf("Hylly")
    with desk.ws.change(LABEL) as db:
        for number in range(450):
            insert(db, "book", {"shelf_rid": shelf, "title": f"Opas {number}"})
    asked = iter([False, True])
    assert not desk.indexer().follow(desk.ws.read, cancelled=lambda: next(asked))
    done = desk.index.count()
    assert 0 < done < 451
    assert desk.found("449") == {("book", 450)}
    read: list[int] = []

    def reading(reader: Database, rids: Sequence[int]) -> Iterable[Entry]:
        read.extend(rids)
        return read_books(reader, rids)

    sources = [Source("book", "book", reading), SOURCES[1]]
    assert Indexer(desk.index, sources, desk.ws.identity).follow(desk.ws.read)
    assert len(read) == 450 - done
    assert desk.index.count() == 451


def test_what_is_up_to_date_is_left_alone(desk: Desk) -> None:
    desk.add_book(desk.add_shelf("Hylly"), "Opas")
    desk.follow_journal()
    before = desk.index.connection.total_changes
    desk.follow_journal()
    assert desk.index.connection.total_changes == before


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.tuples(st.sampled_from("arudxf"), st.integers(0, 5)), max_size=25))
def test_after_any_history_the_index_is_as_a_new_one(
    desk: Desk, steps: list[tuple[str, int]]
) -> None:
    words = ["kokous", "päätös", "mittari", "tavoite", "kysely", "lomake"]
    for step, number in steps:
        books = [r["rid"] for r in rows(desk.ws.read, "SELECT rid FROM book ORDER BY rid")]
        chosen = books[number % len(books)] if books else None
        if step == "a":
            desk.add_book(desk.add_shelf("Hylly"), words[number])
        elif step == "r" and chosen:
            desk.retitle(chosen, words[number], merge_key="title")
        elif step == "d" and chosen:
            with desk.ws.change(LABEL) as db:
                delete(db, "book", chosen)
        elif step == "u":
            desk.ws.undo()
        elif step == "x":
            desk.ws.redo()
        elif step == "f":
            desk.follow()
    followed: SearchIndex = desk.index
    desk.follow()
    indexed = {word: {(h.kind, h.rid) for h in followed.query(word, limit=999)} for word in words}
    followed.clear()
    desk.follow()
    anew = {word: {(h.kind, h.rid) for h in followed.query(word, limit=999)} for word in words}
    assert indexed == anew
