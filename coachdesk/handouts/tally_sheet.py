"""A tally sheet: a measure counted by hand, a row for each day."""

from coachdesk.documents.blocks import Block
from coachdesk.handouts.form import Form, empty_table, fields, head, how_to, plainly, team_form
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg


def _contents(form: Form, words: Words) -> list[Block]:
    how = msg(
        "handouts",
        "Agree first exactly what is counted. Make a stroke at once when it happens, every fifth "
        "one across the four before. Write 0 for a day when nothing happened, and nothing for a "
        "day when nobody counted.",
    )
    heads = (
        msg("handouts", "Day"), msg("handouts", "Strokes"), msg("handouts", "Sum"),
        msg("handouts", "What was different"),
    )  # fmt: skip
    plain = (
        msg("plain", "On this sheet you count how often something happens."),
        msg("plain", "First agree what you count. Write it down."),
    )
    days = (
        msg("plain", "Make one stroke at once, each time it happens."),
        msg("plain", "Draw every fifth stroke across the four before."),
        msg("plain", "Nothing happened that day? Write 0."),
        msg("plain", "Nobody counted that day? Write nothing."),
    )
    return [
        *how_to(form.chosen, words, how, *plain),
        head(form, words),
        fields(
            words,
            (msg("handouts", "Measure"), 9),
            (msg("handouts", "What exactly is counted, and what is not"), 13),
            (msg("handouts", "Who counts and where"), 9),
        ),
        *plainly(form.chosen, words, *days),
        empty_table(
            words, heads, 10 if form.is_plain else 14, widths=(1.5, 5, 1.1, 2.6), height=11
        ),
        fields(words, (msg("handouts", "All days together"), 10)),
    ]


HANDOUT = team_form("tally_sheet", msg("handouts", "Tally sheet"), _contents)
