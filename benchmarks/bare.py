"""A table of Qt's own over a file of SQLCipher: the least that a table of ours costs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView
from sqlcipher3 import dbapi2
from typing_extensions import override

Row = tuple[Any, ...]
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class BareModel(QAbstractTableModel):
    """Rows as they come from the file."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self._columns = columns

    def put(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return len(self.rows)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return self._columns

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.rows[index.row()][index.column()] if role == 0 else None


class BareTable(QTableView):
    """Finished rows, written into a new encrypted file at `path` beforehand."""

    def __init__(self, path: Path, rows: Sequence[Row]) -> None:
        super().__init__()
        columns = len(rows[0])
        self._model = BareModel(columns)
        self._file = dbapi2.connect(str(path), isolation_level=None)
        self._file.execute(f"PRAGMA key = \"x'{'ab' * 48}'\"")
        names = ", ".join(f"c{number}" for number in range(columns))
        self._file.execute(f"CREATE TABLE line({names})")
        places = ", ".join("?" * columns)
        self._file.executemany(f"INSERT INTO line VALUES ({places})", rows)

    def open(self) -> None:
        """Read all and show it."""
        self._model.put(self._file.execute("SELECT * FROM line").fetchall())
        self.setModel(self._model)
        self.show()
