"""Keeps the search index in step with the work, beside the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from coachdesk.ui.context import Context
from coachdesk.ui.jobs import Job
from coachdesk.ui.notices import Problem

if TYPE_CHECKING:
    from coachdesk.kernel.search.indexer import Source
    from coachdesk.kernel.workspace import ChangeSet

_PAUSE_MS = 700


class SearchFollower(QObject):
    """Follows the workspace with a job a moment after each change, one at a time."""

    def __init__(self, context: Context, sources: Iterable[Source]) -> None:
        super().__init__(context.notices)
        self._context = context
        self._sources = sources
        self._identity = context.ws.identity
        self._folder: Path = context.ws.folder
        self._key = context.ws.key
        self._job: Job[Any] | None = None
        self._again = False
        self._touched: dict[str, set[int]] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._follow)
        self._unsubscribe = context.ws.subscribe(self._on_change)
        self._pause.start()

    def stop(self) -> None:
        """Follow no longer: the workspace closes."""
        self._unsubscribe()
        self._pause.stop()
        self.deleteLater()

    def _on_change(self, change_set: ChangeSet) -> None:
        # What was typed and typed back leaves no trace in the journal, but perhaps in the index.
        for table, rids in change_set.rows.items():
            self._touched.setdefault(table, set()).update(rids)
        self._pause.start()

    def _follow(self) -> None:
        if self._job is not None:
            self._again = True
            return
        touched, self._touched = self._touched, {}
        self._job = self._context.jobs.run(
            lambda job: self._work(job, touched),
            done=self._on_done,
            failed=self._on_failed,
            owner=self,
        )

    def _work(self, job: Job[bool], touched: Mapping[str, set[int]]) -> bool:
        from coachdesk.kernel.search import indexer

        return indexer.follow(
            self._folder,
            self._key,
            job.reader,
            sources=self._sources,
            workspace_id=self._identity,
            touched=touched,
            cancelled=lambda: job.cancelled,
        )

    def _on_done(self, _up_to_date: bool) -> None:  # noqa: FBT001 - a job's answer
        self._job = None
        if self._again:
            self._again = False
            self._pause.start()

    def _on_failed(self, problem: Problem) -> None:
        """Say so; the next change tries again."""
        self._job = None
        self._context.notices.error(problem)
