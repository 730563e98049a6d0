"""All SQL of surveys: waves, sheets of units, tallies and words of persons."""

import datetime as dt
import json
import uuid as uuids
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coachdesk.features.surveys.definition import find_survey
from coachdesk.features.surveys.model import (
    Asks,
    Sheet,
    StoredSheet,
    Survey,
    Tally,
    Wave,
    tallies,
    tallies_of_packed,
    unpacked,
    written,
)
from coachdesk.features.surveys.report import Report, crosses_of_persons, crosses_of_units
from coachdesk.features.surveys.results import CrossTable, by_wave, compared, survey_results
from coachdesk.kernel.database import Database, Values, delete, insert, row, rows, update, value

Groups = dict[str, dict[str, Tally]]
"""Tallies by question and, within it, by team."""


@dataclass(frozen=True, slots=True)
class WaveRow:
    """A wave in the list: how many answered, and the programme that it belongs to."""

    wave: Wave
    survey: Survey | None
    answers: int
    run_name: str


def _wave(record: Mapping[str, Any]) -> Wave:
    return Wave(
        record["rid"],
        record["uuid"],
        record["survey_key"],
        record["survey_version"],
        record["name"],
        dt.date.fromisoformat(record["held_on"]),
        record["run_rid"],
    )


def waves(db: Database) -> list[WaveRow]:
    """All waves, the newest first."""
    found = rows(
        db,
        """
        SELECT w.*, r.name AS run_name,
            (SELECT count(*) FROM survey_sheet s WHERE s.wave_rid = w.rid) AS sheets,
            (SELECT max(n) FROM (SELECT sum(answered) AS n FROM survey_tally t
                WHERE t.wave_rid = w.rid GROUP BY question)) AS persons
        FROM survey_wave w LEFT JOIN run r ON r.rid = w.run_rid
        ORDER BY w.held_on DESC, w.rid DESC""",
    )
    return [
        WaveRow(
            _wave(one),
            find_survey(one["survey_key"]),
            one["sheets"] + (one["persons"] or 0),
            one["run_name"] or "",
        )
        for one in found
    ]


def wave(db: Database, rid: int) -> Wave | None:
    """One wave."""
    found = row(db, "SELECT * FROM survey_wave WHERE rid = ?", (rid,))
    return _wave(found) if found else None


def waves_of_survey(db: Database, key: str) -> list[Wave]:
    """The waves of one survey, the oldest first."""
    found = rows(db, "SELECT * FROM survey_wave WHERE survey_key = ? ORDER BY held_on, rid", (key,))
    return [_wave(one) for one in found]


def wave_of_uuid(db: Database, uuid: str) -> Wave | None:
    """The wave that the print log names."""
    found = row(db, "SELECT * FROM survey_wave WHERE uuid = ?", (uuid,))
    return _wave(found) if found else None


def add_wave(db: Database, survey: Survey, values: Values) -> int:
    """A new wave of a survey; `values` are its further columns."""
    return insert(
        db,
        "survey_wave",
        {"survey_key": survey.key, "survey_version": survey.version, **values},
    )


# -- units --------------------------------------------------------------------------------------


def sheets(db: Database, wave_rid: int) -> list[StoredSheet]:
    """The sheets of a survey of units in the order they came."""
    found = rows(
        db,
        "SELECT s.rid, s.team_rid, s.unit, s.answers, t.county_code FROM survey_sheet s "
        "LEFT JOIN team t ON t.rid = s.team_rid WHERE s.wave_rid = ? ORDER BY s.rid",
        (wave_rid,),
    )
    return [_sheet(one) for one in found]


def sheet(db: Database, rid: int) -> StoredSheet | None:
    """One sheet."""
    found = row(
        db,
        "SELECT s.rid, s.team_rid, s.unit, s.answers, t.county_code FROM survey_sheet s "
        "LEFT JOIN team t ON t.rid = s.team_rid WHERE s.rid = ?",
        (rid,),
    )
    return _sheet(found) if found else None


def _sheet(record: Mapping[str, Any]) -> StoredSheet:
    answers = unpacked(json.loads(record["answers"]))
    return StoredSheet(
        record["rid"], Sheet(answers, record["unit"]), record["team_rid"], record["county_code"]
    )


