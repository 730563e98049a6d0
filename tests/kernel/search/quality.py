"""Counts what the search finds and what it finds wrongly, on groups of words."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from coachdesk.kernel.search.index import SearchIndex

DAY = dt.date(2026, 3, 2)


@dataclass(frozen=True)
class Group:
    language: str
    forms: tuple[str, ...]  # the dictionary form first
    near_misses: tuple[str, ...]


@dataclass
class Result:
    asked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str]] = field(default_factory=list)
    queries: int = 0

    def share(self, language: str) -> float:
        return self.found[language] / self.asked[language]

    @property
    def false_per_query(self) -> float:
        return len(self.false) / self.queries


def read_groups(path: Path) -> list[Group]:
    groups = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, base, forms, near = (part.strip() for part in line.split("|"))
            groups.append(Group(language, (base, *forms.split()), tuple(near.split())))
    return groups


def measure(index: SearchIndex, groups: Iterable[Group]) -> Result:
    """Every word is a text of its own; base finds form and form finds base.

    Found wrongly is what belongs to no group of the word, unless it is a compound with it.
    """
    groups = list(groups)
    words = sorted({word for g in groups for word in (*g.forms, *g.near_misses)})
    with index.transaction():
        for rid, word in enumerate(words):
            index.replace("word", rid, DAY, [word])
    family: dict[str, set[str]] = {}
    for group in groups:
        related = [g for g in groups if group.forms[0] in g.forms[0]]
        for word in group.forms:
            family.setdefault(word, set()).update(w for g in related for w in g.forms)
    result = Result()
    hits: dict[str, set[str]] = {}
    for group in groups:
        for word in group.forms:
            hits[word] = {words[hit.rid] for hit in index.query(word, limit=1000)}
            result.queries += 1
            result.false += [(word, w) for w in sorted(hits[word] - family[word])]
        base, *forms = group.forms
        for asked, wanted in [(base, f) for f in forms] + [(f, base) for f in forms]:
            result.asked[group.language] += 1
            if wanted in hits[asked]:
                result.found[group.language] += 1
            else:
                result.missed.append((asked, wanted))
    return result
