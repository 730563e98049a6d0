import random
from collections import defaultdict
from pathlib import Path

import pytest

from coachdesk.app import open_workspace
from coachdesk.kernel import keys
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.database import Database, rows
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.keys import WrongPassphrase
from tests.faults import oracle
from tests.faults.children import Child
from tests.faults.writer import PASSPHRASES, write_for_ever
from tests.helpers.keys import CHEAP
from tests.helpers.workspaces import TODAY

KILLS = 110
MOST_COMMITS = 20
MOST_SECONDS_MORE = 0.03


@pytest.mark.timeout(180)
def test_nothing_confirmed_is_lost_however_often_the_program_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    key, code = keys.create(folder, PASSPHRASES[0], CHEAP)
    expected: oracle.State = defaultdict(dict)
    chance = random.Random(20261122)
    confirmed_commits = 0
    for number in range(KILLS):
        child = Child(write_for_ever, folder, bytes(key.material()), number)
        if number % 5:  # each fifth dies while it opens the file
            child.listen(most=chance.randint(1, MOST_COMMITS))
        child.listen(chance.random() * MOST_SECONDS_MORE)
        child.kill()
        confirmations = [message for message in child.messages if message != "open"]
        assert not [told for told in confirmations if isinstance(told, str)]
        confirmed_commits += len(confirmations)
        expected = after_restart(folder, key, expected, confirmations)
    assert confirmed_commits > 5 * KILLS
    _check_at_last(folder, key, code)


def after_restart(
    folder: Path,
    key: DataKey,
    expected: oracle.State,
    confirmations: list[tuple[int, oracle.Touched]],
) -> oracle.State:
    """Open the folder after a kill: what was confirmed is there. The state, for the next time."""
    for _sequence, touched in confirmations:
        oracle.follow(expected, touched)
    with FolderLock.acquire(folder):
        ws = open_workspace(folder, oracle.copy_of(key), Clock(TODAY))
        state = oracle.check_content(ws)
        last = confirmations[-1][0] if confirmations else None
        if last is not None:
            _require_confirmed(ws.read, state, expected, last)
        oracle.there_and_back(ws)
        state = oracle.state_of(ws.read)
        ws.close()
    return defaultdict(dict, state)


def _require_confirmed(
    db: Database, state: oracle.State, expected: oracle.State, last: int
) -> None:
    """Only rows of a commit that came after the last confirmed one may differ."""
    assert last <= oracle.sequence_of(db) <= last + 1
    later = {
        (entry["table_name"], entry["row_rid"])
        for entry in rows(db, "SELECT * FROM journal WHERE sequence > ?", (last,))
    }
    for table, found in state.items():
        for rid in {*found, *expected[table]} - {rid for name, rid in later if name == table}:
            assert found.get(rid) == expected[table].get(rid), f"{table} {rid}"


def _check_at_last(folder: Path, key: DataKey, code: str) -> None:
    ws = open_workspace(folder, oracle.copy_of(key), Clock(TODAY))
    oracle.check_folder(ws)
    oracle.there_and_back(ws, steps=1000)
    oracle.check_content(ws)
    ws.close()
    assert bytes(keys.unlock(folder, code).material()) == bytes(key.material())
    opened = [secret for secret in PASSPHRASES if _opens(folder, secret)]
    assert len(opened) == 1


def _opens(folder: Path, secret: str) -> bool:
    try:
        keys.unlock(folder, secret)
    except WrongPassphrase:
        return False
    return True
