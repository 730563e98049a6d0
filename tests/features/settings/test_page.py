from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from coachdesk.features.settings import offered
from coachdesk.features.settings.choices import Choice
from coachdesk.features.settings.key_cards import KeyringCard
from coachdesk.kernel import keys, preferences
from coachdesk.kernel.backup import list_backups
from coachdesk.kernel.clock import Clock
from coachdesk.kernel.folder_lock import FolderLock
from coachdesk.kernel.restore import restore
from coachdesk.ui.context import Target
from coachdesk.ui.i18n import current
from coachdesk.ui.preferences import (
    AUTO_LOCK_MINUTES,
    DAYS_WITHOUT_CONTACT,
    REMEMBER_KEY,
    THEME_SCHEME,
    WINDOW_LANGUAGE,
)
from coachdesk.ui.theme import THEME
from tests.features.settings.conftest import Desk
from tests.helpers.keys import PASSPHRASE

NEW = "neljä uutta sanaa yhdessä"


def choose(row: Choice[Any], index: int) -> None:
    """Choose with the keyboard."""
    combo = row.combo
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(index):
        QTest.keyClick(combo, Qt.Key.Key_Down)


def change_passphrase(desk: Desk, present: str, new: str, again: str | None = None) -> None:
    card = desk.page.passphrase
    card.present.secret.setText(present)
    card.new.first.setText(new)
    card.new.second.setText(new if again is None else again)
    card.change_button.click()
    desk.wait()


def opens(desk: Desk, secret: str) -> bool:
    try:
        keys.unlock(desk.ws.folder, secret).wipe()
    except keys.WrongPassphrase:
        return False
    return True


# -- window -------------------------------------------------------------------------------------


def test_another_language_at_once_and_at_the_next_start_in_the_same_place(desk: Desk) -> None:
    before = desk.page
    choose(before.window_card.language, 1)
    desk.bot.waitUntil(lambda: current() == "sv")
    assert desk.page is not before, "the page was made anew"
    assert desk.context.settings.get(WINDOW_LANGUAGE) == "sv"
    assert desk.shell.focusWidget() is desk.page.window_card.language.combo
    assert desk.page.window_card.language.combo.currentText() == "svenska"


def test_another_theme_at_once(desk: Desk) -> None:
    choose(desk.page.window_card.theme, 2)
    assert THEME.dark
    assert desk.context.settings.get(THEME_SCHEME) == "dark"


def test_auto_lock_and_days_without_contact_are_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    monkeypatch.setattr(offered, "AUTO_LOCK_CHANGED", heard.append)
    choose(desk.page.auto_lock.minutes, 0)
    assert desk.context.settings.get(AUTO_LOCK_MINUTES) == 0
    assert heard[-1] == 0
    choose(desk.page.work.days, 1)
    assert desk.context.settings.get(DAYS_WITHOUT_CONTACT) == 10


def test_the_wheel_scrolls_the_page_and_chooses_nothing(desk: Desk) -> None:
    combo = desk.page.auto_lock.minutes.combo
    before = combo.currentIndex()
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(combo, event)
    assert combo.currentIndex() == before
    assert not event.isAccepted()


def test_the_name_on_papers_travels_with_the_work_and_can_be_undone(desk: Desk) -> None:
    desk.page.work.name.setFocus()
    QTest.keyClicks(desk.page.work.name, "  Mirja   Coach ")
    desk.context.drafts.flush_all()
    assert preferences.read(desk.ws.read, preferences.COACH_NAME) == "Mirja Coach"
    desk.ws.undo()
    assert preferences.read(desk.ws.read, preferences.COACH_NAME) == ""


# -- secrets ------------------------------------------------------------------------------------


def test_the_new_passphrase_opens_and_the_old_one_no_longer(desk: Desk) -> None:
    change_passphrase(desk, PASSPHRASE, NEW)
    assert opens(desk, NEW)
    assert not opens(desk, PASSPHRASE)
    assert opens(desk, desk.code), "the recovery code stays"
    card = desk.page.passphrase
    fields = (card.present.secret, card.new.first, card.new.second)
    assert [each.text() for each in fields] == ["", "", ""], "nothing typed is kept"


def test_the_recovery_code_will_do_for_the_present_passphrase(desk: Desk) -> None:
    change_passphrase(desk, desk.code, NEW)
    assert opens(desk, NEW)


@pytest.mark.parametrize(
    ("present", "new", "again"),
    [("väärä sana", NEW, NEW), (PASSPHRASE, NEW, NEW + "x"), (PASSPHRASE, "lyhyt", "lyhyt")],
)
def test_what_cannot_be_used_changes_nothing_and_is_explained(
    desk: Desk, present: str, new: str, again: str
) -> None:
    change_passphrase(desk, present, new, again)
    assert opens(desk, PASSPHRASE)
    assert not opens(desk, new)
    card = desk.page.passphrase
    assert card.change_button.isEnabled()
    said = [
        each.accessibleDescription()
        for each in (card.present.secret, card.new.first, card.new.second)
    ]
    assert any(said)


