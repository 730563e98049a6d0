"""A real window over a real encrypted file, with pages that no feature owns."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout
from typing_extensions import override

from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import Database, insert, row, rows, update
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.migrations import Migrations
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet, Workspace
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.frame import WindowParts
from coachdesk.ui.jobs import Job
from coachdesk.ui.page import Page
from coachdesk.ui.results import Result, Section
from coachdesk.ui.shell import Shell
from coachdesk.ui.sidebar import SideList, SideRow
from coachdesk.ui.widgets.basic import Card, EmptyState, PageHeader, Scroll, button, label, row_of
from coachdesk.ui.widgets.fields import AddRow, FormRow
from coachdesk.ui.widgets.status import PhaseBar, Status, StatusLabel
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

sample_migrations = Migrations("sample")

TEAMS = (
    ("Osasto 4", "▲ 2", Status.LATE, "2 tasks late"),
    ("Kotihoito, etelä", "5/9", Status.OPEN, "5 of 9 done"),
    ("Perhetiimi", "9/9", Status.DONE, "all done"),
    ("Osasto 2 ja 3", "7/9", Status.OPEN, "7 of 9 done"),
    ("Pelastuslaitos, A-vuoro ja B-vuoro", "4/9", Status.OPEN, "4 of 9 done"),
)


@sample_migrations()
def m001_things(db: Database) -> None:
    db.execute(
        "CREATE TABLE thing(rid INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, "
        "name TEXT NOT NULL, team TEXT NOT NULL, due TEXT NOT NULL, "
        "status TEXT NOT NULL, done INTEGER NOT NULL) STRICT"
    )


@dataclass(frozen=True)
class Thing:
    rid: int
    name: str
    team: str
    due: str
    status: Status
    done: bool


def things(db: Database) -> list[Thing]:
    return [
        Thing(r["rid"], r["name"], r["team"], r["due"], Status[r["status"]], bool(r["done"]))
        for r in rows(db, "SELECT * FROM thing ORDER BY rid")
    ]


def add_thing(
    ws: Workspace, name: str, team: str = "Osasto 4", due: str = "", status: str = "OPEN"
) -> int:
    if not name:
        raise UserError(msg("sample", "Give the thing a name."))
    with ws.change(msg("sample", "Add thing")) as db:
        values: dict[str, str | int | float | None] = {
            "name": name,
            "team": team,
            "due": due,
            "status": status,
            "done": 0,
        }
        return insert(db, "thing", values)


def rename_thing(ws: Workspace, rid: int, name: str) -> None:
    if not name.strip():
        raise UserError(msg("sample", "Give the thing a name."))
    with ws.change(msg("sample", "Rename thing"), merge_key=f"thing.name:{rid}") as db:
        update(db, "thing", rid, {"name": name})


def tick_thing(ws: Workspace, rid: int, *, done: bool) -> None:
    with ws.change(msg("sample", "Tick thing")) as db:
        update(db, "thing", rid, {"done": int(done)})


def fill(ws: Workspace) -> None:
    add_thing(ws, "Työpaikkaselvityksen tulokset tiimille", "Osasto 4", "pe 20.11.", "LATE")
    add_thing(ws, "Kokeilu 2: raportin uusi runko, 2 viikkoa", "Osasto 4", "la 21.11.", "LATE")
    add_thing(ws, "Sovi tapaamisajat helmikuulle asti", "Kotihoito, etelä", "ti 24.11.", "SOON")
    add_thing(
        ws, "Täydennä mittaustiedot: sairauspoissaolot", "Pelastuslaitos", "ke 25.11.", "SOON"
    )
    add_thing(ws, "Soita: kehittäjäasiakas mukaan", "Kotihoito, etelä", "to 26.11.")


class TodayPage(Page):
    key, title, icon = "today", msg("sample", "Today"), "today"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model: RecordModel[Thing] = RecordModel(
            [
                Column(msg("sample", "Done"), lambda t: "", checked=lambda t: t.done,
                       set_checked=lambda t, done: tick_thing(context.ws, t.rid, done=done)),
                Column(msg("sample", "Task"), lambda t: t.name, stretch=True),
                Column(msg("sample", "Team"), lambda t: t.team, muted=True),
                Column(msg("sample", "Due"), lambda t: t.due, status=lambda t: t.status),
            ],
            identity=lambda t: t.rid,
        )  # fmt: skip
        self.table = TableView(self.model, msg("sample", "Late and this week"))
        self.table.opened.connect(
            lambda thing: context.navigate(Target("thing", "thing", thing.rid))
        )
        self.add_row = AddRow(msg("sample", "Add a task — type and press Enter"))
        self.add_row.submitted.connect(lambda text: add_thing(context.ws, text))
        scroll = Scroll()
        scroll.body.addWidget(
            PageHeader(
                msg("sample", "Today"),
                "sunnuntai 22.11.2026 · viikko 47",
                button("Tulosta paketti", icon="print"),
                button("Avaa työpajapäivä", "primary"),
            )
        )
        across = QHBoxLayout()
        late = Card(msg("sample", "Late and this week"))
        late.add(self.table, 1)
        late.add(self.add_row)
        across.addWidget(late, 3)
        across.addWidget(self._attention(), 2)
        scroll.body.addLayout(across, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _attention(self) -> Card:
        card = Card(msg("sample", "Teams that need attention"))
        for name, _badge, status, spoken in TEAMS[:3]:
            card.body.addLayout(row_of(label(name, "strong"), None, label("Väli 1", "pill")))
            card.add(StatusLabel(status, spoken))
        card.body.addStretch(1)
        return card

    @override
    def refresh(self) -> None:
        self.model.set_records(things(self.context.ws.read))

    @override
    def actions_of_page(self) -> Sequence[Action]:
        return [
            Action("sample.refresh", msg("sample", "Read again"), self.refresh, shortcut="F5",
                   menu="team")
        ]  # fmt: skip

    @override
    def focus_default(self) -> None:
        self.table.setFocus()


class ThingPage(Page):
    key, title, icon = "thing", msg("sample", "Thing"), "tasks"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rid: int | None = None
        self.cursor_restored = 0
        self.name = QLineEdit()
        self.row = FormRow(msg("sample", "Name"), self.name, msg("sample", "What is to be done"))
        self.draft = context.drafts.watch(self.name, self.name.text, self._store)
        self.body = QPlainTextEdit()
        self.phases = PhaseBar()
        self.phases.show_phases(["Ennakko", "Työpaja 1", "Väli 1 · 11 pv", "Työpaja 2"], 2)
        layout = QVBoxLayout(self)
        layout.addWidget(PageHeader(msg("sample", "Thing")))
        layout.addWidget(self.phases)
        layout.addWidget(self.row)
        layout.addWidget(FormRow(msg("sample", "Text"), self.body))

    def _store(self, name: str) -> None:
        if self.rid is not None:
            rename_thing(self.context.ws, self.rid, name)

    @override
    def refresh(self) -> None:
        found = row(self.context.ws.read, "SELECT name FROM thing WHERE rid = ?", (self.rid,))
        if not self.draft.dirty and self.name.text() != (found["name"] if found else ""):
            with self.draft.loading():
                self.name.setText(found["name"] if found else "")

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        if change_set.touches("thing"):
            self.refresh()

    @override
    def open_target(self, target: Target) -> None:
        self.rid = target.rid
        self.refresh()

    @override
    def current_target(self) -> Target:
        return Target(self.key, "thing", self.rid)

    @override
    def state(self) -> dict[str, str]:
        return {"cursor": str(self.name.cursorPosition())}

    @override
    def restore(self, state: dict[str, str]) -> None:
        self.cursor_restored = int(state["cursor"])

    @override
    def focus_default(self) -> None:
        self.name.setFocus()


class SettingsPage(Page):
    key, title, icon = "settings", msg("sample", "Settings"), "settings"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        layout = QVBoxLayout(self)
        layout.addWidget(
            EmptyState("settings", "Nothing yet", "Choose what to set.", button("Add"))
        )


def find(query: str, job: Job[object]) -> Sequence[Section]:
    found = rows(job.reader, "SELECT rid, name, team FROM thing WHERE name LIKE ?", (f"%{query}%",))
    results = []
    for r in found:
        at = r["name"].casefold().find(query.casefold())
        results.append(
            Result(r["name"], r["team"], "tasks", Target("thing", "thing", r["rid"]),
                   spans=((at, len(query)),))
        )  # fmt: skip
    return [Section(msg("sample", "Tasks"), results)]


def team_list() -> SideList:
    rows_ = [
        SideRow(name, Target("thing", "thing", place), badge, status, spoken)
        for place, (name, badge, status, spoken) in enumerate(TEAMS, start=1)
    ]
    return SideList("Tiimit · Vetoa ja pitoa 2026, Itä-Suomi", rows_)


PARTS = WindowParts(
    pages=(TodayPage, ThingPage),
    bottom_pages=(SettingsPage,),
    header_action="notes.new",
    side_list=team_list,
    providers=(find,),
)


def open_workspace(folder: Path, key: DataKey | None = None) -> Workspace:
    return Workspace.open(folder, key or DataKey.random(), [sample_migrations])


def make_context(shell: Shell, ws: Workspace) -> Context:
    return Context(
        ws=ws, clock=ws.clock, settings=shell.settings, actions=shell.registry,
        notices=shell.notices, jobs=shell.jobs, drafts=shell.drafts, navigate=shell.navigate,
    )  # fmt: skip


def sample_window(folder: Path) -> tuple[Shell, Workspace]:
    """A filled window, not yet shown."""
    ws = open_workspace(folder)
    fill(ws)
    shell = Shell(Settings(folder / "settings.json"))
    shell.registry.add(
        Action("notes.new", msg("sample", "New note"), lambda: None, icon="notes",
               shortcut="Ctrl+N", menu="file")
    )  # fmt: skip
    shell.open(make_context(shell, ws), PARTS)
    return shell, ws
