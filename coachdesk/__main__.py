"""The command `coachdesk`: starts the window, or does one thing on the command line."""

import argparse
import datetime as dt
import gc
import io
import os
import sys
from pathlib import Path

from coachdesk import __version__
from coachdesk.kernel.text import LANGUAGES

USAGE = 2
_LISTS = ("teams", "tasks", "handouts", "programmes", "surveys", "runs", "events", "workshops")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; its exit status: 0 done, 1 not possible, 2 wrongly called."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows pipe would not take š or –
            stream.reconfigure(encoding="utf-8")
    options = _options(arguments)
    if problem := _misuse(options):
        sys.stderr.write(f"coachdesk: {problem}\n")
        return USAGE
    if options.command:
        from coachdesk import cli

        return cli.run(options)
    if options.pictures:
        from coachdesk import gallery

        return gallery.write(options)
    if options.demo and not _has_display():
        from coachdesk import gallery

        sys.stdout.write("There is no display here.\n")
        return gallery.write(options)
    return _show_window(options)


def _misuse(options: argparse.Namespace) -> str:
    """What does not go together; nothing where all does."""
    if (options.today or options.rehearsal) and not options.demo:
        return "--today and --rehearsal go with --demo"
    if (options.at or options.speed != 1) and not options.rehearsal:
        return "--at and --speed go with --rehearsal"
    if options.rehearsal and options.command:
        return "--rehearsal is for the window, not for a command"
    return _misprint(options) if options.command == "print" else ""


def _misprint(options: argparse.Namespace) -> str:
    is_pack = options.handout == "pack"
    if is_pack and not options.workshop:
        return "print pack goes with --workshop"
    if options.one_file and not is_pack:
        return "--one-file goes with print pack"
    if options.fillable and (is_pack or options.output.suffix.lower() == ".docx"):
        return "--fillable goes with one hand-out as PDF"
    return ""


def _show_window(options: argparse.Namespace) -> int:
    # Little of what a start makes is garbage, and looking for it takes a tenth of the time;
    # `run` ends the pause.
    gc.disable()
    import coachdesk.ui  # noqa: F401 - before all else that uses Qt, see there
    from coachdesk.start import StartOptions, run

    secret = None
    if options.passphrase_file:
        secret = options.passphrase_file.read_text(encoding="utf-8").rstrip("\r\n")
    asked = StartOptions(
        options.data, options.demo, secret, options.language, options.theme, options.today,
        options.rehearsal, options.at, options.speed,
    )  # fmt: skip
    return run(asked)


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    wished = os.environ.get("QT_QPA_PLATFORM", "")
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) or bool(wished and not wished.startswith(("offscreen", "minimal")))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    """What was asked for; the commands' own options take time to make, which a window spares."""
    of_window = argparse.ArgumentParser(
        prog="coachdesk", parents=[_window_options()], add_help=False, allow_abbrev=False
    )
    options, rest = of_window.parse_known_args(arguments)
    return _parser().parse_args(arguments) if rest else options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="coachdesk",
        description="CoachDesk: a confidential, offline program for coaches of development teams.",
        parents=[_window_options()],
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    # Options of their own: with those above the defaults would undo what stands before a command.
    common = _common_options()
    add = commands.add_parser
    one = add("print", parents=[common], help="write a hand-out as PDF or, by its name, .docx")
    one.add_argument("handout", help="its key, or pack")
    whom = one.add_mutually_exclusive_group(required=True)
    whom.add_argument("--team", metavar="NAME")
    whom.add_argument("--all", action="store_true", help="one file for each team, into a folder")
    whom.add_argument(
        "--workshop", metavar="NAME-or-N", help="a paper of this workshop, or with pack all"
    )
    whom.add_argument("--blank", action="store_true", help="a form to fill in")
    one.add_argument("--one-file", action="store_true", help="a pack as one file")
    one.add_argument("--fillable", action="store_true", help="to be filled in on a computer")
    one.add_argument("--output", type=Path, required=True, metavar="FILE-or-DIR")
    one = add("list", parents=[common], help="list teams, tasks, runs, events and what there is")
    one.add_argument("what", choices=_LISTS)
    one.add_argument("--json", action="store_true")
    one = add("calendar", parents=[common], help="write the dates as a calendar file")
    one.add_argument("--output", type=Path, required=True, metavar="FILE.ics")
    one.add_argument("--run", default="", metavar="NAME", help="the dates of this run only")
    one = add("survey", parents=[common], help="make a report of a survey's answers")
    one.add_argument("survey", metavar="SURVEY", help="its key, such as pre_survey")
    one.add_argument("answers", type=Path, metavar="ANSWERS", help="a .csv or .xlsx file")
    one.add_argument(
        "--output", type=Path, required=True, metavar="REPORT", help=".json, .xlsx or .pdf"
    )
    one = add("check-programme", parents=[common], help="check the file of a programme")
    one.add_argument("file", type=Path)
    one = add("backup", parents=[common], help="write an encrypted backup")
    one.add_argument("file", type=Path)
    one = add("restore", parents=[common], help="restore a backup; what is there is kept aside")
    one.add_argument("file", type=Path)
    add("check", parents=[common], help="check the data, the keys and the search index")
    add("self-test", parents=[common], help="check that this installation works")
    return parser


def _window_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False, parents=[_common_options()])
    options.set_defaults(
        command=None, demo=False, data=None, passphrase_file=None, language="", theme="",
        today=None, rehearsal=False, at=None, speed=1,
    )  # fmt: skip
    options.add_argument("--version", action="version", version=f"CoachDesk {__version__}")
    options.add_argument(
        "--pictures",
        type=Path,
        metavar="DIR",
        help="write a picture of every page and every hand-out, then stop",
    )
    options.add_argument(
        "--rehearsal", action="store_true", help="with --demo: a workshop day that is under way"
    )
    options.add_argument("--at", type=_time, metavar="HH:MM", help="the time it is then")
    options.add_argument(
        "--speed", type=_speed, metavar="1–60", help="how many times as fast the time goes"
    )
    return options


def _common_options() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--demo", action="store_true", help="use the demo data, nothing is kept")
    common.add_argument("--data", type=Path, metavar="DIR", help="the data folder")
    common.add_argument(
        "--passphrase-file", type=Path, metavar="F", help="read the passphrase from file F"
    )
    common.add_argument("--language", choices=LANGUAGES)
    common.add_argument("--theme", choices=["light", "dark"])
    common.add_argument("--today", type=_day, metavar="DATE", help="YYYY-MM-DD, with --demo")
    return common


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a date (YYYY-MM-DD): {text}") from None
    if day.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"not a year from {_YEARS[0]} to {_YEARS[-1]}: {text}")
    return day


_YEARS = range(2000, 2100)
"""In which the demo can play."""


def _time(text: str) -> dt.time:
    try:
        return dt.datetime.strptime(text.replace(".", ":"), "%H:%M").time()  # noqa: DTZ007 - local
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a time of day (HH:MM): {text}") from None


def _speed(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 60:
        raise argparse.ArgumentTypeError(f"not a speed from 1 to 60: {text}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
