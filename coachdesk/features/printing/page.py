"""The print page: what leaves the room, for whom and in which language; the real PDF beside it.

One paper, or all papers of a workshop as a pack.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.features.printing import offered
from coachdesk.features.printing.choices import (
    FormCard,
    HandoutCard,
    NotesCard,
    listed,
    restored_options,
    rids_of,
)
from coachdesk.features.printing.column import ChoicesColumn
from coachdesk.features.printing.log_view import show_log
from coachdesk.features.printing.model import (
    BLANK,
    Choices,
    Group,
    Handout,
    Medium,
    Order,
    Parcel,
    Subject,
)
from coachdesk.features.printing.nothing_yet import nothing_yet
from coachdesk.features.printing.pack_desk import KindSwitch, PackDesk
from coachdesk.features.printing.pack_rows import PackRow
from coachdesk.features.printing.service import OrderParcel
from coachdesk.features.printing.subjects import SubjectCard, teams_of
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import PageHeader, button, row_of

if TYPE_CHECKING:
    from coachdesk.kernel.workspace import ChangeSet


class PrintPage(Page):
    """Choices at the left, the paper at the right."""

    key, title, icon = "print", msg("printing", "Print"), "print"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        # here: QtPdf and the printing parts of Qt are not needed before this page
        from coachdesk.features.printing.live import LivePreview
        from coachdesk.features.printing.output import Output
        from coachdesk.features.printing.verbs import VerbBar

        self.handouts = HandoutCard(offered.HANDOUTS)
        self.subjects = SubjectCard()
        self.form = FormCard()
        self.notes = NotesCard()
        self.switch = KindSwitch()
        self.pack = PackDesk(context, self._options_of)
        self.live = LivePreview(context)
        self.output = Output(context, self)
        self.verbs = VerbBar(self.output)
        self._options: dict[str, frozenset[str]] = {}
        self._was_filled = self._wants_forms = False
        self._whole = QStackedWidget()
        self._build()
        self._connect()
        self._show_handout()
        self._show_kind()

    # -- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        work = QWidget()
        across = QHBoxLayout(work)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._column = self._left()
        across.addWidget(self._column)
        across.addWidget(self.live, 1)
        self._whole.addWidget(work)
        add_team = partial(self.context.navigate, Target("teams"))
        self._whole.addWidget(nothing_yet(add_team, self._show_forms))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _left(self) -> ChoicesColumn:
        log = button(msg("printing", "What was printed"), "link")
        log.clicked.connect(self.show_log)
        subtitle = msg("printing", "What is printed, for whom and in which language")
        header = PageHeader(msg("printing", "Print"), subtitle)
        self._one = QWidget()
        one = QVBoxLayout(self._one)
        one.setContentsMargins(0, 0, 0, 0)
        one.setSpacing(theme.M)
        for card in (self.handouts, self.subjects, self.form, self.notes):
            one.addWidget(card)
        return ChoicesColumn(
            (header, self.switch, self._one, self.pack),
            row_of(log, None),
            (self.pack.estimate, self.verbs),
        )

    def _show_forms(self) -> None:
        """Where there is nothing to tell of, there are the forms to fill in by hand."""
        blank = [one for one in offered.HANDOUTS if one.blank]
        self._wants_forms = True
        self.refresh()
        self.form.choose(self.form.language, large_print=False, blank=True)
        self.handouts.choose(next((one.key for one in blank if one.group is Group.BY_HAND), ""))
        self.handouts.focus()

    def _connect(self) -> None:
        self.handouts.changed.connect(self._on_handout)
        self.subjects.changed.connect(self._on_subjects)
        self.form.changed.connect(self._on_changed)
        self.notes.changed.connect(self._on_changed)
        self.switch.changed.connect(self._show_kind)
        self.pack.changed.connect(self._on_pack)
        self.live.settled.connect(self._on_settled)
        self.verbs.print.clicked.connect(self.print)
        self.verbs.save.clicked.connect(self.save)
        self.verbs.word.clicked.connect(self.save_as_word)
        self.output.busy_changed.connect(self._show_state)

    # -- what is chosen -----------------------------------------------------------------------

    def order(self) -> Order:
        """What the choices say now."""
        handout = self.handouts.handout
        notes = self.notes.boxes.ticked() if handout.picks_notes else ()
        return Order(
            handout=handout,
            subjects=(BLANK,) if self.form.is_blank else self.subjects.chosen(handout.subject),
            language=self.form.language,
            fallback=current(),
            large_print=self.form.large.isChecked(),
            choices=Choices(self.form.options(), frozenset(notes)),
        )

    def _on_handout(self) -> None:
        """Notes were picked for one hand-out: they go onto no other one."""
        with QSignalBlocker(self.notes.boxes):
            self.notes.boxes.tick(())
        self._show_handout()

    def _show_handout(self) -> None:
        """Another hand-out: its subjects, its parts, and notes if it takes any."""
        if not offered.HANDOUTS:
            return
        handout = self.handouts.handout
        self.subjects.show_kind(handout.subject)
        self.form.show_form(handout, self._options.get(handout.key, handout.usual().options))
        self.notes.setVisible(handout.picks_notes)
        self._refresh_notes()
        self._column.fit_soon()
        self._on_changed()

    def _on_subjects(self) -> None:
        self._refresh_notes()
        self._on_changed()

    def _refresh_notes(self) -> None:
        if self.handouts.handout.picks_notes:
            self.notes.refresh(self.context.ws.read, self.subjects.chosen(Subject.TEAM))

    def _on_changed(self) -> None:
        order = self.order()
        self._options[order.handout.key] = order.choices.options
        if not self.is_pack:
            self._show_state()
            self.live.show_order(order)

    def _show_state(self) -> None:
        self.subjects.setEnabled(not self.form.is_blank)
        self.verbs.show_state(
            ready=self.is_ready(), several=self._is_several(), can_be_word=self._can_be_word()
        )
        self.context.actions.refresh()

    def _is_several(self) -> bool:
        if self.is_pack:
            return self.pack.files > 1
        order = self.order()
        return order.handout.subject is Subject.TEAM and len(order.subjects) > 1

    # -- one paper or a pack ------------------------------------------------------------------

    @property
    def is_pack(self) -> bool:
        """Whether a workshop's pack is chosen rather than one paper."""
        return self.switch.is_pack

    def _options_of(self, handout: Handout[Any]) -> frozenset[str]:
        return self._options.get(handout.key, handout.usual().options)

    def _show_kind(self) -> None:
        self._one.setVisible(not self.is_pack)
        self.pack.show_all(visible=self.is_pack)
        self.verbs.word.setVisible(not self.is_pack)
        self._column.go_to_top()
        self._column.fit_soon()
        if self.is_pack:
            self._on_pack(None)
        elif offered.HANDOUTS:
            self._on_changed()

    def _on_pack(self, row: PackRow | None) -> None:
        if self.is_pack:
            self.pack.read()
            self._show_state()
            self.live.show_papers(self.pack.shown_papers(), self.pack.hint, self.pack.key_of(row))

    def _on_settled(self) -> None:
        if self.is_pack:
            self.pack.count()

    # -- verbs --------------------------------------------------------------------------------

    def print(self) -> None:
        """Print all chosen papers."""
        if self.is_ready():
            self.output.print(self._parcel(Medium.PAPER))

    def save(self) -> None:
        """Save all chosen papers, as one PDF or one for each team."""
        self._save_as(Medium.PDF)

    def save_as_word(self) -> None:
        """Save the chosen papers as Word documents, which can be edited."""
        self._save_as(Medium.WORD)

    def _save_as(self, medium: Medium) -> None:
        if not self.is_ready():
            return
        if self.verbs.each.isChecked() and self._is_several():
            self.output.save_each(self._parcel(medium))
        else:
            self.output.save(self._parcel(medium))

    def _parcel(self, medium: Medium) -> Parcel:
        pack = self.pack.parcel() if self.is_pack else None
        return pack or OrderParcel(self.order(), self.context.clock.today(), medium)

    def choose_pack(self, event_rid: int | None = None) -> None:
        """Show the choices of a pack, of this event if one is named."""
        self.switch.choose(pack=True)
        if event_rid is not None:
            self.pack.view.workshop.choose(event_rid)
        self.pack.view.workshop.list.setFocus()

    def show_log(self) -> None:
        """Show what was printed and saved."""
        show_log(self.context.ws.read, self)

    def is_ready(self) -> bool:
        """Whether there is something to print and nothing is under way."""
        if self.output.busy or not offered.HANDOUTS:
            return False
        return bool(self.pack.files if self.is_pack else self.order().subjects)

    def _can_be_word(self) -> bool:
        """A pack is printed, not edited."""
        return not self.is_pack and self.is_ready()

    # -- the page -----------------------------------------------------------------------------

    @override
    def actions_of_page(self) -> Sequence[Action]:
        return [
            Action("print.save", msg("printing", "Save as PDF…"), self.save, icon="save",
                   shortcut="Ctrl+Shift+S", menu="print", enabled=self.is_ready),
            Action("print.word", msg("printing", "Save as Word document…"), self.save_as_word,
                   icon="save", menu="print", enabled=self._can_be_word),
            Action("print.log", msg("printing", "What was printed"), self.show_log,
                   icon="history", menu="print"),
        ]  # fmt: skip

    @override
    def refresh(self) -> None:
        self.subjects.refresh(self.context.ws.read, self.context.clock.today())
        has_teams = self.subjects.teams.boxes.count() > 0
        has_any = has_teams or self.subjects.has_offered() or self._wants_forms
        self._whole.setCurrentIndex(0 if has_any and offered.HANDOUTS else 1)
        if not self._was_filled:
            self._was_filled = has_teams
            self.subjects.teams.boxes.tick_first()
        self.pack.refresh()
        if offered.HANDOUTS:
            self._refresh_notes()
            self._on_changed()
            self._on_pack(None)

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        if change_set.rows:  # the log of what was printed is none of it
            self.refresh()

    @override
    def open_target(self, target: Target) -> None:
        """`kind` and `rid` name the subject; `extra["handout"]` the key of the hand-out.

        `extra["pack"]` opens the pack of the event. A run, named so or by `extra["run"]`, stands
        for all its teams where the paper is a team's, or for those of the cohort in
        `extra["cohort"]`.
        """
        if not offered.HANDOUTS:
            return
        if target.extra.get("pack"):
            self.choose_pack(target.rid)
            return
        self.switch.choose(pack=False)
        wanted = target.extra.get("handout", "")
        self.handouts.choose(wanted)
        kind, rid = target.kind, target.rid
        if rid is None and target.extra.get("run", "").isdecimal():
            kind, rid = Subject.RUN.value, int(target.extra["run"])
        if rid is None or kind not in set(Subject):
            return
        subject = Subject(kind)
        if not wanted:
            self.handouts.choose_for(subject)
        if subject is Subject.RUN and self.handouts.handout.subject is Subject.TEAM:
            cohort = target.extra.get("cohort", "")
            self.subjects.choose(Subject.TEAM, teams_of(self.context.ws.read, rid, cohort))
        self.subjects.choose(subject, (rid,))

    @override
    def current_target(self) -> Target:
        if not offered.HANDOUTS:
            return Target(self.key)
        if self.is_pack:
            rid = self.pack.view.workshop.rid
            return Target(self.key, Subject.EVENT.value if rid else "", rid, {"pack": "yes"})
        order = self.order()
        rid = order.subjects[0] if len(order.subjects) == 1 and not self.form.is_blank else None
        extra = {"handout": order.handout.key}
        return Target(self.key, order.handout.subject.value if rid else "", rid, extra)

    @override
    def state(self) -> dict[str, str]:
        if not offered.HANDOUTS:
            return {}
        order = self.order()
        return {
            "handout": order.handout.key,
            "language": order.language,
            "large": "yes" if order.large_print else "",
            "blank": "yes" if self.form.is_blank else "",
            "pack": "yes" if self.is_pack else "",
            **self.pack.state(),
            "each": "yes" if self.verbs.each.isChecked() else "",
            "notes": listed(order.choices.notes),
            **{kind.value: listed(self.subjects.chosen(kind)) for kind in Subject},
            **{f"options.{key}": ",".join(chosen) for key, chosen in self._options.items()},
        }

    @override
    def restore(self, state: dict[str, str]) -> None:
        self.form.choose(
            state.get("language", ""),
            large_print=bool(state.get("large")),
            blank=bool(state.get("blank")),
        )
        self.verbs.each.setChecked(bool(state.get("each")))
        for kind in Subject:
            self.subjects.choose(kind, rids_of(state, kind.value))
        for handout in offered.HANDOUTS:
            self._options[handout.key] = restored_options(state, handout)
        self._show_handout()
        self.handouts.choose(state.get("handout", ""))
        self.notes.boxes.tick(rids_of(state, "notes"))
        self.pack.restore(state)
        self.switch.choose(pack=bool(state.get("pack")))
        self._on_pack(None)

    @override
    def focus_default(self) -> None:
        if self.is_pack:
            self.pack.view.workshop.list.setFocus()
        elif offered.HANDOUTS:
            self.handouts.focus()
