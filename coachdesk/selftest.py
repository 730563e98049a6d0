"""A short trial of an installation: whether everything that ships with it works here.

It runs in every bundle that is built, for what a bundle lacks shows only in use.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.app import open_workspace, recovery_sheet
from coachdesk.demo.builder import build_demo
from coachdesk.features.programmes.template import available_templates, broken_templates
from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as team_store
from coachdesk.features.teams.counties import counties
from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.text import LANGUAGES, Texts, msg

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

TRIAL_SECRET = "self-test of an installation"  # noqa: S105 - opens nothing but the trial itself


class SelfTestError(Exception):
    """Something that ships with the program does not work here."""


def run() -> int:
    """Try everything; a line for each part, exit status 0 if all of it works."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="coachdesk-selftest-") as name:
        for part in _PARTS:
            failed += not _works(part, Path(name))
    sys.stdout.write("self-test passed\n" if not failed else f"self-test: {failed} failed\n")
    return 1 if failed else 0


def _works(part: Callable[[Path], None], folder: Path) -> bool:
    name = part.__name__.strip("_").replace("_", " ")
    try:
        part(folder)
    except Exception as error:  # any failure at all is the finding
        sys.stdout.write(f"FAILED {name}: {type(error).__name__}: {error}\n")
        return False
    sys.stdout.write(f"ok     {name}\n")
    return True


def _require(true: object, what: str) -> None:
    if not true:
        raise SelfTestError(what)


def _data_files(_folder: Path) -> None:
    _require(available_templates() and not broken_templates(), "programme templates")
    _require(len(counties()) == 23, "counties")


def _languages(_folder: Path) -> None:
    said = {Texts.load(language)(msg("shell", "Undo")) for language in LANGUAGES}
    _require(len(said) == len(LANGUAGES), "catalogues")


def _keys_and_encrypted_workspace(folder: Path) -> None:
    data = folder / "data"
    data.mkdir()
    key, code = keys.create(data, TRIAL_SECRET)
    ws = open_workspace(data, key, Clock())
    teams.add_team(ws, "Tiimi")
    ws.undo()
    ws.redo()
    _require(len(team_store.list_teams(ws.read)) == 1, "undo and redo")
    ws.close()
    _require(b"Tiimi" not in (data / "coachdesk.db").read_bytes(), "encryption")
    keys.unlock(data, code).wipe()


def _search_in_three_languages(folder: Path) -> None:
    from coachdesk.kernel.data_key import DataKey
    from coachdesk.kernel.database import connect
    from coachdesk.kernel.search.index import SearchIndex

    index = SearchIndex(connect(folder / "search.db", DataKey.random()))
    for rid, text in enumerate(("työpajoissa", "arbetsplatserna", "the meetings")):
        index.replace("note", rid, Clock().today(), ["", text])
    for rid, query in enumerate(("työpaja", "arbetsplats", "meeting")):
        _require([hit.rid for hit in index.query(query)] == [rid], query)
    index.close()


def _demo_and_hand_outs(folder: Path) -> None:
    from coachdesk import cli_print

    data = folder / "demo"
    data.mkdir()
    key, _code = keys.create(data, TRIAL_SECRET)
    ws = open_workspace(data, key, Clock())
    build_demo(ws)
    _require(len(cli_print.write_all(ws, folder)) >= 5, "hand-outs")
    ws.close()
    for name in ("form.pdf", "form.docx"):
        form = cli_print.write_blank("pdsa_sheet", folder / name, "fi", fillable=True)
        _require(form.stat().st_size > 0, name)


def _pdf_preview(_folder: Path) -> None:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtPdf import QPdfDocument

    _application()
    buffer = QBuffer()
    buffer.setData(QByteArray(recovery_sheet("AAAAA-BBBBB", Clock().today(), "fi")))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    _require(document.pageCount() == 1, "PDF")
    _require("AAAAA" in document.getAllText(0).text(), "text in the PDF")


def _window(_folder: Path) -> None:
    from coachdesk.kernel.settings import Settings
    from coachdesk.start import StartOptions, demo_place, make_program

    app = _application()
    data, key = demo_place(Clock())
    options = StartOptions(demo=True, language="fi")
    program = make_program(app, data, Settings(data / "settings.json"), Clock(), options)
    program.shell.show()
    program.session.begin(key)
    program.shell.jobs.wait_all()
    _require(program.shell.is_open(), "window")
    program.shell.close()


def _application() -> "QApplication":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from coachdesk.start import application

    return application()


_PARTS: tuple[Callable[[Path], None], ...] = (
    _data_files,
    _languages,
    _keys_and_encrypted_workspace,
    _search_in_three_languages,
    _demo_and_hand_outs,
    _pdf_preview,
    _window,
)
