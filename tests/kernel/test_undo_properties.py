"""Undo, redo and reopening over random changes: the file always equals the model."""

import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from typing_extensions import override

from coachdesk.kernel.database import delete, insert, rows, update
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.helpers.workspaces import copy_of, open_workspace, random_key
from tests.kernel.notebook import notebook_migrations

LABEL = msg("test", "Change")
State = dict[str, list[dict[str, Any]]]
titles = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
picks = st.integers(min_value=0, max_value=1_000)


class Changes(RuleBasedStateMachine):
    """Random services on two tables that hang on each other."""

    ws: Workspace

    @initialize()
    def open_new(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.key = random_key()
        self.ws = open_workspace(Path(self.folder.name), copy_of(self.key), [notebook_migrations])
        self.states: list[State] = [self.state()]
        self.position = 0
        self.add_shelf("first")
        self.add_shelf("second")
        self.add_books(0, 1, "between two shelves", None)

    @override
    def teardown(self) -> None:
        self.ws.close()
        self.folder.cleanup()

    def state(self) -> State:
        return {
            table: rows(self.ws.read, f"SELECT * FROM {table} ORDER BY rid")
            for table in ("shelf", "book")
        }

    def remember(self) -> None:
        """A new state after a change; nothing if the change had no effect."""
        state = self.state()
        if state != self.states[self.position]:
            self.states[self.position + 1 :] = [state]
            self.position += 1

    def shelf(self, pick: int) -> int | None:
        found = rows(self.ws.read, "SELECT rid FROM shelf ORDER BY rid")
        return found[pick % len(found)]["rid"] if found else None

    @rule(name=titles)
    def add_shelf(self, name: str) -> None:
        with self.ws.change(LABEL) as db:
            insert(db, "shelf", {"name": name})
        self.remember()

    @rule(pick=picks, lent=picks, title=titles, price=st.floats(allow_nan=False) | st.none())
    def add_books(self, pick: int, lent: int, title: str, price: float | None) -> None:
        shelf = self.shelf(pick)
        if shelf is None:
            return
        with self.ws.change(LABEL) as db:
            for _ in range(2):
                book = {"shelf_rid": shelf, "lent_rid": self.shelf(lent), "title": title}
                insert(db, "book", {**book, "price": price})
        self.remember()

    @rule(pick=picks, name=titles)
    def rename_shelf(self, pick: int, name: str) -> None:
        shelf = self.shelf(pick)
        if shelf is None:
            return
        with self.ws.change(LABEL) as db:
            update(db, "shelf", shelf, {"name": name})
        self.remember()

    @rule(pick=picks)
    def delete_shelf(self, pick: int) -> None:
        shelf = self.shelf(pick)
        if shelf is None:
            return
        with self.ws.change(LABEL) as db:
            delete(db, "shelf", shelf)
        self.remember()

    @rule(pick=picks, name=titles)
    def replace_shelf_in_one_change(self, pick: int, name: str) -> None:
        shelf = self.shelf(pick)
        if shelf is None:
            return
        with self.ws.change(LABEL) as db:
            delete(db, "shelf", shelf)
            insert(db, "shelf", {"name": name})
        self.states[self.position + 1 :] = [self.state()]
        self.position += 1

    @precondition(lambda self: self.position > 0)
    @rule()
    def undo(self) -> None:
        assert self.ws.undo()
        self.position -= 1

    @precondition(lambda self: self.position + 1 < len(self.states))
    @rule()
    def redo(self) -> None:
        assert self.ws.redo()
        self.position += 1

    @rule()
    def reopen(self) -> None:
        self.ws.close()
        self.ws = open_workspace(Path(self.folder.name), copy_of(self.key), [notebook_migrations])

    @invariant()
    def file_equals_model(self) -> None:
        assert self.state() == self.states[self.position]
        assert rows(self.ws.read, "PRAGMA foreign_key_check") == []
        assert (self.ws.undo_label() is not None) == (self.position > 0)
        assert (self.ws.redo_label() is not None) == (self.position + 1 < len(self.states))


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
