"""The language of the window."""

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.kernel.text import msg
from coachdesk.ui.i18n import LANGUAGE, current, say, set_language


def test_a_language_brings_qts_own_words_and_the_formats(qapp: QApplication, qtbot: QtBot) -> None:
    for language, word, locale in (
        ("fi", "Peru", "fi_FI"),
        ("sv", "Avbryt", "sv_FI"),
        ("en", "Cancel", "en_GB"),
    ):
        with qtbot.waitSignal(LANGUAGE.language_changed):
            set_language(language)
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == word
        assert QLocale().name() == locale
        assert current() == language


def test_her_own_words_are_said_as_they_are() -> None:
    assert say("Osasto {4} & 5") == "Osasto {4} & 5"
    assert say(msg("sample", "Team {name}", name="{x}")) == "Team {x}"
