"""The pack of a workshop, 8 teams × 6 hand-outs: made, made in the window, looked at."""

import datetime as dt
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from benchmarks import content
from benchmarks.measuring import Figure, at_part, middle, milliseconds
from benchmarks.pdf_floor import set_plainly
from benchmarks.windows import program_filled
from coachdesk.documents.blocks import Document
from coachdesk.features.agendas import service as agendas
from coachdesk.features.printing.pack import Pack, read_items
from coachdesk.features.printing.pack_service import PackParcel, contents_of
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.printing.service import document_of
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as programme_store
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import find_template
from coachdesk.features.teams import service as teams
from coachdesk.features.teams.model import NewTeam
from coachdesk.handouts.catalogue import HANDOUTS
from coachdesk.kernel.database import Database, insert
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from coachdesk.start import Program
from coachdesk.ui.context import Target

TEAMS, MEMBERS, TASKS = 8, 7, 12
PAPERS = (
    "agenda=team", "attendance_list=team", "team_summary=team", "gap_tasks=team",
    "pdsa_sheet=team", "sparring_sheet=team",
)  # fmt: skip
ROUNDS = 5
PREVIEW_ROUNDS = 12
GAP_MS, PREVIEW_MS, PEAK_MB, RATIO = 50.0, 150.0, 120.0, 3.0
_BEAT_MS = 2
_REST_MS = 1_500
_PAGE = re.compile(rb"/Type /Page\b")
_STATUS = Path("/proc/self/status")
_FORGET_PEAK = Path("/proc/self/clear_refs")


# -- a workshop to print for ----------------------------------------------------------------------


def fill(ws: Workspace) -> None:
    """Eight teams before a planned workshop, three in four of them Finnish."""
    new = [
        NewTeam(
            {"name": f"Osasto {n + 1}, poliklinikka", "language": "sv" if n % 4 == 3 else "fi"},
            [{"name": f"Aino-Maija Esimerkki {n}.{m}"} for m in range(MEMBERS)],
        )
        for n in range(TEAMS)
    ]
    rids = teams.import_teams(ws, new)
    template = find_template("vetoa_ja_pitoa")
    assert template is not None
    run = programmes.start_run(ws, template, "Vetoa ja pitoa", [NewCohort(teams=rids)])
    agendas.make_from_programme(ws, _dated(ws, run), "fi")
    with ws.change(msg("benchmarks", "Fill")) as db:
        for number in range(TEAMS * TASKS):
            insert(db, "task", content.task_values(number, rids[number % TEAMS]))


def _dated(ws: Workspace, run: int) -> int:
    (cohort,) = programme_store.cohorts(ws.read, run)
    events = programme_store.events(ws.read, cohort.rid)
    event = next(one.rid for one in events if one.key == "workshop_1")
    day = content.TODAY + dt.timedelta(days=4)
    programmes.move_event(ws, event, EventDate.of(day))
    return event


# -- made without a window ------------------------------------------------------------------------


def _pack(page: PrintPage) -> Pack:
    chosen = page.pack.view.workshop.rid
    assert chosen is not None
    return Pack(chosen, read_items(PAPERS, HANDOUTS), fills_sheets=False)


def _floor_documents(db: Database, pack: Pack) -> list[Document]:
    papers = contents_of(db, pack, content.TODAY, "fi").papers
    found = (document_of(db, one.order, one.order.subjects[0], content.TODAY) for one in papers)
    return [one for one in found if one is not None]


def _make(db: Database, pack: Pack) -> bytes:
    (plan,) = PackParcel(pack, content.TODAY, "fi").plan(db, in_one_file=True)
    return plan.make(db, lambda _done, _total: None).data


def _per_page(make: Callable[[], bytes]) -> tuple[float, int]:
    made = b""

    def keep() -> None:
        nonlocal made
        made = make()

    taken = milliseconds(keep)
    pages = len(_PAGE.findall(made))
    return taken / pages, pages


