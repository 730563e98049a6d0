"""The Qt kit of the window; it knows no feature.

PySide6 6.12 is built for Python 3.12 and later, where `None` and `True` are immortal, and hands
them out without counting the reference. Under Python 3.11 each such call would use up one
reference, until "none_dealloc" ends the program after some thousand calls. So the constants are
made practically immortal here, before the first widget.

A start makes 200 enums of Qt with 3,000 members. Each member goes through the checks of a class
that somebody writes, which takes 40 ms in all. Python's own modules spare themselves those checks
by a decorator, which does the same here in half the time.

PySide6 also reads the source text of every module that is imported after it, to see whether it
uses `from __feature__ import ...`, which we never do. That takes 18 ms of a start, and 5 MB of
lines that stay in memory, so Python's own import is put back.
"""

import builtins
import ctypes
import enum
import sys
from collections.abc import Iterable
from typing import Any

_PLENTY = 1 << 60


def _keep_constants_alive() -> None:
    for constant in (None, True, False, NotImplemented, Ellipsis):
        # The reference count is the first field of an object in CPython before 3.12.
        ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY


class _Body:
    """What the body of a class statement would have made."""

    __slots__ = ("__dict__", "__name__")

    def __init__(self, name: str, members: Iterable[tuple[str, int]]) -> None:
        self.__name__ = name
        self.__dict__.update(members)


def _make_enums_quickly() -> None:
    create: Any = enum.EnumType._create_  # type: ignore[attr-defined]  # no public name
    quickly: Any = vars(enum).get("_simple_enum")

    def create_quickly(base: type, name: str, members: object, **options: object) -> object:
        if options.get("boundary") is not enum.KEEP or not isinstance(members, list):
            return create(base, name, members, **options)  # not one of Qt's
        return quickly(base, boundary=enum.KEEP)(_Body(name, members))

    if quickly is not None:
        enum.EnumType._create_ = create_quickly  # type: ignore[attr-defined]  # likewise


def _put_plain_import_back() -> None:
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain


if sys.version_info < (3, 12):
    _keep_constants_alive()
_make_enums_quickly()

import PySide6.QtCore  # noqa: E402, F401 - it makes enums, and replaces the import

_put_plain_import_back()
