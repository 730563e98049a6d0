"""Choosing a passphrase: typed twice, its strength shown while it is typed."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.session.frame import PassphraseField
from coachdesk.ui.widgets.basic import label
from coachdesk.ui.widgets.fields import FormRow

_STRENGTH_PAUSE_MS = 150


class NewPassphrase(QWidget):
    """Two fields and a meter. `submitted` follows Enter in the second field."""

    submitted = Signal()

    def __init__(self, name: Message, again: Message) -> None:
        super().__init__()
        self.first, self.second = PassphraseField(), PassphraseField()
        self._first_row, self._second_row = FormRow(name, self.first), FormRow(again, self.second)
        self._meter = QProgressBar()
        self._meter.setRange(0, 4)
        self._meter.setTextVisible(False)
        self._meter.setAccessibleName(tr(msg("session", "Strength of the passphrase")))
        self.strength = label("", "small", "muted", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_STRENGTH_PAUSE_MS)
        self._pause.timeout.connect(self._show_strength)
        self.first.textChanged.connect(lambda _text: self._pause.start())
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.submitted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        for widget in (self._first_row, self._meter, self.strength, self._second_row):
            layout.addWidget(widget)
        self.setFocusProxy(self.first)

    def passphrase(self) -> str | None:
        """What was typed; None, and a word about it, when the two are not the same."""
        same = self.first.text() == self.second.text()
        problem = None if same else msg("session", "The two are not the same.")
        self._second_row.show_problem(problem)
        if not same:
            self.second.setFocus()
            return None
        return self.first.text()

    def refuse(self, problem: Message) -> None:
        """Say why the passphrase cannot be used."""
        self._first_row.show_problem(problem)
        self.first.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()
        self._show_strength()

    def _show_strength(self) -> None:
        from coachdesk.kernel.passphrase import strength

        self._pause.stop()
        typed = self.first.text()
        words: list[str] = []
        score = 0
        if typed:
            estimate = strength(typed)
            score = estimate.score
            words = [tr(each) for each in (estimate.label, estimate.advice) if each]
        self._meter.setValue(score)
        self.strength.setText(" – ".join(words))
        self._first_row.show_problem(None)
