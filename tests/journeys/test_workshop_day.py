"""A whole workshop day: from the plan of the evening before to minutes sent as a file."""

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.features.agendas import store as agendas
from coachdesk.features.agendas.model import BlockKind, plan_of
from coachdesk.features.agendas.page import AgendaPage
from coachdesk.features.notes import store as notes
from coachdesk.features.notes.page import NotesPage
from coachdesk.features.printing.page import PrintPage
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.projector.made import MADE
from coachdesk.features.projector.model import BLANK, AgendaSlide, ClockSlide
from coachdesk.features.projector.page import ProjectorPage
from coachdesk.features.tasks import store as tasks
from coachdesk.features.teams import service as teams
from coachdesk.features.workshop_day import store
from coachdesk.features.workshop_day.model import BlockState, Standing
from coachdesk.features.workshop_day.page import DayPage
from coachdesk.kernel.dates.zone import local_time
from coachdesk.ui.context import Target
from tests.documents.reading import faults, page_texts
from tests.documents.word_reading import outline
from tests.features.workshop_day.days import DAY, stand
from tests.helpers.clocks import HandClock
from tests.helpers.coach import Coach, type_text
from tests.helpers.coaching import add_teams, event_of, start_run


class Day:
    """The coach, the room and the clock on its wall."""

    def __init__(self, coach: Coach) -> None:
        self.coach = coach
        self.clock = HandClock(DAY, 7)
        coach.clock = self.clock
        coach.begins()
        ward, self.home, self.family = add_teams(coach.ws, "Osasto 4", "Kotihoito", "Perhetiimi")
        self.ward = ward
        self.aino = teams.add_member(coach.ws, ward, "Aino Aalto")
        teams.add_member(coach.ws, ward, "Eino Ek")
        run = start_run(coach.ws, [ward, self.home, self.family])
        self.event = event_of(coach.ws, run).rid
        programmes.move_event(coach.ws, self.event, EventDate.of(DAY))

    @property
    def page(self) -> DayPage:
        return self.coach.sees_page(DayPage)

    @property
    def held(self) -> int:
        found = store.held_day(self.coach.ws.read, self.event, 1)
        assert found is not None
        return found.rid

    def now(self) -> Standing:
        return stand(self.coach.ws, self.held)

    def at(self, hour: int, minute: int) -> None:
        """It is so late now, and what is shown looks at the clock."""
        self.clock.moment = local_time(DAY, hour * 60 + minute)
        if isinstance(page := self.coach.page(), DayPage):
            page.tick()
        for projector in MADE:
            projector.tick()

    def writes(self, keys: str, text: str) -> None:
        """A key for the team, then the words; they are stored by themselves."""
        self.coach.presses(keys)
        type_text(self.page.view.notes.sheet.stamped, text)
        self.coach.saved()

    def body(self, team: int) -> str:
        note = store.note_of_team(self.coach.ws.read, self.held, team)
        meeting = notes.meeting(self.coach.ws.read, note.meeting_rid) if note else None
        return meeting.body if meeting else ""


def test_from_the_plan_to_the_minutes(coach: Coach, tmp_path: Path) -> None:
    day = Day(coach)
    _plans_the_evening_before(day)
    _prints_the_pack(day, tmp_path / "pack")
    _begins_in_the_morning(day)
    _ticks_people_as_they_come(day)
    _projects_agenda_and_clock(day)
    _writes_under_the_teams(day)
    _is_locked_in_the_middle_of_a_line(day)
    _is_late_and_takes_five_minutes_from_a_break(day)
    _prints_the_tasks_of_a_team(day, tmp_path / "tasks.pdf")
    _ends_the_day(day)
    minutes = _drafts_the_minutes(day)
    _saves_them_as_a_file(day, minutes, tmp_path / "minutes.pdf")
    _saves_them_for_word(day, tmp_path / "minutes.docx")
    _finds_all_the_next_morning(day, minutes)


def _plans_the_evening_before(day: Day) -> None:
    coach = day.coach
    coach.shell.navigate(Target("agenda", "event", day.event, {"day": "1"}))
    page = coach.sees_page(AgendaPage)
    page.make_from_programme()
    plan = agendas.day_at(coach.ws.read, day.event, 1)
    assert plan is not None
    before = plan_of(plan, agendas.blocks(coach.ws.read, plan.rid)).slots
    page.view.table.choose([before[0].block.rid])
    coach.does("agenda.shorter")
    slots = plan_of(plan, agendas.blocks(coach.ws.read, plan.rid)).slots
    assert slots[0].block.minutes == before[0].block.minutes - 5
    lunch = next(n for n, slot in enumerate(slots) if slot.block.fixed_at is not None)
    assert [slot.begins for slot in slots[1:lunch]] == [
        slot.begins - 5 for slot in before[1:lunch]
    ], "every time after it has moved"


