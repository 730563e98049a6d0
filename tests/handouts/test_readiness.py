"""The matrix on paper: its pages, its legend, its order."""

import datetime as dt
from typing import Any

import pytest

from coachdesk.features.checklists import service as checklists
from coachdesk.features.checklists import store as items
from coachdesk.features.checklists.model import ItemState
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes.model import EventDate
from coachdesk.features.programmes.service import NewCohort
from coachdesk.features.programmes.template import Template, find_template
from coachdesk.features.teams import service as teams
from coachdesk.features.teams.model import NewTeam, Role
from coachdesk.handouts import readiness
from coachdesk.kernel.workspace import Workspace
from tests.documents.reading import elements, faults, page_texts, reader, roles
from tests.handouts.home import Home
from tests.handouts.papers import made, text, usual
from tests.helpers.coaching import template
from tests.helpers.workspaces import TODAY

LANGUAGES = ["fi", "sv", "en"]
LONG = "sisätautien ja kirurgian poliklinikka"


def many(ws: Workspace, count: int, name: str = "Osasto {}", areas: int = 1) -> int:
    """A run with so many teams in each cohort, with everything a cell can show; its rid."""
    new = [
        NewTeam(
            {"name": name.format(number)},
            [{"name": "Eila", "role": Role.MEMBER, "occupational_group": "hoitaja"}] * (number % 4),
        )
        for number in range(count * areas)
    ]
    rids = teams.import_teams(ws, new)
    dates = {"workshop_1": EventDate.of(TODAY + dt.timedelta(20))}
    cohorts = [
        NewCohort(
            area=area, coaches=["Valma Valmentaja", "Vesa Virtanen"], dates=dates,
            teams=rids[number * count : (number + 1) * count],
        )
        for number, area in enumerate(("Itä-Suomi", "Länsi-Suomi", "Sisä-Suomi")[:areas])
    ]  # fmt: skip
    run = programmes.start_run(ws, template(), "Vetoa ja pitoa", cohorts)
    every = [item for some in items.items_of_run(ws.read, run).values() for item in some]
    checklists.set_states(ws, [item.rid for item in every[::3]], ItemState.IN_PROGRESS)
    for item in every:
        kind = template().kind(item.kind)
        if kind is not None:
            checklists.set_stage(ws, item.rid, kind, kind.stages[item.rid % 3].key)
            checklists.set_support(ws, item.rid, needed=True)
    return run


def sizes(data: bytes) -> set[tuple[int, int]]:
    pages = reader(data).pages
    return {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages}


@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_teams_and_twelve_items_are_one_page(home: Home, language: str) -> None:
    run = many(home.ws, 8, "Osasto {}, " + LONG)
    data = made(home, "readiness", language, run).data
    assert faults(data) == []
    assert len(page_texts(data)) == 1
    assert sizes(data) == {(842, 595)}


def test_a_cohort_of_eight_teams_is_a_page_each(home: Home) -> None:
    run = many(home.ws, 8, "Osasto {}, " + LONG, areas=3)
    pages = page_texts(made(home, "readiness", "fi", run).data)
    assert len(pages) == 3
    for page, area in zip(pages, ("Itä-Suomi", "Länsi-Suomi", "Sisä-Suomi"), strict=True):
        assert area in page
        assert "Valma Valmentaja" in page


def test_the_head_is_repeated_for_23_teams(home: Home) -> None:
    data = made(home, "readiness", "en", many(home.ws, 23)).data
    pages = page_texts(data)
    assert len(pages) == 2
    assert all("Risk assessment" in page for page in pages)
    assert sum(page.count("Osasto ") for page in pages) == 23
    assert faults(data) == []


def test_each_team_heads_its_row_and_each_item_its_column(home: Home) -> None:
    data = made(home, "readiness", "en", many(home.ws, 8)).data
    scopes = [str(one.get("/A", {}).get("/Scope", "")) for one in elements(data)]
    assert scopes.count("/Row") >= 8
    assert scopes.count("/Column") == 1 + 12 + 3
    assert roles(data).count("Table") == 1


def test_signs_digits_and_letters_are_explained(home: Home) -> None:
    said = text(home, "readiness", "en", many(home.ws, 8))
    assert "○ not started" in said
    assert "+ support needed" in said
    assert "Risk assessment: 1 planned · 2 started · 3 done · 4 done and used" in said
    assert "Make-up: a no members yet · b too few people · d no supervisor" in said


def test_nothing_needs_colour_to_be_read(home: Home) -> None:
    """A late item that needs support says so in signs, beside its state and stage."""
    said = text(home, "readiness", "en")
    assert "◐2 ▲+" in said


def test_large_print_stays_on_turned_pages(home: Home) -> None:
    run = many(home.ws, 8)
    data = made(home, "readiness", "fi", run, large_print=True).data
    assert faults(data) == []
    assert sizes(data) == {(842, 595)}
    small = text(home, "readiness", "fi", run).split()
    # A head may be divided at another letter.
    assert {word for word in small if word.isalpha()} - set(_joined(data)) <= {"sivu"}


def _joined(data: bytes) -> list[str]:
    return " ".join(page_texts(data)).replace("\u00ad ", "").replace("- ", "").split()


def test_in_the_order_of_calls_the_worst_comes_first(home: Home) -> None:
    by_name = text(home, "readiness", "en")
    assert by_name.index("Hemvård") < by_name.index("Osasto 4")
    own = items.items(home.ws.read, home.run, home.home_care)
    checklists.set_states(home.ws, [one.rid for one in own], ItemState.DONE)
    called = text(home, "readiness", "en", choices=usual("readiness", readiness.CALLS))
    assert called.index("Osasto 4") < called.index("Hemvård")


def test_who_and_by_when_are_told_when_asked_for(home: Home) -> None:
    assert "Päivi" not in text(home, "readiness")
    chosen = text(home, "readiness", choices=usual("readiness", readiness.WHO))
    assert "Päivi" in chosen
    assert "SALAISUUS" not in chosen


def test_remarks_never_are(home: Home) -> None:
    everything = usual("readiness", readiness.WHO, readiness.CALLS)
    assert "Työsuojelu" not in text(home, "readiness", choices=everything)


def _without_workshops() -> Template:
    found = find_template("division_of_work_pilot")
    assert found is not None
    return found


@pytest.mark.parametrize("key", ["readiness", "call_list", "checklist"])
def test_a_programme_without_workshops_does_not_speak_of_any(home: Home, key: str) -> None:
    day = {_without_workshops().events[0].key: EventDate.of(TODAY + dt.timedelta(9))}
    team = teams.add_team(home.ws, "Pilotti")
    cohort = NewCohort(dates=day, teams=[team])
    run = programmes.start_run(home.ws, _without_workshops(), "Työnjako", [cohort])
    subject: Any = team if key == "checklist" else run
    said = text(home, key, "en", subject)
    assert "Next event" in said
    assert "orkshop" not in said
