"""The whole program over the demo, and every place in it."""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from coachdesk.demo.folder import remove_demo
from coachdesk.features.notes import store as notes
from coachdesk.features.teams import store as teams
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.text import Texts
from coachdesk.start import Program, StartOptions, application, demo_place, make_program
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import LANGUAGE, set_language
from tests.helpers.workspaces import TODAY

STRETCHED = "stretched"
_WORD = re.compile(r"(?<![{\w])\w+(?![\w}])")
_TABS = ("", "prework", "tasks", "notes", "members", "details")


@contextmanager
def demo_program(bot: QtBot, folder: Path) -> Iterator[Program]:
    """The program with the demo, its window shown."""
    app = application()
    data, key = demo_place(Clock(TODAY))
    options = StartOptions(language="en", theme="light")
    settings = Settings(folder / "settings.json")
    program = make_program(app, data, settings, Clock(TODAY), options)
    bot.addWidget(program.shell)
    program.shell.show()
    with bot.waitSignal(program.session.opened, timeout=15_000):
        program.session.begin(key)
    try:
        yield program
    finally:
        program.shell.close()
        remove_demo(data)
        set_language("en")


def places(program: Program) -> dict[str, Target]:
    """Every page, the tabs of a team, an open note, the start of a programme."""
    shell, ws = program.shell, program.session.ws
    assert shell.frame is not None
    assert ws is not None
    team = teams.list_teams(ws.read)[0].rid
    found = {key: Target(key) for key in shell.frame.page_keys()}
    for tab in _TABS:
        extra = {"tab": tab} if tab else {}
        found[f"team/{tab}"] = Target("teams", "team", team, extra)
    found["note"] = Target("notes", "meeting", notes.newest(ws.read)[0].rid)
    return found


def go(program: Program, bot: QtBot, target: Target) -> None:
    """Show a place and let what it starts come to rest."""
    program.shell.navigate(target)
    bot.waitUntil(lambda: not program.shell.jobs.busy, timeout=20_000)
    QCoreApplication.processEvents()


def speak(language: str) -> None:
    """Speak one of the program's languages, or English stretched by 40 %."""
    set_language("en" if language == STRETCHED else language)
    if language == STRETCHED:
        LANGUAGE.texts = Texts("en", _Stretched())
        LANGUAGE.language_changed.emit()


class _Stretched(gettext.NullTranslations):
    """Each word longer by 40 %, as some other language may be."""

    @override
    def pgettext(self, context: str, message: str) -> str:
        return _longer(message)

    @override
    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return _longer(msgid1 if n == 1 else msgid2)


def _longer(text: str) -> str:
    return _WORD.sub(lambda word: word[0] + "å" * round(0.4 * len(word[0])), text)
