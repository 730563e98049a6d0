"""One durable autosave of a note: its syncs, and its time against a bare SQLCipher transaction."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from sqlcipher3 import dbapi2

from benchmarks import content
from benchmarks.measuring import Figure, at_part, middle, milliseconds
from coachdesk.features.notes import service as notes
from coachdesk.kernel.workspace import Workspace

NOTES = 2_000
SAVES = 600
COUNTED_SAVES = 50
_MARK = "coachdesk-benchmark-mark"
_TRACED = "fsync,fdatasync,?access,?faccessat,?faccessat2"
_SCHEMA = """
CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE words USING fts5(title, body, content='note', content_rowid='id');
CREATE TRIGGER added AFTER INSERT ON note BEGIN
    INSERT INTO words(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER changed AFTER UPDATE ON note BEGIN
    INSERT INTO words(words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
    INSERT INTO words(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
"""


def measure(saves: int = SAVES) -> list[Figure]:
    """The figures of saving while typing."""
    with _copy_of_work() as folder, closing(_bare_file(folder / "bare.db")) as bare:
        ws = content.open_folder(folder)
        ours: list[float] = []
        floor: list[float] = []
        for number, body in enumerate(_typing(saves)):
            pair = [
                (ours, partial(notes.save_body, ws, 5, body, "fi")),
                (floor, partial(_save_bare, bare, body)),
            ]
            # The disk remembers what was written just before, so each comes first in turn.
            for times, save in reversed(pair) if number % 2 else pair:
                times.append(milliseconds(save))
        ws.close()
    figures = [
        Figure("one durable autosave", middle(ours), "ms", 1.5, middle(floor)),
        Figure("one durable autosave, p95", at_part(ours, 0.95), "ms", None, at_part(floor, 0.95)),
    ]
    syncs = _count_syncs()
    if syncs is not None:
        figures.append(Figure("syncs of one autosave (exactly 1)", syncs, "", 1))
    return figures


@contextmanager
def _copy_of_work() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="coachdesk-benchmark-") as place:
        folder = Path(place, "data")
        shutil.copytree(content.workspace_folder(NOTES), folder)
        yield folder


def _bare_file(path: Path) -> dbapi2.Connection:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'ab' * 48}'\"")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    rows = [(n, f"Tapaaminen {n}", content.note_body(n)) for n in range(NOTES)]
    connection.executemany("INSERT INTO note VALUES (?, ?, ?)", rows)
    connection.execute("COMMIT")
    return connection


def _save_bare(connection: dbapi2.Connection, body: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE note SET body = ? WHERE id = 5", (body,))
    connection.execute("COMMIT")


def _typing(count: int) -> Iterator[str]:
    """A note as it stands at each autosave: a few words more than before."""
    chance, body = random.Random(1), content.note_body(5)
    for _ in range(count):
        body += chance.choice((" sana", " jatkuu", " tässä", " ja\nuusi rivi"))
        yield body


def _count_syncs() -> float | None:
    """Syncs of the disk for each save, counted from outside by strace; None without it."""
    if shutil.which("strace") is None:
        print("strace is not installed, so syncs were not counted")
        return None
    with _copy_of_work() as folder:
        trace = folder / "trace"
        subprocess.run(
            ["strace", "-f", "-o", str(trace), "-e", f"trace={_TRACED}",
             sys.executable, "-m", "benchmarks.autosave", str(folder)],
            check=True,
        )  # fmt: skip
        calls = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    marks = [number for number, call in enumerate(calls) if _MARK in call]
    between = calls[marks[0] : marks[1]]
    return sum("sync(" in call for call in between) / COUNTED_SAVES


def _save_between_marks(ws: Workspace) -> None:
    os.access(_MARK, os.F_OK)  # seen by strace
    for body in _typing(COUNTED_SAVES):
        notes.save_body(ws, 5, body, "fi")
    os.access(_MARK, os.F_OK)


if __name__ == "__main__":
    work = content.open_folder(Path(sys.argv[1]))
    for first in _typing(1):
        notes.save_body(work, 5, first, "fi")
    _save_between_marks(work)
    work.close()
