"""What the search finds of methods: titles, targets, options and criteria, decisions, questions."""

from collections.abc import Iterator, Sequence

from coachdesk.features.methods import store
from coachdesk.features.methods.alternatives import Alternatives
from coachdesk.features.methods.model import Contents
from coachdesk.features.methods.priorities import Priorities
from coachdesk.features.methods.spread import CheckIn
from coachdesk.kernel.database import Database
from coachdesk.kernel.search.indexer import Entry, Source


def texts_of(contents: Contents) -> list[str]:
    """All that was written down in a method; names of people and teams are found elsewhere."""
    if isinstance(contents, Priorities):
        return [target.text for target in contents.targets]
    if isinstance(contents, Alternatives):
        options = [option.text for option in contents.options]
        criteria = [criterion.text for criterion in contents.criteria]
        return [*options, *criteria, *filter(None, [contents.reason])]
    if isinstance(contents, CheckIn):
        return list(filter(None, [contents.question]))
    return []


def _read(db: Database, rids: Sequence[int]) -> Iterator[Entry]:
    for use in store.uses(db, rids):
        lines = texts_of(use.contents)
        if use.title or lines:
            title = use.title or lines.pop(0)
            yield Entry(use.rid, use.made_on, title, "\n".join(lines))


SOURCES = (Source("method_use", "method_use", _read),)
