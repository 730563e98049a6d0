"""Preferences of this computer: window places, language, theme. Never content.

Each preference is declared once, where it is used: `THEME = Setting("theme", "system")`.
"""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from coachdesk.kernel.atomic import write_atomically

Value = bool | int | float | str | list[str]
T = TypeVar("T", bool, int, float, str, list[str])

_log = logging.getLogger(__name__)


class Setting(NamedTuple, Generic[T]):
    """A preference with the value it has until she chooses another; the default fixes the type."""

    name: str
    default: T


class Settings:
    """Reads and writes preferences in one JSON file, replaced as a whole at each change."""

    def __init__(self, path: Path) -> None:
        """`path` need not exist; an unreadable file counts as empty."""
        self._path = path
        self._values = _read(path)

    def get(self, setting: Setting[T]) -> T:
        """The chosen value, or the default if none is stored or the stored one has another type."""
        value = self._values.get(setting.name, setting.default)
        return value if _same_type(value, setting.default) else setting.default  # type: ignore[return-value]  # checked by _same_type

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep `value` at once and for the next start.

        A file that cannot be written costs only the next start's memory: it is logged, not raised.
        """
        if self._values.get(setting.name) == value and self._path.exists():
            return
        self._values[setting.name] = value
        try:
            _write(self._path, self._values)
        except OSError as error:
            _log.warning("preferences not written: %s", type(error).__name__)


def _same_type(value: object, default: Value) -> bool:
    if isinstance(default, list):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return type(value) is type(default)


def _read(path: Path) -> dict[str, object]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _write(path: Path, values: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(path, text.encode("utf-8"))
