"""What every paper has: a title, whom it is about, the day, and facts at its head."""

import datetime as dt
from collections.abc import Iterable, Sequence

from coachdesk.documents.blocks import Block, Document, KeyValues
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import Message


def paper(
    title: Message,
    subject: str,
    today: dt.date | None,
    blocks: Sequence[Block],
    words: Words,
    *,
    large_print: bool,
    landscape: bool = False,
) -> Document:
    """The document of a hand-out in the language of `words`; a blank one has no day."""
    return Document(
        title=words(title),
        subject=subject,
        language=words.language,
        date_text=words.date(today, "day"),
        blocks=tuple(blocks),
        large_print=large_print,
        landscape=landscape,
    )


def facts(pairs: Iterable[tuple[Message, str]], words: Words) -> list[Block]:
    """Names with their values, side by side; those without a value are left out."""
    known = tuple((words(name), value) for name, value in pairs if value)
    return [KeyValues(known)] if known else []
