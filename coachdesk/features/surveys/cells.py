"""What stands in one cell of a table of answers: a label, a code, or both; several, or words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from coachdesk.features.surveys.model import Answer, Kind, Option, Question
from coachdesk.features.teams.county_words import county_meant
from coachdesk.kernel.text import LANGUAGES

_NUMBER = re.compile(r"([0-9]{1,6})(?:[.,]0*)?")
_CODE_LAST = re.compile(r"(.*?)\s*[(\[]\s*([0-9]{1,6})\s*[)\]]\s*", re.DOTALL)
_CODE_FIRST = re.compile(r"[(\[]?\s*([0-9]{1,6})\s*(?:[)\].:=–—-]|\s)\s*(\S.*)", re.DOTALL)
_SEPARATORS = (re.compile(r"[;\n|]"), re.compile(r"[;\n|,]"))
_NO_ANSWER = frozenset({"-", "–", "—", "...", "…"})
_MARKS = frozenset({"x", "✓", "✔", "☑", "☒", "v", "1", "true", "yes", "kyllä", "ja", "tosi"})
_NO_MARKS = frozenset({"0", "false", "no", "ei", "nej", "epätosi", "☐"}) | _NO_ANSWER


def read_cell(question: Question, text: str) -> Answer:
    """The answer that a cell holds; an empty one for an empty cell or a mere dash.

    An option is given by its label in any language, its code, or both when they agree. What is none
    of the options stands in the answer's words as it was written.
    """
    text = text.strip()
    if text in _NO_ANSWER:
        return Answer()
    if question.kind is Kind.OPEN or not text:
        return Answer(words=text)
    one = option_meant(question, text)
    if one is not None:
        return Answer((one.code,))
    if question.kind is Kind.MULTI:
        return _several(question, text)
    return Answer(words=text)


def read_mark(option: Option, text: str) -> Answer | None:
    """The answer of a cell in a column of its own for one option; None for words of any sort."""
    word = text.strip().casefold()
    if not word or word in _NO_MARKS:
        return Answer()
    chosen = word in _MARKS or word == str(option.code) or plain(text) in _labels(option)
    return Answer((option.code,)) if chosen else None


def joined(answers: Iterable[Answer]) -> Answer:
    """What several columns say to one question."""
    found = list(answers)
    codes = sorted({code for answer in found for code in answer.codes})
    return Answer(tuple(codes), "; ".join(answer.words for answer in found if answer.words))


def option_meant(question: Question, text: str) -> Option | None:
    """The option that a text names."""
    whole = _named(question, text)
    if whole is not None:
        return whole
    for label, code in _both(text):
        by_code = question.option(int(code))
        if by_code is not None and by_code == _named(question, label):
            return by_code
    return None


def plain(text: str) -> str:
    """A text without case, spaces and punctuation; ä is not a."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def _named(question: Question, text: str) -> Option | None:
    number = _NUMBER.fullmatch(text.strip())
    if number:
        return question.option(int(number[1]))
    found = _by_label(question).get(plain(text))
    if found is None and question.kind is Kind.COUNTY:
        county = county_meant(text)
        found = question.option(county.code) if county else None
    return found


def _both(text: str) -> Iterator[tuple[str, str]]:
    """Label and code of "label (code)", "code. label" and the like."""
    last = _CODE_LAST.fullmatch(text)
    if last:
        yield last[1], last[2]
    first = _CODE_FIRST.fullmatch(text)
    if first:
        yield first[2], first[1]


def _several(question: Question, text: str) -> Answer:
    """Choices with separators between; commas only where every part between them is an option."""
    for separator in _SEPARATORS:
        parts = [part.strip() for part in separator.split(text) if part.strip()]
        options = [option_meant(question, part) for part in parts]
        if all(options) and parts:
            break
    else:
        parts = [part.strip() for part in _SEPARATORS[0].split(text) if part.strip()]
        options = [option_meant(question, part) for part in parts]
    codes = sorted({option.code for option in options if option is not None})
    words = [part for part, option in zip(parts, options, strict=True) if option is None]
    return Answer(tuple(codes), "; ".join(words))


@cache
def _by_label(question: Question) -> Mapping[str, Option]:
    return {label: option for option in question.options for label in _labels(option)}


@cache
def _labels(option: Option) -> frozenset[str]:
    return frozenset(plain(option.label.in_language(language)) for language in LANGUAGES)
