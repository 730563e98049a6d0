"""A prioritising sheet: development targets by votes, and by impact and effort."""

from coachdesk.documents.blocks import Block, Cell, Heading, Span, Table
from coachdesk.handouts.form import Form, head, how_to, plainly, team_form
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import Message, msg

_TARGETS, _PLAIN_TARGETS = 8, 6
_SQUARE_HEIGHT, _PLAIN_SQUARE_HEIGHT = 44.0, 29.0


def _contents(form: Form, words: Words) -> list[Block]:
    how = msg(
        "handouts",
        "List what could be developed. Give each person the same number of dots to share out. Then "
        "write the numbers of the targets into the squares and choose one to three to begin with.",
    )
    plain = (
        msg("plain", "This sheet helps you choose what to do first."),
        msg("plain", "What could be better at work? Write one thing on each row."),
        msg("plain", "Everybody gets the same number of dots. Draw your dots beside what matters."),
    )
    squares = (
        msg("plain", "How much does it help? How much work is it?"),
        msg("plain", "Write the number of each thing into one square."),
        msg("plain", "Choose one, two or three things. Begin with them."),
    )
    return [
        *how_to(form.chosen, words, how, *plain),
        head(form, words),
        Heading(words(msg("handouts", "Development targets and dots"))),
        _list(_PLAIN_TARGETS if form.is_plain else _TARGETS, words),
        Heading(words(msg("handouts", "Impact and effort"))),
        *plainly(form.chosen, words, *squares),
        _squares(_PLAIN_SQUARE_HEIGHT if form.is_plain else _SQUARE_HEIGHT, words),
    ]


def _list(count: int, words: Words) -> Table:
    heads = (
        msg("handouts", "No."), msg("handouts", "Development target"), msg("handouts", "Dots"),
        msg("handouts", "Order"),
    )  # fmt: skip
    rows = tuple((Cell(str(number), is_header=True), "", "", "") for number in range(1, count + 1))
    return Table(
        tuple(words(each) for each in heads), rows, widths=(0.7, 6, 2.4, 1.2), room_to_write=True
    )


def _squares(height: float, words: Words) -> Table:
    heads = (
        msg("handouts", "Impact"), msg("handouts", "Little effort"), msg("handouts", "Great effort")
    )  # fmt: skip
    great, small = msg("handouts", "Great impact"), msg("handouts", "Small impact")

    def square(text: Message) -> Cell:
        return Cell((Span(words(text), muted=True),))

    rows = (
        (
            Cell(words(great), is_header=True),
            square(msg("handouts", "Do these first")),
            square(msg("handouts", "Plan these well")),
        ),
        (
            Cell(words(small), is_header=True),
            square(msg("handouts", "Do these in passing")),
            square(msg("handouts", "Leave these")),
        ),
    )
    return Table(
        tuple(words(each) for each in heads),
        rows,
        widths=(1.5, 4, 4),
        room_to_write=True,
        row_height=height,
    )


HANDOUT = team_form("prioritising_sheet", msg("handouts", "Prioritising sheet"), _contents)
