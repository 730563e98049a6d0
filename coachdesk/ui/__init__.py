"""The Qt kit of the window; it knows no feature.

PySide6 6.12 is built for Python 3.12 and later, where `None` and `True` are immortal, and hands
them out without counting the reference. Under Python 3.11 each such call would use up one
reference, until "none_dealloc" ends the program after some thousand calls. So the constants are
made practically immortal here, before the first widget.
"""

import ctypes
import sys

_PLENTY = 1 << 60


def _keep_constants_alive() -> None:
    for constant in (None, True, False, NotImplemented, Ellipsis):
        # The reference count is the first field of an object in CPython before 3.12.
        ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY


if sys.version_info < (3, 12):
    _keep_constants_alive()
