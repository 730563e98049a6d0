"""The coach's panel: choose a slide, see it as it will be, send it out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coachdesk.features.projector.canvas import SlideCanvas
from coachdesk.features.projector.choosing import Choosing
from coachdesk.features.projector.controller import SCHEMES, projector
from coachdesk.features.projector.model import (
    BLANK,
    AgendaSlide,
    Choice,
    Kind,
    OrderSlide,
    Slide,
    words_of,
)
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.preferences import AUTO_LOCK_MINUTES
from coachdesk.ui.widgets.basic import Card, button, label, row_of
from coachdesk.ui.widgets.fields import name_field

_SCHEME_NAMES = {
    "light": msg("projector", "Black on white"),
    "dark": msg("projector", "White on black"),
}
_KEYS = {
    Qt.Key.Key_B: "blank", Qt.Key.Key_Period: "blank", Qt.Key.Key_Return: "show",
    Qt.Key.Key_Enter: "show",
}  # fmt: skip


class ProjectorPanel(QWidget):
    """Stands on whatever page; what is projected stays when the page is left."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._settings = context.settings
        self.projector = projector(context)
        self.choosing = Choosing()
        now = context.clock.now
        self.next = SlideCanvas(now, msg("projector", "Next on the projector"))
        self.shown = SlideCanvas(now, msg("projector", "Now on the projector"))
        self.warning = label("", "small", "warning", wrap=True)
        self.state = label("", "small", "muted", wrap=True)
        self.show_button = button(msg("projector", "Show"), "primary")
        self.blank_button = button(msg("projector", "Blank"), icon="eye-off")
        self.close_button = button(msg("projector", "End projecting"), icon="close")
        self.screens, self.schemes = CalmCombo(), CalmCombo()
        self._sides = Card()
        self._arrange()
        self._connect()
        self.refresh()

    def _arrange(self) -> None:
        name_field(self.screens, msg("projector", "Screen of the projector"))
        name_field(self.schemes, msg("projector", "Colours of the slides"))
        for scheme in SCHEMES:
            self.schemes.addItem(tr(_SCHEME_NAMES[scheme]), scheme)
        self.show_button.setToolTip(tr(msg("projector", "Show (Enter)")))
        self.blank_button.setToolTip(tr(msg("projector", "Blank, and show again (B)")))
        self._sides.add(self.choosing, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(self._sides)
        right = QVBoxLayout()
        right.setSpacing(theme.M)
        right.addWidget(self._next_card(), 3)
        right.addWidget(self._shown_card(), 2)
        layout.addLayout(right, 1)

    def _next_card(self) -> Card:
        card = Card(msg("projector", "Next"), spacing=theme.S)
        card.header.addWidget(self.show_button)
        card.add(self.next, 1)
        card.add(self.warning)
        return card

    def _shown_card(self) -> Card:
        card = Card(msg("projector", "On the projector now"), spacing=theme.S)
        room = self.shown.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.shown.setSizePolicy(room)
        beside = QVBoxLayout()
        beside.setSpacing(theme.S)
        for each in (self.state, self.blank_button, self.close_button, self.screens, self.schemes):
            beside.addWidget(each)
        beside.addStretch(1)
        across = row_of(self.shown)
        across.addLayout(beside)
        across.setStretch(0, 3)
        across.setStretch(1, 2)
        card.body.addLayout(across, 1)
        return card

    def _connect(self) -> None:
        self.choosing.chosen.connect(self.projector.choose)
        self.choosing.send_wanted.connect(self.send)
        self.choosing.blank_wanted.connect(self.projector.blank)
        self.show_button.clicked.connect(self.send)
        self.blank_button.clicked.connect(self.projector.blank)
        self.close_button.clicked.connect(self.projector.close)
        self.screens.activated.connect(self._on_screen)
        self.schemes.activated.connect(lambda place: self.projector.set_scheme(SCHEMES[place]))
        self.projector.changed.connect(self.refresh)
        self.projector.ticked.connect(self._tick)

    # -- what is shown ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what is next, what is out, and on which screen."""
        made, choice = self.projector, self.projector.choice
        self.choosing.show_choice(choice)
        self.choosing.show_questions(made.material.questions if made.material else ())
        if choice.kind is Kind.CHART:
            self.choosing.show_charts(made.charts(), choice.chart)
        stage = made.stage(self.screen())
        for canvas in (self.next, self.shown):
            canvas.set_stage(stage)
            canvas.set_scheme(made.scheme)
        self.shown.setVisible(made.is_on)
        self.next.show_slide(made.next)
        self.shown.show_slide(BLANK if made.is_blank else made.shown)
        self._say(self.warning, _remark(choice, made.next, is_cut=self.next.sheet.is_cut))
        self._say(self.state, self._state())
        self.show_button.setEnabled(made.subject is not None)
        for each in (self.blank_button, self.close_button):
            each.setEnabled(made.is_on)
        self._show_screens()

    def _say(self, where: QLabel, message: Message | None) -> None:
        where.setText(tr(message) if message is not None else "")
        where.setVisible(message is not None)

    def _state(self) -> Message:
        made = self.projector
        if made.is_paused:
            return msg("projector", "● The screen has gone. It goes on when it is back.")
        if not made.is_on:
            alone = len(made.screens()) == 1
            return _ALONE if alone else msg("projector", "Nothing is projected.")
        if made.is_blank:
            return msg("projector", "● Black. B shows it again.")
        if made.shown == BLANK:
            return msg("projector", "● Black: nothing can be seen.")
        minutes = self._settings.get(AUTO_LOCK_MINUTES)
        if not minutes:
            return msg("projector", "✓ This can be seen in the room.")
        return plural(
            "projector",
            "✓ This can be seen in the room. After {count} minute without a key the program locks "
            "and the projector goes black.",
            "✓ This can be seen in the room. After {count} minutes without a key the program locks "
            "and the projector goes black.",
            minutes,
        )

    def _show_screens(self) -> None:
        names, own = self.projector.screens(), self.screen()
        shown = [_screen_words(place, name, own.name()) for place, name in enumerate(names, 1)]
        if [self.screens.itemText(each) for each in range(self.screens.count())] != shown:
            self.screens.clear()
            for text, name in zip(shown, names, strict=True):
                self.screens.addItem(text, name)
        self.screens.setCurrentIndex(self.screens.findData(self.projector.screen_name(own)))
        self.screens.setVisible(len(names) > 1)
        self.schemes.setCurrentIndex(SCHEMES.index(self.projector.scheme))

    def _tick(self) -> None:
        if self.isVisible():
            self.next.tick()
            self.shown.tick()

    # -- verbs --------------------------------------------------------------------------------

    def send(self) -> None:
        """Show the next slide on the projector."""
        self.projector.show(self.screen())

    def _on_screen(self, place: int) -> None:
        self.projector.set_screen(self.screens.itemData(place), self.screen())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends, B and . blank, wherever no field has a use for them."""
        verb = _KEYS.get(Qt.Key(event.key()))
        if verb == "show":
            self.send()
        elif verb == "blank":
            self.projector.blank()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Follow the day while in sight."""
        super().showEvent(event)
        self.projector.watch(watched=True)
        self.projector.refresh(anew=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.projector.watch(watched=False)


_ALONE = msg(
    "projector",
    "There is one screen: what is shown covers this window, and Esc brings you back.",
)


def _screen_words(place: int, name: str, own: str) -> str:
    if name == own:
        return tr(msg("projector", "Screen {number}: {name} (this one)", number=place, name=name))
    return tr(msg("projector", "Screen {number}: {name}", number=place, name=name))


def _remark(choice: Choice, slide: Slide, *, is_cut: bool) -> Message | None:
    """What is to be known before a slide goes out."""
    if is_cut:
        return msg(
            "projector",
            "▲ Not all of it has room, even in the smallest size: it will be cut as you see it.",
        )
    is_empty = isinstance(slide, AgendaSlide | OrderSlide) and not slide.rows
    if is_empty or (choice.kind is not Kind.BLANK and not words_of(slide)):
        return _NOTHING[choice.kind]
    return None


_NOTHING = {
    Kind.AGENDA: msg("projector", "● The day has no plan yet. Make one on the page Agenda."),
    Kind.CLOCK: msg("projector", "● Choose a workshop first."),
    Kind.QUESTION: msg("projector", "● Type a question, or take one of the programme."),
    Kind.GOALS: msg("projector", "● The day’s blocks have no goals. Type some."),
    Kind.CHART: msg("projector", "● There is no chart yet."),
    Kind.ORDER: msg("projector", "● The workshop has no teams yet."),
}
