"""Workspaces of any size with invented notes, the same ones in every run.

Large ones are built once and kept in the folder for temporary files.
"""

import datetime as dt
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from coachdesk.app import MIGRATIONS, open_workspace
from coachdesk.features.notes import store_writes as notes
from coachdesk.features.notes.search import decisions_source, notes_source
from coachdesk.features.tasks import search as tasks
from coachdesk.features.teams import search as teams
from coachdesk.features.teams import service as team_service
from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import Values, insert
from coachdesk.kernel.keyfile import KdfCost
from coachdesk.kernel.search import indexer
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

TODAY = dt.date(2026, 11, 22)
PASSPHRASE = "kolme pientä sanaa"
VERSION = 3
TEAMS = 40
RARE, COMMON, FREQUENT = "ruusukvartsi", "retrospektiivi", "kuormitus"
"""Words in each 1,000th note, in one of twenty, and in about a third."""
SOURCES = (notes_source, decisions_source, *tasks.SOURCES, *teams.SOURCES)

_BATCH = 2_000
_FINNISH = """
tiimi tapaaminen tavoite valmentaja tehtävä päätös seuranta palaute keskustelu näkyvyys luottamus
yhteistyö kehitys vastuu aikataulu asiakas laatu kokeilu oppiminen ilmapiiri motivaatio arviointi
parannus toimenpide läsnäolo työpaja kysely tulokset ehdotus ylläpito palautuminen työvuoro
esihenkilö hoitaja osasto perehdytys turvallisuus sairauspoissaolot sovittiin päätettiin
keskusteltiin ehdotettiin todettiin seurataan kokeillaan selvitetään kirjataan siirretään rajataan
mitataan arvioidaan jaetaan tuetaan ja että mutta koska sekä myös vielä nyt kun jos tai hyvin
paljon vähän yhdessä ensi seuraavan
"""
_ENGLISH = """
team meeting goal coach task decision feedback discussion visibility trust ownership schedule
customer review quality planning priority workload skill role agreement practice experiment
learning mood motivation assessment improvement action workshop survey results agreed decided
discussed noted will try to measure and that but because so also still now
"""


def new_folder() -> Path:
    """An empty folder on the disk, to be removed by the caller."""
    return Path(tempfile.mkdtemp(prefix="coachdesk-benchmark-"))


def note_body(number: int) -> str:
    """A note of about 1.4 kB, two of three in Finnish."""
    chance = random.Random(number)
    words = (_FINNISH if chance.random() < 0.67 else _ENGLISH).split()
    paragraphs, size = [], 0
    while size < 1_300:
        sentence = " ".join(chance.choice(words) for _ in range(chance.randint(14, 40)))
        mark = "- " if chance.random() < 0.3 else ""
        paragraphs.append(f"{mark}{sentence.capitalize()}.")
        size += len(paragraphs[-1].encode()) + 2
    if number % 1_000 == 7:
        paragraphs.append(f"Vertaus: {RARE} ei ole timantti.")
    if chance.random() < 0.05:
        paragraphs.append(f"Pidettiin {COMMON}.")
    if chance.random() < 0.3:
        paragraphs.append(f"Puhuttiin myös siitä, mitä {FREQUENT} on.")
    return "\n\n".join(paragraphs)


def workspace_folder(note_count: int, task_count: int = 0) -> Path:
    """A data folder with so many notes and tasks, indexed; passphrase `PASSPHRASE`."""
    name = f"coachdesk-benchmarks-{VERSION}-{note_count}-{task_count}"
    folder = Path(tempfile.gettempdir()) / name
    if not folder.exists():
        made = new_folder()
        _build(made, note_count, task_count)
        shutil.move(made, folder)
    return folder


def new_workspace(folder: Path) -> Workspace:
    """An empty workspace in an empty folder, opened later by `PASSPHRASE`."""
    key, _code = keys.create(folder, PASSPHRASE, KdfCost())
    return Workspace.open(folder, DataKey(bytes(key.material())), MIGRATIONS, Clock(TODAY))


def open_folder(folder: Path) -> Workspace:
    """The workspace of such a folder."""
    return open_workspace(folder, keys.unlock(folder, PASSPHRASE), Clock(TODAY))


def bring_index_up_to_date(ws: Workspace) -> None:
    """Index all that is new."""
    indexer.follow(ws.folder, ws.key, ws.read, sources=SOURCES, workspace_id=ws.identity)


def _build(folder: Path, note_count: int, task_count: int) -> None:
    ws = new_workspace(folder)
    team_rids = [team_service.add_team(ws, f"Osasto {number + 1}") for number in range(TEAMS)]
    for numbers in _batches(note_count):
        with ws.change(msg("benchmarks", "Fill")) as db:
            for number in numbers:
                notes.add_meeting(db, _meeting(number), [team_rids[number % TEAMS]])
    for numbers in _batches(task_count):
        with ws.change(msg("benchmarks", "Fill")) as db:
            for number in numbers:
                insert(db, "task", task_values(number, team_rids[number % TEAMS]))
    bring_index_up_to_date(ws)
    ws.checkpoint()
    ws.close()


def _meeting(number: int) -> Values:
    day = TODAY - dt.timedelta(days=random.Random(-number).randrange(3_000))
    return {
        "held_on": day.isoformat(),
        "title": f"Tapaaminen {number}",
        "body": note_body(number),
        "created_at": f"{day.isoformat()}T10:00:00+00:00",
    }


def task_values(number: int, team_rid: int) -> Values:
    """The columns of a task."""
    day = TODAY + dt.timedelta(days=random.Random(-number).randrange(-60, 60))
    return {
        "team_rid": team_rid,
        "title": f"Selvitä asia {number}",
        "due_kind": "date",
        "due_on": day.isoformat(),
        "created_at": "2026-11-01T10:00:00+00:00",
    }


def _batches(count: int) -> Iterator[range]:
    for start in range(0, count, _BATCH):
        yield range(start, min(start + _BATCH, count))
