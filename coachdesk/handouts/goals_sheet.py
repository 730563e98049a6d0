"""A goals sheet: goals with their measures, placed in the quadruple aim."""

from coachdesk.documents.blocks import Block, Table
from coachdesk.handouts.form import Form, advice, head, team_form
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg

_GOALS = 8
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
    return [
        advice(how, words),
        head(form, words),
        advice(aims, words),
        _goals(words),
    ]


def _goals(words: Words) -> Table:
    heads = (
        msg("handouts", "Goal"), msg("handouts", "Measure"), msg("handouts", "Baseline"),
        msg("handouts", "Target"), msg("handouts", "By when"), msg("handouts", "Aim"),
    )  # fmt: skip
    return Table(
        tuple(words(each) for each in heads),
        (("", "", "", "", "", "1 · 2 · 3 · 4"),) * _GOALS,
        widths=(3.6, 2.6, 1.4, 1.4, 1.5, 1.3),
        room_to_write=True,
        row_height=_ROW_HEIGHT,
    )


HANDOUT = team_form("goals_sheet", msg("handouts", "Goals sheet"), _contents)
