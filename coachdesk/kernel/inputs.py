"""The door: every text from outside is checked here before it is stored."""

import re
import unicodedata

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg

LINE_LIMIT = 500
TEXT_LIMIT = 1_000_000
# Control characters but tab and newline; lone surrogates, which cannot be written as UTF-8; and
# overrides and isolates, which can make a text read otherwise than it is stored.
_REMOVED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")

_INVISIBLE = frozenset({"Cf", "Zs"})


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """Text of several lines: composed (NFC), one kind of newline, control characters removed.

    Raises `UserError` when it is longer than `limit` characters; nothing is cut silently.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    result = unicodedata.normalize("NFC", _REMOVED.sub("", unified))
    if len(result) > limit:
        raise UserError(
            msg(
                "input",
                "The text has {length} characters; {limit} is the most that fits here.",
                length=len(result),
                limit=limit,
            )
        )
    return result


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """One line: as `clean_text`, with line breaks and runs of blanks as one space, trimmed.

    A line of characters that cannot be seen (joiners, marks of direction) is an empty one.
    """
    line = text
    if not is_clean_line(text):
        line = " ".join(clean_text(text).split())
        if all(unicodedata.category(character) in _INVISIBLE for character in line):
            return ""
    if len(line) > limit:
        raise UserError(
            msg(
                "input",
                "The line has {length} characters; {limit} is the most that fits here.",
                length=len(line),
                limit=limit,
            )
        )
    return line


def is_clean_line(text: str) -> bool:
    """Whether `text` is as `clean_line` makes it; quick, as data files hold thousands of lines."""
    # A printable text has no character of the kinds "other" and "separator" but the plain space.
    return (
        text.isprintable()
        and "  " not in text
        and text.strip() == text
        and unicodedata.is_normalized("NFC", text)
    )
