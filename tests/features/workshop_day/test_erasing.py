"""What a held day knows of a team or a person goes with them."""

from coachdesk.features.notes import service as notes
from coachdesk.features.notes import store as note_store
from coachdesk.features.overview import erasing
from coachdesk.features.overview.store import count_mentions
from coachdesk.features.teams import service as teams
from coachdesk.features.workshop_day import service, store
from coachdesk.kernel.database import rows, value
from coachdesk.kernel.text import Texts
from coachdesk.kernel.workspace import Workspace
from tests.features.workshop_day.days import plan, stand, workshop


def test_an_erased_team_leaves_nothing_in_a_held_day(ws: Workspace) -> None:
    event = workshop(ws)
    plan(ws, event)
    day = service.start_day(ws, event.rid, 1)
    doomed, kept = store.teams_of_day(ws.read, day)
    service.start_turns(ws, stand(ws, day).rows[1].block.rid, [doomed.rid, kept.rid])
    service.park(ws, day, "Zqparkedzq", doomed.rid)
    service.park(ws, day, "Stays")
    notes.save_body(ws, service.note_of(ws, day, doomed.rid), "Zqwrittenzq", "en")
    texts = Texts.load("en")
    assert [texts(message) for message in teams.what_hangs_on(ws.read, doomed.rid)][-3:] == [
        "its part in 1 workshop day", "1 turn in a sharing round", "1 parked line",
    ]  # fmt: skip
    erasing.erase_team(ws, doomed.rid, "en")
    assert [line.text for line in store.parked(ws.read, day)] == ["Stays"]
    assert store.notes_of_day(ws.read, day) == []
    assert len(store.turns(ws.read, stand(ws, day).rows[1].block.rid)) == 1
    left = "coalesce(before, '') || coalesce(after, '') LIKE '%zq%'"
    sql = f"SELECT count(*) FROM journal WHERE {left}"
    assert value(ws.read, sql) == 0
    assert rows(ws.read, "PRAGMA foreign_key_check") == []


def test_who_stood_in_for_an_erased_person_stays(ws: Workspace) -> None:
    event = workshop(ws)
    day = service.start_day(ws, event.rid, 1)
    team = store.teams_of_day(ws.read, day)[0]
    person = teams.add_member(ws, team.rid, "Anna Virtanen")
    meeting = service.note_of(ws, day, team.rid)
    notes.set_stand_in(ws, notes.add_guest(ws, meeting, "Maija Guest"), person)
    service.park(ws, day, "Ask Anna Virtanen")
    assert count_mentions(ws.read, "anna virtanen") == 1
    assert erasing.erase_person(ws, person) == 1
    (guest,) = note_store.attendance(ws.read, meeting)
    assert (guest.name, guest.stands_in_for, guest.absent_name) == ("Maija Guest", None, "")
