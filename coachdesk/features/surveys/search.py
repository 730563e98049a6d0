"""What the search finds of surveys: what units wrote. The words of persons are protected."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence

from coachdesk.features.surveys.model import unpacked
from coachdesk.kernel.database import Database, rows
from coachdesk.kernel.search.indexer import Entry, Source


def _read(db: Database, rids: Sequence[int]) -> Iterator[Entry]:
    found = rows(
        db,
        "SELECT s.rid, s.unit, s.answers, w.name, w.held_on FROM survey_sheet s "
        "JOIN survey_wave w ON w.rid = s.wave_rid "
        "WHERE s.rid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rids)),),
    )
    for one in found:
        words = [answer.words for answer in unpacked(json.loads(one["answers"])).values()]
        body = "\n".join(filter(None, words))
        if body:
            day = dt.date.fromisoformat(one["held_on"])
            yield Entry(one["rid"], day, one["unit"] or one["name"], body)


SOURCES = (Source("survey_sheet", "survey_sheet", _read),)
