"""Fields that a scrolled page leaves alone, and such as offer names while one types."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSpinBox

from coachdesk.features.teams.counties import areas, counties, county
from coachdesk.features.teams.county_words import county_meant
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import LANGUAGE_NAMES, LANGUAGES, msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import LANGUAGE, current

_NARROWEST = 12
"""Characters that a combo shows at least."""


def is_typed_as(typed: str, stored: str) -> bool:
    """Whether a stored text is what was typed but for the blanks that storing takes away."""
    return " ".join(typed.split()) == " ".join(stored.split())


class CalmCombo(QComboBox):
    """A combo that a page scrolled over it does not change, and that long names do not widen.

    With `widest` (pixels) they widen it so far where there is room.
    """

    def __init__(self, widest: int = 0) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QComboBox.SizeAdjustPolicy
        self.setSizeAdjustPolicy(
            policy.AdjustToContents if widest else policy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setMinimumContentsLength(_NARROWEST)
        if widest:
            self.setMaximumWidth(widest)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    @override
    def minimumSizeHint(self) -> QSize:
        """Room for a few letters; the list shows the whole names."""
        width = self.fontMetrics().averageCharWidth() * _NARROWEST
        return QSize(width, super().minimumSizeHint().height())


class CalmSpin(QSpinBox):
    """A number that a page scrolled over it does not change."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self.setRange(least, most)
        self.lineEdit().setTextMargins(theme.S, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class LanguageCombo(CalmCombo):
    """The language of a team, each in its own name."""

    def __init__(self) -> None:
        super().__init__()
        for key in LANGUAGES:
            self.addItem(LANGUAGE_NAMES[key], key)

    @property
    def language(self) -> str:
        """The chosen language, such as "fi"."""
        return str(self.currentData())

    def show_language(self, language: str) -> None:
        """Show a language without telling."""
        self.setCurrentIndex(self.findData(language))


class TypedCombo(CalmCombo):
    """A combo one can type into; what is offered contains what is typed.

    `typed` goes out while the text makes sense as it stands; `finished` when an entry was taken
    from a list, on Enter, and when the focus leaves a text that was changed.
    """

    typed = Signal()
    finished = Signal()

    def __init__(self, listed: Iterable[str], offered: Sequence[str]) -> None:
        """`listed` open with the arrow; `offered` are completed, in any language."""
        super().__init__()
        self._shown = ""
        self._typing = False
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(LANGUAGE.texts.sorted_by_name(listed))
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(offered), completer))
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _text: self._finish())
        self.setCompleter(completer)
        self.activated.connect(lambda _index: self._finish())
        self.field.textEdited.connect(self._on_edited)
        self.field.editingFinished.connect(self._on_left)
        self.setEditText("")

    @property
    def field(self) -> QLineEdit:
        """The field that is typed into."""
        field = self.lineEdit()
        assert field is not None  # noqa: S101 - the combo is editable
        return field

    def makes_sense(self, text: str) -> bool:
        """Whether a text can be stored while it is being typed."""
        del text  # any words do, unless a combo says otherwise
        return True

    def means_the_same(self, typed: str, text: str) -> bool:
        """Whether what is being typed already says what a text says."""
        return is_typed_as(typed, text)

    def show_text(self, text: str) -> None:
        """Show a text without telling; what is being typed stays if it means the same."""
        if self._typing and self.means_the_same(self.currentText(), text):
            return
        self._typing = False
        self._shown = text
        if text != self.currentText():
            self.setEditText(text)
            self.field.setCursorPosition(0)

    @override
    def setAccessibleName(self, name: str) -> None:
        """The field is what a screen reader meets."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    @override
    def setAccessibleDescription(self, description: str) -> None:
        """As with the name."""
        super().setAccessibleDescription(description)
        self.field.setAccessibleDescription(description)

    def _on_edited(self, text: str) -> None:
        self._typing = True
        if self.makes_sense(text):
            self.typed.emit()

    def _on_left(self) -> None:
        if self.currentText() != self._shown:
            self._finish()

    def _finish(self) -> None:
        self._typing = False
        self.finished.emit()


class CountyCombo(TypedCombo):
    """A county by any part of its Finnish or Swedish name."""

    def __init__(self) -> None:
        names = [each.name for each in counties()]
        both = sorted({name for each in names for name in (each.fi, each.sv)})
        super().__init__((each.in_language(current()) for each in names), both)

    @override
    def makes_sense(self, text: str) -> bool:
        """A part of a name is not a county yet."""
        return not text.strip() or county_meant(text) is not None

    @override
    def means_the_same(self, typed: str, text: str) -> bool:
        """Two names of one county mean the same."""
        return county_meant(typed) == county_meant(text)

    def show_code(self, code: int | None) -> None:
        """Show a county without telling."""
        found = county(code) if code is not None else None
        self.show_text(found.name.in_language(current()) if found else "")

    def code(self) -> int | None:
        """The county that the text names. Raises `UserError` when it names none."""
        text = self.currentText().strip()
        found = county_meant(text)
        if text and found is None:
            raise UserError(
                msg(
                    "teams", "No county has this name. Type a part of one and choose from the list."
                )
            )
        return found.code if found else None


class AreaCombo(TypedCombo):
    """A collaborative area, or other words."""

    def __init__(self) -> None:
        self._names: Mapping[str, str] = {each.fi: each.in_language(current()) for each in areas()}
        both = sorted({name for each in areas() for name in (each.fi, each.sv)})
        super().__init__(self._names.values(), both)

    def show_area(self, area: str) -> None:
        """Show a stored area without telling."""
        self.show_text(self._names.get(area, area))
