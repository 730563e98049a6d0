"""Bad luck on a workshop day, through the whole program: nothing that was typed is lost."""

from pathlib import Path

import pytest

from coachdesk.kernel.text import msg
from coachdesk.ui.session.unlock import UnlockView
from tests.helpers.coach import Coach, type_text
from tests.journeys.test_workshop_day import Day

MUCH = "They agreed to go on, and to look at the figures again.\n" * 4_000


@pytest.fixture
def day(coach: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Day:
    """A day without a plan is being held."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = Day(coach)
    coach.presses("F5")
    found.page.start.start.click()
    found.writes("Alt+1", "before")
    return found


def test_locked_on_a_full_disk_in_mid_note(day: Day) -> None:
    coach = day.coach
    _fill_the_disk(coach)
    coach.presses("Alt+1")
    day.page.view.notes.sheet.stamped.insertPlainText(MUCH)
    assert not coach.shell.drafts.flush_all()
    type_text(day.page.view.notes.sheet.stamped, "half a wo")
    coach.presses("Ctrl+L")
    assert coach.sees(UnlockView).isVisible()
    coach.unlocks()
    coach.bot.waitUntil(lambda: day.body(day.ward).endswith("half a wo"), timeout=10_000)
    assert MUCH in day.body(day.ward)
    assert day.page.view.notes.sheet.stamped.text() == day.body(day.ward)


def test_closed_on_a_full_disk_and_started_again(day: Day) -> None:
    coach = day.coach
    _fill_the_disk(coach)
    coach.presses("Alt+2")
    day.page.view.notes.sheet.stamped.insertPlainText(MUCH)
    assert not coach.shell.drafts.flush_all()
    shell = coach.shell
    shell.notices.answers.append("close")
    coach.leaves()
    coach.bot.waitUntil(lambda: not shell.isVisible())
    day.clock.pass_time(30)
    coach.starts()
    coach.unlocks()
    coach.bot.waitUntil(lambda: day.body(day.home) == MUCH, timeout=10_000)
    coach.presses("F5")
    coach.presses("Alt+2")
    assert day.page.view.notes.sheet.stamped.text() == MUCH


def _fill_the_disk(coach: Coach) -> None:
    """The file grows no more until it is opened anew."""
    with coach.ws.change(msg("test", "Room")) as db:
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages}").fetchone()
