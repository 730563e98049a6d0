"""The settings, as cards one under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.features.settings.about_card import AboutCard
from coachdesk.features.settings.backup_card import BackupCard, FolderCard
from coachdesk.features.settings.key_cards import KeyringCard, PassphraseCard, RecoveryCard
from coachdesk.features.settings.window_cards import (
    AutoLockCard,
    SpellingCard,
    WindowCard,
    WorkCard,
)
from coachdesk.features.settings.words_card import WordsCard
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import Card, PageHeader, Scroll

if TYPE_CHECKING:  # only named in a type
    from coachdesk.kernel.workspace import ChangeSet


class SettingsPage(Page):
    """Everything that can be chosen. A target's kind names a card, such as "backups"."""

    key: ClassVar[str] = "settings"
    title: ClassVar[Message] = msg("settings", "Settings")
    icon: ClassVar[str] = "settings"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.window_card = WindowCard(context)
        self.work = WorkCard(context)
        self.spelling = SpellingCard(context)
        self.words = WordsCard(context)
        self.auto_lock = AutoLockCard(context)
        self.passphrase = PassphraseCard(context)
        self.recovery = RecoveryCard(context)
        self.keyring = KeyringCard(context)
        self.folder = FolderCard(context)
        self.backups = BackupCard(context)
        self.about = AboutCard()
        self._cards: dict[str, Card] = {
            "window": self.window_card,
            "work": self.work,
            "spelling": self.spelling,
            "words": self.words,
            "locking": self.auto_lock,
            "passphrase": self.passphrase,
            "recovery": self.recovery,
            "keyring": self.keyring,
            "folder": self.folder,
            "backups": self.backups,
            "about": self.about,
        }
        column = QWidget()
        column.setMaximumWidth(theme.READABLE)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.L)
        for card in self._cards.values():
            inside.addWidget(card)
        self._scroll = Scroll()
        self._scroll.body.addWidget(PageHeader(self.title))
        across = QHBoxLayout()
        across.addWidget(column, 1)
        across.addStretch(0)
        self._scroll.body.addLayout(across)
        self._scroll.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._card_in_hand = "window"
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    @override
    def refresh(self) -> None:
        self.work.refresh()
        self.words.refresh()
        self.backups.refresh()

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Only the coach's name and her words come from the work itself."""
        if change_set.touches("preference"):
            self.work.refresh()
            self.words.refresh()

    @override
    def open_target(self, target: Target) -> None:
        if target.kind in self._cards:
            self._card_in_hand = target.kind

    @override
    def state(self) -> dict[str, str]:
        return {"card": self._card_in_hand}

    @override
    def restore(self, state: dict[str, str]) -> None:
        self._card_in_hand = state.get("card", "window")

    @override
    def focus_default(self) -> None:
        """Start in the card in hand: the first one, or where she was before a rebuild."""
        card = self._cards.get(self._card_in_hand, self.window_card)
        stops = [w for w in card.findChildren(QWidget) if _takes_tab(w)]
        (stops[0] if stops else self).setFocus()
        self._scroll.ensureWidgetVisible(card, 0, theme.XL)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Remember the card, and bring the field that Tab reached into sight."""
        if new is None or not self.isAncestorOf(new):
            return
        for key, card in self._cards.items():
            if card.isAncestorOf(new):
                self._card_in_hand = key
        self._scroll.ensureWidgetVisible(new, 0, theme.XL)


def _takes_tab(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and widget.isEnabled() and not widget.isHidden()
