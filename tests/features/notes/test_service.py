import datetime as dt
from pathlib import Path

import pytest

from coachdesk.features.notes import service, store
from coachdesk.features.tasks.note_lines import note_tasks
from coachdesk.kernel.database import insert, rows, update, value
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet, Workspace
from tests.features.notes.home import DAY, stored, two_teams
from tests.helpers.workspaces import copy_of, open_workspace, random_key


def write(ws: Workspace, rid: int, body: str) -> None:
    service.save_body(ws, rid, body, "fi")


def tasks_of(ws: Workspace, rid: int) -> list[dict[str, object]]:
    return note_tasks(ws.read, stored(ws, rid).uuid)


def test_what_is_written_is_there_after_opening_again(tmp_path: Path) -> None:
    key = random_key()
    ws = open_workspace(tmp_path, copy_of(key))
    ward, home = two_teams(ws)
    rid = service.create(ws, [ward, home], held_on=DAY, kind="video", title=" Ensi  kerta ")
    write(ws, rid, "Äiti ö šŧ € – Привет 🙂\n[] soita")
    ws.close()
    ws = open_workspace(tmp_path, copy_of(key))
    found = stored(ws, rid)
    assert (found.held_on, found.kind, found.title) == (DAY, "video", "Ensi kerta")
    assert found.team_rids == (ward, home)
    assert found.body == "Äiti ö šŧ € – Привет 🙂\n[] soita"
    assert [task["title"] for task in tasks_of(ws, rid)] == ["soita"]
    ws.close()


def test_a_task_line_is_a_task_of_the_team_with_who_and_due(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward])
    write(ws, rid, "Juteltiin.\n[] @Anna soittaa työterveyteen ti 24.11.\n! Aloitetaan kokeilu 1")
    (task,) = tasks_of(ws, rid)
    anna = value(ws.read, "SELECT rid FROM member WHERE name = 'Anna Virtanen'")
    assert task["title"] == "soittaa työterveyteen"
    assert (task["team_rid"], task["member_rid"], task["source"]) == (ward, anna, "note")
    assert (task["due_kind"], task["due_on"]) == ("date", "2026-11-24")
    (decision,) = store.decisions_of_team(ws.read, ward)
    assert (decision.text, decision.meeting_rid) == ("Aloitetaan kokeilu 1", rid)


def test_a_date_without_a_year_is_the_next_one_after_the_meeting(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward], held_on=dt.date(2026, 10, 29), body="[] malli 3.11.")
    assert tasks_of(ws, rid)[0]["due_on"] == "2026-11-03"
    planned = service.create(ws, [ward], held_on=dt.date(2026, 12, 29), body="[] malli 3.12.")
    assert tasks_of(ws, planned)[0]["due_on"] == "2026-12-03"


def test_an_edited_line_keeps_its_task_and_what_was_set_elsewhere(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward])
    write(ws, rid, "[] soita 24.11.\n[] tilaa lakanat")
    first, second = tasks_of(ws, rid)
    with ws.change(msg("test", "Elsewhere")) as db:
        update(db, "task", int(str(first["rid"])), {"remark": "huomaa", "due_on": "2026-12-01"})
    write(ws, rid, "[] tilaa lakanat\n\n[] soita Annalle 24.11.")
    now_first, now_second = tasks_of(ws, rid)
    assert (now_first["rid"], now_second["rid"]) == (first["rid"], second["rid"])
    assert now_first["title"] == "soita Annalle"
    assert (now_first["remark"], now_first["due_on"]) == ("huomaa", "2026-12-01")
    write(ws, rid, "[] tilaa lakanat\n\n[] soita Annalle 25.11.")
    assert tasks_of(ws, rid)[0]["due_on"] == "2026-11-25"


