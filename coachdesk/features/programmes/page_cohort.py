"""The cohorts of a run: choosing one, what it is called, who coaches it, adding and deleting."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTabBar, QWidget

from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.cohort_names import (
    cohort_title,
    shown_coaches,
    split_coaches,
    split_place,
)
from coachdesk.features.programmes.model import Cohort, Place
from coachdesk.features.teams.combos import AreaCombo
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.notices import Choice, Question
from coachdesk.ui.widgets.basic import Card, button, row_of
from coachdesk.ui.widgets.fields import FormRow


class CohortBar(QWidget):
    """The cohorts of a run as tabs; hidden where there is only one. `chosen` tells a rid."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(tr(msg("programmes", "Cohorts of the programme")))
        self.tabs.currentChanged.connect(self._on_changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.XL, 0, theme.XL, 0)
        layout.addWidget(self.tabs)
        layout.addStretch(1)

    def show_cohorts(self, cohorts: Sequence[Cohort], in_hand: int) -> None:
        """Show these, one of them in hand."""
        self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's
        while self.tabs.count() > len(cohorts):
            self.tabs.removeTab(self.tabs.count() - 1)
        for index, cohort in enumerate(cohorts):
            title = cohort_title(cohort, index + 1).replace("&", "&&")
            if index < self.tabs.count():
                self.tabs.setTabText(index, title)
            else:
                self.tabs.addTab(title)
            self.tabs.setTabData(index, cohort.rid)
            if cohort.rid == in_hand:
                self.tabs.setCurrentIndex(index)
        self.tabs.blockSignals(False)  # noqa: FBT003 - Qt's
        self.setVisible(len(cohorts) > 1)

    def _on_changed(self, index: int) -> None:
        if index >= 0:
            self.chosen.emit(self.tabs.tabData(index))


class CohortCard(Card):
    """What a cohort is called and who coaches it; one more, or this one no longer."""

    added = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(msg("programmes", "Area and coaches"))
        self._context = context
        self._place: Place | None = None
        self.area = AreaCombo()
        self.coaches = QLineEdit()
        self.coaches.setPlaceholderText(tr(msg("programmes", "Names, with commas between")))
        self._area_draft = context.drafts.watch(
            self.area.field, self.area.currentText, lambda _text: self._store()
        )
        self._coaches_draft = context.drafts.watch(
            self.coaches, self.coaches.text, lambda _text: self._store()
        )
        self.area.finished.connect(self._store_area)
        self.add_button = button(
            msg("programmes", "Add a cohort with dates of its own"), icon="add"
        )
        self.add_button.clicked.connect(self.add_cohort)
        self.delete_button = button(msg("programmes", "Delete this cohort…"), icon="trash")
        self.delete_button.clicked.connect(self.ask_to_delete)
        fields = row_of(
            FormRow(msg("programmes", "Area or group"), self.area),
            FormRow(msg("programmes", "Coaches"), self.coaches),
            spacing=theme.L,
        )
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        self.body.addLayout(fields)
        self.body.addLayout(row_of(self.add_button, self.delete_button, None))

    def show_place(self, place: Place) -> None:
        """Show a cohort; what is being typed stays."""
        self._place = place
        cohort = place.cohort
        self.delete_button.setVisible(not place.alone)
        if not self._area_draft.dirty and not self.area.field.hasFocus():
            with self._area_draft.loading():
                self.area.show_area(cohort.name or cohort.area)
        if not self._coaches_draft.dirty and split_coaches(self.coaches.text()) != list(
            cohort.coaches
        ):
            with self._coaches_draft.loading():
                self.coaches.setText(shown_coaches(cohort.coaches))

    def _store(self) -> None:
        if self._place:
            name, area = split_place(self.area.currentText())
            service.change_cohort(
                self._context.ws, self._place.cohort.rid, name, area,
                split_coaches(self.coaches.text()),
            )  # fmt: skip

    def _store_area(self) -> None:
        self._area_draft.touch()
        self._area_draft.flush()

    def add_cohort(self) -> None:
        """One more cohort, to be named and dated."""
        if self._place is None:
            return
        run = self._place.run.rid
        try:
            rid = service.add_cohort(self._context.ws, run, service.NewCohort())
        except UserError as problem:
            self._context.notices.error(problem)
            return
        self._context.tell_done(
            msg("programmes", "A cohort was added. Name it and date its events.")
        )
        self.added.emit(rid)

    def focus_name(self) -> None:
        """Where a new cohort is named."""
        self.area.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_to_delete(self) -> None:
        """Ask first, for checklists and tasks may hang on the cohort's dates."""
        if self._place is None or self._place.alone:
            return
        cohort = self._place.cohort
        hanging = store.count_cohort(self._context.ws.read, cohort.rid)
        self._context.notices.ask(
            _deletion(cohort, hanging), lambda key: self._on_answered(cohort.rid, key)
        )

    def _on_answered(self, cohort_rid: int, key: str) -> None:
        if key == "delete":
            service.delete_cohort(self._context.ws, cohort_rid)
            self._context.tell_done(msg("programmes", "Cohort deleted."))


def _deletion(cohort: Cohort, hanging: dict[str, int]) -> Question:
    title = cohort.title(current())
    words: Message = msg("programmes", "Delete this cohort?")
    if title:
        words = msg("programmes", "Delete the cohort “{name}”?", name=title)
    return Question(
        words,
        (
            Choice("keep", msg("programmes", "Keep it")),
            Choice("delete", msg("programmes", "Delete")),
        ),
        safe="keep",
        detail=msg(
            "programmes",
            "Its dates go: {events}. Its teams ({teams}), their notes, tasks and checklists stay.",
            events=hanging.get("event", 0), teams=hanging.get("participation", 0),
        ),
        danger="delete",
    )  # fmt: skip
