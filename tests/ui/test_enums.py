"""Qt's enums are made in a quick way; they are the same as those that are made in Python's."""

import subprocess
import sys

_TELL = """
import enum
from PySide6 import QtCore, QtGui, QtWidgets
owners = (QtCore.Qt, QtCore.QEvent, QtCore.QLocale, QtGui.QFont, QtGui.QPalette, QtWidgets.QStyle)
for owner in owners:
    for kind in vars(owner).values():
        if not isinstance(kind, enum.EnumType):
            continue
        print(kind.__module__, kind.__qualname__, kind.__mro__, len(kind))
        print(list(kind), dict(kind.__members__))
        if issubclass(kind, enum.Flag):
            print([(repr(one), repr(~one), repr(one | kind(1)), one & kind(3)) for one in kind])
            print(repr(kind(0)), repr(kind(1 << 30)), kind(1) in kind(3))
        for value in (*kind, 987654):
            try:
                print(repr(kind(getattr(value, "value", value))))
            except ValueError as error:
                print(error)
"""


def _told(before: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", before + _TELL], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_enums_are_as_python_makes_them() -> None:
    quick = _told("import coachdesk.ui\n")
    assert "Qt.AlignmentFlag" in quick
    assert quick == _told("")
