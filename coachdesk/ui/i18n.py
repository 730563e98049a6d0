"""The language of the window; the language of a paper is an argument of its own.

Pages say their texts when they are built; the shell builds them anew after `language_changed`.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from coachdesk.kernel.text import Message, Texts

_LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}


class Language(QObject):
    """The language in force. `language_changed` goes out after each change of it."""

    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.texts = Texts.load("en")
        self._translator: QTranslator | None = None

    def set(self, language: str) -> None:
        """Speak `language` from now on, in our texts, Qt's own dialogs and number formats."""
        self.texts = Texts.load(language)
        QLocale.setDefault(QLocale(_LOCALES[self.texts.language]))
        self._translate_qt()
        self.language_changed.emit()

    def _translate_qt(self) -> None:
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        translator = QTranslator()
        if translator.load(f"qtbase_{self.texts.language}", folder):
            QCoreApplication.installTranslator(translator)
            self._translator = translator


LANGUAGE = Language()
"""The one window language of the program."""


def set_language(language: str) -> None:
    """Speak `language` ("fi", "sv", "en") in the whole window."""
    LANGUAGE.set(language)


def current() -> str:
    """The window language, such as "fi"."""
    return LANGUAGE.texts.language


def tr(message: Message) -> str:
    """The message in the window language."""
    return LANGUAGE.texts(message)


def say(text: Message | str) -> str:
    """A message in the window language; a string (her own words, a name) as it is."""
    return tr(text) if isinstance(text, Message) else text
