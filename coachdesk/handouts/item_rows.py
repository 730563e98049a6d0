"""Checklist items on paper."""

import datetime as dt
from collections.abc import Sequence

from coachdesk.documents.blocks import Block, Cell, Span, Table, Text
from coachdesk.features.checklists.model import (
    STATE_NAMES,
    Item,
    ItemState,
    kind_of,
    missing,
    progress,
    title_of,
)
from coachdesk.handouts.programme import Programme, due_words
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.text import msg

_SIGNS = {ItemState.DONE: "✓ ", ItemState.NOT_APPLICABLE: "– "}


def is_late(item: Item, today: dt.date) -> bool:
    """Whether something is still to be done that should be done by now."""
    return bool(missing([item])) and item.due.on is not None and item.due.on < today


def item_title(item: Item, programme: Programme | None, words: Words) -> str:
    """The item in the paper's language."""
    return title_of(programme.template if programme else None, item, words.language)


def item_standing(item: Item, programme: Programme | None, words: Words, today: dt.date) -> str:
    """How far an item is, as sign and word: late, its own stage or its state, support needed."""
    late = words(msg("handouts", "▲ late")) if is_late(item, today) else ""
    support = words(msg("handouts", "support needed")) if item.support_needed else ""
    state = "" if late and not _is_begun(item) else _state(item, programme, words)
    return _SIGNS.get(item.state, "") + joined(late, state, support)


def gap_standing(item: Item, programme: Programme | None, words: Words, today: dt.date) -> str:
    """As `item_standing` where something is missing: that nothing was done goes without saying."""
    if _is_begun(item) or is_late(item, today):
        return item_standing(item, programme, words, today)
    return ""


def _is_begun(item: Item) -> bool:
    return bool(item.stage) or item.state is not ItemState.NOT_STARTED


def _state(item: Item, programme: Programme | None, words: Words) -> str:
    kind = kind_of(programme.template, item) if programme else None
    stage = kind.stage(item.stage) if kind else None
    state = stage.short.in_language(words.language) if stage else words(STATE_NAMES[item.state])
    return state[:1].lower() + state[1:]


def done_words(items: Sequence[Item], words: Words) -> str:
    """How many of those that apply are done."""
    made = progress(items)
    return words(msg("handouts", "{done} of {all} done", done=made.done, all=made.applicable))


def item_text(item: Item, programme: Programme | None, words: Words, *, remark: bool) -> Text:
    """The item and, if wanted, what was remarked on it, in small print."""
    spans = [Span(item_title(item, programme, words))]
    remarks = (item.remark, item.support_remark) if remark else ()
    spans += [Span(f"\n{text}", muted=True) for text in remarks if text]
    return tuple(spans)


def item_table(
    items: Sequence[Item],
    programme: Programme | None,
    words: Words,
    today: dt.date,
    *,
    remarks: bool = False,
) -> Block:
    """Items as a table of what, who, by when and how far."""
    rows = tuple(
        (
            Cell(item_text(item, programme, words, remark=remarks)),
            item.who,
            due_words(item.due, programme, words),
            item_standing(item, programme, words, today),
        )
        for item in items
    )
    return Table(words.table_head(), rows, widths=(5.0, 2.0, 1.9, 2.6))
