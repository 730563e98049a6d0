"""A feedback form that participants of a workshop day fill in without their names."""

from coachdesk.documents.blocks import Block, Cell, Document, Lines, Table
from coachdesk.features.printing.model import Group, Handout, Subject
from coachdesk.handouts.form import PLAIN, PLAIN_LANGUAGE, empty_table, how_to, plainly
from coachdesk.handouts.gathering import Gathering, blank, collect, workshop_facts
from coachdesk.handouts.paper import paper
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg

_SCALE = ("1", "2", "3", "4", "5")


def compose(data: Gathering, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The form in a language."""
    words = Words(language)
    how = msg(
        "handouts",
        "Please answer without your name. Tick one box on each row: 1 means that you do not agree "
        "at all, 5 that you agree fully. Leave a row empty if you cannot say.",
    )
    plain = (
        msg("plain", "Tell us how the day was. Do not write your name."),
        msg("plain", "Tick one box on each row."),
        msg("plain", "1 means: I do not agree at all. 5 means: I agree fully."),
        msg("plain", "If you cannot say, leave the row empty."),
    )
    own_words = msg("plain", "Now tell us in your own words. A few words are enough.")
    blocks: list[Block] = workshop_facts(data, words)
    if data.workshop is None:
        which = (msg("handouts", "Workshop"), msg("handouts", "Date"))
        blocks.append(empty_table(words, which, 1, widths=(3, 1)))
    blocks += [*how_to(data.chosen, words, how, *plain), _statements(words)]
    blocks += [*plainly(data.chosen, words, own_words), *_open_questions(data, words)]
    name = data.name(language)
    return paper(HANDOUT.title, name, data.today, blocks, words, large_print=large_print)


def _statements(words: Words) -> Table:
    statements = (
        msg("handouts", "I know what our team does next."),
        msg("handouts", "The day was worth the time away from work."),
        msg("handouts", "I learned from the other teams."),
        msg("handouts", "I was heard."),
        msg("handouts", "The arrangements worked: place, timetable, food, pace."),
    )
    rows: tuple[tuple[str | Cell, ...], ...] = tuple(
        (Cell(words(each), is_header=True), *("☐" for _ in _SCALE)) for each in statements
    )
    head = words(msg("handouts", "What do you think?"))
    return Table((head, *_SCALE), rows, widths=(6, 1, 1, 1, 1, 1), room_to_write=True)


def _open_questions(data: Gathering, words: Words) -> list[Block]:
    most = 2 if PLAIN in data.chosen else 3
    questions = (
        (msg("handouts", "What was best?"), 3),
        (msg("handouts", "What should be done otherwise next time?"), 3),
        (msg("handouts", "What do you do first when you are back at work?"), 3),
        (msg("handouts", "Do you need support? Of what kind?"), 2),
        (msg("handouts", "Anything else"), 2),
    )
    return [Lines(min(lines, most), words(question)) for question, lines in questions]


HANDOUT = Handout(
    key="feedback_form",
    title=msg("handouts", "Feedback form"),
    subject=Subject.EVENT,
    collect=collect,
    compose=compose,
    options=(PLAIN_LANGUAGE,),
    blank=blank,
    group=Group.BY_HAND,
)
