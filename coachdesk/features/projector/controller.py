"""What is projected, what comes next, and on which screen; as long as the program runs."""

from typing import NamedTuple

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from coachdesk.features.projector import slides
from coachdesk.features.projector.made import MADE, WHEN_MADE
from coachdesk.features.projector.model import (
    BLANK,
    ChartSlide,
    Choice,
    Kind,
    Now,
    Slide,
    steadied,
)
from coachdesk.features.projector.offered import OfferedChart
from coachdesk.features.projector.window import ProjectorWindow
from coachdesk.kernel.settings import Setting
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui.context import Context

SCREEN = Setting("projector.screen", "")
SCHEME = Setting("projector.scheme", "light")
SCHEMES = ("light", "dark")
_TICK_MS = 1_000
_STEPS = (Kind.AGENDA, Kind.CLOCK)
_TABLES = ("agenda_day", "agenda_block", "event", "participation", "team")


class _Live(NamedTuple):
    """What went out, and of which day it is."""

    choice: Choice
    event_rid: int
    day: int


class Projector(QObject):
    """Sends to the second window what was seen in the preview, and keeps it up to date.

    `changed` goes out when what is shown, what is next or the screens are other ones; `ticked` each
    second while somebody looks.
    """

    changed = Signal()
    ticked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._unsubscribe = context.ws.subscribe(self._on_change)
        self._subject: tuple[int, int] | None = None
        self._now: Now | None = None
        self._live: _Live | None = None
        self._on = self._own = ""
        self._paused = False
        self._watchers = 0
        self._minute = ""
        self._charts: tuple[OfferedChart, ...] | None = None
        self.material: slides.Material | None = None
        self.choice = Choice(Kind.AGENDA)
        self.next: Slide = BLANK
        self.shown: Slide = BLANK
        self.is_blank = False
        self.window: ProjectorWindow | None = None
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - there are widgets
        app.screenAdded.connect(self.on_screen_added)
        app.screenRemoved.connect(self.on_screen_removed)
        app.primaryScreenChanged.connect(self.on_primary_screen)

    def attach(self, context: Context) -> None:
        """Work with the workspace that is open now; the window stays as it is."""
        if context.ws is not self._context.ws:
            self._unsubscribe()
            self._context = context
            self._unsubscribe = context.ws.subscribe(self._on_change)

    # -- choosing -----------------------------------------------------------------------------

    @property
    def subject(self) -> tuple[int, int] | None:
        """The workshop (event) and the day that slides are made of: chosen, else the held one."""
        if self._subject is None and self._now is not None:
            return self._now.event_rid, self._now.day
        return self._subject

    def set_subject(self, event_rid: int, day: int) -> None:
        """Make the next slides of this day of a workshop; what is shown stays."""
        if (event_rid, day) != self._subject:
            self._subject = (event_rid, day)
            self.choice = self.choice._replace(chart="")
            self.refresh(anew=True)

    def set_now(self, now: Now | None) -> None:
        """The held day, handed in at each change of it; None once it is over."""
        now = steadied(now, self._now)
        if now != self._now:
            self._now = now
            self.refresh()

    def choose(self, choice: Choice) -> None:
        """Make this the next slide; nothing goes out."""
        self.choice = choice
        self.next = self._made(choice, self.material)
        self.changed.emit()

    def charts(self) -> tuple[OfferedChart, ...]:
        """The charts that there are for the workshop in hand."""
        if self._charts is None:
            subject, material, db = self.subject, self.material, self._context.ws.read
            if subject is None or material is None:
                return ()
            found = slides.charts_of(db, subject[0], material.language)
            self._charts = tuple(
                each._replace(title=material.mask.text(each.title)) for each in found
            )
        return self._charts

    def _made(self, choice: Choice, material: slides.Material | None) -> Slide:
        if material is None:
            return BLANK
        if choice.kind is Kind.CHART:
            chart = next((each for each in self.charts() if each.key == choice.chart), None)
            db = self._context.ws.read
            return slides.chart_slide(chart, material, db) if chart is not None else BLANK
        return slides.slide_of(choice, material)

    def _read(self, event_rid: int, day: int) -> slides.Material | None:
        context = self._context
        return slides.read(context.ws.read, event_rid, day, self._now, context.clock.now())

    def refresh(self, *, anew: bool = False) -> None:
        """Read the day again: the next slide, and what is shown as far as it follows the day.

        With `anew` charts too, which takes longer.
        """
        self.material = self._read(*self.subject) if self.subject else None
        if anew:
            self._charts = None
        kept = None if anew else _same_chart(self.next, self.choice, self.material)
        self.next = kept or self._made(self.choice, self.material)
        if self._live is not None:
            same = (self._live.event_rid, self._live.day) == self.subject
            material = self.material if same else self._read(self._live.event_rid, self._live.day)
            self.shown = self._kept_up(self._live, material)
        self._paint()
        self.changed.emit()

    def _kept_up(self, live: _Live, material: slides.Material | None) -> Slide:
        """A chart stays the one that was previewed, but for a name that is private from now on."""
        if live.choice.kind is Kind.CHART:
            return _same_chart(self.shown, live.choice, material) or BLANK
        return self._made(live.choice, material)

    def _on_change(self, change_set: ChangeSet) -> None:
        of_day = change_set.touches(*_TABLES)
        of_charts = self._watchers > 0 and self.choice.kind is Kind.CHART
        if self._is_seen() and (of_day or of_charts):
            self.refresh(anew=of_charts)

    # -- sending out --------------------------------------------------------------------------

    @property
    def is_on(self) -> bool:
        """Whether the second window is open, also while its screen is unplugged."""
        return self.window is not None

    @property
    def is_paused(self) -> bool:
        """Whether the screen that was projected on has gone; it goes on when it is back."""
        return self._paused

    def show(self, own: QScreen) -> None:
        """Send the next slide out; `own` is the screen of the coach's window."""
        if self.subject is None:
            return
        self._live = _Live(self.choice, *self.subject)
        self.shown, self.is_blank = self.next, False
        if self.window is None or self._paused:
            self._open(own)
        self._paint()
        self._run_timer()
        self.changed.emit()

    def step(self, by: int) -> None:
        """From the agenda to the clock and back; from anything else to the agenda."""
        if self._live is None:
            return
        kind = self._live.choice.kind
        place = (_STEPS.index(kind) + by) % len(_STEPS) if kind in _STEPS else 0
        self._live = self._live._replace(choice=Choice(_STEPS[place]))
        self.is_blank = False
        self.refresh()

    def blank(self) -> None:
        """Make the projector black, or show again what was there."""
        if self.window is not None:
            self.is_blank = not self.is_blank
            self._paint()
            self.changed.emit()

    def close(self) -> None:
        """End projecting."""
        window, self.window = self.window, None
        self._live, self.shown, self.is_blank = None, BLANK, False
        self._on, self._paused = "", False
        if window is not None:
            window.close()
            window.deleteLater()
        self._run_timer()
        self.changed.emit()

    def let_go(self) -> None:
        """The program ends: close, and follow the work no more."""
        self._timer.stop()
        self._unsubscribe()
        self.close()

    def go_dark(self) -> None:
        """The work is put away: nothing of it stays on the projector, from this moment on.

        On a second screen the window stays and is black, so that nothing else comes in sight there.
        """
        self._subject, self._now, self._live = None, None, None
        self.material, self._charts = None, None
        self.choice, self.next, self.shown = Choice(Kind.AGENDA), BLANK, BLANK
        if self.window is None or self._covers_own():
            self.close()
            return
        self.window.canvas.show_slide(BLANK)
        self.window.canvas.repaint()
        self._timer.stop()

    def _paint(self) -> None:
        if self.window is not None:
            self.window.canvas.show_slide(BLANK if self.is_blank else self.shown)

    # -- the screen ---------------------------------------------------------------------------

    def screens(self) -> list[str]:
        """The names of all screens."""
        return [screen.name() for screen in QGuiApplication.screens()]

    def screen_name(self, own: QScreen) -> str:
        """The screen that will be projected on: the wished one, else one that is not her own."""
        return self._best(own).name()

    def set_screen(self, name: str, own: QScreen) -> None:
        """Project on this screen from now on, also another time."""
        self._context.settings.set(SCREEN, name)
        if self.window is not None:
            self._open(own)
        self.changed.emit()

    @property
    def scheme(self) -> str:
        """Black on white ("light") or white on black ("dark")."""
        chosen = self._context.settings.get(SCHEME)
        return chosen if chosen in SCHEMES else SCHEMES[0]

    def set_scheme(self, scheme: str) -> None:
        """Change the colours of all slides."""
        self._context.settings.set(SCHEME, scheme)
        if self.window is not None:
            self.window.canvas.set_scheme(scheme)
        self.changed.emit()

    def stage(self, own: QScreen) -> QSize:
        """The size that slides are laid out for, before and while they are shown."""
        if self.window is not None and not self._paused:
            return self.window.size()
        return self._best(own).size()

    def _best(self, own: QScreen) -> QScreen:
        wished = self._context.settings.get(SCREEN)
        others = [screen for screen in QGuiApplication.screens() if screen.name() != own.name()]
        named = (screen for screen in QGuiApplication.screens() if screen.name() == wished)
        return next(named, None) or next(iter(others), own)

    def _open(self, own: QScreen) -> None:
        screen = self._best(own)
        self._on, self._paused = screen.name(), False
        if self.window is None:
            self.window = ProjectorWindow(self._context.clock.now)
            self.window.canvas.set_scheme(self.scheme)
            self.window.blank_wanted.connect(self.blank)
            self.window.step_wanted.connect(self.step)
            self.window.closed.connect(self._on_closed)
        self._own = own.name()
        self.window.fill(screen, takes_keys=self._covers_own())

    def _covers_own(self) -> bool:
        return self._on == self._own

    def _on_closed(self) -> None:
        if self.window is not None:
            self.close()

    def on_screen_added(self, screen: QScreen) -> None:
        """A screen was plugged in; the one that had gone goes on."""
        if self._paused and self.window is not None and screen.name() == self._on:
            self._paused = False
            self.window.fill(screen, takes_keys=False)
            self._paint()
        self.changed.emit()

    def on_primary_screen(self, _screen: QScreen) -> None:
        """Another screen is the main one; nothing moves, the choice of screens is told anew."""
        self.changed.emit()

    def on_screen_removed(self, screen: QScreen) -> None:
        """A screen has gone: nothing is laid over the coach's own work instead."""
        left = [name for name in self.screens() if name != screen.name()]
        is_gone = screen.name() == self._on or left == [self._on]
        if self.window is not None and not self._covers_own() and is_gone:
            self._paused = True
            self.window.hide()
            self._context.notices.info(
                msg("projector", "The projector has gone. What was on it comes back with it.")
            )
        self.changed.emit()

    # -- time ---------------------------------------------------------------------------------

    def watch(self, *, watched: bool) -> None:
        """Somebody begins or ceases to look at the previews."""
        self._watchers += 1 if watched else -1
        self._run_timer()

    def _is_seen(self) -> bool:
        return self._watchers > 0 or self._live is not None

    def _run_timer(self) -> None:
        if not self._is_seen():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def tick(self) -> None:
        """A second has passed; with each minute the day is read anew."""
        minute = self._context.clock.stamp()[:16]
        if minute != self._minute:
            is_first, self._minute = not self._minute, minute
            if not is_first:
                self.refresh()
        if self.window is not None and not self.is_blank and not self._paused:
            self.window.canvas.tick()
        self.ticked.emit()


def _same_chart(slide: Slide, choice: Choice, material: slides.Material | None) -> Slide | None:
    """The chart as it was made, but for names that stay off the projector from now on."""
    if choice.kind is Kind.CHART and isinstance(slide, ChartSlide) and material is not None:
        return slide.masked(material.mask)
    return None


def projector(context: Context) -> Projector:
    """The one projector of the program, made when it is first asked for."""
    if not MADE:
        MADE.append(Projector(context))
    MADE[0].attach(context)
    for follow in WHEN_MADE:
        follow()
    return MADE[0]
