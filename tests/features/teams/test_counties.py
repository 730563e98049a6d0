"""The list of counties is complete and can be found as people type it."""

import pytest

from coachdesk.features.teams.counties import areas, counties, county, county_named


def test_there_are_twenty_three_with_unique_codes_and_names() -> None:
    assert [county.code for county in counties()] == list(range(1, 24))
    assert len({county.name.fi for county in counties()}) == 23
    assert len({county.name.sv for county in counties()}) == 23


def test_a_county_is_told_by_code() -> None:
    central = county(10)
    assert central is not None
    assert central.name.fi == "Keski-Suomen hyvinvointialue"
    assert central.name.sv == "Mellersta Finlands välfärdsområde"
    assert central.name.en == central.name.fi
    assert central.area.sv == "Östra Finland"
    assert county(24) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Pohjanmaan hyvinvointialue", 16),
        ("  pohjanmaan ", 16),
        ("ÖSTERBOTTENS VÄLFÄRDSOMRÅDE", 16),
        ("Österbottens", 16),
        ("HUS-yhtymä", 5),
        ("16", 16),
    ],
)
def test_a_county_is_found_as_people_type_it(typed: str, code: int) -> None:
    found = county_named(typed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("typed", ["", "hyvinvointialue", "Ahvenanmaa", "0"])
def test_what_is_no_county_is_not_found(typed: str) -> None:
    assert county_named(typed) is None


def test_the_five_areas_cover_all_counties() -> None:
    names = [area.fi for area in areas()]
    assert names == ["Etelä-Suomi", "Itä-Suomi", "Länsi-Suomi", "Pohjois-Suomi", "Sisä-Suomi"]
    east = {county.name.fi for county in counties() if county.area.fi == "Itä-Suomi"}
    assert len(east) == 4


def test_short_names_are_without_the_common_word() -> None:
    shortened = [(each.short_name("fi"), each.short_name("sv")) for each in counties()]
    assert ("Etelä-Karjalan", "Södra Karelens") in shortened
    assert ("Helsingin kaupunki", "Helsingfors stad") in shortened
    assert len(set(shortened)) == len(counties())
