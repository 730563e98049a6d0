"""`override`, which says that a method replaces an inherited one; only the type checker asks.

`typing` has it from Python 3.12 on, and importing `typing_extensions` for it would take 5 ms of
every start.
"""

from typing import TYPE_CHECKING, TypeVar

Method = TypeVar("Method")

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method: Method) -> Method:
        """Give the method back as it is."""
        return method


__all__ = ["override"]
