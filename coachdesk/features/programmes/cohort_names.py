"""What a cohort is called and who coaches it, as one types it."""

from collections.abc import Sequence

from coachdesk.features.programmes.model import Cohort
from coachdesk.features.teams.counties import areas
from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import current, tr


def split_place(text: str) -> tuple[str, str]:
    """A name, or a known collaborative area by its Finnish name, from what was typed."""
    text = " ".join(text.split())
    wanted = text.casefold()
    for area in areas():
        if wanted in {area.fi.casefold(), area.sv.casefold()}:
            return "", area.fi
    return text, ""


def split_coaches(text: str) -> list[str]:
    """The names between commas."""
    return [name for name in (each.strip() for each in text.split(",")) if name]


def shown_coaches(names: Sequence[str]) -> str:
    """The names as they are typed."""
    return ", ".join(names)


def cohort_title(cohort: Cohort, number: int) -> str:
    """Its name or area; its number where it has neither."""
    title = cohort.title(current())
    return title or tr(msg("programmes", "Cohort {number}", number=number))
