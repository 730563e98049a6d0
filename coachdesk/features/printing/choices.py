"""What to print and how: the hand-out, its parts, its language, the notes picked for it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.notes import store as notes
from coachdesk.features.printing.model import GROUP_NAMES, Group, Handout, Subject
from coachdesk.features.printing.subjects import TickBoxes, meeting_words
from coachdesk.kernel.database import Database
from coachdesk.kernel.text import LANGUAGE_NAMES, LANGUAGES, msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import Card, button, clear, label, row_of
from coachdesk.ui.widgets.fields import name_field

_KEY = Qt.ItemDataRole.UserRole
_SHOWN_HANDOUTS = 9

OWN = ""
"""The language of the team itself."""


class HandoutCard(Card):
    """Which hand-out: a list in groups, of which a part is in sight."""

    changed = Signal()

    def __init__(self, handouts: Sequence[Handout[Any]]) -> None:
        super().__init__(msg("printing", "Hand-out"), spacing=theme.XS)
        self._handouts = {one.key: one for one in handouts}
        self.list = QListWidget()
        name_field(self.list, msg("printing", "Hand-out"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items = self._filled()
        if handouts:
            self.list.setCurrentItem(next(iter(self._items.values())))
        rows = min(max(self.list.count(), 1), _SHOWN_HANDOUTS)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), theme.XL) + theme.M)
        self.list.currentItemChanged.connect(lambda *_: self.changed.emit())
        self.add(self.list)

    def _filled(self) -> dict[str, QListWidgetItem]:
        """The hand-outs under the names of their groups; those cannot be chosen."""
        items = {}
        groups = [group for group in Group if any(self._of_group(group))]
        for group in groups:
            if len(groups) > 1:
                self._add_heading(group)
            for handout in self._of_group(group):
                item = QListWidgetItem(tr(handout.title), self.list)
                item.setData(_KEY, handout.key)
                item.setToolTip(tr(handout.title))
                items[handout.key] = item
        return items

    def _of_group(self, group: Group) -> list[Handout[Any]]:
        return [one for one in self._handouts.values() if one.group is group]

    def _add_heading(self, group: Group) -> None:
        heading = QListWidgetItem(tr(GROUP_NAMES[group]), self.list)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)

    @property
    def handout(self) -> Handout[Any]:
        """The chosen hand-out."""
        return self._handouts[self.list.currentItem().data(_KEY)]

    def choose(self, key: str) -> None:
        """Choose the hand-out with this key, if there is one."""
        if key in self._items:
            self.list.setCurrentItem(self._items[key])
            centre = QAbstractItemView.ScrollHint.PositionAtCenter
            self.list.scrollToItem(self._items[key], centre)

    def choose_for(self, subject: Subject) -> None:
        """Keep the hand-out if it is about such a subject, else choose the first that is."""
        fitting = [one.key for one in self._handouts.values() if one.subject is subject]
        if fitting and self.handout.subject is not subject:
            self.choose(fitting[0])

    def focus(self) -> None:
        """Put the focus on the chosen one."""
        self.list.setFocus()


class FormCard(Card):
    """The language of the paper, its parts, and large print."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(msg("printing", "Language of the paper"), spacing=theme.XS)
        self._languages = QButtonGroup(self)
        self._radios: dict[str, QRadioButton] = {}
        for key in (OWN, *LANGUAGES):
            self._radios[key] = QRadioButton(LANGUAGE_NAMES.get(key, ""))
            self._languages.addButton(self._radios[key])
        self.add(self._radios[OWN])
        self.body.addLayout(row_of(*(self._radios[key] for key in LANGUAGES), None))
        self._radios[OWN].setChecked(True)
        self.body.addSpacing(theme.S)
        self.add(label(msg("printing", "Parts"), "heading"))
        self._parts: dict[str, QCheckBox] = {}
        self._part_layout = QVBoxLayout()
        self._part_layout.setSpacing(theme.XS)
        self.body.addLayout(self._part_layout)
        self.blank = QCheckBox(tr(msg("printing", "Blank, to fill in by hand")))
        self.blank.toggled.connect(lambda _: self.changed.emit())
        self.add(self.blank)
        self.large = QCheckBox(tr(msg("printing", "Large print")))
        self.large.toggled.connect(lambda _: self.changed.emit())
        self.add(self.large)
        self._can_be_blank = False
        self._languages.buttonToggled.connect(self._on_language)

    @property
    def language(self) -> str:
        """The chosen language; empty for that of each team."""
        return next((key for key, radio in self._radios.items() if radio.isChecked()), OWN)

    def options(self) -> frozenset[str]:
        """The keys of the parts that are on."""
        return frozenset(key for key, box in self._parts.items() if box.isChecked())

    @property
    def is_blank(self) -> bool:
        """Whether the paper is to be about nothing in particular, where it can."""
        return self._can_be_blank and self.blank.isChecked()

    def show_form(self, handout: Handout[Any], chosen: Collection[str]) -> None:
        """Offer the parts of a hand-out, with the chosen ones on."""
        clear(self._part_layout)
        self._parts = {}
        for option in handout.options:
            box = QCheckBox(tr(option.label))
            box.setChecked(option.key in chosen)
            box.toggled.connect(lambda _: self.changed.emit())
            self._parts[option.key] = box
            self._part_layout.addWidget(box)
        self._can_be_blank = handout.blank is not None
        self.blank.setVisible(self._can_be_blank)
        own = {
            Subject.TEAM: msg("printing", "The team's own language"),
            Subject.MEETING: msg("printing", "The team's own language"),
            Subject.EVENT: msg("printing", "The language of the plan"),
            Subject.METHOD: msg("printing", "The language of the method"),
        }
        window = msg("printing", "The language of this window")
        self._radios[OWN].setText(tr(own.get(handout.subject, window)))
        stops = [*self._radios.values(), *self._parts.values(), self.blank, self.large]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def choose(self, language: str, *, large_print: bool, blank: bool = False) -> None:
        """Set language and size, and whether the paper is blank where it can be."""
        self._radios.get(language, self._radios[OWN]).setChecked(True)
        self.large.setChecked(large_print)
        self.blank.setChecked(blank)

    def part(self, key: str) -> QCheckBox:
        """The box of a part."""
        return self._parts[key]

    def _on_language(self, _: object, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if checked:
            self.changed.emit()


class NotesCard(Card):
    """Which meeting notes go on the paper: none, unless she ticks them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(msg("printing", "Meeting notes"))
        hint = msg("printing", "Notes are confidential: only those you tick are printed.")
        self.add(label(hint, "warning", wrap=True))
        self.boxes = TickBoxes(msg("printing", "Meeting notes to print"))
        self.boxes.ticks_changed.connect(self.changed)
        self.add(self.boxes)
        self._none = label(msg("printing", "The chosen teams have no notes."), "muted", wrap=True)
        self.add(self._none)
        self._older = button(msg("printing", "Older notes"), "link")
        self._older.clicked.connect(self._on_older)
        self.body.addLayout(row_of(self._older, None))
        self._limit = notes.PAGE
        self._asked: tuple[Database, tuple[int, ...]] | None = None

    def refresh(self, db: Database, team_rids: tuple[int, ...]) -> None:
        """Offer the newest notes of these teams; ticks of notes no longer offered are lost."""
        self._asked = (db, team_rids)
        found = {}
        for rid in team_rids:
            for meeting in notes.newest(db, team_rid=rid, limit=self._limit):
                found[meeting.rid] = meeting
        newest = sorted(found.values(), key=lambda meeting: meeting.place, reverse=True)
        several = len(team_rids) > 1
        names = [
            (meeting.rid, meeting_words(meeting, with_teams=several or len(meeting.teams) > 1))
            for meeting in newest[: self._limit]
        ]
        before = self.boxes.ticked()
        self.boxes.show_names(names)
        self.boxes.setVisible(bool(names))
        self._none.setVisible(not names)
        self._older.setVisible(len(newest) >= self._limit)
        if self.boxes.ticked() != before:
            self.changed.emit()

    def _on_older(self) -> None:
        if self._asked is not None:
            self._limit += notes.PAGE
            self.refresh(*self._asked)


def restored_options(state: Mapping[str, str], handout: Handout[Any]) -> frozenset[str]:
    """The parts of a hand-out that a remembered state had on; the usual ones if it tells none."""
    stored = state.get(f"options.{handout.key}")
    if stored is None:
        return handout.usual().options
    return frozenset(key for key in stored.split(",") if key)


def listed(rids: Iterable[int]) -> str:
    """Record numbers as a remembered state holds them."""
    return ",".join(str(rid) for rid in rids)


def rids_of(state: Mapping[str, str], key: str) -> list[int]:
    """The record numbers that a remembered state holds under a key."""
    return [int(rid) for rid in state.get(key, "").split(",") if rid.isdecimal()]