def wave_of_sheet(db: Database, rid: int) -> int | None:
    """The wave that a sheet belongs to."""
    found = value(db, "SELECT wave_rid FROM survey_sheet WHERE rid = ?", (rid,))
    return None if found is None else int(found)


def add_sheets(
    db: Database, wave_rid: int, new: Sequence[Sheet], answers: Sequence[str] | None = None
) -> None:
    """Add sheets; one that answers for a team by its name is tied to the team.

    `answers` are those of the sheets as they are stored, where they have been written before.
    """
    if answers is None:
        answers = [written(one.answers) for one in new]
    teams = _teams_by_name(db)
    values = [
        (
            str(uuids.uuid4()),
            wave_rid,
            teams.get(_key(one.unit)) if one.unit else None,
            one.unit,
            text,
        )
        for one, text in zip(new, answers, strict=True)
    ]
    db.executemany(
        "INSERT INTO survey_sheet(uuid, wave_rid, team_rid, unit, answers) VALUES (?, ?, ?, ?, ?)",
        values,
    )


def add_sheet(db: Database, wave_rid: int, new: Sheet) -> int:
    """Add one sheet; its rid."""
    add_sheets(db, wave_rid, [new])
    return int(value(db, "SELECT max(rid) FROM survey_sheet"))


def set_sheet(db: Database, rid: int, changed: Sheet) -> None:
    """Change what a sheet holds."""
    unit = changed.unit
    team_rid = _teams_by_name(db).get(_key(unit)) if unit else None
    values: Values = {"answers": written(changed.answers), "unit": unit, "team_rid": team_rid}
    update(db, "survey_sheet", rid, values)


def _teams_by_name(db: Database) -> dict[str, int]:
    return {_key(one["name"]): one["rid"] for one in rows(db, "SELECT rid, name FROM team")}


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


# -- persons ------------------------------------------------------------------------------------


def groups(db: Database, wave_rid: int) -> Groups:
    """The tallies of a survey of persons. Words belong to no team and stand with none of them."""
    found: Groups = {}
    for one in rows(
        db, "SELECT * FROM survey_tally WHERE wave_rid = ? ORDER BY team_name, rid", (wave_rid,)
    ):
        by_team = found.setdefault(one["question"], {})
        counts = {int(code): count for code, count in json.loads(one["counts"]).items()}
        by_team[one["team_name"]] = Tally(one["answered"], counts, one["other"])
    return found


def texts(db: Database, wave_rid: int) -> dict[str, tuple[str, ...]]:
    """What persons wrote, by question."""
    found: dict[str, tuple[str, ...]] = {}
    for one in rows(
        db, "SELECT question, text FROM survey_words WHERE wave_rid = ? ORDER BY rid", (wave_rid,)
    ):
        found[one["question"]] = (*found.get(one["question"], ()), one["text"])
    return found


def add_tallies(db: Database, wave_rid: int, team_name: str, new: Mapping[str, Tally]) -> None:
    """Add to the tallies of a team; the words go to the wave, without any tie to the team."""
    before = {key: by_team.get(team_name) for key, by_team in groups(db, wave_rid).items()}
    for key, more in new.items():
        set_tally(db, wave_rid, team_name, key, (before.get(key) or Tally()) + more)


def set_tally(db: Database, wave_rid: int, team_name: str, question: str, new: Tally) -> None:
    """Set how often what was answered, without its words."""
    counts = {str(code): count for code, count in sorted(new.counts.items()) if count}
    values: Values = {
        "answered": new.answered,
        "counts": json.dumps(counts),
        "other": new.other,
    }
    rid = value(
        db,
        "SELECT rid FROM survey_tally WHERE wave_rid = ? AND team_name = ? AND question = ?",
        (wave_rid, team_name, question),
    )
    if rid is not None:
        update(db, "survey_tally", int(rid), values)
        return
    place: Values = {"wave_rid": wave_rid, "team_name": team_name, "question": question}
    insert(db, "survey_tally", {**place, **values})


