"""The table of all runs without its window: rows, criteria, orders, saved filters."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.checklists.model import Progress
from coachdesk.features.overview import cross_run_store as store
from coachdesk.features.overview import service
from coachdesk.features.overview.cross_run import (
    ARCHIVED,
    PRESENT,
    Criteria,
    Order,
    TeamInRun,
    ordered,
    phases_of,
)
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import Cohort, Place, Run
from coachdesk.features.tasks import service as tasks
from coachdesk.features.tasks import store as task_store
from coachdesk.features.tasks.carrying import carry_over
from coachdesk.features.teams import service as teams
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Texts
from coachdesk.kernel.workspace import Workspace
from tests.features.overview.several_runs import Years, years_of
from tests.helpers.workspaces import TODAY

COLLATE = Texts.load("fi").collation_key
YESTERDAY = Due(DueKind.DATE, TODAY - dt.timedelta(days=1))


@pytest.fixture
def years(ws: Workspace) -> Years:
    return years_of(ws)


def row(years: Years, team: int, run: int) -> TeamInRun:
    (found,) = (
        each
        for each in store.teams_in_runs(years.ws.read, TODAY)
        if (each.team_rid, each.place.run.rid) == (team, run)
    )
    return found


def narrowed(years: Years, criteria: Criteria) -> set[tuple[int, int]]:
    return {
        (each.team_rid, each.place.run.rid)
        for each in store.teams_in_runs(years.ws.read, TODAY)
        if criteria.lets_through(each, each.words("fi"), TODAY)
    }


def test_each_team_has_a_row_in_each_of_its_runs(years: Years) -> None:
    everything = narrowed(years, Criteria())
    assert everything == {
        (years.ward, years.old), (years.care, years.old), (years.clinic, years.old),
        (years.ward, years.present), (years.care, years.present), (years.ward, years.coming),
    }  # fmt: skip


def test_a_row_tells_its_own_run(years: Years) -> None:
    years.tick(years.present, years.ward, "risk_assessment")
    years.meet(years.ward, 12)
    years.meet(years.ward, 40)
    now = row(years, years.ward, years.present)
    assert now.progress == Progress(1, 12)
    assert now.last_contact == TODAY - dt.timedelta(days=12)
    assert (now.next_event and now.next_event.key, now.days_to_next) == ("workshop_2", 5)
    assert now.area == "Itä-Suomi"
    coming = row(years, years.ward, years.coming)
    assert coming.progress is not None
    assert coming.progress.done == 0
    assert coming.days_to_next == 120
    assert coming.area == "Itä-Suomi", "of the county, where neither cohort nor team has one"


def test_an_archived_run_has_no_phase_and_nothing_to_come(years: Years) -> None:
    past = row(years, years.clinic, years.old)
    assert (past.phase, past.next_event, past.is_over) == (None, None, False)
    assert past.progress == Progress(0, 12)


def test_a_late_task_counts_once(years: Years) -> None:
    ws = years.ws
    before = {each.rid: each.late for each in store.teams_in_runs(ws.read, TODAY)}
    tasks.add_task(ws, "Soita", years.ward, due=YESTERDAY)
    after = {each.rid: each.late for each in store.teams_in_runs(ws.read, TODAY)}
    changed = [rid for rid in after if after[rid] != before[rid]]
    assert changed == [row(years, years.ward, years.present).rid], "the newest that has begun"
    assert sum(after.values()) == sum(task_store.late_counts(ws.read, TODAY).values())
    assert row(years, years.ward, years.old).late > 0, "what came with that run"


def test_an_archived_team_has_nothing_late(years: Years) -> None:
    assert row(years, years.clinic, years.old).late > 0
    teams.archive_team(years.ws, years.clinic)
    found = row(years, years.clinic, years.old)
    assert (found.late, found.team_archived) == (0, True)


def test_criteria_narrow_the_rows(years: Years) -> None:
    years.meet(years.ward, 40)
    assert narrowed(years, Criteria(run=PRESENT)) == {
        (years.ward, years.present), (years.care, years.present), (years.ward, years.coming),
    }  # fmt: skip
    assert len(narrowed(years, Criteria(run=ARCHIVED))) == 3
    assert narrowed(years, Criteria(run=years.uuid(years.coming))) == {(years.ward, years.coming)}
    assert narrowed(years, Criteria(area="Länsi-Suomi")) == {(years.care, years.present)}
    assert narrowed(years, Criteria(text="ÄÄNE 2026")) == {(years.ward, years.present)}
    silent = narrowed(years, Criteria(run=PRESENT, no_contact_days=40))
    assert len(silent) == 3, "those never met are silent too"
    assert narrowed(years, Criteria(run=PRESENT, no_contact_days=41)) == {
        (years.care, years.present)
    }
    phase = row(years, years.ward, years.present).phase
    assert phase is not None
    assert narrowed(years, Criteria(phase=phase.key)) == {(years.ward, years.present)}
    assert all(row(years, *key).late for key in narrowed(years, Criteria(only_late=True)))


def test_phases_of_all_programmes_are_offered(years: Years) -> None:
    found = phases_of(store.teams_in_runs(years.ws.read, TODAY), "en")
    templates = {row(years, years.ward, run).template for run in (years.present, years.coming)}
    keys = {phase.key for template in templates if template for phase in template.phases}
    assert set(found) == keys


def test_orders(years: Years) -> None:
    years.meet(years.ward, 3)
    rows = store.teams_in_runs(years.ws.read, TODAY)

    def teams_by(order: Order, *, reverse: bool = False) -> list[tuple[str, int]]:
        found = ordered(rows, order, "fi", COLLATE, reverse=reverse)
        return [(each.team[:4], each.place.run.rid) for each in found]

    assert [run for _team, run in teams_by(Order.RUN)] == [
        years.coming, years.present, years.present, years.old, years.old, years.old,
    ]  # fmt: skip
    assert [team for team, _run in teams_by(Order.TEAM)] == [
        "Koti", "Koti", "Poli", "Ääne", "Ääne", "Ääne",
    ]  # fmt: skip
    assert teams_by(Order.TEAM, reverse=True)[0][0] == "Ääne"
    assert teams_by(Order.CONTACT)[0][0] == "Koti", "never met comes before all"
    assert [run for _team, run in teams_by(Order.EVENT)[:2]] == [years.present, years.coming]
    assert teams_by(Order.COUNTY)[-1][0] == "Poli", "without a county last"
    assert teams_by(Order.COUNTY, reverse=True)[-1][0] == "Poli", "also in the other direction"


def made(rid: int, name: str, late: int, contact: dt.date | None) -> TeamInRun:
    run = Run(rid % 3, f"u{rid % 3}", "key", "1", f"Run {rid % 3}", None, None, rid % 2 == 0)
    cohort = Cohort(rid, f"c{rid}", run.rid, "", "", (), 0)
    return TeamInRun(
        rid, rid, name, "", None, "", False, Place(run, cohort), None, None, None, late, contact
    )


ROWS = st.lists(
    st.tuples(st.text(max_size=6), st.integers(0, 3), st.none() | st.dates()), max_size=12
).map(lambda parts: [made(rid, *part) for rid, part in enumerate(parts, start=1)])


@given(ROWS, st.sampled_from(Order), st.booleans())
def test_every_order_keeps_all_rows(rows: list[TeamInRun], order: Order, reverse: bool) -> None:
    found = ordered(rows, order, "sv", COLLATE, reverse=reverse)
    assert sorted(each.rid for each in found) == [each.rid for each in rows]


CRITERIA = st.builds(
    Criteria, st.text(max_size=9), st.sampled_from(["", PRESENT, ARCHIVED, "u1"]), st.text(),
    st.text(), st.booleans(), st.integers(0, 9999),
)  # fmt: skip


@given(CRITERIA)
def test_criteria_come_back_as_they_were_stored(criteria: Criteria) -> None:
    assert Criteria.from_json(criteria.as_json()) == criteria


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"run": 3, "only_late": "yes", "new": 1}'])
def test_what_does_not_fit_is_left_out(text: str) -> None:
    assert Criteria.from_json(text) == Criteria()


@given(ROWS, CRITERIA)
def test_narrowing_further_never_adds_rows(rows: list[TeamInRun], criteria: Criteria) -> None:
    for each in rows:
        if replace(criteria, only_late=True).lets_through(each, each.words("fi"), TODAY):
            looser = replace(criteria, only_late=False, text="", run="")
            assert looser.lets_through(each, each.words("fi"), TODAY)


def test_saved_filters_are_kept_renamed_deleted_and_undone(ws: Workspace) -> None:
    rid = service.save_filter(ws, "  Myöhässä  idässä ", Criteria(area="Itä-Suomi", only_late=True))
    (saved,) = store.saved_filters(ws.read)
    assert (saved.name, saved.criteria.area) == ("Myöhässä idässä", "Itä-Suomi")
    assert service.save_filter(ws, "MYÖHÄSSÄ IDÄSSÄ", Criteria(only_late=True)) == rid
    (saved,) = store.saved_filters(ws.read)
    assert saved.criteria == Criteria(only_late=True)
    service.rename_filter(ws, rid, "Myöhässä")
    service.delete_filter(ws, rid)
    assert store.saved_filters(ws.read) == []
    ws.undo()
    ws.undo()
    (saved,) = store.saved_filters(ws.read)
    assert saved.name == "MYÖHÄSSÄ IDÄSSÄ"


@pytest.mark.parametrize("name", ["", "   ", "\u200d", "x" * 61])
def test_names_that_cannot_be_used_are_refused(ws: Workspace, name: str) -> None:
    with pytest.raises(UserError):
        service.save_filter(ws, name, Criteria())
    assert store.saved_filters(ws.read) == []


def test_a_name_is_taken_once(ws: Workspace) -> None:
    service.save_filter(ws, "Itä", Criteria(area="Itä-Suomi"))
    other = service.save_filter(ws, "Länsi", Criteria(area="Länsi-Suomi"))
    with pytest.raises(UserError):
        service.rename_filter(ws, other, "itä")
    service.rename_filter(ws, other, "LÄNSI")


def test_unfinished_tasks_follow_the_run_they_came_with(years: Years) -> None:
    """A task of the coming run is not carried to a phase of the present one."""
    ws = years.ws
    carry_over(ws)
    for one in task_store.template_tasks(ws.read, years.coming, years.ward):
        assert one.phase_key == one.first_phase_key
    present = row(years, years.ward, years.present)
    assert present.phase is not None
    carried = task_store.template_tasks(ws.read, years.present, years.ward)
    assert present.phase.key in {one.phase_key for one in carried}
    programmes.archive_run(ws, years.present)
    carry_over(ws)
    for one in task_store.template_tasks(ws.read, years.coming, years.ward):
        assert one.phase_key == one.first_phase_key
