"""Where she is and where she has been, for coming back and for back and forward."""

from collections.abc import Collection

from coachdesk.ui.context import Target

_LONGEST = 100


class Session:
    """Where she was, without content: for coming back after a lock or a change of language."""

    def __init__(self) -> None:
        self.target: Target | None = None
        self.states: dict[str, dict[str, str]] = {}


class History:
    """Targets in the order they were visited, and a place among them."""

    def __init__(self) -> None:
        self._targets: list[Target] = []
        self._place = -1

    def visit(self, target: Target) -> None:
        """She went there; what lay forward is forgotten."""
        if self._targets and self._targets[self._place] == target:
            return
        self._targets = [*self._targets[: self._place + 1], target][-_LONGEST:]
        self._place = len(self._targets) - 1

    def step(self, by: int) -> Target | None:
        """One back (-1) or forward (+1); None at the end."""
        if not self.can_step(by):
            return None
        self._place += by
        return self._targets[self._place]

    def can_step(self, by: int) -> bool:
        """Whether there is anything that way."""
        return 0 <= self._place + by < len(self._targets)

    def latest(self, outside: Collection[str]) -> Target | None:
        """Where she was last on none of these pages."""
        before = self._targets[: self._place + 1]
        return next((each for each in reversed(before) if each.page not in outside), None)

    def forget(self) -> None:
        """Start anew."""
        self._targets.clear()
        self._place = -1
