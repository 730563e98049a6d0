"""The lines of the tree: every part of a programme where a coach looks for it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from coachdesk.features.editor.model import (
    INNER,
    OF_PHASES,
    SECTIONS,
    Group,
    Node,
    Place,
    inner_nodes,
    nodes_of,
    part,
    title_field,
)
from coachdesk.features.editor.problems import Draft
from coachdesk.features.editor.words import GROUPS, LANGUAGE_WORDS, part_title
from coachdesk.features.programmes.template import Agenda, Slot, Template
from coachdesk.features.programmes.template_parts import MINUTES_OF_DAY
from coachdesk.features.programmes.template_reading import NO_TEXT
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.text import LANGUAGES, Message, msg, plural


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the tree.

    `words` is the title of the part itself in the language of the tree, and `aside` what stands at
    the end of the line. `problems` counts what is missing in it and below it,
    `languages` are those that texts of it miss, where that is all.
    """

    place: Place
    title: Message | str
    words: str = ""
    aside: Message | str = ""
    problems: int = 0
    languages: tuple[str, ...] = ()
    children: tuple["Line", ...] = field(default=(), compare=False)

    def walk(self) -> Iterator["Line"]:
        """This line and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def mark(self) -> Message | str:
        """The sign for what is missing, short."""
        if self.languages:
            return f"▲ {', '.join(self.languages)}"
        return f"▲ {self.problems}" if self.problems else ""

    def said(self) -> Message | str:
        """All of it in words."""
        if not self.problems:
            if not self.aside:
                return self.title
            return msg("editor", "{title}, {aside}", title=self.title, aside=self.aside)
        if self.languages:
            missing = msg("editor", "text missing in {languages}", languages=_names(self.languages))
        else:
            missing = plural(
                "editor", "{count} thing is missing", "{count} things are missing", self.problems
            )
        return msg("editor", "{title}, {missing}", title=self.title, missing=missing)


def outline(draft: Draft, language: str, *, editable: bool) -> tuple[Line, ...]:
    """The tree of a programme; lists that are empty are shown where something can be added."""
    return _Builder(draft, language, editable=editable).build()


class _Builder:
    def __init__(self, draft: Draft, language: str, *, editable: bool) -> None:
        self._template: Template = draft.template
        self._language = language
        self._editable = editable
        self._own = Counter(problem.place for problem in draft.problems)
        self._missing: dict[Place, set[str]] = {}
        for problem in draft.problems:
            self._missing.setdefault(problem.place, set()).add(problem.language)

    def build(self) -> tuple[Line, ...]:
        groups = (line for section in SECTIONS for line in self._group(Group(section)))
        return (self._line(Node()), *groups)

    def _group(self, group: Group) -> Iterator[Line]:
        nodes = nodes_of(self._template, group)
        if nodes or self._editable:
            children = tuple(self._node(node) for node in nodes)
            yield self._line(group, children, str(len(nodes)))

    def _node(self, node: Node) -> Line:
        if node.section == "phases":
            lists = (Group(section, node.key) for section in OF_PHASES)
            return self._line(node, tuple(line for one in lists for line in self._group(one)))
        if node.section == "events":
            return self._line(node, tuple(self._group(Group("agendas", node.key))))
        if node.section == "agendas":
            return self._line(node, tuple(self._blocks(node)), self._length(node))
        if node.section in INNER:
            inner = inner_nodes(self._template, node)
            return self._line(node, tuple(map(self._line, inner)))
        return self._line(node)

    def _blocks(self, node: Node) -> Iterator[Line]:
        for slot in self._slots(node):
            inner = Node(node.section, node.key, slot.block.key)
            begins = _clock(slot.begins, self._language)
            title = part_title(self._template, inner, self._language)
            timed = msg("editor", "{time} {title}", time=begins, title=title)
            yield self._line(inner, aside=_minutes(slot.block.minutes), title=timed)

    def _length(self, node: Node) -> Message | str:
        slots = self._slots(node)
        if not slots:
            return ""
        ends = (slots[0].begins, slots[-1].ends)
        return "–".join(_clock(minutes, self._language) for minutes in ends)

    def _slots(self, node: Node) -> tuple[Slot, ...]:
        agenda = part(self._template, node)
        return agenda.slots() if isinstance(agenda, Agenda) else ()

    def _line(
        self,
        place: Place,
        children: tuple[Line, ...] = (),
        aside: Message | str = "",
        title: Message | str = "",
    ) -> Line:
        below = sum(child.problems for child in children)
        missing = self._missing.get(place, set())
        only_texts = not below and "" not in missing
        languages = tuple(each for each in LANGUAGES if each in missing) if only_texts else ()
        if not title:
            title = (
                GROUPS[place.section] if isinstance(place, Group)
                else part_title(self._template, place, self._language)
            )  # fmt: skip
        return Line(
            place, title, self._words(place), aside, below + self._own[place], languages, children
        )  # fmt: skip

    def _words(self, place: Place) -> str:
        found = part(self._template, place) if isinstance(place, Node) else None
        field = title_field(place.kind) if isinstance(place, Node) else ""
        text = getattr(found, field) if found and field else NO_TEXT
        words: str = text.in_language(self._language)
        return words


def _clock(minutes: int, language: str) -> str:
    hour, minute = divmod(minutes % MINUTES_OF_DAY, 60)
    return format_time(dt.time(hour, minute), language)


def _minutes(minutes: int) -> Message:
    return msg("editor", "{minutes} min", minutes=minutes)


def _names(languages: tuple[str, ...]) -> Message:
    first = LANGUAGE_WORDS[languages[0]]
    if len(languages) == 1:
        return first
    if len(languages) == 2:
        return msg(
            "editor", "{first} and {second}", first=first, second=LANGUAGE_WORDS[languages[1]]
        )
    return msg("editor", "all languages")
