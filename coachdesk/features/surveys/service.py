"""What she does with surveys: hold waves, take answers in, type them, correct them."""

import datetime as dt
from collections.abc import Mapping, Sequence

from coachdesk.features.printing import store as printing
from coachdesk.features.printing.model import Subject, Way
from coachdesk.features.surveys import store
from coachdesk.features.surveys.definition import find_survey
from coachdesk.features.surveys.model import (
    Answer,
    Asks,
    Kind,
    Question,
    Sheet,
    Survey,
    Tally,
    Wave,
    tallies,
)
from coachdesk.features.surveys.reading import Reading
from coachdesk.kernel.database import Values, delete, update
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line, clean_text
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import Workspace

WORDS_LIMIT = 10_000
MOST_PERSONS = 100_000
EXPORT_KEY = "survey_report"
"""What the log calls the results of a survey, on paper and as a table."""


class AnswersTwice(UserError):  # noqa: N818 - a question back to her: it may be meant
    """These answers have been taken in already; `wave` says where."""

    def __init__(self, wave: Wave) -> None:
        """`wave` is the wave that has them."""
        super().__init__(
            msg(
                "surveys",
                "The answers of this file have been taken in already, into “{wave}”. If they are "
                "other answers that happen to be the same, add them all the same.",
                wave=wave.name,
            )
        )
        self.wave = wave


def add_wave(
    ws: Workspace, survey_key: str, name: str, held_on: dt.date, run_rid: int | None = None
) -> int:
    """Begin a wave of a survey; its rid."""
    survey, name = _known(survey_key), _named(name)
    with ws.change(msg("surveys", "Add a survey")) as db:
        return store.add_wave(
            db,
            survey,
            {
                "name": name,
                "held_on": held_on.isoformat(),
                "run_rid": run_rid,
                "created_at": ws.clock.stamp(),
            },
        )


def rename_wave(ws: Workspace, wave_rid: int, name: str) -> None:
    """Give a wave another name."""
    name = _named(name)
    label = msg("surveys", "Rename a survey")
    with ws.change(label, merge_key=f"survey_wave.name:{wave_rid}") as db:
        update(db, "survey_wave", wave_rid, {"name": name})


def set_day(ws: Workspace, wave_rid: int, held_on: dt.date) -> None:
    """Say when a wave was held."""
    with ws.change(msg("surveys", "Change the day of a survey")) as db:
        update(db, "survey_wave", wave_rid, {"held_on": held_on.isoformat()})


def set_run(ws: Workspace, wave_rid: int, run_rid: int | None) -> None:
    """Tie a wave to a programme, or to none."""
    with ws.change(msg("surveys", "Change the programme of a survey")) as db:
        update(db, "survey_wave", wave_rid, {"run_rid": run_rid})


def delete_wave(ws: Workspace, wave_rid: int) -> None:
    """Delete a wave with all its answers."""
    with ws.change(msg("surveys", "Delete a survey")) as db:
        delete(db, "survey_wave", wave_rid)


def import_answers(ws: Workspace, wave_rid: int, reading: Reading, *, again: bool = False) -> int:
    """Take the answers of a file into a wave; how many. Of persons only tallies are kept.

    Raises `AnswersTwice` when a wave of this survey has them already, unless `again`; `UserError`
    when the wave is gone or the file holds no answers.
    """
    sheets = reading.sheets
    if not sheets:
        raise UserError(msg("surveys", "The file holds no answers to this survey."))
    survey = _survey_of(ws, wave_rid, reading.survey.asks)
    earlier = store.imported_into(ws.read, survey.key, reading.fingerprint)
    if earlier is not None and not again:
        raise AnswersTwice(earlier)
    with ws.change(msg("surveys", "Import answers")) as db:
        if survey.asks is Asks.UNITS:
            store.add_sheets(db, wave_rid, sheets, reading.written)
        else:
            for team, some in _by_team(sheets).items():
                store.add_tallies(db, wave_rid, team, tallies(survey, some))
            for key, tally in tallies(survey, sheets).items():
                store.add_words(db, wave_rid, key, tally.texts)
        store.add_import(db, wave_rid, reading.fingerprint, ws.clock.stamp())
    return len(sheets)


def _by_team(sheets: Sequence[Sheet]) -> dict[str, list[Sheet]]:
    found: dict[str, list[Sheet]] = {}
    names: dict[str, str] = {}
    for sheet in sheets:
        name = names.setdefault(sheet.unit.casefold(), sheet.unit)
        found.setdefault(name, []).append(sheet)
    return found


