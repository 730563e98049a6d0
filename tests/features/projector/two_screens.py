"""Run in a process of its own with two screens: prints what can be seen in the room as JSON."""

import json
import sys
import tempfile
from pathlib import Path

from coachdesk.features.agendas import service as agendas
from coachdesk.features.agendas.model import Contents
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.settings import Settings
from coachdesk.start import StartOptions, application, make_program
from coachdesk.ui.context import Target
from tests.helpers.workspaces import TODAY, copy_of, open_workspace, random_key

# The program's own modules first, as docs/decisions/python311.md tells.
from PySide6.QtCore import QEventLoop, Qt  # isort: skip
from PySide6.QtGui import QColor, QGuiApplication, QImage  # isort: skip


def _is_black(picture: QImage) -> bool:
    black = QColor(0, 0, 0)
    across = range(0, picture.width(), 16)
    down = range(0, picture.height(), 16)
    return all(picture.pixelColor(x, y) == black for x in across for y in down)


def main() -> dict[str, object]:
    from coachdesk.features.projector import made
    from tests.features.agendas.plans import workshop

    app = application()
    seen: dict[str, object] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder, key = Path(name) / "data", random_key()
        ws = open_workspace(folder, copy_of(key))
        event = workshop(ws, "Ward 4", "Home care")
        day = agendas.make_empty(ws, event.rid, 1, "en")
        agendas.add_block(ws, day, Contents("Opening", 60))
        ws.close()
        settings = Settings(Path(name) / "settings.json")
        options = StartOptions(language="en", theme="light")
        program = make_program(app, folder, settings, Clock(TODAY), options)
        program.shell.resize(800, 520)
        program.shell.show()
        wait = QEventLoop()
        program.session.opened.connect(wait.quit)
        program.session.begin(copy_of(key))
        wait.exec()
        program.shell.navigate(Target("projector", "event", event.rid))
        (projector,) = made.MADE
        frame = program.shell.frame
        assert frame is not None
        page = frame.page
        assert page is not None
        page.panel.send()  # type: ignore[attr-defined]  # the page Projector, shown just now
        out = projector.window
        assert out is not None
        seen["screen"] = out.screen().name()
        seen["size"] = [out.width(), out.height()]
        without = Qt.WidgetAttribute.WA_ShowWithoutActivating
        seen["takes keys"] = not out.testAttribute(without)
        seen["black at first"] = _is_black(out.grab().toImage())

        screen = next(s for s in QGuiApplication.screens() if s.name() == "HDMI")
        projector.on_screen_removed(screen)
        seen["unplugged"] = [out.isVisible(), projector.is_paused, projector.is_on]
        seen["told"] = page.panel.state.text()  # type: ignore[attr-defined]  # as above
        projector.on_screen_added(screen)
        seen["plugged in"] = [out.isVisible(), projector.is_paused, out.screen().name()]
        seen["same slide"] = not _is_black(out.grab().toImage())

        program.session.lock()
        seen["locked"] = [out.isVisible(), _is_black(out.grab().toImage())]
        seen["words left"] = out.canvas.accessibleDescription()
        program.session.begin(copy_of(key))
        wait.exec()
        program.shell.navigate(Target("projector"))
        seen["after unlocking"] = [projector.is_on, _is_black(out.grab().toImage())]
        program.shell.close()
        seen["closed"] = [made.is_on(), out.isVisible()]
    return seen


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(main()))
