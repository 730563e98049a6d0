"""Making the pack of a workshop: who comes, what each paper says, how many pages it takes."""

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from coachdesk.documents.blocks import Document
from coachdesk.documents.render import Measure, measure, render_in_turn
from coachdesk.features.agendas.places import Workshop, workshop
from coachdesk.features.printing import store
from coachdesk.features.printing.model import (
    BLANK,
    Entry,
    FilePlan,
    PaperFile,
    Progress,
    Subject,
    Way,
    file_name,
)
from coachdesk.features.printing.pack import (
    ROOM,
    Extent,
    Pack,
    PackItem,
    PackPaper,
    Receiver,
    by_receiver,
    extent,
    papers_of,
)
from coachdesk.features.printing.service import document_of, log_entries, on_paper, save_into
from coachdesk.features.programmes import store as programmes
from coachdesk.features.teams import store as teams
from coachdesk.kernel.database import Database
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, Texts, msg
from coachdesk.kernel.workspace import Workspace

ROOM_NAME = msg("printing", "For the room")


class Contents(NamedTuple):
    """The papers of a pack in the order of printing, for whom, and at which workshop.

    The first receiver is the room.
    """

    workshop: Workshop
    language: str
    receivers: tuple[Receiver, ...]
    papers: tuple[PackPaper, ...]


def contents_of(db: Database, pack: Pack, today: dt.date, fallback: str) -> Contents:
    """What a pack holds now, without the workshop's papers in which there is nothing yet.

    `fallback` is the language of what belongs to no team. Raises `UserError` when the workshop is
    gone.
    """
    found = workshop(db, pack.event_rid)
    if found is None:
        raise UserError(msg("printing", "This workshop is no longer there. Choose another one."))
    language = pack.language or store.language_of(db, Subject.EVENT, pack.event_rid) or fallback
    room = Receiver(ROOM, Texts.load(language)(ROOM_NAME), language)
    receivers = (room, *teams_of(db, found, today))
    papers = papers_of(_for_workshop(db, pack, found, today), receivers)
    return Contents(found, language, receivers, papers)


def _for_workshop(db: Database, pack: Pack, found: Workshop, today: dt.date) -> Pack:
    """The pack as it is handed out there, without papers of the workshop with nothing in them."""
    held_on = found.event.ends_on
    there = (
        replace(item, choices=replace(item.choices, held_on=held_on))
        for item in pack.items
        if not _has_nothing(db, item, found, today)
    )
    return replace(pack, items=tuple(there))


def _has_nothing(db: Database, item: PackItem, found: Workshop, today: dt.date) -> bool:
    handout = item.handout
    if handout.is_empty is None or item.is_blank or handout.subject is not Subject.EVENT:
        return False
    data = handout.collect(db, found.event.rid, today, item.choices)
    return data is None or handout.is_empty(data)


def teams_of(db: Database, found: Workshop, today: dt.date) -> list[Receiver]:
    """The teams of a workshop in their order, with how many come.

    That is how many came, where attendance has been noted, else how many belong to the team then.
    """
    rids = programmes.team_rids(db, found.place.cohort.rid)
    first, last = found.event.starts_on or today, found.event.ends_on or today
    noted = store.people_noted(db, rids, first, last)
    members = teams.members_of(db, rids)
    known = {team.rid: team for team in teams.teams(db, rids)}
    return [
        Receiver(
            rid,
            known[rid].name,
            known[rid].language,
            noted.get(rid, sum(one.is_active(first) for one in members[rid])),
        )
        for rid in rids
        if rid in known
    ]


def document_of_paper(db: Database, paper: PackPaper, today: dt.date) -> Document | None:
    """What a paper of a pack says, to be written on by hand; None when its team is gone."""
    document = document_of(db, paper.order, paper.order.subjects[0], today)
    return replace(document, fillable=False) if document else None


# -- how much it is -------------------------------------------------------------------------------


