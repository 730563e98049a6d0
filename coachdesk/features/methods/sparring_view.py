"""A sparring round: which teams, how many rounds, and the table of who comments on whom."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from coachdesk.features.methods import service_people, store
from coachdesk.features.methods.model import Sparring, Use
from coachdesk.features.methods.rotation import most_rounds
from coachdesk.features.methods.scope import teams_offered
from coachdesk.features.methods.view import MethodView
from coachdesk.features.methods.words import partners, team_name
from coachdesk.features.printing.subjects import TickBoxes
from coachdesk.features.teams.combos import CalmCombo, CalmSpin
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import LANGUAGE, tr
from coachdesk.ui.widgets.basic import Card, clear, label, row_of
from coachdesk.ui.widgets.fields import name_field
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

Row = tuple[str, ...]
_CHOICES = 236


class SparringView(MethodView[Sparring]):
    """Tick the teams, choose the rounds: the rotation follows."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.teams = TickBoxes(msg("methods", "Teams of the sparring round"))
        self.how = CalmCombo()
        self.rounds = CalmSpin(1, 99)
        self.told = label("", "muted", wrap=True)
        self.table: TableView | None = None
        self._shown: tuple[int, bool] | None = None
        self._arrange()
        self.teams.ticks_changed.connect(self._on_ticks)
        self.how.activated.connect(lambda _place: self._set_rounds())
        self.rounds.valueChanged.connect(lambda _value: self._set_rounds())

    def _arrange(self) -> None:
        self.how.addItem(tr(msg("methods", "Commenting circle")), False)  # noqa: FBT003 - its data
        self.how.addItem(tr(msg("methods", "Mutual pairs")), True)  # noqa: FBT003 - its data
        name_field(self.how, msg("methods", "How teams comment"))
        rounds = label(msg("methods", "Rounds"), "muted")
        name_field(self.rounds, msg("methods", "Rounds"), rounds)
        left, right = Card(msg("methods", "Teams")), Card(msg("methods", "Who comments on whom"))
        left.setFixedWidth(_CHOICES)
        left.add(self.teams)
        left.add(self.how)
        left.body.addLayout(row_of(rounds, None, self.rounds))
        left.body.addStretch(1)
        self._place = QVBoxLayout()
        right.add(self.told)
        right.body.addLayout(self._place, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.M)
        across.addWidget(left)
        across.addWidget(right, 1)

    @override
    def show_use(self, use: Use, made: Sparring) -> None:
        """The teams that there are, those that take part, and the rotation."""
        self.rid = use.rid
        db = self.context.ws.read
        taking_part = store.team_rids(db, use.rid)
        offered = teams_offered(db, use.event_rid)
        known = dict(offered)
        more = [(rid, name) for rid, name in store.named_teams(db, taking_part) if rid not in known]
        with QSignalBlocker(self.teams), QSignalBlocker(self.rounds):
            self.teams.show_names([*offered, *more])
            self.teams.tick(taking_part)
            self.rounds.setMaximum(max(most_rounds(len(made.teams), mutual=made.mutual), 1))
            self.rounds.setValue(made.rounds)
        self.how.setCurrentIndex(int(made.mutual))
        self._show_rotation(made)

    def _show_rotation(self, made: Sparring) -> None:
        texts = LANGUAGE.texts
        names = store.names(self.context.ws.read, made)
        rounds = partners(made, names, texts)
        self.told.setText(tr(_told(made, len(rounds))))
        rows: list[Row] = [
            (team_name(names, uuid, texts), *(each[place] for each in rounds))
            for place, uuid in enumerate(made.teams)
        ]
        if not rounds:
            rows = []
        if self.table is None or self._shown != (len(rounds), made.mutual):
            self._make_table(len(rounds))
            self._shown = (len(rounds), made.mutual)
        if self.table is not None:
            self.table.records.set_records(rows)
            self.table.setVisible(bool(rows))

    def _make_table(self, rounds: int) -> None:
        columns: list[Column[Row]] = [
            Column(msg("methods", "Team"), lambda row: row[0], strong=True, stretch=True)
        ]
        for number in range(1, rounds + 1):
            title = msg("methods", "Round {number}", number=number)
            columns.append(Column(title, _cell(number), stretch=True))
        clear(self._place)
        self.table = TableView(RecordModel(columns), msg("methods", "Who comments on whom"))
        self._place.addWidget(self.table, 1)

    @override
    def focus_default(self) -> None:
        """The teams."""
        self.teams.setFocus()

    def _on_ticks(self) -> None:
        ticked = self.teams.ticked()
        self.attempt(lambda: service_people.set_teams(self.context.ws, self.rid, ticked))

    def _set_rounds(self) -> None:
        mutual = bool(self.how.currentData())
        self.attempt(lambda: service_people.set_rounds(
            self.context.ws, self.rid, self.rounds.value(), mutual=mutual))  # fmt: skip


def _cell(number: int) -> Callable[[Row], str]:
    return lambda row: row[number] if number < len(row) else ""


def _told(made: Sparring, rounds: int) -> Message:
    teams = len(made.teams)
    if teams < 2:
        return msg("methods", "Tick at least two teams: sparring needs somebody to talk to.")
    if made.mutual:
        return plural(
            "methods",
            "{count} round: the team in the row and the one named there comment on each other.",
            "{count} rounds: the team in the row and the one named there comment on each other. No "
            "two teams meet twice.",
            rounds,
        )
    return plural(
        "methods",
        "{count} round: each team comments on the one named in its row.",
        "{count} rounds: each team comments on the one named in its row, never twice on the same.",
        rounds,
    )
