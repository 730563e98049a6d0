"""Making papers, saving them and noting that they left the program. No window is needed."""

import datetime as dt
import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from coachdesk.documents.blocks import Document
from coachdesk.documents.render import render
from coachdesk.features.printing import store
from coachdesk.features.printing.model import (
    BLANK,
    Choices,
    Entry,
    FilePlan,
    Handout,
    Medium,
    Order,
    Paper,
    PaperFile,
    Printed,
    Progress,
    Subject,
    Way,
    file_name,
)
from coachdesk.kernel import preferences
from coachdesk.kernel.atomic import file_problems, problem_words, write_atomically
from coachdesk.kernel.database import Database
from coachdesk.kernel.errors import ProblemKind, UserError
from coachdesk.kernel.text import Message, Texts, msg
from coachdesk.kernel.workspace import Workspace

LOG_LIMIT = 200


def compose_documents(db: Database, order: Order, today: dt.date) -> list[Paper]:
    """The papers of an order, one for each subject, in its order.

    Raises `UserError` when nothing is chosen, or when what was chosen has been deleted.
    """
    if not order.subjects:
        raise UserError(_NOTHING_CHOSEN[order.handout.subject])
    return [Paper(rid, _document(db, order, rid, today)) for rid in order.subjects]


_NOTHING_CHOSEN = {
    Subject.TEAM: msg("printing", "Choose at least one team to print for."),
    Subject.RUN: msg("printing", "Choose the programme to print for."),
    Subject.MEETING: msg("printing", "Choose the meeting to print."),
    Subject.SURVEY: msg("printing", "Choose the survey to print."),
    Subject.EVENT: msg("printing", "Choose the workshop to print for."),
    Subject.METHOD: msg("printing", "Choose the method to print."),
}


def blank_document(
    handout: Handout[Any],
    language: str,
    *,
    large_print: bool = False,
    choices: Choices | None = None,
) -> Document:
    """A paper to fill in by hand, about nothing in particular. No workspace is needed.

    Raises `UserError` for a hand-out that cannot be blank.
    """
    if handout.blank is None:
        problem = msg("printing", "“{title}” cannot be printed blank.", title=handout.title)
        raise UserError(problem)
    data = handout.blank(choices or handout.usual())
    return handout.compose(data, language, large_print)


def _document(db: Database, order: Order, rid: int, today: dt.date) -> Document:
    found = document_of(db, order, rid, today)
    if found is None:
        raise UserError(msg("printing", "What was to be printed is no longer there."))
    return found


def document_of(db: Database, order: Order, rid: int, today: dt.date) -> Document | None:
    """The paper of an order about one of its subjects; None when that has been deleted."""
    if rid == BLANK:
        return blank_document(
            order.handout, order.language or order.fallback,
            large_print=order.large_print, choices=order.choices,
        )  # fmt: skip
    data = order.handout.collect(db, rid, today, order.choices)
    if data is None:
        return None
    own = store.language_of(db, order.handout.subject, rid)
    language = order.language or own or order.fallback
    document = order.handout.compose(data, language, order.large_print)
    coach = preferences.read(db, preferences.COACH_NAME)
    return replace(document, date_text=f"{document.date_text} · {coach}") if coach else document


def make_file(
    papers: Sequence[Paper],
    name: str,
    progress: Progress | None = None,
    medium: Medium = Medium.PDF,
) -> PaperFile:
    """All papers as one file, to be saved as `name`.

    Raises `UserError` for papers that cannot be Word documents.
    """
    return _file(papers, name, progress, total=len(papers), medium=medium)


def make_files(
    papers: Sequence[Paper], progress: Progress | None = None, medium: Medium = Medium.PDF
) -> list[PaperFile]:
    """Each paper as a file of its own, named after its subject and what it is.

    Raises `UserError` as `make_file`.
    """
    files: list[PaperFile] = []
    for done, paper in enumerate(papers):
        name = suggested_name([paper], [file.name for file in files], medium)
        files.append(_file([paper], name, progress, done=done, total=len(papers), medium=medium))
    return files


def _file(
    papers: Sequence[Paper],
    name: str,
    progress: Progress | None,
    *,
    done: int = 0,
    total: int,
    medium: Medium,
) -> PaperFile:
    reached = done

    def tell(count: int, _: int) -> None:
        nonlocal reached
        reached = done + count
        report()

    def report() -> bool:
        if progress:
            progress(reached, total)
        return False

    documents = [paper.document for paper in papers]
    if medium is Medium.WORD:
        from coachdesk.documents.word import render_docx  # here: python-docx is slow to import

        data = render_docx(documents, progress=tell, cancelled=report)
        return PaperFile(name, data, way=Way.WORD)
    if medium is Medium.PAPER:
        documents = [on_paper(document) for document in documents]
    return PaperFile(name, render(documents, progress=tell, cancelled=report))


def on_paper(document: Document) -> Document:
    """The paper as it is seen and printed: what is known is not in fields, which Qt leaves out."""
    return replace(document, fillable=False)


