import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.checklists.model import Progress
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.programmes.model import Cohort, Event, Place, Run, Timing
from coachdesk.features.tasks.model import Source, Task, TaskState, Who
from coachdesk.features.teams.model import Finding, FindingKind
from coachdesk.features.today.model import (
    Attention,
    ReasonKind,
    RunFacts,
    TeamFacts,
    attention,
    first_line,
    next_workshop,
    shortlist,
)
from coachdesk.kernel.text import Texts, msg
from tests.helpers.coaching import template
from tests.helpers.workspaces import TODAY

LIMIT = 21
SAID = Texts.load("en")
FINDING = Finding(1, FindingKind.NO_SUPERVISOR, msg("test", "No supervisor"))

facts = st.builds(
    TeamFacts,
    team_rid=st.integers(1, 50),
    name=st.sampled_from(["Alfa", "Beta", "Gamma"]),
    in_run=st.booleans(),
    late_tasks=st.integers(0, 5),
    late_items=st.integers(0, 5),
    progress=st.just(Progress(1, 9)),
    last_contact=st.none() | st.dates(dt.date(2026, 1, 1), TODAY),
    findings=st.lists(st.just(FINDING), max_size=3),
)
teams_of_facts = st.lists(facts, max_size=8, unique_by=lambda team: team.team_rid)


def one(team: TeamFacts) -> Attention | None:
    found = attention([team], TODAY, LIMIT)
    return found[0] if found else None


def words(team: TeamFacts) -> list[str]:
    found = one(team)
    return [SAID(reason.message) for reason in found.reasons] if found else []


@given(teams_of_facts)
def test_the_worst_team_stands_first_and_every_team_has_a_reason(teams: list[TeamFacts]) -> None:
    found = attention(teams, TODAY, LIMIT)
    assert [a.weight for a in found] == sorted((a.weight for a in found), reverse=True)
    assert all(a.reasons and a.weight > 0 for a in found)


@given(teams_of_facts)
def test_a_team_is_left_out_only_when_there_is_nothing_to_say(teams: list[TeamFacts]) -> None:
    shown = {a.team_rid for a in attention(teams, TODAY, LIMIT)}
    for team in teams:
        silent = team.last_contact and (TODAY - team.last_contact).days >= LIMIT
        never = team.in_run and team.last_contact is None
        wanted = team.late_tasks or team.late_items or team.findings or silent or never
        assert (team.team_rid in shown) == bool(wanted)


@given(teams_of_facts, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_reading(
    teams: list[TeamFacts], r: object
) -> None:
    shuffled = list(teams)
    r.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert attention(shuffled, TODAY, LIMIT) == attention(teams, TODAY, LIMIT)


@given(facts)
def test_one_more_late_task_never_makes_a_team_less_pressing(team: TeamFacts) -> None:
    worse = TeamFacts(
        team.team_rid, team.name, team.phase, team.in_run, team.late_tasks + 1, team.late_items,
        team.progress, team.last_contact, team.findings,
    )  # fmt: skip
    before, after = one(team), one(worse)
    assert after is not None
    assert after.weight > (before.weight if before else 0)


def test_the_reasons_in_words_the_most_telling_first() -> None:
    team = TeamFacts(
        1, "Osasto 4", in_run=True, late_tasks=2, late_items=1, progress=Progress(4, 9),
        last_contact=TODAY - dt.timedelta(days=24), findings=[FINDING],
    )  # fmt: skip
    assert words(team) == [
        "2 tasks late",
        "No contact for 24 days",
        "Pre-work 4/9, 1 item late",
        "No supervisor",
    ]


def test_silence_counts_from_the_chosen_day_on() -> None:
    def met(days: int) -> TeamFacts:
        return TeamFacts(1, "Osasto 4", last_contact=TODAY - dt.timedelta(days=days))

    assert words(met(20)) == []
    assert words(met(21)) == ["No contact for 21 days"]
    assert [a.weight for a in (one(met(27)), one(met(28))) if a] == [1, 2]


def test_a_team_outside_a_programme_need_not_have_been_met() -> None:
    assert words(TeamFacts(1, "Osasto 4")) == []
    found = one(TeamFacts(1, "Osasto 4", in_run=True))
    assert found is not None
    assert [reason.kind for reason in found.reasons] == [ReasonKind.SILENCE]


# -- the next workshop --------------------------------------------------------------------------

TEMPLATE = template()


def run_with(rid: int, starts: dict[str, dt.date | None], teams: int = 2) -> RunFacts:
    run = Run(
        rid, str(rid), TEMPLATE.key, TEMPLATE.version, f"Run {rid}", None, None, archived=False
    )
    place = Place(run, Cohort(rid, str(rid), rid, "", "", (), 0))
    events = [
        Event(n, str(n), rid, key, Timing.DAY if day else Timing.OPEN, day, 2, "Kuopio")
        for n, (key, day) in enumerate(starts.items())
    ]
    return RunFacts(place, TEMPLATE, events, teams, 11)


def test_the_soonest_workshop_of_all_runs_is_next() -> None:
    later = run_with(1, {"workshop_1": TODAY + dt.timedelta(days=30)})
    sooner = run_with(2, {"workshop_1": TODAY + dt.timedelta(days=3)})
    undated = run_with(3, {"workshop_1": None})
    found = next_workshop([undated, later, sooner], TODAY)
    assert found is not None
    assert (found.place.run.rid, found.name("fi"), found.people) == (2, "Työpaja 1", 11)
    waiting = next_workshop([undated], TODAY)
    assert waiting is not None
    assert waiting.event.starts_on is None


def test_an_info_session_is_no_workshop() -> None:
    assert next_workshop([run_with(1, {"info_session": TODAY})], TODAY) is None


# -- lines --------------------------------------------------------------------------------------


def due_in(days: int) -> Task:
    return Task(
        rid=days, uuid=str(days), team_rid=1, team_name="", title="x", who=Who(),
        due=Due(DueKind.DATE, TODAY + dt.timedelta(days=days)), phase_key="", first_phase_key="",
        state=TaskState.OPEN, done_on=None, remark="", source=Source.TYPED, source_key="",
        meeting_uuid="", place=days,
    )  # fmt: skip


@given(st.lists(st.integers(-30, 7), unique=True).map(sorted), st.integers(1, 20))
def test_the_shortlist_is_full_in_order_and_never_only_late(days: list[int], most: int) -> None:
    tasks = [due_in(each) for each in days]
    shown = shortlist(tasks, TODAY, most)
    assert len(shown) == min(most, len(tasks))
    assert shown == [task for task in tasks if task in shown]
    coming = [each for each in days if each >= 0]
    kept = sum(task.rid >= 0 for task in shown)
    assert kept >= min(len(coming), most * 3 // 8)


def test_the_first_line_of_a_note_comes_without_its_mark() -> None:
    assert first_line("\n## Raportti\nteksti") == "Raportti"
    assert first_line("- **Tärkeää** nyt") == "Tärkeää nyt"
    assert first_line("\n  \n") == ""
