"""Forms that a team fills in by hand: with its name at the head, or blank."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from coachdesk.documents.blocks import Block, Cell, Document, Field, Fields, Para, Span, Table, Text
from coachdesk.features.printing.model import Choices, Group, Handout, Option, Subject
from coachdesk.features.teams import store as teams
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.programme import Programme, next_workshop, programme_of_team
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import Message, msg

PLAIN, FILLED, FILLABLE = "plain", "filled", "fillable"
PLAIN_LANGUAGE = Option(PLAIN, msg("handouts", "Instructions in plain language"), default=False)
ON_A_COMPUTER = Option(FILLABLE, msg("handouts", "Fillable on a computer"), default=False)
WHAT_IS_KNOWN = Option(FILLED, msg("handouts", "Next workshop, what the team expects"))

Asked = (
    tuple[Message, float]
    | tuple[Message, float, Message | None]
    | tuple[Message, float, Message | None, str]
)
"""A label, millimetres of room to answer, an explanation if needed, the answer if known."""


@dataclass(frozen=True, slots=True)
class Form:
    """Whom a form is for; without a day and a name when it is blank.

    It may be `held_on` for a workshop, see `Choices`. Programme and expectations are told only
    when she chose to fill in what is known, and whom the team `comments_on` only for a sparring
    sheet.
    """

    today: dt.date | None = None
    team: str = ""
    unit: str = ""
    chosen: frozenset[str] = frozenset()
    programme: Programme | None = None
    expectations: str = ""
    comments_on: tuple[str, ...] = ()
    held_on: dt.date | None = None

    @property
    def is_plain(self) -> bool:
        """Whether its instructions are in plain language, which takes more room."""
        return PLAIN in self.chosen


Contents = Callable[[Form, Words], Sequence[Block]]


def collect(db: Database, team_rid: int, today: dt.date, choices: Choices) -> Form | None:
    """What the head of a team's form tells; None when the team is gone."""
    team = teams.team(db, team_rid)
    if team is None:
        return None
    form = Form(today, team.name, team.unit_name, choices.options, held_on=choices.held_on)
    if FILLED not in choices.options:
        return form
    programme = programme_of_team(db, team_rid, today)
    return replace(form, programme=programme, expectations=team.expectations)


def blank(choices: Choices) -> Form:
    """A form for nobody yet."""
    return Form(chosen=choices.options)


def team_form(
    key: str, title: Message, contents: Contents, options: tuple[Option, ...] = ()
) -> Handout[Form]:
    """A hand-out of which only the head is filled, with what the contents say below it."""

    def compose(form: Form, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
        words = Words(language)
        blocks = contents(form, words)
        sheet = paper(title, form.team, form.today, blocks, words, large_print=large_print)
        return replace(sheet, fillable=FILLABLE in form.chosen)

    return Handout(
        key=key,
        title=title,
        subject=Subject.TEAM,
        collect=collect,
        compose=compose,
        options=(*options, PLAIN_LANGUAGE, ON_A_COMPUTER),
        blank=blank,
        group=Group.BY_HAND,
    )


def head(form: Form, words: Words) -> Table:
    """Team and unit, filled in where known, and the day on which it is written, never printed."""
    names = (msg("handouts", "Team"), msg("handouts", "Work unit"), msg("handouts", "Date"))
    row = tuple(Cell(text) for text in (form.team, form.unit, ""))
    heads = tuple(words(each) for each in names)
    return Table(heads, (row,), widths=(4.0, 4.0, 2.0), room_to_write=True)


def next_dates(form: Form, words: Words) -> list[Block]:
    """The workshop that the team gets ready for, if that is known."""
    if form.today is None:
        return []
    workshop = next_workshop(form.programme, form.today, words, after=form.held_on)
    return facts([(msg("handouts", "Next workshop"), workshop)], words)


def advice(text: Message, words: Words) -> Para:
    """How the form is filled in."""
    return Para(words(text))


def how_to(chosen: Collection[str], words: Words, usual: Message, *plain: Message) -> list[Block]:
    """How the form is filled in; in plain language, if chosen, one thing at a time."""
    return plainly(chosen, words, *plain) or [advice(usual, words)]


def plainly(chosen: Collection[str], words: Words, *plain: Message) -> list[Block]:
    """What to do with what follows, only where plain language is chosen."""
    return [Para(words(each), "plain") for each in plain] if PLAIN in chosen else []


def boxes(text: Message, words: Words) -> Para:
    """A line with boxes to tick; a box stays with the word after it."""
    return Para(words(text).replace("☐ ", "☐\u00a0"))


def fields(words: Words, *asked: Asked, share: float = 0.3) -> Fields:
    """What is asked, and room to answer."""
    return Fields(tuple(_field(words, *each) for each in asked), share)


def _field(
    words: Words, label: Message, height: float, hint: Message | None = None, value: str = ""
) -> Field:
    text: Text = words(label)
    if hint is not None:
        text = (Span(words(label)), Span(f"\n{words(hint)}", muted=True))
    return Field(text, height, value)


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
