"""Checks a programme's file as a whole, for those who write one."""

from collections.abc import Collection
from pathlib import Path

from coachdesk.features.programmes.template_parts import Template
from coachdesk.features.programmes.template_reading import read_template
from coachdesk.kernel.datafile import DataFileError, Table
from coachdesk.kernel.text import msg


def check_programme(
    path: Path,
    handouts: Collection[str] | None = None,
    surveys: Collection[str] | None = None,
) -> list[DataFileError]:
    """All that is wrong with the programme in `path`, in the file's order as far as possible.

    `handouts` and `surveys` are the keys that the program knows; None leaves them unchecked. A
    programme with an unknown one can be used all the same, as it may come with a later version.
    """
    problems: list[DataFileError] = []
    try:
        table = Table.load(path, problems)
    except DataFileError as error:
        return [error]
    template = read_template(table)
    _check_outside(path, template, problems, handouts, surveys)
    return problems


def _check_outside(
    path: Path,
    template: Template,
    problems: list[DataFileError],
    handouts: Collection[str] | None,
    surveys: Collection[str] | None,
) -> None:
    places = []
    if handouts is not None:
        places += [
            (f"phases[{phase.key}].handouts", key)
            for phase in template.phases
            for key in phase.handouts
            if key not in handouts
        ]
    if surveys is not None:
        places += [
            (f"surveys[{number}].survey", link.survey)
            for number, link in enumerate(template.surveys, start=1)
            if link.survey not in surveys
        ]
    for place, key in places:
        reason = msg("programmes", "“{key}” is not known to this program.", key=key)
        problems.append(DataFileError(path, place, reason))
