"""From the phases of a programme to the surveys that belong to them."""

from coachdesk.features.programmes.links import Link
from coachdesk.features.programmes.model import Place
from coachdesk.features.surveys.definition import find_survey
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import current


def link_to_survey(key: str, place: Place) -> Link | None:
    """The survey with this key in the run, or the form to begin it; None when there is none."""
    found = find_survey(key)
    if found is None:
        return None
    extra = {"survey": key, "run": str(place.run.rid)}
    return Link(found.name.in_language(current()), Target("surveys", "of_run", extra=extra))
