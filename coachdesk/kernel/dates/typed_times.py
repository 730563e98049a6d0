"""Times of day as people type them: 9, 9.30, 9:30, klo 9.30. Pure."""

import datetime as dt
import re

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg

_WORD = r"(?:klo|kl\.?|at)"
_TIME = re.compile(rf"(?:{_WORD}\s*)?([0-9]{{1,2}})(?:[.:]([0-9]{{2}}))?", re.I)
_TIME_AT_END = re.compile(
    rf"(?:\s+{_WORD}\s*([0-9]{{1,2}}(?:[.:][0-9]{{2}})?)|\s+([0-9]{{1,2}}[.:][0-9]{{2}}))\s*\Z",
    re.I,
)


def parse_time(text: str) -> dt.time:
    """The time of day. Raises `UserError` that says what can be typed."""
    found = _TIME.fullmatch(text.strip())
    if found:
        hours, minutes = int(found[1]), int(found[2] or 0)
        if hours < 24 and minutes < 60:
            return dt.time(hours, minutes)
    raise UserError(msg("dates", "Type a time of day such as 9.00 or 14.30."))


def split_time(text: str) -> tuple[str, dt.time | None]:
    """A date as typed and the time after it, if there is one: "ti 24.11. klo 9.30".

    Raises `UserError` for a time that no day has.
    """
    found = _TIME_AT_END.search(text)
    if found is None or not text[: found.start()].strip():
        return text, None
    return text[: found.start()], parse_time(found[1] or found[2])
