"""The list of teams: adding by typing and by pasting, archiving, deleting."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest

from coachdesk.features.overview.team_view import TeamView
from coachdesk.features.teams import service, store
from coachdesk.features.teams.import_panel import ImportPanel
from coachdesk.features.teams.importing import Verdict
from coachdesk.ui.context import Target
from coachdesk.ui.notices import Question
from coachdesk.ui.widgets.basic import EmptyState
from tests.features.overview.conftest import Desk


def names(desk: Desk, *, archived: bool = False) -> list[str]:
    return [team.name for team in store.list_teams(desk.ws.read, archived=archived)]


def shown(desk: Desk) -> list[str]:
    return [each.team.name for each in desk.list().table.records.records]


def panel(desk: Desk) -> ImportPanel:
    found = desk.list().panel
    assert found is not None
    return found


def wait_for_preview(desk: Desk) -> ImportPanel:
    found = panel(desk)
    desk.bot.waitUntil(found.table.isVisible)
    return found


def test_empty_list_teaches_and_the_first_team_is_typed(desk: Desk) -> None:
    page = desk.list()
    teaching = [each for each in page.findChildren(EmptyState) if each.isVisible()]
    assert len(teaching) == 1
    assert page.add_row.hasFocus()
    desk.enters(page.add_row, "Osasto 4 – Äänekoski")
    assert shown(desk) == ["Osasto 4 – Äänekoski"]
    assert not teaching[0].isVisible()
    assert page.add_row.text() == ""
    assert page.selected_rid() is not None


@pytest.mark.parametrize("name", ["فريق التطوير", "=1+1", "@cmd", "🩺"])
def test_unusual_names_are_shown_as_typed(desk: Desk, name: str) -> None:
    desk.enters(desk.list().add_row, name)
    assert shown(desk) == [name]


def test_overlong_name_is_refused_and_kept_in_the_field(desk: Desk) -> None:
    row = desk.list().add_row
    row.setText("x" * 10_000)
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert names(desk) == []
    assert len(row.text()) == 10_000
    assert desk.notices[-1].problem


def test_three_pasted_rows_are_one_import_and_one_undo_step(desk: Desk) -> None:
    page = desk.list()
    desk.pastes(page.add_row, "Osasto 4\tVuodeosasto\nKotihoito\tKotihoito, etelä\n=1+1\t@cmd\n")
    found = wait_for_preview(desk)
    assert found.add_button.text() == "Add 3 teams"
    found.add_button.click()
    assert sorted(names(desk)) == ["=1+1", "Kotihoito", "Osasto 4"]
    assert desk.list().panel is None
    assert desk.notices[-1].undo is not None
    desk.notices[-1].undo()
    assert names(desk) == []


def test_pasted_rows_show_what_becomes_of_each(desk: Desk) -> None:
    service.add_team(desk.ws, "Osasto 4")
    rows = ["Tiimi\tJäsen\tHyvinvointialue", "osasto 4\tAino\t", "Uusi\tEino\tAtlantis", "\tX\t"]
    desk.pastes(desk.list().table, "\n".join([*rows, "y" * 300 + "\tZ\t"]))
    found = wait_for_preview(desk)
    verdicts = [row.verdict for row in found.table.records.records]
    assert verdicts == [
        Verdict.ADDED,
        Verdict.ADDED_WITH_REMARKS,
        Verdict.ADDED,
        Verdict.REFUSED,
    ]
    assert found.add_button.text() == "Add 1 team and 3 members"


def test_one_pasted_line_goes_into_the_field(desk: Desk) -> None:
    row = desk.list().add_row
    desk.pastes(row, "Osasto 4")
    assert desk.list().panel is None
    assert row.text() == "Osasto 4"


def test_file_is_read_in_a_job_and_a_bad_one_is_explained(desk: Desk, tmp_path: Path) -> None:
    good, bad = tmp_path / "teams.csv", tmp_path / "teams.xlsx"
    good.write_text("Team;County\nOsasto 4;Kainuu\n", encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    desk.shell.registry.run("teams.import")
    found = panel(desk)
    desk.shell.notices.answers.append(bad)
    found.file_button.click()
    desk.bot.waitUntil(found._problem.isVisible)
    assert "not an Excel workbook" in found._problem.text()
    assert not found.add_button.isEnabled()
    desk.shell.notices.answers.append(good)
    found.file_button.click()
    wait_for_preview(desk)
    assert not found._problem.isVisible()
    found.add_button.click()
    (team,) = store.list_teams(desk.ws.read)
    assert (team.name, team.county_code) == ("Osasto 4", 7)


def test_dropped_file_is_read(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "teams.csv"
    path.write_text("Osasto 4\nOsasto 5\n", encoding="utf-8")
    desk.shell.registry.run("teams.import")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    panel(desk).box.insertFromMimeData(data)
    assert wait_for_preview(desk).add_button.text() == "Add 2 teams"


def test_reading_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "teams.csv"
    path.write_text("Osasto 4\n", encoding="utf-8")
    desk.shell.registry.run("teams.import")
    found = panel(desk)
    found.read_file(path)
    assert found._stop.isVisible()
    found._stop.click()
    desk.settle()
    assert not found._stop.isVisible()
    assert not found.add_button.isEnabled()


def test_escape_closes_the_import_and_adds_nothing(desk: Desk) -> None:
    desk.pastes(desk.list().add_row, "A\nB")
    QTest.keyClick(wait_for_preview(desk).box, Qt.Key.Key_Escape)
    assert desk.list().panel is None
    assert names(desk) == []


def test_enter_opens_the_team_with_the_cursor(desk: Desk) -> None:
    rid = service.add_team(desk.ws, "Osasto 4")
    page = desk.list()
    page.table.select(rid)
    desk.focus_on(page.table)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.page.current_target() == Target("teams", "team", rid)
    assert desk.page.findChild(TeamView) is not None


def test_archive_is_shown_on_demand_and_brings_back(desk: Desk) -> None:
    rid = service.add_team(desk.ws, "Osasto 4")
    page = desk.list()
    page.table.select(rid)
    desk.shell.registry.run("teams.archive")
    assert shown(desk) == []
    assert names(desk, archived=True) == ["Osasto 4"]
    desk.shell.registry.run("teams.show_archived")
    assert shown(desk) == ["Osasto 4"]
    desk.list().table.select(rid)
    desk.shell.registry.run("teams.archive")
    assert names(desk) == ["Osasto 4"]


def test_delete_asks_what_hangs_on_the_team(desk: Desk) -> None:
    rid = service.add_team(desk.ws, "Osasto 4")
    service.add_member(desk.ws, rid, "Aino")
    desk.list().table.select(rid)
    desk.shell.notices.answers.extend(["keep", "delete"])
    desk.shell.registry.run("teams.delete")
    desk.shell.registry.run("teams.delete")
    desk.bot.waitUntil(lambda: names(desk) == [])
    question = desk.shell.notices.asked[-1]
    assert isinstance(question, Question)
    assert question.detail is not None
    assert "1 member" in str(dict(question.detail.params)["goes"])
    assert question.safe == "keep"
    desk.ws.undo()
    assert shown(desk) == ["Osasto 4"]


def test_list_follows_changes_and_sorts_by_the_alphabet(desk: Desk) -> None:
    for name in ("Öljy", "zeta", "Alfa"):
        service.add_team(desk.ws, name)
    assert shown(desk) == ["Alfa", "zeta", "Öljy"]


def test_the_list_shows_counties_short_and_tells_them_whole(desk: Desk) -> None:
    service.add_team(desk.ws, "Osasto 4", county_code=16)
    table = desk.list().table
    cell = table.model().index(0, 2)
    assert cell.data() == "Pohjanmaan"
    for told in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "Pohjanmaan hyvinvointialue" in cell.data(told)