def _prints_the_pack(day: Day, folder: Path) -> None:
    coach = day.coach
    folder.mkdir()
    coach.does("agenda.print_pack")
    page = coach.sees_page(PrintPage)
    coach.bot.waitUntil(lambda: page.pack.estimate.extent is not None, timeout=20_000)
    assert page.pack.view.workshop.rid == day.event
    page.verbs.each.click()
    coach.shell.notices.answers.append(folder)
    coach.presses("Ctrl+Shift+S")
    coach.bot.waitUntil(
        lambda: len(list(folder.iterdir())) == 4 and not page.output.busy, timeout=60_000
    )
    texts = {file.name: " ".join(page_texts(file.read_bytes())) for file in folder.iterdir()}
    for team in ("Osasto 4", "Kotihoito", "Perhetiimi"):
        assert any(team in name for name in texts), "a file for each team, and one for the room"
    assert any("Aino Aalto" in text for text in texts.values())


def _begins_in_the_morning(day: Day) -> None:
    coach = day.coach
    coach.presses("F5")
    day.at(8, 15)
    day.page.start.start.click()
    assert day.now().current is None, "the first block waits for its time"
    assert day.now().drift_minutes == 0
    day.at(8, 32)
    coach.presses("F8")
    assert day.now().current == store.blocks(coach.ws.read, day.held)[0]
    assert day.now().drift_minutes == 2


def _ticks_people_as_they_come(day: Day) -> None:
    coach = day.coach
    coach.presses("Ctrl+Shift+A")
    table = day.page.view.attendance.table
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_L):
        QTest.keyClick(table, key)
    assert day.page.bar.people.text() == "3 teams · 2/2 present"
    note = store.note_of_team(coach.ws.read, day.held, day.ward)
    assert note is not None
    there = {one.name: one for one in notes.attendance(coach.ws.read, note.meeting_rid)}
    assert there["Aino Aalto"].state == "present"
    assert (there["Eino Ek"].state, there["Eino Ek"].came_at) == ("late", dt.time(8, 32))


def _projects_agenda_and_clock(day: Day) -> None:
    coach = day.coach
    coach.presses("F6")
    panel = coach.sees_page(ProjectorPage).panel
    panel.send()
    (projector,) = MADE
    assert isinstance(projector.shown, AgendaSlide)
    first, arrival, *_others = store.blocks(coach.ws.read, day.held)
    assert first.coach_only
    assert projector.shown.rows[0].title == arrival.title
    projector.step(1)
    assert isinstance(projector.shown, ClockSlide)
    assert first.title not in projector.shown.title
    assert projector.window is not None
    assert projector.window.isVisible()
    coach.presses("F6")
    assert day.page.isVisible()
    assert projector.window.isVisible(), "it stays out while she writes"


def _writes_under_the_teams(day: Day) -> None:
    coach = day.coach
    day.writes("Alt+1", "Jonot ovat kasvaneet")
    day.writes("Alt+2", "Kotikäynnit myöhästyvät")
    day.writes("Alt+3", "Perheet odottavat")
    assert day.body(day.family) == "Perheet odottavat"
    day.writes("Alt+1", "\n! Aamupalaveri alkaa maanantaina\n[] @Aino tilaa teipin")
    assert day.body(day.ward).startswith("Jonot ovat kasvaneet\n! Aamupalaveri")
    assert day.body(day.home) == "Kotikäynnit myöhästyvät"
    assert [one.title for one in tasks.tasks_by_rid(coach.ws.read, _task_rids(day))] == [
        "tilaa teipin"
    ]


def _task_rids(day: Day) -> list[int]:
    note = store.note_of_team(day.coach.ws.read, day.held, day.ward)
    meeting = notes.meeting(day.coach.ws.read, note.meeting_rid) if note else None
    assert meeting is not None
    return [one.rid for one in notes.tasks(day.coach.ws.read, meeting.uuid)]


def _is_locked_in_the_middle_of_a_line(day: Day) -> None:
    coach = day.coach
    coach.presses("Alt+2")
    editor = day.page.view.notes.sheet.stamped
    type_text(editor, ", koska reitit")
    place = editor.cursor_place()
    coach.presses("Ctrl+L")
    assert not coach.shell.is_open()
    coach.unlocks()
    editor = day.page.view.notes.sheet.stamped
    assert editor.text() == "Kotikäynnit myöhästyvät, koska reitit"
    assert editor.cursor_place() == place
    type_text(editor, " muuttuivat")
    coach.saved()
    assert day.body(day.home) == "Kotikäynnit myöhästyvät, koska reitit muuttuivat"


