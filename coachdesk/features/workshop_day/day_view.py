"""A day while it is held: the plan, the block that runs, the notes, the teams."""

import datetime as dt
from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.features.agendas.model import STEP
from coachdesk.features.teams.model import Team
from coachdesk.features.workshop_day import service
from coachdesk.features.workshop_day.attendance_panel import AttendancePanel
from coachdesk.features.workshop_day.day_list import DayLine
from coachdesk.features.workshop_day.day_verbs import KEYS_OF_TEAMS, day_actions
from coachdesk.features.workshop_day.model import (
    HeldBlock,
    Standing,
    Turn,
    begun_after,
    standing,
)
from coachdesk.features.workshop_day.note_stack import WHOLE, NoteStack
from coachdesk.features.workshop_day.now_card import NowCard, is_shared
from coachdesk.features.workshop_day.parking_panel import ParkingPanel
from coachdesk.features.workshop_day.plan_card import PlanCard
from coachdesk.features.workshop_day.scene import Scene
from coachdesk.features.workshop_day.teams_list import TeamsList
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.context import Context
from coachdesk.ui.i18n import tr
from coachdesk.ui.preferences import BLOCK_SOUND
from coachdesk.ui.widgets.basic import Card, button

_PLAN, _TEAMS = 344, 232
_TEAMS_TITLE = msg("workshop_day", "Teams")
_TEAMS_KEYS = msg("workshop_day", "Teams · Alt+")
_NARROW_PLAN, _NARROW_TEAMS, _NARROW = 256, 176, 1140


