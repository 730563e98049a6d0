"""The fields of a form: each shows a value of a part and tells what is typed or chosen."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from coachdesk.features.editor.fields import Shape, Spec
from coachdesk.features.editor.words import LANGUAGE_WORDS
from coachdesk.features.programmes.template import LocalText
from coachdesk.features.programmes.template_reading import NO_TEXT
from coachdesk.features.teams.combos import CalmCombo, CalmSpin
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import LANGUAGES, Message, msg
from coachdesk.ui import theme
from coachdesk.ui.drafts import Draft, Drafts
from coachdesk.ui.i18n import current, say, tr
from coachdesk.ui.widgets.basic import label
from coachdesk.ui.widgets.fields import name_field

Offer = tuple[object, Message | str]
"""A value to choose, and what it is called."""
_LONG = 30
"""Texts that may be longer than this wrap."""
_MOST_LINES = 9


class LongText(QPlainTextEdit):
    """A text that wraps and is as high as it needs; Enter makes a new line only in several."""

    def __init__(self, *, several_lines: bool) -> None:
        super().__init__()
        self._several_lines = several_lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = round(self.document().size().height())
        shown = min(max(lines, 2 if self._several_lines else 1), _MOST_LINES)
        margin = round(2 * self.document().documentMargin()) + theme.S + theme.XS
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + margin)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another number of lines."""
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field where the text is one line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._several_lines:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class Editor(QWidget):
    """A field. `edited` tells a new value, None for one that is left out."""

    edited = Signal(object)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - of the field's type
        """Show a value without telling; what is being typed stays."""

    def let_go(self) -> None:
        """Store what is being typed: another part is shown, or the field goes."""

    def begin_anew(self) -> None:
        """Forget what was typed before: the field is about another part now."""