def add_words(db: Database, wave_rid: int, question: str, new: Iterable[str]) -> None:
    """Add what persons wrote, by the alphabet, so that no order tells who wrote what."""
    for text in sorted(new, key=str.casefold):
        insert(db, "survey_words", {"wave_rid": wave_rid, "question": question, "text": text})


def forget_team(db: Database, team_rid: int, name: str) -> None:
    """Take a team's name off its answers, which stay: those of units, and sums of persons."""
    db.execute("UPDATE survey_sheet SET unit = '' WHERE team_rid = ?", (team_rid,))
    found = rows(db, "SELECT * FROM survey_tally WHERE team_name <> ''")
    for one in (one for one in found if _key(one["team_name"]) == _key(name)):
        whole = groups(db, one["wave_rid"])[one["question"]]
        together = whole.get("", Tally()) + whole[one["team_name"]]
        set_tally(db, one["wave_rid"], "", one["question"], together)
        delete(db, "survey_tally", one["rid"])


# -- files and results --------------------------------------------------------------------------


def add_import(db: Database, wave_rid: int, fingerprint: str, at: str) -> None:
    """Remember that these answers were taken in."""
    insert(db, "survey_import", {"wave_rid": wave_rid, "fingerprint": fingerprint, "at": at})


def imported_into(db: Database, survey_key: str, fingerprint: str) -> Wave | None:
    """The newest wave of a survey into which these answers were taken already."""
    found = row(
        db,
        "SELECT w.* FROM survey_import i JOIN survey_wave w ON w.rid = i.wave_rid "
        "WHERE i.fingerprint = ? AND w.survey_key = ? ORDER BY i.rid DESC LIMIT 1",
        (fingerprint, survey_key),
    )
    return _wave(found) if found else None


def tallies_of_wave(db: Database, survey: Survey, wave_rid: int) -> dict[str, Tally]:
    """How often what was answered in the whole wave, by question."""
    if survey.asks is Asks.UNITS:
        found = rows(
            db, "SELECT answers FROM survey_sheet WHERE wave_rid = ? ORDER BY rid", (wave_rid,)
        )
        whole = json.loads(f"[{','.join(one['answers'] for one in found)}]")
        return tallies_of_packed(survey, whole)
    return _together(groups(db, wave_rid), texts(db, wave_rid))


def _together(found: Groups, written_texts: Mapping[str, tuple[str, ...]]) -> dict[str, Tally]:
    whole = {key: sum(by_team.values(), Tally()) for key, by_team in found.items()}
    return {
        key: Tally(one.answered, one.counts, one.other, written_texts.get(key, ()))
        for key, one in whole.items()
    }


def report(db: Database, of: Wave) -> Report | None:
    """All that may be shown of a wave; None when its survey is not known here."""
    survey = find_survey(of.survey_key)
    if survey is None:
        return None
    if survey.asks is Asks.UNITS:
        stored = sheets(db, of.rid)
        counted = tallies(survey, [one.sheet for one in stored])
        crosses = crosses_of_units(survey, stored)
    else:
        found = groups(db, of.rid)
        counted = _together(found, texts(db, of.rid))
        crosses = crosses_of_persons(survey, found)
    beside = waves_beside(db, survey, of.rid, {of.rid: counted})
    seen = tuple(one for one in beside if any(wave.n is not None for wave in one.columns))
    return Report(survey, of.name, tuple(survey_results(survey, counted)), crosses, seen)


def waves_beside(
    db: Database, survey: Survey, wave_rid: int, known: Mapping[int, Mapping[str, Tally]]
) -> tuple[CrossTable, ...]:
    """Each question with options in this wave and others of its survey; empty with one alone.

    `known` are tallies that need not be read again, by wave.
    """
    every = compared(waves_of_survey(db, survey.key), wave_rid)
    if len(every) < 2:
        return ()
    counted = [
        (one, known[one.rid] if one.rid in known else tallies_of_wave(db, survey, one.rid))
        for one in every
    ]
    return tuple(
        by_wave(survey, question, [(one, by.get(question.key, Tally())) for one, by in counted])
        for question in survey.questions
        if question.options
    )
