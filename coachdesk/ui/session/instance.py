"""One program per data folder: a second start raises the first window instead."""

from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1500


def _name_for(folder: Path) -> str:
    # Qt's, since Python's would load OpenSSL, 3 MB, for nothing else while the program rests.
    sha256 = QCryptographicHash.Algorithm.Sha256
    digest = QCryptographicHash.hash(str(folder.resolve()).encode("utf-8"), sha256)
    return f"coachdesk-{digest.toHex().toStdString()[:24]}"


class InstanceServer(QObject):
    """Listens for later starts on the same folder."""

    raise_requested = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        name = _name_for(folder)
        # A program that was killed leaves its socket behind; we hold the folder's lock now.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raise_requested.emit()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()


def raise_first_window(folder: Path) -> bool:
    """Ask the program that has `folder` open to show its window; whether it heard."""
    socket = QLocalSocket()
    socket.connectToServer(_name_for(folder))
    heard = socket.waitForConnected(_WAIT_MS)
    socket.disconnectFromServer()
    return heard
