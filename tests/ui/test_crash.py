"""An error that nobody expected: a calm notice, and a log that holds no content."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.text import msg
from coachdesk.ui import crash
from coachdesk.ui.notices import Notice, Notices

SECRET = "Osaston 7 esihenkilö on sairaana"


@pytest.fixture
def told() -> Iterator[list[Notice]]:
    """The notices of errors that reach Python's last resort."""
    before, notices = sys.excepthook, Notices()
    raised: list[Notice] = []
    notices.notice_raised.connect(raised.append)
    crash.install(notices)
    yield raised
    sys.excepthook = before


def _fail(error: Exception, cause: Exception | None = None) -> None:
    raise error from cause


def _meet(error: Exception) -> None:
    try:
        _fail(error)
    except Exception as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


def test_an_unexpected_error_is_told_calmly_and_logged_without_its_words(
    told: list[Notice], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        _meet(KeyError(SECRET))
    assert len(told) == 1
    assert "safe" in told[0].message.source
    assert SECRET not in str(told[0])
    assert "KeyError" in caplog.text
    assert "test_crash.py" in caplog.text
    assert SECRET not in caplog.text


def test_causes_do_not_bring_their_words_along() -> None:
    with pytest.raises(RuntimeError) as raised:
        _fail(RuntimeError(SECRET), ValueError(SECRET))
    described = crash.describe(raised.value)
    assert described.startswith("RuntimeError at ")
    assert SECRET not in described


def test_the_log_file_is_opened_by_the_first_record(
    told: list[Notice], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "log_folder", lambda: tmp_path / "logs")
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])  # a program that an earlier test began logs, too
    for _ in range(2):  # as when a folder is refused and another one is opened
        crash.start_log()
    assert not (tmp_path / "logs").exists()
    for _ in range(2):
        _meet(KeyError(SECRET))
    for made in root.handlers:
        made.close()
    lines = (tmp_path / "logs" / "coachdesk.log").read_text(encoding="utf-8").splitlines()
    assert [line.count("KeyError at") for line in lines] == [1, 1]
    assert len(told) == 2


@pytest.mark.parametrize(
    "error",
    [UserError(msg("teams", "Give the team a name.")), EnvironmentProblem(ProblemKind.DISK_FULL)],
)
def test_a_known_problem_is_told_in_its_own_words_and_not_logged(
    error: Exception, told: list[Notice], caplog: pytest.LogCaptureFixture
) -> None:
    _meet(error)
    assert [notice.message for notice in told] == [error.message]  # type: ignore[attr-defined]  # both kinds have one
    assert not caplog.records
