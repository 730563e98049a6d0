"""Which question the head of a column names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from coachdesk.features.surveys.cells import plain
from coachdesk.features.surveys.model import Question, Survey
from coachdesk.kernel.text import LANGUAGES

_LEAST_PART = 12
"""A title inside a longer one, or a cut one, is recognised from so many letters on."""
_REMARK = re.compile(r"[(\[]([^)\]]*)[)\]]\s*$")
_NUMBERED = re.compile(
    r"\s*(?:q|k|f|v|kysymys|fråga|question)?\s*([0-9]{1,3})\s*(?:[.:)–-]+|\s|$)\s*", re.IGNORECASE
)
_UNIT_TITLES = frozenset(
    plain(word)
    for word in ("Tiimi", "Tiimin nimi", "Kehittämistiimi", "Yksikkö", "Yksikön nimi",
                 "Työyksikkö", "Työyhteisö", "Ryhmä", "Team", "Teamets namn", "Enhet",
                 "Enhetens namn", "Arbetsenhet", "Arbetsgemenskap", "Grupp", "Team name", "Unit",
                 "Unit name", "Work unit", "Group")
)  # fmt: skip

Questions = Sequence[Question]


@dataclass
class Titles:
    """The ways to name each question of a survey."""

    survey: Survey
    _whole: dict[str, Question] = field(default_factory=dict)
    _short: dict[str, dict[str, Question]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for question in self.survey.questions:
            self._whole[plain(question.key)] = question
            for language in LANGUAGES:
                self._whole[plain(question.title.in_language(language))] = question
            for alias in question.aliases:
                self._short.setdefault(plain(alias), {})[question.key] = question

    def question(self, text: str) -> Question | None:
        """The only question that a title names: by its words, key, number, or two of these."""
        found = self.named(text)
        return found[0] if len(found) == 1 else None

    def named(self, text: str) -> Questions:
        """The questions that a title may name; none of several is meant for sure."""
        if not text:
            return ()
        remark = _REMARK.search(text)
        bare = text[: remark.start()] if remark else text
        number = _NUMBERED.match(bare)
        rest = bare[number.end() :] if number else bare
        for words in (text, bare, rest):
            if found := self._by_words(plain(words)):
                return found
        if remark and (coded := self._coded(remark[1])):
            return (coded,)
        if number and not plain(rest):
            return self._numbered(int(number[1]))
        return self._in_part(plain(rest))

    def _by_words(self, words: str) -> Questions:
        whole = self._whole.get(words)
        return (whole,) if whole else tuple(self._short.get(words, {}).values())

    def _coded(self, remark: str) -> Question | None:
        """The key or number in brackets behind a title of other words."""
        if remark.strip().isdecimal():
            return None  # the number of a title that is not known says nothing sure
        return self._whole.get(plain(remark))

    def _numbered(self, number: int) -> Questions:
        return self.survey.questions[number - 1 : number] if number else ()

    def _in_part(self, words: str) -> Questions:
        """Questions whose titles are within the words, or of which they are the beginning."""
        if len(words) < _LEAST_PART:
            return ()
        found = {
            question.key: question
            for title, question in self._whole.items()
            if len(title) >= _LEAST_PART and (title in words or title.startswith(words))
        }
        return tuple(found.values())


def names_unit(text: str) -> bool:
    """Whether a title says that its column holds the unit or team."""
    return plain(_REMARK.sub("", text)) in _UNIT_TITLES