def _making(db: Database, pack: Pack) -> list[Figure]:
    documents = _floor_documents(db, pack)
    ours, floor, pages = [], [], 0
    for _ in range(ROUNDS):
        each, pages = _per_page(lambda: _make(db, pack))
        ours.append(each)
        floor.append(_per_page(lambda: set_plainly(documents))[0])
    name = f"pack, {TEAMS} teams × {len(PAPERS)} hand-outs, {pages} pages"
    return [Figure(name, middle(ours) * pages, "ms", RATIO, middle(floor) * pages)]


# -- made and looked at in the window -------------------------------------------------------------


class Heart(QObject):
    """Beats in the window's event loop and tells the longest time between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)

    def _beat(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - _BEAT_MS)
        self._last = now

    def stop(self) -> float:
        """The longest time in milliseconds for which the loop did not come to its events."""
        self._timer.stop()
        return self.longest


def _wait(until: Callable[[], bool]) -> None:
    """Run the event loop; `QTest.qWait` would not let the jobs' threads work."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if until() else None)
    timer.start(1)
    loop.exec()


def _rest(milliseconds_: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds_, loop.quit)
    loop.exec()


def _memory(name: str) -> float:
    """Megabytes of this process: `VmRSS` now, `VmHWM` at most."""
    (found,) = re.findall(rf"{name}:\s+(\d+) kB", _STATUS.read_text("ascii"))
    return int(found) / 1024


def _open_page(program: Program) -> PrintPage:
    program.shell.navigate(Target("print", extra={"pack": "yes"}))
    frame = program.shell.frame
    assert frame is not None
    page = frame.page
    assert isinstance(page, PrintPage)
    page.restore(
        {**page.state(), "pack.papers": ",".join(PAPERS), "pack.how": "team", "pack": "yes"}
    )
    _wait(lambda: not page.live.busy and page.pack.estimate.extent is not None)
    return page


def _save(program: Program, page: PrintPage, path: Path) -> float:
    """The longest gap while the pack is made, written and logged."""
    program.shell.notices.answers.append(path)
    heart = Heart()
    page.save()
    _wait(lambda: path.exists() and not page.output.busy)
    return heart.stop()


def _at_rest() -> float:
    """The longest gap while nothing is done: what the machine itself takes from the window."""
    heart = Heart()
    _rest(_REST_MS)
    return heart.stop()


def _previews(page: PrintPage) -> list[float]:
    """From a tick to the paint of the paper that follows it."""
    times = []
    for _ in range(PREVIEW_ROUNDS):
        began = perf_counter()
        page.pack.view.how.large.toggle()
        _wait(lambda: not page.live.busy)
        page.live.pdf.sheets.viewport().repaint()
        times.append((perf_counter() - began) * 1000)
        _wait(lambda: page.pack.estimate.extent is not None)
    return times


def measure() -> list[Figure]:
    """The figures of a pack."""
    with program_filled(fill) as program, tempfile.TemporaryDirectory() as folder:
        _rest(_REST_MS)
        idle, rest = _memory("VmRSS"), _at_rest()
        page = _open_page(program)
        _FORGET_PEAK.write_text("5", "ascii")
        gaps = [
            _save(program, page, Path(folder, f"pack {number}.pdf")) for number in range(ROUNDS)
        ]
        peak = _memory("VmHWM")
        previews = _previews(page)
        ws = program.session.ws
        assert ws is not None
        figures = _making(ws.read, _pack(page))
    return [
        *figures,
        Figure("  the window's longest gap meanwhile", max(gaps), "ms", GAP_MS),
        Figure("  its longest gap at rest", rest, "ms"),
        Figure("  memory at most, over that at rest", peak - idle, "MB", PEAK_MB),
        Figure("  preview of another choice", middle(previews), "ms", PREVIEW_MS),
        Figure("  preview of another choice, p95", at_part(previews, 0.95), "ms", PREVIEW_MS),
    ]
