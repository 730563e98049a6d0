"""Starting a run: which programme, its name and years, and cohorts with their dates and teams."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.programmes import library, service, store
from coachdesk.features.programmes.page_contents import facts_words
from coachdesk.features.programmes.start_cohort import CohortForm
from coachdesk.features.programmes.tab_order import chain
from coachdesk.features.programmes.template import Template, available_templates, broken_templates
from coachdesk.features.programmes.years import shown_years, typed_years
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.model import Team
from coachdesk.kernel.database import Database
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Banner, Card, button, clear, label, row_of
from coachdesk.ui.widgets.fields import FormRow


class StartForm(QWidget):
    """Everything a run needs to begin. `started` tells its rid, `cancelled` that none is wanted."""

    started = Signal(int)
    cancelled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.templates: list[Template] = []
        self.cohorts: list[CohortForm] = []
        self._suggested = self._suggested_years = ""
        self._at_work: Sequence[Team] = ()
        self.choice = QButtonGroup(self)
        self.choice.idToggled.connect(self._on_chosen)
        self.name = QLineEdit()
        self.name.returnPressed.connect(self._start)
        self.years = QLineEdit()
        self.years.setPlaceholderText("2026–2027")
        self.add_button = button(
            msg("programmes", "Add a cohort with dates of its own"), icon="add"
        )
        self.add_button.clicked.connect(self.add_cohort)
        self.go = button(msg("programmes", "Start the programme"), "primary")
        self.go.clicked.connect(self._start)
        self.cancel = button(msg("programmes", "Cancel"))
        self.cancel.clicked.connect(self.cancelled)
        self._lay_out()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.L)
        self._broken = QVBoxLayout()
        outer.addLayout(self._broken)
        outer.addWidget(self._programme_card())
        self._cohorts = QVBoxLayout()
        self._cohorts.setSpacing(theme.L)
        outer.addLayout(self._cohorts)
        self._no_teams = button(msg("programmes", "Add teams first"), "link")
        self._no_teams.clicked.connect(lambda: self._context.navigate(Target("teams")))
        outer.addLayout(row_of(self.add_button, self._no_teams, None))
        about = msg(
            "programmes",
            "Each team gets the programme's checklist and tasks. Dates may be left open and teams "
            "can join later too.",
        )
        outer.addWidget(label(about, "muted", wrap=True))
        outer.addLayout(row_of(self.go, self.cancel, None))
        outer.addStretch(1)

    def _programme_card(self) -> Card:
        card = Card(msg("programmes", "Which programme"))
        columns = QHBoxLayout()
        columns.setSpacing(theme.XL)
        self._options = QVBoxLayout()
        self._options.setSpacing(theme.XS)
        columns.addLayout(self._options, 2)
        right = QVBoxLayout()
        right.setSpacing(theme.S)
        self.about = label("", wrap=True)
        self.facts = label("", "muted", wrap=True)
        self.source = label("", "small", "muted", wrap=True)
        for each in (self.about, self.facts, self.source):
            right.addWidget(each)
        right.addStretch(1)
        names = QHBoxLayout()
        names.setSpacing(theme.L)
        hint = msg("programmes", "Year and area tell one run of the programme from the next.")
        self._name_row = FormRow(msg("programmes", "Name"), self.name, hint)
        self._years_row = FormRow(msg("programmes", "Years"), self.years)
        top = Qt.AlignmentFlag.AlignTop
        names.addWidget(self._name_row, 3, top)
        names.addWidget(self._years_row, 1, top)
        right.addLayout(names)
        columns.addLayout(right, 3)
        card.body.addLayout(columns)
        return card

    # -- showing ------------------------------------------------------------------------------

    def prepare(self, *, first: bool) -> None:
        """Begin anew with good guesses. `first`: there is nothing to go back to."""
        db = self._context.ws.read
        self._show_programmes(db)
        self._at_work = teams.list_teams(db)
        for form in list(self.cohorts):
            self._drop(form)
        busy = store.places_of_teams(db, self._context.clock.today())
        free = [team for team in self._at_work if team.rid not in busy]
        only = self._new_form({team.rid for team in free})
        only.area.show_area(_likely_area(free or self._at_work))
        self._no_teams.setVisible(not self._at_work)
        self.name.clear()
        self.years.clear()
        self._suggest()
        self.cancel.setVisible(not first)
        self.go.setEnabled(bool(self.templates))

    def refresh(self) -> None:
        """Teams may have come or gone meanwhile; what was ticked and typed stays."""
        at_work = teams.list_teams(self._context.ws.read)
        known = {team.rid for team in self._at_work}
        if {team.rid for team in at_work} == known:
            return
        self._at_work = at_work
        fresh = {team.rid for team in at_work} - known
        for index, form in enumerate(self.cohorts):
            form.show_teams(at_work, {*form.picker.chosen(), *(() if index else fresh)})
        self._no_teams.setVisible(not at_work)

    def _show_programmes(self, db: Database) -> None:
        """Offer all programmes; at first the one that she used last."""
        runs = (*store.runs(db), *store.runs(db, archived=True))
        chosen = next((run.template_key for run in runs), "")
        shipped = len(available_templates())
        self.templates = templates = library.usable_programmes(db)
        for option in self.choice.buttons():
            self.choice.removeButton(option)
        clear(self._options)
        clear(self._broken)
        for problem in broken_templates():
            self._broken.addWidget(Banner(_broken(problem)))
        for index, template in enumerate(templates):
            name = template.name.in_language(current())
            own = msg("programmes", "{name} (my own)", name=name)
            option = QRadioButton(name if index < shipped else tr(own))
            option.setAccessibleDescription(template.description.in_language(current()))
            self.choice.addButton(option, index)
            self._options.addWidget(option)
        self._options.addStretch(1)
        keys = [template.key for template in templates]
        if templates:
            self.choice.button(keys.index(chosen) if chosen in keys else 0).setChecked(True)
        else:
            self.about.setText(tr(msg("programmes", "No programme can be used.")))

    def choose(self, key: str) -> None:
        """Choose the programme with this key, the last of them; another key changes nothing."""
        for index, template in enumerate(self.templates):
            if template.key == key:
                self.choice.button(index).setChecked(True)

    @property
    def template(self) -> Template | None:
        """The chosen programme."""
        index = self.choice.checkedId()
        return self.templates[index] if 0 <= index < len(self.templates) else None

    def _on_chosen(self, _index: int, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not on or self.template is None:
            return
        template = self.template
        self.about.setText(template.description.in_language(current()))
        self.facts.setText(facts_words(template))
        self.source.setText(template.source.in_language(current()))
        for form in self.cohorts:
            form.show_template(template)
        self._order()
        self._suggest()

    def _suggest(self) -> None:
        """Suggest a name and years as long as hers are not there."""
        if self.template is None:
            return
        years = self._likely_years(self.template)
        if self.years.text() in {"", self._suggested_years}:
            self._suggested_years = shown_years(*years)
            self.years.setText(self._suggested_years)
        if self.name.text() in {"", self._suggested}:
            self._suggested = self._likely_name(self.template, str(years[0]))
            self.name.setText(self._suggested)

    def _likely_name(self, template: Template, year: str) -> str:
        title = template.name.in_language(current())
        area = self.cohorts[0].area.currentText().strip() if len(self.cohorts) == 1 else ""
        if not area:
            return tr(msg("programmes", "{programme} {year}", programme=title, year=year))
        known = msg(
            "programmes", "{programme} {year}, {area}", programme=title, year=year, area=area
        )
        return tr(known)

    def _likely_years(self, template: Template) -> tuple[int, int]:
        """From the first to the last of the dates there are."""
        days = [event.starts_on for form in self.cohorts for event in form.events_to_be(template)]
        years = {day.year for day in days if day} or {self._context.clock.today().year}
        return min(years), max(years)

    # -- cohorts ------------------------------------------------------------------------------

    def add_cohort(self) -> None:
        """One more cohort, with its own dates and teams."""
        form = self._new_form(())
        self._suggest()
        form.area.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_form(self, ticked: Sequence[int] | set[int]) -> CohortForm:
        form = CohortForm(self._context)
        form.removal_asked.connect(partial(self._remove, form))
        form.place_changed.connect(self._suggest)
        form.dates_changed.connect(self._suggest)
        form.area.finished.connect(partial(self._gather_area, form))
        form.picker.ticked.connect(partial(self._untick_elsewhere, form))
        if self.template is not None:
            form.show_template(self.template)
        form.show_teams(self._at_work, ticked)
        self.cohorts.append(form)
        self._cohorts.addWidget(form)
        self._number()
        return form

    def _remove(self, form: CohortForm) -> None:
        self._drop(form)
        self._suggest()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, form: CohortForm) -> None:
        self.cohorts.remove(form)
        self._cohorts.removeWidget(form)
        form.hide()
        form.deleteLater()
        self._number()

    def _number(self) -> None:
        for number, form in enumerate(self.cohorts, start=1):
            form.show_number(number, len(self.cohorts))
        self._order()

    def _order(self) -> None:
        """Tab goes in reading order, whatever was made last."""
        fields = [field for form in self.cohorts for field in form.fields()]
        options = self.choice.buttons()
        last = (self.add_button, self._no_teams, self.go, self.cancel)
        chain((self.name, *options))
        chain((*options[-1:], self.name, self.years, *fields, *last))

    def _gather_area(self, form: CohortForm) -> None:
        """Where there are several cohorts, the ticked teams of an area gather in its cohort."""
        if len(self.cohorts) > 1:
            ticked = [rid for each in self.cohorts for rid in each.picker.chosen()]
            form.picker.tick(form.teams_of_area(ticked), on=True)

    def _untick_elsewhere(self, form: CohortForm, team_rid: int) -> None:
        for other in self.cohorts:
            if other is not form:
                other.picker.tick([team_rid], on=False)

    # -- starting -----------------------------------------------------------------------------

    def _start(self) -> None:
        if self.template is None:
            return
        cohorts = []
        for form in self.cohorts:
            taken = form.take()
            if taken is None:
                return
            cohorts.append(taken)
        try:
            years = typed_years(self.years.text())
        except UserError as problem:
            self._years_row.show_problem(problem.message)
            self.years.setFocus()
            return
        self._years_row.show_problem(None)
        try:
            run = service.start_run(
                self._context.ws, self.template, self.name.text(), cohorts, years
            )
        except UserError as problem:
            self._name_row.show_problem(problem.message)
            self.name.setFocus()
            return
        self._name_row.show_problem(None)
        self.started.emit(run)


def _broken(problem: UserError) -> str:
    words = msg("programmes", "A programme cannot be used. {problem}", problem=problem.message)
    return tr(words)


def _likely_area(among: Sequence[Team]) -> str:
    """The area that most of the teams belong to."""
    found = Counter(team.area for team in among if team.area).most_common(1)
    return found[0][0] if found else ""
