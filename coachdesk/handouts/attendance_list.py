"""An attendance list to sign, team by team."""

from collections.abc import Iterable

from coachdesk.documents.blocks import Block, Cell, Document, Heading, KeepTogether, Table
from coachdesk.features.agendas.places import Workshop
from coachdesk.features.printing.model import Group, Handout, Option, Subject
from coachdesk.handouts.form import advice, empty_table
from coachdesk.handouts.gathering import Gathering, blank, collect, workshop_facts
from coachdesk.handouts.paper import paper
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import Message, msg

GUESTS = "guests"
_BLANK_ROWS = 20
_GUESTS = 4
_HOW = msg("handouts", "Sign for each day that you are present. Correct your name if it is wrong.")


def compose(data: Gathering, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The list in a language."""
    words = Words(language)
    blocks: list[Block] = [*workshop_facts(data, words), advice(_HOW, words)]
    if data.workshop is None:
        blocks += _blank(words)
    else:
        blocks += _lists(data, data.workshop, words)
    name = data.name(language)
    return paper(HANDOUT.title, name, data.today, blocks, words, large_print=large_print)


def _blank(words: Words) -> list[Block]:
    which = (msg("handouts", "Workshop"), msg("handouts", "Date"))
    heads = (
        msg("handouts", "Name"), msg("handouts", "Team or unit"), msg("handouts", "Signature")
    )  # fmt: skip
    return [
        empty_table(words, which, 1, widths=(3, 1)),
        empty_table(words, heads, _BLANK_ROWS, widths=(3, 3, 3)),
    ]


def _lists(data: Gathering, workshop: Workshop, words: Words) -> list[Block]:
    blocks: list[Block] = []
    group = msg("handouts", "Occupational group")
    for team, members in data.teams:
        people = [(one.name, one.occupational_group) for one in members]
        blocks.append(_list(team.name, group, [*people, ("", "")], workshop, words))
    if data.coaches:
        coaches = words(msg("handouts", "Coaches"))
        people = [(name, "") for name in data.coaches]
        blocks.append(_list(coaches, msg("handouts", "Remark"), people, workshop, words))
    if GUESTS in data.chosen:
        guests, unit = words(msg("handouts", "Guests")), msg("handouts", "Work unit")
        blocks.append(_list(guests, unit, [("", "")] * _GUESTS, workshop, words))
    return blocks


def _list(
    title: str,
    second: Message,
    people: Iterable[tuple[str, str]],
    workshop: Workshop,
    words: Words,
) -> KeepTogether:
    days = [words(workshop.day_words(day, words.language)) for day in workshop.days()]
    head = (words(msg("handouts", "Name")), words(second), *days)
    rows: tuple[tuple[str | Cell, ...], ...] = tuple(
        (Cell(name, is_header=True), more, *("" for _ in days)) for name, more in people
    )
    widths = (2.6, 2, *(2.4 for _ in days))
    return KeepTogether((Heading(title), Table(head, rows, widths=widths, room_to_write=True)))


HANDOUT = Handout(
    key="attendance_list",
    title=msg("handouts", "Attendance list"),
    subject=Subject.EVENT,
    collect=collect,
    compose=compose,
    options=(Option(GUESTS, msg("handouts", "Rows for guests")),),
    blank=blank,
    group=Group.WORKSHOP,
)
