"""Erasing a team or a person for good: no byte of it is left, and all else is as it was."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coachdesk.features.checklists import service as checklists
from coachdesk.features.methods import service as methods
from coachdesk.features.methods import service_lists
from coachdesk.features.methods.model import Kind
from coachdesk.features.notes import service as notes
from coachdesk.features.notes import store as note_store
from coachdesk.features.overview import erasing
from coachdesk.features.overview.team_list import TeamList
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.tasks import service as tasks
from coachdesk.features.tasks import store as task_store
from coachdesk.features.teams import service, store
from coachdesk.features.teams.members_tab import MembersTab
from coachdesk.kernel.database import insert, rows, value
from coachdesk.kernel.search.indexer import INDEX_NAME, follow
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import DATABASE_NAME, Workspace
from coachdesk.sources import SOURCES
from coachdesk.ui.notices import Question
from tests.features.notes.test_pictures import photo
from tests.features.overview.conftest import Desk
from tests.helpers.coaching import event_of, template
from tests.helpers.pages import decrypted_pages
from tests.helpers.workspaces import open_workspace


@dataclass
class Home:
    """Two teams in one run; what is about the first alone is written with q's."""

    ws: Workspace
    material: bytes
    doomed: int = 0
    kept: int = 0
    run: int = 0
    person: int = 0
    own_note: int = 0
    shared_note: int = 0

    def follow(self) -> None:
        ws = self.ws
        assert follow(ws.folder, ws.key, ws.read, sources=SOURCES, workspace_id=ws.identity)

    def remains(self) -> bytes:
        """All that is in the files, once the workspace is closed."""
        folder = self.ws.folder
        self.ws.close()
        assert not list(folder.glob("*-wal"))
        names = (DATABASE_NAME, INDEX_NAME)
        return b"".join(decrypted_pages(folder / name, self.material) for name in names)

    def check(self) -> None:
        assert rows(self.ws.read, "PRAGMA foreign_key_check") == []
        assert value(self.ws.read, "PRAGMA integrity_check") == "ok"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    ws = open_workspace(tmp_path / "data")
    home = Home(ws, bytes(ws.key.material()))
    furnish(home)
    home.follow()
    yield home
    if not ws.key.is_wiped:
        ws.close()


def furnish(home: Home) -> None:
    ws = home.ws
    home.doomed = service.add_team(ws, "Qvarnqäsi", reason="Qsyyq", contact_phone="0401qqq")
    home.kept = service.add_team(ws, "Osasto 4")
    service.update_team(ws, home.doomed, name="Qvarnqäsi-2")
    home.person = service.add_member(ws, home.doomed, "Qaino Qvirta", email="qaino@example.org")
    gone = service.add_member(ws, home.doomed, "Qentinen Qjäsen")
    service.remove_members(ws, [gone])
    service.add_member(ws, home.kept, "Anna Virtanen")
    teams = [home.doomed, home.kept]
    home.run = run = programmes.start_run(ws, template(), "Kevät", [NewCohort(teams=teams)])
    checklists.add_item(ws, run, home.doomed, "Qkohtaq")
    checklists.add_item(ws, run, home.kept, "Oma kohta")
    tasks.add_task(ws, "Qtehtäväq", home.doomed)
    tasks.add_task(ws, "Jäävä tehtävä", home.kept)
    body = "Qsalaisuus\n[] @Qaino qkuiskaus\n! qpäätösq #qjuoru"
    home.own_note = notes.create(ws, [home.doomed], title="Qvarjo", body=body)
    notes.save_body(ws, home.own_note, f"{body}\nQlisäysq", "fi")
    notes.set_presence(ws, home.own_note, home.person)
    notes.add_picture(ws, home.own_note, photo(40, 30), "Qkuvateksti")
    deleted = notes.create(ws, [home.doomed], body="Qpoistettuq")
    notes.delete(ws, deleted)
    home.shared_note = notes.create(
        ws, [home.doomed, home.kept], body="Yhteinen\n[] yhteinen askel\n! linjaus"
    )
    notes.create(ws, [home.kept], body="Oma muistiinpano")
    own = methods.begin(ws, Kind.PRIORITISING, None, [home.doomed], "fi")
    service_lists.add_targets(ws, own, "Qkohdeq")
    service_lists.change_target(ws, own, 1, {"text": "Qkohdeqq"})
    shared = methods.begin(ws, Kind.SPARRING, None, [home.doomed, home.kept], "fi")
    methods.rename(ws, shared, "Yhteinen sparraus")


