"""What the structure promises and no other tool checks."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk import page_list
from coachdesk.app import build_index, open_workspace
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.ui.page import PageLink

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "coachdesk"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 400


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_fits_in_one_reading(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_every_feature_with_a_page_is_in_the_window() -> None:
    composed = (PACKAGE / "page_list.py").read_text(encoding="utf-8")
    pages = [path.parent.name for path in PACKAGE.glob("features/*/page.py")]
    assert pages
    assert [name for name in pages if f"coachdesk.features.{name}.page" not in composed] == []


def test_pages_are_listed_under_their_own_names() -> None:
    for listed in (*page_list.PAGES, *page_list.BOTTOM_PAGES, *page_list.MODE_PAGES):
        if isinstance(listed, PageLink):
            page = listed.load()
            assert (listed.key, listed.title, listed.icon) == (page.key, page.title, page.icon)


def test_every_hand_out_is_offered() -> None:
    catalogue = (PACKAGE / "handouts" / "catalogue.py").read_text(encoding="utf-8")
    modules = [
        path.stem
        for path in (PACKAGE / "handouts").glob("*.py")
        if re.search(r"^HANDOUT\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert modules
    assert [name for name in modules if f'    "{name}",\n' not in catalogue] == []


def test_feature_packages_are_empty() -> None:
    for path in PACKAGE.glob("features/*/__init__.py"):
        assert path.read_text(encoding="utf-8") == "", path


def test_changelog_knows_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[?(\d[^\]\s]*)", changelog, re.MULTILINE)
    assert newest
    assert newest[1] == project["version"]


def test_nothing_slow_is_imported_for_the_first_window() -> None:
    """What is imported before the unlock window can be painted."""
    slow = ["sqlite_utils", "reportlab", "docx", "openpyxl", "simplemma", "PIL", "cryptography",
            "zxcvbn", "keyring", "Stemmer", "zoneinfo", "sqlcipher3", "PySide6.QtPdf",
            "PySide6.QtPrintSupport"]  # fmt: skip
    code = f"import sys, coachdesk.start; print([n for n in {slow} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


def test_nothing_slow_is_imported_to_show_the_work() -> None:
    """What a start with the key at hand imports beyond the first window."""
    pages = [
        f"coachdesk.features.{path.parent.name}.{name}"
        for path in PACKAGE.glob("features/*/page.py")
        for name in ("page", "tab", "service", "model")
        if path.parent.name
        not in {"today", "tasks", "notes", "overview", "programmes", "checklists"}
    ]
    slow = ["sqlite_utils", "dateutil", "click", "reportlab", "docx", "openpyxl", "simplemma",
            "PIL", "zxcvbn", "cryptography", "PySide6.QtPdf", "PySide6.QtPrintSupport",
            "PySide6.QtNetwork", "PySide6.QtDBus", "tomllib", "coachdesk.sources",
            "coachdesk.kernel.dates.typed", "coachdesk.features.programmes.template_parts",
            "coachdesk.features.programmes.library", "coachdesk.features.programmes.moving",
            "coachdesk.features.programmes.versions", "coachdesk.features.tasks.service",
            "coachdesk.features.notes.markup", "coachdesk.features.notes.service",
            *pages]  # fmt: skip
    code = (
        "import sys, coachdesk.app, coachdesk.window, coachdesk.features.today.page; "
        f"print([n for n in {slow} if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


_AT_REST = """
import sys
from pathlib import Path
import coachdesk.ui
from PySide6.QtCore import QTimer
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey
from coachdesk.kernel.settings import Settings
from coachdesk.start import Launcher, StartOptions, application
place, key, *unneeded = sys.argv[1:]
app = application()
options = StartOptions(demo=True)  # in any place
launcher = Launcher(app, Settings(Path(place, "settings.json")), Clock(), options)
assert launcher.begin(Path(place), DataKey(bytes.fromhex(key)))

def tell():
    assert launcher.program.instances is not None
    print([name for name in unneeded if name in sys.modules])
    launcher.program.shell.close()

QTimer.singleShot(1_500, tell)
app.exec()
"""


def test_nothing_is_kept_in_memory_that_the_first_page_does_not_need(tmp_path: Path) -> None:
    """What has followed the first view when the program rests."""
    material = bytes(DataKey.random().material())
    with closing(open_workspace(tmp_path, DataKey(material), Clock())) as ws:
        build_index(ws)
    unneeded = ["PySide6.QtNetwork", "PySide6.QtSql", "socket", "pickle", "logging.handlers",
                "decimal", "csv", "reportlab", "coachdesk.documents.blocks",
                "coachdesk.features.programmes.template_parts",
                "coachdesk.features.projector.controller", "coachdesk.features.projector.model",
                "coachdesk.features.workshop_day.projected"]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", _AT_REST, str(tmp_path), material.hex(), *unneeded],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.strip() == "[]", done.stderr


def _calls(names: set[str]) -> Iterator[tuple[Path, ast.Call]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in names
            ):
                yield path, node


def test_messages_are_literal() -> None:
    """The extraction sees nothing else."""
    for path, call in _calls({"msg", "plural"}):
        count = 2 if isinstance(call.func, ast.Name) and call.func.id == "msg" else 3
        literal = [
            isinstance(a, ast.Constant) and isinstance(a.value, str) for a in call.args[:count]
        ]
        assert literal == [True] * count, f"{path}:{call.lineno}"


def test_no_address_of_a_registry_and_no_foreign_path_in_the_repository() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.splitlines()
    # In pieces, so that this file does not find itself.
    pieces = (
        "files.python" + "hosted",
        "pypi.org/" + "simple",
        "../" + "shared",
        "--index" + "-url",
    )
    forbidden = re.compile("|".join(map(re.escape, pieces)))
    for name in tracked:
        path = ROOT / name
        if path.suffix in {".py", ".txt", ".toml", ".md", ".spec", ".sh", ""} and path.is_file():
            assert not forbidden.search(path.read_text(encoding="utf-8")), name
