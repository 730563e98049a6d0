"""The years of a run, typed and shown: "2027" or "2026–2027"."""

import re

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg

_YEARS = re.compile(r"(\d{4})(?:\s*[–-]\s*(\d{4}|\d{2}))?")


def typed_years(text: str) -> tuple[int, int] | None:
    """The first and the last year that a person typed; None when nothing is typed.

    Raises `UserError` for what is no year.
    """
    text = " ".join(text.split())
    if not text:
        return None
    found = _YEARS.fullmatch(text)
    if found is None:
        raise UserError(msg("programmes", "Type a year or two, such as 2027 or 2026–2027."))
    first, last = found[1], found[2] or found[1]
    return int(first), int(last if len(last) == len(first) else first[:2] + last)


def shown_years(first: int | None, last: int | None) -> str:
    """The years as they are shown; empty when they are not known."""
    if first is None:
        return ""
    return str(first) if last in {None, first} else f"{first}–{last}"
