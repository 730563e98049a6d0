"""The pack on the print page: its choices, what they come to, and its papers to look at."""

import datetime as dt
from collections.abc import Hashable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from coachdesk.documents.blocks import Document
from coachdesk.features.printing.live import ShownPaper
from coachdesk.features.printing.pack import ROOM, PackPaper, by_receiver
from coachdesk.features.printing.pack_estimate import PackEstimate
from coachdesk.features.printing.pack_rows import PackRow
from coachdesk.features.printing.pack_service import (
    ROOM_NAME,
    Contents,
    PackParcel,
    contents_of,
    document_of_paper,
)
from coachdesk.features.printing.pack_view import OptionsOf, PackView
from coachdesk.kernel.database import Database
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import row_of


class KindSwitch(QWidget):
    """One paper, or the pack of a workshop."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        names = (msg("printing", "One paper"), msg("printing", "A workshop's pack"))
        self.one, self.pack = (self._button(name) for name in names)
        self._group = QButtonGroup(self)
        for each in (self.one, self.pack):
            self._group.addButton(each)
        self.one.setChecked(True)
        self.setLayout(row_of(self.one, self.pack, None))
        self.pack.toggled.connect(lambda _: self.changed.emit())

    def _button(self, name: Message) -> QToolButton:
        one = QToolButton()
        one.setText(tr(name))
        one.setAccessibleName(tr(name))
        one.setCheckable(True)
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return one

    @property
    def is_pack(self) -> bool:
        """Whether the pack is chosen."""
        return self.pack.isChecked()

    def choose(self, *, pack: bool) -> None:
        """Choose one of the two."""
        (self.pack if pack else self.one).setChecked(True)


class PackDesk(QWidget):
    """Reads what the choices of a pack come to after each of them."""

    changed = Signal(object)
    """Another choice; with the row of the hand-out that was ticked just now, if one was."""

    def __init__(self, context: Context, options_of: OptionsOf) -> None:
        super().__init__()
        self._context, self._options_of = context, options_of
        self._view: PackView | None = None
        self._wanted: dict[str, str] = {}  # a state to come back to
        self.estimate = PackEstimate(context)
        self.hint: Message = _NO_WORKSHOP
        """What is said where there is no paper to look at."""
        self._contents: Contents | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def view(self) -> PackView:
        """The choices; its many fields are made when they are wanted first."""
        if self._view is None:
            self._view = PackView(self._context.settings, self._options_of)
            self._column.addWidget(self._view)
            self.refresh()
            self._view.restore(self._wanted)
            self._view.changed.connect(self.changed)
        return self._view

    def show_all(self, *, visible: bool) -> None:
        """Show or hide choices and estimate."""
        if visible:
            self.view.show()
        self.setVisible(visible)
        self.estimate.setVisible(visible)
        if not visible:
            self.estimate.stop()

    def refresh(self) -> None:
        """The data have changed: read the workshops anew and count all pages again."""
        self.estimate.forget()
        if self._view is not None:
            self._view.refresh(self._context.ws.read, self._context.clock.today())

    def state(self) -> dict[str, str]:
        """The choices, without any content."""
        return self._view.state() if self._view is not None else dict(self._wanted)

    def restore(self, state: Mapping[str, str]) -> None:
        """Choose what a state tells, now or as soon as there are choices."""
        self._wanted = {key: text for key, text in state.items() if key.startswith("pack.")}
        if self._view is not None:
            self._view.restore(self._wanted)

    def read(self) -> None:
        """Read what the choices come to now; the pages are still to be counted."""
        self.estimate.stop()
        self._contents = self._read()
        self.view.show_contents(self._contents)

    def count(self) -> None:
        """Count the pages, unless that has been done since the last choice."""
        pack = self.view.pack()
        if pack is None or self._contents is None:
            self.estimate.clear()
        elif not self.estimate.is_told:
            self.estimate.show_pack(pack, self._contents)

    def _read(self) -> Contents | None:
        parcel = self.parcel()
        self.hint = _NO_WORKSHOP
        if parcel is None:
            return None
        db, today = self._context.ws.read, self._context.clock.today()
        try:
            found = contents_of(db, parcel.pack, today, parcel.fallback)
        except UserError as problem:
            self.hint = problem.message
            return None
        self.hint = _NO_PAPER if len(found.receivers) > 1 else _NO_TEAM
        return found

    def parcel(self) -> PackParcel | None:
        """What is printed or saved; None without any workshop."""
        pack = self.view.pack()
        return PackParcel(pack, self._context.clock.today(), current()) if pack else None

    @property
    def files(self) -> int:
        """How many files there are with one for the room and one for each team."""
        return len(by_receiver(self._contents.papers)) if self._contents else 0

    def shown_papers(self) -> list[ShownPaper]:
        """Each paper once, in the order of printing."""
        today = self._context.clock.today()
        papers = self._contents.papers if self._contents else ()
        return [
            ShownPaper(
                one.key,
                partial(_compose, one, today),
                f"{_whose(one)} · {tr(one.item.handout.title)}",
            )
            for one in papers
        ]

    def key_of(self, row: PackRow | None) -> Hashable | None:
        """What tells the first paper of a row in the preview."""
        if row is None or self._contents is None:
            return None
        wanted = (row.item.handout.key, row.item.is_blank)
        return next((one.key for one in self._contents.papers if one.key[1:] == wanted), None)


def _whose(paper: PackPaper) -> str:
    return tr(ROOM_NAME) if paper.receiver.rid == ROOM else paper.receiver.name


def _compose(paper: PackPaper, today: dt.date, db: Database) -> Document:
    document = document_of_paper(db, paper, today)
    if document is None:
        raise UserError(msg("printing", "What was to be printed is no longer there."))
    return document


_NO_WORKSHOP = msg("printing", "There is no workshop yet. Start a run on the page Runs.")
_NO_PAPER = msg("printing", "Tick a paper to put it into the pack.")
_NO_TEAM = msg(
    "printing", "No team takes part in this workshop yet, so only copies for the room are printed."
)
