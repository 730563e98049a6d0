"""A goals sheet: goals with their measures, placed in the quadruple aim."""

from dataclasses import replace

from coachdesk.documents.blocks import Block, Document, Table
from coachdesk.handouts.form import (
    WHAT_IS_KNOWN,
    Form,
    advice,
    fields,
    head,
    how_to,
    next_dates,
    plainly,
    team_form,
)
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg

_GOALS, _PLAIN_GOALS = 8, 5
_ROW_HEIGHT = 20.0


def _contents(form: Form, words: Words) -> list[Block]:
    how = msg(
        "handouts",
        "Write one goal on each row. The baseline is the figure of today, the target the figure "
        "you want to reach. A goal without a figure is fine: write how you see that it is met.",
    )
    aims = msg(
        "handouts",
        "Quadruple aim, circle what the goal serves: 1 customer experience and availability, "
        "2 effectiveness, 3 productivity, 4 staff experience",
    )
    plain = (
        msg("plain", "A goal tells what is better when you are ready."),
        msg("plain", "Write one goal on each row."),
    )
    figures = (
        msg("plain", "How do you see that things get better? Write what you measure."),
        msg("plain", "Baseline means: the figure of today."),
        msg("plain", "Target means: the figure that you want to reach."),
        msg("plain", "If you have no figure, leave the place empty."),
        msg("plain", "Whom does the goal help? Circle a number."),
    )
    expected = (msg("handouts", "What the team expects"), 9, None, form.expectations)
    return [
        *how_to(form.chosen, words, how, *plain),
        *next_dates(form, words),
        head(form, words),
        *([fields(words, expected)] if form.expectations else []),
        *plainly(form.chosen, words, *figures),
        advice(aims, words),
        _goals(_PLAIN_GOALS if form.is_plain else _GOALS, words),
    ]


def _goals(rows: int, words: Words) -> Table:
    heads = (
        msg("handouts", "Goal"), msg("handouts", "Measure"), msg("handouts", "Baseline"),
        msg("handouts", "Target"), msg("handouts", "By when"), msg("handouts", "Aim"),
    )  # fmt: skip
    return Table(
        tuple(words(each) for each in heads),
        (("", "", "", "", "", "1 · 2 · 3 · 4"),) * rows,
        widths=(3.6, 2.6, 1.4, 1.4, 1.5, 1.3),
        room_to_write=True,
        row_height=_ROW_HEIGHT,
    )


_SHEET = team_form("goals_sheet", msg("handouts", "Goals sheet"), _contents, (WHAT_IS_KNOWN,))


def compose(form: Form, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The sheet in a language; large letters need a turned page to leave room for words."""
    return replace(_SHEET.compose(form, language, large_print), landscape=large_print)


HANDOUT = replace(_SHEET, compose=compose)
