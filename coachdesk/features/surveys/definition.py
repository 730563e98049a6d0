"""Survey definitions read from their files, every value checked."""

import logging
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from coachdesk.features.surveys.model import Asks, Kind, Option, Question, Survey
from coachdesk.features.teams.counties import counties
from coachdesk.kernel.datafile import DataFileError, Table
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.paths import resource
from coachdesk.kernel.text import msg

SCHEMA = 1
_LOG = logging.getLogger(__name__)
_HIGHEST_CODE = 999
_TITLE_LIMIT, _TEXT_LIMIT = 200, 500
_SPACES = re.compile(r"\W+")


def available_surveys(folder: Path | None = None) -> tuple[Survey, ...]:
    """The usable surveys of `folder` (those that ship, if None), those of units first; read once.

    A file that cannot be used is left out; the log says why.
    """
    return _shelf(folder or resource("surveys"))


@cache
def _shelf(folder: Path) -> tuple[Survey, ...]:
    found: list[Survey] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            survey = read_definition(file)
        except DataFileError as error:
            _LOG.warning("%s", error)
            continue
        if all(survey.key != other.key for other in found):
            found.append(survey)
    return tuple(sorted(found, key=lambda one: (one.asks is not Asks.UNITS, one.key)))


def find_survey(key: str) -> Survey | None:
    """The survey with this key."""
    return next((one for one in available_surveys() if one.key == key), None)


def survey_named(name: str) -> Survey:
    """The survey with this key or name in any language; raises `UserError` naming those there."""
    wanted = _bare(name)
    for survey in available_surveys():
        names = (survey.key, survey.name.fi, survey.name.sv, survey.name.en)
        if wanted in map(_bare, names):
            return survey
    known = ", ".join(one.key for one in available_surveys())
    raise UserError(
        msg("surveys", "There is no survey “{name}”. There are: {known}.", name=name, known=known)
    )


def read_definition(file: Path) -> Survey:
    """The definition in a file; raises `DataFileError` with file, place and reason."""
    table = Table.load(file)
    table.number("schema", SCHEMA, SCHEMA)
    scales = {scale.name("key"): _whole(scale) for scale in table.tables("scales")}
    survey = Survey(
        key=table.name("key"),
        version=table.line("version", 40),
        asks=Asks(table.choice("asks", [one.value for one in Asks])),
        name=table.local("name", _TITLE_LIMIT),
        description=table.local("description", _TEXT_LIMIT),
        questions=_questions(table, scales),
    )
    table.finish()
    return survey


def _questions(table: Table, scales: Mapping[str, tuple[Option, ...]]) -> tuple[Question, ...]:
    found: list[Question] = []
    for part in table.tables("questions"):
        question = _question(part, scales)
        if any(question.key == other.key for other in found):
            part.fail("key", msg("surveys", "Two questions have this key."))
        found.append(question)
    if not found:
        table.fail("questions", msg("surveys", "A survey has at least one question."))
    return tuple(found)


def _question(part: Table, scales: Mapping[str, tuple[Option, ...]]) -> Question:
    kind = Kind(part.choice("kind", [one.value for one in Kind]))
    options: tuple[Option, ...] = ()
    if kind is Kind.COUNTY:
        options = tuple(Option(county.code, county.name) for county in counties())
    elif "scale" in part:
        options = scales.get(part.name("scale"), ())
        if not options:
            part.fail("scale", msg("surveys", "There is no scale of this name above."))
    elif kind is not Kind.OPEN:
        options = _options(part)
    question = Question(
        key=part.name("key"),
        kind=kind,
        title=part.local("title", _TITLE_LIMIT),
        options=options,
        help=part.local("help", _TEXT_LIMIT) if "help" in part else None,
        aliases=_aliases(part),
    )
    part.finish()
    return question


def _aliases(part: Table) -> tuple[str, ...]:
    """Short titles; one that two questions have is ambiguous in a file of answers."""
    found = part.names("aliases")
    if not all(map(_bare, found)):
        part.fail("aliases", msg("surveys", "A short title has letters in it."))
    return found


def _whole(scale: Table) -> tuple[Option, ...]:
    options = _options(scale)
    scale.finish()
    return options


def _options(part: Table) -> tuple[Option, ...]:
    found: list[Option] = []
    for table in part.tables("options"):
        option = Option(table.number("code", 0, _HIGHEST_CODE), table.local("label", _TITLE_LIMIT))
        table.finish()
        if any(option.code == other.code for other in found):
            table.fail("code", msg("surveys", "Two options have this code."))
        found.append(option)
    if len(found) < 2:
        part.fail("options", msg("surveys", "There must be at least two options."))
    return tuple(found)


def _bare(text: str) -> str:
    return _SPACES.sub("_", text.casefold()).strip("_")
