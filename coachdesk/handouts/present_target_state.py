"""Present state and target state side by side, and the way from one to the other."""

from coachdesk.documents.blocks import Block, Cell, Heading, Table
from coachdesk.handouts.form import Form, empty_table, head, how_to, plainly, team_form
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg

_ROW_HEIGHT = 29.0


def _contents(form: Form, words: Words) -> list[Block]:
    how = msg(
        "handouts",
        "Describe first how things are now, then how they should be. Use facts and examples. "
        "Last, agree what leads from one to the other.",
    )
    plain = (
        msg("plain", "Present state means: how things are now."),
        msg("plain", "Target state means: how things should be."),
        msg("plain", "Write first how things are now. Tell what happens, and give examples."),
        msg("plain", "Then write beside it how things should be."),
    )
    action = msg("plain", "What do you do to get there? Write one thing on each row.")
    actions = (
        msg("handouts", "What we do"), msg("handouts", "Who"), msg("handouts", "By when"),
        msg("handouts", "How we see that it helps"),
    )  # fmt: skip
    return [
        *how_to(form.chosen, words, how, *plain),
        head(form, words),
        _states(words),
        Heading(words(msg("handouts", "Action plan"))),
        *plainly(form.chosen, words, action),
        empty_table(words, actions, 3 if form.is_plain else 5, widths=(4, 1.8, 1.6, 3)),
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
