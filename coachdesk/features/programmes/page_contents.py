"""The contents of a programme, to read beside its run: phases, agendas, questions, roles."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from coachdesk.features.programmes import contents_parts as parts
from coachdesk.features.programmes.model import Event, PhaseState, PhaseStatus, PhaseStep, Place
from coachdesk.features.programmes.template import Phase, Template
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Scroll, clear
from coachdesk.ui.widgets.fields import name_field

_LIST_WIDTH = 216
_KEY = Qt.ItemDataRole.UserRole
_OTHER_EVENTS, _ROLES, _ABOUT = "/events", "/roles", "/about"
_SIGNS = {PhaseStatus.DONE: "✓", PhaseStatus.NOW: "●", PhaseStatus.LATER: ""}


class ContentsView(QWidget):
    """A list of the phases, and the contents of the one in hand; it begins with the present one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[object, ...] = ()
        self._template: Template | None = None
        self._place: Place | None = None
        self._events: Sequence[Event] = ()
        self._now = ""
        self.list = QListWidget()
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setWordWrap(True)
        name_field(self.list, msg("programmes", "Contents of the programme"))
        self.list.currentItemChanged.connect(self._show_chosen)
        self.text = Scroll(margins=theme.L, spacing=theme.M)
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows scroll it
        name_field(self.text, msg("programmes", "What stands in this part"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, theme.M, 0, 0)
        across.setSpacing(theme.S)
        across.addWidget(self.list)
        across.addWidget(self.text, 1)

    def show_contents(
        self, place: Place, template: Template, events: Sequence[Event], state: PhaseState
    ) -> None:
        """Show the programme of a run, with the dates of the cohort in hand."""
        shown = (place.cohort.rid, template, tuple(events), state, current())
        if shown == self._shown:
            return
        same = self._shown[:2] == shown[:2]
        kept = self.chosen_key if same else ""
        self._shown = shown
        self._place, self._template, self._events = place, template, events
        self._now = state.current.key if state.current else ""
        self._fill_list(template, state, kept or self._now)

    @property
    def chosen_key(self) -> str:
        """The key of the phase in hand."""
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item else ""

    def choose(self, key: str) -> None:
        """Show this phase."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self.list.setCurrentRow(row)

    def _fill_list(self, template: Template, state: PhaseState, key: str) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's
        self.list.clear()
        for step in state.steps:
            self._add_phase(step)
        entries: list[tuple[str, Message, bool]] = [
            (_OTHER_EVENTS, msg("programmes", "Other events"), bool(self._other_events(template))),
            (_ROLES, msg("programmes", "Roles"), bool(template.roles)),
            (_ABOUT, msg("programmes", "About the programme"), True),
        ]
        for entry, title, wanted in entries:
            if wanted:
                self._add(entry, tr(title))
        self.list.setCurrentRow(0)
        self.choose(key)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's
        self._show_chosen()

    def _add_phase(self, step: PhaseStep) -> None:
        name = step.phase.name.in_language(current())
        item = self._add(step.phase.key, f"{_SIGNS[step.status]} {name}".strip())
        item.setData(Qt.ItemDataRole.AccessibleTextRole, tr(_spoken(step.status, name)))

    def _add(self, key: str, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setData(_KEY, key)
        self.list.addItem(item)
        return item

    def _other_events(self, template: Template) -> list[Event]:
        of_phases = {phase.event for phase in template.phases}
        return [event for event in self._events if event.key not in of_phases]

    # -- one entry ----------------------------------------------------------------------------

    def _show_chosen(self) -> None:
        if self._template is None or self._place is None or not self.chosen_key:
            return
        clear(self.text.body)
        phase = self._template.phase(self.chosen_key)
        for widget in self._phase(phase) if phase else self._entry():
            self.text.body.addWidget(widget)
        self.text.body.addStretch(1)
        self.text.verticalScrollBar().setValue(0)

    def _entry(self) -> list[QWidget]:
        template = self._template
        assert template is not None  # noqa: S101 - asked before
        made: dict[str, Callable[[], list[QWidget]]] = {
            _OTHER_EVENTS: lambda: parts.events(
                template, self._other_events(template), self._context.clock.today()
            ),
            _ROLES: lambda: [parts.roles(template)],
            _ABOUT: lambda: parts.about(template, facts_words(template)),
        }
        return made[self.chosen_key]()

    def _phase(self, phase: Phase) -> list[QWidget]:
        template, place = self._template, self._place
        assert template is not None  # noqa: S101 - asked before
        assert place is not None  # noqa: S101 - asked before
        today = self._context.clock.today()
        events = [event for event in self._events if event.key == phase.event]
        return [
            parts.phase(template, phase, events, today),
            *parts.questions(template, phase),
            *parts.advice(template, phase, is_now=phase.key == self._now),
            *parts.tasks(template, phase),
            *parts.links_of(self._context, template, phase, place),
        ]


def _spoken(status: PhaseStatus, phase: str) -> Message:
    if status is PhaseStatus.NOW:
        return msg("programmes", "{phase}, now", phase=phase)
    if status is PhaseStatus.DONE:
        return msg("programmes", "{phase}, over", phase=phase)
    return msg("programmes", "{phase}, later", phase=phase)


def facts_words(template: Template) -> str:
    """How big a programme is: events, their days, the size of a team, the version."""
    days = sum(event.days for event in template.events)
    parts_ = (
        plural("programmes", "{count} event", "{count} events", len(template.events)),
        plural("programmes", "{count} day in all", "{count} days in all", days),
        msg(
            "programmes", "teams of {smallest}–{largest}",
            smallest=template.smallest_team, largest=template.largest_team,
        ),
        msg("programmes", "version {version}", version=template.version),
    )  # fmt: skip
    return " · ".join(tr(part) for part in parts_)