class PageCounts:
    """Remembers how many pages each paper takes, so that another choice is counted at once.

    To be made anew when the data have changed.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, Measure] = {}

    def extent(
        self, db: Database, pack: Pack, contents: Contents, today: dt.date, progress: Progress
    ) -> Extent:
        """How much a pack is, counted on the composed papers."""
        measured = []
        for done, paper in enumerate(contents.papers):
            progress(done, len(contents.papers))
            measured.append((self._measure(db, paper, today), paper.copies))
        return extent(measured, fills_sheets=pack.fills_sheets)

    def _measure(self, db: Database, paper: PackPaper, today: dt.date) -> Measure:
        order = paper.order
        key = (
            order.handout.key, order.subjects, order.language, order.fallback, order.large_print,
            order.choices,
        )  # fmt: skip
        if key not in self._known:
            document = document_of_paper(db, paper, today)
            self._known[key] = measure(document) if document else Measure()
        return self._known[key]


# -- making it ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PackParcel:
    """A pack on a day, to be printed or saved; `fallback` as in `contents_of`."""

    pack: Pack
    today: dt.date
    fallback: str

    def plan(self, db: Database, *, in_one_file: bool) -> list[FilePlan]:
        """One file, or one for the room and one for each team, named in this order.

        Raises `UserError` when the workshop is gone or there is nothing in the pack.
        """
        contents = contents_of(db, self.pack, self.today, self.fallback)
        if not contents.papers:
            raise UserError(_NOTHING)
        workshop_name = contents.workshop.name(contents.language)
        if in_one_file:
            title = msg("printing", "{workshop} – pack", workshop=workshop_name)
            return [self._file(title, title, contents.language, contents.papers)]
        stacks = by_receiver(contents.papers)
        digits = len(str(len(stacks)))
        return [
            self._file(
                _title(workshop_name, one.name),
                _title(workshop_name, f"{number:0{digits}} {one.name}"),
                self.pack.language or one.language,
                stack,
            )
            for number, stack in enumerate(stacks, start=1)
            for one in [stack[0].receiver]
        ]

    def _file(
        self, title: Message, named: Message, language: str, papers: Sequence[PackPaper]
    ) -> FilePlan:
        total = sum(paper.copies for paper in papers)
        texts = Texts.load(language)
        name = file_name(texts(named))

        def make(db: Database, progress: Progress) -> PaperFile:
            entries: list[Entry] = []
            done = 0

            def coming() -> Iterator[Document]:
                nonlocal done
                for paper, document in self._documents(db, papers):
                    entries.append(_entry(paper, document))
                    for _ in range(paper.copies):
                        yield document
                        done += 1
                if not done:
                    raise UserError(_NOTHING)

            def ask() -> bool:
                progress(done, total)
                return False

            fills = self.pack.fills_sheets
            data = render_in_turn(
                texts(title), language, coming(), fill_sheets=fills, cancelled=ask
            )
            told = tuple(entry for entry in entries if entry.subject_rid != BLANK)
            return PaperFile(name, data, told, fills)

        return FilePlan(name, total, make)

    def _documents(
        self, db: Database, papers: Sequence[PackPaper]
    ) -> Iterator[tuple[PackPaper, Document]]:
        """Each paper when it is its turn; one whose team has been deleted meanwhile is passed."""
        for paper in papers:
            document = document_of_paper(db, paper, self.today)
            if document is not None:
                yield paper, on_paper(document)


def _title(workshop_name: str, team: str) -> Message:
    return msg("printing", "{workshop} – {team}", workshop=workshop_name, team=team)


def _entry(paper: PackPaper, document: Document) -> Entry:
    return Entry(paper.order.handout, paper.order.subjects[0], document.language)


_NOTHING = msg(
    "printing",
    "There is nothing in this pack. Choose a paper, and look whether teams take part.",
)


def write_pack(
    ws: Workspace, parcel: PackParcel, folder: Path, *, in_one_file: bool
) -> Iterator[Path]:
    """Make a pack file by file into a folder, under names that are free there; each as it is done.

    Raises `UserError` as `PackParcel.plan`, and `EnvironmentProblem` when a file cannot be written;
    those before it stay, are whole and are in the log.
    """
    for plan in parcel.plan(ws.read, in_one_file=in_one_file):
        file = plan.make(ws.read, _unheard)
        yield from save_into([file], folder)
        log_entries(ws, file.entries, Way.SAVED)


def _unheard(_done: int, _total: int) -> None:
    """Nobody watches how far it is."""
