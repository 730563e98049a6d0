"""What came of a method as the text that is stored (JSON), and back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from coachdesk.features.methods.alternatives import Alternatives, Criterion, Option
from coachdesk.features.methods.grouping import Wish
from coachdesk.features.methods.model import Contents, Groups, Kind, Sparring
from coachdesk.features.methods.priorities import Priorities, Target
from coachdesk.features.methods.spread import CheckIn

Stored = Mapping[str, Any]


def packed(contents: Contents) -> str:
    """The text of contents of any kind; `unpacked` gives equal ones."""
    if isinstance(contents, Alternatives):
        whole = {
            "options": [asdict(option) for option in contents.options],
            "criteria": [asdict(criterion) for criterion in contents.criteria],
            "scores": [[*place, score] for place, score in sorted(contents.scores.items())],
            "decision": contents.decision,
            "reason": contents.reason,
        }
    else:
        whole = asdict(contents)
    return json.dumps(whole, ensure_ascii=False, default=sorted)


def unpacked(kind: Kind, text: str) -> Contents:
    """The contents that `packed` wrote."""
    return _READERS[kind](json.loads(text))


def _priorities(stored: Stored) -> Priorities:
    targets = tuple(Target(**each) for each in stored["targets"])
    return Priorities(targets, stored["dots_each"], stored["voters"])


def _sparring(stored: Stored) -> Sparring:
    return Sparring(tuple(stored["teams"]), stored["rounds"], stored["mutual"])


def _groups(stored: Stored) -> Groups:
    return Groups(
        figure=stored["figure"],
        by_size=stored["by_size"],
        present_only=stored["present_only"],
        left_out=frozenset(stored["left_out"]),
        wishes=tuple(Wish(tuple(each["keys"]), each["together"]) for each in stored["wishes"]),
        seed=stored["seed"],
        groups=tuple(tuple(each) for each in stored["groups"]),
    )


def _alternatives(stored: Stored) -> Alternatives:
    return Alternatives(
        tuple(Option(**each) for each in stored["options"]),
        tuple(Criterion(**each) for each in stored["criteria"]),
        {(option, criterion): score for option, criterion, score in stored["scores"]},
        stored["decision"],
        stored["reason"],
    )


def _check_in(stored: Stored) -> CheckIn:
    tally = {int(number): count for number, count in stored["tally"].items()}
    return CheckIn(stored["question"], tally)


_READERS: dict[Kind, Callable[[Stored], Contents]] = {
    Kind.PRIORITISING: _priorities,
    Kind.SPARRING: _sparring,
    Kind.GROUPS: _groups,
    Kind.FIVE_ALTERNATIVES: _alternatives,
    Kind.CHECK_IN: _check_in,
}
