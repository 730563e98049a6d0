"""From the phases of a programme to the papers that are useful in them."""

from coachdesk.features.printing.offered import find_handout
from coachdesk.features.programmes.links import Link
from coachdesk.features.programmes.model import Place
from coachdesk.ui.context import Target


def link_to_handout(key: str, place: Place) -> Link | None:
    """The paper with this key, for the cohort; None when no paper has it."""
    found = find_handout(key)
    if found is None:
        return None
    extra = {"handout": key, "cohort": str(place.cohort.rid)}
    return Link(found.title, Target("print", "run", place.run.rid, extra))