def save_sheet(
    ws: Workspace,
    wave_rid: int,
    sheet_rid: int | None,
    sheet: Sheet,
    typing: str = "",
) -> int:
    """Store what has been typed for one unit so far; the rid of its sheet, new without one.

    Calls with the same words for `typing` (one sitting at one sheet) are one undo step.
    """
    survey = _survey_of(ws, wave_rid, Asks.UNITS)
    answers = {key: _checked(survey, key, one) for key, one in sheet.answers.items() if one}
    unit = clean_line(sheet.unit)
    label, merge_key = msg("surveys", "Type the answers of a unit"), ""
    if typing:
        merge_key = f"survey_sheet:{typing}"
    with ws.change(label, merge_key=merge_key) as db:
        if sheet_rid is None:
            return store.add_sheet(db, wave_rid, Sheet(answers, unit))
        store.set_sheet(db, sheet_rid, Sheet(answers, unit))
        return sheet_rid


def delete_sheets(ws: Workspace, rids: Sequence[int]) -> None:
    """Delete the answers of some units."""
    with ws.change(msg("surveys", "Delete answers")) as db:
        for rid in rids:
            delete(db, "survey_sheet", rid)


def add_counts(ws: Workspace, wave_rid: int, team: str, counts: Mapping[str, Tally]) -> None:
    """Add counts of persons, by question, to those of a team; the team may be left empty.

    Raises `UserError` for counts that cannot be: more for an option than answered at all.
    """
    survey, team = _survey_of(ws, wave_rid, Asks.PERSONS), clean_line(team)
    for key, tally in counts.items():
        question = survey.question(key)
        if question is None:
            raise UserError(_gone())
        _refuse_impossible(question, tally)
    with ws.change(msg("surveys", "Type counts")) as db:
        store.add_tallies(db, wave_rid, team, counts)


def _refuse_impossible(question: Question, tally: Tally) -> None:
    counts = [*tally.counts.values(), tally.other]
    if min(*counts, tally.answered) < 0 or tally.answered > MOST_PERSONS:
        raise UserError(msg("surveys", "A count is a number from 0 to {most}.", most=MOST_PERSONS))
    together = max(counts) if question.kind is Kind.MULTI else sum(counts)
    if together > tally.answered:
        raise UserError(
            msg(
                "surveys",
                "Only {count} persons answered this question, so no more can have chosen this.",
                count=tally.answered,
            )
        )


def add_words(ws: Workspace, wave_rid: int, question_key: str, text: str) -> None:
    """Add an open answer of a person; nothing tells whose it is."""
    survey = _survey_of(ws, wave_rid, Asks.PERSONS)
    text = clean_text(text, WORDS_LIMIT).strip()
    if not text or survey.question(question_key) is None:
        raise UserError(msg("surveys", "Type the answer first."))
    with ws.change(msg("surveys", "Type an open answer")) as db:
        store.add_words(db, wave_rid, question_key, [text])


def _checked(survey: Survey, key: str, answer: Answer) -> Answer:
    question = survey.question(key)
    if question is None:
        raise UserError(_gone())
    codes = tuple(sorted({code for code in answer.codes if question.option(code)}))
    return Answer(codes, clean_text(answer.words, WORDS_LIMIT).strip())


def _survey_of(ws: Workspace, wave_rid: int, asks: Asks) -> Survey:
    wave = store.wave(ws.read, wave_rid)
    survey = find_survey(wave.survey_key) if wave else None
    if survey is None or survey.asks is not asks:
        raise UserError(_gone())
    return survey


def _known(survey_key: str) -> Survey:
    survey = find_survey(survey_key)
    if survey is None:
        raise UserError(msg("surveys", "This survey is not on this computer."))
    return survey


def _named(name: str) -> str:
    name = clean_line(name)
    if not name:
        raise UserError(msg("surveys", "Give the survey a name, such as “Spring 2024”."))
    return name


def _gone() -> Message:
    return msg("surveys", "This survey or question is no longer there.")


def log_export(ws: Workspace, wave: Wave, language: str) -> None:
    """Note that the results of a wave were exported. Undo does not take it back."""
    values: Values = {
        "at": ws.clock.stamp(),
        "handout": EXPORT_KEY,
        "language": language,
        "way": Way.EXPORTED.value,
    }
    with ws.change(msg("surveys", "Log what was exported")) as db:
        printing.add_entry(db, Subject.SURVEY, wave.uuid, values)
