"""Set-up of a fresh machine, then CoachDesk or its tests. Standard library only.

    python3 -m coachdesk.bootstrap demo     start CoachDesk with its demo data
    python3 -m coachdesk.bootstrap test     run all checks and tests

Both make `.venv` beside this package, fill it from the hash-pinned requirements, and on Debian see
to the system libraries that Qt needs: as root they are installed, otherwise the command is named.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)

# Shared library -> Debian package, for any use of Qt and for a window under X11.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Finnish spelling is tested where Voikko is.
TEST_LIBRARIES = {"libvoikko.so.1": "libvoikko1 voikko-fi"}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-n", "auto", "-q"),
)


def main(arguments: list[str]) -> int:
    """Run one of the two commands; further arguments go to CoachDesk or to pytest."""
    if not arguments or arguments[0] not in {"demo", "test"}:
        return _stop("Usage: python3 -m coachdesk.bootstrap demo|test [ARGUMENTS]")
    if sys.version_info < OLDEST_PYTHON:
        return _stop("CoachDesk needs Python 3.11 or newer.")
    command, *rest = arguments
    _make_environment(ROOT / ("requirements-dev.txt" if command == "test" else "requirements.txt"))
    if command == "test":
        _see_to_system_libraries(QT_LIBRARIES | TEST_LIBRARIES)
    else:
        _see_to_system_libraries(QT_LIBRARIES | (X11_LIBRARIES if _has_x11() else {}))
    os.chdir(ROOT)
    if command == "demo":
        return _run(_program("python"), "-m", "coachdesk", "--demo", *rest)
    return _test(rest)


def _test(pytest_arguments: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = []
    for tool, *arguments in CHECKS:
        extra = pytest_arguments if tool == "pytest" else []
        _say(" ".join([tool, *arguments]))
        if _run(_program(tool), *arguments, *extra):
            failed.append(tool)
    if failed:
        _say("FAILED: " + ", ".join(failed))
    return 1 if failed else 0


def _make_environment(requirements: Path) -> None:
    """Make or refresh `.venv`; nothing is done when it already holds these requirements."""
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    stamp = ENVIRONMENT / f"filled-from-{requirements.stem}.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    if not _program("python").exists():
        _say(f"Making {ENVIRONMENT}")
        try:
            venv.create(ENVIRONMENT, with_pip=True)
        except (subprocess.CalledProcessError, OSError) as error:
            shutil.rmtree(ENVIRONMENT, ignore_errors=True)
            raise SystemExit(
                _stop(f"No virtual environment could be made ({error}). On Debian and Ubuntu run: "
                      "apt-get install python3-venv")
            ) from error  # fmt: skip
    _say(f"Installing {requirements.name}")
    if _run(_program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "--require-hashes", "--requirement", str(requirements)):  # fmt: skip
        raise SystemExit(_stop("The requirements could not be installed; pip says why above."))
    stamp.write_text(digest, encoding="utf-8")


def _see_to_system_libraries(wanted: dict[str, str]) -> None:
    if not sys.platform.startswith("linux"):
        return
    probe = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""
    missing = subprocess.run(
        [_program("python"), "-c", probe, *wanted], capture_output=True, text=True, check=True
    ).stdout.split()
    packages = sorted({package for name in missing for package in wanted[name].split()})
    if not packages:
        return
    if shutil.which("apt-get") is None:
        raise SystemExit(_stop("These shared libraries are missing: " + " ".join(missing)))
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        raise SystemExit(
            _stop("Some system libraries are missing. Run this, then try again:\n  sudo "
                  + " ".join(install))
        )  # fmt: skip
    _say("Installing system libraries: " + " ".join(packages))
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=True)
    subprocess.run([*install, "-qq"], env=quiet, check=True, stdout=subprocess.DEVNULL)


def _has_x11() -> bool:
    return bool(os.environ.get("DISPLAY"))


def _program(name: str) -> Path:
    if os.name == "nt":
        return ENVIRONMENT / "Scripts" / f"{name}.exe"
    return ENVIRONMENT / "bin" / name


def _run(program: Path, *arguments: str) -> int:
    return subprocess.run([program, *arguments], check=False).returncode


def _say(text: str) -> None:
    sys.stdout.write(f"== {text}\n")
    sys.stdout.flush()


def _stop(text: str) -> int:
    sys.stderr.write(f"{text}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
