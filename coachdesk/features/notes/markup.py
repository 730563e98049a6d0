"""The light Markdown of notes, read line by line: what a line is and what it tells.

`# heading`, `- list`, `**bold**`; at the start of a line `[]` is a task (`[x]` a done one) and `!`
a decision; `@name` is a member, `#word` a tag. Everything else is plain text.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coachdesk.features.notes.line_marks import (
    AT,
    BOLD,
    TAG,
    TASK,
    Line,
    LineKind,
    may_be_marked,
    plain_words,
    read_line,
)
from coachdesk.features.notes.model import Person
from coachdesk.features.tasks.note_lines import NoteTask
from coachdesk.kernel.dates import find_date

__all__ = [
    "COACH_WORDS",
    "Line",
    "LineKind",
    "Mention",
    "ParsedNote",
    "Span",
    "continuation",
    "lines_that_matter",
    "may_be_marked",
    "mentions",
    "parse",
    "plain_words",
    "read_line",
    "spans",
    "tell_the_same",
    "toggled",
]

COACH_WORDS = frozenset({"minä", "jag", "me"})
"""After `@` these mean the coach herself, in any of the three languages."""
_ENDING_LIMIT = 5  # letters of an inflected first name behind the name: @Annalle, @Pekalta

_LIST_MARK = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<bullet>[-*+•][ \t]+)?(?P<box>\[[ xX]?\][ \t]*)"
    r"|(?P<item>[-*+•][ \t]+)|(?P<number>\d{1,3})(?P<point>[.)][ \t]+))"
)
_MATTERS = re.compile(r"^(?=[ \t]*(?:[-*+][ \t]+)?\[[ xX]?\]|[ \t]*!|[^\n]*[@#]).*$", re.MULTILINE)

_GIST = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+)?\[[ xX]?\].*$|^[ \t]*!.*$|(?<![\w#&/])#\w[\w-]*", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a line in a style: "bold", "tag" or "mention"."""

    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Mention:
    """`@name` at characters `start` to `end`; `person` is the member meant, if one is."""

    start: int
    end: int
    name: str
    person: Person | None


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """What the lines of a note tell."""

    tasks: tuple[NoteTask, ...]
    decisions: tuple[str, ...]
    tags: tuple[str, ...]
    mentions: tuple[Person, ...]


def spans(line: str) -> list[Span]:
    """The bold words, tags and mentions of a line, in the order in which they begin."""
    found: list[Span] = []
    if "**" in line:
        found += [Span(m.start(), m.end(), "bold") for m in BOLD.finditer(line)]
    if "#" in line:
        found += [Span(m.start(), m.end(), "tag") for m in TAG.finditer(line)]
    if "@" in line:
        found += [Span(m.start(), m.end(), "mention") for m in AT.finditer(line)]
    return sorted(found, key=lambda span: span.start)


def lines_that_matter(body: str) -> list[str]:
    """The lines from which `parse` takes something: if they stay, what it tells stays."""
    return _MATTERS.findall(body)


def tell_the_same(old: str, new: str) -> bool:
    """Whether tasks, decisions and tags are written alike in both texts: a quick look."""
    before, after = _marked_lines(old), _marked_lines(new)
    return before == after or _GIST.findall("\n".join(before)) == _GIST.findall("\n".join(after))


def _marked_lines(body: str) -> list[str]:
    return [line for line in body.split("\n") if "[" in line or "!" in line or "#" in line]


def parse(
    body: str,
    today: dt.date,
    language: str,
    people: Sequence[Person],
    known: dict[Line, NoteTask] | None = None,
) -> ParsedNote:
    """What a note tells. Dates are read as `kernel.dates.find_date` does on that day.

    `known` keeps what task lines tell, for another text read on the same terms.
    """
    known = {} if known is None else known
    tasks: list[NoteTask] = []
    decisions: list[str] = []
    tags: dict[str, None] = {}
    mentioned: dict[int, Person] = {}
    for line in lines_that_matter(body):
        read = read_line(line)
        if read.kind is LineKind.TASK:
            if read not in known:
                known[read] = _task(read, today, language, people)
            tasks.append(known[read])
        elif read.kind is LineKind.DECISION:
            decisions.append(read.text.strip())
        for match in TAG.finditer(line):
            tags[match[1].lower()] = None
        for mention in mentions(line, people):
            if mention.person:
                mentioned.setdefault(mention.person.rid, mention.person)
    found = (task for task in tasks if task.title)
    return ParsedNote(tuple(found), tuple(decisions), tuple(tags), tuple(mentioned.values()))


