"""One use of a method: its title and scope at the top, the tool of its kind below."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.features.methods import service, store
from coachdesk.features.methods.alternatives_view import AlternativesView
from coachdesk.features.methods.check_in_view import CheckInView
from coachdesk.features.methods.groups_view import GroupsView
from coachdesk.features.methods.model import KIND_NAMES, Kind, Use
from coachdesk.features.methods.prioritising_view import PrioritisingView
from coachdesk.features.methods.scope import ScopeBar
from coachdesk.features.methods.sparring_view import SparringView
from coachdesk.features.methods.view import MethodView
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import row_of
from coachdesk.ui.widgets.fields import name_field

_VIEWS: dict[Kind, type[MethodView[Any]]] = {
    Kind.PRIORITISING: PrioritisingView,
    Kind.SPARRING: SparringView,
    Kind.GROUPS: GroupsView,
    Kind.FIVE_ALTERNATIVES: AlternativesView,
    Kind.CHECK_IN: CheckInView,
}
_TITLE = 220


class Tool(QWidget):
    """The use in hand; the tool of a kind is made when it is first needed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.use: Use | None = None
        self.title = QLineEdit()
        name_field(self.title, msg("methods", "Title"))
        self.title.setToolTip(tr(msg("methods", "Title of this use of the method")))
        self.title.setMinimumWidth(_TITLE)
        self.scope = ScopeBar(context)
        self.views: dict[Kind, MethodView[Any]] = {}
        self._stack = QStackedWidget()
        head = row_of(self.title, self.scope)
        head.setStretch(0, 2)
        head.setStretch(1, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self._draft = context.drafts.watch(self.title, self.title.text, self._rename)
        self.scope.changed.connect(self._set_scope)
        self.scope.language_chosen.connect(self._set_language)

    def show_use(self, use: Use) -> None:
        """Show a use, or the one in hand anew."""
        if self.use is not None and self.use.rid != use.rid:
            self._draft.flush()
        self.use = use
        self.title.setPlaceholderText(tr(KIND_NAMES[use.kind]))
        if not self._draft.dirty and self.title.text() != use.title:
            with self._draft.loading():
                self.title.setText(use.title)
        teams = store.team_rids(self._context.ws.read, use.rid)
        self.scope.show_scope(use.event_rid, teams, use.language)
        view = self.view(use.kind)
        view.show_use(use, use.contents)
        self._stack.setCurrentWidget(view)

    def view(self, kind: Kind) -> MethodView[Any]:
        """The tool of a kind."""
        if kind not in self.views:
            self.views[kind] = _VIEWS[kind](self._context)
            self._stack.addWidget(self.views[kind])
        return self.views[kind]

    def forget(self) -> None:
        """The use is gone."""
        self._draft.discard()
        if self.use is not None:
            self.view(self.use.kind).forget()
        self.use = None

    def focus_default(self) -> None:
        """Where work on the method starts."""
        if self.use is not None:
            self.view(self.use.kind).focus_default()

    def _rename(self, title: str) -> None:
        if self.use is not None:
            service.rename(self._context.ws, self.use.rid, title)

    def _set_language(self, language: str) -> None:
        if self.use is not None:
            service.set_language(self._context.ws, self.use.rid, language)

    def _set_scope(self) -> None:
        use = self.use
        if use is None:
            return
        try:
            service.set_scope(
                self._context.ws, use.rid, self.scope.event_rid, self.scope.team_rids()
            )
        except UserError as problem:
            self._context.notices.error(problem)
            self.show_use(use)
