"""Making papers in tests the way the page and the command line do."""

from typing import Any

from coachdesk.features.printing.model import Choices, Handout, Order, PaperFile
from coachdesk.features.printing.service import compose_documents, make_file
from coachdesk.handouts import call_list, checklist, minutes, readiness, task_list, team_summary
from tests.documents.reading import page_texts
from tests.handouts.home import Home
from tests.helpers.workspaces import TODAY

HANDOUTS: dict[str, Handout[Any]] = {
    module.HANDOUT.key: module.HANDOUT
    for module in (team_summary, checklist, readiness, call_list, minutes, task_list)
}


def subject(home: Home, key: str) -> int:
    of_run = {"call_list": home.run, "readiness": home.run}
    return {**of_run, "minutes": home.meeting}.get(key, home.ward)


def usual(
    key: str, *more: str, without: tuple[str, ...] = (), notes: tuple[int, ...] = ()
) -> Choices:
    options = HANDOUTS[key].usual().options | set(more)
    return Choices(options - set(without), frozenset(notes))


def made(
    home: Home,
    key: str,
    language: str = "en",
    rid: int | None = None,
    choices: Choices | None = None,
    *,
    large_print: bool = False,
) -> PaperFile:
    order = Order(
        HANDOUTS[key],
        (subject(home, key) if rid is None else rid,),
        language,
        large_print=large_print,
        choices=usual(key) if choices is None else choices,
    )
    return make_file(compose_documents(home.ws.read, order, TODAY), f"{key}.pdf")


def text(*args: Any, **kwargs: Any) -> str:
    """The text of a paper on one line."""
    return " ".join(page_texts(made(*args, **kwargs).data))
