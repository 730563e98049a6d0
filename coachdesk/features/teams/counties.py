"""The 23 organisers of wellbeing services: 21 counties, the city of Helsinki and HUS.

The law gives them and the five collaborative areas names in Finnish and Swedish only, and English
translations in use differ. So the English text is the Finnish name: it is what a reader can look
up and what stands on letters and forms.
"""

from functools import cache
from typing import NamedTuple

from coachdesk.kernel.datafile import LocalText
from coachdesk.kernel.paths import resource

_COMMON_WORDS = (" hyvinvointialue", " välfärdsområde")


class County(NamedTuple):
    """A county by the code of the pre-survey; `area` is the collaborative area it belongs to."""

    code: int
    name: LocalText
    area: LocalText

    def short_name(self, language: str) -> str:
        """The name without the word for a wellbeing services county, for narrow places."""
        name = self.name.in_language(language)
        for word in _COMMON_WORDS:
            name = name.removesuffix(word)
        return name


def counties() -> list[County]:
    """All counties by code, which is the alphabetical order of their Finnish names."""
    return list(_counties())


def county(code: int) -> County | None:
    """The county with this code."""
    return next((county for county in _counties() if county.code == code), None)


def county_named(text: str) -> County | None:
    """The county whose Finnish or Swedish name or code was typed.

    Case does not matter, and the word for a wellbeing services county may be left out.
    """
    wanted = _bare(text)
    return next(
        (
            county
            for county in _counties()
            if wanted in {str(county.code), _bare(county.name.fi), _bare(county.name.sv)}
        ),
        None,
    )


def areas() -> list[LocalText]:
    """The five collaborative areas, in the alphabetical order of their Finnish names.

    A stored area is its Finnish name, never a number: the numbers in use contradict each other.
    """
    return list(_areas())


def area_to_store(name: str) -> str:
    """The Finnish name of an area given by either name; other words stay as they are."""
    wanted = name.casefold()
    known = (area for area in areas() if wanted in {area.fi.casefold(), area.sv.casefold()})
    return next((area.fi for area in known), name)


def area_in_language(area: str, language: str) -> str:
    """A stored area as `language` calls it; other words stay as they are."""
    known = (each for each in areas() if each.fi == area)
    return next((each.in_language(language) for each in known), area)


def _bare(name: str) -> str:
    bare = " ".join(name.casefold().split())
    for word in _COMMON_WORDS:
        bare = bare.removesuffix(word)
    return bare


@cache
def _areas() -> tuple[LocalText, ...]:
    return tuple(sorted({county.area for county in _counties()}, key=lambda area: area.fi))


@cache
def _counties() -> tuple[County, ...]:
    import csv

    with resource("counties.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            County(
                code=int(row["code"]),
                name=LocalText(row["fi"], row["sv"], row["fi"]),
                area=LocalText(row["area_fi"], row["area_sv"], row["area_fi"]),
            )
            for row in csv.DictReader(file)
        )
