"""The choices of a workshop's pack: which workshop, which papers, how often, in which order."""

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from coachdesk.features.agendas.places import usual, workshops
from coachdesk.features.printing import offered
from coachdesk.features.printing.model import Choices, Handout, Subject
from coachdesk.features.printing.pack import (
    ROOM,
    USUAL,
    Pack,
    PackItem,
    PackOrder,
    read_items,
    written_items,
)
from coachdesk.features.printing.pack_rows import PackRow, PaperList
from coachdesk.features.printing.pack_service import Contents
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.database import Database
from coachdesk.kernel.overriding import override
from coachdesk.kernel.settings import Setting, Settings
from coachdesk.kernel.text import LANGUAGE_NAMES, LANGUAGES, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, label
from coachdesk.ui.widgets.fields import name_field

KEPT_ITEMS: Setting[list[str]] = Setting("pack.papers", list(USUAL))
KEPT_HOW: Setting[list[str]] = Setting("pack.how", [PackOrder.BY_TEAM.value, "both_sides"])

OptionsOf = Callable[[Handout[Any]], frozenset[str]]


class WorkshopCard(Card):
    """Which workshop, and how many come."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(msg("printing", "Which workshop"), spacing=theme.XS)
        self.list = CalmCombo()
        name_field(self.list, msg("printing", "Workshop of the pack"))
        self.who = label("", "muted", wrap=True)
        self.add(self.list)
        self.add(self.who)
        self.list.currentIndexChanged.connect(lambda _: self.changed.emit())

    @property
    def rid(self) -> int | None:
        """The rid of the chosen workshop."""
        chosen = self.list.currentData()
        return None if chosen is None else int(chosen)

    def refresh(self, db: Database, today: dt.date) -> None:
        """Read the workshops anew; the chosen one stays, else the one that comes next is taken."""
        found = workshops(db)
        coming = usual(found, today)
        rids = [one.event.rid for one in found]
        wanted = self.rid if self.rid in rids else coming and coming.event.rid
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in found:
                self.list.addItem(one.title(current()), one.event.rid)
            self.list.setCurrentIndex(self.list.findData(wanted) if found else -1)

    def choose(self, rid: int) -> None:
        """Choose a workshop, if it is there."""
        place = self.list.findData(rid)
        if place >= 0:
            self.list.setCurrentIndex(place)

    def show_who(self, teams: int, people: int) -> None:
        """Tell for how many teams and participants the pack is."""
        self.list.setToolTip(self.list.currentText())
        if not teams:
            self.who.setText(tr(msg("printing", "No team takes part yet.")))
            return
        of_teams = plural("printing", "{count} team", "{count} teams", teams)
        words = plural(
            "printing", "{teams}, {count} participant", "{teams}, {count} participants", people,
            teams=of_teams,
        )  # fmt: skip
        self.who.setText(tr(words))


class HowCard(Card):
    """Order, sides, language and size of the whole pack."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(msg("printing", "How it is printed"), spacing=theme.XS)
        self.by_team = QRadioButton(tr(msg("printing", "Team by team")))
        self.by_sheet = QRadioButton(tr(msg("printing", "Paper by paper")))
        self._orders = QButtonGroup(self)
        self.both_sides = QCheckBox(tr(msg("printing", "For printing on both sides")))
        hint = msg("printing", "Each paper, and so each team, begins on a right-hand page.")
        self.large = QCheckBox(tr(msg("printing", "Large print")))
        self.language = CalmCombo()
        self.language.addItem(tr(msg("printing", "Each team's own language")), "")
        for key in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[key], key)
        name_field(self.language, msg("printing", "Language of the papers"))
        for one in (self.by_team, self.by_sheet):
            self._orders.addButton(one)
            self.add(one)
        self.by_team.setChecked(True)
        self.both_sides.setChecked(True)
        self.add(self.both_sides)
        self.add(label(hint, "small", "muted", wrap=True))
        self.add(self.large)
        self.add(self.language)
        self.by_team.toggled.connect(lambda _: self.changed.emit())
        for box in (self.both_sides, self.large):
            box.toggled.connect(lambda _: self.changed.emit())
        self.language.currentIndexChanged.connect(lambda _: self.changed.emit())

    @property
    def order(self) -> PackOrder:
        """What lies together."""
        return PackOrder.BY_TEAM if self.by_team.isChecked() else PackOrder.BY_SHEET

    def written(self) -> list[str]:
        """All of it as words that `read` knows."""
        marks = {"both_sides": self.both_sides.isChecked(), "large": self.large.isChecked()}
        on = [mark for mark, is_on in marks.items() if is_on]
        return [self.order.value, *on, *filter(None, [str(self.language.currentData())])]

    def read(self, written: list[str]) -> None:
        """Choose what was written; unknown words are passed over. Nobody is told."""
        with QSignalBlocker(self):
            self.by_sheet.setChecked(PackOrder.BY_SHEET.value in written)
            self.by_team.setChecked(PackOrder.BY_SHEET.value not in written)
            self.both_sides.setChecked("both_sides" in written)
            self.large.setChecked("large" in written)
            language = next((word for word in written if word in LANGUAGES), "")
            self.language.setCurrentIndex(self.language.findData(language))


