"""Whom a typed name means: a member, the coach herself, or someone else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coachdesk.features.tasks.model import Who, WhoKind
from coachdesk.kernel.text import Message, msg

COACH_WORDS = frozenset({"minä", "jag", "me"})
"""After `@` these mean the coach herself, in any of the three languages."""
ME: Message = msg("tasks", "me")
"""How the coach herself is shown; a word of `COACH_WORDS` in each language."""
_AT = re.compile(r"(?<![\w@.+-])@(\w[\w'’-]*)")
_ENDING_LIMIT = 5  # letters of an inflected first name behind the name: @Annalle, @Pekalta
_SHORTEST_INFLECTED = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whose name can be typed."""

    rid: int
    name: str

    @property
    def first_name(self) -> str:
        """The name up to the first blank."""
        return self.name.split(" ", 1)[0]


def take_mention(line: str, people: Sequence[Person]) -> tuple[str, Who]:
    """The first `@name` of a line, and the line without it; `Who()` when there is none.

    A member is meant by the whole name or by a first name that only one has, also inflected.
    Any other word is taken as it is.
    """
    match = _AT.search(line)
    if match is None:
        return line, Who()
    rest = line[match.start() + 1 :]
    whole = [one for one in people if _begins(rest.casefold(), one.name.casefold())]
    if whole:
        longest = max(whole, key=lambda one: len(one.name))
        who, length = _member(longest), len(longest.name)
    else:
        who, length = who_named(match[1], people), len(match[1])
    left, right = line[: match.start()].rstrip(), rest[length:].lstrip(" \t:,")
    return f"{left} {right}".strip(), who


def who_named(text: str, people: Sequence[Person]) -> Who:
    """Whom a whole text means: nobody when empty, the coach, a member, else free text."""
    name = text.strip().removeprefix("@")
    word = name.casefold()
    if not word:
        return Who()
    if word in COACH_WORDS:
        return Who(WhoKind.COACH)
    for alike in (
        [one for one in people if one.name.casefold() == word],
        [one for one in people if one.first_name.casefold() == word],
        _inflected(word, people),
    ):
        if alike:
            return _member(alike[0]) if len(alike) == 1 else Who(WhoKind.OTHER, None, name)
    return Who(WhoKind.OTHER, None, name)


def matching_names(typed: str, people: Iterable[Person], myself: str) -> list[str]:
    """Names to offer for what is being typed; `myself` is the word for the coach."""
    start = typed.casefold()
    found = [
        person.name
        for person in people
        if any(part.startswith(start) for part in _parts(person.name.casefold()))
    ]
    return [*found, myself] if myself.casefold().startswith(start) else found


def _parts(name: str) -> list[str]:
    return [name, *name.split()]


def _member(person: Person) -> Who:
    return Who(WhoKind.MEMBER, person.rid, person.name)


def _begins(rest: str, name: str) -> bool:
    return rest.startswith(name) and not rest[len(name) :][:1].isalnum()


def _inflected(word: str, people: Sequence[Person]) -> list[Person]:
    """Those with the longest first name of which the word may be an inflected form."""
    found = [one for one in people if _is_inflected(word, one.first_name.casefold())]
    length = max((len(one.first_name) for one in found), default=0)
    return [one for one in found if len(one.first_name) == length]


def _is_inflected(word: str, first_name: str) -> bool:
    return (
        len(first_name) >= _SHORTEST_INFLECTED
        and word.startswith(first_name)
        and len(word) - len(first_name) <= _ENDING_LIMIT
    )
