"""Whatever is done to notes, in whatever order: the lists say what the lines say."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
)
from typing_extensions import override

from coachdesk.features.notes import markup, service, store
from coachdesk.features.tasks.note_lines import note_tasks
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import rows, value
from coachdesk.kernel.workspace import Workspace
from tests.features.notes.home import two_teams
from tests.helpers.workspaces import TODAY, copy_of, open_workspace, random_key

_LINES = st.sampled_from(
    ["[] soita", "[x] soita", "[] soita Annalle", "[] @Anna tilaa 24.11.", "! päätös", "! toinen",
     "teksti #kiire", "teksti", "", "[]", "@Pekka tulee #työpari"]
)  # fmt: skip
_BODIES = st.lists(_LINES, max_size=6).map("\n".join)
_TABLES = ("meeting", "meeting_team", "decision", "tag", "task")


class Notes(RuleBasedStateMachine):
    meetings = Bundle("meetings")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.key: DataKey = random_key()
        self.ws: Workspace = open_workspace(Path(self.folder.name), copy_of(self.key))

    @initialize()
    def teams(self) -> None:
        self.team_rids = two_teams(self.ws)

    @rule(target=meetings, body=_BODIES, team=st.integers(0, 1))
    def create(self, body: str, team: int) -> str:
        rid = service.create(self.ws, [self.team_rids[team]], body=body)
        return str(value(self.ws.read, "SELECT uuid FROM meeting WHERE rid = ?", (rid,)))

    @rule(uuid=meetings, body=_BODIES)
    def write(self, uuid: str, body: str) -> None:
        if (rid := self.rid_of(uuid)) is not None:
            service.save_body(self.ws, rid, body, "fi")

    @rule(uuid=meetings, team=st.integers(0, 1))
    def give_to(self, uuid: str, team: int) -> None:
        if (rid := self.rid_of(uuid)) is not None:
            service.set_teams(self.ws, rid, [self.team_rids[team]], "fi")

    @rule(uuid=consumes(meetings))
    def delete(self, uuid: str) -> None:
        if (rid := self.rid_of(uuid)) is not None:
            service.delete(self.ws, rid)

    @rule()
    def undo_and_redo(self) -> None:
        before = self.contents()
        if self.ws.undo():
            self.ws.redo()
            assert self.contents() == before

    @rule()
    def undo(self) -> None:
        if self.ws.undo_label() is not None and len(rows(self.ws.read, "SELECT 1 FROM meeting")):
            self.ws.undo()

    @rule()
    def reopen(self) -> None:
        before = self.contents()
        self.ws.close()
        self.ws = open_workspace(Path(self.folder.name), copy_of(self.key))
        assert self.contents() == before

    @invariant()
    def the_lists_say_what_the_lines_say(self) -> None:
        read = self.ws.read
        for row in store.newest(read):
            found = store.meeting(read, row.rid)
            assert found is not None
            parsed = markup.parse(found.body, TODAY, "fi", store.people(read, row.rid))
            tasks = note_tasks(read, found.uuid)
            assert sorted(task["line"] for task in tasks) == sorted(t.line for t in parsed.tasks)
            told = sorted((t.line, t.title, t.done) for t in parsed.tasks)
            kept = sorted((t["line"], t["title"], t["state"] == "done") for t in tasks)
            assert kept == told
            decided = [one.text for one in store.decisions(read, row.rid)]
            assert sorted(decided) == sorted(parsed.decisions)
            tags = rows(read, "SELECT name FROM tag WHERE meeting_rid = ?", (row.rid,))
            assert {one["name"] for one in tags} == set(parsed.tags)
        orphans = "SELECT count(*) FROM task WHERE meeting_uuid NOT IN (SELECT uuid FROM meeting)"
        assert value(read, orphans) == 0

    def rid_of(self, uuid: str) -> int | None:
        found = store.meeting_by_uuid(self.ws.read, uuid)
        return found.rid if found else None

    def contents(self) -> dict[str, list[dict[str, object]]]:
        return {table: rows(self.ws.read, f"SELECT * FROM {table}") for table in _TABLES}

    @override
    def teardown(self) -> None:
        self.ws.close()
        self.folder.cleanup()


Notes.TestCase.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
TestNotes = Notes.TestCase
