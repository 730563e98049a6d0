"""Waiting in the event loop while the threads of jobs work: `QTest.qWait` keeps them from it."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

_POLL_MS = 5


def wait_until(condition: Callable[[], bool], timeout_ms: int = 60_000) -> None:
    """Let the program run until a condition holds; fails when it does not in time."""
    loop = QEventLoop()
    poll, late = QTimer(), QTimer()
    poll.timeout.connect(lambda: loop.quit() if condition() else None)
    late.setSingleShot(True)
    late.timeout.connect(loop.quit)
    poll.start(_POLL_MS)
    late.start(timeout_ms)
    loop.exec()
    assert condition(), "not in time"
