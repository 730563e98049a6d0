"""What moving an event does, in words."""

from collections import Counter
from collections.abc import Sequence

from coachdesk.features.programmes.moving import Hanging, MovePreview
from coachdesk.kernel.text import Message, msg, plural

_MOST_NAMED = 3


def effects(preview: MovePreview, language: str) -> list[Message]:
    """What moves along, what was fixed by hand and stays, what is finished: a sentence each."""
    result: list[Message] = []
    if work := _work(preview):
        result.append(work)
    if followers := len(preview.events) - 1:
        result.append(
            plural("programmes", "{count} event that follows it moves too.",
                   "{count} events that follow it move too.", followers)
        )  # fmt: skip
    if preview.fixed:
        result.append(
            plural("programmes", "{count} date fixed by hand stays: {names}.",
                   "{count} dates fixed by hand stay: {names}.", len(preview.fixed),
                   names=_named(preview.fixed, language))
        )  # fmt: skip
    if preview.done:
        result.append(
            plural("programmes", "{count} finished one keeps its date.",
                   "{count} finished ones keep their dates.", preview.done)
        )  # fmt: skip
    return result or [msg("programmes", "No other date depends on it.")]


def _work(preview: MovePreview) -> Message | None:
    counted = Counter(move.what.table for move in preview.dates)
    tasks, items = counted["task"], counted["checklist_item"]
    task_words = plural("programmes", "{count} task", "{count} tasks", tasks)
    item_words = plural("programmes", "{count} checklist item", "{count} checklist items", items)
    if tasks and items:
        return msg(
            "programmes", "Moves along: {tasks}, {items}.", tasks=task_words, items=item_words
        )
    if tasks or items:
        return msg("programmes", "Moves along: {work}.", work=task_words if tasks else item_words)
    return None


def _named(fixed: Sequence[Hanging], language: str) -> Message | str:
    names = (f"{each.title.in_language(language)} ({each.team})" for each in fixed[:_MOST_NAMED])
    shown = ", ".join(names)
    left = len(fixed) - _MOST_NAMED
    if left <= 0:
        return shown
    return msg("programmes", "{names} and {count} more", names=shown, count=left)
