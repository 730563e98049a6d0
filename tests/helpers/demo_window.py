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
from coachdesk.features.calendar.period import Shape
from coachdesk.features.methods import store as methods
from coachdesk.features.notes import store as notes
from coachdesk.features.overview.tabs import TAB_CLASSES
from coachdesk.features.overview.view_switch import ALL_RUNS
from coachdesk.features.programmes import store as programmes
from coachdesk.features.surveys import store as surveys
from coachdesk.features.surveys.wave_view import PARTS
from coachdesk.features.teams import store as teams
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.settings import Settings
from coachdesk.kernel.text import Texts
from coachdesk.start import (
    Program,
    StartOptions,
    application,
    clock_of,
    demo_place,
    make_program,
)
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import LANGUAGE, set_language
from tests.helpers.workspaces import TODAY

STRETCHED = "stretched"
_LAYOUTS = 3
"""How often a layout may ask the one around it for more room."""
_WORD = re.compile(r"(?<![{\w])\w+(?![\w}])")


@contextmanager
def demo_program(
    bot: QtBot, folder: Path, *, rehearsal: bool = False, speed: int = 0
) -> Iterator[Program]:
    """The program with the demo, its window shown; a rehearsal's clock stands still, or runs."""
    app = application()
    options = StartOptions(language="en", theme="light", rehearsal=rehearsal)
    clock = clock_of(options._replace(today=TODAY, speed=speed)) if rehearsal else Clock(TODAY)
    data, key = demo_place(clock, options)
    settings = Settings(folder / "settings.json")
    program = make_program(app, data, settings, clock, options)
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
    """Every page and its parts: tabs of a team, shapes of the calendar, what a survey shows, …"""
    shell, ws = program.shell, program.session.ws
    assert shell.frame is not None
    assert ws is not None
    team = teams.list_teams(ws.read)[0].rid
    found = {key: Target(key) for key in shell.frame.page_keys()}
    for tab in TAB_CLASSES:
        found[f"team/{tab.key}"] = Target("teams", "team", team, {"tab": tab.key})
    found["all runs"] = ALL_RUNS
    for run in programmes.runs(ws.read):
        found[f"run/{run.template_key}"] = Target("workshops", "run", run.rid)
    found["start"] = Target("workshops", "start")
    for shape in Shape:
        found[f"calendar/{shape.value}"] = Target("calendar", extra={"shape": shape.value})
    wave = surveys.waves(ws.read)[0].wave.rid
    for part in PARTS:
        found[f"survey/{part.key}"] = Target("surveys", "survey", wave, {"tab": part.key})
    for row in methods.newest(ws.read):
        found[f"method/{row.use.kind}"] = Target("methods", "method", row.use.rid)
    found["methods/new"] = Target("methods", "new")
    found["print/pack"] = Target("print", extra={"pack": "yes"})
    found["note"] = Target("notes", "meeting", notes.newest(ws.read)[0].rid)
    return found


def go(program: Program, bot: QtBot, target: Target) -> None:
    """Show a place and let what it starts come to rest."""
    program.shell.navigate(target)
    bot.waitUntil(lambda: not program.shell.jobs.busy, timeout=20_000)
    for _ in range(_LAYOUTS):
        QCoreApplication.sendPostedEvents()
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
