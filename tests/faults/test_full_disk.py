"""The disk becomes full at any write; afterwards there is room again."""

import ctypes
import os
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from coachdesk.app import open_workspace
from coachdesk.exchange.reading import read_table
from coachdesk.features.surveys import service as surveys
from coachdesk.features.surveys.definition import find_survey
from coachdesk.features.surveys.reading import Reading, read_answers
from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from tests.faults import oracle
from tests.faults.children import answer_of
from tests.faults.writer import PASSPHRASES, Writer, confirmation
from tests.helpers.keys import CHEAP
from tests.helpers.workspaces import TODAY

if sys.platform == "win32":
    pytest.skip("limits of POSIX are used", allow_module_level=True)

MOST_STEPS = 150
SIZES = [0, 1, 24, 4095, 4096, 4120, 8192, 12_000, 20_000, 32_768, 33_000, 45_000, 60_000, 90_000]
"""Bytes that are left when the writing begins."""
SIZES_AT_IMPORT = SIZES[::3]


class FileLimit:
    """No file may grow beyond a size: what a full disk is, as far as a file can tell."""

    def fill(self, folder: Path, left: int) -> None:
        sizes = [path.stat().st_size for path in folder.iterdir() if path.name.endswith("-wal")]
        self._limit(max(sizes, default=0) + left)

    def free(self) -> None:
        import resource

        self._limit(resource.RLIM_INFINITY)

    def _limit(self, size: int) -> None:
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))


class SmallDisk:
    """A disk of two megabytes in memory, which only this process sees."""

    SIZE = 2 * 1024 * 1024
    _NEW_MOUNTS, _NEW_USER, _PRIVATE, _RECURSIVE = 0x20000, 0x10000000, 1 << 18, 1 << 14

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / "ballast"
        system = ctypes.CDLL(None, use_errno=True)
        as_root = os.geteuid() == 0
        flags = self._NEW_MOUNTS if as_root else self._NEW_MOUNTS | self._NEW_USER
        options = f"size={self.SIZE}".encode()
        private = self._PRIVATE | self._RECURSIVE
        if (
            system.unshare(flags)
            or system.mount(b"none", b"/", None, private, None)
            or system.mount(b"small", os.fsencode(folder), b"tmpfs", 0, options)
        ):
            raise OSError(ctypes.get_errno(), "no disk of our own here")

    def fill(self, _folder: Path, left: int) -> None:
        with self._ballast.open("wb", buffering=0) as file:
            wanted = os.statvfs(self._ballast.parent).f_bavail * 4096 - left
            file.write(bytes(max(wanted, 0)))

    def free(self) -> None:
        self._ballast.unlink()


@pytest.mark.parametrize("means", ["limit", "disk"])
def test_a_full_disk_loses_nothing_and_is_survived(tmp_path: Path, means: str) -> None:
    problems, has_own_disk = answer_of(starve, tmp_path, means)
    assert len(problems) >= len(SIZES) - 1
    full = {ProblemKind.DISK_FULL.value}
    # A limit leaves the disk itself with room, and SQLite speaks of an error of the disk.
    assert set(problems) <= (full if has_own_disk else full | {ProblemKind.INPUT_OUTPUT.value})


def starve(folder: Path, means: str) -> tuple[list[str], bool]:
    """Write with ever more room; the kinds of problems, and whether a disk of our own was full."""
    disk = _disk(folder, means)
    key, _code = keys.create(folder, PASSPHRASES[0], CHEAP)
    kinds = []
    for number, left in enumerate(SIZES):
        kind = _fill_and_free(folder, key, disk, left, random.Random(number))
        if kind:
            kinds.append(kind.value)
    disk.fill(folder, 0)
    kinds.append(_problem_of_opening(folder, key).value)
    disk.free()
    ws = open_workspace(folder, oracle.copy_of(key), Clock(TODAY))
    oracle.check_folder(ws)
    ws.close()
    return kinds, isinstance(disk, SmallDisk)


def _disk(folder: Path, means: str) -> "FileLimit | SmallDisk":
    if means == "limit":
        return FileLimit()
    try:
        return SmallDisk(folder)
    except OSError:  # neither root nor allowed a name space: the limit must do
        return FileLimit()


def _fill_and_free(
    folder: Path, key: DataKey, disk: "FileLimit | SmallDisk", left: int, chance: random.Random
) -> ProblemKind | None:
    ws = open_workspace(folder, oracle.copy_of(key), Clock(TODAY))
    expected: dict[str, dict[int, Any]] = defaultdict(dict, oracle.state_of(ws.read))
    ws.subscribe(lambda change_set: oracle.follow(expected, confirmation(ws, change_set)[1]))
    writer = Writer(ws, chance)
    writer.add_task()
    disk.fill(folder, left)
    kind = None
    try:
        for _ in range(MOST_STEPS):
            writer.step()
    except EnvironmentProblem as problem:
        kind = problem.kind
    disk.free()
    assert oracle.check_content(ws) == expected
    writer.add_task()
    ws.close()
    again = open_workspace(folder, oracle.copy_of(key), Clock(TODAY))
    assert oracle.check_content(again) == expected
    oracle.there_and_back(again)
    again.close()
    return kind


def _problem_of_opening(folder: Path, key: DataKey) -> ProblemKind:
    with pytest.raises(EnvironmentProblem) as caught:
        open_workspace(folder, oracle.copy_of(key), Clock(TODAY))
    return caught.value.kind


def test_a_disk_that_is_full_takes_no_part_of_a_survey_in(tmp_path: Path) -> None:
    problems, has_own_disk = answer_of(import_on_a_full_disk, tmp_path)
    assert len(problems) == len(SIZES_AT_IMPORT)
    full = {ProblemKind.DISK_FULL.value}
    assert set(problems) <= (full if has_own_disk else full | {ProblemKind.INPUT_OUTPUT.value})


def import_on_a_full_disk(folder: Path) -> tuple[list[str], bool]:
    """Take answers in with ever more room, never enough, and then with room: all come."""
    disk = _disk(folder, "disk")
    key, _code = keys.create(folder, PASSPHRASES[0], CHEAP)
    ws = open_workspace(folder, oracle.copy_of(key), Clock(TODAY))
    wave = surveys.add_wave(ws, "pre_survey", "Kevät 2027", TODAY)
    reading = _many_answers()
    before = oracle.state_of(ws.read)
    kinds = []
    for left in SIZES_AT_IMPORT:
        disk.fill(folder, left)
        with pytest.raises(EnvironmentProblem) as caught:
            surveys.import_answers(ws, wave, reading)
        kinds.append(caught.value.kind.value)
        disk.free()
        assert oracle.check_content(ws) == before
    assert surveys.import_answers(ws, wave, reading) == len(reading.sheets)
    after = oracle.check_content(ws)
    assert len(after["survey_sheet"]) == len(reading.sheets)
    ws.close()
    again = open_workspace(folder, oracle.copy_of(key), Clock(TODAY))
    assert oracle.check_content(again) == after
    oracle.check_folder(again)
    again.close()
    return kinds, isinstance(disk, SmallDisk)


def _many_answers() -> Reading:
    """Answers that take more room than there ever is."""
    survey = find_survey("pre_survey")
    assert survey is not None
    return read_answers(read_table("county\trisk_assessment_stage\n" + "10\t2\n" * 400), survey)
