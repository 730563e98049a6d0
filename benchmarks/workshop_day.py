"""The workshop day with eight teams: from Alt and a digit to the note, and what the clock costs."""

import datetime as dt
import time
from collections.abc import Iterator
from functools import partial
from itertools import repeat

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from benchmarks.keys import until_painted
from benchmarks.measuring import Figure, at_part, middle
from benchmarks.windows import program_filled
from coachdesk.features.agendas import service as agendas
from coachdesk.features.notes import service as notes
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as programmes_store
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import find_template
from coachdesk.features.projector.controller import projector
from coachdesk.features.teams import service as teams
from coachdesk.features.workshop_day import service
from coachdesk.features.workshop_day.page import DayPage
from coachdesk.features.workshop_day.projected import hand_in
from coachdesk.kernel.workspace import Workspace
from coachdesk.start import Program
from coachdesk.ui.context import Target

TEAMS, LINES, MEMBERS = 8, 250, 7
ROUNDS = 6
TICKS = 600
"""Ten minutes."""
_SETTLED_MS = 4_000
_PAUSE_MS = 150


def measure() -> list[Figure]:
    """The figures of the day."""
    with program_filled(_fill) as program:
        program.session.watch.stop()  # ten minutes of ticks would lock
        page = _page(program)
        quiet = list(_switches(program, page, typed=False))
        typing = list(_switches(program, page, typed=True))
        alone = _cost_of_ticking(page)
        _project(program, page)
        both = _cost_of_ticking(page)
        projector(page.context).close()
    return [
        Figure("Alt+n to the painted note, 2,000 lines, p50", middle(quiet), "ms"),
        Figure("Alt+n to the painted note, 2,000 lines, p95", at_part(quiet, 0.95), "ms", 50),
        Figure("the same from a note that is not stored yet, p95", at_part(typing, 0.95), "ms", 50),
        Figure("the clock of the day, of one core", alone, "%", 0.5),
        Figure("the same with the projector on", both, "%", 0.5),
    ]


def _fill(ws: Workspace) -> None:
    rids = [teams.add_team(ws, f"Osasto {number}", county_code=3) for number in range(1, TEAMS + 1)]
    for rid in rids:
        for number in range(MEMBERS):
            teams.add_member(ws, rid, f"Jäsen {rid}.{number}")
    template = find_template("vetoa_ja_pitoa")
    assert template is not None
    run = programmes.start_run(ws, template, "Mittaus", [NewCohort(area="Itä-Suomi", teams=rids)])
    (cohort,) = programmes_store.cohorts(ws.read, run)
    events = programmes_store.events(ws.read, cohort.rid)
    event = next(one for one in events if one.key == "workshop_1")
    agendas.make_from_programme(ws, event.rid, "fi")
    held = service.start_day(ws, event.rid, 1)
    service.next_block(ws, held)
    for rid in rids:
        lines = (f"Rivi {number}: palautuminen nousi, kokeilu jatkuu" for number in range(LINES))
        body = "\n".join(lines)
        notes.save_body(ws, service.note_of(ws, held, rid), body, "fi")


def _page(program: Program) -> DayPage:
    program.shell.navigate(Target("day"))
    _rest(_SETTLED_MS)
    assert program.shell.frame is not None
    page = program.shell.frame.page
    assert isinstance(page, DayPage)
    return page


def _switches(program: Program, page: DayPage, *, typed: bool) -> Iterator[float]:
    """Milliseconds from Alt and a digit to the note, cursor and all."""
    editors: list[QPlainTextEdit] = []
    for team in page.view.teams():
        page.view.write_under(team.rid)
        editors.append(page.view.notes.editor)
    for _ in range(ROUNDS):
        for place, editor in enumerate(editors, start=1):
            _rest(_PAUSE_MS)
            if typed:
                QTest.keyClicks(page.view.notes.editor, "x")
            key = Qt.Key(Qt.Key.Key_0 + place)
            press = partial(QTest.keyClick, program.shell, key, Qt.KeyboardModifier.AltModifier)
            yield until_painted(editor.viewport(), press)
            assert editor.hasFocus()


def _project(program: Program, page: DayPage) -> None:
    beamer = projector(page.context)
    hand_in(page.context)
    beamer.show(program.shell.screen())
    program.shell.raise_()
    _rest(500)


def _cost_of_ticking(page: DayPage) -> float:
    """Per cent of one core: the processor time of ten minutes of ticks and what they paint."""
    clock = page.context.clock
    moment = clock.now()
    real = clock.now
    beamer = projector(page.context)
    used = time.process_time()
    try:
        for second in range(TICKS):
            told = repeat(moment + dt.timedelta(seconds=second))
            clock.now = partial(next, told)  # type: ignore[method-assign]  # no waiting
            page.tick()
            beamer.tick()
            QApplication.processEvents()
    finally:
        clock.now = real  # type: ignore[method-assign]  # likewise
    return 100 * (time.process_time() - used) / TICKS


def _rest(milliseconds: int) -> None:
    """Let everything go on; `qWait` would wake up a hundred times a second."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
