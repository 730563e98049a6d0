"""What happens with an error that nobody expected: a log line without content, a calm notice."""

import logging
import sys
import traceback
from types import TracebackType

from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.paths import log_folder
from coachdesk.kernel.text import msg
from coachdesk.ui.notices import Notices

_LOG_BYTES = 500_000
_log = logging.getLogger("coachdesk")


class _LateLog(logging.Handler):
    """Opens the log file at the first record: `logging.handlers` brings sockets and pickles."""

    def __init__(self) -> None:
        super().__init__()
        self._is_opened = False
        self._file: logging.Handler | None = None

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if not self._is_opened:
            self._is_opened = True
            self._file = _log_file()
        if self._file is not None:
            self._file.handle(record)

    @override
    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def start_log() -> None:
    """Log to one rotating file, once; without a folder to write to, not at all."""
    root = logging.getLogger()
    if not any(isinstance(each, _LateLog) for each in root.handlers):
        root.addHandler(_LateLog())


def _log_file() -> logging.Handler | None:
    from logging.handlers import RotatingFileHandler

    try:
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "coachdesk.log",
            maxBytes=_LOG_BYTES,
            backupCount=1,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return handler


def describe(error: BaseException) -> str:
    """Type and places of an error, never its words, which may hold content."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(
        f"{frame.filename.rpartition('coachdesk')[2]}:{frame.lineno}" for frame in reversed(frames)
    )
    return f"{type(error).__name__} at {places}"


def install(notices: Notices) -> None:
    """Send every error that nothing caught to the log and to the window."""

    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, UserError | EnvironmentProblem):
            notices.error(error)
            return
        _log.error("unexpected: %s", describe(error))
        if issubclass(kind, Exception):
            notices.error(_unexpected())
        else:
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = on_error


def _unexpected() -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.INPUT_OUTPUT,
        msg("errors", "Something went wrong in CoachDesk. What was saved is safe."),
        msg("errors", "Go on working. If it happens again, close CoachDesk and start it anew."),
    )
