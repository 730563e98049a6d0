"""Before the day: what is going to be held, and the button that begins it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.teams.combos import CalmCombo
from coachdesk.features.workshop_day.offered_days import DayOffer, facts, title_of
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, button, label, row_of
from coachdesk.ui.widgets.fields import name_field

_WIDTH = 560


class StartView(QWidget):
    """Tells what is known of a day; another one can be chosen."""

    started = Signal()
    chosen = Signal(object)
    """The event and the number of another day."""
    plan_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._offered: list[tuple[int, int]] = []
        self.card = Card()
        self.facts = label("", "muted", wrap=True)
        self.start = button(msg("workshop_day", "Start the day"), "primary")
        self.plan = button(msg("workshop_day", "Look at the plan"))
        self.days = CalmCombo()
        name_field(self.days, msg("workshop_day", "Another day"))
        promise = msg(
            "workshop_day",
            "The clock begins when you start. Times are counted from then on, also through sleep, "
            "locking and a restart; notes are stored as you type.",
        )
        self.card.add(self.facts)
        self.card.add(label(promise, "muted", wrap=True))
        self.card.body.addLayout(row_of(self.start, self.plan, None))
        self.card.setMaximumWidth(_WIDTH)
        other = row_of(label(msg("workshop_day", "Another day"), "muted"), self.days)
        other.setStretch(1, 1)
        self.card.body.addSpacing(theme.M)
        self.card.body.addLayout(other)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        across = row_of(None, self.card, None)
        across.setStretch(1, 100)
        layout.addLayout(across)
        layout.addStretch(2)
        self.start.clicked.connect(self.started)
        self.plan.clicked.connect(self.plan_asked)
        self.days.activated.connect(lambda at: self.chosen.emit(self._offered[at]))

    def show_offer(self, offer: DayOffer, found: Sequence[DayOffer]) -> None:
        """Show a day that has not begun, and the others that there are."""
        language = current()
        date = offer.workshop.date_of(offer.day)
        self.card.set_title(title_of(offer.workshop, offer.day, language))
        told = [tr(one) for one in facts(self._context.ws.read, offer, language)]
        when = [] if date is None else [tr(offer.workshop.day_words(offer.day, language))]
        self.facts.setText("\n".join([offer.workshop.place.title(language), *when, *told]))
        self._offered = [one.place for one in found]
        self.days.clear()
        for one in found:
            cohort = one.workshop.place.cohort.title(language)
            words = [one.workshop.name(language), tr(one.workshop.day_words(one.day, language))]
            self.days.addItem(" · ".join(filter(None, (*words, cohort))))
        self.days.setCurrentIndex(self._offered.index(offer.place))
