"""From a key in the search field to the filtered tasks, against a bare list on SQLCipher."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget
from sqlcipher3 import dbapi2

from benchmarks import content
from benchmarks.bare import BareModel
from benchmarks.keys import Typist
from benchmarks.measuring import Figure, at_part, middle
from benchmarks.windows import program_with
from coachdesk.features.tasks.page import TasksPage
from coachdesk.start import Program
from coachdesk.ui.context import Target

SIZES = (10_000, 100_000)
ROUNDS = 6
KEYS = "4711\b\b\b"
MOST_ROWS = 50


class BareList(QWidget):
    """A search field above a table that shows what an encrypted full-text index finds."""

    def __init__(self, path: Path, count: int) -> None:
        super().__init__()
        self._file = _bare_file(path, count)
        self.field, self.table, self._model = QLineEdit(), QTableView(), BareModel(4)
        self.table.setModel(self._model)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.table)
        self.field.textChanged.connect(self._filter)
        self._filter("")

    def _filter(self, text: str) -> None:
        sql = f"SELECT * FROM task ORDER BY due_on LIMIT {MOST_ROWS}"
        parameters: tuple[str, ...] = ()
        if text.split():
            words = " ".join(f'"{word}"*' for word in text.split())
            sql = (
                "SELECT task.* FROM words JOIN task ON task.rid = words.rowid "
                f"WHERE words MATCH ? LIMIT {MOST_ROWS}"
            )
            parameters = (words,)
        self._model.put(self._file.execute(sql, parameters).fetchall())


def _bare_file(path: Path, count: int) -> dbapi2.Connection:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'ab' * 48}'\"")
    connection.execute("CREATE TABLE task(rid INTEGER PRIMARY KEY, title, due_on, team)")
    connection.execute("CREATE INDEX due ON task(due_on)")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(title, prefix='1 2 3', content='')")
    connection.execute("BEGIN")
    tasks = [content.task_values(number, number % content.TEAMS + 1) for number in range(count)]
    connection.executemany(
        "INSERT INTO task VALUES (?, ?, ?, ?)",
        [(n, one["title"], one["due_on"], one["team_rid"]) for n, one in enumerate(tasks)],
    )
    connection.execute("INSERT INTO words(rowid, title) SELECT rid, title FROM task")
    connection.execute("COMMIT")
    return connection


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """The figures of filtering."""
    figures = []
    for size in SIZES:
        with (
            TemporaryDirectory(prefix="coachdesk-benchmark-") as place,
            program_with(content.workspace_folder(0, size)) as program,
        ):
            figures += _measure(program, BareList(Path(place, "bare.db"), size), size, rounds)
    return figures


def _measure(program: Program, bare: BareList, size: int, rounds: int) -> list[Figure]:
    program.shell.navigate(Target("tasks"))
    assert program.shell.frame is not None
    page = program.shell.frame.page
    assert isinstance(page, TasksPage)
    table = page.board.table
    bare.table.setFixedSize(table.size())
    bare.show()
    ours = Typist(page.search, table.viewport())
    floor = Typist(bare.field, bare.table.viewport())
    times: list[float] = []
    bare_times: list[float] = []
    for number in range(rounds + 1):
        for typist, taken in ((ours, times), (floor, bare_times)):
            typist.field.activateWindow()
            typist.field.setFocus()
            typist.pause(200)
            page.search.clear()
            bare.field.clear()
            for key in KEYS:
                milliseconds = typist.press(key)
                typist.pause(40)
                if number:
                    taken.append(milliseconds)
            typist.pause(100)
    bare.close()
    what = f"key to filtered list painted, {size:,} tasks"
    return [
        Figure(what, middle(times), "ms", 1.3, middle(bare_times)),
        Figure(f"{what}, p95", at_part(times, 0.95), "ms", None, at_part(bare_times, 0.95)),
    ]
