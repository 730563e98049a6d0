import pytest

from coachdesk.features.tasks.model import Who, WhoKind
from coachdesk.features.tasks.people import Person, matching_names, take_mention, who_named

ANNA, PEKKA, OTHER_ANNA = (
    Person(1, "Anna Virtanen"),
    Person(2, "Pekka Aho"),
    Person(3, "Anna Laine"),
)
AITI = Person(4, "Äiti Östman")
PEOPLE = [ANNA, PEKKA, AITI]
COACH = Who(WhoKind.COACH)


def member(person: Person) -> Who:
    return Who(WhoKind.MEMBER, person.rid, person.name)


@pytest.mark.parametrize(
    ("line", "rest", "who"),
    [
        ("Soita @Anna", "Soita", member(ANNA)),
        ("@Anna Virtanen: soita", "soita", member(ANNA)),
        ("Soita @annalle huomenna", "Soita huomenna", member(ANNA)),
        ("Soita @äiti östman pian", "Soita pian", member(AITI)),
        ("Soita @minä", "Soita", COACH),
        ("Ring upp @jag", "Ring upp", COACH),
        ("Call @me", "Call", COACH),
        ("Call @ME, please", "Call please", COACH),
        ("Malli @osastonhoitaja", "Malli", Who(WhoKind.OTHER, None, "osastonhoitaja")),
        ("Kirjoita anna@example.org", "Kirjoita anna@example.org", Who()),
        ("Kello @ 12", "Kello @ 12", Who()),
    ],
)  # fmt: skip
def test_a_name_in_a_line(line: str, rest: str, who: Who) -> None:
    assert take_mention(line, PEOPLE) == (rest, who)


def test_a_first_name_of_two_people_is_only_a_name() -> None:
    both = [*PEOPLE, OTHER_ANNA]
    assert take_mention("Soita @Anna", both)[1] == Who(WhoKind.OTHER, None, "Anna")
    assert take_mention("Soita @Anna Laine", both)[1] == member(OTHER_ANNA)


def test_a_whole_text_as_a_person() -> None:
    assert who_named("", PEOPLE) == Who()
    assert who_named(" pekka ", PEOPLE) == member(PEKKA)
    assert who_named("Pekka Aho", PEOPLE) == member(PEKKA)
    assert who_named("työsuojelu", PEOPLE) == Who(WhoKind.OTHER, None, "työsuojelu")


def test_offers_begin_as_typed_in_any_part_of_the_name() -> None:
    assert matching_names("öst", PEOPLE, "me") == ["Äiti Östman"]
    assert matching_names("", PEOPLE, "me") == [p.name for p in PEOPLE] + ["me"]
    assert matching_names("m", PEOPLE, "minä") == ["minä"]
