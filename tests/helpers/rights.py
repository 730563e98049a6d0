"""Folders that may not be written to, for root as well, whom rights do not bind."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534


@contextmanager
def read_only_folder() -> Iterator[Path]:
    """A folder that cannot be written to inside the block (POSIX)."""
    if sys.platform == "win32":
        pytest.skip("rights of POSIX are used")
    # Not pytest's own folder, which lies in one that nobody else may enter.
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)
        folder.rmdir()
