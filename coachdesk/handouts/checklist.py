"""A team's checklist of pre-work: as it stands, or empty to be filled in by hand."""

import datetime as dt
from dataclasses import dataclass

from coachdesk.documents.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Lines,
    Para,
    Span,
    Table,
)
from coachdesk.features.checklists import store as checklists
from coachdesk.features.checklists.model import Item, ItemState, kind_of, template_item
from coachdesk.features.checklists.readiness import WORKSHOP
from coachdesk.features.printing.model import Choices, Handout, Option, Subject
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import Cohort, Place, Run
from coachdesk.features.programmes.template import available_templates, find_template
from coachdesk.features.programmes.template_parts import TemplateItem
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Team
from coachdesk.handouts.form import Form, head
from coachdesk.handouts.item_rows import done_words, item_table, item_title
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.programme import (
    Programme,
    due_words,
    meeting_fact,
    programme_of_team,
)
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import msg

BY_HAND, HELP, REMARKS = "by_hand", "help", "remarks"
_ROOM_BELOW = 6
_MAIN_PROGRAMME = "vetoa_ja_pitoa"


@dataclass(frozen=True, slots=True)
class Checklist:
    """A team's list in the programme that it takes part in; nobody's when blank."""

    today: dt.date | None
    chosen: frozenset[str]
    team: Team | None
    programme: Programme | None
    items: tuple[Item, ...]


def collect(db: Database, team_rid: int, today: dt.date, choices: Choices) -> Checklist | None:
    """Read a team's checklist; None when the team is gone."""
    team = teams.team(db, team_rid)
    if team is None:
        return None
    programme = programme_of_team(db, team_rid, today)
    items = checklists.items(db, programme.run.rid, team_rid) if programme else []
    return Checklist(today, choices.options, team, programme, tuple(items))


def blank(choices: Choices) -> Checklist:
    """The list of the main programme, or of the first that ships, to fill in by hand."""
    template = find_template(_MAIN_PROGRAMME) or available_templates()[0]
    name = Run(0, "", template.key, template.version, "", None, None, archived=False)
    place = Place(name, Cohort(0, "", 0, "", "", (), 0))
    items = tuple(_nobodys(known, number) for number, known in enumerate(template.items))
    return Checklist(None, choices.options | {BY_HAND}, None, Programme(place, template, ()), items)


def _nobodys(known: TemplateItem, position: int) -> Item:
    return Item(
        0, "", 0, 0, known.key, "", known.kind, ItemState.NOT_STARTED, "", None, "", None, "",
        Due(DueKind.NONE), "", position,
    )  # fmt: skip


def compose(data: Checklist, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The checklist in a language."""
    words = Words(language)
    blocks = _head(data, words)
    if not data.items:
        none = msg("handouts", "The team has no checklist. It gets one when it joins a programme.")
        blocks.append(Para(words(none), "muted"))
    elif BY_HAND in data.chosen or data.today is None:
        blocks += _to_fill_in(data, words)
    else:
        blocks += _filled_in(data, words, data.today)
    title = HANDOUT.title if _has_workshops(data.programme) else msg("handouts", "Checklist")
    name = data.team.name if data.team else ""
    return paper(title, name, data.today, blocks, words, large_print=large_print)


def _has_workshops(programme: Programme | None) -> bool:
    template = programme.template if programme else None
    return template is None or any(event.kind == WORKSHOP for event in template.events)


def _head(data: Checklist, words: Words) -> list[Block]:
    if data.team is None or data.today is None:
        return [head(Form(), words)]
    pairs = (
        (msg("handouts", "Programme"), data.programme.run.name if data.programme else ""),
        *([meeting_fact(data.programme, data.today, words)] if data.programme else []),
        (msg("handouts", "Work unit"), data.team.unit_name),
    )
    return facts(pairs, words)


def _filled_in(data: Checklist, words: Words, today: dt.date) -> list[Block]:
    remarks = REMARKS in data.chosen
    table = item_table(data.items, data.programme, words, today, remarks=remarks)
    blocks: list[Block] = [Para(done_words(data.items, words)), table]
    if not remarks and any(item.remark or item.support_remark for item in data.items):
        blocks += words.left_out([msg("handouts", "remarks")])
    return blocks


def _to_fill_in(data: Checklist, words: Words) -> list[Block]:
    what, who, by_when, _ = words.table_head()
    head = (words(msg("handouts", "Done")), what, who, by_when, words(msg("handouts", "Remarks")))
    rows = tuple(
        ("☐", _to_tick(item, data, words), "", due_words(item.due, data.programme, words), "")
        for item in data.items
    )
    return [
        Table(head, rows, widths=(1.0, 5.8, 2.0, 1.6, 2.6), room_to_write=True),
        Heading(words(msg("handouts", "Other things to remember"))),
        Lines(_ROOM_BELOW),
    ]


def _to_tick(item: Item, data: Checklist, words: Words) -> Cell:
    """The item, how it is explained, and its stages and the need for support as boxes to tick."""
    template = data.programme.template if data.programme else None
    spans = [Span(item_title(item, data.programme, words))]
    known = template_item(template, item)
    if HELP in data.chosen and known:
        spans.append(Span("\n" + known.help.in_language(words.language), muted=True))
    kind = kind_of(template, item)
    if kind:
        stages = (stage.short.in_language(words.language) for stage in kind.stages)
        spans += [Span(f"\n☐ {stage}") for stage in stages]
    if kind and kind.support:
        spans.append(Span("\n" + words(msg("handouts", "Support needed: ☐ yes ☐ no"))))
    return Cell(tuple(spans))


HANDOUT = Handout(
    key="checklist",
    title=msg("handouts", "Pre-workshop checklist"),
    subject=Subject.TEAM,
    collect=collect,
    compose=compose,
    options=(
        Option(BY_HAND, msg("handouts", "Empty, to fill in by hand"), default=False),
        Option(HELP, msg("handouts", "Explanations (when empty)")),
        Option(REMARKS, msg("handouts", "Remarks (when filled in)")),
    ),
    blank=blank,
)
