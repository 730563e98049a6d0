"""The window's verbs that begin a method, which are there from the start."""

from collections.abc import Callable, Sequence
from functools import partial

from coachdesk.kernel.text import Message, msg
from coachdesk.ui.actions import Action

_BEGIN: Sequence[tuple[str, Message]] = (
    ("prioritising", msg("methods", "Begin prioritising")),
    ("sparring", msg("methods", "Begin a sparring round")),
    ("groups", msg("methods", "Make groups")),
    ("five_alternatives", msg("methods", "Begin five alternatives")),
    ("check_in", msg("methods", "Begin a check-in")),
)
"""The kinds of methods, whose modules are not needed before."""


def method_actions(begin: Callable[[str], object]) -> list[Action]:
    """Begin each method, from whatever page; `begin` is told which."""
    return [
        Action(f"methods.begin.{kind}", label, partial(begin, kind), icon="methods")
        for kind, label in _BEGIN
    ]
