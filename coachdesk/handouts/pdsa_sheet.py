"""A PDSA sheet: one small test of a change, from its plan to what is done next."""

from coachdesk.documents.blocks import Block, Heading, KeepTogether, PageBreak
from coachdesk.handouts.form import Form, advice, boxes, empty_table, fields, head, team_form
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg


def _contents(form: Form, words: Words) -> list[Block]:
    how = msg(
        "handouts",
        "One sheet for one small test. Fill in this page before the test, the next one during and "
        "after it. Write down what you expect: comparing it with what happens is how you learn.",
    )
    return [advice(how, words), head(form, words), *_plan(words), PageBreak(), *_after(words)]


def _plan(words: Words) -> list[Block]:
    purpose = msg(
        "handouts",
        "Purpose: ☐ collect data · ☐ develop a change · ☐ test a change · ☐ implement a change",
    )
    expect = (
        msg("handouts", "Questions that the test answers"),
        msg("handouts", "Prediction: what we expect"),
    )
    tasks = (
        msg("handouts", "Task"), msg("handouts", "Who"), msg("handouts", "When"),
        msg("handouts", "Where"),
    )  # fmt: skip
    data = (
        msg("handouts", "Data to collect"), msg("handouts", "Who"), msg("handouts", "How"),
        msg("handouts", "When"),
    )  # fmt: skip
    return [
        fields(
            words,
            (msg("handouts", "Number and name of the cycle"), 9),
            (msg("handouts", "Starts and ends on"), 9),
            (msg("handouts", "Overall goal it serves"), 9),
            (msg("handouts", "Objective of this test"), 9),
            (msg("handouts", "Idea for a change"), 13),
        ),
        boxes(purpose, words),
        Heading(words(msg("handouts", "Plan"))),
        empty_table(words, expect, 3, widths=(1, 1)),
        empty_table(words, tasks, 3, widths=(4, 2, 1.5, 2)),
        empty_table(words, data, 3, widths=(4, 2, 2, 1.5)),
    ]


def _after(words: Words) -> list[Block]:
    carried_out = msg("handouts", "Carried out as planned: ☐ yes · ☐ no")
    decision = msg(
        "handouts",
        "Decision: ☐ adopt (keep it) · ☐ adapt (change and test again) · ☐ abandon (drop it)",
    )
    return [
        Heading(words(msg("handouts", "Do"))),
        boxes(carried_out, words),
        fields(
            words,
            (msg("handouts", "Observations"), 30),
            (msg("handouts", "Problems"), 18),
            (msg("handouts", "Surprises"), 18),
        ),
        Heading(words(msg("handouts", "Study"))),
        fields(
            words,
            (msg("handouts", "Result against prediction"), 28),
            (msg("handouts", "Comparison with earlier cycles"), 20),
            (msg("handouts", "What we learned"), 28),
        ),
        KeepTogether(
            (
                Heading(words(msg("handouts", "Act"))),
                boxes(decision, words),
                fields(
                    words,
                    (msg("handouts", "Why"), 14),
                    (msg("handouts", "Next cycle: what we test and when"), 18),
                ),
            )
        ),
    ]


HANDOUT = team_form("pdsa_sheet", msg("handouts", "PDSA sheet"), _contents)