def test_ticking_a_line_completes_its_task_and_unticking_opens_it(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward], body="[] soita\n[] soita")
    write(ws, rid, "[] soita\n[x] soita")
    assert [task["state"] for task in tasks_of(ws, rid)] == ["open", "done"]
    assert tasks_of(ws, rid)[1]["done_on"] == "2026-11-22"
    write(ws, rid, "[] soita\n[] soita")
    assert [(task["state"], task["done_on"]) for task in tasks_of(ws, rid)] == [("open", None)] * 2


def test_a_state_set_in_the_list_stays_while_other_lines_change(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward], body="[] soita")
    (task,) = tasks_of(ws, rid)
    with ws.change(msg("test", "Elsewhere")) as db:
        update(db, "task", int(str(task["rid"])), {"state": "in_progress"})
    write(ws, rid, "[] soita pian\n[] muuta")
    assert [one["state"] for one in tasks_of(ws, rid)] == ["in_progress", "open"]


def test_a_removed_line_takes_its_task_and_undo_brings_both_back(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward], body="[] soita\n! päätös #tunniste")
    (task,) = tasks_of(ws, rid)
    write(ws, rid, "tyhjää")
    assert tasks_of(ws, rid) == []
    assert store.decisions(ws.read, rid) == []
    assert store.tags_beginning(ws.read, "", 9) == []
    ws.undo()
    assert tasks_of(ws, rid) == [task]
    assert stored(ws, rid).body == "[] soita\n! päätös #tunniste"
    assert [one.text for one in store.decisions(ws.read, rid)] == ["päätös #tunniste"]
    assert store.tags_beginning(ws.read, "", 9) == ["tunniste"]


def test_a_line_cut_here_and_pasted_there_later_is_the_same_task(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward], body="[] soita\nteksti")
    (task,) = tasks_of(ws, rid)
    with ws.change(msg("test", "Elsewhere")) as db:
        update(db, "task", int(str(task["rid"])), {"remark": "huomaa"})
    (task,) = tasks_of(ws, rid)
    write(ws, rid, "teksti")
    write(ws, rid, "teksti\n[] soita")
    assert tasks_of(ws, rid) == [task]


def test_a_done_line_pasted_back_with_an_empty_box_is_open_again(ws: Workspace) -> None:
    ward, home = two_teams(ws)
    rid = service.create(ws, [ward], body="[x] soita")
    write(ws, rid, "")
    service.set_teams(ws, rid, [home])
    write(ws, rid, "[] soita")
    (task,) = tasks_of(ws, rid)
    assert (task["state"], task["done_on"], task["team_rid"]) == ("open", None, home)


def test_typing_is_one_undo_step(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward])
    for body in ("T", "Te", "Tek", "Teksti"):
        write(ws, rid, body)
    ws.undo()
    assert stored(ws, rid).body == ""
    ws.redo()
    assert stored(ws, rid).body == "Teksti"


def test_saving_the_same_text_changes_nothing(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward], body="[] soita")
    heard: list[ChangeSet] = []
    ws.subscribe(heard.append)
    write(ws, rid, "[] soita")
    assert heard == []
    write(ws, rid, "[] soita\nlisää")
    assert [set(change.rows) for change in heard] == [{"meeting"}]


def test_a_change_of_team_takes_the_tasks_along(ws: Workspace) -> None:
    ward, home = two_teams(ws)
    rid = service.create(ws, [ward], body="[] soita")
    service.set_teams(ws, rid, [home])
    assert [task["team_rid"] for task in tasks_of(ws, rid)] == [home]
    assert store.count_of_team(ws.read, ward) == 0
    assert [row.rid for row in store.newest(ws.read, team_rid=home)] == [rid]
    service.set_teams(ws, rid, [])
    assert [task["team_rid"] for task in tasks_of(ws, rid)] == [None]


