"""The pages of the window in their order. Only the first is imported for the first paint."""

from collections.abc import Sequence

from coachdesk.features.today.page import TodayPage
from coachdesk.kernel.text import msg
from coachdesk.ui.page import Page, PageLink


def _teams() -> type[Page]:
    from coachdesk.features.overview.page import TeamsPage

    return TeamsPage


def _workshops() -> type[Page]:
    from coachdesk.features.checklists.team_column import PRE_WORK
    from coachdesk.features.printing.run_links import link_to_handout
    from coachdesk.features.programmes.links import HANDOUT_LINKS, SURVEY_LINKS
    from coachdesk.features.programmes.page import WorkshopsPage
    from coachdesk.features.programmes.team_columns import TEAM_COLUMNS
    from coachdesk.features.surveys.run_links import link_to_survey
    from coachdesk.features.tasks.team_column import LATE_TASKS
    from coachdesk.handouts import catalogue

    catalogue.offer()
    TEAM_COLUMNS[:] = [PRE_WORK, LATE_TASKS]
    HANDOUT_LINKS[:] = [link_to_handout]
    SURVEY_LINKS[:] = [link_to_survey]
    return WorkshopsPage


def _prework() -> type[Page]:
    from coachdesk.features.checklists.page import PreworkPage

    return PreworkPage


def _tasks() -> type[Page]:
    from coachdesk.features.tasks.page import TasksPage

    return TasksPage


def _notes() -> type[Page]:
    from coachdesk.features.notes.page import NotesPage

    return NotesPage


def _calendar() -> type[Page]:
    from coachdesk.features.calendar.page import CalendarPage

    return CalendarPage


def _agenda() -> type[Page]:
    from coachdesk.features.agendas.page import AgendaPage
    from coachdesk.handouts import catalogue

    catalogue.offer()
    return AgendaPage


def _surveys() -> type[Page]:
    from coachdesk.features.surveys.page import SurveysPage

    return SurveysPage


def _methods() -> type[Page]:
    from coachdesk.features.methods.page import MethodsPage

    return MethodsPage


def _print() -> type[Page]:
    from coachdesk.features.printing.page import PrintPage
    from coachdesk.handouts import catalogue

    catalogue.offer()
    return PrintPage


def _projector() -> type[Page]:
    from coachdesk.features.methods.charts import SOURCE as OF_METHODS
    from coachdesk.features.projector.offered import CHARTS
    from coachdesk.features.projector.page import ProjectorPage
    from coachdesk.features.surveys.projecting import SOURCE as OF_SURVEYS

    CHARTS[:] = [OF_METHODS, OF_SURVEYS]
    return ProjectorPage


def _programmes() -> type[Page]:
    from coachdesk.features.editor.page import ProgrammesPage
    from coachdesk.handouts import catalogue

    catalogue.offer()
    return ProgrammesPage


def _settings() -> type[Page]:
    from coachdesk.features.settings.page import SettingsPage

    return SettingsPage


def _day() -> type[Page]:
    from coachdesk.features.workshop_day.page import DayPage

    return DayPage


PAGES: Sequence[type[Page] | PageLink] = (
    TodayPage,
    PageLink("teams", msg("overview", "Teams"), "teams", _teams),
    PageLink("workshops", msg("programmes", "Runs"), "workshops", _workshops),
    PageLink("prework", msg("checklists", "Pre-work"), "checklist", _prework),
    PageLink("tasks", msg("tasks", "Tasks"), "tasks", _tasks),
    PageLink("notes", msg("notes", "Notes"), "notes", _notes),
    PageLink("calendar", msg("calendar", "Calendar"), "calendar", _calendar),
    PageLink("agenda", msg("agendas", "Agenda"), "workshop", _agenda),
    PageLink("surveys", msg("surveys", "Surveys"), "surveys", _surveys),
    PageLink("methods", msg("methods", "Methods"), "methods", _methods),
    PageLink("print", msg("printing", "Print"), "print", _print),
)
BOTTOM_PAGES: Sequence[type[Page] | PageLink] = (
    PageLink("programmes", msg("editor", "Programmes"), "programmes", _programmes),
    PageLink("settings", msg("settings", "Settings"), "settings", _settings),
)
MODE_PAGES: Sequence[type[Page] | PageLink] = (
    PageLink("day", msg("workshop_day", "Workshop day"), "workshop", _day),
    PageLink("projector", msg("projector", "Projector"), "video", _projector),
)
"""Pages that verbs lead to; no list shows them."""
