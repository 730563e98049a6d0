"""The page Programmes: read any programme, make and edit programmes of one's own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from coachdesk.features.editor import service, store
from coachdesk.features.editor.files import Files
from coachdesk.features.editor.form import PartForm
from coachdesk.features.editor.model import Node, Place
from coachdesk.features.editor.preview import DatesView, ProblemsView
from coachdesk.features.editor.problems import Draft, Slip, read_draft, slips
from coachdesk.features.editor.shelf import Shelf, Shelved
from coachdesk.features.editor.tree_panel import TreePanel
from coachdesk.features.programmes.template import available_templates
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.page import Page
from coachdesk.ui.theme import set_class
from coachdesk.ui.widgets.basic import PageHeader, button, icon_button, label
from coachdesk.ui.widgets.tabs import FittedTabs

_WIDTHS = (23, 29, 48)
_HEIGHTS = (62, 38)
"""How the room is shared, in per cent."""
_SHELF = 4 * theme.ROW
"""The least width of the list of programmes, in which their names can be told apart."""


class ProgrammesPage(Page):
    """At the left the programmes, then the parts of one, then the part in hand and the dates."""

    key, title, icon = "programmes", msg("editor", "Programmes"), "programmes"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._drafts: dict[int, tuple[str, Draft]] = {}
        self.destroyed.connect(read_draft.cache_clear)
        self.in_hand: Shelved | None = None
        self.shelf = Shelf()
        self.shelf.chosen.connect(self._on_shelf)
        self.shelf.delete_wanted.connect(self.delete)
        self.form = PartForm(context)
        self.panel = TreePanel(context)
        self.panel.place_chosen.connect(self._on_place)
        self.panel.name_wanted.connect(lambda: self.form.focus_field(""))
        self.panel.copy_wanted.connect(self.copy)
        self.form.renamed.connect(self.panel.tree.select)
        self.dates = DatesView(context)
        self.dates.chosen.connect(self.panel.tree.select)
        self.problems = ProblemsView()
        self.problems.chosen.connect(self.go_to_slip)
        self.files = Files(context, self._on_taken_in)
        self._make_buttons()
        self.header = PageHeader(
            self.title, "", self.copy_button, self.export_button, self.delete_button,
            self.start_button,
        )  # fmt: skip
        self._lay_out()

    def _make_buttons(self) -> None:
        self.copy_button = button(msg("editor", "Copy to my programmes"))
        self.copy_button.clicked.connect(self.copy)
        self.start_button = button(msg("editor", "Start a run of this"), "primary")
        self.start_button.clicked.connect(self.start)
        self.export_button = icon_button("export", msg("editor", "Save as a file…"))
        self.export_button.clicked.connect(self.export)
        self.delete_button = icon_button("trash", msg("editor", "Delete this programme of mine"))
        self.delete_button.clicked.connect(self.delete)
        self.new_button = button(msg("editor", "New programme"), icon="add")
        self.new_button.clicked.connect(self.new)
        self.import_button = button(msg("editor", "From a file…"), icon="import")
        self.import_button.clicked.connect(self.import_file)

    def _lay_out(self) -> None:
        self.hint = label(
            msg(
                "editor",
                "To make a programme of your own, copy one that is near to what you do, or begin "
                "a new one.",
            ),
            "small", "muted", wrap=True,
        )  # fmt: skip
        self.tabs = FittedTabs(msg("editor", "Dates and problems"))
        self.tabs.addTab(self.dates, tr(msg("editor", "Dates of a run")))
        self.tabs.addTab(self.problems, "")
        self.tabs.setDocumentMode(True)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(_framed(self.form))
        right.addWidget(_framed(self.tabs))
        for number, share in enumerate(_HEIGHTS):
            right.setStretchFactor(number, share)
        right.setSizes([10 * share for share in _HEIGHTS])
        self.shelf_frame = _framed(self.shelf, self.hint, self.new_button, self.import_button)
        self.shelf.setMinimumWidth(_SHELF)
        self.splitter = QSplitter()
        for number, widget in enumerate((self.shelf_frame, _framed(self.panel), right)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(number, _WIDTHS[number])
        self.splitter.setSizes([10 * share for share in _WIDTHS])
        for splitter in (self.splitter, right):
            splitter.setHandleWidth(theme.M)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.L, theme.XL, theme.L, theme.L)
        outer.setSpacing(theme.M)
        outer.addWidget(self.header)
        outer.addWidget(self.splitter, 1)

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """What can be done with a whole programme."""
        return [
            Action("programmes.new", msg("editor", "New programme"), self.new, icon="add",
                   menu="file"),
            Action("programmes.copy", msg("editor", "Copy to my programmes"), self.copy,
                   menu="file", enabled=lambda: self.in_hand is not None),
            Action("programmes.import", msg("editor", "Take in a programme from a file…"),
                   self.import_file, icon="import", menu="file"),
            Action("programmes.export", msg("editor", "Save the programme as a file…"),
                   self.export, icon="export", menu="file",
                   enabled=lambda: self.in_hand is not None),
            Action("programmes.start", msg("editor", "Start a run of this"), self.start,
                   icon="workshops", enabled=self._can_start),
            Action("programmes.list", msg("editor", "Show the list of programmes"),
                   self.toggle_list, menu="go",
                   checked=lambda: not self.shelf_frame.isHidden()),
            Action("programmes.delete", msg("editor", "Delete this programme of mine"),
                   self.delete, icon="trash", enabled=self._is_own),
        ]  # fmt: skip

    # -- showing ------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        """Read her programmes and show the one in hand as it is now."""
        shelved = self._read()
        kept = self.in_hand.identity if self.in_hand else None
        found = next((each for each in shelved if each.identity == kept), None)
        self.in_hand = found or next(iter(shelved), None)
        self.shelf.show_programmes(shelved, self.in_hand)
        self.hint.setVisible(all(each.rid is None for each in shelved))
        self._show()

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Follow edits and what undoes them."""
        if change_set.touches("programme"):
            self.refresh()

    def _read(self) -> list[Shelved]:
        kept = {text.rid: text for text in store.own_texts(self.context.ws.read)}
        read: dict[int, tuple[str, Draft]] = {}
        for rid, text in kept.items():
            known = self._drafts.get(rid)
            if known is None or known[0] != text.text:
                known = (text.text, read_draft(text.text, text.key))
            read[rid] = known
        self._drafts = read
        own = [Shelved(kept[rid].key, rid, draft) for rid, (_text, draft) in read.items()]
        shipped = [Shelved(each.key, None, Draft(each)) for each in available_templates()]
        return [*own, *shipped]

    def _show(self) -> None:
        shelved = self.in_hand
        if shelved is None:
            return
        self.header.set_title(shelved.title())
        self.header.set_subtitle(_about(shelved))
        self.delete_button.setVisible(shelved.rid is not None)
        self.start_button.setEnabled(shelved.draft.is_complete)
        self.start_button.setToolTip("" if shelved.draft.is_complete else tr(_INCOMPLETE))
        self.panel.show_programme(shelved)
        self.dates.show_template(shelved.draft.template)
        self.problems.show_draft(shelved.draft)
        count = len(slips(shelved.draft))
        words = msg("editor", "▲ To complete: {count}", count=count)
        self.tabs.setTabText(1, tr(words if count else msg("editor", "✓ Complete")))
        self.tabs.setTabVisible(1, shelved.rid is not None)
        self.context.actions.refresh()
        self._show_part(self.panel.place())

    def _on_place(self, place: Place) -> None:
        self.form.let_go()  # before the programme is asked for: this may change it
        self._show_part(place)

    def _show_part(self, place: Place) -> None:
        if self.in_hand is not None:
            shelved = self.in_hand
            self.form.show_part(shelved.draft, place, shelved.rid, shelved.key)

    # -- going places -------------------------------------------------------------------------

    def _on_shelf(self, shelved: Shelved) -> None:
        self.form.let_go()
        self.in_hand = shelved
        self.refresh()

    def toggle_list(self) -> None:
        """Show or hide the list of programmes, for more room."""
        self.shelf_frame.setVisible(self.shelf_frame.isHidden())
        self.context.actions.refresh()

    def show_own(self, rid: int, place: Place | None = None) -> None:
        """Show one of her own programmes."""
        self._choose(("", rid), place)

    def _choose(self, identity: tuple[str, int | None], place: Place | None = None) -> None:
        found = next((each for each in self._read() if each.identity == identity), None)
        if found is not None:
            self._on_shelf(found)
            self.panel.tree.select(place or Node())

    def go_to_slip(self, slip: Slip) -> None:
        """Show the part and the field in which something is missing or wrong."""
        self.panel.tree.select(slip.place)
        self.form.focus_field(slip.field, next(iter(slip.languages), ""))

    @override
    def open_target(self, target: Target) -> None:
        """`own` names one of her programmes, `shipped` one that ships by its key."""
        if target.kind == "own" and target.rid is not None:
            self.show_own(target.rid)
        elif target.kind == "shipped":
            self._choose((target.extra.get("key", ""), None))

    @override
    def current_target(self) -> Target:
        """The programme in hand."""
        if self.in_hand is None:
            return Target(self.key)
        if self.in_hand.rid is not None:
            return Target(self.key, "own", self.in_hand.rid)
        return Target(self.key, "shipped", extra={"key": self.in_hand.key})

    @override
    def state(self) -> dict[str, str]:
        """The part in hand."""
        place = self.panel.place()
        if not isinstance(place, Node):
            return {}
        return {"section": place.section, "key": place.key, "inner": place.inner}

    @override
    def restore(self, state: dict[str, str]) -> None:
        """Go back to that part, if it is there."""
        names = (state.get(name, "") for name in ("section", "key", "inner"))
        self.panel.tree.select(Node(*names))

    @override
    def focus_default(self) -> None:
        """The parts of the programme."""
        self.panel.tree.setFocus()

    # -- verbs --------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the programme in hand to her own ones and go to its name."""
        if self.in_hand is None:
            return
        self.form.let_go()
        name = self.in_hand.title()
        rid = service.copy_programme(self.context.ws, self.in_hand.draft.template)
        self.show_own(rid)
        self.context.tell_done(msg("editor", "Copied to my programmes: {name}", name=name))
        self.form.focus_field("name", current())

    def new(self) -> None:
        """Begin a programme and go to its name."""
        self.form.let_go()
        rid = service.new_programme(self.context.ws, "", current())
        self.show_own(rid)
        self.form.focus_field("name", current())

    def delete(self) -> None:
        """Delete the programme of hers in hand, with a way back."""
        if self.in_hand is None or self.in_hand.rid is None:
            return
        name = self.in_hand.title()
        service.delete_programme(self.context.ws, self.in_hand.rid)
        self.context.tell_done(msg("editor", "Deleted: {name}", name=name))

    def start(self) -> None:
        """Go where a run of the programme is started."""
        if self.in_hand is not None and self._can_start():
            extra = {"programme": self.in_hand.draft.template.key}
            self.context.navigate(Target("workshops", "start", extra=extra))

    def export(self) -> None:
        """Choose a file for the programme in hand."""
        if self.in_hand is not None:
            self.context.drafts.flush_all()
            self.files.export(self.in_hand)

    def import_file(self) -> None:
        """Choose a file with a programme."""
        self.files.import_file()

    def _on_taken_in(self, rid: int) -> None:
        self.show_own(rid)
        name = self.in_hand.title() if self.in_hand else ""
        self.context.tell_done(msg("editor", "Taken in: {name}", name=name))

    def _is_own(self) -> bool:
        return self.in_hand is not None and self.in_hand.rid is not None

    def _can_start(self) -> bool:
        return self.in_hand is not None and self.in_hand.draft.is_complete


_INCOMPLETE = msg("editor", "Runs can be started of it once it is complete.")


def _about(shelved: Shelved) -> str:
    if shelved.rid is None:
        words = msg(
            "editor",
            "{about} · comes with CoachDesk: read it here, copy it to change it",
            about=shelved.about(),
        )
    else:
        words = msg("editor", "{about} · my own", about=shelved.about())
    return tr(words)


def _framed(*widgets: QWidget) -> QFrame:
    frame = QFrame()
    set_class(frame, "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(theme.S, theme.S, theme.S, theme.S)
    layout.setSpacing(theme.S)
    layout.addWidget(widgets[0], 1)
    for each in widgets[1:]:
        layout.addWidget(each)
    return frame
