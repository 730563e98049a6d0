"""An action plan: what is done, who does it, by when, and how it is followed."""

from coachdesk.documents.blocks import Block
from coachdesk.handouts.form import Form, empty_table, fields, head, how_to, plainly, team_form
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
    plain = (
        msg("plain", "This plan tells what you do and who does it."),
        msg("plain", "First write what you want to reach."),
    )
    rows = (
        msg("plain", "Write one thing to do on each row."),
        msg("plain", "One person looks after it. Write the name and the day."),
        msg("plain", "How do you see that it goes on? Write that too."),
        msg("plain", "Tick the last place when it is done."),
    )
    return [
        *how_to(form.chosen, words, how, *plain),
        head(form, words),
        fields(
            words,
            (msg("handouts", "Goal of the plan"), 14),
            (msg("handouts", "We look at the plan together on"), 10),
        ),
        *plainly(form.chosen, words, *rows),
        empty_table(
            words,
            actions,
            9 if form.is_plain else 13,
            widths=(4.2, 1.9, 1.6, 2.6, 1.1),
            height=12.5,
        ),
    ]


HANDOUT = team_form("action_plan", msg("handouts", "Action plan"), _contents)
