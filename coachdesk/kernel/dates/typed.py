"""Read dates that people type, alone in a field or inside a line of a task."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coachdesk.kernel.dates.forms import Form, Setting, Standing, fold, forms
from coachdesk.kernel.dates.names import NOT_BEFORE_A_DATE
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import LINE_LIMIT
from coachdesk.kernel.text import LANGUAGES, Message, msg

_SHOWN_LENGTH = 40
_LONGEST_DATE = 100
_VETO_REACH = 30  # characters before a date in which a word that forbids it may stand
_LINE_END = re.compile(r"[\s.!?)…]*\Z")
_WORD_BEFORE = re.compile(r"([^\s(]+)\s*\Z")
_RANGE_BEFORE = re.compile(r"[0-9.]\s?[–-]\s?\Z")
_LEFT_OVER_JOINTS = " \t,;:–-("


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date found in a line: characters `start` to `end`, words such as "by" included."""

    start: int
    end: int
    date: date

    def without(self, line: str) -> str:
        """The line that the date was found in, without the date."""
        left, right = line[: self.start].rstrip(), line[self.end :].lstrip()
        if not right.strip(".!?)…"):
            return left.rstrip(_LEFT_OVER_JOINTS)
        if right[0] in ",.:;!?)":
            return (left + right).lstrip(_LEFT_OVER_JOINTS)
        return f"{left} {right}".strip()


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    glued: bool
    form: Form
    match: re.Match[str]


def parse_date(
    text: str,
    today: date,
    language: str,
    *,
    prefer_future: bool = True,
    week_start: bool = False,
) -> date:
    """The date that a person typed, in any form of any of the three languages.

    - A week ("vko 49", "ensi viikolla") is its Friday; at the end of that week its Sunday.
      With `week_start` (the first day of something is asked for) it is its Monday.
    - A weekday is the next one after today; with "ensi", "nästa", "next" that of next week.
    - A day without a year is the next such day. With `prefer_future=False` (what is written down
      may have been) it is the nearest one, and a weekday is the latest one up to today.

    `language` is that of the window; weekday names in messages are in it. Raises `UserError` that
    says what can be typed, or why there is no such day. Years go from 1900 to 2199.
    """
    setting = Setting(today, language, prefer_future, week_start)
    typed = fold(unicodedata.normalize("NFC", text)).strip()
    compact = re.sub(r"(?<=[0-9]\.)\s+(?=[0-9])", "", typed)
    for form in forms(LANGUAGES) if len(compact) <= _LONGEST_DATE else ():
        match = form.pattern.fullmatch(compact)
        if match:
            return form.rule(match, setting)
    raise UserError(_what_to_type(text))


def find_date(line: str, today: date, language: str) -> FoundDate | None:
    """The date inside a line of a task ("call Anna by next Friday"), or None. Never raises.

    Careful: short weekdays count only in the window's `language` and only at the end of the line
    or beside a word such as "by" or "mennessä"; decimals, versions, times and ranges are no dates.
    Of several dates the one with such a word wins, else the last. What is longer than a line may
    be (`inputs.LINE_LIMIT`) is not searched.
    """
    candidate = _likeliest(line, language)
    if candidate is None:
        return None
    try:
        day = candidate.form.rule(candidate.match, Setting(today, language))
    except UserError:
        return None
    return FoundDate(candidate.start, candidate.end, day)


def date_problem(line: str, today: date, language: str) -> Message | None:
    """Why what looks like the date of a line is none (31.11., week 54); None when all is well."""
    candidate = _likeliest(line, language)
    if candidate is None:
        return None
    try:
        candidate.form.rule(candidate.match, Setting(today, language))
    except UserError as problem:
        return problem.message
    return None


def _what_to_type(text: str) -> Message:
    shown = " ".join(text.split())
    if not shown:
        return msg("dates", "Type a date, for example 24.11., tue, tomorrow, week 49 or +3.")
    if len(shown) > _SHOWN_LENGTH:
        shown = shown[:_SHOWN_LENGTH] + "…"
    return msg(
        "dates",
        "“{text}” is not a date that is known here. Type for example 24.11., tue, tomorrow, "
        "week 49 or +3.",
        text=shown,
    )


def _likeliest(line: str, language: str) -> _Candidate | None:
    if len(line) > LINE_LIMIT:
        return None
    found = list(_candidates(fold(line), language))
    outer = (one for one in found if not any(_lies_inside(one, other) for other in found))
    return max(outer, key=lambda one: (one.glued, one.start), default=None)


def _lies_inside(one: _Candidate, other: _Candidate) -> bool:
    if (one.start, one.end) == (other.start, other.end):
        return False
    return other.start <= one.start and one.end <= other.end


def _candidates(line: str, language: str) -> Iterator[_Candidate]:
    for form in forms((language,)):
        if form.standing is Standing.TYPED:
            continue
        for match in form.pattern.finditer(line):
            glued = bool(match["before"] or match["after"])
            if _stands(form.standing, glued=glued, at_end=_ends_line(line, match.end())) and not (
                _is_vetoed(line[max(0, match.start() - _VETO_REACH) : match.start()])
            ):
                yield _Candidate(match.start(), match.end(), glued, form, match)


def _stands(standing: Standing, *, glued: bool, at_end: bool) -> bool:
    if standing is Standing.ANYWHERE:
        return True
    return glued or (at_end and standing is Standing.SIGNALLED)


def _ends_line(line: str, position: int) -> bool:
    return _LINE_END.match(line, position) is not None


def _is_vetoed(before: str) -> bool:
    word = _WORD_BEFORE.search(before)
    if word and word[1].rstrip(".:") in NOT_BEFORE_A_DATE:
        return True
    return _RANGE_BEFORE.search(before) is not None
