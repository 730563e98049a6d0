"""A sparring sheet: what one team tells another about its experiment."""

from coachdesk.documents.blocks import Block
from coachdesk.handouts.form import Form, fields, head, how_to, team_form
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg


def _contents(form: Form, words: Words) -> list[Block]:
    how = msg(
        "handouts",
        "Listen to another team's experiment first. Say what is good, then ask, then give ideas. "
        "Hand over your questions and ideas; keep the last part for your own team.",
    )
    plain = (
        msg("plain", "Another team tells about its test. Listen to the end."),
        msg("plain", "First say what was good."),
        msg("plain", "Then ask. Then give ideas."),
        msg("plain", "Write short sentences. The other team gets your questions and ideas."),
        msg("plain", "The last part is for your own team. Keep it."),
    )
    room = 29 if form.is_plain else 41
    return [
        *how_to(form.chosen, words, how, *plain),
        head(form, words),
        fields(
            words,
            (msg("handouts", "Whose experiment we comment on"), 11),
            (msg("handouts", "The experiment in a few words"), 22),
            (msg("handouts", "What was good"), room),
            (msg("handouts", "Questions"), room),
            (msg("handouts", "Ideas"), room),
            (
                msg("handouts", "What I take home"),
                room,
                msg("handouts", "What we could try in our own unit"),
            ),
        ),
    ]


HANDOUT = team_form("sparring_sheet", msg("handouts", "Sparring sheet"), _contents)
