"""From a typed key to its paint in the note editor, against a bare QPlainTextEdit."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from benchmarks import content
from benchmarks.keys import Typist
from benchmarks.measuring import Figure, at_part, middle
from benchmarks.windows import program_with
from coachdesk.features.notes import store
from coachdesk.features.notes.page import NotesPage
from coachdesk.start import Program
from coachdesk.ui.context import Target

NOTES = 2_000
KEYS = 25
BLOCKS = 12
PACE_MS = 45
"""A fast typist's."""
_SETTLED_MS = 300


def measure(blocks: int = BLOCKS) -> list[Figure]:
    """The figures of typing."""
    with tempfile.TemporaryDirectory(prefix="coachdesk-benchmark-") as place:
        folder = Path(place, "data")
        shutil.copytree(content.workspace_folder(NOTES), folder)
        with program_with(folder) as program:
            return _measure(program, blocks)


def _measure(program: Program, blocks: int) -> list[Figure]:
    editor = _open_note(program)
    bare = QPlainTextEdit(editor.toPlainText())
    bare.setFont(editor.font())
    bare.resize(editor.size())  # as it is once the page has been laid out
    cursor = bare.textCursor()
    cursor.setPosition(editor.textCursor().position())
    bare.setTextCursor(cursor)
    bare.show()
    ours, floor = Typist(editor, editor.viewport()), Typist(bare, bare.viewport())
    drafts = program.shell.drafts
    typed: list[float] = []
    typed_bare: list[float] = []
    saving: list[float] = []
    for number in range(blocks):
        for typist, times in ((ours, typed), (floor, typed_bare)):
            typist.field.activateWindow()
            typist.field.setFocus()
            typist.pause(200)
            typist.press("m")
            for place in range(KEYS):
                typist.pause(PACE_MS)
                times.append(typist.press(" " if place % 7 == 6 else "m"))
        ours.field.activateWindow()
        for _ in range(3 if number else 0):
            ours.press("m")
            ours.pause(20)
            saving.append(ours.press("m", before=drafts.flush_all))
    bare.close()
    median = middle(typed_bare)
    return [
        Figure("typed key to paint, autosaving", middle(typed), "ms", 1.2, median),
        Figure("typed key to paint, autosaving, p95", at_part(typed, 0.95), "ms", 10),
        Figure("key pressed as an autosave begins, p50", middle(saving), "ms"),
        Figure("key pressed as an autosave begins, p95", at_part(saving, 0.95), "ms", 10),
    ]


def _open_note(program: Program) -> QPlainTextEdit:
    assert program.shell.frame is not None
    assert program.session.ws is not None
    newest = store.newest(program.session.ws.read, limit=1)[0]
    program.shell.navigate(Target("notes", "note", newest.rid))
    page = program.shell.frame.page
    assert isinstance(page, NotesPage)
    editor = page.view.editor
    editor.setFocus()
    editor.place_cursor(4, 10_000)
    QTest.qWait(_SETTLED_MS)
    return editor
