"""The pack of a workshop, made and counted without any window."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.features.agendas import service as agendas
from coachdesk.features.agendas.places import workshop as found_workshop
from coachdesk.features.notes import service as notes
from coachdesk.features.printing.model import PaperFile
from coachdesk.features.printing.pack import (
    ROOM,
    USUAL,
    Copies,
    CopyRule,
    Extent,
    Pack,
    PackItem,
    PackOrder,
    read_items,
)
from coachdesk.features.printing.pack_service import (
    PackParcel,
    PageCounts,
    contents_of,
    teams_of,
    write_pack,
)
from coachdesk.features.printing.service import print_log
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as programme_store
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.teams import service as teams
from coachdesk.features.teams import store as team_store
from coachdesk.handouts.catalogue import HANDOUTS
from coachdesk.kernel.database import delete
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.documents.reading import faults, page_texts, reader
from tests.handouts.home import Home
from tests.helpers.coaching import event_of
from tests.helpers.workspaces import TODAY

KNOWN = {one.key: one for one in HANDOUTS}
_ITEMS = st.lists(
    st.builds(
        lambda key, copies, is_blank: PackItem(
            KNOWN[key], copies, is_blank and KNOWN[key].blank is not None, KNOWN[key].usual()
        ),
        st.sampled_from(["agenda", "attendance_list", "name_badges", "team_summary", "pdsa_sheet"]),
        st.builds(Copies, st.sampled_from(CopyRule), st.integers(1, 3)),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda item: (item.handout.key, item.is_blank),
)


@pytest.fixture
def event(home: Home) -> int:
    """Workshop 2 with a plan in Finnish for its first day."""
    rid = event_of(home.ws, home.run, "workshop_2").rid
    agendas.make_from_programme(home.ws, rid, "fi")
    return rid


def usual_pack(event: int, **more: object) -> Pack:
    return replace(Pack(event, read_items(USUAL, HANDOUTS)), **more)  # type: ignore[arg-type]  # fields


def pack_of(event: int, *written: str, **more: object) -> Pack:
    return replace(usual_pack(event, **more), items=read_items(written, HANDOUTS))


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def made(ws: Workspace, pack: Pack, *, in_one_file: bool = True) -> list[PaperFile]:
    plans = PackParcel(pack, TODAY, "fi").plan(ws.read, in_one_file=in_one_file)
    return [plan.make(ws.read, silent) for plan in plans]


def counted(ws: Workspace, pack: Pack, counts: PageCounts | None = None) -> Extent:
    contents = contents_of(ws.read, pack, TODAY, "fi")
    return (counts or PageCounts()).extent(ws.read, pack, contents, TODAY, silent)


def pages_of(files: Sequence[PaperFile]) -> list[str]:
    return [text for file in files for text in page_texts(file.data)]


@given(
    items=_ITEMS, order=st.sampled_from(PackOrder), fills=st.booleans(), in_one=st.booleans(),
    language=st.sampled_from(["", "en"]), large=st.booleans(),
)  # fmt: skip
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_estimate_is_what_is_made(
    qapp: object,
    home: Home,
    event: int,
    items: list[PackItem],
    order: PackOrder,
    *,
    fills: bool,
    in_one: bool,
    language: str,
    large: bool,
) -> None:
    pack = Pack(event, tuple(items), order, fills, language, large)
    texts = pages_of(made(home.ws, pack, in_one_file=in_one))
    found = counted(home.ws, pack)
    assert found.pages == len(texts)
    assert found.blank_backs == sum(not text for text in texts)
    assert found.sheets == (len(texts) // 2 if fills else len(texts))


def test_the_usual_pack_conforms_and_each_team_is_spoken_to_in_its_language(
    qapp: object, home: Home, event: int
) -> None:
    (file,) = made(home.ws, usual_pack(event))
    assert file.name.startswith("Työpaja 2 – ")
    assert faults(file.data) == []
    texts = page_texts(file.data)
    swedish = [i for i, text in enumerate(texts) if text.startswith("Hemvård <Syd> & co – ")]
    finnish = [i for i, text in enumerate(texts) if text.startswith("Osasto 4 – ")]
    assert finnish
    assert swedish
    assert max(finnish) < min(swedish)
    assert {i % 2 for i in (*finnish, *swedish)} == {0}
    said = " ".join(texts)
    assert "Tiimi on koottu" in said
    assert "Teamet är sammansatt" in said


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("large_print", [False, True])
def test_a_pack_of_all_there_is_conforms(
    home: Home, event: int, language: str, *, large_print: bool
) -> None:
    filled = [f"{one.key}=number:1" for one in HANDOUTS]
    blank = [f"{one.key}=blank:number:1" for one in HANDOUTS]
    pack = pack_of(event, *filled, *blank, language=language, large_print=large_print)
    assert {one.is_blank for one in pack.items} == {True, False}
    (file,) = made(home.ws, pack)
    assert faults(file.data) == []


def test_a_file_for_the_room_and_one_for_each_team(home: Home, event: int, tmp_path: Path) -> None:
    parcel = PackParcel(usual_pack(event, language="en"), TODAY, "fi")
    paths = list(write_pack(home.ws, parcel, tmp_path, in_one_file=False))
    assert [path.name for path in paths] == [
        "Workshop 2 – 1 For the room.pdf",
        "Workshop 2 – 2 Osasto 4.pdf",
        "Workshop 2 – 3 Hemvård -Syd- & co.pdf",
    ]
    title = reader(paths[1].read_bytes()).metadata
    assert title is not None
    assert title.title == "Workshop 2 – Osasto 4"
    assert all(faults(path.read_bytes()) == [] for path in paths)
    logged = [(one.handout, one.subject) for one in print_log(home.ws.read)]
    assert ("team_summary", "Osasto 4") in logged
    assert ("tally_sheet", "") not in logged  # a blank one is about nobody
    assert len([one for one in logged if one[0] == "attendance_list"]) == 1
    again = list(write_pack(home.ws, parcel, tmp_path, in_one_file=True))
    assert [path.name for path in again] == ["Workshop 2 – pack.pdf"]


def test_paper_by_paper_the_same_pages_lie_in_another_order(
    qapp: object, home: Home, event: int
) -> None:
    one = usual_pack(event)
    other = replace(one, order=PackOrder.BY_SHEET)
    assert sorted(pages_of(made(home.ws, one))) == sorted(pages_of(made(home.ws, other)))
    assert pages_of(made(home.ws, one)) != pages_of(made(home.ws, other))


def people(home: Home, event: int) -> dict[int, int]:
    found = found_workshop(home.ws.read, event)
    assert found is not None
    return {one.rid: one.people for one in teams_of(home.ws.read, found, TODAY)}


def test_participants_are_the_members_until_attendance_is_noted(home: Home, event: int) -> None:
    assert people(home, event) == {home.ward: 3, home.home_care: 0}
    ws, day = home.ws, dt.date(2026, 12, 3)
    earlier = notes.create(ws, [home.ward], held_on=day - dt.timedelta(days=9), kind="workshop")
    notes.add_guest(ws, earlier, "Someone else")
    assert people(home, event)[home.ward] == 3
    meeting = notes.create(ws, [home.ward], held_on=day, kind="workshop")
    first, second, *_rest = [one.rid for one in team_store.members(ws.read, home.ward)]
    notes.set_presence(ws, meeting, first, "present")
    notes.set_presence(ws, meeting, second, "absent")
    notes.add_guest(ws, meeting, "Aino Ek")
    assert people(home, event) == {home.ward: 2, home.home_care: 0}
    second_day = notes.create(
        ws, [home.ward, home.home_care], held_on=day + dt.timedelta(days=1), kind="workshop"
    )
    notes.set_presence(ws, second_day, first, "late")
    notes.add_guest(ws, second_day, "Nobody knows whose")
    assert people(home, event) == {home.ward: 1, home.home_care: 0}


def test_copies_follow_the_participants(qapp: object, home: Home, event: int) -> None:
    pack = pack_of(event, "attendance_list=person", fills_sheets=False)
    assert len(pages_of(made(home.ws, pack))) == 3


def test_a_workshop_without_teams_has_only_what_is_for_the_room(home: Home, event: int) -> None:
    programmes.remove_teams(
        home.ws, programme_store.cohorts(home.ws.read, home.run)[0].rid, [home.ward, home.home_care]
    )
    contents = contents_of(home.ws.read, usual_pack(event), TODAY, "fi")
    assert {paper.receiver.rid for paper in contents.papers} == {ROOM}
    with pytest.raises(UserError, match="nothing in this pack"):
        made(home.ws, pack_of(event, "team_summary=team"))


def test_a_team_that_is_deleted_meanwhile_is_passed_over(
    qapp: object, home: Home, event: int
) -> None:
    pack = pack_of(event, "team_summary=team", "agenda=team")
    (plan,) = PackParcel(pack, TODAY, "fi").plan(home.ws.read, in_one_file=True)
    teams.delete_team(home.ws, home.home_care)
    file = plan.make(home.ws.read, silent)
    assert faults(file.data) == []
    said = " ".join(page_texts(file.data))
    assert "Osasto 4" in said
    assert "Hemvård" not in said
    teams.delete_team(home.ws, home.ward)
    (alone,) = PackParcel(pack_of(event, "attendance_list=number:1"), TODAY, "fi").plan(
        home.ws.read, in_one_file=True
    )
    with home.ws.change(msg("test", "Delete")) as db:
        delete(db, "event", event)
    with pytest.raises(UserError, match="nothing in this pack"):
        alone.make(home.ws.read, silent)
    with pytest.raises(UserError, match="no longer there"):
        made(home.ws, pack)


def test_what_is_handed_out_looks_beyond_the_workshop(qapp: object, home: Home, event: int) -> None:
    third = event_of(home.ws, home.run, "workshop_3")
    programmes.move_event(home.ws, third.rid, EventDate.of(dt.date(2027, 3, 22)))
    said = " ".join(pages_of(made(home.ws, pack_of(event, "gap_tasks=team", language="en"))))
    assert "Next workshop Workshop 3: Mon 22 Mar (in 108 days)" in said
    assert "Next workshop Workshop 2" not in said
    sheets = pages_of(made(home.ws, pack_of(event, "pdsa_sheet=team", language="en")))
    assert "Next workshop Workshop 3" in sheets[0]


def test_an_agenda_that_is_not_planned_is_not_in_the_pack(home: Home, event: int) -> None:
    first = event_of(home.ws, home.run, "workshop_1").rid

    def keys(of: int) -> set[str]:
        contents = contents_of(home.ws.read, usual_pack(of), TODAY, "fi")
        return {paper.order.handout.key for paper in contents.papers}

    assert keys(event) - keys(first) == {"agenda", "agenda_coach"}
    agendas.make_from_programme(home.ws, first, "fi")
    assert keys(first) == keys(event)


def test_forty_teams(home: Home, event: int) -> None:
    cohort = programme_store.cohorts(home.ws.read, home.run)[0].rid
    rids = [teams.add_team(home.ws, f"Team {number:02}") for number in range(40)]
    programmes.add_teams(home.ws, cohort, rids)
    pack = pack_of(event, "pdsa_sheet=team")
    plans = PackParcel(pack, TODAY, "fi").plan(home.ws.read, in_one_file=False)
    assert len(plans) == 42
    sheets = counted(home.ws, pack_of(event, "pdsa_sheet=blank:number:1")).sheets
    assert counted(home.ws, pack).sheets >= 42 * sheets
    (whole,) = PackParcel(pack, TODAY, "fi").plan(home.ws.read, in_one_file=True)
    assert whole.papers == 42


def test_giving_up_stops_the_making_and_leaves_nothing(home: Home, event: int) -> None:
    class Stop(Exception):  # noqa: N818 - not an error
        """What cancels here."""

    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 3:
            raise Stop

    (plan,) = PackParcel(usual_pack(event), TODAY, "fi").plan(home.ws.read, in_one_file=True)
    with pytest.raises(Stop):
        plan.make(home.ws.read, stop)
    assert seen[-1] == (3, plan.papers)
    assert print_log(home.ws.read) == []


def test_a_folder_that_is_gone_is_said(home: Home, event: int, tmp_path: Path) -> None:
    parcel = PackParcel(usual_pack(event), TODAY, "fi")
    with pytest.raises(EnvironmentProblem):
        list(write_pack(home.ws, parcel, tmp_path / "gone", in_one_file=True))
    assert print_log(home.ws.read) == []
