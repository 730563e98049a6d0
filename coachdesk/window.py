"""The window of an open workspace: its parts, and what happens beside the work."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from coachdesk.features.methods.verbs import method_actions
from coachdesk.features.overview.sidebar import SIDE_TABLES, side_list
from coachdesk.features.projector import made
from coachdesk.features.settings import offered as settings_offered
from coachdesk.features.workshop_day.verbs import day_action
from coachdesk.kernel.data_key import has_key_file
from coachdesk.kernel.text import msg, plural
from coachdesk.page_list import BOTTOM_PAGES, MODE_PAGES, PAGES
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.frame import WindowParts
from coachdesk.ui.i18n import current
from coachdesk.ui.indexing import SearchFollower
from coachdesk.ui.jobs import Job
from coachdesk.ui.results import Section
from coachdesk.ui.session.controller import SessionController

if TYPE_CHECKING:  # imported when they are needed
    from coachdesk.features.printing.page import PrintPage
    from coachdesk.features.projector.controller import Projector
    from coachdesk.kernel.backup import Backup
    from coachdesk.kernel.search.indexer import Source
    from coachdesk.ui.page import Page
    from coachdesk.ui.search_provider import SearchProvider

_SETTLED_MS = 300
_BACKUP_MS = 20_000
_TIDY_MS = 40_000
_DAY_MS = 60_000


class _Sources:
    """What the search index is made of, imported when there is something to read."""

    def __iter__(self) -> Iterator["Source"]:
        from coachdesk.sources import SOURCES

        return iter(SOURCES)


class Window:
    """What the window has while one workspace is open."""

    def __init__(self, context: Context, session: SessionController) -> None:
        self._context = context
        self._session = session
        self._search: SearchProvider | None = None
        self._searching = threading.Lock()
        self._is_warm = False
        self._follower: SearchFollower | None = None
        self._timers: QObject | None = None
        self._day = context.clock.today()
        self._offer_settings()
        session.closing.connect(made.go_dark)
        session.shell.closed.connect(made.end)

    def parts(self) -> WindowParts:
        """Pages, verbs, the list of teams and the search."""
        ws = self._context.ws
        return WindowParts(
            PAGES,
            BOTTOM_PAGES,
            header_action="notes.new",
            side_list=lambda: side_list(ws.read, ws.clock.today()),
            side_tables=SIDE_TABLES,
            providers=(self._find,),
            prepare_search=self._warm_up,
            actions=(
                self._new_note(), day_action(self._context), *self._projector_verbs(),
                Action("print.print", msg("printing", "Print…"), self._print, icon="print",
                       shortcut="Ctrl+P", menu="print", enabled=self._can_print),
                Action("print.pack", msg("printing", "A workshop's pack"), self._to_pack,
                       icon="print", menu="print"),
                *method_actions(self._begin_method),
            ),
            mode_pages=MODE_PAGES,
        )  # fmt: skip

    def on_opened(self) -> None:
        """Follow the search, bring back what a failed write kept aside, carry over, back up."""
        self._timers = QObject(self._context.notices)
        made.WHEN_MADE[:] = [self._follow_day]
        steps = (
            (_SETTLED_MS, self._settle),
            (_BACKUP_MS, self._back_up),
            (_TIDY_MS, self._tidy_up),
        )
        for pause, step in steps:
            QTimer.singleShot(pause, self._timers, partial(self._while_open, step))
        self._day_watch = QTimer(self._timers, interval=_DAY_MS)
        self._day_watch.timeout.connect(partial(self._while_open, self._on_minute))
        self._day_watch.start()

    def close(self) -> None:
        """Let the index go, and all words that were read."""
        from coachdesk.features.programmes import library, outlines
        from coachdesk.kernel.search import analysis

        self._session.closing.disconnect(made.go_dark)
        if self._timers is not None:
            self._timers.deleteLater()
            self._timers = None
        made.WHEN_MADE.clear()
        if self._follower is not None:
            self._follower.stop()
            self._follower = None
        if self._search is not None:
            self._search.close()
        analysis.forget()
        library.forget()
        outlines.forget()
        settings_offered.RESTORE = None
        settings_offered.AUTO_LOCK_CHANGED = None

    # -- search -------------------------------------------------------------------------------

    def _provider(self) -> "SearchProvider":
        """Made at the first search, or by the warming up before it; in whatever thread."""
        with self._searching:
            if self._search is None:
                from coachdesk.finding import search_provider

                self._search = search_provider(self._context.ws.folder, self._context.ws.key)
            return self._search

    def _find(self, query: str, job: Job[Any]) -> Sequence[Section]:
        return self._provider()(query, job)

    def _warm_up(self) -> None:
        """Load the dictionaries while she begins to type; at rest they would only take room."""
        if not self._is_warm:
            self._is_warm = True
            self._provider().warm_up(self._context.jobs)

    def _while_open(self, step: Callable[[], object]) -> None:
        """A step whose time comes after the workspace was closed is left out."""
        if not self._context.ws.key.is_wiped:
            step()

    # -- what follows the opening -------------------------------------------------------------

    def _settle(self) -> None:
        """Once the first page stands."""
        from coachdesk.features.notes.rescued import bring_back

        context = self._context
        self._follower = SearchFollower(context, _Sources())
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
        if made.MADE:
            self._projector()  # which lives on through locking
        self._begin_day()

    def _begin_day(self) -> None:
        from coachdesk.features.tasks.carrying import carry_over

        self._day = self._context.clock.today()
        carry_over(self._context.ws)

    def _on_minute(self) -> None:
        """A new day has begun: what is late or soon is not what it was."""
        if self._context.clock.today() != self._day:
            self._begin_day()
            frame = self._session.shell.frame
            if frame is not None:
                frame.refresh()

    def _back_up(self) -> None:
        """The daily backup, beside the work; without a key file (the demo) there is none."""
        context = self._context
        folder, key, clock = context.ws.folder, context.ws.key, context.clock
        if has_key_file(folder) and not key.is_wiped:

            def work(_job: "Job[Backup | None]") -> "Backup | None":
                from coachdesk.kernel.backup import daily_backup

                return daily_backup(folder, key, clock)

            context.jobs.run(work, done=lambda _made: None)

    def _tidy_up(self) -> None:
        """Let go of pictures that nothing shows and no undo can bring back."""
        from coachdesk.features.notes.service import purge_pictures

        purge_pictures(self._context.ws)

    def _new_note(self) -> Action:
        from coachdesk.features.notes.new_note import new_note_action

        return new_note_action(self._context, self._team_in_hand)

    def _projector_verbs(self) -> Sequence[Action]:
        return (
            Action("workshop.project", msg("projector", "Projector"), self._project, icon="video",
                   shortcut="F6", menu="workshop"),
            Action("workshop.blank", msg("projector", "Blank the projector, and show again"),
                   lambda: self._projector().blank(), icon="eye-off", shortcut="Ctrl+F6",
                   menu="workshop", enabled=made.is_on),
            Action("workshop.end_projecting", msg("projector", "End projecting"),
                   lambda: self._projector().close(), shortcut="Shift+F6", menu="workshop",
                   enabled=made.is_on),
        )  # fmt: skip

    def _projector(self) -> "Projector":
        from coachdesk.features.projector.controller import projector

        return projector(self._context)

    def _follow_day(self) -> None:
        """Let the projector hear of the day that is held."""
        from coachdesk.features.workshop_day.projected import ProjectorFeed

        if self._timers is not None and not self._timers.findChildren(ProjectorFeed):
            ProjectorFeed(self._context, self._timers)

    def _project(self) -> None:
        """To the projector's panel with the workshop in hand, and back again."""
        from coachdesk.features.workshop_day.projected import hand_in

        page = self._page()
        if page is not None and page.key == "projector":
            self._context.actions.run("go.back")
            return
        self._context.navigate(replace(self._workshop_in_hand(), page="projector"))
        hand_in(self._context)

    def _print_page(self) -> "PrintPage | None":
        """The page Print while it is in sight."""
        page = self._page()
        if page is None or page.key != "print":
            return None
        from coachdesk.features.printing.page import PrintPage

        return page if isinstance(page, PrintPage) else None

    def _can_print(self) -> bool:
        page = self._print_page()
        return page is None or page.is_ready()

    def _print(self) -> None:
        """Print what the page Print shows; from other pages to it, with what is in hand."""
        page, shown = self._page(), self._print_page()
        if shown is not None:
            shown.print()
        elif page is not None:
            self._context.navigate(replace(page.subject(), page="print"))

    def _begin_method(self, kind: str) -> None:
        """To the page Methods, with a method begun."""
        from coachdesk.features.methods.model import Kind
        from coachdesk.features.methods.page import MethodsPage

        self._context.navigate(Target("methods"))
        page = self._page()
        if isinstance(page, MethodsPage):
            page.begin(Kind(kind))

    def _to_pack(self) -> None:
        """To the pack, of the workshop in hand if there is one."""
        of_workshop = self._workshop_in_hand()
        self._context.navigate(replace(of_workshop, page="print", extra={"pack": "yes"}))

    def _workshop_in_hand(self) -> Target:
        """The event that the page in sight is about, and which day of it."""
        page = self._page()
        if page is None:
            return Target("")
        target = page.current_target() if page.is_mode else page.subject()
        return target if target.kind == "event" else Target("")

    def _page(self) -> "Page | None":
        frame = self._session.shell.frame
        return frame.page if frame else None

    def _team_in_hand(self) -> int | None:
        """The team that the page in sight is about."""
        page = self._page()
        target = page.subject() if page else Target("")
        return target.rid if target.kind == "team" else None

    def _offer_settings(self) -> None:
        """What only the composition can do for the settings."""
        shell = self._session.shell

        def print_sheet(data: bytes) -> None:
            from coachdesk.ui.printer import print_pdf

            title = msg("settings", "Print the recovery sheet")
            print_pdf(shell, self._context.notices, title, data)

        settings_offered.MAKE_RECOVERY_SHEET = self._session.recovery_sheet
        settings_offered.PRINT_SHEET = print_sheet
        settings_offered.RESTORE = self._session.show_restore
        settings_offered.AUTO_LOCK_CHANGED = self._session.watch.start
