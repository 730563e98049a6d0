"""Tasks on paper: who, by when, how far, late ones first."""

import datetime as dt
from collections.abc import Iterable, Sequence

from coachdesk.documents.blocks import Block, Cell, Span, Table, Text
from coachdesk.features.tasks.model import STATE_NAMES, Source, Task, TaskState, Urgency, WhoKind
from coachdesk.handouts.programme import Programme, due_words
from coachdesk.handouts.wording import Words, joined
from coachdesk.kernel.text import LANGUAGES, Message, msg, plural

_ORDER = {
    Urgency.LATE: 0,
    Urgency.SOON: 1,
    Urgency.LATER: 2,
    Urgency.NO_DATE: 3,
    Urgency.FINISHED: 4,
}


def by_urgency(tasks: Iterable[Task], today: dt.date) -> list[Task]:
    """Late tasks first, then by due date; those without a date and the finished ones last."""
    return sorted(
        tasks,
        key=lambda task: (_ORDER[task.urgency(today)], task.due.on or dt.date.max, task.rid),
    )


def task_title(task: Task, programme: Programme | None, language: str) -> str:
    """What is to be done; a programme's own task in the paper's language, if unchanged."""
    template = programme.template if programme else None
    known = template.task(task.source_key) if template and task.source is Source.TEMPLATE else None
    if known and task.title in {known.title.in_language(each) for each in LANGUAGES}:
        return known.title.in_language(language)
    return task.title


def who_words(task: Task, words: Words) -> str:
    """Who does it: a name, the coach, or nothing."""
    if task.who.kind is WhoKind.COACH:
        return words(msg("handouts", "coach"))
    return task.who.name


def standing(task: Task, words: Words, today: dt.date) -> str:
    """How far it is, as sign and word, so that it reads without colour."""
    if task.state is TaskState.DONE:
        return "✓ " + joined(words(msg("handouts", "done")), words.date(task.done_on, "day_month"))
    if task.state is TaskState.DROPPED:
        return "– " + words(STATE_NAMES[task.state]).lower()
    urgency = task.urgency(today)
    late = words(msg("handouts", "▲ late")) if urgency is Urgency.LATE else ""
    soon = words(msg("handouts", "● due soon")) if urgency is Urgency.SOON else ""
    begun = words(msg("handouts", "in progress")) if task.state is TaskState.IN_PROGRESS else ""
    return joined(late or soon, begun) or words(msg("handouts", "open"))


def task_text(task: Task, programme: Programme | None, words: Words, *, remark: bool) -> Text:
    """The task, where it was carried over from, and its remark if wanted, in small print."""
    spans = [Span(task_title(task, programme, words.language))]
    if task.is_carried_over and task.first_phase_key and programme:
        phase = programme.phase_name(task.first_phase_key, words.language)
        carried = words(msg("handouts", "carried over from: {phase}", phase=phase))
        spans.append(Span(f"\n{carried}", muted=True))
    if remark and task.remark:
        spans.append(Span(f"\n{task.remark}", muted=True))
    return tuple(spans)


def finished_left_out(tasks: Iterable[Task]) -> list[Message]:
    """What to say of finished tasks that a paper leaves out."""
    states = [task.state for task in tasks]
    done, dropped = states.count(TaskState.DONE), states.count(TaskState.DROPPED)
    parts = []
    if done:
        parts.append(plural("handouts", "{count} task done", "{count} tasks done", done))
    if dropped:
        parts.append(plural("handouts", "{count} task dropped", "{count} tasks dropped", dropped))
    return parts


def task_table(
    tasks: Sequence[Task],
    programme: Programme | None,
    words: Words,
    today: dt.date,
    *,
    remarks: bool = False,
) -> Block:
    """Tasks in the given order as a table of what, who, by when and how far."""
    rows = tuple(
        (
            Cell(task_text(task, programme, words, remark=remarks)),
            who_words(task, words),
            due_words(task.due, programme, words),
            standing(task, words, today),
        )
        for task in tasks
    )
    return Table(words.table_head(), rows, widths=(5.0, 2.2, 1.9, 2.0))
