"""Hand-outs to files, without a window."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from coachdesk.features.agendas import store as agendas
from coachdesk.features.agendas.places import usual, workshops
from coachdesk.features.methods import store as methods
from coachdesk.features.notes import store as notes
from coachdesk.features.printing import service
from coachdesk.features.printing.model import (
    BLANK,
    Choices,
    Handout,
    Order,
    Paper,
    PdfFile,
    Subject,
    Way,
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

    Raises `UserError` for a hand-out or team that does not exist, and for one that cannot be filled
    in on a computer if that is asked for.
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
        options.output.mkdir(parents=True, exist_ok=True)
        rids = subjects_of(ws, handout)
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
    return _save(service.make_files(papers), output)[0]


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
    if handout.subject is Subject.TEAM:
        return team.rid
    if handout.subject is Subject.RUN:
        place = programmes.place_of_team(ws.read, team.rid, ws.clock.today())
        if place is not None:
            return place.run.rid
    elif handout.subject is Subject.SURVEY:
        runs = {place.run.rid for place in programmes.places_of_team(ws.read, team.rid)}
        waves = [row.wave for row in surveys.waves(ws.read) if row.survey]
        found = next((wave for wave in waves if wave.run_rid in runs), None)
        if found is not None:
            return found.rid
    elif handout.subject is Subject.EVENT:
        cohorts = {place.cohort.rid for place in programmes.places_of_team(ws.read, team.rid)}
        of_team = [one for one in workshops(ws.read) if one.place.cohort.rid in cohorts]
        coming = usual(of_team, ws.clock.today())
        if coming is not None:
            return coming.event.rid
    elif handout.subject is Subject.METHOD:
        used = methods.uses_of_team(ws.read, team.rid)
        if used:
            return used[0].use.rid
    else:
        newest = notes.newest(ws.read, team_rid=team.rid, limit=1)
        if newest:
            return newest[0].rid
    raise UserError(msg("cli", "There is nothing to print for the team “{name}”.", name=name))


def _write(ws: Workspace, order: Order, output: Path) -> list[Path]:
    """Into a folder under names of their own, or one paper into the file named."""
    if not order.subjects:
        return []
    papers = service.compose_documents(ws.read, order, ws.clock.today())
    files = service.make_files(papers)
    paths = _save(files, output)
    service.log_printed(ws, order, papers, Way.SAVED)
    return paths


def _save(files: Sequence[PdfFile], output: Path) -> list[Path]:
    if output.is_dir():
        return service.save_into(files, output)
    service.save_as(files[0], output)
    return [output]
