"""Which cohorts the matrix shows: one, or all of a run."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from coachdesk.features.programmes.model import Place
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.fields import name_field

_WIDEST = 320
_USUAL = 20
"""Letters of a name that are seen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A cohort, or all cohorts of a run."""

    run_rid: int
    cohort_rid: int | None = None

    def places(self, present: Sequence[Place]) -> list[Place]:
        """What is chosen of the cohorts there are."""
        return [
            place
            for place in present
            if place.run.rid == self.run_rid and self.cohort_rid in {None, place.cohort.rid}
        ]


class CohortCombo(CalmCombo):
    """Offers each run, and its cohorts where there are several."""

    choice_made = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        name_field(self, msg("checklists", "Programme"))
        self.setMinimumContentsLength(_USUAL)
        self.setMaximumWidth(_WIDEST)
        self._choices: list[Choice] = []
        self.activated.connect(self._on_activated)

    def offer(self, present: Sequence[Place], chosen: Choice | None) -> None:
        """Offer these, and show which one is chosen."""
        self._choices = []
        self.clear()
        for place in present:
            if Choice(place.run.rid) not in self._choices:
                self._add(Choice(place.run.rid), _whole(place))
            if not place.alone:
                self._add(Choice(place.run.rid, place.cohort.rid), place.title(current()))
        self.setCurrentIndex(self._choices.index(chosen) if chosen in self._choices else -1)
        self.setVisible(self.count() > 1)

    def _add(self, choice: Choice, text: str) -> None:
        self._choices.append(choice)
        self.addItem(text)

    def _on_activated(self, row: int) -> None:
        self.choice_made.emit(self._choices[row])


def title_of_choice(places: Sequence[Place]) -> str:
    """What is chosen, in words."""
    return _whole(places[0]) if len(places) > 1 else places[0].title(current())


def _whole(place: Place) -> str:
    if place.alone:
        return place.title(current())
    return tr(msg("checklists", "{run} · all cohorts", run=place.run.name))
