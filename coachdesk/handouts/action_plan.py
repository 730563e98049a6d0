"""An action plan: what is done, who does it, by when, and how it is followed."""

from coachdesk.documents.blocks import Block
from coachdesk.handouts.form import Form, advice, empty_table, fields, head, team_form
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg


def _contents(form: Form, words: Words) -> list[Block]:
    how = msg(
        "handouts",
        "Write each action so that everybody sees when it is done. Every action has one person "
        "who looks after it and a day.",
    )
    actions = (
        msg("handouts", "What is done"), msg("handouts", "Who"), msg("handouts", "By when"),
        msg("handouts", "How it is followed"), msg("handouts", "Done"),
    )  # fmt: skip
    return [
        advice(how, words),
        head(form, words),
        fields(
            words,
            (msg("handouts", "Goal of the plan"), 14),
            (msg("handouts", "We look at the plan together on"), 10),
        ),
        empty_table(words, actions, 13, widths=(4.2, 1.9, 1.6, 2.6, 1.1), height=12.5),
    ]


HANDOUT = team_form("action_plan", msg("handouts", "Action plan"), _contents)