# Letters that stand next to each other nowhere but in what is to go.
DOOMED = (
    "Qvarnq", "qvarnq", "Qsyyq", "0401qqq", "Qaino", "qaino", "Qentinen", "qentinen", "Qkohta",
    "qkohta", "Qtehtä", "qtehtä", "Qsalai", "qsalai", "qkuiskaus", "qpäätös", "qjuoru", "Qvarjo",
    "qlisäys", "Qlisäys", "Qkohdeq", "Qkuvateksti", "Qpoistettu",
)  # fmt: skip


def found_of(words: tuple[str, ...], remains: bytes) -> list[str]:
    return [word for word in words if word.encode() in remains]


def test_the_check_sees_what_is_there_and_what_was_deleted(home: Home) -> None:
    service.delete_team(home.ws, home.doomed)
    home.follow()
    remains = home.remains()
    assert len(found_of(DOOMED, remains)) > 15
    assert b"Oma muistiinpano" in remains


def test_nothing_of_an_erased_team_is_left(home: Home) -> None:
    ws = home.ws
    before = len(note_store.newest(ws.read))
    erasing.erase_team(ws, home.doomed, "fi")
    home.follow()
    home.check()
    assert len(note_store.newest(ws.read)) == before - 1
    assert [team.name for team in store.list_teams(ws.read)] == ["Osasto 4"]
    assert value(ws.read, "SELECT count(*) FROM _picture_bytes") == 0
    assert ws.undo_label() is None
    remains = home.remains()
    assert found_of(DOOMED, remains) == []
    stays = ("Oma muistiinpano", "Yhteinen sparraus", "Anna Virtanen", "Jäävä tehtävä", "Oma kohta")
    for word in stays:
        assert word.encode() in remains


def test_words_that_have_moved_in_the_index_go_too(home: Home) -> None:
    ws = home.ws
    event = event_of(ws, home.run).rid
    due = Due(DueKind.BEFORE_EVENT, None, event, "workshop_1", 3)
    tasks.add_task(ws, "Zqzxj", home.doomed, None, due)
    for day in (20, 27):
        programmes.move_event(ws, event, EventDate.of(dt.date(2027, 1, day)))
    erasing.erase_team(ws, home.doomed, "fi")
    home.follow()
    home.check()
    assert b"zqz" not in home.remains()  # the index keeps three letters at a time


def test_a_shared_note_stays_with_its_tasks_under_the_other_team(home: Home) -> None:
    ws = home.ws
    erasing.erase_team(ws, home.doomed, "fi")
    note = note_store.meeting(ws.read, home.shared_note)
    assert note is not None
    assert note.team_rids == (home.kept,)
    (step,) = note_store.tasks(ws.read, note.uuid)
    moved = task_store.task(ws.read, step.rid)
    assert moved is not None
    assert moved.team_rid == home.kept
    assert [one.text for one in note_store.decisions(ws.read, note.rid)] == ["linjaus"]


