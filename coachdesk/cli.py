"""The sub-commands: the same services as the window, without a window.

Exit status: 0 done, 1 not possible (the message says why), 2 wrongly called.
"""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coachdesk import app
from coachdesk.demo.folder import demo_workspace, remove_demo
from coachdesk.kernel import keys
from coachdesk.kernel.attempts import Attempts
from coachdesk.kernel.backup import export_backup, verify_database
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.data_key import DataKey, has_key_file
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind, UserError
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.keys import WrongPassphrase
from coachdesk.kernel.paths import default_data_folder
from coachdesk.kernel.restore import finish_restore, restore
from coachdesk.kernel.text import Message, Texts, msg, plural
from coachdesk.kernel.workspace import Workspace

DONE, FAILED = 0, 1
Options = argparse.Namespace


def run(options: Options) -> int:
    """Do what a sub-command says."""
    texts = Texts.load(options.language or "en")
    try:
        return _COMMANDS[options.command](options, texts)
    except UserError as error:
        return _fail(texts(error.message))
    except EnvironmentProblem as problem:
        return _fail(f"{texts(problem.message)} {texts(problem.advice)}")
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
        return DONE
    except (OSError, UnicodeDecodeError) as error:
        return _fail(f"{type(error).__name__}: {error}")


# -- opening ------------------------------------------------------------------------------------


def folder_of(options: Options) -> Path:
    """The data folder that the options name."""
    return options.data or default_data_folder()


@contextmanager
def opened(options: Options) -> Iterator[Workspace]:
    """The workspace that the options name: the demo, or a folder with its passphrase."""
    clock = Clock(options.today)
    if options.demo:
        folder, key = demo_workspace(clock, app.open_workspace, app.build_index)
    else:
        folder, key = folder_of(options), None
        if not has_key_file(folder):
            raise UserError(
                msg("cli", "There is no CoachDesk data in {folder}.", folder=str(folder))
            )
    try:
        with FolderLock.acquire(folder):
            finish_restore(folder)
            ws = app.open_workspace(folder, key or _unlocked(folder, options, clock), clock)
            try:
                yield ws
            finally:
                ws.close()
    finally:
        remove_demo(folder)


def _unlocked(folder: Path, options: Options, clock: Clock) -> DataKey:
    attempts = Attempts.load(folder)
    wait = attempts.wait(clock.now())
    if wait > 0:
        raise UserError(
            plural(
                "session",
                "You can try again in {count} second.",
                "You can try again in {count} seconds.",
                int(wait) + 1,
            )
        )
    try:
        key = keys.unlock(folder, _secret(options))
    except WrongPassphrase:
        attempts.failed(clock.now())
        raise
    attempts.succeeded()
    return key


def _secret(options: Options) -> str:
    if options.passphrase_file:
        return str(options.passphrase_file.read_text(encoding="utf-8").rstrip("\r\n"))
    return getpass.getpass("Passphrase: ")


# -- commands -----------------------------------------------------------------------------------


