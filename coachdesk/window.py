"""The window's composition: pages in their order, hand-outs, what the search finds."""

from collections.abc import Sequence

from coachdesk.features.checklists.page import PreworkPage
from coachdesk.features.notes.page import NotesPage
from coachdesk.features.overview.page import TeamsPage
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.settings.page import SettingsPage
from coachdesk.features.tasks.page import TasksPage
from coachdesk.features.today.page import TodayPage
from coachdesk.ui.context import Context
from coachdesk.ui.frame import WindowParts
from coachdesk.ui.page import Page

PAGES: Sequence[type[Page]] = (
    TodayPage, TeamsPage, WorkshopsPage, PreworkPage, TasksPage, NotesPage, PrintPage,
)  # fmt: skip
