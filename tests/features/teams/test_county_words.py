import pytest

from coachdesk.features.teams.counties import counties
from coachdesk.features.teams.county_words import county_meant

REGIONS = [
    "Etelä-Karjala",
    "Etelä-Pohjanmaa",
    "Etelä-Savo",
    "Helsinki",
    "Itä-Uusimaa",
    "Kainuu",
    "Kanta-Häme",
    "Keski-Pohjanmaa",
    "Keski-Suomi",
    "Keski-Uusimaa",
    "Kymenlaakso",
    "Lappi",
    "Länsi-Uusimaa",
    "Pirkanmaa",
    "Pohjanmaa",
    "Pohjois-Karjala",
    "Pohjois-Pohjanmaa",
    "Pohjois-Savo",
    "Päijät-Häme",
    "Satakunta",
    "Varsinais-Suomi",
]


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_means_its_county(region: str) -> None:
    found = county_meant(region)
    assert found is not None
    assert found.name.fi.startswith(region.replace("Uusimaa", "Uudenmaa")[:-2])


def test_all_official_names_and_codes_are_found() -> None:
    for each in counties():
        for text in (each.name.fi, each.name.sv, str(each.code), each.name.fi.upper()):
            assert county_meant(text) == each


@pytest.mark.parametrize("text", ["Vantaa ja Kerava", "Norra Karelen", "mellersta finland", "HUS"])
def test_names_of_two_words_and_swedish_regions(text: str) -> None:
    assert county_meant(text) is not None


@pytest.mark.parametrize("text", ["", "  ", "Suomi", "Savo", "Atlantis", "99", "hyvinvointialue"])
def test_what_is_no_county_or_several_is_none(text: str) -> None:
    assert county_meant(text) is None