def test_names_mean_the_members_of_the_team_that_the_note_is_given_to(ws: Workspace) -> None:
    ward, home = two_teams(ws)
    rid = service.create(ws, [ward], body="[] @Äiti Östman soittaa\n[] @Anna tulee")
    assert [(task["who_kind"], task["title"]) for task in tasks_of(ws, rid)] == [
        ("other", "Östman soittaa"),
        ("member", "tulee"),
    ]
    service.set_teams(ws, rid, [home])
    assert [(task["who_kind"], task["title"], task["team_rid"]) for task in tasks_of(ws, rid)] == [
        ("member", "soittaa", home),
        ("other", "tulee", home),
    ]


def test_a_new_day_moves_the_note_in_every_list(ws: Workspace) -> None:
    ward, home = two_teams(ws)
    early = service.create(ws, [ward], held_on=DAY)
    late = service.create(ws, [ward], held_on=DAY + dt.timedelta(days=1))
    assert [row.rid for row in store.newest(ws.read, team_rid=ward)] == [late, early]
    service.set_day(ws, early, DAY + dt.timedelta(days=2))
    assert [row.rid for row in store.newest(ws.read, team_rid=ward)] == [early, late]
    assert [row.rid for row in store.newest(ws.read)] == [early, late]
    assert store.last_contact(ws.read, [ward, home]) == {ward: DAY + dt.timedelta(days=2)}
    assert store.last_contact(ws.read, [ward], DAY + dt.timedelta(days=1)) == {
        ward: DAY + dt.timedelta(days=1)
    }


def test_deleting_takes_all_that_hangs_on_it_and_undo_brings_it_back(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    anna = int(value(ws.read, "SELECT rid FROM member WHERE name = 'Anna Virtanen'"))
    rid = service.create(ws, [ward], body="[] soita\n! päätös #tunniste")
    service.set_presence(ws, rid, anna)
    service.add_guest(ws, rid, "Vieras Vieraanen")
    tables = ("meeting", "meeting_team", "attendance", "decision", "tag", "task")
    before = {table: rows(ws.read, f"SELECT * FROM {table}") for table in tables}
    service.delete(ws, rid)
    assert all(not rows(ws.read, f"SELECT * FROM {table}") for table in tables)
    ws.undo()
    assert {table: rows(ws.read, f"SELECT * FROM {table}") for table in tables} == before


def test_attendance(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward])
    anna, pekka = store.people(ws.read, rid)
    service.add_guest(ws, rid, "  Vieras ")
    service.set_presence(ws, rid, pekka.rid, "late")
    service.set_presence(ws, rid, anna.rid)
    service.set_presence(ws, rid, anna.rid, "absent")
    there = [(one.name, one.state) for one in store.attendance(ws.read, rid)]
    assert there == [("Pekka Aho", "late"), ("Anna Virtanen", "absent"), ("Vieras", "present")]
    service.set_presence(ws, rid, pekka.rid, "")
    service.remove_attendee(ws, store.attendance(ws.read, rid)[-1].rid)
    assert [one.name for one in store.attendance(ws.read, rid)] == ["Anna Virtanen"]
    with pytest.raises(UserError):
        service.add_guest(ws, rid, " \t ")


def test_earlier_texts_are_kept_and_come_back(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward], body="eka\n[] soita")
    service.rename(ws, rid, "Otsikko")
    write(ws, rid, "toka")
    found = service.versions(ws, stored(ws, rid))
    assert [(one.body, one.previous) for one in found] == [
        ("toka", "eka\n[] soita"),
        ("eka\n[] soita", ""),
    ]
    service.restore(ws, rid, found[1].body, "fi")
    assert stored(ws, rid).body == "eka\n[] soita"
    assert [task["title"] for task in tasks_of(ws, rid)] == ["soita"]
    assert service.versions(ws, stored(ws, rid))[0].body == "eka\n[] soita"