class DayView(QWidget):
    """Shows a scene, and at each `tick` how the day stands; nothing here counts time by itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._scene: Scene | None = None
        self._narrow = False
        self._before: tuple[int, int] | None = None  # the block and what remained of it
        self._set_back: set[tuple[int, dt.datetime | None]] = set()
        self.standing: Standing | None = None
        self.plan = PlanCard()
        self.now = NowCard()
        self.notes = NoteStack(context)
        self.attendance = AttendancePanel(context)
        self.parking = ParkingPanel(context)
        self.teams_list = TeamsList(_TEAMS_TITLE)
        self.attendance_button = button(msg("workshop_day", "Attendance"))
        self.panels = QStackedWidget()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for each in (self.notes, self.attendance, self.parking):
            self.panels.addWidget(each)
        written = Card()
        written.add(self.panels, 1)
        written.setAccessibleName(tr(msg("workshop_day", "Notes of the day")))
        middle = QVBoxLayout()
        middle.setSpacing(theme.M)
        middle.addWidget(self.now)
        middle.addWidget(written, 1)
        self._right = Card(_TEAMS_TITLE)
        self._right.add(self.teams_list, 1)
        self._right.add(self.attendance_button)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.M)
        across.addWidget(self.plan, 3)
        across.addLayout(middle, 5)
        across.addWidget(self._right, 2)
        self.plan.setMinimumWidth(_NARROW_PLAN)
        self._right.setMinimumWidth(_NARROW_TEAMS)
        self._share_room()

    def _connect(self) -> None:
        self.now.name_buttons({action.id: action for action in day_actions(self)})
        for key, each in self.now.buttons().items():
            each.clicked.connect(partial(self._run, key))
        self.attendance_button.clicked.connect(lambda: self._run("day.attendance"))
        self.plan.lengthened.connect(self._lengthen_block)
        self.plan.skip_asked.connect(self._skip_block)
        self.plan.parked.connect(self._park)
        self.plan.parking_asked.connect(self.toggle_parking)
        self.teams_list.chosen.connect(self.write_under)
        self.teams_list.dropped.connect(self._drop)
        self.notes.chosen.connect(lambda _rid: self._show_teams())
        self.notes.escaped.connect(lambda: self._run("go.leave"))
        self.attendance.closed.connect(self.show_note)
        self.parking.closed.connect(self.show_note)

    def _run(self, action_id: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - of a click
        self._context.actions.run(action_id)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the columns at the sides give way."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        narrow = self.width() < _NARROW
        self.plan.setMaximumWidth(_NARROW_PLAN if narrow else _PLAN)
        self._right.setMaximumWidth(_NARROW_TEAMS if narrow else _TEAMS)
        for card in (self.plan, self._right):
            side = theme.S if narrow else theme.L
            card.body.setContentsMargins(side, theme.M, side, theme.M)
        if narrow != self._narrow:
            self._narrow = narrow
            self._right.set_title(_TEAMS_TITLE if not narrow else _TEAMS_KEYS)
            self._show_teams()

    # -- what is shown ------------------------------------------------------------------------

    def show_scene(self, scene: Scene, changed: Collection[int] | None = None) -> None:
        """Show a held day as it is now; `changed`: see `NoteStack.show_scene`."""
        self._scene = scene
        self.notes.show_scene(scene, changed)
        self.attendance.show_scene(scene)
        self.parking.show_scene(scene)
        self.plan.show_parked(sum(not line.settled for line in scene.parked))
        self._show_teams()
        self.tick()

    def _show_teams(self) -> None:
        if self._scene is not None:
            scene, in_hand = self._scene, self.notes.in_hand
            lines = [
                self._team_line(scene, team, place)._replace(is_now=team.rid == in_hand)
                for place, team in enumerate(scene.teams, start=1)
            ]
            words = tr(msg("workshop_day", "Whole workshop"))
            spoken = f"{words}, {_native(0)}"
            left = self._keys(0)
            lines.append(DayLine(WHOLE, left, words, spoken=spoken, is_now=in_hand == WHOLE))
            self.teams_list.show_lines(lines)

    def _team_line(self, scene: Scene, team: Team, place: int) -> DayLine:
        here, of = scene.presence(team.rid)
        under = tr(msg("workshop_day", "{here}/{of} present", here=here, of=of)) if of else ""
        spoken = ", ".join(filter(None, (team.name, under, _native(place))))
        return DayLine(team.rid, self._keys(place), team.name, under, spoken=spoken)

    def _keys(self, place: int) -> str:
        """The keys of a note; in a narrow list only the digit."""
        return _native(place)[-1:] if self._narrow else _native(place)

    def tick(self) -> None:
        """Show the time; what stands as it did is not touched."""
        moment = self._context.clock.now()
        self._follow_clock_set_back(moment)
        scene = self._scene
        if scene is None:
            return
        now = self.standing = standing(scene.day, scene.blocks, moment)
        self.now.show_standing(now, moment)
        turns = self._turns()
        self.now.show_round(now.current, turns, scene.team_names(), moment)
        self.plan.show_standing(now)
        self._sound_at_the_end(now)

    def _follow_clock_set_back(self, moment: dt.datetime) -> None:
        """What has begun in what is now the future begins now; once, so that it can be undone."""
        late = begun_after(self._scene.blocks, moment) if self.is_running() and self._scene else ()
        found = {(block.rid, block.began_at) for block in late}
        if not found <= self._set_back:
            self._set_back |= found
            service.begin_anew(self._context.ws, self._held())
            self._context.tell_done(
                msg(
                    "workshop_day",
                    "The computer's clock was set back. The time of this block is counted anew.",
                )
            )

    def _sound_at_the_end(self, now: Standing) -> None:
        before, block = self._before, now.current
        self._before = (block.rid, now.remaining_seconds) if block else None
        ends = before and self._before and before[0] == self._before[0] and before[1] > 0
        if ends and now.remaining_seconds <= 0 and self.has_sound():
            QApplication.beep()

    # -- what is possible now -----------------------------------------------------------------

    def is_running(self) -> bool:
        """Whether a day that has not ended is shown."""
        return self._scene is not None and self._scene.day.ended_at is None

    def has_block(self) -> bool:
        """Whether a block runs."""
        return self.is_running() and self._block() is not None

    def can_go_on(self) -> bool:
        """Whether there is a block to end or to begin."""
        now = self.standing
        return self.is_running() and now is not None and bool(now.current or now.upcoming)

    def can_share(self) -> bool:
        """Whether the block that runs is divided among teams."""
        return self.has_block() and is_shared(self._block()) and bool(self.teams())

    def has_round(self) -> bool:
        """Whether a sharing round was begun."""
        return self.can_share() and bool(self._turns())

    def has_sound(self) -> bool:
        """Whether the end of a block is heard."""
        return self._context.settings.get(BLOCK_SOUND)

    def teams(self) -> tuple[Team, ...]:
        """The teams of the day, in the order of their keys."""
        return self._scene.teams if self._scene else ()

    def _block(self) -> HeldBlock | None:
        return self.standing.current if self.standing else None

    def _turns(self) -> tuple[Turn, ...]:
        block = self._block()
        return self._scene.turns.get(block.rid, ()) if self._scene and block else ()

    # -- verbs --------------------------------------------------------------------------------

    def _held(self) -> int:
        assert self._scene is not None  # noqa: S101 - verbs are possible only with one
        return self._scene.day.rid

    def next_block(self) -> None:
        """End what runs, begin what is next."""
        service.next_block(self._context.ws, self._held())

    def back(self) -> None:
        """Go on with the block before."""
        service.back(self._context.ws, self._held())

    def skip(self) -> None:
        """Leave out what is left of the block that runs."""
        if block := self._block():
            service.skip(self._context.ws, block.rid)
            self._context.tell_done(msg("workshop_day", "Block skipped"))

    def lengthen(self, by: int = STEP) -> None:
        """Make the block that runs longer or shorter."""
        if block := self._block():
            service.lengthen(self._context.ws, block.rid, by)

    def _lengthen_block(self, block_rid: int, by: int) -> None:
        service.lengthen(self._context.ws, block_rid, by)

    def _skip_block(self, block_rid: int) -> None:
        scene = self._scene
        block = next((one for one in scene.blocks if one.rid == block_rid), None) if scene else None
        if block is not None and block.skipped:
            service.unskip(self._context.ws, block_rid)
        elif block is not None and block.ended_at is None:
            service.skip(self._context.ws, block_rid)

    def start_round(self) -> None:
        """Begin the round with the first team."""
        if block := self._block():
            service.start_turns(self._context.ws, block.rid, [team.rid for team in self.teams()])

    def step_round(self, by: int) -> None:
        """To the next team (+1; begins the round if need be) or back (−1)."""
        block = self._block()
        if block is None:
            return
        if not self._turns():
            self.start_round()
        elif by > 0:
            service.next_turn(self._context.ws, block.rid)
        else:
            service.back_turn(self._context.ws, block.rid)

    def _park(self, text: str) -> None:
        try:
            service.park(self._context.ws, self._held(), text)
        except UserError as problem:
            self.plan.line.refuse()
            self._context.notices.error(problem)

    def toggle_sound(self) -> None:
        """Let the end of a block be heard, or no longer."""
        self._context.settings.set(BLOCK_SOUND, not self.has_sound())

    # -- going about --------------------------------------------------------------------------

    def write_under(self, team_rid: object) -> None:
        """Show the note of a team (`WHOLE`: of the whole workshop), with the cursor in it."""
        if isinstance(team_rid, int):
            self.panels.setCurrentWidget(self.notes)
            self.notes.choose(team_rid)
            self.notes.editor.setFocus()

    def _drop(self, team_rid: object, dropped: QMimeData) -> None:
        """What falls on a team goes into its note: photos, or text where the cursor is."""
        self.write_under(team_rid)
        self.notes.editor.insertFromMimeData(dropped)

    def show_note(self) -> None:
        """Back to the note in hand."""
        self.write_under(self.notes.in_hand)

    def toggle_attendance(self) -> None:
        """Show who is there in the place of the note, or the note again."""
        self._toggle(self.attendance)

    def toggle_parking(self) -> None:
        """Show the parking lot in the place of the note, or the note again."""
        self._toggle(self.parking)

    def _toggle(self, panel: AttendancePanel | ParkingPanel) -> None:
        if self.panels.currentWidget() is panel:
            self.show_note()
        else:
            self.panels.setCurrentWidget(panel)
            panel.open()

    def focus_parking(self) -> None:
        """Put the cursor into the line that parks."""
        self.plan.line.setFocus()

    # -- coming back --------------------------------------------------------------------------

    def state(self) -> dict[str, str]:
        """The note in hand with all cursors, and which panel is shown."""
        return {**self.notes.state(), "panel": str(self.panels.currentIndex())}

    def restore(self, state: dict[str, str]) -> None:
        """Bring back what `state` told; called before a scene is shown."""
        self.notes.restore(state)
        panel = state.get("panel", "")
        if panel.isdecimal() and int(panel) < self.panels.count():
            self.panels.setCurrentIndex(int(panel))

    def focus_default(self) -> None:
        """The note in hand, or the panel that is shown in its place."""
        panel = self.panels.currentWidget()
        if isinstance(panel, AttendancePanel | ParkingPanel):
            panel.open()
        elif self._scene is not None:
            self.notes.editor.setFocus()


def _native(place: int) -> str:
    """The keys of the note of a team as this system writes them; few teams have some."""
    keys = QKeySequence(f"Alt+{place}") if place <= KEYS_OF_TEAMS else QKeySequence()
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
