"""From the phases of a programme to the surveys that belong to them."""

from coachdesk.features.programmes.links import Link
from coachdesk.features.programmes.model import Place
from coachdesk.features.surveys.definition import find_survey
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import current


def link_to_survey(key: str, _place: Place) -> Link | None:
    """The survey with this key; None when there is none."""
    found = find_survey(key)
    if found is None:
        return None
    return Link(found.name.in_language(current()), Target("surveys", extra={"survey": key}))
