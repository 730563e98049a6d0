"""A program of its own: CoachDesk with one more hand-out, a module in a folder that is named.

Writes as JSON where the new hand-out is found.
"""

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

import coachdesk.ui  # noqa: F401 - before all else that uses Qt
from coachdesk import handouts as package
from tests.helpers.waiting import wait_until
from tests.helpers.workspaces import open_workspace


def main(folder: Path) -> None:
    """`folder` holds the module and a catalogue with one more line."""
    package.__path__.insert(0, str(folder))
    sys.stdout.write(json.dumps({**_on_command_line(folder), **_in_window(folder)}))


def _on_command_line(folder: Path) -> dict[str, Any]:
    from coachdesk.__main__ import main as coachdesk

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        coachdesk(["list", "handouts", "--json", "--language", "en"])
    listed = {one["key"]: one["title"] for one in json.loads(said.getvalue())}
    blank = folder / "blank.pdf"
    with contextlib.redirect_stdout(io.StringIO()):
        coachdesk(["print", "thank_you", "--blank", "--language", "en", "--output", str(blank)])
    return {"listed": listed.get("thank_you"), "blank": str(blank)}


def _in_window(folder: Path) -> dict[str, Any]:
    from PySide6.QtWidgets import QApplication

    from coachdesk.features.printing.page import PrintPage
    from coachdesk.handouts.catalogue import offer
    from coachdesk.ui.context import Target
    from tests.handouts.home import fill
    from tests.helpers.coaching import window

    app = QApplication.instance() or QApplication([])
    ws = open_workspace(folder / "data")
    home = fill(ws)
    offer()
    shell = window(ws, folder, (PrintPage,))
    shell.show()
    assert shell.frame is not None
    page = shell.frame.page
    assert isinstance(page, PrintPage)
    shell.navigate(Target("print", "team", home.ward, {"handout": "thank_you"}))
    wait_until(lambda: not page.live.busy)
    shown = page.live.pdf.name
    page.pack.restore({"pack.papers": "thank_you=team"})
    page.choose_pack()
    wait_until(lambda: not page.live.busy and page.pack.estimate.extent is not None)
    parcel = page.pack.parcel()
    assert parcel is not None
    (plan,) = parcel.plan(ws.read, in_one_file=True)
    file = folder / "pack.pdf"
    file.write_bytes(plan.make(ws.read, lambda _done, _total: None).data)
    ticked = [str(one.box.text()) for one in page.pack.view.rows if one.box.isChecked()]
    shell.close_workspace()
    app.processEvents()
    return {
        "chosen": page.handouts.handout.key,
        "shown": shown,
        "ticked": ticked,
        "pack": str(file),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
