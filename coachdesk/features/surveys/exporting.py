"""Exporting the results of a wave as a workbook, from the window."""

from pathlib import Path

from PySide6.QtCore import QObject

from coachdesk.features.surveys import service, store
from coachdesk.features.surveys.model import Wave
from coachdesk.features.surveys.report import as_sheets
from coachdesk.kernel.atomic import file_problems, write_atomically
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current
from coachdesk.ui.jobs import Job


def export_wave(context: Context, wave: Wave, path: Path, owner: QObject) -> None:
    """Write the results in a job, note that they left the program, and say so."""
    language = current()

    def done(_: object) -> None:
        service.log_export(context.ws, wave, language)
        context.notices.info(msg("surveys", "Exported: {name}", name=path.name))

    context.jobs.run(
        lambda job: _write(job, wave, path, language),
        done=done,
        failed=context.notices.error,
        owner=owner,
    )


def _write(job: Job[None], wave: Wave, path: Path, language: str) -> None:
    from coachdesk.exchange.workbook import write_workbook

    report = store.report(job.reader, wave)
    if report is None:
        raise UserError(msg("surveys", "This survey is not on this computer."))
    data = write_workbook(as_sheets(report, language), wave.name)
    with file_problems():
        write_atomically(path, data)
