"""Where does this team stand: its tasks, its last notes, what to notice, why it joined."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.features.notes import store as notes
from coachdesk.features.notes.actions import start_note, target_of
from coachdesk.features.notes.markup import LineKind, plain_words, read_line
from coachdesk.features.notes.model import KINDS, Decision, MeetingRow
from coachdesk.features.overview import store
from coachdesk.features.overview.model import Standing
from coachdesk.features.overview.task_card import TaskCard
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.basic import Card, Scroll, button, card_column, clear, label
from coachdesk.ui.widgets.fields import AddRow

_LAST_NOTES = 3
_DECISIONS = 50
_TEXT_SHOWN = 200
_TABLES = ("team", "member", "task", "event", "run", "participation", "checklist_item")
_NOTE_TABLES = ("meeting", "meeting_team", "decision")


class SummaryTab(QWidget):
    """The first tab of a team."""

    def __init__(self, context: Context, team_rid: int) -> None:
        super().__init__()
        self._context = context
        self._team_rid = team_rid
        self._run_rid: int | None = None
        self.tasks = TaskCard(context, team_rid)
        self._findings = Card(msg("overview", "Worth noticing"), spacing=theme.XS)
        self._notes = Card(msg("overview", "Notes"))
        self.note_line = AddRow(msg("overview", "Write here and press Enter"))
        self.note_line.submitted.connect(self._on_note_typed)
        self._notes.add(self.note_line)
        self._reason = Card(msg("overview", "Why the team joins"))
        self._fillable = {
            card: _inner(card) for card in (self._findings, self._notes, self._reason)
        }
        scroll = Scroll(margins=0)
        across = QHBoxLayout()
        across.setSpacing(theme.L)
        across.addLayout(card_column(self.tasks, self._findings), 5)
        across.addLayout(card_column(self._notes, self._reason), 4)
        scroll.body.addLayout(across)
        scroll.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.M, 0, 0)
        outer.addWidget(scroll)
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        today = self._context.clock.today()
        found = store.standing(self._context.ws.read, self._team_rid, today, self._run_rid)
        if found is not None:
            self.tasks.refresh(found)
            self._show_findings(found)
            self._show_notes()
            self._show_reason(found)

    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed."""
        if change_set.touches(*_TABLES, *_NOTE_TABLES):
            self.refresh()

    def show_run(self, run_rid: int | None) -> None:
        """Tell what comes next in this run; None is the usual one."""
        self._run_rid = run_rid
        self.refresh()

    def open_target(self, target: Target) -> None:
        """Nothing in it can be named."""

    def focus_default(self) -> None:
        """Work starts with the tasks."""
        self.tasks.focus_default()

    # -- cards ----------------------------------------------------------------------------------

    def _show_findings(self, found: Standing) -> None:
        inner = self._empty(self._findings)
        self._findings.setVisible(bool(found.findings))
        for finding in found.findings:
            inner.addWidget(label(finding.message, wrap=True))
        inner.addWidget(self._link(msg("overview", "Go to the members"), "members"))

    def _show_notes(self) -> None:
        inner = self._empty(self._notes)
        db = self._context.ws.read
        last = notes.newest(db, team_rid=self._team_rid, limit=_LAST_NOTES)
        decided = notes.decisions_of_team(db, self._team_rid, _DECISIONS)
        for each in last:
            self._show_note(inner, each, [d for d in decided if d.meeting_rid == each.rid])
        if not last:
            inner.addWidget(label(msg("overview", "No notes yet"), "muted"))

    def _show_note(self, inner: QVBoxLayout, meeting: MeetingRow, decided: list[Decision]) -> None:
        day = format_date(meeting.held_on, current())
        name = meeting.title or tr(KINDS[meeting.kind])
        link = button(f"{day} · {name}", "link")
        link.clicked.connect(lambda: self._context.navigate(target_of(meeting.rid)))
        inner.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        words = _plain_words(meeting.opening)
        if words:
            inner.addWidget(label(_cut(words), wrap=True))
        for decision in decided:
            text = tr(msg("overview", "Decision: {text}", text=_cut(decision.text)))
            inner.addWidget(label(text, "done", wrap=True))

    def _show_reason(self, found: Standing) -> None:
        inner = self._empty(self._reason)
        for text in (found.team.reason, found.team.expectations):
            if text:
                inner.addWidget(label(_cut(text), wrap=True))
        if not (found.team.reason or found.team.expectations):
            ask = msg("overview", "Ask it at the first meeting, and write it under Details.")
            inner.addWidget(label(ask, "muted", wrap=True))
        inner.addWidget(self._link(msg("overview", "Go to the details"), "details"))

    def _empty(self, card: Card) -> QVBoxLayout:
        inner = self._fillable[card]
        clear(inner)
        return inner

    def _link(self, text: Message, tab: str) -> QWidget:
        link = button(text, "link")
        target = Target("teams", "team", self._team_rid, {"tab": tab})
        link.clicked.connect(lambda: self._context.navigate(target))
        return link

    def _on_note_typed(self, text: str) -> None:
        start_note(self._context, self._team_rid, body=text + "\n")


def _inner(card: Card) -> QVBoxLayout:
    inner = QVBoxLayout()
    inner.setSpacing(theme.XS)
    card.body.addLayout(inner)
    return inner


def _plain_words(opening: str) -> str:
    """The running text of a note; its tasks and decisions stand elsewhere."""
    apart = {LineKind.TASK, LineKind.DECISION}
    lines = (line for line in opening.splitlines() if read_line(line).kind not in apart)
    return " ".join(filter(None, map(plain_words, lines)))


def _cut(text: str) -> str:
    return text if len(text) <= _TEXT_SHOWN else text[:_TEXT_SHOWN].rstrip() + "…"