def test_what_was_printed_of_an_erased_team_leaves_the_log(home: Home) -> None:
    ws = home.ws
    team, other = store.team(ws.read, home.doomed), store.team(ws.read, home.kept)
    note = note_store.meeting(ws.read, home.own_note)
    assert team is not None
    assert other is not None
    assert note is not None
    values = {"at": "2026-11-20T10:00:00.000Z", "handout": "x", "language": "fi", "way": "saved"}
    with ws.change(msg("test", "Log")) as db:
        for kind, uuid in (("team", team.uuid), ("meeting", note.uuid), ("team", other.uuid)):
            insert(db, "_print_log", {**values, "subject_kind": kind, "subject_uuid": uuid})
    erasing.erase_team(ws, home.doomed, "fi")
    left = rows(ws.read, "SELECT subject_uuid FROM _print_log")
    assert [one["subject_uuid"] for one in left] == [other.uuid]


def test_an_erased_person_is_left_only_where_the_name_was_written(home: Home) -> None:
    ws = home.ws
    assert erasing.erase_person(ws, home.person) == 0
    home.follow()
    home.check()
    assert note_store.attendance(ws.read, home.own_note) == []
    remains = home.remains()
    assert found_of(("Qaino Qvirta", "qaino@example"), remains) == []
    assert "Qvarnqäsi-2".encode() in remains
    assert b"Qsalaisuus" in remains
    assert b"qkuiskaus" in remains


def test_places_that_still_hold_the_name_are_counted(home: Home) -> None:
    ws = home.ws
    notes.create(ws, [home.kept], body="Puhelu: QAINO QVIRTA lupasi")
    tasks.add_task(ws, "Soita: Qaino Qvirta", home.kept)
    service.update_team(ws, home.kept, contact_name="Qaino Qvirta")
    assert erasing.erase_person(ws, home.person) == 3


def test_erasing_what_is_gone_does_nothing(home: Home) -> None:
    before = home.ws.undo_label()
    erasing.erase_team(home.ws, 9_999, "fi")
    assert erasing.erase_person(home.ws, 9_999) == 0
    assert home.ws.undo_label() == before


# -- in the window ------------------------------------------------------------------------------


def test_the_delete_question_leads_to_erasing(desk: Desk) -> None:
    rid = service.add_team(desk.ws, "Osasto 4")
    notes.create(desk.ws, [rid], body="x")
    desk.team(rid)
    notices = desk.shell.notices
    notices.answers.extend(["erase", "keep"])
    desk.shell.registry.run("teams.delete")
    desk.bot.waitUntil(lambda: not notices.answers)
    assert store.team(desk.ws.read, rid) is not None
    notices.answers.extend(["erase", "erase"])
    desk.shell.registry.run("teams.delete")
    desk.bot.waitUntil(lambda: store.list_teams(desk.ws.read) == [])
    question = notices.asked[-1]
    assert isinstance(question, Question)
    assert (question.safe, question.danger) == ("keep", "erase")
    assert question.detail is not None
    assert dict(question.detail.params)["count"] == 1
    assert desk.notices[-1].undo is None
    assert desk.ws.undo() is None
    assert [each for each in desk.page.findChildren(TeamList) if each.isVisible()]


def test_a_person_is_erased_by_the_menu_of_the_table(desk: Desk) -> None:
    rid = service.add_team(desk.ws, "Osasto 4")
    person = service.add_member(desk.ws, rid, "Aino Lahti")
    notes.create(desk.ws, [rid], body="Aino Lahti kertoi")
    desk.team(rid)
    desk.shell.registry.refresh_now()
    verb = desk.shell.registry.qt("teams.erase_person")
    assert not verb.isEnabled()
    tab = desk.team(rid, "members").findChild(MembersTab)
    assert tab is not None
    tab.table.select(person)
    desk.shell.registry.refresh_now()
    assert verb.isEnabled()
    assert verb in tab.menu().actions()
    desk.shell.notices.answers.append("erase")
    verb.trigger()
    desk.bot.waitUntil(lambda: store.members(desk.ws.read, rid) == [])
    offer = desk.notices[-1].offer
    assert offer is not None
    assert dict(desk.notices[-1].message.params)["count"] == 1
    offer.run()
    assert desk.shell.frame is not None
    assert desk.shell.frame.header.search.text() == "Aino Lahti"
