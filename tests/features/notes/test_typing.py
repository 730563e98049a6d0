"""What a key costs in the editor, and that undo still finds its way out of the text."""

import sys
from collections import Counter
from types import FrameType

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.features.notes import store
from tests.features.notes.desk import Desk, type_text

_MOST_CALLS = 7
"""Functions of ours for one letter: with event filters on the editor there were thirty."""


def _calls_of_a_letter(desk: Desk) -> Counter[str]:
    calls: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event == "call" and "coachdesk" in code.co_filename.replace("tests", ""):
            calls[code.co_qualname] += 1

    editor = desk.editor
    sys.setprofile(count)
    try:
        QTest.keyClick(editor, Qt.Key.Key_M)
    finally:
        sys.setprofile(None)
    return calls


def test_a_letter_costs_few_calls(desk: Desk) -> None:
    desk.new_note()
    type_text(desk.editor, "We agree on who ")
    calls = _calls_of_a_letter(desk)
    assert desk.editor.text().endswith("m")
    assert 0 < calls.total() <= _MOST_CALLS, calls


def test_undo_goes_on_to_the_last_change_when_the_text_has_nothing_left(desk: Desk) -> None:
    desk.new_note()
    before = len(store.newest(desk.ws.read, limit=50))
    type_text(desk.editor, "x")
    QTest.keyClick(desk.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.editor.text() == ""
    assert len(store.newest(desk.ws.read, limit=50)) == before
    QTest.keyClick(desk.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(store.newest(desk.ws.read, limit=50)) == before - 1
