"""Reads the data files that ship as TOML, or that a coach was given: every value checked and typed.

What is wrong is told with file, place and reason: raised, unless the reader gave a list to collect
it in and goes on. A `Table` remembers which fields were asked for, so `finish` finds the ones that
nobody knows (a slip of the pen, or a newer format).
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import time
from enum import Enum
from pathlib import Path
from typing import NoReturn, Self, TypeVar

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import LINE_LIMIT, TEXT_LIMIT, clean_line, clean_text, is_clean_line
from coachdesk.kernel.text import LANGUAGES, Message, msg

_Member = TypeVar("_Member", bound=Enum)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text that is data, in the three languages."""

    fi: str
    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language`; English for a language we do not have."""
        return {"fi": self.fi, "sv": self.sv}.get(language, self.en)


class DataFileError(UserError):
    """A data file cannot be used: which one, where in it, and why."""

    def __init__(self, file: Path, place: str, reason: Message) -> None:
        """`place` is a path inside the file, such as `items[key].title.sv`; empty for all of it."""
        self.file = file
        self.place = place
        self.reason = reason
        if place:
            message = msg(
                "datafile", "{file}, {place}: {reason}", file=file.name, place=place, reason=reason
            )
        else:
            message = msg("datafile", "{file}: {reason}", file=file.name, reason=reason)
        super().__init__(message)


class Table:
    """One table of a data file; every getter raises `DataFileError` when the value does not fit."""

    __slots__ = ("_asked", "_problems", "_values", "file", "place")

    def __init__(
        self,
        file: Path,
        place: str,
        values: dict[str, object],
        problems: list[DataFileError] | None = None,
    ) -> None:
        """Use `Table.load` for a file; tables inside come from `table` and `tables`."""
        self.file = file
        self.place = place
        self._values = values
        self._problems = problems
        self._asked: set[str] = set()

    @classmethod
    def load(cls, file: Path, problems: list[DataFileError] | None = None) -> Self:
        """The whole of `file`; errors that `tell` is given are collected in `problems`, if any."""
        try:
            text = file.read_text(encoding="utf-8")
        except OSError:
            raise DataFileError(file, "", msg("datafile", "The file cannot be read.")) from None
        except UnicodeDecodeError:
            reason = msg("datafile", "The file is not UTF-8 text.")
            raise DataFileError(file, "", reason) from None
        return cls.parse(text, file, problems)

    @classmethod
    def parse(cls, text: str, file: Path, problems: list[DataFileError] | None = None) -> Self:
        """The whole of `text`, as `load`; errors name `file`, which need not exist."""
        import rtoml

        try:
            return cls(file, "", rtoml.loads(text), problems)
        except ValueError as error:  # not TOML, or no text that can be written at all
            reason = msg("datafile", "The file is not valid TOML: {detail}", detail=str(error))
            raise DataFileError(file, "", reason) from None

    def __contains__(self, key: str) -> bool:
        """Whether the field is there at all."""
        return key in self._values

    def written(self, key: str) -> object:
        """What stands in the field, unchecked; None when it is left out."""
        return self._values.get(key)

    def fail(self, key: str, reason: Message) -> NoReturn:
        """Raise the error for the field `key` of this table, or for all of it if `key` is empty."""
        raise DataFileError(self.file, self._at(key), reason)

    def tell(self, error: DataFileError) -> None:
        """Collect the error when the reader goes on after one, otherwise raise it."""
        if self._problems is None:
            raise error
        self._problems.append(error)

    def line(self, key: str, longest: int = LINE_LIMIT) -> str:
        """A text of one line, not empty, of at most `longest` characters."""
        return self._clean_text(key, clean_line, longest)

    def lines(self, key: str, longest: int = TEXT_LIMIT) -> str:
        """A text of one or more lines, not empty, without blank lines around it."""
        return self._clean_text(key, clean_text, longest).strip("\n")

    def optional_line(self, key: str) -> str:
        """A text of one line; empty when the field is left out."""
        return self.line(key) if key in self else ""

    def name(self, key: str) -> str:
        """A key that other places refer to: small letters, digits and `_`."""
        text = self.line(key)
        if not (text.isascii() and text.isidentifier() and text == text.lower()):
            self.fail(key, msg("datafile", "A key holds only small letters a–z, digits and _."))
        return text

    def choice(self, key: str, options: Collection[str]) -> str:
        """One of `options`."""
        text = self.line(key)
        if text not in options:
            self.fail(
                key,
                msg(
                    "datafile",
                    "“{value}” is not known here; choose one of: {options}.",
                    value=text,
                    options=", ".join(sorted(options)),
                ),
            )
        return text

    def member(self, key: str, options: type[_Member]) -> _Member:
        """The one of `options` whose value is written."""
        try:
            return options(self.line(key))
        except ValueError:
            return options(self.choice(key, [option.value for option in options]))

    def number(self, key: str, lowest: int, highest: int) -> int:
        """A whole number between the limits, both included."""
        value = self._get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            self.fail(
                key,
                msg(
                    "datafile",
                    "This must be a whole number from {lowest} to {highest}.",
                    lowest=lowest,
                    highest=highest,
                ),
            )
        return value

    def flag(self, key: str) -> bool | None:
        """True or false; None when the field is left out."""
        if key not in self:
            return None
        value = self._get(key)
        if not isinstance(value, bool):
            self.fail(key, msg("datafile", "This must be true or false."))
        return value

    def clock(self, key: str) -> time:
        """A time of day, written as "09:00"."""
        text = self.line(key)
        if not _CLOCK.fullmatch(text):
            self.fail(key, msg("datafile", "A time of day is written as “09:00”."))
        return time.fromisoformat(text)

    def local(self, key: str, longest: int = LINE_LIMIT) -> LocalText:
        """A text of one line in every language, each of at most `longest` characters.

        A slip in a language is told; where that does not raise, its text is as found, or empty.
        """
        return self._local(key, Table.line, longest)

    def local_lines(self, key: str, longest: int = TEXT_LIMIT) -> LocalText:
        """A text of several lines in every language, as `local`."""
        return self._local(key, Table.lines, longest)

    def table(self, key: str) -> "Table":
        """The table inside this one under `key`."""
        value = self._get(key)
        if not isinstance(value, dict):
            self.fail(key, msg("datafile", "This must be a table."))
        return Table(self.file, self._at(key), value, self._problems)

    def tables(self, key: str) -> "Iterator[Table]":
        """The tables of a list, in their order; none when the list is left out.

        The place of each names its key where it has one, otherwise its number from 1.
        """
        values = self._get(key) if key in self else []
        if not isinstance(values, list):
            self.fail(key, msg("datafile", "This must be a list of tables."))
        for number, value in enumerate(values, start=1):
            if not isinstance(value, dict):
                self.fail(f"{key}[{number}]", msg("datafile", "This must be a table."))
            mark = value["key"] if isinstance(value.get("key"), str) else number
            yield Table(self.file, self._at(f"{key}[{mark}]"), value, self._problems)

    def names(self, key: str) -> tuple[str, ...]:
        """A list of keys; empty when the field is left out."""
        values = self._get(key) if key in self else []
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.fail(key, msg("datafile", "This must be a list of keys."))
        return tuple(values)

    def keys_in(self, key: str) -> frozenset[str]:
        """The keys of the tables in a list as they are written, also of tables with other slips."""
        return frozenset(
            value["key"]
            for value in self._listed(key)
            if isinstance(value, dict) and isinstance(value.get("key"), str)
        )

    def finish(self) -> None:
        """Raise for the first field that was never asked for."""
        for key in self._values:
            if key not in self._asked:
                self.fail(key, msg("datafile", "This field is not known here."))

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place and key else self.place or key

    def _get(self, key: str) -> object:
        self._asked.add(key)
        if key not in self._values:
            self.fail(key, msg("datafile", "This field is missing."))
        return self._values[key]

    def _local(self, key: str, read: "Callable[[Table, str, int], str]", longest: int) -> LocalText:
        clean = _clean_texts(self._values.get(key), longest)
        if clean:
            self._asked.add(key)
            return clean
        table = self.table(key)
        texts = []
        for language in LANGUAGES:
            try:
                texts.append(read(table, language, longest))
            except DataFileError as error:
                self.tell(error)
                found = table.written(language)
                texts.append(found if isinstance(found, str) else "")
        table.finish()
        return LocalText(*texts)

    def _listed(self, key: str) -> list[object]:
        values = self._values.get(key)
        return values if isinstance(values, list) else []

    def _clean_text(self, key: str, clean: Callable[[str, int], str], longest: int) -> str:
        value = self._get(key)
        if not isinstance(value, str):
            self.fail(key, msg("datafile", "This must be a text in quotation marks."))
        try:
            text = clean(value, longest)
        except UserError as error:
            self.fail(key, error.message)
        if not text.strip():
            self.fail(key, msg("datafile", "This text is empty."))
        return text


def _clean_texts(found: object, longest: int) -> LocalText | None:
    """The short way for nearly all texts of a file: there in each language, and nothing to mend."""
    if not isinstance(found, dict) or len(found) != len(LANGUAGES):
        return None
    fi, sv, en = found.get("fi"), found.get("sv"), found.get("en")
    if not (isinstance(fi, str) and isinstance(sv, str) and isinstance(en, str)):
        return None
    clean = max(len(fi), len(sv), len(en)) <= longest and is_clean_line(f"{fi} {sv} {en}")
    return LocalText(fi, sv, en) if clean else None