class TextEditor(Editor):
    """A text in each language, a line or several; `written` gets the language and the words."""

    def __init__(
        self, spec: Spec, name: str, drafts: Drafts, written: Callable[[str, str], object]
    ) -> None:
        super().__init__()
        self._written = written
        self._spec = spec
        self.lines: dict[str, QLineEdit | QPlainTextEdit] = {}
        self.marks: dict[str, QLabel] = {}
        self._drafts: dict[str, Draft[str]] = {}
        self._reading = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S)
        grid.setVerticalSpacing(theme.XS)
        grid.setColumnStretch(1, 1)
        for row, language in enumerate(LANGUAGES):
            self._add_line(grid, row, language, name, drafts)
        self.setFocusProxy(self.lines[current()])

    def _add_line(
        self, grid: QGridLayout, row: int, language: str, name: str, drafts: Drafts
    ) -> None:
        several = self._spec.shape is Shape.LINES
        line: QLineEdit | QPlainTextEdit
        if several or self._spec.most > _LONG:
            line = LongText(several_lines=several)
        else:
            line = QLineEdit()
        called = msg("editor", "{field}, {language}", field=name, language=LANGUAGE_WORDS[language])
        line.setAccessibleName(tr(called))
        tag = label(language, "small", "muted")
        tag.setToolTip(tr(LANGUAGE_WORDS[language]))
        tag.setBuddy(line)
        mark = label("", "small", "late")
        tag.setFixedHeight(QLineEdit().sizeHint().height())
        grid.addWidget(tag, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(line, row, 1)
        grid.addWidget(mark, row, 2)
        self.lines[language], self.marks[language] = line, mark
        self._drafts[language] = drafts.watch(
            line, lambda: _words(line), lambda words: self._written(language, words)
        )

    @override
    def show_value(self, value: LocalText | None) -> None:
        """Show the words in each language and mark those that are missing."""
        text = value or NO_TEXT
        for language, line in self.lines.items():
            words = text.in_language(language)
            if not self._drafts[language].dirty and not _is_typed_as(_words(line), words):
                with self._drafts[language].loading():
                    _show(line, words)
            self._mark(language, _problem(words, self._spec, is_left_out=value is None))

    def _mark(self, language: str, problem: Message | None) -> None:
        said = "" if problem is None else f"▲ {tr(problem)}"
        self.marks[language].setText(said)
        self.marks[language].setVisible(bool(said))
        self.lines[language].setAccessibleDescription(said)

    @override
    def let_go(self) -> None:
        """Store what is being typed."""
        for draft in self._drafts.values():
            if not draft.flush():
                draft.discard()

    @override
    def begin_anew(self) -> None:
        """What was typed before cannot be undone into this text."""
        for language, line in self.lines.items():
            with self._drafts[language].loading():
                _show(line, "")


def _problem(words: str, spec: Spec, *, is_left_out: bool) -> Message | None:
    if not words:
        return None if is_left_out else msg("editor", "missing")
    return msg("editor", "too long") if len(words) > spec.most else None


def _words(line: QLineEdit | QPlainTextEdit) -> str:
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def _show(line: QLineEdit | QPlainTextEdit, words: str) -> None:
    if isinstance(line, QLineEdit):
        line.setText(words)
        line.setCursorPosition(0)
    else:
        line.setPlainText(words)


def _is_typed_as(typed: str, stored: str) -> bool:
    """Whether a stored text is what was typed but for the blanks that storing takes away."""
    return typed.split() == stored.split() and typed.strip("\n").count("\n") == stored.count("\n")


class NumberEditor(Editor):
    """A whole number."""

    def __init__(self, spec: Spec, drafts: Drafts) -> None:
        super().__init__()
        self.spin = CalmSpin(spec.least, spec.most)
        name_field(self.spin, spec.label)
        self._draft = drafts.watch(self.spin, self.spin.value, self.edited.emit)
        self.spin.valueChanged.connect(self._draft.touch)
        in_a_row(self, self.spin)

    @override
    def show_value(self, value: int) -> None:
        """Show a number."""
        if not self._draft.dirty:
            with self._draft.loading():
                self.spin.setValue(value)

    @override
    def let_go(self) -> None:
        """Store what is being typed."""
        self._draft.flush()


class ChoiceEditor(Editor):
    """One of several values."""

    def __init__(self, spec: Spec, offers: Sequence[Offer] = ()) -> None:
        super().__init__()
        self.combo = CalmCombo()
        name_field(self.combo, spec.label)
        self._values: list[object] = []
        self.offer(offers)
        self.combo.activated.connect(lambda row: self.edited.emit(self._values[row]))
        in_a_row(self, self.combo, stretch=True)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Offer other values."""
        fill(self.combo, offers)
        self._values = [value for value, _words in offers]

    @override
    def show_value(self, value: object) -> None:
        """Show a value; one that is not offered is shown as it is."""
        if value not in self._values:
            self._values.append(value)
            self.combo.addItem(str(value))
        self.combo.setCurrentIndex(self._values.index(value))


class FlagEditor(Editor):
    """Yes or no."""

    def __init__(self, words: Message) -> None:
        super().__init__()
        self.box = QCheckBox(tr(words))
        self.box.clicked.connect(self.edited.emit)
        in_a_row(self, self.box)

    @override
    def show_value(self, value: bool) -> None:
        """Show whether it is so."""
        self.box.setChecked(value)


class ClockEditor(Editor):
    """A time of day; empty where it may be left out."""

    def __init__(self, spec: Spec, drafts: Drafts) -> None:
        super().__init__()
        self.line = QLineEdit()
        name_field(self.line, spec.label)
        self.line.setFixedWidth(theme.ROW * 3)
        example = format_time(dt.time(9, 30), current())
        self._optional = spec.optional
        if spec.optional:
            self.line.setPlaceholderText(tr(msg("editor", "follows on")))
        else:
            self.line.setPlaceholderText(example)
        self._draft = drafts.watch(self.line, self._read, self.edited.emit)
        in_a_row(self, self.line)

    def _read(self) -> dt.time | None:
        typed = self.line.text().strip().replace(".", ":")
        if not typed and self._optional:
            return None
        hour, _colon, minute = typed.partition(":")
        if hour.isdecimal() and (minute or "0").isdecimal():
            numbers = int(hour), int(minute or "0")
            if numbers[0] < 24 and numbers[1] < 60:
                return dt.time(*numbers)
        example = format_time(dt.time(9, 30), current())
        raise UserError(msg("editor", "Write a time of day such as {example}.", example=example))

    @override
    def show_value(self, value: dt.time | None) -> None:
        """Show a time."""
        if not self._draft.dirty and not (self.line.hasFocus() and self.line.text()):
            with self._draft.loading():
                self.line.setText(format_time(value, current()) if value else "")

    @override
    def let_go(self) -> None:
        """Store what is being typed."""
        if not self._draft.flush():
            self._draft.discard()

    @override
    def begin_anew(self) -> None:
        """What was typed before cannot be undone into this time."""
        with self._draft.loading():
            self.line.clear()


class SeveralEditor(Editor):
    """Any of several keys, each with a box to tick; keys that nobody offers are kept."""

    def __init__(self, offers: Sequence[tuple[str, Message]]) -> None:
        super().__init__()
        self._value: tuple[str, ...] = ()
        self.boxes = {key: QCheckBox(tr(words)) for key, words in offers}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        for box in self.boxes.values():
            box.clicked.connect(self._tell)
            layout.addWidget(box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    @override
    def show_value(self, value: tuple[str, ...]) -> None:
        """Tick these keys."""
        self._value = value
        for key, box in self.boxes.items():
            box.setChecked(key in value)

    def _tell(self) -> None:
        ticked = {key for key, box in self.boxes.items() if box.isChecked()}
        kept = [key for key in self._value if key in ticked or key not in self.boxes]
        new = [key for key in self.boxes if key in ticked and key not in kept]
        self.edited.emit((*kept, *new))


def fill(combo: QComboBox, offers: Sequence[tuple[object, Message | str]]) -> None:
    """Offer other values in a combo; the row that was chosen stays."""
    words = [say(each) for _value, each in offers]
    if words == [combo.itemText(row) for row in range(combo.count())]:
        return
    row = combo.currentIndex()
    combo.clear()
    combo.addItems(words)
    combo.setCurrentIndex(min(row, combo.count() - 1))


def in_a_row(editor: QWidget, *widgets: QWidget, stretch: bool = False) -> None:
    """Lay out the widgets of a field side by side; the first one gets its focus."""
    layout = QHBoxLayout(editor)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.S)
    for widget in widgets:
        layout.addWidget(widget, 1 if stretch else 0)
    if not stretch:
        layout.addStretch(1)
    editor.setFocusProxy(widgets[0])
