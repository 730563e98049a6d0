"""Processes that are killed, starved or stripped of their rights.

Where the system can fork, each child comes ready-made from a server that has everything imported,
so that a hundred of them cost little; elsewhere each starts from nothing.
"""

import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

NOBODY = 65534
_END_SECONDS = 60

_CAN_FORK = sys.platform == "linux"
_CONTEXT: Any = multiprocessing.get_context("forkserver" if _CAN_FORK else "spawn")
if _CAN_FORK:
    _CONTEXT.set_forkserver_preload(["pytest", "tests.faults.warm"])


class Child:
    """A process at work; `messages` is what it has told so far."""

    def __init__(self, work: Callable[..., None], *arguments: object) -> None:
        """Call `work(connection, *arguments)` in a new process."""
        self._receiver, sender = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(target=work, args=(sender, *arguments), daemon=True)
        self._process.start()
        sender.close()  # so that the end of the child is the end of the messages
        self.messages: list[Any] = []

    def listen(self, seconds: float = _END_SECONDS, most: int = sys.maxsize) -> bool:
        """Take what comes for so long, or so many messages; False when there will be no more."""
        end = time.monotonic() + seconds
        taken = 0
        while taken < most:
            if not self._receiver.poll(max(end - time.monotonic(), 0)):
                return True
            try:
                self.messages.append(self._receiver.recv())
            except (EOFError, OSError):  # closed, perhaps in the middle of a message
                return False
            taken += 1
        return True

    def kill(self) -> None:
        """End it without warning, and take what it had still told."""
        self._process.kill()
        self.listen()
        self._process.join()
        self._process.close()
        self._receiver.close()


def answer_of(work: Callable[..., Any], *arguments: object) -> Any:
    """What `work(*arguments)` returns in a child of its own; its exception fails the test."""
    child = Child(_answer, work, *arguments)
    child.listen()
    child.kill()
    assert child.messages, "the child died"
    (answer, trouble) = child.messages[0]
    assert not trouble, trouble
    return answer


def _answer(connection: Connection, work: Callable[..., Any], *arguments: object) -> None:
    try:
        connection.send((work(*arguments), ""))
    except BaseException:
        connection.send((None, traceback.format_exc()))


def drop_root() -> None:
    """Root may write anywhere, so a child that shall meet a refusal becomes nobody."""
    if sys.platform != "win32" and os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
