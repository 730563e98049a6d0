"""The key of the coach's data, and the two secrets that open it.

A random data key encrypts the database. The key file beside it holds that key wrapped under the
passphrase and again under the recovery code, so changing either never touches the data. A second
copy of the key file lies beside the first; a damaged or lost file does not lock her out.
`docs/decisions/keys.md` says what locking does and what cannot be promised.
"""

import contextlib
import unicodedata
from pathlib import Path

from coachdesk.kernel import recovery
from coachdesk.kernel.atomic import file_problems, write_atomically
from coachdesk.kernel.data_key import KEY_FILE, KEY_FILE_COPY, DataKey, has_key_file
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.keyfile import (
    SIZE_LIMIT,
    DamagedKeyFileError,
    KdfCost,
    KeyFile,
    NewerKeyFileError,
    fingerprint,
)
from coachdesk.kernel.passphrase import require_usable
from coachdesk.kernel.text import Message, msg, plural

_STANDARD_COST = KdfCost()


class WrongPassphrase(UserError):  # noqa: N818 - what she typed, not a failure of the program
    """Neither the passphrase nor the recovery code."""

    def __init__(self, message: Message | None = None) -> None:
        super().__init__(
            message
            or msg(
                "keys",
                "This is not the passphrase or the recovery code of this data. "
                "Check the keyboard language and capital letters.",
            )
        )


def create(folder: Path, passphrase: str, cost: KdfCost = _STANDARD_COST) -> tuple[DataKey, str]:
    """A new data key and its recovery code; writes the key file.

    Raises `UserError` for an unusable passphrase or when `folder` already has a key file
    (overwriting it would lose the data), `EnvironmentProblem` when it cannot be written.
    """
    require_usable(passphrase)
    if has_key_file(folder):
        raise UserError(msg("keys", "This folder already has a CoachDesk key. Open it instead."))
    key = DataKey.random()
    code = recovery.new_code()
    key_file = KeyFile(fingerprint(key.material()))
    key_file = key_file.with_secret("passphrase", _passphrase(passphrase), key.material(), cost)
    key_file = key_file.with_secret("recovery", _code(code), key.material(), cost)
    write_key_file(folder, key_file)
    return key, code


def unlock(folder: Path, secret: str) -> DataKey:
    """The data key, opened with the passphrase or the recovery code.

    Raises `WrongPassphrase`; `EnvironmentProblem` when both copies of the key file are missing,
    damaged or from a newer program. Puts a missing or damaged copy right.
    """
    key_file = read_key_file(folder)
    key = unlock_key_file(key_file, secret)
    with contextlib.suppress(OSError):  # a read-only folder can still be opened
        _mend(folder, key_file)
    return key


def unlock_key_file(key_file: KeyFile, secret: str) -> DataKey:
    """As `unlock`, for a key file that travelled elsewhere (in a backup)."""
    material = key_file.open("passphrase", _passphrase(secret))
    if material is None:
        material = _opened_with_code(key_file, secret)
    return DataKey(material)


def change_passphrase(
    folder: Path, data_key: DataKey, new: str, cost: KdfCost = _STANDARD_COST
) -> None:
    """From now on `new` opens the data; the recovery code stays.

    Raises `UserError` for an unusable passphrase, `EnvironmentProblem` when the key file does not
    belong to `data_key` or cannot be written (the old passphrase then stays).
    """
    require_usable(new)
    key_file = _own_key_file(folder, data_key)
    material = data_key.material()
    write_key_file(folder, key_file.with_secret("passphrase", _passphrase(new), material, cost))


def new_recovery_code(folder: Path, data_key: DataKey, cost: KdfCost = _STANDARD_COST) -> str:
    """A new recovery code; the earlier one no longer opens the data. Errors as above."""
    key_file = _own_key_file(folder, data_key)
    code = recovery.new_code()
    write_key_file(folder, key_file.with_secret("recovery", _code(code), data_key.material(), cost))
    return code


def read_key_file(folder: Path) -> KeyFile:
    """The key file of `folder`, from its copy if the first is missing or damaged."""
    damaged = False
    for name in (KEY_FILE, KEY_FILE_COPY):
        try:
            return KeyFile.from_bytes(_content(folder / name))
        except FileNotFoundError:
            continue
        except DamagedKeyFileError:
            damaged = True
        except NewerKeyFileError:
            raise EnvironmentProblem(ProblemKind.NEWER_FILE) from None
        except OSError as error:
            raise _unreadable() from error
    raise _damaged() if damaged else _missing()


def write_key_file(folder: Path, key_file: KeyFile) -> None:
    """Write the key file and its copy, each whole or not at all."""
    content = key_file.to_bytes()
    with file_problems():
        write_atomically(folder / KEY_FILE, content)
        write_atomically(folder / KEY_FILE_COPY, content)


def belongs(folder: Path, data_key: DataKey) -> bool:
    """Whether `data_key` is the one in the key file of `folder`."""
    return read_key_file(folder).belongs_to(data_key.material())


def _opened_with_code(key_file: KeyFile, secret: str) -> bytearray:
    code = recovery.read_code(secret)
    if code is None:
        raise WrongPassphrase
    if wrong := recovery.wrong_groups(code):
        # With most groups wrong it is no code, but a passphrase of the same length.
        raise WrongPassphrase(_mistyped(wrong) if len(wrong) < recovery.GROUPS / 2 else None)
    material = key_file.open("recovery", _code(code))
    if material is None:
        raise WrongPassphrase
    return material


def _mistyped(groups: list[int]) -> Message:
    return plural(
        "keys",
        "Check this group of the recovery code: {groups}.",
        "Check these groups of the recovery code: {groups}.",
        len(groups),
        groups=", ".join(map(str, groups)),
    )


def _own_key_file(folder: Path, data_key: DataKey) -> KeyFile:
    key_file = read_key_file(folder)
    if not key_file.belongs_to(data_key.material()):
        raise EnvironmentProblem(ProblemKind.WRONG_KEY)
    return key_file


def _mend(folder: Path, key_file: KeyFile) -> None:
    content = key_file.to_bytes()
    for name in (KEY_FILE, KEY_FILE_COPY):
        path = folder / name
        if not path.exists() or _content(path) != content:
            write_atomically(path, content)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(SIZE_LIMIT)


def _passphrase(typed: str) -> bytes:
    return unicodedata.normalize("NFKC", typed).encode("utf-8", "surrogatepass")


def _code(code: str) -> bytes:
    return code.encode("ascii")


def _missing() -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.MISSING,
        msg("keys", "The key file is missing, so the data cannot be opened."),
        msg("keys", "Put the key file back beside the data file, or restore a backup."),
    )


def _damaged() -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.CORRUPT,
        msg("keys", "The key file and its copy are damaged, so the data cannot be opened."),
        msg("keys", "Restore a backup from the unlock window. Nothing has been changed."),
    )


def _unreadable() -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.INPUT_OUTPUT,
        msg("keys", "The key file cannot be read."),
        msg("keys", "Check the disk and the rights of the data folder, then try again."),
    )
