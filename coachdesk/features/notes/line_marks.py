"""The marks of a note's line, and what it says without them."""

import re
from enum import Enum
from typing import NamedTuple

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
TASK = re.compile(r"[ \t]*(?:[-*+][ \t]+)?\[([ xX]?)\][ \t]*(?=\S)")
_DECISION = re.compile(r"[ \t]*!(?![!\[])[ \t]*(?=\S)")
_BULLET = re.compile(r"[ \t]*[-*+•][ \t]+")
_NUMBER = re.compile(r"[ \t]*\d{1,3}[.)][ \t]+")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
TAG = re.compile(r"(?<![\w#&/])#(?=[\w-]*[^\W\d_])(\w[\w-]*)")
AT = re.compile(r"(?<![\w@.+-])@(\w[\w'’-]*)")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])")
_LAST_TAGS = re.compile(r"(?:(?:^|[ \t]+)#(?=[\w-]*[^\W\d_])\w[\w-]*)+[ \t]*$")
_MAY_BE_MARKED = re.compile(r"[*#@]|^\s*[-\[+!•0-9]")


class LineKind(Enum):
    """What a line is."""

    PLAIN = "plain"
    HEADING = "heading"
    TASK = "task"
    DECISION = "decision"
    BULLET = "bullet"
    NUMBER = "number"


_MARKS = (
    (LineKind.TASK, TASK),
    (LineKind.DECISION, _DECISION),
    (LineKind.HEADING, _HEADING),
    (LineKind.BULLET, _BULLET),
    (LineKind.NUMBER, _NUMBER),
)


class Line(NamedTuple):
    """A line read: its text begins at character `start`, behind the mark."""

    kind: LineKind
    start: int
    text: str
    level: int = 0
    done: bool = False


def may_be_marked(line: str) -> bool:
    """A quick look whether a line may be more than plain text."""
    return _MAY_BE_MARKED.search(line) is not None


def read_line(line: str) -> Line:
    """What a line is, by its mark."""
    first = line.lstrip()[:1]
    if first and first in "#[-*+!•0123456789":
        for kind, pattern in _MARKS:
            if match := pattern.match(line):
                done = kind is LineKind.TASK and match[1] in {"x", "X"}
                level = len(match[1]) if kind is LineKind.HEADING else 0
                return Line(kind, match.end(), line[match.end() :], level, done)
    return Line(LineKind.PLAIN, 0, line)


def plain_words(line: str) -> str:
    """What a line says, without any marks; tags that stand behind its words are left out."""
    text = _LAST_TAGS.sub("", read_line(line).text)
    for marked in (BOLD, _ITALIC, TAG, AT):
        text = marked.sub(r"\1", text)
    return " ".join(text.split())