class PackView(QWidget):
    """All choices of a pack; what was chosen last comes back on this computer."""

    changed = Signal(object)
    """Another choice; with the row of the hand-out that was ticked just now, if one was."""

    def __init__(self, settings: Settings, options_of: OptionsOf) -> None:
        """`options_of` tells which parts of a hand-out are printed."""
        super().__init__()
        self._settings, self._options_of = settings, options_of
        known = offered.HANDOUTS
        of_event = [one for one in known if one.subject is Subject.EVENT]
        of_team = [one for one in known if one.subject is Subject.TEAM]
        self.workshop = WorkshopCard()
        self.lists = (
            PaperList(msg("printing", "About the workshop"), of_event, is_blank=False),
            PaperList(msg("printing", "About each team"), of_team, is_blank=False),
            PaperList(
                msg("printing", "Blank forms"), [one for one in known if one.blank], is_blank=True
            ),
        )
        self.how = HowCard()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        for part in (self.workshop, *self.lists, self.how):
            layout.addWidget(part)
        for each in self.lists:
            each.changed.connect(self.changed)
        for card in (self.workshop, self.how):
            card.changed.connect(lambda: self.changed.emit(None))
        self._read_kept()

    @property
    def rows(self) -> list[PackRow]:
        """All hand-outs that can be ticked."""
        return [row for each in self.lists for row in each.rows]

    def pack(self) -> Pack | None:
        """What is chosen; None without any workshop."""
        rid = self.workshop.rid
        if rid is None:
            return None
        how = self.how
        return Pack(
            rid,
            tuple(self._with_options(item) for item in self._items()),
            how.order,
            how.both_sides.isChecked(),
            how.language.currentData(),
            how.large.isChecked(),
        )

    def _items(self) -> list[PackItem]:
        return list(chain.from_iterable(each.chosen() for each in self.lists))

    def _with_options(self, item: PackItem) -> PackItem:
        choices = Choices(self._options_of(item.handout))
        return PackItem(item.handout, item.copies, item.is_blank, choices)

    def refresh(self, db: Database, today: dt.date) -> None:
        """Read the workshops anew."""
        self.workshop.refresh(db, today)

    def show_contents(self, contents: Contents | None) -> None:
        """Tell what the choice comes to: teams, participants, copies of each paper."""
        totals: dict[tuple[str, bool], int] = {}
        for paper in contents.papers if contents else ():
            key = (paper.item.handout.key, paper.item.is_blank)
            totals[key] = totals.get(key, 0) + paper.copies
        for row in self.rows:
            row.show_total(totals.get((row.item.handout.key, row.item.is_blank), 0))
        teams = [one for one in contents.receivers if one.rid != ROOM] if contents else []
        self.workshop.show_who(len(teams), sum(one.people for one in teams))

    # -- coming back to it --------------------------------------------------------------------

    def state(self) -> dict[str, str]:
        """The choices, without any content."""
        return {
            "pack.workshop": str(self.workshop.rid or ""),
            "pack.papers": ",".join(written_items(self._items())),
            "pack.how": ",".join(self.how.written()),
        }

    def restore(self, state: Mapping[str, str]) -> None:
        """Choose what a state tells."""
        if "pack.papers" in state:
            self._choose(read_items(state["pack.papers"].split(","), offered.HANDOUTS))
            self.how.read(state.get("pack.how", "").split(","))
        if state.get("pack.workshop", "").isdecimal():
            self.workshop.choose(int(state["pack.workshop"]))

    def _choose(self, items: tuple[PackItem, ...]) -> None:
        for each in self.lists:
            each.choose(items)

    def _read_kept(self) -> None:
        self._choose(read_items(self._settings.get(KEPT_ITEMS), offered.HANDOUTS))
        self.how.read(self._settings.get(KEPT_HOW))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was chosen for the next time."""
        super().hideEvent(event)
        self._settings.set(KEPT_ITEMS, written_items(self._items()))
        self._settings.set(KEPT_HOW, self.how.written())
