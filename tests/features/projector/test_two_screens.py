"""A laptop and a projector: the second screen, unplugged and plugged in, locked and closed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
_DPI = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
SCREENS = {
    "screens": [
        {"name": "HDMI", "x": 1280, "y": 0, "width": 1920, "height": 1080, **_DPI},
        {"name": "LAPTOP", "x": 0, "y": 0, "width": 1280, "height": 800, **_DPI},
    ]
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("screens")
    (folder / "screens.json").write_text(json.dumps(SCREENS), encoding="utf-8")
    # Relative, since the platform's arguments are parted by colons, which Windows has in paths.
    more = {"QT_QPA_PLATFORM": "offscreen:configfile=screens.json", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.features.projector.two_screens"],
        cwd=folder, env=os.environ | more, capture_output=True, encoding="utf-8", timeout=100,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def test_it_goes_to_the_screen_that_is_not_hers(seen: dict[str, object]) -> None:
    assert seen["screen"] == "HDMI"
    assert seen["size"] == [1920, 1080]
    assert seen["black at first"] is False


def test_what_she_types_goes_on_going_to_her_own_window(seen: dict[str, object]) -> None:
    assert seen["takes keys"] is False


def test_unplugged_it_covers_nothing_and_comes_back_as_it_was(seen: dict[str, object]) -> None:
    assert seen["unplugged"] == [False, True, True]
    assert seen["told"] == "● The screen has gone. It goes on when it is back."
    assert seen["plugged in"] == [True, False, "HDMI"]
    assert seen["same slide"] is True


def test_locked_it_is_black_and_stays_so(seen: dict[str, object]) -> None:
    assert seen["locked"] == [True, True]
    assert seen["words left"] == "Blank"
    assert seen["after unlocking"] == [True, True]


def test_it_closes_with_the_program(seen: dict[str, object]) -> None:
    assert seen["closed"] == [False, False]
