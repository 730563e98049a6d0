"""The fields of a part that is only read: words instead of boxes to fill in."""

import datetime as dt
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel
from typing_extensions import override

from coachdesk.features.editor.dates import distance_words, repeat_words
from coachdesk.features.editor.fields import Shape, Spec
from coachdesk.features.editor.form_fields import Editor
from coachdesk.features.editor.model import Node
from coachdesk.features.editor.words import (
    CHOICES,
    EVENT_KINDS,
    LANGUAGE_WORDS,
    part_title,
    survey_name,
)
from coachdesk.features.printing.offered import find_handout
from coachdesk.features.programmes.due import relative_words
from coachdesk.features.programmes.template import PLAIN, Due, LocalText, Relation, Template
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.text import LANGUAGES, Message, msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import current, say, tr
from coachdesk.ui.widgets.basic import label
from coachdesk.ui.widgets.fields import name_shown


class ReadField(Editor):
    """A value in words: a text in each language, the window's first, anything else in one."""

    def __init__(self, spec: Spec) -> None:
        super().__init__()
        self._spec = spec
        self.template: Template | None = None
        self.words: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S)
        grid.setVerticalSpacing(theme.XS)
        grid.setColumnStretch(1, 1)
        is_text = spec.shape in {Shape.LINE, Shape.LINES}
        languages = sorted(LANGUAGES, key=lambda each: each != current()) if is_text else [""]
        for row, language in enumerate(languages):
            shown = label("", *(("muted",) if row else ()), wrap=True)
            name = spec.label
            if language:
                grid.addWidget(label(language, "small", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
                name = msg(
                    "editor", "{field}, {language}",
                    field=spec.label, language=LANGUAGE_WORDS[language],
                )  # fmt: skip
            name_shown(shown, name)
            grid.addWidget(shown, row, 1)
            self.words[language] = shown
        self.setFocusProxy(next(iter(self.words.values())))

    @override
    def show_value(self, value: Any) -> None:
        """Show a value."""
        for language, shown in self.words.items():
            if isinstance(value, LocalText):
                shown.setText(value.in_language(language))
            elif self.template is not None:
                shown.setText(_words(self.template, self._spec, value))


def _words(template: Template, spec: Spec, value: Any) -> str:  # noqa: ANN401 - of any field
    if isinstance(value, Enum):
        return tr(CHOICES[value])
    worded = _WORDS.get(spec.shape)
    return say(worded(template, spec, value)) if worded else str(value)


def _name(template: Template, section: str, key: str) -> str:
    return say(part_title(template, Node(section, key), current()))


def _reference(template: Template, spec: Spec, key: str) -> Message | str:
    if key == PLAIN and spec.to == "kinds":
        return msg("editor", "none: it is ticked when it is done")
    return _name(template, spec.to, key)


def _due(template: Template, _spec: Spec, due: Due) -> Message:
    days = -due.days if due.after else due.days
    return relative_words(days, _name(template, "events", due.event))


def _after(template: Template, _spec: Spec, relation: Relation) -> Message:
    return distance_words(relation.days, _name(template, "events", relation.event))


def _papers(_template: Template, _spec: Spec, keys: tuple[str, ...]) -> str:
    handouts = {key: find_handout(key) for key in keys}
    return "\n".join(tr(each.title) if each else key for key, each in handouts.items())


def _clock(_template: Template, _spec: Spec, moment: dt.time) -> str:
    return format_time(moment, current())


_WORDS: Mapping[Shape, Callable[[Template, Spec, Any], Message | str]] = {
    Shape.REFERENCE: _reference,
    Shape.WORD: lambda _template, _spec, word: EVENT_KINDS.get(word, word),
    Shape.FLAG: lambda _template, _spec, _flag: msg("editor", "Teams do not see it"),
    Shape.CLOCK: _clock,
    Shape.DUE: _due,
    Shape.AFTER: _after,
    Shape.EVERY: lambda _template, _spec, every: repeat_words(every),
    Shape.PAPERS: _papers,
    Shape.SURVEY: lambda _template, _spec, key: survey_name(key, current()),
}
