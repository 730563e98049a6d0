"""The data key in the system's keyring, if she opts in: whoever is logged in needs no passphrase.

Nothing here raises into the window. A keyring that is missing, locked or broken counts as
not available, and the passphrase is asked as always.
"""

import base64
import binascii
import logging
from pathlib import Path

from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.errors import EnvironmentProblem
from coachdesk.kernel.keys import read_key_file

_SERVICE = "CoachDesk"
_log = logging.getLogger(__name__)


def available() -> bool:
    """Whether this system has a keyring that really keeps secrets."""
    try:
        import keyring
        from keyring.backends import fail, null

        return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)
    except Exception as error:  # backends raise what they like
        _note("probe", error)
        return False


def remember(folder: Path, data_key: DataKey) -> bool:
    """Put the key of `folder` into the keyring; whether that worked."""
    try:
        import keyring

        text = base64.b64encode(data_key.material()).decode("ascii")
        keyring.set_password(_SERVICE, _account(folder), text)
    except Exception as error:
        _note("remember", error)
        return False
    return True


def recall(folder: Path) -> DataKey | None:
    """The remembered key, or None; never a key that does not belong to the key file."""
    try:
        import keyring

        text = keyring.get_password(_SERVICE, _account(folder))
    except Exception as error:
        _note("recall", error)
        return None
    return _belonging_key(folder, text) if text else None


def forget(folder: Path) -> bool:
    """Take the key out of the keyring; whether none is left there."""
    try:
        import keyring

        if keyring.get_password(_SERVICE, _account(folder)) is not None:
            keyring.delete_password(_SERVICE, _account(folder))
    except Exception as error:
        _note("forget", error)
        return False
    return True


def _belonging_key(folder: Path, text: str) -> DataKey | None:
    try:
        key = DataKey(base64.b64decode(text, validate=True))
        if read_key_file(folder).belongs_to(key.material()):
            return key
    except (binascii.Error, ValueError, EnvironmentProblem) as error:
        _note("recall", error)
    return None


def _account(folder: Path) -> str:
    return str(folder.resolve())


def _note(step: str, error: Exception) -> None:
    _log.info("keyring %s: %s", step, type(error).__name__)
