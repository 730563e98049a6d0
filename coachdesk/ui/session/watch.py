"""When to lock by itself: after idle time, and when the computer goes to sleep."""

import sys
from typing import Any

import shiboken6
from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QElapsedTimer,
    QEvent,
    QObject,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QWindow

from coachdesk.kernel.clock import Clock
from coachdesk.kernel.overriding import override

_LOOK_MS = 5_000
_PAINTED_MS = 250
"""So long after the start the first view stands."""
_SLEPT_SECONDS = 60
"""The clock jumping by more than this between two looks means that the computer slept."""

_ACTIVITY = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class LockWatch(QObject):
    """Tells when to lock. Starts with `start`, rests after `stop`."""

    lock_due = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._minutes = 0
        self._idle = QElapsedTimer()
        self._last_look = clock.now()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._suspend: object = None
        self._window: QWindow | None = None
        self._follows = False

    def start(self, minutes: int) -> None:
        """Watch; 0 minutes never lock for idleness, but sleep still does."""
        if self._suspend is None:
            self._suspend = self
            QTimer.singleShot(_PAINTED_MS, self, self._hear_suspend)
        self._minutes = minutes
        self._idle.start()
        self._last_look = self._clock.now()
        self._timer.start()
        app = QCoreApplication.instance()
        if isinstance(app, QGuiApplication) and not self._follows:
            self._follows = True
            app.focusWindowChanged.connect(self._on_focus_window)
        if isinstance(app, QGuiApplication):
            self._on_focus_window(app.focusWindow())

    def _hear_suspend(self) -> None:
        self._suspend = _suspend_signal(self)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._on_focus_window(None)

    def _on_focus_window(self, window: QWindow | None) -> None:
        """Hear the keys and the mouse where they reach the program.

        A filter on the application would see every event of every widget, some thirty for a key.
        """
        if self._window is not None and shiboken6.isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window if self._timer.isActive() else None
        if self._window is not None:
            self._window.installEventFilter(self)
            self._idle.restart()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._idle.restart()
        return False

    def look(self) -> None:
        """Lock if she has been away long enough or the computer has slept meanwhile."""
        now = self._clock.now()
        jumped = _SLEPT_SECONDS * max(self._clock.speed, 1)  # a rehearsal's clock may be fast
        slept = (now - self._last_look).total_seconds() > jumped
        self._last_look = now
        idle = self._minutes > 0 and self._idle.elapsed() >= self._minutes * 60_000
        if slept or idle:
            self.lock_due.emit()

    @Slot(bool)
    def on_sleep(self, going: bool) -> None:  # noqa: FBT001 - the signature of the D-Bus signal
        """The system tells that it goes to sleep (True) or woke up."""
        if going and self._timer.isActive():
            self.lock_due.emit()


def _suspend_signal(watch: LockWatch) -> object:
    """Listen to the system's word before sleep; what must be kept alive for it."""
    if sys.platform == "win32":
        return _WindowsSleep(watch)
    if sys.platform.startswith("linux"):
        from PySide6.QtDBus import QDBusConnection

        QDBusConnection.systemBus().connect(  # type: ignore[call-overload]  # the stub wants bytes
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
            "PrepareForSleep",
            watch,
            SLOT("on_sleep(bool)"),
        )
    return watch


class _WindowsSleep(QAbstractNativeEventFilter):
    """WM_POWERBROADCAST with PBT_APMSUSPEND, sent to every top-level window."""

    _MESSAGE, _SUSPEND = 0x0218, 0x0004

    def __init__(self, watch: LockWatch) -> None:
        super().__init__()
        self._watch = watch
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self)

    @override
    def nativeEventFilter(
        self, event_type: "QByteArray | bytes | bytearray | memoryview[int]", message: int
    ) -> Any:
        if event_type == b"windows_generic_MSG":
            from ctypes import wintypes

            sent = wintypes.MSG.from_address(int(message))
            if sent.message == self._MESSAGE and sent.wParam == self._SUSPEND:
                self._watch.on_sleep(going=True)
        return False, 0
