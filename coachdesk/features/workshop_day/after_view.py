"""What is left to do when the day is over: minutes, tasks, promises, parked lines, what is next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coachdesk.features.programmes.event_words import date_of, event_name, shown_date
from coachdesk.features.tasks import service as task_service
from coachdesk.features.tasks.model import Task, TaskState
from coachdesk.features.workshop_day import after_work, store
from coachdesk.features.workshop_day.parking_panel import ParkingPanel
from coachdesk.features.workshop_day.scene import Scene
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg, plural
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.notices import Choice, Question
from coachdesk.ui.widgets.basic import Card, Scroll, button, card_column, label, row_of
from coachdesk.ui.widgets.status import Status
from coachdesk.ui.widgets.table import Column, RecordModel, TableView

_MOST_SHOWN = 6
"""Rows of a table before it scrolls."""


class AfterView(QWidget):
    """Cards in one column; `show_scene` fills them for a day that has ended."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._scene: Scene | None = None
        self._make_minutes_card()
        self._make_promises_card()
        self._make_next_card()
        self.parking = ParkingPanel(context)
        self.parking.to_note.hide()
        parking = Card()
        parking.add(self.parking)
        scroll = Scroll(margins=0)
        cards = (self.minutes_card, self.promises_card, parking, self.next_card)
        scroll.body.addLayout(card_column(*cards))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    # -- the cards ----------------------------------------------------------------------------

    def _make_minutes_card(self) -> None:
        self.minutes_card = Card(msg("workshop_day", "Minutes"))
        self.about_minutes = label("", "muted", wrap=True)
        self.open_minutes = self._verb(
            msg("workshop_day", "Open the minutes"), self._go_to_minutes, "primary"
        )
        self.draft = self._verb(_DRAFT, self.draft_minutes, "primary")
        self.redraft = self._verb(msg("workshop_day", "Draft again"), self.ask_to_draft, "link")
        self.paper = self._verb(
            msg("workshop_day", "Print or save as a file"), self._go_to_paper, icon="print"
        )
        self.minutes_card.add(self.about_minutes)
        self.minutes_card.body.addLayout(row_of(self.draft, self.open_minutes, self.paper, None))
        self.minutes_card.body.addLayout(row_of(self.redraft, None))

    def _make_promises_card(self) -> None:
        self.promises_card = Card(msg("workshop_day", "What I promised"))
        columns: list[Column[Task]] = [
            Column(
                msg("workshop_day", "Task"), lambda task: task.title,
                checked=lambda task: task.state is TaskState.DONE,
                set_checked=lambda task, done: self._tick(task, done=done), stretch=True,
            ),
            Column(
                msg("workshop_day", "Due"),
                lambda task: format_date(task.due.on, current()) if task.due.on else "",
                status=lambda task: Status.OPEN if task.state.is_unfinished else Status.DONE,
            ),
        ]  # fmt: skip
        self.promised = RecordModel(columns, identity=lambda task: task.rid)
        self.table = TableView(self.promised, msg("workshop_day", "What I promised"))
        self.table.horizontalHeader().hide()
        self.table.opened.connect(
            lambda task: self._context.navigate(Target("tasks", "task", task.rid))
        )
        self.no_promise = label(msg("workshop_day", "Nothing: no task of the day is yours."),
                                "muted", wrap=True)  # fmt: skip
        self.promises_card.add(self.table)
        self.promises_card.add(self.no_promise)

    def _make_next_card(self) -> None:
        self.next_card = Card(msg("workshop_day", "What comes next"))
        self.about_next = label("", "muted", wrap=True)
        self.copy = self._verb(msg("workshop_day", "Copy the plan"), self.copy_plan)
        self.feedback = self._verb(msg("workshop_day", "Enter feedback"), self.enter_feedback)
        self.about_tasks = label("", "muted", wrap=True)
        self.carry = self._verb("", self.carry_tasks)
        self.next_card.add(self.about_next)
        self.next_card.add(self.about_tasks)
        self.next_card.body.addLayout(row_of(self.carry, self.copy, self.feedback, None))

    def _verb(
        self, text: Message | str, run: Callable[[], object], *classes: str, icon: str = ""
    ) -> QPushButton:
        made = button(text, *classes, icon=icon)
        made.clicked.connect(lambda: self._do(run))
        return made

    def _do(self, run: Callable[[], object]) -> None:
        self._context.drafts.flush_all()
        try:
            run()
        except UserError as problem:
            self._context.notices.error(problem)

    # -- what is shown ------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Show what is left to do of a day that has ended."""
        self._scene = scene
        self._show_minutes(scene)
        self._show_tasks(scene)
        self._show_next(scene)
        self.parking.show_scene(scene)
        _fit(self.parking.table, len(scene.parked))

    def focus_default(self) -> None:
        """The first verb."""
        (self.draft if self.draft.isVisible() else self.open_minutes).setFocus()

    def _show_minutes(self, scene: Scene) -> None:
        made = scene.day.minutes_rid is not None
        self.open_minutes.setVisible(made)
        self.paper.setVisible(made)
        self.redraft.setVisible(made)
        self.draft.setVisible(not made)
        self.about_minutes.setText(tr(_MADE if made else _NOT_MADE))

    def _show_tasks(self, scene: Scene) -> None:
        db, rid = self._context.ws.read, scene.day.rid
        promised, undated = after_work.promised(db, rid), after_work.undated(db, rid)
        self.promised.set_records(promised)
        _fit(self.table, len(promised))
        self.no_promise.setVisible(not promised)
        following = after_work.next_event(db, scene.day.event_rid)
        self.carry.setVisible(bool(undated) and following is not None)
        self.about_tasks.setVisible(bool(undated))
        self.about_tasks.setText(tr(_without_date(len(undated))))
        if following is not None:
            name = event_name(scene.workshop.template, following, current())
            due = msg("workshop_day", "Due when {event} begins", event=name)
            self.carry.setText(tr(due))

    def _show_next(self, scene: Scene) -> None:
        db = self._context.ws.read
        following = after_work.next_event(db, scene.day.event_rid)
        if following is None:
            self.about_next.setText(tr(msg("workshop_day", "This was the last event.")))
        else:
            name = event_name(scene.workshop.template, following, current())
            date = shown_date(date_of(following), current())
            words = (
                msg("workshop_day", "Next: {event}, {date}", event=name, date=date)
                if date
                else msg("workshop_day", "Next: {event}, date open", event=name)
            )
            self.about_next.setText(tr(words))
        self.copy.setVisible(after_work.can_copy_plan(db, scene.day.rid))

    def verbs(self, shown: Callable[[], bool]) -> list[Action]:
        """The verbs for the menu and the palette; enabled while the view is `shown`."""
        return [
            Action("day.minutes", msg("workshop_day", "Minutes of the day"),
                   lambda: self._do(self.open_or_draft), icon="notes", menu="workshop",
                   enabled=shown),
            Action("day.feedback", msg("workshop_day", "Enter feedback"),
                   lambda: self._do(self.enter_feedback), icon="surveys", menu="workshop",
                   enabled=shown),
        ]  # fmt: skip

    # -- verbs --------------------------------------------------------------------------------

    def draft_minutes(self) -> None:
        """Draft the minutes and open them in Notes."""
        if self._scene is not None:
            after_work.make_minutes(self._context.ws, self._scene.day.rid)
            self._context.tell_done(msg("workshop_day", "Minutes drafted"))
            self._go_to_minutes()

    def open_or_draft(self) -> None:
        """Open the minutes; the first time they are drafted."""
        if self._minutes() is None:
            self.draft_minutes()
        else:
            self._go_to_minutes()

    def ask_to_draft(self) -> None:
        """Ask whether to draft the minutes again."""

        def answered(key: str) -> None:
            if key == "draft":
                self._do(self.draft_minutes)

        self._context.notices.ask(_AGAIN, answered)

    def _minutes(self) -> int | None:
        """The note with the minutes as it is now."""
        day = store.day(self._context.ws.read, self._scene.day.rid) if self._scene else None
        return day.minutes_rid if day else None

    def _go_to_minutes(self) -> None:
        rid = self._minutes()
        if rid is not None:
            self._context.navigate(Target("notes", "note", rid))

    def _go_to_paper(self) -> None:
        rid = self._minutes()
        if rid is not None:
            self._context.navigate(Target("print", "meeting", rid, {"handout": "minutes"}))

    def carry_tasks(self) -> None:
        """Make the undated tasks due when the next event begins."""
        if self._scene is not None:
            count = after_work.carry_tasks(self._context.ws, self._scene.day.rid)
            self._context.tell_done(
                plural("workshop_day", "{count} task got a date", "{count} tasks got a date", count)
            )

    def _tick(self, task: Task, *, done: bool) -> None:
        state = TaskState.DONE if done else TaskState.OPEN
        task_service.set_state(self._context.ws, [task.rid], state)

    def copy_plan(self) -> None:
        """Copy the plan of the day to the next event."""
        if self._scene is not None:
            after_work.copy_plan(self._context.ws, self._scene.day.rid)
            self._context.tell_done(msg("workshop_day", "Plan copied to the next event"))

    def enter_feedback(self) -> None:
        """Open the survey into which the feedback forms of the day are counted."""
        if self._scene is not None:
            rid = after_work.feedback_wave(self._context.ws, self._scene.day.rid)
            self._context.navigate(Target("surveys", "survey", rid, {"tab": "answers"}))


