"""The window's composition: pages in their order, what the search finds, what follows opening."""

from collections.abc import Sequence

from coachdesk.features.notes.page import NotesPage
from coachdesk.features.overview.page import TeamsPage
from coachdesk.features.overview.sidebar import side_list
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.today.page import TodayPage
from coachdesk.ui.context import Context
from coachdesk.ui.frame import WindowParts
from coachdesk.ui.page import Page

PAGES: Sequence[type[Page]] = (
    TodayPage, TeamsPage, WorkshopsPage, NotesPage,
)  # fmt: skip

def parts(context: Context) -> WindowParts:
    return WindowParts(PAGES)

def on_opened(context: Context) -> None:
    pass
