"""Time per team in a sharing round: who speaks, how long still, who is next."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.features.workshop_day.big_clock import RunningTime
from coachdesk.features.workshop_day.day_words import SOON_SECONDS, seconds_words
from coachdesk.features.workshop_day.model import Round
from coachdesk.kernel.text import msg, plural
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import ElidedLabel, button, row_of
from coachdesk.ui.widgets.status import Status


class RoundStrip(QWidget):
    """One line under the clock of a block that is divided among the teams."""

    begun = Signal()
    stepped = Signal(int)
    """To the next team (+1) or back (−1)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ElidedLabel("", "strong")
        self.time = RunningTime()
        self.following = ElidedLabel("", "muted")
        self.begin = button(msg("workshop_day", "Start the round"))
        self.back = button(msg("workshop_day", "Team before"))
        self.next = button(msg("workshop_day", "Next team"))
        speaking = row_of(self.words, self.time)
        speaking.setStretch(0, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(speaking)
        words.addWidget(self.following)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.S)
        across.addLayout(words, 1)
        for each in (self.begin, self.back, self.next):
            across.addWidget(each)
        self.begin.clicked.connect(self.begun)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))

    def show_waiting(self, teams: int, minutes: int) -> None:
        """A round that has not begun."""
        each = minutes // teams if teams else 0
        words = plural(
            "workshop_day", "{count} team, {minutes} min", "{count} teams, {minutes} min each",
            teams, minutes=each,
        )  # fmt: skip
        self._show(tr(words), "", "")
        self._offer(begin=teams > 0, back=False, onward=False)

    def show_round(self, now: Round, names: Mapping[int, str]) -> None:
        """A round that runs, or is over."""
        following = now.upcoming and names.get(now.upcoming.team_rid)
        after = tr(msg("workshop_day", "next {team}", team=following)) if following else ""
        if now.current is None:
            self._show(tr(msg("workshop_day", "All teams have spoken")), "", after)
        else:
            left = now.seconds_left
            status = Status.LATE if left < 0 else Status.OPEN
            if 0 <= left <= min(SOON_SECONDS, now.seconds_each // 4):
                status = Status.SOON
            name = status.mark(names.get(now.current.team_rid, "–"))
            self._show(name, seconds_words(left), after, status.value)
        over = now.current is None and now.upcoming is None
        self._offer(begin=over, back=True, onward=not over)

    def _show(self, words: str, time: str, following: str, role: str = "text") -> None:
        for shown, text in ((self.words, words), (self.following, following)):
            if shown.text() != text:
                shown.setText(text)
            if shown is self.following and shown.isVisibleTo(self) != bool(text):
                shown.setVisible(bool(text))
        self.time.show_text(time, role)

    def _offer(self, *, begin: bool, back: bool, onward: bool) -> None:
        for each, offered in ((self.begin, begin), (self.back, back), (self.next, onward)):
            if each.isVisibleTo(self) != offered:
                each.setVisible(offered)
