"""A PDSA sheet: one small test of a change, from its plan to what is done next."""

from coachdesk.documents.blocks import Block, Heading, KeepTogether, PageBreak
from coachdesk.handouts.form import (
    WHAT_IS_KNOWN,
    Form,
    boxes,
    empty_table,
    fields,
    head,
    how_to,
    next_dates,
    plainly,
    team_form,
)
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg


def _contents(form: Form, words: Words) -> list[Block]:
    how = msg(
        "handouts",
        "One sheet for one small test. Fill in this page before the test, the next one during and "
        "after it. Write down what you expect: comparing it with what happens is how you learn.",
    )
    plain = (
        msg("plain", "This sheet is for one small test."),
        msg("plain", "A test means: you try a new way of working for a short time."),
        msg("plain", "Fill in the first part before the test."),
        msg("plain", "Fill in the rest during the test and after it."),
    )
    return [
        *how_to(form.chosen, words, how, *plain),
        *next_dates(form, words),
        head(form, words),
        *_idea(form, words),
        *_plan(form, words),
        *([] if form.is_plain else [PageBreak()]),
        *_do(form, words),
        *([PageBreak()] if form.is_plain else []),
        *_study(form, words),
        *_act(form, words),
    ]


def _idea(form: Form, words: Words) -> list[Block]:
    plain = (
        msg("plain", "Give the test a name. Write when it starts and when it ends."),
        msg("plain", "Write what you want to make better. Then write what you try."),
    )
    purpose = msg(
        "handouts",
        "Purpose: ☐ collect data · ☐ develop a change · ☐ test a change · ☐ implement a change",
    )
    why = msg("plain", "Why do you do the test? Tick a box.")
    return [
        *plainly(form.chosen, words, *plain),
        fields(
            words,
            (msg("handouts", "Number and name of the cycle"), 9),
            (msg("handouts", "Starts and ends on"), 9),
            (msg("handouts", "Overall goal it serves"), 9, None, form.expectations),
            (msg("handouts", "Objective of this test"), 9),
            (msg("handouts", "Idea for a change"), 13),
        ),
        *plainly(form.chosen, words, why),
        boxes(purpose, words),
    ]


def _plan(form: Form, words: Words) -> list[Block]:
    questions = (
        msg("plain", "What do you want to know? Write one question on each row."),
        msg("plain", "What do you think will happen? Write it beside the question."),
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
    who = msg("plain", "Who does what, where and when? Write one task on each row.")
    see = msg("plain", "How do you see what happens? Write what you count or ask.")
    return [
        Heading(words(msg("handouts", "Plan"))),
        *plainly(form.chosen, words, *questions),
        empty_table(words, expect, 3, widths=(1, 1)),
        *([PageBreak()] if form.is_plain else []),
        *plainly(form.chosen, words, who),
        empty_table(words, tasks, 3, widths=(4, 2, 1.5, 2)),
        *plainly(form.chosen, words, see),
        empty_table(words, data, 3, widths=(4, 2, 2, 1.5)),
    ]


def _do(form: Form, words: Words) -> list[Block]:
    carried_out = msg("handouts", "Carried out as planned: ☐ yes · ☐ no")
    plain = (
        msg("plain", "Did you do what you planned? Tick a box."),
        msg("plain", "Then write what you saw. What was difficult? What surprised you?"),
    )
    return [
        Heading(words(msg("handouts", "Do"))),
        *plainly(form.chosen, words, *plain),
        boxes(carried_out, words),
        fields(
            words,
            (msg("handouts", "Observations"), 30),
            (msg("handouts", "Problems"), 18),
            (msg("handouts", "Surprises"), 18),
        ),
    ]


def _study(form: Form, words: Words) -> list[Block]:
    plain = (
        msg("plain", "Look at what you thought would happen. Did it happen?"),
        msg("plain", "Have you tested this before? Write what is different now."),
        msg("plain", "Write what you learned."),
    )
    return [
        Heading(words(msg("handouts", "Study"))),
        *plainly(form.chosen, words, *plain),
        fields(
            words,
            (msg("handouts", "Result against prediction"), 28),
            (msg("handouts", "Comparison with earlier cycles"), 20),
            (msg("handouts", "What we learned"), 28),
        ),
    ]


def _act(form: Form, words: Words) -> list[Block]:
    decision = msg(
        "handouts",
        "Decision: ☐ adopt (keep it) · ☐ adapt (change and test again) · ☐ abandon (drop it)",
    )
    plain = (
        msg("plain", "Decide together what you do next. Tick a box."),
        msg("plain", "Adopt means: you keep the new way."),
        msg("plain", "Adapt means: you change it and test again."),
        msg("plain", "Abandon means: you stop it."),
    )
    return [
        KeepTogether(
            (
                Heading(words(msg("handouts", "Act"))),
                *plainly(form.chosen, words, *plain),
                boxes(decision, words),
                fields(
                    words,
                    (msg("handouts", "Why"), 14),
                    (msg("handouts", "Next cycle: what we test and when"), 18),
                ),
            )
        ),
    ]


HANDOUT = team_form("pdsa_sheet", msg("handouts", "PDSA sheet"), _contents, (WHAT_IS_KNOWN,))