def _is_late_and_takes_five_minutes_from_a_break(day: Day) -> None:
    coach = day.coach
    first = day.now().rows[0]
    day.at(first.ends // 60, first.ends % 60 + 4)
    assert day.now().remaining_seconds == -4 * 60
    late = day.now().drift_minutes
    coach.presses("F8")
    (projector,) = MADE
    assert projector.shown == BLANK, "locked, it went dark"
    coach.presses("F6")
    coach.sees_page(ProjectorPage).panel.send()
    projector.step(1)
    assert isinstance(projector.shown, ClockSlide)
    assert projector.shown.title == day.now().rows[1].block.title
    coach.presses("F6")
    plan_list = day.page.view.plan.list
    rows = day.now().rows
    coffee = next(
        n for n, row in enumerate(rows)
        if row.block.kind is BlockKind.BREAK and row.state is BlockState.COMING
    )  # fmt: skip
    assert rows[coffee].block.fixed_at is None
    plan_list.setCurrentIndex(plan_list.model().index(coffee, 0))
    QTest.keyClick(plan_list, Qt.Key.Key_Minus)
    after = day.now().rows
    assert after[coffee].block.minutes == rows[coffee].block.minutes - 5
    assert after[coffee].begins == rows[coffee].begins
    assert after[coffee + 1].begins == rows[coffee + 1].begins - 5, "what follows is seen to move"
    coach.does("day.shorter")
    assert day.now().drift_minutes == late - 5
    day.writes("Alt+0", "Ilmanvaihto ei toimi")
    coach.does("day.park")
    type_text(day.page.view.plan.line, "Kuka maksaa teipin?\n")
    assert [line.text for line in store.parked(coach.ws.read, day.held)] == ["Kuka maksaa teipin?"]


def _prints_the_tasks_of_a_team(day: Day, file: Path) -> None:
    coach = day.coach
    day.at(15, 20)
    coach.shell.navigate(Target("print", "team", day.ward, {"handout": "gap_tasks"}))
    assert "tilaa teipin" in _saved(day, file)
    coach.presses("F5")
    assert day.page.view.isVisible()


def _saved(day: Day, file: Path) -> str:
    """The words of the paper in the preview, saved by keys."""
    coach = day.coach
    page = coach.sees_page(PrintPage)
    coach.bot.waitUntil(lambda: not page.live.busy, timeout=20_000)
    coach.shell.notices.answers.append(file)
    coach.presses("Ctrl+Shift+S")
    coach.bot.waitUntil(lambda: file.exists() and not page.output.busy, timeout=20_000)
    data = file.read_bytes()
    assert faults(data) == []
    return " ".join(page_texts(data))


def _ends_the_day(day: Day) -> None:
    day.at(15, 30)
    day.coach.does("day.end")
    assert day.now().current is None
    assert day.page.after.isVisible()
    day.page.after.carry.click()
    (task,) = tasks.tasks_by_rid(day.coach.ws.read, _task_rids(day))
    assert task.due.event_key == "workshop_2"


def _drafts_the_minutes(day: Day) -> int:
    coach = day.coach
    coach.does("day.minutes")
    meeting = coach.sees_page(NotesPage).view.meeting
    assert meeting is not None
    for said in (
        "## Osasto 4", "- Jonot ovat kasvaneet", "- Aamupalaveri alkaa maanantaina",
        "- Aino Aalto: tilaa teipin", "## Kotihoito", "- Ilmanvaihto ei toimi",
        "- Kuka maksaa teipin?",
    ):  # fmt: skip
        assert said in meeting.body
    assert len(_task_rids(day)) == 1
    type_text(coach.sees_page(NotesPage).view.editor, "Luettu junassa.\n")
    coach.saved()
    return meeting.rid


def _saves_them_as_a_file(day: Day, minutes: int, file: Path) -> None:
    coach = day.coach
    coach.shell.navigate(Target("print", "meeting", minutes, {"handout": "minutes"}))
    text = _saved(day, file)
    assert "Luettu junassa." in text
    assert "Kotikäynnit myöhästyvät, koska reitit muuttuivat" in text


def _saves_them_for_word(day: Day, file: Path) -> None:
    coach = day.coach
    page = coach.sees_page(PrintPage)
    coach.shell.notices.answers.append(file)
    page.verbs.word.click()
    coach.bot.waitUntil(lambda: file.exists() and not page.output.busy, timeout=20_000)
    assert "Luettu junassa." in outline(file.read_bytes())


def _finds_all_the_next_morning(day: Day, minutes: int) -> None:
    coach = day.coach
    coach.leaves()
    day.clock.pass_time(17 * 60)
    coach.starts()
    coach.unlocks()
    assert notes.meeting(coach.ws.read, minutes) is not None
    assert store.running_day(coach.ws.read) is None
    coach.presses("F5")
    assert day.page.current_target().extra == {"day": "2"}, "the day that is today"
    coach.shell.navigate(Target("day", "event", day.event, {"day": "1"}))
    assert day.page.after.open_minutes.isVisible()
