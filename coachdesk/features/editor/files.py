"""Programmes as files: chosen, written, taken in, and what is asked on the way."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from coachdesk.features.editor import service
from coachdesk.features.editor.service import KnownProgrammeError, Taking
from coachdesk.features.editor.shelf import Shelved
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import msg
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current
from coachdesk.ui.notices import Choice, Question

_FILE = (msg("editor", "Programme as a text file"), "*.toml")


class Files:
    """Exchanges programmes with others; `taken_in` is called with the rid of a new one."""

    def __init__(self, context: Context, taken_in: Callable[[int], object]) -> None:
        self._context = context
        self._taken_in = taken_in

    def export(self, shelved: Shelved) -> None:
        """Choose a file for a programme."""
        self._context.notices.choose_save(
            msg("editor", "Save the programme as a file"), partial(self._export, shelved),
            [_FILE], f"{shelved.key}.toml",
        )  # fmt: skip

    def _export(self, shelved: Shelved, path: Path) -> None:
        try:
            if shelved.rid is None:
                service.export_template(shelved.draft.template, path)
            else:
                service.export_file(self._context.ws, shelved.rid, path)
        except (UserError, EnvironmentProblem) as problem:
            self._context.notices.error(problem)
            return
        words = msg("editor", "Saved as {file}", file=path.name)
        if not shelved.draft.is_complete:
            words = msg(
                "editor",
                "Saved as {file}. Others can take it in once it is complete.",
                file=path.name,
            )
        self._context.notices.info(words)

    def import_file(self) -> None:
        """Choose a file with a programme."""
        words = msg("editor", "Take in a programme from a file")
        self._context.notices.choose_file(words, self._import, [_FILE])

    def _import(self, path: Path, taking: Taking = Taking.ASK) -> None:
        try:
            rid = service.import_file(self._context.ws, path, taking)
        except KnownProgrammeError as known:
            self._ask_what_to_do(path, known)
        except (UserError, EnvironmentProblem) as problem:
            self._context.notices.error(problem)
        else:
            self._taken_in(rid)

    def _ask_what_to_do(self, path: Path, known: KnownProgrammeError) -> None:
        choices = [
            Choice("none", msg("editor", "Don't take it in")),
            Choice("copy", msg("editor", "Take it in as a copy")),
        ]
        if known.own_rid is not None:
            choices.append(Choice("replace", msg("editor", "Replace mine")))
        name = known.template.name.in_language(current())
        version = known.template.version
        question = Question(
            msg("editor", "You have the programme {name} already.", name=name),
            tuple(choices),
            safe="none",
            detail=msg("editor", "The file holds version {version}.", version=version),
        )
        self._context.notices.ask(question, partial(self._on_answer, path))

    def _on_answer(self, path: Path, answer: str) -> None:
        if answer != "none":
            self._import(path, Taking(answer))