def test_guessing_the_present_passphrase_soon_has_to_wait(desk: Desk) -> None:
    for _ in range(5):
        change_passphrase(desk, "väärä sana", NEW)
    change_passphrase(desk, PASSPHRASE, NEW)
    assert opens(desk, PASSPHRASE)
    assert "try again" in desk.page.passphrase.present.secret.accessibleDescription()


def test_a_new_recovery_code_is_shown_once_and_saved(desk: Desk, tmp_path: Path) -> None:
    card = desk.page.recovery
    card.present.secret.setText(PASSPHRASE)
    card.present.secret.setFocus()
    QTest.keyClick(card.present.secret, Qt.Key.Key_Return)
    desk.wait()
    code = card.code.text()
    assert opens(desk, code)
    assert not opens(desk, desk.code)
    target = tmp_path / "sheet.pdf"
    desk.context.notices.answers.append(target)
    card.save_button.click()
    desk.bot.waitUntil(target.exists)
    assert target.read_bytes() == f"%PDF {code}".encode()
    card.hide_button.click()
    assert card.code.text() == ""
    assert not card.sheet.isVisible()


def test_a_sheet_that_cannot_be_written_is_told_and_the_code_stays(
    desk: Desk, tmp_path: Path
) -> None:
    card = desk.page.recovery
    card.present.secret.setText(PASSPHRASE)
    card.make_button.click()
    desk.wait()
    desk.context.notices.answers.append(tmp_path / "missing" / "sheet.pdf")
    card.save_button.click()
    desk.bot.waitUntil(lambda: bool(desk.told))
    assert desk.told[-1].problem
    assert card.code.text()


def test_without_a_keyring_it_is_said_plainly(desk: Desk) -> None:
    system = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # the library has none
    try:
        card = KeyringCard(desk.context)
        desk.bot.addWidget(card)
        desk.wait()
    finally:
        keyring.set_keyring(system)
    assert not card.box.isEnabled()
    assert "no keyring" in card.state.text()
    assert desk.context.settings.get(REMEMBER_KEY) is False


# -- backups ------------------------------------------------------------------------------------


def test_a_backup_is_made_listed_and_told(desk: Desk) -> None:
    card = desk.page.backups
    card.now_button.click()
    assert card.progress.isVisible()
    assert not card.now_button.isEnabled()
    desk.wait()
    assert not card.progress.isVisible()
    (made,) = list_backups(desk.ws.folder)
    assert card.model.records == [made]
    row = [card.model.index(0, column).data() for column in range(4)]
    assert row[2] == "made by hand"
    assert row[3].endswith(" MB")
    assert "checked" in card.state.text()


def test_a_backup_saved_elsewhere_can_be_restored(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "away.coachdesk-backup"
    desk.context.notices.answers.append(target)
    desk.page.backups.export_button.click()
    desk.bot.waitUntil(lambda: bool(desk.told))
    desk.wait()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    lock = FolderLock.acquire(elsewhere)
    assert lock is not None
    restore(target, PASSPHRASE, lock, Clock()).wipe()
    lock.release()


def test_a_backup_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.context.notices.answers.append(tmp_path / "missing" / "x.coachdesk-backup")
    desk.page.backups.export_button.click()
    desk.bot.waitUntil(lambda: bool(desk.told))
    assert desk.told[-1].problem
    assert desk.page.backups.now_button.isEnabled()


class _Opened(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def on_url(self, url: QUrl) -> None:
        self.urls.append(url.toLocalFile())


def test_the_folder_is_opened_by_the_system(desk: Desk) -> None:
    opened = _Opened()
    QDesktopServices.setUrlHandler("file", opened, "on_url")  # type: ignore[arg-type]  # stub errs
    try:
        desk.page.folder.open_button.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(each) for each in opened.urls] == [desk.ws.folder]


# -- the page -----------------------------------------------------------------------------------


def test_every_control_has_a_name_and_is_reached_by_tab_and_seen(desk: Desk) -> None:
    page = desk.page
    page.focus_default()
    reached: list[QWidget] = []
    for _ in range(60):
        widget = QApplication.focusWidget()
        assert widget is not None
        if not page.isAncestorOf(widget):
            break
        reached.append(widget)
        assert not widget.visibleRegion().isEmpty(), widget
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    controls = [
        each
        for kind in (QPushButton, QLineEdit, QComboBox)
        for each in page.findChildren(kind)
        if each.isVisible() and each.isEnabled()
    ]
    assert set(controls) <= set(reached)
    nameless = [
        each for each in controls if not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert nameless == []


def test_a_target_names_a_card(desk: Desk) -> None:
    desk.shell.navigate(Target("settings", "backups"))
    page = desk.page
    desk.bot.waitUntil(page.backups.now_button.hasFocus)
    assert not page.backups.now_button.visibleRegion().isEmpty()


def test_the_licence_texts_are_there(desk: Desk) -> None:
    desk.page.about.texts_button.click()
    assert "MIT License" in desk.page.about.texts.toPlainText()
    assert "Open Font License" in desk.page.about.texts.toPlainText().title()
