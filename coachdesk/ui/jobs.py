"""Long work beside the window: `jobs.run(work, done=show)`.

The work gets a `Job` with a read-only connection of its own; every callback comes on the GUI
thread; an answer for an owner that no longer exists is dropped.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal  # noqa: TID251 - the one door

from coachdesk.kernel.errors import EnvironmentProblem, UserError

if TYPE_CHECKING:  # sqlite-utils is not needed before the first paint
    from coachdesk.kernel.database import Database

T = TypeVar("T")
Problem = UserError | EnvironmentProblem
_THREADS = 3


class Cancelled(Exception):  # noqa: N818 - not an error: she asked for it
    """Raised by `Job.progress` in work that has been cancelled."""


class Job(Generic[T]):
    """One piece of work under way: handed to the work itself and to the one who started it."""

    def __init__(
        self, jobs: Jobs, reader_factory: Callable[[], Database] | None, callbacks: _Callbacks[T]
    ) -> None:
        self._jobs = jobs
        self._reader_factory = reader_factory
        self._reader: Database | None = None
        self._callbacks = callbacks
        self._cancelled = threading.Event()

    @property
    def reader(self) -> Database:
        """A read-only connection for the work's thread, opened at first use, closed after it."""
        if self._reader is None:
            if self._reader_factory is None:
                raise RuntimeError("this job was started without a reader")
            self._reader = self._reader_factory()
        return self._reader

    @property
    def cancelled(self) -> bool:
        """Whether the work should stop; it looks here, or calls `progress`, now and then."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; none of its callbacks comes any more."""
        self._cancelled.set()

    def progress(self, done: int, total: int) -> None:
        """Called by the work: tell how far it is. Raises `Cancelled` when it should stop."""
        if self.cancelled:
            raise Cancelled
        self._jobs.relayed.emit(lambda: self._callbacks.on_progress(self, done, total))

    def carry_out(self, work: Callable[[Job[T]], T]) -> None:
        """Do the work in this thread and send its outcome home (called by `Jobs`)."""
        with _beside_the_window():
            self._carry_out(work)

    def _carry_out(self, work: Callable[[Job[T]], T]) -> None:
        if self.cancelled:
            self._jobs.relayed.emit(lambda: self._jobs.forget(self))
            return
        try:
            result = work(self)
            self._close_reader()
        except Cancelled:
            self._close_reader()
            self._jobs.relayed.emit(lambda: self._jobs.forget(self))
        except Exception as error:
            self._close_reader()
            failure = error
            self._jobs.relayed.emit(lambda: self._callbacks.on_failure(self, failure))
        else:
            self._jobs.relayed.emit(lambda: self._callbacks.on_done(self, result))

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None


class _Callbacks(NamedTuple, Generic[T]):
    """What to call on the GUI thread, if anyone still wants to hear."""

    jobs: Jobs
    done: Callable[[T], object]
    failed: Callable[[Problem], object]
    progress: Callable[[int, int], object] | None
    owner: QObject | None

    def _wanted(self, job: Job[T]) -> bool:
        return not job.cancelled and (self.owner is None or shiboken6.isValid(self.owner))

    def on_progress(self, job: Job[T], done: int, total: int) -> None:
        if self.progress is not None and self._wanted(job):
            self.progress(done, total)

    def on_done(self, job: Job[T], result: T) -> None:
        self.jobs.forget(job)
        if self._wanted(job):
            self.done(result)

    def on_failure(self, job: Job[T], error: Exception) -> None:
        self.jobs.forget(job)
        if isinstance(error, UserError | EnvironmentProblem):
            if self._wanted(job):
                self.failed(error)
        else:
            raise error


class Jobs(QObject):
    """Runs work in a few threads of its own."""

    relayed = Signal(object)
    """Carries a call from a work's thread to the GUI thread."""

    def __init__(
        self,
        reader_factory: Callable[[], Database] | None = None,
        report: Callable[[Problem], object] | None = None,
    ) -> None:
        """`reader_factory`: `ws.open_reader`; `report` shows problems of jobs without `failed`."""
        super().__init__()
        self.reader_factory = reader_factory
        self._report = report or _raise
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._running: set[Job[Any]] = set()
        self.relayed.connect(self._on_relayed)

    def run(
        self,
        work: Callable[[Job[T]], T],
        *,
        done: Callable[[T], object],
        failed: Callable[[Problem], object] | None = None,
        progress: Callable[[int, int], object] | None = None,
        owner: QObject | None = None,
        reader_factory: Callable[[], Database] | None = None,
    ) -> Job[T]:
        """Start `work(job)` in a thread; then call `done(result)` or `failed(problem)` here.

        With an `owner`, nothing is called once it is destroyed. A bug in the work is raised on the
        GUI thread like any other.
        """
        callbacks = _Callbacks(self, done, failed or self._report, progress, owner)
        job: Job[T] = Job(self, reader_factory or self.reader_factory, callbacks)
        self._running.add(job)
        self._pool.start(lambda: job.carry_out(work))
        return job

    @property
    def busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._running)

    def cancel_all(self) -> None:
        """Ask all work to stop and drop its answers."""
        for job in self._running:
            job.cancel()

    def wait_all(self) -> None:
        """Wait until all work is over and its callbacks have been called (lock, close, tests)."""
        while self._running:
            self._pool.waitForDone()
            QCoreApplication.sendPostedEvents(self, 0)

    def forget(self, job: Job[Any]) -> None:
        """The job is over."""
        self._running.discard(job)

    def _on_relayed(self, call: Callable[[], object]) -> None:
        call()


_SHORT_TURN_S = 0.0005
"""How long a thread works while the window waits; at 5 ms, as usual, many waits make a gap."""

_lock = threading.Lock()
_before: list[tuple[bool, float]] = []
"""For each job under way how it was before: the collector on, the length of turns."""


@contextmanager
def _beside_the_window() -> Iterator[None]:
    """While a job runs, garbage waits and turns are short.

    The job's thread would free widgets, which only the GUI's may; and the window is to answer.
    """
    with _lock:
        _before.append((gc.isenabled(), sys.getswitchinterval()))
        gc.disable()
        sys.setswitchinterval(_SHORT_TURN_S)
    try:
        yield
    finally:
        with _lock:
            _give_back(*_before.pop())


def _give_back(was_on: bool, interval: float) -> None:  # noqa: FBT001 - a pair that was kept
    if _before:  # the last job under way gives back what the first one found
        on, longest = _before[0]
        _before[0] = (on or was_on, max(longest, interval))
        return
    sys.setswitchinterval(interval)
    if was_on:
        gc.enable()


def _raise(problem: Problem) -> None:
    raise problem
