"""One program per data folder: a second start raises the first window instead.

The second asks by an empty file in the folder, which the first takes away. Qt's network module,
which could do the same by sockets, would keep 2 MB for nothing else.
"""

import time
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

REQUEST = "raise.request"
_WAIT_SECONDS = 1.5
_LOOK_SECONDS = 0.02


class InstanceServer(QObject):
    """Waits for later starts on the same folder."""

    raise_requested = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._request = folder / REQUEST
        _taken(self._request)  # of a start that nobody heard
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        if _taken(self._request):
            self.raise_requested.emit()

    def close(self) -> None:
        """Wait no longer."""
        self._watcher.removePaths(self._watcher.directories())


def raise_first_window(folder: Path) -> bool:
    """Ask the program that has `folder` open to show its window; whether it heard."""
    request = folder / REQUEST
    try:
        request.touch()
    except OSError:
        return False
    end = time.monotonic() + _WAIT_SECONDS
    while request.exists() and time.monotonic() < end:
        time.sleep(_LOOK_SECONDS)  # noqa: TID251 - there is no window and no event loop yet
    return not _taken(request)


def _taken(request: Path) -> bool:
    """Take a request away; whether there was one."""
    try:
        request.unlink()
    except OSError:
        return False
    return True
