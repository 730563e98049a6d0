"""A sparring sheet: what one team tells another about its experiment."""

from coachdesk.documents.blocks import Block
from coachdesk.handouts.form import Form, advice, fields, head, team_form
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg


def _contents(form: Form, words: Words) -> list[Block]:
    how = msg(
        "handouts",
        "Listen to another team's experiment first. Say what is good, then ask, then give ideas. "
        "Hand over your questions and ideas; keep the last part for your own team.",
    )
    return [
        advice(how, words),
        head(form, words),
        fields(
            words,
            (msg("handouts", "Whose experiment we comment on"), 11),
            (msg("handouts", "The experiment in a few words"), 22),
            (msg("handouts", "What was good"), 41),
            (msg("handouts", "Questions"), 41),
            (msg("handouts", "Ideas"), 41),
            (
                msg("handouts", "What I take home"),
                41,
                msg("handouts", "What we could try in our own unit"),
            ),
        ),
    ]


HANDOUT = team_form("sparring_sheet", msg("handouts", "Sparring sheet"), _contents)
