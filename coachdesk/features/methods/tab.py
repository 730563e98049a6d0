"""The tab Methods of the team page: what came of the methods that the team took part in."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.features.methods import store
from coachdesk.features.methods.chart_view import ChartView
from coachdesk.features.methods.charts import scatter, spread_chart
from coachdesk.features.methods.model import KIND_NAMES, Use
from coachdesk.features.methods.page import HANDOUT, MethodsPage
from coachdesk.features.methods.priorities import Priorities
from coachdesk.features.methods.spread import CheckIn
from coachdesk.features.methods.told import told
from coachdesk.features.projector.model import Chart
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import LANGUAGE, current, say
from coachdesk.ui.widgets.basic import Card, EmptyState, Scroll, button, clear, label, row_of

_TABLES = ("method_use", "method_team", "team", "member")


class MethodsTab(QWidget):
    """A card for each use, the newest first."""

    def __init__(self, context: Context, team_rid: int) -> None:
        super().__init__()
        self._context, self._team_rid = context, team_rid
        self.cards: list[Card] = []
        begin = button(msg("methods", "Go to methods"), "primary")
        begin.clicked.connect(lambda: context.navigate(Target(MethodsPage.key, "new")))
        self._empty = EmptyState(
            "methods",
            msg("methods", "No method used with this team yet"),
            msg(
                "methods",
                "Prioritise targets, weigh alternatives, mix groups or plan a sparring round on "
                "the page Methods. What comes of it then appears here, and can be printed.",
            ),
            begin,
        )
        self._scroll = Scroll(margins=0, spacing=theme.M)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.S, 0, 0)
        layout.addWidget(self._empty)
        layout.addWidget(self._scroll)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what the team took part in."""
        found = store.uses_of_team(self._context.ws.read, self._team_rid)
        clear(self._scroll.body)
        self.cards = [self._card(row.use) for row in found]
        for card in self.cards:
            self._scroll.body.addWidget(card)
        self._scroll.body.addStretch(1)
        self._empty.setVisible(not found)
        self._scroll.setVisible(bool(found))

    def on_change(self, change_set: ChangeSet) -> None:
        """Follow methods and the names in them."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def open_target(self, target: Target) -> None:
        """There is nothing in it to open but the tab itself."""

    def _card(self, use: Use) -> Card:
        card = Card(use.name())
        card.setMaximumWidth(theme.READABLE)
        day = format_date(use.made_on, current(), "day")
        kind = say(KIND_NAMES[use.kind])
        card.add(label(" · ".join(filter(None, (kind if use.title else "", day))), "muted"))
        names = store.names(self._context.ws.read, use.contents)
        own = store.team_uuids(self._context.ws.read, [self._team_rid])
        for line in told(use.contents, names, LANGUAGE.texts, own[0] if own else ""):
            card.add(label(line, wrap=True))
        chart = self._chart(use)
        if chart is not None:
            card.add(chart)
        open_it, paper = button(msg("methods", "Open")), button(msg("methods", "Print"))
        open_it.clicked.connect(lambda: self._go("methods", use))
        paper.clicked.connect(lambda: self._go("print", use))
        card.body.addLayout(row_of(open_it, paper, None))
        return card

    def _chart(self, use: Use) -> ChartView | None:
        contents, texts = use.contents, LANGUAGE.texts
        found: Chart | None = None
        name = msg("methods", "The numbers given")
        if isinstance(contents, Priorities):
            found, name = scatter(contents, texts), msg("methods", "Impact and effort")
        elif isinstance(contents, CheckIn):
            found = spread_chart(contents, texts)
        if found is None:
            return None
        chart = ChartView(name)
        chart.show_chart(found)
        chart.setFixedHeight(theme.SIDEBAR)
        return chart

    def _go(self, page: str, use: Use) -> None:
        extra = {"handout": HANDOUT} if page == "print" else {}
        self._context.navigate(Target(page, "method", use.rid, extra))
