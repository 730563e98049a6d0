"""Targets with their dots, options, criteria and scores: the verbs on lists."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Protocol, TypedDict, TypeVar

from coachdesk.features.methods.alternatives import (
    HIGHEST_SCORE,
    HIGHEST_WEIGHT,
    Alternatives,
    Criterion,
    Option,
)
from coachdesk.features.methods.changing import change_contents, contents_of
from coachdesk.features.methods.priorities import (
    HIGHEST,
    LOWEST,
    MOST_DOTS,
    Priorities,
    Target,
)
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.inputs import clean_line, clean_text
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import Workspace

MOST_TARGETS, MOST_OPTIONS, MOST_CRITERIA = 60, 20, 12
MOST_DOTS_EACH, MOST_VOTERS = 50, 500
_LIMIT, _REASON_LIMIT = 200, 5_000


class Keyed(Protocol):
    """A line of a list that keeps its key while it changes."""

    @property
    def key(self) -> int:
        """What tells it from the others."""

    @property
    def text(self) -> str:
        """What it says."""


K = TypeVar("K", bound=Keyed)


class TargetFields(TypedDict, total=False):
    """What `change_target` can change."""

    text: str
    impact: int | None
    effort: int | None


# -- prioritising ---------------------------------------------------------------------------------


def add_targets(ws: Workspace, rid: int, lines: str) -> None:
    """Add development targets, one for each line. Raises `UserError` when there are too many."""
    texts = _lines(lines)

    def changed(old: Priorities) -> Priorities:
        _refuse_many(len(old.targets) + len(texts), MOST_TARGETS)
        first = _next_key(old.targets)
        new = (Target(first + place, text) for place, text in enumerate(texts))
        return replace(old, targets=(*old.targets, *new))

    change_contents(ws, rid, Priorities, msg("methods", "Add a target"), changed)


def change_target(ws: Workspace, rid: int, key: int, fields: TargetFields) -> None:
    """Rename a target or rate it (1–5, None: not rated). Raises `UserError` for anything else."""
    fields = fields.copy()
    if "text" in fields:
        fields["text"] = _text(fields["text"])
    for figure in (fields.get("impact"), fields.get("effort")):
        if figure is not None and not LOWEST <= figure <= HIGHEST:
            raise UserError(
                msg("methods", "Give a number from {low} to {high}.", low=LOWEST, high=HIGHEST)
            )
    change_contents(
        ws, rid, Priorities, msg("methods", "Change a target"),
        lambda old: replace(old, targets=tuple(
            replace(one, **fields) if one.key == key else one for one in old.targets)),
    )  # fmt: skip


def add_dots(ws: Workspace, rid: int, keys: Collection[int], by: int) -> None:
    """Give dots to targets, or take some away, never below none.

    Repeated presses on the same targets are one undo step.
    """

    def dotted(one: Target) -> Target:
        if one.key not in keys:
            return one
        return replace(one, dots=min(max(one.dots + by, 0), MOST_DOTS))

    change_contents(
        ws, rid, Priorities, msg("methods", "Give dots"),
        lambda old: replace(old, targets=tuple(map(dotted, old.targets))),
        typing=f"dots.{','.join(map(str, sorted(keys)))}",
    )  # fmt: skip


def set_dots(ws: Workspace, rid: int, key: int, dots: int) -> None:
    """Say how many dots a target has."""
    held = next((one for one in contents_of(ws, rid, Priorities).targets if one.key == key), None)
    if held is not None:
        add_dots(ws, rid, [key], dots - held.dots)


def remove_targets(ws: Workspace, rid: int, keys: Collection[int]) -> None:
    """Take targets off the list."""
    change_contents(
        ws, rid, Priorities, msg("methods", "Remove targets"),
        lambda old: replace(old, targets=_without(old.targets, keys)),
    )  # fmt: skip


def set_voting(ws: Workspace, rid: int, dots_each: int, voters: int) -> None:
    """Say how many dots each has, and how many people vote (0: not known)."""
    dots_each, voters = _between(dots_each, 1, MOST_DOTS_EACH), _between(voters, 0, MOST_VOTERS)
    change_contents(
        ws, rid, Priorities, msg("methods", "Change the number of dots"),
        lambda old: replace(old, dots_each=dots_each, voters=voters), typing="voting",
    )  # fmt: skip


# -- five alternatives ----------------------------------------------------------------------------


def add_options(ws: Workspace, rid: int, lines: str) -> None:
    """Add options, one for each line. Raises `UserError` when there are too many."""
    texts = _lines(lines)

    def changed(old: Alternatives) -> Alternatives:
        _refuse_many(len(old.options) + len(texts), MOST_OPTIONS)
        first = _next_key(old.options)
        new = (Option(first + place, text) for place, text in enumerate(texts))
        return replace(old, options=(*old.options, *new))

    change_contents(ws, rid, Alternatives, msg("methods", "Add an option"), changed)


def add_criteria(ws: Workspace, rid: int, lines: str) -> None:
    """Add criteria, one for each line. Raises `UserError` when there are too many."""
    texts = _lines(lines)

    def changed(old: Alternatives) -> Alternatives:
        _refuse_many(len(old.criteria) + len(texts), MOST_CRITERIA)
        first = _next_key(old.criteria)
        new = (Criterion(first + place, text) for place, text in enumerate(texts))
        return replace(old, criteria=(*old.criteria, *new))

    change_contents(ws, rid, Alternatives, msg("methods", "Add a criterion"), changed)


def rename_option(ws: Workspace, rid: int, key: int, text: str) -> None:
    """Give an option other words."""
    text = _text(text)
    change_contents(
        ws, rid, Alternatives, msg("methods", "Change an option"),
        lambda old: replace(old, options=tuple(
            replace(one, text=text) if one.key == key else one for one in old.options)),
    )  # fmt: skip


def change_criterion(
    ws: Workspace, rid: int, key: int, *, text: str | None = None, weight: int | None = None
) -> None:
    """Give a criterion other words, or another weight (1–5)."""
    values: dict[str, str | int] = {}
    if text is not None:
        values["text"] = _text(text)
    if weight is not None:
        values["weight"] = _between(weight, 1, HIGHEST_WEIGHT)
    change_contents(
        ws, rid, Alternatives, msg("methods", "Change a criterion"),
        lambda old: replace(old, criteria=tuple(
            _with(one, values) if one.key == key else one for one in old.criteria)),
    )  # fmt: skip


def _with(one: Criterion, values: dict[str, str | int]) -> Criterion:
    text, weight = values.get("text", one.text), values.get("weight", one.weight)
    return Criterion(one.key, str(text), int(weight))


def remove_options(ws: Workspace, rid: int, keys: Collection[int]) -> None:
    """Take options away with their scores, and the decision if it was one of them."""

    def changed(old: Alternatives) -> Alternatives:
        for key in keys:
            old = replace(old, scores=old.without_option(key))
        decision = None if old.decision in keys else old.decision
        return replace(old, options=_without(old.options, keys), decision=decision)

    change_contents(ws, rid, Alternatives, msg("methods", "Remove options"), changed)


def remove_criteria(ws: Workspace, rid: int, keys: Collection[int]) -> None:
    """Take criteria away with their scores."""

    def changed(old: Alternatives) -> Alternatives:
        for key in keys:
            old = replace(old, scores=old.without_criterion(key))
        return replace(old, criteria=_without(old.criteria, keys))

    change_contents(ws, rid, Alternatives, msg("methods", "Remove criteria"), changed)


def score(ws: Workspace, rid: int, option: int, criterion: int, figure: int | None) -> None:
    """Score an option (0–5) by a criterion; None takes the score away.

    Raises `UserError` for a figure that is no score.
    """
    if figure is not None and not 0 <= figure <= HIGHEST_SCORE:
        raise UserError(
            msg("methods", "Give a number from {low} to {high}.", low=0, high=HIGHEST_SCORE)
        )

    def changed(old: Alternatives) -> Alternatives:
        scores = dict(old.scores)
        scores.pop((option, criterion), None)
        if figure is not None:
            scores[option, criterion] = figure
        return replace(old, scores=scores)

    change_contents(ws, rid, Alternatives, msg("methods", "Score an option"), changed)


def decide(ws: Workspace, rid: int, option: int | None) -> None:
    """Write down which option was decided on, whatever its score; None: nothing yet."""
    change_contents(
        ws, rid, Alternatives, msg("methods", "Write down a decision"),
        lambda old: replace(old, decision=option),
    )  # fmt: skip


def set_reason(ws: Workspace, rid: int, reason: str) -> None:
    """Write down why it was decided so."""
    reason = clean_text(reason, _REASON_LIMIT)
    change_contents(
        ws, rid, Alternatives, msg("methods", "Write down the reason of a decision"),
        lambda old: replace(old, reason=reason), typing="reason",
    )  # fmt: skip


# -- checks ---------------------------------------------------------------------------------------


def _lines(text: str) -> list[str]:
    found = (clean_line(line, _LIMIT) for line in clean_text(text).splitlines())
    return [line for line in found if line]


def _text(text: str) -> str:
    text = clean_line(text, _LIMIT)
    if not text:
        raise UserError(_NO_TEXT)
    return text


_NO_TEXT: Message = msg("methods", "Write a few words here.")


def _refuse_many(count: int, most: int) -> None:
    if count > most:
        raise UserError(
            msg("methods", "There is room for {most} lines here, not for {count}.",
                most=most, count=count)
        )  # fmt: skip


def _next_key(lines: Iterable[Keyed]) -> int:
    return max((line.key for line in lines), default=0) + 1


def _without(lines: Iterable[K], keys: Collection[int]) -> tuple[K, ...]:
    return tuple(line for line in lines if line.key not in keys)


def _between(number: int, low: int, high: int) -> int:
    return min(max(number, low), high)
