"""The Qt kit of the window; it knows no feature.

PySide6 6.12 is built for Python 3.12 and later, where `None` and `True` are immortal, and hands
them out without counting the reference. Under Python 3.11 each such call would use up one
reference, until "none_dealloc" ends the program after some thousand calls. So the constants are
made practically immortal here, before the first widget.

PySide6 also reads the source text of every module that is imported after it, to see whether it
uses `from __feature__ import ...`, which we never do. That takes 18 ms of a start, and 5 MB of
lines that stay in memory, so Python's own import is put back.
"""

import builtins
import ctypes
import sys

import PySide6.QtCore  # noqa: F401 - it replaces the import that is put back below

_PLENTY = 1 << 60


def _keep_constants_alive() -> None:
    for constant in (None, True, False, NotImplemented, Ellipsis):
        # The reference count is the first field of an object in CPython before 3.12.
        ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY


if sys.version_info < (3, 12):
    _keep_constants_alive()


def _put_plain_import_back() -> None:
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain


_put_plain_import_back()
