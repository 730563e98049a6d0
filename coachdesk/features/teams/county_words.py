"""Which county people mean when they write its region's name: "Kainuu", "Etelä-Savo", "Lappi"."""

from coachdesk.features.teams.counties import County, counties, county_named

_COMMON_WORDS = {"hyvinvointialue", "kaupunki", "välfärdsområde", "stad"}
_OTHER_STEMS = {"uusimaa": "uudenmaa", "-yhtymä": "", "-sammanslutningen": ""}
_ENDING = 2
"""How many last letters of a word an inflection may change."""


def county_meant(text: str) -> County | None:
    """The county of this name, or the only one whose name is another inflection of it."""
    named = county_named(text)
    if named or not text.strip():
        return named
    wanted = _words(text)
    fitting = [
        each
        for each in counties()
        if any(_same_words(wanted, _words(name)) for name in (each.name.fi, each.name.sv))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _words(name: str) -> list[str]:
    folded = name.casefold()
    for written, stem in _OTHER_STEMS.items():
        folded = folded.replace(written, stem)
    return [word for word in folded.split() if word not in _COMMON_WORDS]


def _same_words(some: list[str], others: list[str]) -> bool:
    return len(some) == len(others) > 0 and all(map(_is_inflection, some, others))


def _is_inflection(word: str, other: str) -> bool:
    stem = word[: max(2, len(word) - _ENDING)]
    return other.startswith(stem) and abs(len(other) - len(word)) <= _ENDING