def test_an_erased_note_leaves_no_word_behind(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    rid = service.create(ws, [ward], body="salaisuus\n[] kuiskaus\n! huhu #juoru", title="varjo")
    write(ws, rid, "salaisuus")
    service.erase(ws, rid)
    tables = rows(ws.read, "SELECT name FROM sqlite_master WHERE type = 'table'")
    dump = str([rows(ws.read, f'SELECT * FROM "{table["name"]}"') for table in tables])
    for word in ("salaisuus", "kuiskaus", "huhu", "juoru", "varjo"):
        assert word not in dump
    assert "Anna Virtanen" in dump


def test_bad_input_is_refused_and_changes_nothing(ws: Workspace) -> None:
    rid = service.create(ws, [])
    with pytest.raises(UserError, match="1000000 is the most"):
        write(ws, rid, "a" * 1_000_001)
    with pytest.raises(UserError):
        service.rename(ws, rid, "a" * 10_000)
    write(ws, rid, "a\0b\x07c\r\nd\u202e")
    assert stored(ws, rid).body == "abc\nd"


def test_a_list_goes_on_page_by_page(ws: Workspace) -> None:
    ward, home = two_teams(ws)
    with ws.change(msg("test", "Many notes")) as db:
        for number in range(230):
            day = (DAY - dt.timedelta(days=number // 3)).isoformat()
            kind = "phone" if number % 10 == 0 else "visit"
            values = {"held_on": day, "kind": kind, "created_at": ""}
            rid = insert(db, "meeting", values)
            team = ward if number % 2 else home
            insert(db, "meeting_team", {"meeting_rid": rid, "team_rid": team, "held_on": day})
    for choice, count in (({}, 230), ({"team_rid": ward}, 115), ({"kind": "phone"}, 23)):
        seen: list[tuple[str, int]] = []
        while page := store.newest(ws.read, before=seen[-1] if seen else None, limit=50, **choice):
            assert len(page) <= 50
            seen += [row.place for row in page]
        assert len(seen) == count
        assert seen == sorted(set(seen), reverse=True)


def test_notes_with_a_tag(ws: Workspace) -> None:
    ward, _home = two_teams(ws)
    one = service.create(ws, [ward], body="#Kiire")
    service.create(ws, [ward], body="kiire")
    assert [row.rid for row in store.newest(ws.read, tag="kiire")] == [one]


def test_tags_in_use_by_their_beginning(ws: Workspace) -> None:
    service.create(ws, [], body="#kiire #kokeilu #Äiti")
    service.create(ws, [], body="#kiire #k100%")
    assert store.tags_beginning(ws.read, "k", 9) == ["k100", "kiire", "kokeilu"]
    assert store.tags_beginning(ws.read, "ki", 9) == ["kiire"]
    assert store.tags_beginning(ws.read, "ä", 9) == ["äiti"]
    assert store.tags_beginning(ws.read, "", 2) == ["k100", "kiire"]
    assert store.tags_beginning(ws.read, "x", 9) == []


def test_times_of_coming_and_leaving_and_who_stands_in(ws: Workspace) -> None:
    rid = service.create(ws, two_teams(ws))
    anna, pekka = store.people(ws.read, rid)[:2]
    service.set_presence(ws, rid, anna.rid)
    guest = service.add_guest(ws, rid, "Vieras")
    one = store.attendance(ws.read, rid)[0].rid
    service.set_times(ws, one, dt.time(9, 40), dt.time(15, 5))
    service.set_stand_in(ws, guest, pekka.rid)
    late, stands_in = store.attendance(ws.read, rid)
    assert (late.state, late.came_at, late.left_at) == ("late", dt.time(9, 40), dt.time(15, 5))
    assert (stands_in.stands_in_for, stands_in.absent_name) == (pekka.rid, pekka.name)
    service.set_times(ws, one, None, dt.time(15, 5))
    assert store.attendance(ws.read, rid)[0].state == "left_early"
    service.set_times(ws, one)
    assert store.attendance(ws.read, rid)[0].state == "present"
    ws.undo()
    ws.undo()
    assert store.attendance(ws.read, rid)[0] == late
    service.set_presence(ws, rid, anna.rid, "absent")
    assert store.attendance(ws.read, rid)[0].came_at is None
