"""The workshops on the command line: as a list, and the pack of one as files."""

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from coachdesk.features.agendas.places import Workshop, workshops
from coachdesk.features.printing.pack import USUAL, Pack, read_items
from coachdesk.features.printing.pack_service import PackParcel, write_pack
from coachdesk.features.printing.service import check_folder, make_folder
from coachdesk.features.programmes import store as programmes
from coachdesk.features.workshop_day import store as held
from coachdesk.handouts.catalogue import HANDOUTS, offer
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import LANGUAGES, msg
from coachdesk.kernel.workspace import Workspace

PACK = "pack"
"""What stands in place of a hand-out's key."""


def workshop_records(ws: Workspace, language: str) -> list[dict[str, Any]]:
    """The events of all present runs for `coachdesk list workshops`, with their numbers."""
    return [
        {
            "number": number,
            "name": one.name(language),
            "run": one.place.run.name,
            "cohort": one.place.cohort.title(language),
            "first": one.event.starts_on.isoformat() if one.event.starts_on else None,
            "last": one.event.ends_on.isoformat() if one.event.ends_on else None,
            "place": one.event.place,
            "teams": len(programmes.team_rids(ws.read, one.place.cohort.rid)),
            "days": one.event.days,
            "days_planned": [day.day for day in one.planned],
            "days_held": [day.day for day in held.held_days(ws.read, one.event.rid)],
        }
        for number, one in enumerate(workshops(ws.read), start=1)
    ]


def write_pack_files(ws: Workspace, options: argparse.Namespace, language: str) -> Iterator[Path]:
    """Do what `coachdesk print pack` asks; each file as soon as it is written.

    `language` is that of what is said. Raises `UserError` for a workshop that does not exist or is
    not told from others, and when there is nothing to print.
    """
    offer()
    found = workshop_meant(workshops(ws.read), options.workshop, language)
    folder: Path = options.output
    check_folder(folder)
    pack = Pack(found.event.rid, read_items(USUAL, HANDOUTS), language=options.language)
    parcel = PackParcel(pack, ws.clock.today(), LANGUAGES[0])
    parcel.plan(ws.read, in_one_file=options.one_file)  # before a folder is made for it
    make_folder(folder)
    yield from write_pack(ws, parcel, folder, in_one_file=options.one_file)


def workshop_meant(known: Sequence[Workshop], text: str, language: str) -> Workshop:
    """The workshop with this number or name, or the only one that has all these words.

    Words are looked for in name, days, run, cohort and place. Raises `UserError` when there is
    none, or more than one; that says which there are.
    """
    wanted = " ".join(text.split()).casefold()
    if wanted.isdecimal() and 1 <= int(wanted) <= len(known):
        return known[int(wanted) - 1]
    named = [one for one in known if wanted in {one.name(each).casefold() for each in LANGUAGES}]
    words = _WORD.findall(wanted)
    is_name = any(not word.isdecimal() for word in words)
    meant = named or [one for one in known if is_name and _has_all(one, words)]
    if len(meant) == 1:
        return meant[0]
    listed = "".join(
        f"\n{number}  {one.title(language)}"
        for number, one in enumerate(known, start=1)
        if one in (meant or known)
    )
    if meant:
        raise UserError(
            msg("cli", "“{name}” may be any of these workshops; say the number:{known}",
                name=text, known=listed)
        )  # fmt: skip
    if not known:
        raise UserError(msg("cli", "There are no workshops yet."))
    raise UserError(
        msg("cli", "There is no workshop “{name}”. There are:{known}", name=text, known=listed)
    )


_WORD = re.compile(r"\w+")


def _has_all(one: Workshop, words: Sequence[str]) -> bool:
    """Each number as it is, each word or the beginning of it."""
    told = " ".join([one.event.place, *(one.title(each) for each in LANGUAGES)]).casefold()
    found = set(_WORD.findall(told))
    return all(
        word in found or (not word.isdecimal() and any(each.startswith(word) for each in found))
        for word in words
    )
