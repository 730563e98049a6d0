"""She locks, unlocks, closes and opens again: everything is as it was, and the folder is sound."""

from pathlib import Path

from coachdesk.__main__ import main
from tests.faults import oracle
from tests.helpers.coach import PASSPHRASE, Coach


def finds_everything_again(coach: Coach, secret: Path) -> None:
    """Lock, unlock, restart; then `coachdesk check` with the passphrase from the file `secret`."""
    target = coach.page().current_target()
    before = oracle.check_content(coach.ws)
    coach.presses("Ctrl+L")
    assert not coach.shell.is_open()
    coach.unlocks()
    assert coach.page().current_target() == target
    assert oracle.state_of(coach.ws.read) == before
    coach.leaves()
    coach.starts()
    coach.unlocks()
    assert oracle.check_content(coach.ws) == before
    coach.leaves()
    secret.write_text(PASSPHRASE, encoding="utf-8")
    folder = ["--data", str(coach.folder), "--passphrase-file", str(secret)]
    assert main([*folder, "check"]) == 0
    coach.starts()
    coach.unlocks()
