import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.features.teams import schema, service, store
from coachdesk.features.teams.model import MemberFields, NewTeam, Role, Team
from coachdesk.kernel.database import insert
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.migrations import Migrations
from coachdesk.kernel.text import Texts, msg
from coachdesk.kernel.workspace import Workspace
from tests.helpers.workspaces import TODAY, copy_of, open_workspace, random_key


def team(ws: Workspace, rid: int) -> Team:
    found = store.team(ws.read, rid)
    assert found is not None
    return found


def names(ws: Workspace, team_rid: int) -> list[str]:
    return [member.name for member in store.members(ws.read, team_rid)]


def test_add_team_with_county_fills_the_area(ws: Workspace) -> None:
    rid = service.add_team(ws, "  Osasto\n4 ", county_code=3, language="sv")
    added = team(ws, rid)
    assert (added.name, added.county_code, added.area) == ("Osasto 4", 3, "Itä-Suomi")
    assert added.language == "sv"
    assert added.archived_on is None


def test_area_follows_the_county_until_set_by_hand(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4", county_code=3)
    service.update_team(ws, rid, county_code=4)
    assert team(ws, rid).area == "Etelä-Suomi"
    service.update_team(ws, rid, area="västra finland")
    assert team(ws, rid).area == "Länsi-Suomi"
    service.update_team(ws, rid, county_code=3)
    assert team(ws, rid).area == "Länsi-Suomi"
    service.update_team(ws, rid, area="")
    service.update_team(ws, rid, county_code=4)
    assert team(ws, rid).area == "Etelä-Suomi"


def test_area_in_free_words_is_kept(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4", area="Lappi ja Länsipohja")
    assert team(ws, rid).area == "Lappi ja Länsipohja"


@pytest.mark.parametrize("name", ["", "  ", "\x00", "\u202e", "x" * 10_000])
def test_names_that_cannot_be_used_are_refused_and_nothing_changes(
    ws: Workspace, name: str
) -> None:
    with pytest.raises(UserError):
        service.add_team(ws, name)
    rid = service.add_team(ws, "Osasto 4")
    with pytest.raises(UserError):
        service.update_team(ws, rid, name=name)
    with pytest.raises(UserError):
        service.add_member(ws, rid, name)
    assert [each.name for each in store.list_teams(ws.read)] == ["Osasto 4"]
    assert names(ws, rid) == []


@pytest.mark.parametrize("name", ["🩺 Tiimi", "فريق التطوير", "=1+1", "@cmd", "Čohkka ŧ", "Š"])
def test_unusual_names_are_kept_as_they_are(ws: Workspace, name: str) -> None:
    rid = service.add_team(ws, name)
    service.add_member(ws, rid, name)
    assert team(ws, rid).name == name
    assert names(ws, rid) == [name]


def test_control_characters_are_left_out(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osa\x00sto\u202e 4")
    assert team(ws, rid).name == "Osasto 4"


def test_unknown_county_and_language_are_refused(ws: Workspace) -> None:
    with pytest.raises(UserError, match="99"):
        service.add_team(ws, "Osasto 4", county_code=99)
    with pytest.raises(UserError, match="language"):
        service.add_team(ws, "Osasto 4", language="de")
    assert store.list_teams(ws.read, archived=None) == []


def test_typing_in_one_field_is_one_undo_step(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4")
    service.update_team(ws, rid, reason="Kii")
    service.update_team(ws, rid, reason="Kiire")
    service.update_team(ws, rid, site="Kuopio")
    ws.undo()
    assert (team(ws, rid).reason, team(ws, rid).site) == ("Kiire", "")
    ws.undo()
    assert team(ws, rid).reason == ""


def test_choices_are_undo_steps_of_their_own(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4", county_code=3)
    service.update_team(ws, rid, county_code=4)
    service.update_team(ws, rid, county_code=5)
    ws.undo()
    assert team(ws, rid).county_code == 4


def test_archive_and_bring_back(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4")
    service.archive_team(ws, rid)
    assert store.list_teams(ws.read) == []
    assert [each.archived_on for each in store.list_teams(ws.read, archived=True)] == [TODAY]
    service.unarchive_team(ws, rid)
    assert [each.rid for each in store.list_teams(ws.read)] == [rid]


def add_work(ws: Workspace, rid: int) -> None:
    """A run, two tasks and a note of the team."""
    with ws.change(msg("test", "Work")) as db:
        run = insert(db, "run", {"template_key": "x", "template_version": "1", "name": "2026"})
        cohort = insert(db, "cohort", {"run_rid": run})
        insert(db, "participation", {"cohort_rid": cohort, "team_rid": rid})
        for title in ("a", "b"):
            insert(db, "task", {"team_rid": rid, "title": title, "created_at": "2026-11-01"})
        meeting = insert(db, "meeting", {"held_on": "2026-11-01", "created_at": "2026-11-01"})
        insert(
            db, "meeting_team", {"meeting_rid": meeting, "team_rid": rid, "held_on": "2026-11-01"}
        )


def test_what_hangs_on_a_team_is_counted_over_all_features(ws: Workspace) -> None:
    rid, other = service.add_team(ws, "Osasto 4"), service.add_team(ws, "Toinen")
    service.add_member(ws, rid, "Aino")
    add_work(ws, rid)
    texts = Texts.load("en")
    assert [texts(message) for message in service.what_hangs_on(ws.read, rid)] == [
        "1 member",
        "its place in 1 programme",
        "2 tasks",
        "its name on 1 note, which stays",
    ]
    assert service.what_hangs_on(ws.read, other) == []


def test_deleted_team_comes_back_with_all_that_hung_on_it(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4")
    service.add_member(ws, rid, "Aino")
    add_work(ws, rid)
    before = store.count_hanging_on(ws.read, rid)
    service.delete_team(ws, rid)
    assert store.team(ws.read, rid) is None
    assert store.count_hanging_on(ws.read, rid) == {}
    ws.undo()
    assert names(ws, rid) == ["Aino"]
    assert store.count_hanging_on(ws.read, rid) == before


def test_verbs_on_what_is_gone_say_so(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4")
    member = service.add_member(ws, rid, "Aino")
    service.delete_team(ws, rid)
    with pytest.raises(UserError, match="deleted"):
        service.update_team(ws, rid, name="Uusi")
    with pytest.raises(UserError, match="removed"):
        service.update_member(ws, member, name="Uusi")
    with pytest.raises(UserError, match="deleted"):
        service.import_teams(ws, [NewTeam({}, [MemberFields(name="Eino")], into=rid)])


def test_members_keep_their_order_and_can_get_another(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4")
    rids = [service.add_member(ws, rid, name) for name in ("Aino", "Eino", "Väinö")]
    assert names(ws, rid) == ["Aino", "Eino", "Väinö"]
    service.reorder_members(ws, [rids[2], rids[0], rids[1]])
    assert names(ws, rid) == ["Väinö", "Aino", "Eino"]
    ws.undo()
    assert names(ws, rid) == ["Aino", "Eino", "Väinö"]


def test_member_fields(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4")
    member = service.add_member(
        ws,
        rid,
        "Aino",
        occupational_group=" sairaan hoitaja",
        role=Role.SUPERVISOR,
        active_from=dt.date(2026, 9, 1),
    )
    service.update_member(ws, member, email="ei osoite", phone="040 123")
    found = store.member(ws.read, member)
    assert found is not None
    assert found.occupational_group == "sairaan hoitaja"
    assert (found.role, found.active_from) == (Role.SUPERVISOR, dt.date(2026, 9, 1))
    assert (found.email, found.phone) == ("ei osoite", "040 123")


def test_member_leaves_on_a_day_and_cannot_leave_before_coming(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4")
    member = service.add_member(ws, rid, "Aino", active_from=TODAY)
    with pytest.raises(UserError, match="before"):
        service.member_leaves(ws, member, TODAY - dt.timedelta(days=1))
    service.member_leaves(ws, member, TODAY)
    assert [each.active_to for each in store.members(ws.read, rid)] == [TODAY]


def test_members_are_removed_in_one_step(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4")
    rids = [service.add_member(ws, rid, name) for name in ("Aino", "Eino", "Väinö")]
    service.remove_members(ws, rids[:2])
    assert names(ws, rid) == ["Väinö"]
    ws.undo()
    assert names(ws, rid) == ["Aino", "Eino", "Väinö"]


def test_import_is_one_undo_step(ws: Workspace) -> None:
    old = service.add_team(ws, "Vanha")
    aino, eino = MemberFields(name="Aino"), MemberFields(name="Eino", role=Role.SUPERVISOR)
    new = [NewTeam({"name": "Uusi", "county_code": 3}, [aino]), NewTeam({}, [eino], into=old)]
    rids = service.import_teams(ws, new)
    assert rids[1] == old
    assert team(ws, rids[0]).area == "Itä-Suomi"
    assert [names(ws, rid) for rid in rids] == [["Aino"], ["Eino"]]
    ws.undo()
    assert [each.name for each in store.list_teams(ws.read)] == ["Vanha"]
    assert names(ws, old) == []


def test_import_with_one_bad_row_adds_nothing(ws: Workspace) -> None:
    with pytest.raises(UserError):
        service.import_teams(ws, [NewTeam({"name": "Hyvä"}), NewTeam({"name": " "})])
    assert store.list_teams(ws.read) == []
    rid = service.add_team(ws, "Osasto 4")
    with pytest.raises(UserError):
        service.import_members(ws, rid, [MemberFields(name="Aino"), MemberFields(name="")])
    assert names(ws, rid) == []


def test_members_of_several_teams_in_one_go(ws: Workspace) -> None:
    first, second, third = (service.add_team(ws, name) for name in "abc")
    service.import_members(ws, first, [MemberFields(name=name) for name in ("Aino", "Eino")])
    service.add_member(ws, third, "Väinö")
    found = store.members_of(ws.read, [first, second])
    assert {rid: [m.name for m in people] for rid, people in found.items()} == {
        first: ["Aino", "Eino"],
        second: [],
    }


def test_groups_in_use_come_by_frequency(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4")
    for group in ("lääkäri", "hoitaja", "hoitaja", ""):
        service.add_member(ws, rid, "Nimi", occupational_group=group)
    assert store.groups_in_use(ws.read) == ["hoitaja", "lääkäri"]


def test_a_name_can_be_kept_off_the_projector_and_back(ws: Workspace) -> None:
    rid = service.add_team(ws, "Osasto 4")
    assert team(ws, rid).off_projector is False
    service.update_team(ws, rid, off_projector=True)
    assert team(ws, rid).off_projector is True
    ws.undo()
    assert team(ws, rid).off_projector is False


def test_teams_of_an_older_file_may_be_projected(tmp_path: Path) -> None:
    older, key = Migrations("teams"), random_key()
    older()(schema.m001_tables)
    ws = open_workspace(tmp_path, copy_of(key), [older])
    with closing(ws), ws.change(msg("test", "Add")) as db:
        insert(db, "team", {"name": "Osasto 4"})
    with closing(open_workspace(tmp_path, key, [schema.migrations])) as ws:
        (found,) = store.list_teams(ws.read)
        assert (found.name, found.off_projector) == ("Osasto 4", False)
