from pathlib import Path

import pytest

from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.folder_lock import FolderLock
from tests.helpers.keys import run_child

TRY = """
import sys
from pathlib import Path
from coachdesk.kernel.errors import EnvironmentProblem
from coachdesk.kernel.folder_lock import FolderLock
try:
    FolderLock.acquire(Path(sys.argv[1]))
except EnvironmentProblem as problem:
    print(problem.kind.value)
else:
    print("acquired")
"""


def test_a_second_program_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    with FolderLock.acquire(tmp_path):
        assert run_child(TRY, str(tmp_path)).stdout.strip() == "locked"
    assert run_child(TRY, str(tmp_path)).stdout.strip() == "acquired"


def test_a_dead_program_leaves_no_lock(tmp_path: Path) -> None:
    done = run_child(TRY + "import os; os._exit(9)", str(tmp_path))
    assert done.returncode == 9
    FolderLock.acquire(tmp_path).release()


def test_the_same_program_does_not_get_it_twice(tmp_path: Path) -> None:
    lock = FolderLock.acquire(tmp_path / "new")
    with pytest.raises(EnvironmentProblem) as caught:
        FolderLock.acquire(tmp_path / "new")
    assert caught.value.kind is ProblemKind.LOCKED
    lock.release()
    lock.release()
    FolderLock.acquire(tmp_path / "new").release()