def _list(options: Options, texts: Texts) -> int:
    from coachdesk import cli_list

    if options.what in cli_list.FIXED:
        records = cli_list.FIXED[options.what](texts)
    elif options.what == "programmes" and not options.demo and not has_key_file(folder_of(options)):
        records = cli_list.shipped(texts)
    else:
        with opened(options) as ws:
            records = cli_list.STORED[options.what](ws, texts)
    if options.json:
        _say(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        for record in records:
            _say("\t".join(_cell(value) for value in record.values()))
    return DONE


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return " · ".join(filter(None, map(_cell, value.values())))
    return "" if value is None else str(value)


def _backup(options: Options, texts: Texts) -> int:
    _refuse_demo(options)
    with opened(options) as ws:
        made = export_backup(ws.folder, ws.key, ws.clock, options.file)
    _say(texts(msg("cli", "Backup written and checked: {file}", file=str(made.path))))
    return DONE


def _restore(options: Options, texts: Texts) -> int:
    _refuse_demo(options)
    folder = folder_of(options)
    with FolderLock.acquire(folder) as lock:
        finish_restore(folder)
        key = restore(options.file, _secret(options), lock, Clock(), app.check_copy)
        key.wipe()
    _say(texts(msg("cli", "The backup was restored to {folder}.", folder=str(folder))))
    return DONE


def _refuse_demo(options: Options) -> None:
    if options.demo:
        raise UserError(msg("cli", "The demo has nothing to keep, so it has no backups."))


def _check(options: Options, texts: Texts) -> int:
    with opened(options) as ws:
        verify_database(ws.path, ws.key)
        has_keys = options.demo or keys.belongs(ws.folder, ws.key)
        if not has_keys:
            raise EnvironmentProblem(ProblemKind.WRONG_KEY)
        index_is_sound = _index_is_sound(ws)
    findings: list[Message] = [
        msg("cli", "Data: sound"),
        msg("cli", "Keys: sound"),
        msg("cli", "Search index: sound")
        if index_is_sound
        else msg("cli", "Search index: damaged; it will be made anew at the next start"),
    ]
    for finding in findings:
        _say(texts(finding))
    return DONE if index_is_sound else FAILED


def _index_is_sound(ws: Workspace) -> bool:
    """A missing index is sound: it is made at the next start."""
    from coachdesk.kernel.search.indexer import INDEX_NAME, open_index

    if not (ws.folder / INDEX_NAME).exists():
        return True
    try:
        index = open_index(ws.folder, ws.key, read_only=True)
    except EnvironmentProblem:
        return False
    try:
        return index.check()
    finally:
        index.close()


def _self_test(options: Options, texts: Texts) -> int:
    del options, texts
    from coachdesk import selftest

    return selftest.run()


def _calendar(options: Options, texts: Texts) -> int:
    from coachdesk import cli_calendar

    with opened(options) as ws:
        path = cli_calendar.write_calendar_file(ws, options, texts.language)
    _say(texts(msg("cli", "Written: {file}", file=str(path))))
    return DONE


def _survey(options: Options, texts: Texts) -> int:
    from coachdesk import cli_survey

    for remark in cli_survey.write_report(options, Clock(options.today).today(), texts):
        _say(texts(remark))
    return DONE


def _check_programme(options: Options, texts: Texts) -> int:
    from coachdesk.features.programmes.checking import check_programme
    from coachdesk.features.surveys.definition import available_surveys
    from coachdesk.handouts.catalogue import HANDOUTS

    problems = check_programme(
        options.file, {one.key for one in HANDOUTS}, {one.key for one in available_surveys()}
    )
    for problem in problems:
        sys.stderr.write(f"coachdesk: {texts(problem.message)}\n")
    if problems:
        return FAILED
    _say(texts(msg("cli", "{file}: a sound programme", file=options.file.name)))
    return DONE


def _print(options: Options, texts: Texts) -> int:
    from coachdesk import cli_pack, cli_print

    if options.blank:
        path = cli_print.write_blank(
            options.handout, options.output, texts.language, fillable=options.fillable
        )
        _say(texts(msg("cli", "Written: {file}", file=str(path))))
        return DONE
    with opened(options) as ws:
        paths = (
            cli_pack.write_pack_files(ws, options, texts.language)
            if options.handout == cli_pack.PACK
            else cli_print.write_handouts(ws, options)
        )
        for path in paths:
            _say(texts(msg("cli", "Written: {file}", file=str(path))))
    return DONE


_COMMANDS: dict[str, Callable[[Options, Texts], int]] = {
    "list": _list,
    "backup": _backup,
    "restore": _restore,
    "check": _check,
    "self-test": _self_test,
    "print": _print,
    "calendar": _calendar,
    "survey": _survey,
    "check-programme": _check_programme,
}


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _fail(text: str) -> int:
    sys.stderr.write(f"coachdesk: {text}\n")
    return FAILED