def mentions(line: str, people: Sequence[Person]) -> Iterator[Mention]:
    """The names behind `@` in a line, with whom they mean."""
    for match in AT.finditer(line):
        person, end = _person_at(line, match, people)
        yield Mention(match.start(), end, line[match.start() + 1 : end], person)


def _person_at(
    line: str, match: re.Match[str], people: Sequence[Person]
) -> tuple[Person | None, int]:
    """The member meant: by the whole name, the first name, or an inflected first name."""
    word = match[1].casefold()
    rest = line[match.start() + 1 :].casefold()
    whole = [one for one in people if _begins(rest, one.name.casefold())]
    if whole:
        longest = max(whole, key=lambda one: len(one.name))
        return longest, match.start() + 1 + len(longest.name)
    same = [one for one in people if one.first_name.casefold() == word]
    if same:
        return (same[0] if len(same) == 1 else None), match.end()
    inflected = [one for one in people if _is_inflected(word, one.first_name.casefold())]
    length = max((len(one.first_name) for one in inflected), default=0)
    nearest = [one for one in inflected if len(one.first_name) == length]
    return (nearest[0] if len(nearest) == 1 else None), match.end()


def _begins(rest: str, name: str) -> bool:
    return rest.startswith(name) and not rest[len(name) :][:1].isalnum()


def _is_inflected(word: str, first_name: str) -> bool:
    return (
        len(first_name) >= 3
        and word.startswith(first_name)
        and len(word) - len(first_name) <= _ENDING_LIMIT
    )


def _task(read: Line, today: dt.date, language: str, people: Sequence[Person]) -> NoteTask:
    line = read.text.strip()
    found = find_date(line, today, language)
    rest = found.without(line) if found else line
    due = found.date if found else None
    mention = next(mentions(rest, people), None)
    title = _title(rest, mention)
    if mention is None:
        return NoteTask(line, title, due=due, done=read.done)
    if mention.person:
        person = mention.person
        return NoteTask(line, title, "member", person.rid, "", person.team_rid, due, read.done)
    if mention.name.casefold() in COACH_WORDS:
        return NoteTask(line, title, "coach", due=due, done=read.done)
    return NoteTask(line, title, "other", who=mention.name, due=due, done=read.done)


def _title(text: str, mention: Mention | None) -> str:
    """The text without marks; the name of who does it goes from its ends, not from inside."""
    if mention:
        left, right = text[: mention.start].rstrip(), text[mention.end :].lstrip(" \t:,")
        if not left or not right:
            text = (left + right).rstrip(" \t:,")
    return " ".join(AT.sub(r"\1", BOLD.sub(r"\1", text)).split())


def continuation(line: str) -> str | None:
    """The mark with which the next line goes on after Enter at the end of `line`.

    Empty when the line is a mark without words: then the list ends here. None outside lists.
    """
    match = _LIST_MARK.match(line)
    if match is None:
        return None
    if not line[match.end() :].strip():
        return ""
    if match["number"]:
        return f"{match['indent']}{int(match['number']) + 1}{match['point']}"
    if match["item"]:
        return match["indent"] + match["item"]
    return f"{match['indent']}{match['bullet'] or ''}[] "


def toggled(line: str) -> str | None:
    """A task line with its box ticked or emptied; None for other lines."""
    match = TASK.match(line)
    if match is None:
        return None
    mark = "" if match[1] in {"x", "X"} else "x"
    return line[: match.start(1)] + mark + line[match.end(1) :]
