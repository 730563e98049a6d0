"""Forms that a team fills in by hand: with its name at the head, or blank."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coachdesk.documents.blocks import Block, Cell, Document, Field, Fields, Para, Span, Table, Text
from coachdesk.features.printing.model import Choices, Group, Handout, Option, Subject
from coachdesk.features.teams import store as teams
from coachdesk.handouts.paper import paper
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, msg


@dataclass(frozen=True, slots=True)
class Form:
    """Whom a form is for; without a day and a name when it is blank."""

    today: dt.date | None = None
    team: str = ""
    unit: str = ""


Contents = Callable[[Form, Words], Sequence[Block]]


def collect(db: Database, team_rid: int, today: dt.date, _: Choices) -> Form | None:
    """What the head of a team's form tells; None when the team is gone."""
    team = teams.team(db, team_rid)
    return Form(today, team.name, team.unit_name) if team else None


def blank(_: Choices) -> Form:
    """A form for nobody yet."""
    return Form()


def team_form(
    key: str, title: Message, contents: Contents, options: tuple[Option, ...] = ()
) -> Handout[Form]:
    """A hand-out of which only the head is filled, with what the contents say below it."""

    def compose(form: Form, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
        words = Words(language)
        blocks = contents(form, words)
        return paper(title, form.team, form.today, blocks, words, large_print=large_print)

    return Handout(
        key=key,
        title=title,
        subject=Subject.TEAM,
        collect=collect,
        compose=compose,
        options=options,
        blank=blank,
        group=Group.BY_HAND,
    )


def head(form: Form, words: Words, *more: Message) -> Table:
    """Team, unit and day, filled in where known, and what more is asked at the head."""
    names = (msg("handouts", "Team"), msg("handouts", "Work unit"), msg("handouts", "Date"), *more)
    known = (form.team, form.unit, words.date(form.today, "day"))
    row = tuple(Cell(text) for text in (*known, *("" for _ in more)))
    return Table(tuple(words(each) for each in names), (row,), room_to_write=True)


def advice(text: Message, words: Words) -> Para:
    """How the form is filled in."""
    return Para(words(text))


def boxes(text: Message, words: Words) -> Para:
    """A line with boxes to tick; a box stays with the word after it."""
    return Para(words(text).replace("☐ ", "☐\u00a0"))


def fields(
    words: Words, *asked: tuple[Message, float] | tuple[Message, float, Message], share: float = 0.3
) -> Fields:
    """What is asked, how many millimetres there are to answer, and an explanation if needed."""
    return Fields(tuple(_field(words, *each) for each in asked), share)


def _field(words: Words, label: Message, height: float, hint: Message | None = None) -> Field:
    text: Text = words(label)
    if hint is not None:
        text = (Span(words(label)), Span(f"\n{words(hint)}", muted=True))
    return Field(text, height)


def empty_table(
    words: Words,
    heads: Sequence[Message],
    rows: int,
    *,
    widths: tuple[float, ...] = (),
    height: float = 0.0,
) -> Table:
    """A table to fill in; its rows are `height` millimetres high, or as high as handwriting."""
    empty = tuple("" for _ in heads)
    return Table(
        tuple(words(each) for each in heads),
        (empty,) * rows,
        widths=widths,
        room_to_write=True,
        row_height=height,
    )
