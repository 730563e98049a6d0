"""The block that runs: how long still, what comes next, and the verbs for both."""

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from coachdesk.features.agendas.model import BlockKind
from coachdesk.features.workshop_day.big_clock import RunningTime
from coachdesk.features.workshop_day.day_words import (
    left_words,
    now_words,
    seconds_words,
    urgency,
    wall_clock,
)
from coachdesk.features.workshop_day.model import (
    HeldBlock,
    Standing,
    Turn,
    sharing_round,
)
from coachdesk.features.workshop_day.round_strip import RoundStrip
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.actions import Action, with_keys
from coachdesk.ui.i18n import tr
from coachdesk.ui.theme import set_class
from coachdesk.ui.widgets.basic import Card, ElidedLabel, button
from coachdesk.ui.widgets.status import Status

_ROUND_KINDS = (BlockKind.SHARING, BlockKind.SPARRING)


def is_shared(block: HeldBlock | None) -> bool:
    """Whether the time of a block is divided among the teams."""
    return block is not None and (block.by_team or block.kind in _ROUND_KINDS)


class NowCard(Card):
    """Shows how the day stands. Asked every second, it touches only what has changed."""

    def __init__(self) -> None:
        super().__init__(spacing=theme.XS)
        self.setAccessibleName(tr(msg("workshop_day", "Now")))
        self.title = ElidedLabel("", "muted")
        self.clock = RunningTime(large=True)
        self.under = ElidedLabel("", "muted")
        self._status = Status.OPEN
        self._told: tuple[int, str] | None = None
        self.shorter = button(msg("workshop_day", "−5 min"))
        self.longer = button(msg("workshop_day", "+5 min"))
        self.back = button(msg("workshop_day", "Back"))
        self.skip = button(msg("workshop_day", "Skip"))
        self.next = button("", "primary")
        self.round = RoundStrip()
        words = QVBoxLayout()
        words.setSpacing(theme.S)
        words.addWidget(self.title)
        words.addWidget(self.clock)
        words.addWidget(self.under)
        across = QHBoxLayout()
        across.setSpacing(theme.M)
        across.addLayout(words, 1)
        across.addLayout(self._verbs())
        self.body.addLayout(across)
        self.add(self.round)

    def _verbs(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.S)
        grid.setRowStretch(0, 1)
        for place, each in enumerate((self.shorter, self.longer, self.next)):
            grid.addWidget(each, 1, place)
        for place, each in enumerate((self.back, self.skip)):
            grid.addWidget(each, 2, place)
        grid.setRowStretch(3, 1)
        return grid

    def buttons(self) -> dict[str, QPushButton]:
        """The buttons by the ids of their verbs."""
        return {
            "day.shorter": self.shorter, "day.longer": self.longer, "day.back": self.back,
            "day.skip": self.skip, "day.next": self.next, "day.round": self.round.begin,
            "day.turn": self.round.next, "day.turn_back": self.round.back,
        }  # fmt: skip

    def name_buttons(self, actions: Mapping[str, Action]) -> None:
        """Tell of each button what it does and by which keys."""
        for key, each in self.buttons().items():
            words = tr(actions[key].label)
            each.setToolTip(with_keys(words, QKeySequence(actions[key].keys())))
            each.setAccessibleName(words)

    def show_standing(self, standing: Standing, moment: dt.datetime) -> None:
        """Show how the day stands at a moment."""
        status = urgency(standing)
        if standing.current is None and standing.upcoming is None:
            number = wall_clock(moment)
        else:
            number = seconds_words(standing.remaining_seconds)
        self.clock.show_text(number, status.value)
        _say(self.title, tr(now_words(standing)))
        _say(self.under, status.mark(tr(left_words(standing))))
        self._tell(number, standing.remaining_seconds // 60)
        if status is not self._status:
            self._status = status
            set_class(self.under, "muted" if status is Status.OPEN else status.value)
        self._offer(standing)

    def _tell(self, number: str, minute: int) -> None:
        """What a screen reader says of the clock, another one each minute and not each second."""
        told = (minute, self.under.text())
        if told != self._told:
            self._told = told
            self.clock.setAccessibleName(f"{number} {self.under.text()}")

    def _offer(self, standing: Standing) -> None:
        running = standing.current is not None
        verb = msg("workshop_day", "Next →") if running else msg("workshop_day", "Begin →")
        _say(self.next, tr(verb))
        possible = {
            self.shorter: running, self.longer: running, self.skip: running,
            self.back: any(row.block.began_at for row in standing.rows),
            self.next: running or standing.upcoming is not None,
        }  # fmt: skip
        for each, is_possible in possible.items():
            if each.isVisibleTo(self) != bool(standing.rows):
                each.setVisible(bool(standing.rows))
            if each.isEnabled() != is_possible:
                each.setEnabled(is_possible)

    def show_round(
        self,
        block: HeldBlock | None,
        turns: Sequence[Turn],
        names: Mapping[int, str],
        moment: dt.datetime,
    ) -> None:
        """Show the sharing round of a block, or the way to begin one."""
        if self.round.isVisibleTo(self) != is_shared(block):
            self.round.setVisible(is_shared(block))
        if block is None or not is_shared(block):
            return
        if turns:
            self.round.show_round(sharing_round(block, turns, moment), names)
        else:
            self.round.show_waiting(len(names), block.minutes)


def _say(shown: ElidedLabel | QPushButton, words: str) -> None:
    if shown.text() != words:
        shown.setText(words)
