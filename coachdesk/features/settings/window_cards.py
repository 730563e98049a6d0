"""How the window speaks and looks, and what it watches for her."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit

from coachdesk.features.settings import offered, service
from coachdesk.features.settings.choices import Choice
from coachdesk.kernel import preferences
from coachdesk.kernel.spelling.voikko import Voikko
from coachdesk.kernel.text import LANGUAGE_NAMES, LANGUAGES, Message, msg, plural
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import LANGUAGE, current, set_language, tr
from coachdesk.ui.preferences import (
    AUTO_LOCK_MINUTES,
    BLOCK_SOUND,
    DAYS_WITHOUT_CONTACT,
    THEME_SCHEME,
    WINDOW_LANGUAGE,
)
from coachdesk.ui.spelling import FINNISH_NEEDS_VOIKKO, SPELLING, switch_spelling
from coachdesk.ui.theme import THEME, Scheme
from coachdesk.ui.widgets.basic import Card, label
from coachdesk.ui.widgets.fields import FormRow

_SCHEMES: tuple[tuple[Scheme, Message], ...] = (
    ("system", msg("settings", "As the system")),
    ("light", msg("settings", "Light")),
    ("dark", msg("settings", "Dark")),
)
_MINUTES = (0, 5, 10, 20, 30, 60)
_DAYS = (7, 10, 14, 21, 28, 42, 60)


class WindowCard(Card):
    """Language and theme; both change at once."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("settings", "Window"))
        self._settings = context.settings
        self.language = Choice(
            msg("settings", "Language of the window"),
            [(each, LANGUAGE_NAMES[each]) for each in LANGUAGES],
            current(),
            self._on_language,
            msg("settings", "The language of a paper is chosen when you print it."),
        )
        self.theme = Choice(msg("settings", "Theme"), _SCHEMES, THEME.scheme, self._on_theme)
        self.add(self.language)
        self.add(self.theme)

    def _on_language(self, language: str) -> None:
        self._settings.set(WINDOW_LANGUAGE, language)
        # The window is made anew, this card with it, once the present event is over.
        QTimer.singleShot(0, LANGUAGE, lambda: set_language(language))

    def _on_theme(self, scheme: Scheme) -> None:
        self._settings.set(THEME_SCHEME, scheme)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            THEME.apply(app, scheme)


class WorkCard(Card):
    """The coach's name on papers, silent teams on Today, and the sound of a workshop day."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("settings", "Your work"))
        self._context = context
        self.name = QLineEdit()
        self.draft = context.drafts.watch(self.name, self.name.text, self._store_name)
        self.add(
            FormRow(
                msg("settings", "Your name as coach on papers"),
                self.name,
                msg("settings", "It stands at the foot of what you print. May be left empty."),
            )
        )
        self.days = Choice(
            msg("settings", "Days without contact"),
            [(each, _days_in_words(each)) for each in _DAYS],
            context.settings.get(DAYS_WITHOUT_CONTACT),
            lambda days: context.settings.set(DAYS_WITHOUT_CONTACT, days),
            msg("settings", "After so many days without a meeting, Today points at a team."),
        )
        self.add(self.days)
        self.sound = QCheckBox(tr(msg("workshop_day", "Sound at the end of a block")))
        self.sound.setChecked(context.settings.get(BLOCK_SOUND))
        self.sound.toggled.connect(lambda on: context.settings.set(BLOCK_SOUND, on))
        self.add(self.sound)

    def refresh(self) -> None:
        """Show what is stored, unless she is typing; the sound can be turned on in a menu too."""
        self.sound.setChecked(self._context.settings.get(BLOCK_SOUND))
        name = preferences.read(self._context.ws.read, preferences.COACH_NAME)
        if not self.draft.dirty and self.name.text() != name:
            with self.draft.loading():
                self.name.setText(name)

    def _store_name(self, name: str) -> None:
        service.set_coach_name(self._context.ws, name)


class AutoLockCard(Card):
    """After how many idle minutes the window locks."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("settings", "Locking"))
        self._settings = context.settings
        self.minutes = Choice(
            msg("settings", "Lock when nothing has been done for"),
            [(each, _minutes_in_words(each)) for each in _MINUTES],
            context.settings.get(AUTO_LOCK_MINUTES),
            self._on_minutes,
            msg("settings", "It also locks when the computer goes to sleep, and with Ctrl+L."),
        )
        self.add(self.minutes)

    def _on_minutes(self, minutes: int) -> None:
        self._settings.set(AUTO_LOCK_MINUTES, minutes)
        if offered.AUTO_LOCK_CHANGED is not None:
            offered.AUTO_LOCK_CHANGED(minutes)


class SpellingCard(Card):
    """Whether misspelt words of a note are marked."""

    def __init__(self, context: Context) -> None:
        super().__init__(msg("settings", "Spelling"))
        self.on = QCheckBox(tr(msg("settings", "Mark misspelt words in notes")))
        self.on.setChecked(context.settings.get(SPELLING))
        self.on.toggled.connect(lambda on: switch_spelling(context, on=on))
        self.add(self.on)
        if Voikko.find() is None:
            self.add(label(FINNISH_NEEDS_VOIKKO, "small", "muted", wrap=True))


def _minutes_in_words(minutes: int) -> Message:
    if not minutes:
        return msg("settings", "Never by itself")
    return plural("settings", "{count} minute", "{count} minutes", minutes)


def _days_in_words(days: int) -> Message:
    return plural("settings", "{count} day", "{count} days", days)
