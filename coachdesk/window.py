"""The window's composition: pages in their order, what the search finds, what follows opening."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer

from coachdesk.features.checklists.page import PreworkPage
from coachdesk.features.checklists.search import SOURCES as CHECKLIST_SOURCES
from coachdesk.features.checklists.team_column import PRE_WORK
from coachdesk.features.notes.actions import new_note_action
from coachdesk.features.notes.page import NotesPage
from coachdesk.features.notes.rescued import bring_back
from coachdesk.features.notes.search import decisions_source, notes_source
from coachdesk.features.notes.service import purge_pictures
from coachdesk.features.overview.page import TeamsPage
from coachdesk.features.overview.sidebar import SIDE_TABLES, side_list
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.programmes.page import WorkshopsPage
from coachdesk.features.programmes.team_columns import TEAM_COLUMNS
from coachdesk.features.settings import offered as settings_offered
from coachdesk.features.settings.page import SettingsPage
from coachdesk.features.tasks.page import TasksPage
from coachdesk.features.tasks.search import SOURCES as TASK_SOURCES
from coachdesk.features.tasks.service import carry_over
from coachdesk.features.tasks.team_column import LATE_TASKS
from coachdesk.features.teams.search import SOURCES as TEAM_SOURCES
from coachdesk.features.today.finds import HIT_KINDS, TAGS
from coachdesk.features.today.page import TodayPage
from coachdesk.kernel import keys
from coachdesk.kernel.backup import Backup, daily_backup
from coachdesk.kernel.search.indexer import Source
from coachdesk.kernel.text import msg, plural
from coachdesk.ui.context import Context, Target
from coachdesk.ui.frame import WindowParts
from coachdesk.ui.i18n import current
from coachdesk.ui.indexing import SearchFollower
from coachdesk.ui.jobs import Job
from coachdesk.ui.page import Page
from coachdesk.ui.printer import PrintRun, choose_printer, count_pages, has_printer
from coachdesk.ui.search_provider import SearchProvider
from coachdesk.ui.session.controller import SessionController

PAGES: Sequence[type[Page]] = (
    TodayPage,
    TeamsPage,
    WorkshopsPage,
    PreworkPage,
    TasksPage,
    NotesPage,
    PrintPage,
)
TEAM_COLUMNS[:] = [PRE_WORK, LATE_TASKS]
BOTTOM_PAGES: Sequence[type[Page]] = (SettingsPage,)
SOURCES: Sequence[Source] = (
    *TEAM_SOURCES,
    notes_source,
    decisions_source,
    *TASK_SOURCES,
    *CHECKLIST_SOURCES,
)

_WARM_UP_MS = 1_500
_BACKUP_MS = 20_000
_TIDY_MS = 40_000


class Window:
    """What the window has while one workspace is open."""

    def __init__(self, context: Context, session: SessionController) -> None:
        self._context = context
        self._session = session
        self._search = SearchProvider(context.ws.folder, context.ws.key, HIT_KINDS, TAGS)
        self._follower: SearchFollower | None = None
        self._offer_settings()

    def parts(self) -> WindowParts:
        """Pages, verbs, the list of teams and the search."""
        ws = self._context.ws
        return WindowParts(
            PAGES,
            BOTTOM_PAGES,
            header_action="notes.new",
            side_list=lambda: side_list(ws.read, ws.clock.today()),
            side_tables=SIDE_TABLES,
            providers=(self._search,),
            actions=(new_note_action(self._context, self._team_in_hand),),
        )

    def on_opened(self) -> None:
        """Follow the search, bring back what a failed write kept aside, carry over, back up."""
        context = self._context
        self._follower = SearchFollower(context, SOURCES)
        brought_back = bring_back(context.ws, current())
        if brought_back:
            context.notices.info(
                plural(
                    "window",
                    "{count} note that could not be saved last time is back.",
                    "{count} notes that could not be saved last time are back.",
                    len(brought_back),
                )
            )
        QTimer.singleShot(0, self._follower, self._carry_over)
        QTimer.singleShot(_WARM_UP_MS, self._follower, self._warm_up)
        QTimer.singleShot(_BACKUP_MS, self._follower, self._back_up)
        QTimer.singleShot(_TIDY_MS, self._follower, self._tidy_up)

    def close(self) -> None:
        """Let the index go, and all words that were read."""
        from coachdesk.kernel.search import analysis

        if self._follower is not None:
            self._follower.stop()
            self._follower = None
        self._search.close()
        analysis.forget()
        settings_offered.RESTORE = None
        settings_offered.AUTO_LOCK_CHANGED = None

    def _carry_over(self) -> None:
        carry_over(self._context.ws)

    def _warm_up(self) -> None:
        self._search.warm_up(self._context.jobs)

    def _back_up(self) -> None:
        """The daily backup, beside the work; without a key file (the demo) there is none."""
        context = self._context
        folder, key, clock = context.ws.folder, context.ws.key, context.clock
        if keys.exists(folder) and not key.is_wiped:

            def work(_job: Job[Backup | None]) -> Backup | None:
                return daily_backup(folder, key, clock)

            context.jobs.run(work, done=lambda _made: None)

    def _tidy_up(self) -> None:
        """Let go of pictures that nothing shows and no undo can bring back."""
        purge_pictures(self._context.ws)

    def _team_in_hand(self) -> int | None:
        """The team that the page in sight is about."""
        frame = self._session.shell.frame
        page = frame.page if frame else None
        target = page.current_target() if page else Target("")
        return target.rid if target.kind == "team" else None

    def _offer_settings(self) -> None:
        """What only the composition can do for the settings."""
        shell = self._session.shell

        def print_sheet(data: bytes) -> None:
            title = msg("settings", "Print the recovery sheet")
            pages = count_pages(data)
            choose_printer(shell, title, pages, lambda printer: PrintRun(data, printer, shell))

        settings_offered.MAKE_RECOVERY_SHEET = self._session.recovery_sheet
        settings_offered.PRINT_SHEET = print_sheet if has_printer() else None
        settings_offered.RESTORE = self._session.show_restore
        settings_offered.AUTO_LOCK_CHANGED = self._session.watch.start