def suggested_name(
    papers: Sequence[Paper], taken: Sequence[str] = (), medium: Medium = Medium.PDF
) -> str:
    """A file name that says what it is and, for one paper, about whom."""
    first = papers[0].document
    if len(papers) > 1 or not first.subject:
        return file_name(first.title, taken, medium.suffix)
    name = msg("printing", "{subject} – {title}", subject=first.subject, title=first.title)
    return file_name(Texts.load(first.language)(name), taken, medium.suffix)


@dataclass(frozen=True, slots=True)
class OrderParcel:
    """The papers of an order on a day, to be printed or saved."""

    order: Order
    today: dt.date
    medium: Medium = Medium.PDF

    def plan(self, db: Database, *, in_one_file: bool) -> list[FilePlan]:
        """One file, or one for each subject, which is named when it is made."""
        subjects = self.order.subjects
        if not in_one_file:
            return [self._file(replace(self.order, subjects=(rid,)), "") for rid in subjects]
        if len(subjects) > 1:
            title = Texts.load(self.order.language or self.order.fallback)(self.order.handout.title)
            return [self._file(self.order, file_name(title, (), self.medium.suffix))]
        papers = compose_documents(db, self.order, self.today)
        return [self._file(self.order, suggested_name(papers, (), self.medium))]

    def _file(self, order: Order, name: str) -> FilePlan:
        def make(db: Database, progress: Progress) -> PaperFile:
            papers = compose_documents(db, order, self.today)
            own = name or suggested_name(papers, (), self.medium)
            file = make_file(papers, own, progress, self.medium)
            return replace(file, entries=entries_of(order, papers))

        return FilePlan(name, len(order.subjects), make)


def entries_of(order: Order, papers: Sequence[Paper]) -> tuple[Entry, ...]:
    """What the log is told of the papers of an order; nothing of blank ones."""
    return tuple(
        Entry(order.handout, paper.subject_rid, paper.document.language)
        for paper in papers
        if paper.subject_rid != BLANK
    )


def check_folder(folder: Path) -> None:
    """Raises `UserError` where a file is in its place, `EnvironmentProblem` for a bad name."""
    with problem_words(_WORDS), file_problems():
        is_file = folder.exists() and not folder.is_dir()
    if is_file:
        raise UserError(msg("printing", "{place} is a file. Name a folder.", place=str(folder)))


def make_folder(folder: Path) -> None:
    """Make a folder for papers, unless it is there. Raises `EnvironmentProblem`."""
    with problem_words(_WORDS), file_problems():
        folder.mkdir(parents=True, exist_ok=True)


def save_as(file: PaperFile, path: Path) -> None:
    """Write a file where she said; the old one stays until the new one is whole.

    Raises `EnvironmentProblem` with what to do.
    """
    with problem_words(_WORDS), file_problems():
        if path.exists() and not path.is_file():  # a device, which would be replaced
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        write_atomically(path, file.data)


def save_into(files: Sequence[PaperFile], folder: Path) -> list[Path]:
    """Write files into a folder under names that are free there; where they are.

    Raises `EnvironmentProblem` with what to do; files written before it stay and are whole.
    """
    with problem_words(_WORDS), file_problems():
        taken = [path.name for path in folder.iterdir()]
    paths = []
    for file in files:
        suffix = Path(file.name).suffix
        name = file_name(file.name.removesuffix(suffix), taken, suffix)
        taken.append(name)
        save_as(file, folder / name)
        paths.append(folder / name)
    return paths


def log_printed(ws: Workspace, order: Order, papers: Sequence[Paper], way: Way) -> None:
    """Note that papers of an order left the program, but for blank ones."""
    log_entries(ws, entries_of(order, papers), way)


def log_entries(ws: Workspace, entries: Sequence[Entry], way: Way) -> None:
    """Note that papers left the program. Undo does not take it back."""
    if not entries:
        return
    with ws.change(msg("printing", "Log what was printed")) as db:
        for entry in entries:
            store.add_printed(db, ws.clock.stamp(), entry, way)


def print_log(db: Database, limit: int = LOG_LIMIT) -> list[Printed]:
    """What was printed and saved, newest first."""
    return store.print_log(db, limit)


_WORDS: dict[ProblemKind, tuple[Message, Message]] = {
    ProblemKind.DISK_FULL: (
        msg("printing", "The disk is full, so the file could not be saved."),
        msg("printing", "Free some space or choose another drive."),
    ),
    ProblemKind.READ_ONLY: (
        msg("printing", "The file could not be saved: this folder cannot be written to."),
        msg("printing", "Choose another folder."),
    ),
    ProblemKind.MISSING: (
        msg("printing", "The file could not be saved: the folder is no longer there."),
        msg("printing", "Connect the drive again or choose another folder."),
    ),
    ProblemKind.LOCKED: (
        msg("printing", "The file could not be saved: another program has the file open."),
        msg("printing", "Close it there, or save under another name."),
    ),
    ProblemKind.INPUT_OUTPUT: (
        msg("printing", "The file could not be saved: the disk did not answer as it should."),
        msg("printing", "Choose another drive."),
    ),
}
