"""Starting a run: which programme, its name, the area, the teams."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.programmes import service, store
from coachdesk.features.programmes.team_picker import TeamPicker
from coachdesk.features.programmes.template import (
    Template,
    available_templates,
    broken_templates,
)
from coachdesk.features.teams import store as teams
from coachdesk.features.teams.combos import AreaCombo
from coachdesk.features.teams.model import Team
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Banner, Card, button, label, row_of
from coachdesk.ui.widgets.fields import FormRow


class StartForm(QWidget):
    """Everything a run needs to begin. `started` tells its rid, `cancelled` that none is wanted."""

    started = Signal(int)
    cancelled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.templates = available_templates()
        self._suggested = ""
        self.choice = QButtonGroup(self)
        self.name = QLineEdit()
        self.area = AreaCombo()
        self.picker = TeamPicker()
        self.go = button(msg("programmes", "Start the programme"), "primary")
        self.cancel = button(msg("programmes", "Cancel"))
        self._lay_out()
        self.choice.idToggled.connect(self._suggest)
        self.area.currentTextChanged.connect(self._suggest)
        self.name.returnPressed.connect(self._start)
        self.go.clicked.connect(self._start)
        self.cancel.clicked.connect(self.cancelled)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.L)
        for problem in broken_templates():
            outer.addWidget(Banner(_broken(problem)))
        columns = QHBoxLayout()
        columns.setSpacing(theme.L)
        left = QVBoxLayout()
        left.setSpacing(theme.L)
        left.addWidget(self._programme_card())
        left.addWidget(self._name_card())
        left.addStretch(1)
        columns.addLayout(left, 3)
        right = QVBoxLayout()
        right.addWidget(self._teams_card())
        right.addStretch(1)
        columns.addLayout(right, 2)
        outer.addLayout(columns)
        outer.addLayout(row_of(self.go, self.cancel, None))
        outer.addStretch(1)

    def _programme_card(self) -> Card:
        card = Card(msg("programmes", "Which programme"))
        for index, template in enumerate(self.templates):
            option = QRadioButton(template.name.in_language(current()))
            about = template.description.in_language(current())
            option.setAccessibleDescription(about)
            self.choice.addButton(option, index)
            card.add(option)
            card.add(label(about, "muted", wrap=True))
        if self.templates:
            self.choice.button(0).setChecked(True)
        else:
            card.add(label(msg("programmes", "No programme can be used."), "problem", wrap=True))
        return card

    def _name_card(self) -> Card:
        card = Card(msg("programmes", "This time"))
        hint = msg("programmes", "Year and area tell one run of the programme from the next.")
        self._name_row = FormRow(msg("programmes", "Name"), self.name, hint)
        card.add(FormRow(msg("programmes", "Collaborative area"), self.area))
        card.add(self._name_row)
        return card

    def _teams_card(self) -> Card:
        card = Card(msg("programmes", "Which teams join"))
        self._about_teams = label(
            msg(
                "programmes",
                "Each team gets the programme's checklist and tasks. Teams can join later too.",
            ),
            "muted",
            wrap=True,
        )
        self._no_teams = button(msg("programmes", "Add teams first"), "link")
        self._no_teams.clicked.connect(lambda: self._context.navigate(Target("teams")))
        card.add(self._about_teams)
        card.add(self.picker)
        card.add(self._no_teams)
        return card

    # -- showing ------------------------------------------------------------------------------

    def prepare(self, *, first: bool) -> None:
        """Begin anew with good guesses. `first`: there is nothing to go back to."""
        db = self._context.ws.read
        at_work = teams.list_teams(db)
        busy = store.places_of_teams(db)
        free = [team for team in at_work if team.rid not in busy]
        self.picker.show_teams(at_work, {team.rid for team in free})
        self._show_whether_teams(at_work)
        self.area.show_area(_likely_area(free or at_work))
        self.name.clear()
        self._suggest()
        self.cancel.setVisible(not first)
        self.go.setEnabled(bool(self.templates))

    def refresh(self) -> None:
        """Teams may have come or gone meanwhile; what was ticked and typed stays."""
        at_work = teams.list_teams(self._context.ws.read)
        if {team.rid for team in at_work} != self.picker.offered():
            fresh = {team.rid for team in at_work} - self.picker.offered()
            self.picker.show_teams(at_work, {*self.picker.chosen(), *fresh})
            self._show_whether_teams(at_work)

    def _show_whether_teams(self, at_work: Sequence[Team]) -> None:
        self.picker.setVisible(bool(at_work))
        self._no_teams.setVisible(not at_work)

    @property
    def template(self) -> Template | None:
        """The chosen programme."""
        index = self.choice.checkedId()
        return self.templates[index] if index >= 0 else None

    def _suggest(self) -> None:
        """Suggest a name as long as hers is not there."""
        if self.template is None or (self.name.text() != self._suggested and self.name.text()):
            return
        title = self.template.name.in_language(current())
        year = str(self._context.clock.today().year)
        area = self.area.currentText().strip()
        known = msg(
            "programmes", "{programme} {year}, {area}", programme=title, year=year, area=area
        )
        bare = msg("programmes", "{programme} {year}", programme=title, year=year)
        self._suggested = tr(known if area else bare)
        self.name.setText(self._suggested)

    def _start(self) -> None:
        if self.template is None:
            return
        try:
            cohort = service.NewCohort(area=self.area.currentText(), teams=self.picker.chosen())
            run = service.start_run(self._context.ws, self.template, self.name.text(), [cohort])
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
