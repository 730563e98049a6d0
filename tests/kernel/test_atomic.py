import errno
import os
from pathlib import Path

import pytest

from coachdesk.kernel.atomic import file_problems, problem_words, write_atomically
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.text import msg
from tests.helpers.keys import run_child


def test_content_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for content in (b"first", b"", b"third"):
        write_atomically(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_only_the_owner_can_read(tmp_path: Path) -> None:
    write_atomically(tmp_path / "file", b"x")
    assert (tmp_path / "file").stat().st_mode & 0o077 == 0


LIMITED = """
import resource, sys
from pathlib import Path
from coachdesk.kernel.atomic import file_problems, write_atomically
from coachdesk.kernel.errors import EnvironmentProblem
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with file_problems():
        write_atomically(Path(sys.argv[1]), b"x" * 2000)
except EnvironmentProblem as problem:
    print(problem.kind.value)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    assert run_child(LIMITED, str(path)).stdout.strip() == "disk_full"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, ProblemKind.DISK_FULL),
        (errno.EROFS, ProblemKind.READ_ONLY),
        (errno.EACCES, ProblemKind.READ_ONLY),
        (errno.ENOENT, ProblemKind.MISSING),
        (errno.EIO, ProblemKind.INPUT_OUTPUT),
    ],
)
def test_errors_of_the_system_become_problems(number: int, kind: ProblemKind) -> None:
    with pytest.raises(EnvironmentProblem) as caught, file_problems():
        raise OSError(number, "from the system")
    assert caught.value.kind is kind


def test_the_occasion_has_its_own_words() -> None:
    words = {ProblemKind.DISK_FULL: (msg("t", "No room here."), msg("t", "Make room."))}
    with pytest.raises(EnvironmentProblem, match="No room here") as caught, problem_words(words):
        raise EnvironmentProblem(ProblemKind.DISK_FULL)
    assert caught.value.advice.source == "Make room."
    with pytest.raises(EnvironmentProblem, match="written to"), problem_words(words):
        raise EnvironmentProblem(ProblemKind.READ_ONLY)
