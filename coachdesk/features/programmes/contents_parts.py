"""Parts of a programme as one reads them in the window."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from coachdesk.features.programmes.event_status import event_status
from coachdesk.features.programmes.event_words import event_name, when_words
from coachdesk.features.programmes.links import HANDOUT_LINKS, SURVEY_LINKS, Link, links
from coachdesk.features.programmes.model import Event, Place
from coachdesk.features.programmes.template import (
    Agenda,
    Block,
    LocalText,
    Phase,
    Slot,
    Template,
    TemplateTask,
    TemplateWho,
)
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, say, tr
from coachdesk.ui.widgets.basic import Card, button, label
from coachdesk.ui.widgets.status import StatusLabel

_ACROSS = 2


def phase(template: Template, of: Phase, found: Sequence[Event], today: dt.date) -> QWidget:
    """What a phase is, and its event with the agenda of each day."""
    card = Card(of.name.in_language(current()))
    card.add(_text(of.description))
    for event in found:
        _add_event(card, template, event, today)
    return card


def events(template: Template, found: Sequence[Event], today: dt.date) -> list[QWidget]:
    """What these events are about, and the agenda of each of their days."""
    cards: list[QWidget] = []
    for event in found:
        card = Card(event_name(template, event, current()))
        _add_event(card, template, event, today)
        cards.append(card)
    return cards


def _add_event(card: Card, template: Template, event: Event, today: dt.date) -> None:
    when = StatusLabel()
    when.setWordWrap(True)
    when.show_status(event_status(event, today), when_words(event, today, current()))
    card.add(when)
    known = template.event(event.key)
    if known and known.contents:
        card.add(_points(known.contents.in_language(current()).splitlines()))
    for agenda in template.agendas_of(event.key):
        card.add(label(_day_words(event, agenda), "strong", wrap=True))
        card.add(_agenda(agenda))


def _day_words(event: Event, agenda: Agenda) -> Message:
    return msg("programmes", "Agenda, day {day} of {days}", day=agenda.day,
               days=max(event.days, agenda.day))  # fmt: skip


def _agenda(agenda: Agenda) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.L)
    grid.setVerticalSpacing(theme.S)
    grid.setColumnStretch(1, 1)
    for row, slot in enumerate(agenda.slots()):
        times = f"{_clock(slot.begins)}–{_clock(slot.ends)}"
        grid.addWidget(label(times, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(_block(slot), row, 1)
    return table


def _block(slot: Slot) -> QVBoxLayout:
    block = slot.block
    column = QVBoxLayout()
    column.setSpacing(0)
    title = block.title.in_language(current())
    if block.coach_only:
        title = tr(msg("programmes", "{title} (coach only)", title=title))
    column.addWidget(label(title, "strong", wrap=True))
    for text, words in _notes_of(block):
        column.addWidget(label(text, *words, wrap=True))
    if slot.gap < 0:
        over = plural(
            "programmes", "▲ What comes before runs {count} minute over.",
            "▲ What comes before runs {count} minutes over.", -slot.gap,
        )  # fmt: skip
        column.addWidget(label(over, "small", "warning", wrap=True))
    return column


def _notes_of(block: Block) -> list[tuple[str, tuple[str, ...]]]:
    language = current()
    notes: list[tuple[str, tuple[str, ...]]] = []
    if block.goal:
        notes.append((block.goal.in_language(language), ("muted",)))
    if block.materials:
        materials = block.materials.in_language(language)
        words = msg("programmes", "Materials: {materials}", materials=materials)
        notes.append((tr(words), ("small", "muted")))
    if block.instructions:
        notes.append((block.instructions.in_language(language), ("small",)))
    return notes


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes % (24 * 60), 60)
    return format_time(dt.time(hours, rest), current())


def questions(template: Template, phase: Phase) -> list[QWidget]:
    """Questions for coaching talks."""
    found = template.questions_of(phase.key)
    texts = [each.text.in_language(current()) for each in found]
    return _list_card(msg("programmes", "Questions for coaching talks"), texts)


def advice(template: Template, phase: Phase, *, is_now: bool) -> list[QWidget]:
    """Advice to the coach; open in the phase that is now, else to be opened."""
    found = template.advice_of(phase.key)
    if not found:
        return []
    card = Card(msg("programmes", "Advice to the coach"))
    points = _points([each.text.in_language(current()) for each in found])
    card.add(points)
    if not is_now:
        points.hide()
        opener = button(msg("programmes", "Show"), "link")
        opener.setAccessibleName(tr(msg("programmes", "Show the advice to the coach")))
        opener.clicked.connect(points.show)
        opener.clicked.connect(opener.hide)
        card.header.addWidget(opener)
    return [card]


def tasks(template: Template, phase: Phase) -> list[QWidget]:
    """What each team and the coach have to do in a phase."""
    found = [task for task in template.tasks if task.phase == phase.key]
    texts = [tr(_task_words(task)) for task in found]
    return _list_card(msg("programmes", "Tasks of the phase"), texts)


def _task_words(task: TemplateTask) -> Message:
    title = task.title.in_language(current())
    if task.who is TemplateWho.COACH:
        return msg("programmes", "{task} (coach)", task=title)
    return msg("programmes", "{task} (team)", task=title)


def links_of(context: Context, template: Template, phase: Phase, place: Place) -> list[QWidget]:
    """The hand-outs and surveys of a phase."""
    surveys = tuple(link.survey for link in template.surveys if link.phase == phase.key)
    groups = (
        (msg("programmes", "Hand-outs"), links(HANDOUT_LINKS, phase.handouts, place)),
        (msg("programmes", "Surveys"), links(SURVEY_LINKS, surveys, place)),
    )
    return [_link_card(context, title, found) for title, found in groups if found]


def _link_card(context: Context, title: Message, found: Sequence[Link]) -> Card:
    card = Card(title)
    grid = QGridLayout()
    for index, link in enumerate(found):
        grid.addWidget(_link(context, link), *divmod(index, _ACROSS))
    card.body.addLayout(grid)
    return card


def _link(context: Context, link: Link) -> QPushButton:
    result = button(say(link.title), "link")
    result.clicked.connect(lambda: context.navigate(link.target))
    return result


def roles(template: Template) -> QWidget:
    """Who is responsible for what, side by side."""
    card = Card(msg("programmes", "Roles side by side"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.XL)
    grid.setVerticalSpacing(theme.L)
    for index, role in enumerate(template.roles):
        row, column = divmod(index, _ACROSS)
        grid.setColumnStretch(column, 1)
        cell = QVBoxLayout()
        cell.setSpacing(theme.XS)
        cell.addWidget(label(role.name.in_language(current()), "strong", wrap=True))
        cell.addWidget(_points(role.duties.in_language(current()).splitlines()))
        cell.addStretch(1)
        grid.addLayout(cell, row, column)
    card.body.addLayout(grid)
    return card


def about(template: Template, facts: str) -> list[QWidget]:
    """The programme as a whole: what it is, where it comes from, which meetings it recommends."""
    card = Card(template.name.in_language(current()))
    card.add(_text(template.description))
    card.add(label(facts, "muted", wrap=True))
    card.add(label(template.source.in_language(current()), "small", "muted", wrap=True))
    meetings = [
        tr(
            plural(
                "programmes",
                "{title}: every week, {minutes} min",
                "{title}: every {count} weeks, {minutes} min",
                each.every_weeks, title=each.title.in_language(current()), minutes=each.minutes,
            )
        )
        for each in template.meetings
    ]  # fmt: skip
    return [card, *_list_card(msg("programmes", "Recommended meetings of a team"), meetings)]


def _list_card(title: Message, texts: Sequence[str]) -> list[QWidget]:
    if not texts:
        return []
    card = Card(title)
    card.add(_points(texts))
    return [card]


def _points(texts: Sequence[str]) -> QWidget:
    """A point a line, each wrapped beside its dot."""
    result = QWidget()
    grid = QGridLayout(result)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.S)
    grid.setVerticalSpacing(theme.XS)
    grid.setColumnStretch(1, 1)
    for row, text in enumerate(texts):
        grid.addWidget(label("•", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(text, wrap=True), row, 1)
    return result


def _text(text: LocalText) -> QWidget:
    return label(text.in_language(current()), wrap=True)
