"""For whom or about what a paper is: ticked teams, one programme, or one meeting."""

import datetime as dt
from collections.abc import Collection, Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.agendas.places import usual, workshops
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.model import KINDS, MeetingRow
from coachdesk.features.printing import offered
from coachdesk.features.printing.model import OfferedSubject, Subject
from coachdesk.features.programmes import store as programmes
from coachdesk.features.teams import store as teams
from coachdesk.kernel.database import Database
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.text import Message, Texts, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, button, label, row_of
from coachdesk.ui.widgets.fields import name_field

_RID = Qt.ItemDataRole.UserRole
_SHOWN_ROWS = 7
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def meeting_words(meeting: MeetingRow, *, with_teams: bool = True) -> str:
    """A meeting in a list: day, teams, and its title or kind."""
    kind = tr(KINDS[meeting.kind]) if meeting.kind in KINDS else ""
    parts = (
        format_date(meeting.held_on, current(), "day"),
        ", ".join(meeting.teams) if with_teams else "",
        meeting.title or kind,
    )
    return " · ".join(part for part in parts if part)


def teams_of(db: Database, run_rid: int, cohort: str) -> list[int]:
    """The teams of a run, or of the cohort whose number a link names."""
    if cohort.isdecimal():
        return programmes.team_rids(db, int(cohort))
    return programmes.teams_of_run(db, run_rid)


class TickBoxes(QListWidget):
    """Names with boxes to tick: arrows move, Space ticks. Tells when the ticks have changed."""

    ticks_changed = Signal()

    def __init__(self, name: Message) -> None:
        super().__init__()
        name_field(self, name)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _item: self.ticks_changed.emit())

    def show_names(self, names: Iterable[tuple[int, str]]) -> None:
        """Show these (rid, name) in this order; those that were ticked stay so."""
        ticked, current_rid = self.ticked(), self._current_rid()
        with QSignalBlocker(self):
            self.clear()
            for rid, name in names:
                item = QListWidgetItem(name, self)
                item.setData(_RID, rid)
                item.setToolTip(name)
                item.setCheckState(_CHECKED if rid in ticked else _UNCHECKED)
                if rid == current_rid:
                    self.setCurrentItem(item)
            if self.currentItem() is None:
                self.setCurrentRow(0)
        rows = min(max(self.count(), 1), _SHOWN_ROWS)
        self.setFixedHeight(rows * max(self.sizeHintForRow(0), theme.XL) + theme.M)

    def _current_rid(self) -> int | None:
        item = self.currentItem()
        return item.data(_RID) if item else None

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def ticked(self) -> tuple[int, ...]:
        """The rids that are ticked, in the order of the list."""
        return tuple(i.data(_RID) for i in self._items() if i.checkState() == _CHECKED)

    def tick(self, rids: Collection[int]) -> None:
        """Tick exactly these, as far as they are in the list."""
        before = self.ticked()
        with QSignalBlocker(self):
            for item in self._items():
                item.setCheckState(_CHECKED if item.data(_RID) in rids else _UNCHECKED)
        if self.ticked() != before:
            self.ticks_changed.emit()

    def tick_first(self) -> None:
        """Tick the first name, if there is one."""
        self.tick([item.data(_RID) for item in self._items()[:1]])

    def tick_all(self) -> None:
        """Tick every name."""
        self.tick([item.data(_RID) for item in self._items()])


class TeamChoice(QWidget):
    """Teams to tick, with a count."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes = TickBoxes(msg("printing", "Teams to print for"))
        self.boxes.ticks_changed.connect(self._on_ticks)
        self._count = label("", "muted")
        every = button(msg("printing", "All"), "link")
        none = button(msg("printing", "None"), "link")
        every.clicked.connect(self.boxes.tick_all)
        none.clicked.connect(lambda: self.boxes.tick(()))
        every.setAccessibleName(tr(msg("printing", "Tick all teams")))
        none.setAccessibleName(tr(msg("printing", "Tick no team")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addLayout(row_of(self._count, None, every, none))
        layout.addWidget(self.boxes)

    def refresh(self, db: Database) -> None:
        """Read the teams anew."""
        key = Texts.load(current()).collation_key
        names = [(team.rid, team.name) for team in teams.list_teams(db)]
        self.boxes.show_names(sorted(names, key=lambda pair: key(pair[1])))
        self._tell_count()

    def _on_ticks(self) -> None:
        self._tell_count()
        self.changed.emit()

    def _tell_count(self) -> None:
        count = len(self.boxes.ticked())
        self._count.setText(
            tr(plural("printing", "{count} team chosen", "{count} teams chosen", count))
        )


class MeetingChoice(QWidget):
    """Meetings, newest first, some at a time; one is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        name_field(self.list, msg("printing", "Meeting to print"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self.changed.emit())
        self._db: Database | None = None
        self._rows: list[MeetingRow] = []
        self._wanted: list[MeetingRow] = []  # one that is older than those shown
        self.older = button(msg("printing", "Older meetings"), "link")
        self.older.clicked.connect(self._show_older)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addWidget(self.list)
        layout.addLayout(row_of(self.older, None))

    def refresh(self, db: Database) -> None:
        """Read the newest meetings anew; the chosen one stays."""
        chosen, self._db = self.chosen(), db
        self._rows = notes.newest(db, limit=max(notes.PAGE, len(self._rows)))
        self._fill(chosen)

    def chosen(self) -> int | None:
        """The rid of the chosen meeting."""
        item = self.list.currentItem()
        return item.data(_RID) if item else None

    def choose(self, rid: int) -> None:
        """Choose a meeting, also one that is older than those shown."""
        if self._db is not None:
            self._wanted = notes.by_rids(self._db, [rid])
        self._fill(rid)
        self.changed.emit()

    def _show_older(self) -> None:
        if self._db is not None and self._rows:
            chosen = self.chosen()
            self._rows += notes.newest(self._db, before=self._rows[-1].place)
            self._fill(chosen)

    def _fill(self, chosen: int | None) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            for row in {one.rid: one for one in (*self._rows, *self._wanted)}.values():
                item = QListWidgetItem(meeting_words(row), self.list)
                item.setData(_RID, row.rid)
                item.setToolTip(meeting_words(row))
                if row.rid == chosen:
                    self.list.setCurrentItem(item)
            if self.list.currentItem() is None:
                self.list.setCurrentRow(0)
        rows = min(max(self.list.count(), 1), _SHOWN_ROWS)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), theme.XL) + theme.M)
        self.older.setVisible(len(self._rows) >= notes.PAGE)


