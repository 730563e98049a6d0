"""The disk becomes full while a workshop's pack is written: what is there is whole and logged."""

import sys
from pathlib import Path

import pytest

from coachdesk.app import open_workspace
from coachdesk.features.agendas import service as agendas
from coachdesk.features.printing.pack import Pack, read_items
from coachdesk.features.printing.pack_service import PackParcel, write_pack
from coachdesk.features.printing.service import print_log
from coachdesk.handouts.catalogue import HANDOUTS, offer
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.workspace import Workspace
from tests.documents.reading import faults
from tests.faults.children import answer_of
from tests.handouts.home import Home, fill
from tests.helpers.coaching import event_of
from tests.helpers.workspaces import TODAY

if sys.platform == "win32":
    pytest.skip("limits of POSIX are used", allow_module_level=True)

from tests.faults.test_full_disk import SmallDisk

SIZES = (0, 4_096, 20_000, 40_000, 60_000)
"""Bytes that are left for files when the writing begins; a file of the pack is larger than some."""


def test_a_full_disk_leaves_whole_files_and_says_so(tmp_path: Path) -> None:
    for name in ("data", "disk"):
        (tmp_path / name).mkdir()
    answer = answer_of(pack_on_a_full_disk, tmp_path)
    if answer is None:
        pytest.skip("neither root nor allowed a name space, so there is no small disk")
    kinds, written, all_of_them = answer
    assert set(kinds) == {ProblemKind.DISK_FULL.value}
    assert len(kinds) == len(SIZES)
    assert min(written) == 0
    assert all(count < all_of_them for count in written)


def pack_on_a_full_disk(folder: Path) -> tuple[list[str], list[int], int] | None:
    """Write the pack with ever more room, never enough, and then with room: all come."""
    try:
        disk = SmallDisk(folder / "disk")
    except OSError:
        return None
    offer()
    ws = open_workspace(folder / "data", DataKey.random(), Clock(TODAY))
    home = fill(ws)
    parcel = _parcel(home)
    full = len(parcel.plan(ws.read, in_one_file=False))
    kinds, counts = [], []
    for number, left in enumerate(SIZES):
        out = folder / "disk" / f"pack {number}"
        out.mkdir()
        disk.fill(folder / "disk", left)
        kinds.append(_starve(ws, parcel, out).value)
        disk.free()
        counts.append(_check(out))
        assert len(_logged(ws)) == sum(counts)
    out = folder / "disk" / "at last"
    out.mkdir()
    assert len(list(write_pack(ws, parcel, out, in_one_file=False))) == full
    ws.close()
    return kinds, counts, full


def _parcel(home: Home) -> PackParcel:
    event = event_of(home.ws, home.run, "workshop_2").rid
    agendas.make_from_programme(home.ws, event, "fi")
    items = read_items(
        ["agenda=team", "attendance_list=number:1", "team_summary=team", "pdsa_sheet=team"],
        HANDOUTS,
    )
    return PackParcel(Pack(event, items), TODAY, "fi")


def _starve(ws: Workspace, parcel: PackParcel, out: Path) -> ProblemKind:
    with pytest.raises(EnvironmentProblem) as caught:
        list(write_pack(ws, parcel, out, in_one_file=False))
    return caught.value.kind


def _check(out: Path) -> int:
    """What is there is whole; how many files there are."""
    files = sorted(out.iterdir())
    assert all(file.suffix == ".pdf" and faults(file.read_bytes()) == [] for file in files)
    return len(files)


def _logged(ws: Workspace) -> list[str]:
    """One paper of each file that was saved; each holds one of the two."""
    names = {"attendance_list", "pdsa_sheet"}
    return [one.handout for one in print_log(ws.read) if one.handout in names]