def _fit(table: TableView, rows: int) -> None:
    """As high as its rows, up to a few."""
    height = table.verticalHeader().defaultSectionSize()
    head = (
        0 if table.horizontalHeader().isHidden() else table.horizontalHeader().sizeHint().height()
    )
    shown = min(rows, _MOST_SHOWN)
    table.setFixedHeight(shown * height + head + 2 * table.frameWidth() + 4)
    table.setVerticalScrollBarPolicy(
        Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if rows > _MOST_SHOWN
        else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    )
    table.setVisible(bool(rows))


def _without_date(count: int) -> Message:
    return plural(
        "workshop_day",
        "{count} unfinished task of the day has no date.",
        "{count} unfinished tasks of the day have no date.",
        count,
    )


_DRAFT = msg("workshop_day", "Draft the minutes")
_NOT_MADE = msg(
    "workshop_day",
    "A draft is made of what was written, decided and agreed, by team, with who was there. It is "
    "an ordinary note that you can finish.",
)
_MADE = msg("workshop_day", "The draft is among the notes. Finish it there, then print or send it.")
_AGAIN = Question(
    msg("workshop_day", "Draft the minutes again?"),
    (
        Choice("keep", msg("workshop_day", "Keep the draft")),
        Choice("draft", msg("workshop_day", "Make a new draft")),
    ),
    safe="keep",
    detail=msg("workshop_day", "The old draft stays among the notes as it is."),
)
