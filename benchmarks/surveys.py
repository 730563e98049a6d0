"""Taking in 5,000 answers to the pre-survey: read, matched, stored, counted."""

import random
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import content
from benchmarks.measuring import Figure, middle
from coachdesk.app import MIGRATIONS
from coachdesk.exchange.reading import read_table
from coachdesk.exchange.workbook import SheetTable, write_workbook
from coachdesk.features.surveys import service, store
from coachdesk.features.surveys.definition import find_survey
from coachdesk.features.surveys.model import Survey
from coachdesk.features.surveys.reading import read_answers
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.workspace import Workspace

ANSWERS = 5_000
RUNS = 3
GOAL_MS = 2_000
STORED_MS = 300
"""One change, so that nothing is ever half taken in; a job has made all ready before."""


def measure(runs: int = RUNS) -> list[Figure]:
    """The figures of an import from each kind of file, and of counting what was taken in."""
    survey = find_survey("pre_survey")
    assert survey is not None
    figures = []
    stored = counted = 0.0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for path in _files(folder, survey):
            took = [_import(folder / f"{path.suffix}{n}", path, survey) for n in range(runs)]
            read, stored, counted = (middle(values) for values in zip(*took, strict=True))
            name = f"import of {ANSWERS} answers, {path.suffix}"
            figures.append(Figure(name, read + stored, "ms", GOAL_MS))
        figures.append(Figure(f"{ANSWERS} answers stored at once", stored, "ms", STORED_MS))
        figures.append(Figure(f"report of {ANSWERS} answers", counted, "ms", GOAL_MS / 2))
    return figures


def _files(folder: Path, survey: Survey) -> list[Path]:
    chance = random.Random(1)
    rows = [[question.title.fi for question in survey.questions]]
    for number in range(ANSWERS):
        options = (chance.choice(one.options) if one.options else None for one in survey.questions)
        rows.append([f"{o.label.fi} ({o.code})" if o else f"toive {number}" for o in options])
    csv, xlsx = folder / "answers.csv", folder / "answers.xlsx"
    csv.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    xlsx.write_bytes(write_workbook([SheetTable("Vastaukset", rows)], "Vastaukset"))
    return [csv, xlsx]


def _import(folder: Path, path: Path, survey: Survey) -> tuple[float, float, float]:
    """Milliseconds of reading, of storing in a new workspace, and of the report."""
    ws = Workspace.open(folder, DataKey.random(), MIGRATIONS, Clock(content.TODAY))
    wave_rid = service.add_wave(ws, survey.key, "Kysely", content.TODAY)
    began = perf_counter()
    reading = read_answers(read_table(path), survey)
    read = perf_counter()
    service.import_answers(ws, wave_rid, reading)
    imported = perf_counter()
    wave = store.wave(ws.read, wave_rid)
    assert wave is not None
    assert store.report(ws.read, wave) is not None
    counted = perf_counter()
    ws.close()
    return (read - began) * 1000, (imported - read) * 1000, (counted - imported) * 1000
