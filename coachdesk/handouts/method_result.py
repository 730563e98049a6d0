"""What came of a working method: targets in order, a rotation, groups, a decision, a spread."""

import datetime as dt
from dataclasses import dataclass, field

from coachdesk.documents.blocks import Block, Document
from coachdesk.features.agendas.places import Workshop, workshop
from coachdesk.features.methods import store
from coachdesk.features.methods.model import KIND_NAMES, Names, Use
from coachdesk.features.printing.model import (
    Choices,
    Group,
    Handout,
    OfferedSubject,
    Option,
    Subject,
)
from coachdesk.features.teams import store as teams
from coachdesk.handouts.method_blocks import blocks_of, has_chart
from coachdesk.handouts.paper import facts, paper
from coachdesk.handouts.wording import Words
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.text import Texts, msg

CHARTS = "charts"


@dataclass(frozen=True, slots=True)
class MethodPaper:
    """A use of a method with the names of whom it is about."""

    today: dt.date
    chosen: frozenset[str]
    use: Use
    names: Names = field(default_factory=Names)
    teams: tuple[str, ...] = ()
    workshop: Workshop | None = None


def collect(db: Database, rid: int, today: dt.date, choices: Choices) -> MethodPaper | None:
    """Read what came of a method; None when it is gone."""
    use = store.use(db, rid)
    if use is None:
        return None
    rids = store.team_rids(db, rid)
    named = {team.rid: team.name for team in teams.teams(db, rids)}
    return MethodPaper(
        today, choices.options, use, store.names(db, use.contents),
        tuple(named[each] for each in rids if each in named),
        workshop(db, use.event_rid) if use.event_rid is not None else None,
    )  # fmt: skip


def compose(data: MethodPaper, language: str, large_print: bool) -> Document:  # noqa: FBT001 - a Handout's
    """The paper in a language."""
    words, texts = Words(language), Texts.load(language)
    use, charts = data.use, CHARTS in data.chosen
    blocks = [
        *_head(data, words),
        *blocks_of(use.contents, data.names, words, texts, charts=charts),
    ]
    if not charts and has_chart(use.contents, texts):
        blocks += words.left_out([msg("handouts", "charts")])
    title = KIND_NAMES[use.kind]
    return paper(title, use.title, data.today, blocks, words, large_print=large_print)


def _head(data: MethodPaper, words: Words) -> list[Block]:
    held = data.workshop
    teams = ", ".join(sorted(data.teams, key=words.by_name))
    return facts(
        [
            (msg("handouts", "Workshop"), held.title(words.language) if held else ""),
            (msg("handouts", "Made on"), words.date(data.use.made_on, "day")),
            (msg("handouts", "Teams"), teams),
        ],
        words,
    )


HANDOUT = Handout(
    key="method_result",
    title=msg("handouts", "Result of a method"),
    subject=Subject.METHOD,
    collect=collect,
    compose=compose,
    options=(Option(CHARTS, msg("handouts", "Charts")),),
    group=Group.WORKSHOP,
)


def subject_name(use: Use, texts: Texts) -> str:
    """A use in a list: its title and kind, and the day."""
    kind = texts(KIND_NAMES[use.kind])
    day = format_date(use.made_on, texts.language, "day")
    return " · ".join(part for part in (use.title, kind, day) if part)


def _choices(db: Database) -> list[tuple[int, str]]:
    return [(row.use.rid, _said(row.use)) for row in store.newest(db)]


def _name_of(db: Database, uuid: str) -> str:
    use = store.use_of_uuid(db, uuid)
    return _said(use) if use else ""


def _said(use: Use) -> str:
    return subject_name(use, Texts.load(use.language))


SUBJECT = OfferedSubject(
    kind=Subject.METHOD,
    table="method_use",
    title=msg("printing", "Which method"),
    field_name=msg("printing", "Method to print"),
    choices=_choices,
    name_of=_name_of,
    language_of=store.language_of,
)
