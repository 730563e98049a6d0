"""She closes the lid, forgets the passphrase, comes back: nothing is lost, nothing is shown."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.features.programmes import library, outlines
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as programme_store
from coachdesk.features.programmes.template import available_templates
from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as team_store
from coachdesk.ui.session.first_start import FirstStartView
from coachdesk.ui.session.restore import RestoreView
from coachdesk.ui.session.unlock import UnlockView
from tests.helpers.coach import PASSPHRASE, Coach, type_text


def test_first_start_asks_twice_and_shows_the_code(coach: Coach) -> None:
    coach.starts()
    view = coach.sees(FirstStartView)
    type_text(view.first, PASSPHRASE)
    type_text(view.second, "something else\n")
    assert view.second.isVisible()
    assert not (coach.folder / "coachdesk.key").exists()
    view.second.clear()
    type_text(view.second, PASSPHRASE + "\n")
    coach.bot.waitUntil(lambda: hasattr(view, "code_label"), timeout=10_000)
    assert not view.start_button.isEnabled()
    assert len(view.code_label.text().split("-")) == 7


def test_too_short_a_passphrase_is_told(coach: Coach) -> None:
    coach.starts()
    view = coach.sees(FirstStartView)
    type_text(view.first, "lyhyt")
    type_text(view.second, "lyhyt\n")
    coach.bot.waitUntil(view.continue_button.isEnabled)
    shown = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert any("8" in text for text in shown)


def test_lock_covers_and_unlock_brings_back_the_page(coach: Coach) -> None:
    coach.begins()
    teams.add_team(coach.ws, "Osasto 4 salainen")
    coach.presses("Ctrl+2")
    page = coach.page().key
    key = coach.ws.key
    coach.presses("Ctrl+L")
    assert key.is_wiped
    coach.bot.waitUntil(
        lambda: not any(_says(each, "salainen") for each in coach.shell.findChildren(QWidget))
    )
    coach.unlocks()
    assert coach.page().key == page
    assert [team.name for team in team_store.list_teams(coach.ws.read)] == ["Osasto 4 salainen"]


def test_lock_forgets_the_programmes_that_were_read(coach: Coach) -> None:
    coach.begins()
    template = available_templates()[0]
    run = programme_store.run(coach.ws.read, programmes.start_run(coach.ws, template, "Kevät"))
    assert run is not None
    assert library.template_of(coach.ws.read, run)
    assert outlines.outlines_of(coach.ws.read, [run])
    coach.presses("Ctrl+L")
    assert library.read_so_far() == []
    assert outlines.read_outline.cache_info().currsize == 0


def test_wrong_passphrase_is_told_without_a_hint(coach: Coach) -> None:
    coach.begins()
    coach.presses("Ctrl+L")
    view = coach.sees(UnlockView)
    for _ in range(4):
        coach.bot.waitUntil(view.open_button.isEnabled, timeout=10_000)
        view.field.clear()
        type_text(view.field, "väärä salasana\n")
        coach.bot.waitUntil(lambda: not view._working, timeout=10_000)
    assert not coach.shell.is_open()
    assert not view.open_button.isEnabled(), "the fourth wrong try has to wait"
    coach.bot.waitUntil(view.open_button.isEnabled, timeout=10_000)
    view.field.clear()
    coach.unlocks()


def test_recovery_code_opens_after_a_restart(coach: Coach) -> None:
    code = coach.begins()
    teams.add_team(coach.ws, "Kotihoito")
    coach.leaves()
    coach.starts()
    coach.unlocks(code.lower().replace("-", " "))
    assert len(team_store.list_teams(coach.ws.read)) == 1


def test_idle_time_locks(coach: Coach) -> None:
    coach.begins()
    assert coach.program
    watch = coach.program.session.watch
    watch.start(minutes=0)
    watch.look()
    assert coach.shell.is_open()
    watch.lock_due.emit()
    assert not coach.shell.is_open()
    coach.sees(UnlockView)


def test_backup_is_restored_from_the_unlock_window(coach: Coach, tmp_path: Path) -> None:
    from coachdesk.kernel.backup import export_backup

    coach.begins()
    teams.add_team(coach.ws, "Ennen")
    backup = tmp_path / "kopio.coachdesk-backup"
    export_backup(coach.folder, coach.ws.key, coach.ws.clock, backup)
    teams.add_team(coach.ws, "Jälkeen")
    coach.presses("Ctrl+L")
    coach.sees(UnlockView).restore_button.click()
    view = coach.sees(RestoreView)
    coach.shell.notices.answers.append(backup)
    coach.clicks("Another file…")
    coach.bot.waitUntil(lambda: view.list.count() > 0 and "kopio" in view.list.currentItem().text())
    type_text(view.field, PASSPHRASE + "\n")
    coach.waits_until_open()
    assert [team.name for team in team_store.list_teams(coach.ws.read)] == ["Ennen"]
    assert list(coach.folder.glob("replaced-*"))


def test_second_start_is_refused_while_the_first_runs(coach: Coach, qtbot: QtBot) -> None:
    import pytest

    from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind

    coach.begins()
    second = Coach(coach.folder, qtbot)
    with pytest.raises(EnvironmentProblem) as problem:
        second.starts()
    assert problem.value.kind is ProblemKind.LOCKED


def _says(widget: QWidget, word: str) -> bool:
    text = getattr(widget, "text", None) or getattr(widget, "toPlainText", None)
    return word in str(text()) if text else False


def test_recovery_sheet_is_saved_and_printed(coach: Coach, tmp_path: Path) -> None:
    from pypdf import PdfReader

    from coachdesk.ui import printer

    coach.starts()
    view = coach.sees(FirstStartView)
    type_text(view.first, PASSPHRASE)
    type_text(view.second, PASSPHRASE + "\n")
    coach.bot.waitUntil(lambda: hasattr(view, "code_label"), timeout=10_000)
    sheet = tmp_path / "sheet.pdf"
    coach.shell.notices.answers.append(sheet)
    view.save_button.click()
    coach.bot.waitUntil(sheet.exists)
    pages = PdfReader(sheet).pages
    assert len(pages) == 1
    assert view.code_label.text() in pages[0].extract_text()
    if not printer.has_printer():
        with coach.bot.waitSignal(coach.shell.notices.notice_raised) as told:
            view.print_button.click()
        assert told.args[0].problem
