"""The tree of a programme with its verbs: add, remove, move, rename."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.editor import service
from coachdesk.features.editor.model import INNER, Group, Node, Place, group_of, part
from coachdesk.features.editor.operations import Hanging, hanging
from coachdesk.features.editor.outline import outline
from coachdesk.features.editor.shelf import Shelved
from coachdesk.features.editor.tree import OutlineModel, OutlineView
from coachdesk.features.editor.words import ADD, place_title
from coachdesk.features.programmes.template import Template
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import button, icon_button, row_of


class TreePanel(QWidget):
    """Shows the parts of a programme. `place_chosen` tells where the cursor is.

    `name_wanted` asks for the field of a part whose title is not typed in the tree.
    """

    place_chosen = Signal(object)
    name_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shelved: Shelved | None = None
        self.tree = OutlineView(OutlineModel(self._rename))
        self.tree.place_chosen.connect(self._on_place)
        self.tree.add_wanted.connect(self.add)
        self.tree.remove_wanted.connect(self.remove)
        self.tree.move_wanted.connect(self.move_by)
        self.add_button = button(msg("editor", "Add"), icon="add")
        self.add_button.clicked.connect(self.add)
        self.up = icon_button("up", msg("editor", "Move up (Alt+Up)"))
        self.down = icon_button("down", msg("editor", "Move down (Alt+Down)"))
        self.remove_button = icon_button("trash", msg("editor", "Remove (Del)"))
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        self.remove_button.clicked.connect(self.remove)
        self._verbs = QWidget()
        verbs = row_of(
            self.add_button, None, self.up, self.down, self.remove_button, spacing=theme.XS
        )
        self._verbs.setLayout(verbs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._verbs)

    # -- showing ------------------------------------------------------------------------------

    def show_programme(self, shelved: Shelved) -> None:
        """Show the parts of a programme; the same one keeps the cursor and what is open."""
        other = self._shelved is None or self._shelved.identity != shelved.identity
        self._shelved = shelved
        editable = shelved.rid is not None
        lines = outline(shelved.draft, current(), editable=editable)
        self.tree.outline.set_outline(lines, editable=editable)
        if other:
            self.tree.open_first_level()
        self._verbs.setVisible(editable)
        self._show_verbs()

    def place(self) -> Place:
        """Where the cursor is."""
        return self.tree.place()

    def _on_place(self, place: Place) -> None:
        self._show_verbs()
        self.place_chosen.emit(place)

    def _show_verbs(self) -> None:
        place = self.place()
        words = ADD[_kind_to_add(place)]
        self.add_button.setText(tr(words))
        self.add_button.setToolTip(tr(msg("editor", "{verb} (Ins)", verb=words)))
        is_part = isinstance(place, Node) and bool(place.section)
        for each in (self.up, self.down, self.remove_button):
            each.setEnabled(is_part)

    # -- verbs --------------------------------------------------------------------------------

    def add(self) -> None:
        """Add what belongs where the cursor is, and let her type its title."""
        self._try(self._add)

    def _add(self, rid: int, template: Template) -> None:
        place, behind = _where_to_add(template, self.place())
        survey = ""
        if isinstance(place, Group) and place.section == "surveys":
            survey = _survey_not_in(template, place.under)
        node = service.add_part(self._context.ws, rid, place, behind, survey)
        self.tree.select(node)
        if self.tree.outline.can_rename(node):
            self.tree.setFocus()
            self.tree.rename()
        else:
            self.name_wanted.emit()

    def remove(self) -> None:
        """Remove the part under the cursor, with a way back."""
        place = self.place()
        if isinstance(place, Node) and place.section:
            self._try(lambda rid, template: self._remove(rid, template, place))

    def _remove(self, rid: int, template: Template, node: Node) -> None:
        title = place_title(template, node, current())
        hangs = hanging(template, node)
        neighbour = service.remove_part(self._context.ws, rid, node)
        self.tree.select(neighbour)
        self._context.tell_done(_removed(title, hangs))

    def move_by(self, by: int) -> None:
        """Move the part under the cursor among its siblings."""
        place = self.place()
        if isinstance(place, Node) and place.section:
            self._try(
                lambda rid, _template: self.tree.select(
                    service.move_part(self._context.ws, rid, place, by)
                )
            )

    def _rename(self, node: Node, title: str) -> None:
        self._try(
            lambda rid, _template: self.tree.select(
                service.name_part(self._context.ws, rid, node, current(), title)
            )
        )

    def _try(self, verb: Callable[[int, Template], object]) -> None:
        if self._shelved is None:
            return
        if self._shelved.rid is None:
            self._context.notices.offer(
                msg("editor", "This programme comes with CoachDesk and stays as it is."),
                msg("editor", "Copy to my programmes"),
                self.copy_wanted.emit,
            )
            return
        try:
            verb(self._shelved.rid, self._shelved.draft.template)
        except UserError as problem:
            self._context.notices.error(problem)


def _kind_to_add(place: Place) -> str:
    if isinstance(place, Group):
        return place.section
    return INNER.get(place.section, place.section or "phases")


def _where_to_add(template: Template, place: Place) -> tuple[Group | Node, Node | None]:
    """The list, or the part that gets a block or a stage, and behind which sibling."""
    if isinstance(place, Group):
        return place, None
    if not place.section:
        return Group("phases"), None
    if place.section in INNER:
        return Node(place.section, place.key), place if place.inner else None
    if part(template, place) is None:
        return Group(place.section), None
    return group_of(template, place), place


def _survey_not_in(template: Template, phase: str) -> str:
    from coachdesk.features.surveys.definition import available_surveys

    linked = {link.survey for link in template.surveys if link.phase == phase}
    free = [survey.key for survey in available_surveys() if survey.key not in linked]
    if not free:
        raise UserError(msg("editor", "The phase has all the surveys that there are."))
    return free[0]


def _removed(title: Message | str, hangs: Hanging) -> Message:
    if hangs.gone and hangs.loose:
        return msg(
            "editor",
            "Removed: {part}. Parts that went with it: {gone}; parts that lost their link to it: "
            "{loose}.",
            part=title, gone=hangs.gone, loose=hangs.loose,
        )  # fmt: skip
    if hangs.gone:
        return plural(
            "editor", "Removed: {part}, and {count} part below it",
            "Removed: {part}, and {count} parts below it", hangs.gone, part=title,
        )  # fmt: skip
    if hangs.loose:
        return plural(
            "editor", "Removed: {part}. {count} part lost its link to it.",
            "Removed: {part}. {count} parts lost their link to it.", hangs.loose, part=title,
        )  # fmt: skip
    return msg("editor", "Removed: {part}", part=title)