class OfferedChoice(QComboBox):
    """Subjects of a kind that another feature offers; one is chosen."""

    def __init__(self, subject: OfferedSubject) -> None:
        super().__init__()
        self.subject = subject
        name_field(self, subject.field_name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def refresh(self, db: Database) -> None:
        """Read them anew; the chosen one stays, else the newest is taken."""
        chosen = self.currentData()
        with QSignalBlocker(self):
            self.clear()
            for rid, name in self.subject.choices(db):
                self.addItem(name, rid)
            self.choose(chosen)

    def choose(self, rid: object) -> None:
        """Choose one; the newest when it is not there."""
        self.setCurrentIndex(max(self.findData(rid), 0 if self.count() else -1))


class SubjectCard(Card):
    """For whom the paper is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(msg("printing", "For whom"))
        self.teams = TeamChoice()
        self.runs = QComboBox()
        name_field(self.runs, msg("printing", "Programme to print for"))
        self.meetings = MeetingChoice()
        self._parts: dict[Subject, QWidget] = {
            Subject.TEAM: self.teams,
            Subject.RUN: self.runs,
            Subject.MEETING: self.meetings,
        }
        self.offered = {one.kind: OfferedChoice(one) for one in offered.SUBJECTS}
        self._parts.update(self.offered)
        for choice in self.offered.values():
            choice.currentIndexChanged.connect(lambda _: self.changed.emit())
        for part in self._parts.values():
            self.add(part)
        self.teams.changed.connect(self.changed)
        self.meetings.changed.connect(self.changed)
        self.runs.currentIndexChanged.connect(lambda _: self.changed.emit())

    def refresh(self, db: Database, today: dt.date) -> None:
        """Read all anew; what is chosen stays. At first the workshop is that which comes next."""
        is_first = not self.has_offered()
        self.teams.refresh(db)
        self.meetings.refresh(db)
        for choice in self.offered.values():
            choice.refresh(db)
        coming = usual(workshops(db), today) if is_first else None
        if coming is not None:
            self.choose(Subject.EVENT, (coming.event.rid,))
        chosen = self.runs.currentData()
        with QSignalBlocker(self.runs):
            self.runs.clear()
            for run in programmes.runs(db):
                self.runs.addItem(run.name, run.rid)
            self.runs.setCurrentIndex(
                max(self.runs.findData(chosen), 0 if self.runs.count() else -1)
            )

    def has_offered(self) -> bool:
        """Whether there is anything that other features offer."""
        return any(choice.count() for choice in self.offered.values())

    def show_kind(self, subject: Subject) -> None:
        """Offer teams, programmes or meetings."""
        titles = {
            Subject.TEAM: msg("printing", "For whom"),
            Subject.RUN: msg("printing", "Which programme"),
            Subject.MEETING: msg("printing", "Which meeting"),
            **{kind: choice.subject.title for kind, choice in self.offered.items()},
        }
        self.set_title(titles[subject])
        for kind, part in self._parts.items():
            part.setVisible(kind is subject)

    def chosen(self, subject: Subject) -> tuple[int, ...]:
        """The rids of what is chosen of a kind."""
        if subject is Subject.TEAM:
            return self.teams.boxes.ticked()
        if subject is Subject.MEETING:
            rid = self.meetings.chosen()
        else:
            box = self.runs if subject is Subject.RUN else self.offered.get(subject)
            rid = box.currentData() if box is not None else None
        return () if rid is None else (rid,)

    def choose(self, subject: Subject, rids: Collection[int]) -> None:
        """Choose what a paper is about."""
        if subject is Subject.TEAM:
            self.teams.boxes.tick(rids)
        for rid in rids:
            if subject is Subject.RUN:
                self.runs.setCurrentIndex(self.runs.findData(rid))
            if subject is Subject.MEETING:
                self.meetings.choose(rid)
            if subject in self.offered:
                self.offered[subject].choose(rid)
