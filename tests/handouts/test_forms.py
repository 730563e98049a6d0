"""Forms to fill in by hand, blank and with the team's name, in every language."""

import datetime as dt
from typing import Any

import pytest

from coachdesk.documents.render import render
from coachdesk.features.printing.model import Handout, Order, Subject
from coachdesk.features.printing.service import blank_document, compose_documents, make_file
from coachdesk.features.programmes.due import Due, DueKind
from coachdesk.features.tasks import service as tasks
from coachdesk.handouts.catalogue import HANDOUTS
from coachdesk.handouts.programme import due_words, programme_of_team
from coachdesk.handouts.wording import Words
from coachdesk.kernel.errors import UserError
from tests.documents.reading import faults, page_texts, reader
from tests.handouts.golden import check_golden, page_lines
from tests.handouts.home import Home
from tests.helpers.coaching import event_of
from tests.helpers.workspaces import TODAY

BLANK = {one.key: one for one in HANDOUTS if one.blank}
FORMS = sorted(set(BLANK) - {"checklist"})
"""The checklist's golden texts are in `test_papers`."""
LANGUAGES = ["fi", "sv", "en"]
TWO_PAGES = {"pdsa_sheet", "checklist"}


def blank(key: str, language: str = "en", *, large_print: bool = False) -> bytes:
    return render([blank_document(BLANK[key], language, large_print=large_print)])


def filled(home: Home, key: str, language: str = "en", *, large_print: bool = False) -> bytes:
    handout: Handout[Any] = BLANK[key]
    rid = home.ward
    if handout.subject is Subject.EVENT:
        rid = event_of(home.ws, home.run, "workshop_2").rid
    order = Order(handout, (rid,), language, large_print=large_print, choices=handout.usual())
    return make_file(compose_documents(home.ws.read, order, TODAY), "").data


def check(data: bytes, name: str, language: str) -> None:
    assert faults(data) == []
    root: Any = reader(data).trailer["/Root"]
    assert root["/Lang"] == language
    check_golden(f"{name}.{language}", page_lines(data))


@pytest.mark.parametrize("key", sorted(BLANK))
@pytest.mark.parametrize("language", LANGUAGES)
def test_blank_in_every_language(key: str, language: str) -> None:
    data = blank(key, language)
    check(data, f"{key}_blank", language)
    assert len(reader(data).pages) <= (2 if key in TWO_PAGES else 1)
    assert "2026" not in " ".join(page_texts(data))


@pytest.mark.parametrize("key", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_in_every_language(home: Home, key: str, language: str) -> None:
    data = filled(home, key, language)
    check(data, key, language)


@pytest.mark.parametrize("key", FORMS)
def test_large_print_says_the_same(home: Home, key: str) -> None:
    for small, large in (
        (blank(key), blank(key, large_print=True)),
        (filled(home, key), filled(home, key, large_print=True)),
    ):
        assert faults(large) == []
        words = {word for word in " ".join(page_texts(small)).split() if "/" not in word}
        assert words - set(" ".join(page_texts(large)).split()) == set()


@pytest.mark.parametrize("key", [key for key in FORMS if BLANK[key].subject is Subject.TEAM])
def test_the_teams_name_is_at_the_head(home: Home, key: str) -> None:
    assert page_texts(filled(home, key))[0].startswith("Osasto 4 – ")
    assert "Osasto 4" not in page_texts(blank(key))[0]


def test_a_subject_that_is_gone_gives_no_paper(home: Home) -> None:
    for key in FORMS:
        assert BLANK[key].collect(home.ws.read, 999, TODAY, BLANK[key].usual()) is None


def test_a_pdsa_sheet_asks_all_that_the_method_asks() -> None:
    said = " ".join(page_texts(blank("pdsa_sheet")))
    for asked in (
        "Team", "Number and name of the cycle", "Starts and ends on", "Overall goal",
        "Objective of this test", "collect data", "develop a change", "test a change",
        "implement a change", "Idea for a change", "Questions", "Prediction", "Task", "Who", "When",
        "Where", "Data to collect", "How", "Carried out as planned", "Observations", "Problems",
        "Surprises", "Result against prediction", "Comparison with earlier cycles",
        "What we learned", "adopt", "adapt", "abandon", "Next cycle",
    ):  # fmt: skip
        assert asked in said


def test_tasks_for_the_gap_stand_person_by_person(home: Home) -> None:
    said = page_texts(filled(home, "gap_tasks"))[0]
    assert said.index("coach") < said.index("Jere Palautuminen-mittari")
    assert "Turha" not in said
    assert "Ensimmäinen kokeilu" not in said
    assert said.index("Valmistele posteri") < said.index("Agreed today")


@pytest.mark.parametrize(("more", "pages"), [(0, 1), (5, 1), (8, 1), (12, 2)])
def test_room_for_what_is_agreed_stays_on_the_page(home: Home, more: int, pages: int) -> None:
    for number in range(more):
        tasks.add_task(home.ws, f"Task {number}", home.ward)
    assert len(page_texts(filled(home, "gap_tasks"))) == pages


def test_an_event_of_another_programme_is_called_by_its_name(home: Home) -> None:
    found = programme_of_team(home.ws.read, home.ward, TODAY)
    assert found is not None
    due = Due(DueKind.BEFORE_EVENT, event_key="follow_up", days_before=-14)
    said = due_words(due, found, Words("fi"))
    assert said == "jälkeen: Seurantatapaaminen"


def test_tasks_for_later_are_told_but_not_listed(home: Home) -> None:
    workshop = event_of(home.ws, home.run, "workshop_2")
    assert workshop.ends_on is not None
    due = (workshop.ends_on, workshop.ends_on + dt.timedelta(days=1))
    for title, day in zip(("Viimeinen", "Myöhempi"), due, strict=True):
        tasks.add_task(home.ws, title, home.ward, None, Due(DueKind.DATE, day))
    said = page_texts(filled(home, "gap_tasks"))[0]
    assert "Viimeinen" in said
    assert "Myöhempi" not in said
    assert "Left out of this paper: 1 task due later" in said


def test_an_attendance_list_names_the_members_of_each_team(home: Home) -> None:
    said = " ".join(page_texts(filled(home, "attendance_list")))
    for name in ("Osasto 4", "Päivi Lehtonen", "Ŧuula =1+1", "Hemvård <Syd> & co", "Guests"):
        assert name in said
    assert "Empty" not in said
    assert "Day 1 · Thu 3 Dec" in said
    assert "Day 2 · Fri 4 Dec" in said


def test_what_cannot_be_blank_says_so() -> None:
    summary = next(one for one in HANDOUTS if one.key == "team_summary")
    with pytest.raises(UserError, match="cannot be printed blank"):
        blank_document(summary, "en")
