"""Where the program's own files and the coach's files lie."""

import sys
from pathlib import Path

import platformdirs

_ROOT = Path(getattr(sys, "_MEIPASS", "") or Path(__file__).resolve().parents[2], "resources")


def resource(*parts: str) -> Path:
    """A file that ships with the program, in a checkout and in an installed bundle alike."""
    return _ROOT.joinpath(*parts)


def default_data_folder() -> Path:
    """The one fixed folder of the coach's work on this computer (never a synced one)."""
    return platformdirs.user_data_path("CoachDesk", appauthor=False, roaming=False)


def log_folder() -> Path:
    """The folder of the program's log."""
    return platformdirs.user_log_path("CoachDesk", appauthor=False)


def settings_file() -> Path:
    """The file of this computer's preferences."""
    return (
        platformdirs.user_config_path("CoachDesk", appauthor=False, roaming=False) / "settings.json"
    )


def cache_folder() -> Path:
    """What can be made anew at any time; never the coach's content."""
    return platformdirs.user_cache_path("CoachDesk", appauthor=False)
