"""Where the demo lives: a fresh copy for every start, from one that is built once a day.

The demo holds nothing confidential; its key lies beside it.
"""

import shutil
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk import __version__
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.paths import cache_folder, resource

if TYPE_CHECKING:  # the workspace brings sqlite-utils, which a start from the cache does not need
    from coachdesk.kernel.workspace import Workspace

KEY_NAME = "demo.key"
PREFIX = "coachdesk-demo-"
OpenWorkspace = Callable[[Path, DataKey, Clock], "Workspace"]
BuildIndex = Callable[["Workspace"], object]
"""Makes the search index of an open workspace."""


def demo_workspace(
    clock: Clock,
    open_workspace: OpenWorkspace,
    build_index: BuildIndex,
    *,
    rehearsal: bool = False,
) -> tuple[Path, DataKey]:
    """A new folder with the demo around the clock's today, and its key.

    With `rehearsal` one of its workshop days is today, and under way.
    """
    made = cache_folder() / f"demo-{_fingerprint()}-{clock.today()}{'-day' if rehearsal else ''}"
    if not (made / KEY_NAME).exists():
        _build_into(made, clock, open_workspace, build_index, rehearsal=rehearsal)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    for file in made.iterdir():
        shutil.copy2(file, folder / file.name)
    return folder, DataKey((folder / KEY_NAME).read_bytes())


def remove_demo(folder: Path) -> None:
    """Delete a demo's folder after use; other folders are left alone."""
    if folder.name.startswith(PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def _build_into(
    made: Path,
    clock: Clock,
    open_workspace: OpenWorkspace,
    build_index: BuildIndex,
    *,
    rehearsal: bool,
) -> None:
    """Make the demo aside and put it there whole; those of other days or versions go."""
    for old in cache_folder().glob("demo-*"):
        if old.name.removesuffix("-day") != made.name.removesuffix("-day"):
            shutil.rmtree(old, ignore_errors=True)
    new = Path(tempfile.mkdtemp(prefix=PREFIX))
    key = DataKey.random()
    material = bytes(key.material())
    build = _rehearsal if rehearsal else _demo
    ws = build(clock, lambda told: open_workspace(new, key, told))
    build_index(ws)
    ws.checkpoint()
    ws.close()
    (new / KEY_NAME).write_bytes(material)
    made.parent.mkdir(parents=True, exist_ok=True)
    if not made.exists():
        shutil.move(new, made)


def _demo(clock: Clock, opened: Callable[[Clock], "Workspace"]) -> "Workspace":
    from coachdesk.demo.builder import build_demo

    ws = opened(clock)
    build_demo(ws)
    return ws


def _rehearsal(clock: Clock, opened: Callable[[Clock], "Workspace"]) -> "Workspace":
    from coachdesk.demo.rehearsal_builder import ToldClock, build_rehearsal

    told = ToldClock(clock.today())
    ws = opened(told)
    build_rehearsal(ws, told)
    return ws


def _fingerprint() -> str:
    """Changes when the demo's content, the program's version or (in a checkout) a table does."""
    digest = zlib.crc32(__version__.encode("ascii"))
    package = Path(__file__).parents[1]
    code = (package / "app.py", *sorted(package.glob("demo/*.py")))
    files = [*sorted(resource("demo").iterdir()), *sorted(package.glob("features/*/schema.py"))]
    for file in (*files, *filter(Path.exists, code)):  # a bundle has no .py files
        digest = zlib.crc32(file.read_bytes(), digest)
    return f"{digest:08x}"
