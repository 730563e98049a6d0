"""Files from others that do not fit, through the real window: told clearly, nothing changed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from coachdesk.features.calendar.page import CalendarPage
from coachdesk.features.editor.page import ProgrammesPage
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.library import own_programmes, usable_programmes
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template_writer import template_toml
from coachdesk.features.surveys import service as surveys
from coachdesk.features.surveys import store as survey_store
from coachdesk.features.surveys.page import SurveysPage
from coachdesk.ui.context import Target
from coachdesk.ui.notice_area import NoticeBar
from tests.faults import oracle
from tests.features.surveys.files import presurvey_rows, write_csv
from tests.helpers.coach import Coach
from tests.helpers.coaching import template
from tests.helpers.workspaces import TODAY

EVENTS = (
    "UID:1\nSUMMARY:Workshop 1\nDTSTART;VALUE=DATE:20270119\nRRULE:FREQ=WEEKLY",
    "SUMMARY:Workshop 2\nDTSTART;VALUE=DATE:20270504",
    "UID:3\nSUMMARY:Workshop 3\nDTSTART;VALUE=DATE:20270903\nDTEND;VALUE=DATE:20270901",
    "UID:4\nSUMMARY:Call\nDTSTART;TZID=America/New_York:20270314T233000\nDURATION:PT1H",
    "UID:5\nSUMMARY:Night\nDTSTART;TZID=Europe/Helsinki:20270328T033000\nDURATION:PT1H",
)
"""Repeating; without UID; ending before it begins; of another zone; in an hour there is not."""


def _words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_lines_of_a_calendar_that_cannot_be_used_are_told_one_by_one(
    coach: Coach, tmp_path: Path
) -> None:
    coach.begins()
    programmes.start_run(coach.ws, template(), "Vetoa ja pitoa 2027", [NewCohort()])
    before = oracle.state_of(coach.ws.read)
    file = tmp_path / "theirs.ics"
    events = "".join(f"BEGIN:VEVENT\n{each}\nEND:VEVENT\n" for each in EVENTS)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{events}END:VCALENDAR\n"
    file.write_text(text, encoding="utf-8")
    coach.presses("Ctrl+7")
    page = coach.sees_page(CalendarPage)
    coach.shell.notices.answers.append(file)
    coach.does("calendar.import")
    coach.bot.waitUntil(lambda: page.stack.currentWidget() is page.files, timeout=10_000)
    said = _words(page.files)
    for title, reason in (
        ("Workshop 1", "repeats"), ("Workshop 2", "no UID"), ("Workshop 3", "ends before"),
    ):  # fmt: skip
        assert any(line.startswith(f"{title}: ") and reason in line for line in said.splitlines())
    assert "America/New_York" in said
    days = {line.found.title: (line.found.first.isoformat()) for line in page.files.plan.lines}
    assert days == {"Call": "2027-03-15", "Night": "2027-03-28"}
    assert not page.files.take.isEnabled(), "none of them is an event of the programme"
    QTest.keyClick(page.files.leave, Qt.Key.Key_Space)
    assert oracle.state_of(coach.ws.read) == before


def test_answers_of_the_same_file_are_asked_about_and_counted_once(
    coach: Coach, tmp_path: Path
) -> None:
    coach.begins()
    wave = surveys.add_wave(coach.ws, "pre_survey", "Syksy", TODAY)
    file = write_csv(tmp_path / "answers.csv", presurvey_rows())
    coach.presses("Ctrl+9")
    page = coach.sees_page(SurveysPage)
    for time in range(2):
        coach.shell.notices.answers.append(file)
        coach.does("surveys.import")
        panel = page.import_panel
        assert panel is not None
        QTest.keyClick(panel.file_button, Qt.Key.Key_Space)
        coach.bot.waitUntil(panel.add_button.isEnabled, timeout=10_000)
        assert "1 answer is none of the options" in panel.note.text()
        QTest.keyClick(panel.add_button, Qt.Key.Key_Space)
        assert ("taken in already" in panel.problem.text()) is bool(time)
    assert len(survey_store.sheets(coach.ws.read, wave)) == 42
    QTest.keyClick(page, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('key = "info_session"\n', 'key = "info_session"\ncolour = "red"\n',
         "events[info_session].colour"),
        ('key = "info_session"\n', 'key = "workshop_1"\n', "events[workshop_1].key"),
        ('key = "info_session"\n',
         'key = "info_session"\nafter = { event = "workshop_3", days = 3 }\n',
         "events[info_session].after"),
        ('name.sv = "', '_name.sv = "', "name"),
        ("schema = 2", "schema = 3", "schema"),
    ],
)  # fmt: skip
def test_a_programme_that_is_wrong_is_refused_with_file_and_place(
    coach: Coach, tmp_path: Path, old: str, new: str, place: str
) -> None:
    coach.begins()
    text = template_toml(template())
    assert old in text
    file = tmp_path / "theirs.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    coach.shell.navigate(Target("programmes"))
    page = coach.sees_page(ProgrammesPage)
    coach.shell.notices.answers.append(file)
    QTest.keyClick(page.import_button, Qt.Key.Key_Space)
    bar = coach.shell.findChild(NoticeBar)
    assert bar is not None
    coach.bot.waitUntil(bar.isVisible, timeout=10_000)
    assert "theirs.toml" in bar.message.text()
    assert place in bar.message.text()
    assert own_programmes(coach.ws.read) == []
    assert template().key in [each.key for each in usable_programmes(coach.ws.read)]
