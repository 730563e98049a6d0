"""The form of the part in hand: only the fields that it has."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from coachdesk.features.editor import service
from coachdesk.features.editor.fields import SPECS, Shape, Spec, may_follow
from coachdesk.features.editor.form_dates import (
    DistanceEditor,
    EveryEditor,
    after_editor,
    due_editor,
)
from coachdesk.features.editor.form_fields import (
    ChoiceEditor,
    ClockEditor,
    Editor,
    FlagEditor,
    NumberEditor,
    Offer,
    SeveralEditor,
    TextEditor,
)
from coachdesk.features.editor.model import Group, Node, Place, TextAt, listed, part
from coachdesk.features.editor.problems import Draft
from coachdesk.features.editor.reading import ReadField
from coachdesk.features.editor.words import (
    CHOICES,
    EVENT_KINDS,
    GROUP_HELP,
    GROUPS,
    KINDS,
    part_title,
)
from coachdesk.features.printing.offered import HANDOUTS
from coachdesk.features.programmes.template import (
    PLAIN,
    BlockKind,
    StageMeaning,
    Template,
    TemplateWho,
)
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, say, tr
from coachdesk.ui.widgets.basic import Scroll, clear, label
from coachdesk.ui.widgets.fields import FormRow

_CHOICES = {"who": TemplateWho, "kind": BlockKind, "meaning": StageMeaning}
_TEXTS = (Shape.LINE, Shape.LINES)


class PartForm(Scroll):
    """Shows a part and stores what is typed. `renamed` tells the new name of a part."""

    renamed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(margins=theme.M, spacing=theme.M)
        self._context = context
        self._rid: int | None = None
        self._node = Node()
        self._shown: tuple[int | None, Place, str] | None = None
        self._made: tuple[object, ...] = ()
        self.heading = label("", "heading", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.fields: dict[str, Editor] = {}
        self.rows: dict[str, FormRow] = {}
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.M)
        for widget in (self.heading, self.about):
            self.body.addWidget(widget)
        self.body.addLayout(self._body)
        self.body.addStretch(1)

    def show_part(self, draft: Draft, place: Place, rid: int | None, identity: str) -> None:
        """Show a part of a programme; `rid` is the coach's own one that may be edited.

        `identity` tells one programme from another. Fields in use keep what is being typed.
        """
        if self._shown != (rid, place, identity):
            self.let_go()
            self._rid, self._shown = rid, (rid, place, identity)
            self._node = place if isinstance(place, Node) else Node()
            self._make_fields(draft.template, place)
            self.verticalScrollBar().setValue(0)
        self._fill(draft, place)

    def let_go(self) -> None:
        """Store what is being typed, before something else is shown."""
        for field in self.fields.values():
            field.let_go()

    def focus_field(self, name: str, language: str = "") -> None:
        """Put the cursor into a field, or the first one."""
        field = self.fields.get(name) or next(iter(self.fields.values()), None)
        if isinstance(field, TextEditor) and language:
            field.lines[language].setFocus()
        elif field is not None:
            field.setFocus()
        if field is not None:
            # The rows have no place in a new form until its layout is done.
            QTimer.singleShot(0, field, lambda: self.ensureWidgetVisible(field))

    # -- building -----------------------------------------------------------------------------

    def _make_fields(self, template: Template, place: Place) -> None:
        """Make the fields, or take those that are there for another part of this kind."""
        specs = [] if isinstance(place, Group) else self._specs(template, place)
        made = (self._rid is None, *specs)
        if made == self._made:
            for field in self.fields.values():
                field.begin_anew()
            return
        self._made = made
        clear(self._body)
        self.fields, self.rows = {}, {}
        for spec in specs:
            field = self._field(spec)
            row = self._row(spec, field)
            self.fields[spec.name], self.rows[spec.name] = field, row
            self._body.addWidget(row)

    def _specs(self, template: Template, node: Node) -> list[Spec]:
        """The fields of a part; where it is only read, those that say something."""
        if self._rid is not None:
            return list(SPECS[node.kind])
        found = part(template, node)
        return [spec for spec in SPECS[node.kind] if _says_something(getattr(found, spec.name, ""))]

    def _row(self, spec: Spec, field: Editor) -> FormRow:
        if self._rid is None:
            return FormRow(spec.label, field)
        return FormRow(_label(spec), field, spec.hint or "")

    def _field(self, spec: Spec) -> Editor:
        if self._rid is None:
            return ReadField(spec)
        if spec.shape in _TEXTS:
            written = partial(self._write, spec.name)
            return TextEditor(spec, tr(spec.label), self._context.drafts, written)
        field = _MAKERS[spec.shape](spec, self._context)
        field.edited.connect(partial(self._change, spec.name))
        return field

    # -- showing ------------------------------------------------------------------------------

    def _fill(self, draft: Draft, place: Place) -> None:
        if isinstance(place, Group):
            self.heading.setText(tr(GROUPS[place.section]))
            self.about.setText(tr(GROUP_HELP[place.section]))
            self.about.show()
            return
        self.heading.setText(tr(KINDS[place.kind]))
        self.about.hide()
        found = part(draft.template, place)
        problems = {
            problem.field: problem.reason
            for problem in draft.problems
            if problem.place == place and not problem.language
        }
        for spec in SPECS[place.kind]:
            if found is None or spec.name not in self.fields:
                continue
            field = self.fields[spec.name]
            _offer(field, spec, draft.template, place)
            field.show_value(getattr(found, spec.name))
            self.rows[spec.name].show_problem(problems.get(spec.name))
        _hide_senseless(self.rows, found)

    # -- storing ------------------------------------------------------------------------------

    def _write(self, field: str, language: str, words: str) -> None:
        if self._rid is not None:
            at = TextAt(self._node, field, language)
            service.write_text(self._context.ws, self._rid, at, words)

    def _change(self, field: str, value: object) -> None:
        if self._rid is None:
            return
        node = self._node
        try:
            after = service.change_part(self._context.ws, self._rid, node, field, value)
        except UserError as problem:
            self.rows[field].show_problem(problem.message)
            return
        if after != node:
            self.renamed.emit(after)


def _says_something(value: object) -> bool:
    return value is not None and value is not False and value not in {"", ()}


def _label(spec: Spec) -> Message:
    if spec.optional and spec.shape in _TEXTS:
        return msg("editor", "{field} (if needed)", field=spec.label)
    return spec.label


def _choices(spec: Spec, _context: Context) -> Editor:
    return ChoiceEditor(spec, [(one, CHOICES[one]) for one in _CHOICES[spec.name]])


def _papers(_spec: Spec, _context: Context) -> Editor:
    return SeveralEditor([(handout.key, handout.title) for handout in HANDOUTS])


def _surveys(spec: Spec, _context: Context) -> Editor:
    from coachdesk.features.surveys.definition import available_surveys

    surveys = available_surveys()
    offers = [(survey.key, survey.name.in_language(current())) for survey in surveys]
    return ChoiceEditor(spec, offers)


_MAKERS: dict[Shape, Callable[[Spec, Context], Editor]] = {
    Shape.NUMBER: lambda spec, context: NumberEditor(spec, context.drafts),
    Shape.CHOICE: _choices,
    Shape.REFERENCE: lambda spec, _context: ChoiceEditor(spec),
    Shape.WORD: lambda spec, _context: ChoiceEditor(spec),
    Shape.FLAG: lambda spec, _context: FlagEditor(msg("editor", "Teams do not see it")),
    Shape.CLOCK: lambda spec, context: ClockEditor(spec, context.drafts),
    Shape.DUE: lambda spec, context: due_editor(spec, context.drafts),
    Shape.AFTER: lambda spec, context: after_editor(spec, context.drafts),
    Shape.EVERY: lambda spec, context: EveryEditor(spec, context.drafts),
    Shape.PAPERS: _papers,
    Shape.SURVEY: _surveys,
}


def _offer(field: Editor, spec: Spec, template: Template, node: Node) -> None:
    """Offer what the template has to refer to now."""
    if isinstance(field, ReadField):
        field.template = template
    elif isinstance(field, DistanceEditor):
        events = [event.key for event in template.events]
        if spec.shape is Shape.AFTER:
            events = may_follow(template, node.key)
        none = (
            msg("editor", "no date is counted")
            if spec.shape is Shape.DUE
            else msg("editor", "nothing: its date is agreed by itself")
        )
        field.offer([(key, _name(template, "events", key)) for key in events], none)
    elif isinstance(field, ChoiceEditor) and spec.shape is Shape.REFERENCE:
        field.offer(_references(spec, template))
    elif isinstance(field, ChoiceEditor) and spec.shape is Shape.WORD:
        known: dict[str, Message | str] = dict(EVENT_KINDS)
        known |= {event.kind: event.kind for event in template.events if event.kind not in known}
        field.offer(list(known.items()))


def _references(spec: Spec, template: Template) -> list[Offer]:
    offers: list[Offer] = []
    if spec.to == "kinds":
        offers.append((PLAIN, msg("editor", "none: it is ticked when it is done")))
    elif spec.optional:
        offers.append(("", msg("editor", "none")))
    keys = (one.key for one in listed(template, spec.to))
    return [*offers, *((key, _name(template, spec.to, key)) for key in keys)]


def _name(template: Template, section: str, key: str) -> str:
    return say(part_title(template, Node(section, key), current()))


def _hide_senseless(rows: dict[str, FormRow], found: Any) -> None:  # noqa: ANN401 - a part of any kind
    """A task without a due date cannot come again, one that comes once has no end."""
    if "every" in rows:
        rows["every"].setVisible(found.due is not None)
    if "until" in rows:
        rows["until"].setVisible(found.every is not None)
