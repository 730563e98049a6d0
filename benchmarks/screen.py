"""A screen in memory (Xvfb) whose pixels are read without asking it, so that looking costs nothing.

Needs the program Xvfb (Debian: `apt-get install xvfb`).
"""

import contextlib
import mmap
import os
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

WIDTH, HEIGHT = 1280, 900
MANY_PIXELS = 300
"""A blinking cursor changes fewer."""
QUIET_SECONDS = 1.2
_ROW = WIDTH * 4
_FEW_SECONDS = 0.003


class Screen:
    """Open within a `with` block."""

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="coachdesk-screen-")
        path = Path(self._folder.name, "Xvfb_screen0")
        self.display = f":{100 + os.getpid() % 800}"
        size = f"{WIDTH}x{HEIGHT}x24"
        self._server = subprocess.Popen(
            ["Xvfb", self.display, "-screen", "0", size, "-fbdir", self._folder.name,
             "-nolisten", "tcp", "-ac"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while not (path.exists() and path.stat().st_size > _ROW * HEIGHT):
            if self._server.poll() is not None:
                raise RuntimeError("Xvfb did not start")
            _wait(0.02)
        with path.open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # The header of an XWD file: its own size first, the number of colours as the 20th field.
        header = struct.unpack(">25I", self._memory[:100])
        self._start = header[0] + header[19] * 12
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.terminate()
        self._server.wait()
        self._memory.close()
        self._folder.cleanup()

    def pixels(self) -> bytes:
        """All of the screen now."""
        return self._memory[self._start : self._start + _ROW * HEIGHT]

    @contextlib.contextmanager
    def program(
        self, arguments: Sequence[str], environment: Mapping[str, str]
    ) -> Iterator["subprocess.Popen[bytes]"]:
        """Run a program on this screen and end it."""
        surroundings = {**os.environ, **environment, "DISPLAY": self.display}
        surroundings["QT_QPA_PLATFORM"] = "xcb"
        for name in ("WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE"):
            surroundings.pop(name, None)
        process = subprocess.Popen(arguments, env=surroundings, stdin=subprocess.DEVNULL)
        try:
            yield process
        finally:
            process.terminate()
            process.wait()
            empty = time.monotonic() + 2
            while len(set(self.pixels()[:: 4 * 997])) > 1 and time.monotonic() < empty:
                _wait(0.02)

    def seconds_until_settled(self, began: float, longest: float = 60) -> float:
        """From `began` (`time.perf_counter()`) to the last large change before a quiet time."""
        before = self.pixels()
        last_change = None
        while (now := time.perf_counter()) - began < longest:
            pixels = self.pixels()
            if pixels != before:
                if differs(before, pixels):
                    last_change = now
                before = pixels
            if last_change is not None and now - last_change > QUIET_SECONDS:
                return last_change - began
            _wait(_FEW_SECONDS)
        raise RuntimeError("nothing came to rest on the screen")


def differs(before: bytes, after: bytes) -> bool:
    """Whether more than `MANY_PIXELS` pixels are different."""
    count = 0
    for start in range(0, len(before), _ROW):
        old, new = before[start : start + _ROW], after[start : start + _ROW]
        if old != new:
            pairs = zip(memoryview(old).cast("I"), memoryview(new).cast("I"), strict=True)
            count += sum(one != other for one, other in pairs)
            if count > MANY_PIXELS:
                return True
    return False


def _wait(seconds: float) -> None:
    time.sleep(seconds)  # noqa: TID251 - other programs are watched; there is no event to wait for
