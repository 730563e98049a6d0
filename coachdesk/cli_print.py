"""Hand-outs to files, without a window."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from coachdesk.cli_pack import workshop_meant
from coachdesk.features.agendas import store as agendas
from coachdesk.features.agendas.places import usual, workshops
from coachdesk.features.methods import store as methods
from coachdesk.features.notes import store as notes
from coachdesk.features.printing import service
from coachdesk.features.printing.model import (
    BLANK,
    Choices,
    Handout,
    Medium,
    Order,
    Paper,
    PaperFile,
    Subject,
)
from coachdesk.features.printing.offered import find_subject
from coachdesk.features.programmes import store as programmes
from coachdesk.features.surveys import store as surveys
from coachdesk.features.teams import store as teams
from coachdesk.handouts.catalogue import HANDOUTS, offer
from coachdesk.handouts.form import FILLABLE
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace


def write_handouts(ws: Workspace, options: argparse.Namespace) -> list[Path]:
    """Do what `coachdesk print` asks; the files written.

    Raises `UserError` for a hand-out, team or workshop that does not exist, for a hand-out that is
    not about a workshop and for one that cannot be filled in on a computer, if that is asked for.
    """
    offer()
    handout = next((one for one in HANDOUTS if one.key == options.handout), None)
    if handout is None:
        known = ", ".join(one.key for one in HANDOUTS)
        raise UserError(
            msg("cli", "There is no hand-out “{name}”. There are: {known}.",
                name=options.handout, known=known)
        )  # fmt: skip
    choices = _choices(handout, fillable=options.fillable)
    if options.all:
        service.check_folder(options.output)
        service.make_folder(options.output)
        rids = subjects_of(ws, handout)
    elif options.workshop:
        rids = [_event_meant(ws, handout, options.workshop)]
    else:
        rids = [_subject_of_team(ws, handout, options.team)]
    order = Order(handout, tuple(rids), options.language, choices=choices)
    return _write(ws, order, options.output)


def write_blank(key: str, output: Path, language: str, *, fillable: bool = False) -> Path:
    """A hand-out with nothing filled in into a file or folder, without any workspace; where it is.

    Raises `UserError` for one that does not exist, cannot be blank or not be `fillable`.
    """
    handout = next((one for one in HANDOUTS if one.key == key and one.blank), None)
    if handout is None:
        known = ", ".join(one.key for one in HANDOUTS if one.blank)
        raise UserError(
            msg("cli", "“{name}” cannot be printed blank. These can: {known}.",
                name=key, known=known)
        )  # fmt: skip
    choices = _choices(handout, fillable=fillable)
    papers = [Paper(BLANK, service.blank_document(handout, language, choices=choices))]
    return _save(service.make_files(papers, medium=_medium(output)), output)[0]


def _event_meant(ws: Workspace, handout: Handout[Any], text: str) -> int:
    if handout.subject is not Subject.EVENT:
        known = ", ".join(one.key for one in HANDOUTS if one.subject is Subject.EVENT)
        raise UserError(
            msg("cli", "“{name}” is not about a workshop. These are: {known}.",
                name=handout.key, known=known)
        )  # fmt: skip
    return workshop_meant(workshops(ws.read), text, "en").event.rid


def _choices(handout: Handout[Any], *, fillable: bool) -> Choices:
    usual = handout.usual()
    if not fillable:
        return usual
    if not _can_be_fillable(handout):
        known = ", ".join(one.key for one in HANDOUTS if _can_be_fillable(one))
        raise UserError(
            msg("cli", "“{name}” cannot be filled in on a computer. These can: {known}.",
                name=handout.key, known=known)
        )  # fmt: skip
    return replace(usual, options=usual.options | {FILLABLE})


def _can_be_fillable(handout: Handout[Any]) -> bool:
    return FILLABLE in {option.key for option in handout.options}


def write_all(ws: Workspace, folder: Path) -> list[Path]:
    """Every hand-out for everything it can be made for, each in its own language."""
    offer()
    return [
        path
        for handout in HANDOUTS
        for path in _write(
            ws, Order(handout, tuple(subjects_of(ws, handout)), choices=handout.usual()), folder
        )
    ]


def subjects_of(ws: Workspace, handout: Handout[Any]) -> list[int]:
    """All present teams and runs, planned workshops, what features offer, each newest meeting."""
    if handout.subject is Subject.RUN:
        return [run.rid for run in programmes.runs(ws.read)]
    if handout.subject is Subject.EVENT:
        return agendas.planned_events(ws.read)
    offered = find_subject(handout.subject)
    if offered is not None:
        return [rid for rid, _name in offered.choices(ws.read)]
    rids = [team.rid for team in teams.list_teams(ws.read)]
    if handout.subject is Subject.TEAM:
        return rids
    newest = [notes.newest(ws.read, team_rid=rid, limit=1) for rid in rids]
    return list(dict.fromkeys(found[0].rid for found in newest if found))


def _subject_of_team(ws: Workspace, handout: Handout[Any], name: str) -> int:
    wanted = name.casefold()
    team = next((t for t in teams.list_teams(ws.read) if t.name.casefold() == wanted), None)
    if team is None:
        raise UserError(msg("cli", "There is no team “{name}”.", name=name))
    found = _OF_TEAM[handout.subject](ws, team.rid)
    if found is None:
        raise UserError(msg("cli", "There is nothing to print for the team “{name}”.", name=name))
    return found


def _run_of(ws: Workspace, team_rid: int) -> int | None:
    place = programmes.place_of_team(ws.read, team_rid, ws.clock.today())
    return place.run.rid if place else None


def _survey_of(ws: Workspace, team_rid: int) -> int | None:
    runs = {place.run.rid for place in programmes.places_of_team(ws.read, team_rid)}
    waves = (row.wave for row in surveys.waves(ws.read) if row.survey)
    return next((wave.rid for wave in waves if wave.run_rid in runs), None)


def _event_of(ws: Workspace, team_rid: int) -> int | None:
    cohorts = {place.cohort.rid for place in programmes.places_of_team(ws.read, team_rid)}
    of_team = [one for one in workshops(ws.read) if one.place.cohort.rid in cohorts]
    coming = usual(of_team, ws.clock.today())
    return coming.event.rid if coming else None


def _method_of(ws: Workspace, team_rid: int) -> int | None:
    return next((row.use.rid for row in methods.uses_of_team(ws.read, team_rid)), None)


def _meeting_of(ws: Workspace, team_rid: int) -> int | None:
    return next((row.rid for row in notes.newest(ws.read, team_rid=team_rid, limit=1)), None)


_OF_TEAM: Mapping[Subject, Callable[[Workspace, int], int | None]] = {
    Subject.TEAM: lambda _, team_rid: team_rid,
    Subject.RUN: _run_of,
    Subject.SURVEY: _survey_of,
    Subject.EVENT: _event_of,
    Subject.METHOD: _method_of,
    Subject.MEETING: _meeting_of,
}
"""What of a team is printed: its run, its newest survey, note and so on."""


def _write(ws: Workspace, order: Order, output: Path) -> list[Path]:
    """Into a folder under names of their own as PDF, or one paper into the file named."""
    if not order.subjects:
        return []
    papers = service.compose_documents(ws.read, order, ws.clock.today())
    files = service.make_files(papers, medium=_medium(output))
    paths = _save(files, output)
    service.log_printed(ws, order, papers, files[0].way)
    return paths


def _medium(output: Path) -> Medium:
    return Medium.WORD if output.suffix.lower() == Medium.WORD.suffix else Medium.PDF


def _save(files: Sequence[PaperFile], output: Path) -> list[Path]:
    if output.is_dir():
        return service.save_into(files, output)
    service.save_as(files[0], output)
    return [output]
