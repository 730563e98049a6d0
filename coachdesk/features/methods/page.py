"""The page Methods: small tools for working together, and what came of each use of them."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from coachdesk.features.methods import service, store
from coachdesk.features.methods.chooser import Chooser
from coachdesk.features.methods.model import KIND_NAMES, Kind, Use
from coachdesk.features.methods.store import UseRow
from coachdesk.features.methods.tool import Tool
from coachdesk.features.teams.combos import CalmCombo
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import PageHeader, button
from coachdesk.ui.widgets.fields import name_field

HANDOUT = "method_result"
_USES = 300
_TABLES = (
    "method_use", "method_team", "event", "cohort", "run", "participation", "team", "member",
    "attendance",
)  # fmt: skip


class MethodsPage(Page):
    """Chooses and holds methods; the use in hand fills the page."""

    key, title, icon = "methods", msg("methods", "Methods"), "methods"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: list[UseRow] = []
        self.uses = CalmCombo()
        self.chooser, self.tool = Chooser(context), Tool(context)
        self.new_button = button(msg("methods", "New method"), icon="add")
        self.print_button = button(msg("methods", "Print"), icon="print")
        self.header = PageHeader(self.title, "", self.uses, self.print_button, self.new_button)
        self._body = QStackedWidget()
        self._arrange()
        self.uses.activated.connect(lambda _place: self.open_use(self.uses.currentData()))
        self.chooser.chosen.connect(self.begin)
        self.chooser.cancelled.connect(self._show_newest)
        self.new_button.clicked.connect(self.choose)
        self.print_button.clicked.connect(self.print)

    def _arrange(self) -> None:
        name_field(self.uses, msg("methods", "Methods used so far"))
        self.uses.setMinimumWidth(_USES)
        for each in (self.chooser, self.tool):
            self._body.addWidget(each)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
        outer.setSpacing(theme.S)
        outer.addWidget(self.header)
        outer.addWidget(self._body, 1)

    # -- what is shown ------------------------------------------------------------------------

    @property
    def use(self) -> Use | None:
        """The use in hand; None while a method is being chosen."""
        return self.tool.use if self._body.currentWidget() is self.tool else None

    @override
    def refresh(self) -> None:
        """Read the uses; keep the one in hand, else take the newest of today."""
        self._found = store.newest(self.context.ws.read)
        held = self.tool.use
        found = store.use(self.context.ws.read, held.rid) if held else None
        if held is not None and found is None:
            self.tool.forget()
        if found is not None:
            self.tool.show_use(found)
        elif held is not None or not self._found:
            self.choose()
        elif self._body.currentWidget() is not self.chooser or not self.chooser.isVisible():
            self._show_newest()
        if self.use is None:
            self.chooser.scope.refresh()
        self._show_list()

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Follow methods, teams and workshops."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def _show_list(self) -> None:
        rows = [(use_words(row), row.use.rid) for row in self._found]
        use = self.use
        if use is not None and all(rid != use.rid for _words, rid in rows):
            rows.append((_words(use), use.rid))
        with QSignalBlocker(self.uses):
            self.uses.clear()
            for words, rid in rows:
                self.uses.addItem(words, rid)
            self.uses.setCurrentIndex(self.uses.findData(use.rid) if use else -1)
        self.uses.setPlaceholderText(tr(msg("methods", "Methods used so far")))
        self.uses.setVisible(bool(rows))
        for each in (self.print_button, self.new_button):
            each.setVisible(use is not None)
        self.context.actions.refresh()

    def _show_newest(self) -> None:
        if self._found:
            self.open_use(self._found[0].use.rid)

    def open_use(self, rid: int) -> None:
        """Show a use; one that is gone is passed over."""
        self.context.drafts.flush_all()
        found = store.use(self.context.ws.read, rid)
        if found is not None:
            self.tool.show_use(found)
            self._body.setCurrentWidget(self.tool)
            self._show_list()

    # -- verbs --------------------------------------------------------------------------------

    def choose(self) -> None:
        """Offer the methods."""
        self.context.drafts.flush_all()
        self.chooser.prepare(can_go_back=bool(self._found))
        self._body.setCurrentWidget(self.chooser)
        self._show_list()
        self.chooser.focus_first()

    def begin(self, kind: Kind) -> None:
        """Begin a method for those chosen, or for the workshop that is going on."""
        scope = self.chooser.scope
        if self._body.currentWidget() is not self.chooser:
            scope.show_usual()
        language = scope.language.language
        rid = service.begin(self.context.ws, kind, scope.event_rid, scope.team_rids(), language)
        self.open_use(rid)
        self.tool.focus_default()

    def print(self) -> None:
        """Open the page Print with the paper of this use."""
        if self.use is not None:
            extra = {"handout": HANDOUT}
            self.context.navigate(Target("print", "method", self.use.rid, extra))

    def remove(self) -> None:
        """Take the use in hand away, with a way back."""
        if self.use is not None:
            service.remove(self.context.ws, self.use.rid)
            self.context.tell_done(msg("methods", "Method removed"))

    def _has_use(self) -> bool:
        return self.use is not None

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """Choosing a method, and verbs on the use in hand."""
        return [
            Action("methods.new", msg("methods", "New method"), self.choose, icon="add",
                   shortcut="Ins"),
            Action("methods.print", msg("methods", "Print what came of the method"), self.print,
                   icon="print", menu="print", enabled=self._has_use),
            Action("methods.remove", msg("methods", "Remove the method"), self.remove,
                   icon="trash", enabled=self._has_use),
        ]  # fmt: skip

    # -- going places -------------------------------------------------------------------------

    @override
    def open_target(self, target: Target) -> None:
        """`method` names a use; `new` offers the methods."""
        if target.kind == "method" and target.rid is not None:
            self.open_use(target.rid)
        elif target.kind == "new":
            self.choose()

    @override
    def current_target(self) -> Target:
        """The use in hand."""
        return Target(self.key, "method", self.use.rid) if self.use else Target(self.key)

    @override
    def focus_default(self) -> None:
        """Where work on the method starts, or the first method to choose."""
        if self.use is not None:
            self.tool.focus_default()
        else:
            self.chooser.focus_first()


def _words(use: Use) -> str:
    kind = tr(KIND_NAMES[use.kind])
    day = format_date(use.made_on, current(), "day")
    return " · ".join(part for part in (use.title, kind, day) if part)


def use_words(row: UseRow) -> str:
    """A use in a list: title, kind, day, and its team if it is one."""
    team = row.teams[0] if len(row.teams) == 1 else ""
    return " · ".join(part for part in (_words(row.use), team) if part)
