"""Present state and target state side by side, and the way from one to the other."""

from coachdesk.documents.blocks import Block, Cell, Heading, Table
from coachdesk.handouts.form import Form, advice, empty_table, head, team_form
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg

_ROW_HEIGHT = 29.0


def _contents(form: Form, words: Words) -> list[Block]:
    how = msg(
        "handouts",
        "Describe first how things are now, then how they should be. Use facts and examples. "
        "Last, agree what leads from one to the other.",
    )
    actions = (
        msg("handouts", "What we do"), msg("handouts", "Who"), msg("handouts", "By when"),
        msg("handouts", "How we see that it helps"),
    )  # fmt: skip
    return [
        advice(how, words),
        head(form, words),
        _states(words),
        Heading(words(msg("handouts", "Action plan"))),
        empty_table(words, actions, 5, widths=(4, 1.8, 1.6, 3)),
    ]


def _states(words: Words) -> Table:
    sides = (
        msg("handouts", "For clients"), msg("handouts", "For us at work"),
        msg("handouts", "The way we work"), msg("handouts", "What figures tell"),
    )  # fmt: skip
    heads = (
        msg("handouts", "From whose side"), msg("handouts", "Present state"),
        msg("handouts", "Target state"),
    )  # fmt: skip
    return Table(
        tuple(words(each) for each in heads),
        tuple((Cell(words(side), is_header=True), "", "") for side in sides),
        widths=(1.6, 4, 4),
        room_to_write=True,
        row_height=_ROW_HEIGHT,
    )


HANDOUT = team_form(
    "present_target_state", msg("handouts", "Present state and target state"), _contents
)
