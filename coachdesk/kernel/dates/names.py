"""Names of days and months, and the words around dates, in the three languages (Monday = 0)."""

from collections.abc import Mapping

Names = tuple[str, ...]


def _words(text: str) -> Names:
    return tuple(text.split())


WEEKDAYS: Mapping[str, Names] = {
    "fi": _words("maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai"),
    "sv": _words("måndag tisdag onsdag torsdag fredag lördag söndag"),
    "en": _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
}
WEEKDAYS_SHORT: Mapping[str, Names] = {
    "fi": _words("ma ti ke to pe la su"),
    "sv": _words("mån tis ons tors fre lör sön"),
    "en": _words("Mon Tue Wed Thu Fri Sat Sun"),
}
MONTHS: Mapping[str, Names] = {
    "fi": _words(
        "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu "
        "marraskuu joulukuu"
    ),
    "sv": _words(
        "januari februari mars april maj juni juli augusti september oktober november december"
    ),
    "en": _words(
        "January February March April May June July August September October November December"
    ),
}
MONTHS_SHORT_EN = _words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")

# What people also type for a weekday, by language: abbreviations of calendars and colleagues.
_MORE_SHORT: Mapping[str, Mapping[str, int]] = {
    "fi": {},
    "sv": {"må": 0, "ti": 1, "on": 2, "to": 3, "tor": 3, "fr": 4, "lö": 5, "sö": 6},
    "en": {"tues": 1, "thur": 3, "thurs": 3},
}
# Short names that are everyday words: only a word such as "by" makes them a day in a line.
EVERYDAY_WORDS = frozenset({"on", "sat", "sun"})
_WEDNESDAY_FI = {"keskiviikkona", "keskiviikoksi", "keskiviikkoon"}


def short_weekdays(languages: tuple[str, ...]) -> dict[str, int]:
    """Abbreviated weekdays of these languages in lower case."""
    found: dict[str, int] = {}
    for language in languages:
        found |= {name.lower(): day for day, name in enumerate(WEEKDAYS_SHORT[language])}
        found |= _MORE_SHORT[language]
    return found


def long_weekdays() -> dict[str, int]:
    """Whole weekday names of all languages in lower case, in their basic and definite form."""
    found = {name.lower(): day for names in WEEKDAYS.values() for day, name in enumerate(names)}
    return found | {f"{name}en": day for day, name in enumerate(WEEKDAYS["sv"])}


def inflected_weekdays() -> dict[str, int]:
    """Finnish weekdays in the cases that say when: tiistaina, tiistaiksi, tiistaihin."""
    found = dict.fromkeys(_WEDNESDAY_FI, 2)
    for day, name in enumerate(WEEKDAYS["fi"]):
        if day != 2:
            found |= {name + ending: day for ending in ("na", "ksi", "hin")}
    return found


def months() -> dict[str, int]:
    """Month names of all languages as typed beside a day, in lower case (January = 1)."""
    found: dict[str, int] = {"sept": 9, "okt": 10}
    for number, names in enumerate(zip(*MONTHS.values(), MONTHS_SHORT_EN, strict=True), start=1):
        found |= {name.lower(): number for name in names}
        finnish = names[0]
        found |= {finnish + ending: number for ending in ("ta", "n")}
        found[finnish.removesuffix("uu")] = number
    return found


NUMBERS: Mapping[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "yhden en ett a an one",
            "kahden parin två two a\u00a0couple\u00a0of ett\u00a0par",
            "kolmen tre three",
            "neljän fyra four",
            "viiden fem five",
            "kuuden sex six",
            "seitsemän sju seven",
            "kahdeksan åtta eight",
            "yhdeksän nio nine",
            "kymmenen tio ten",
        ),
        start=1,
    )
    for word in (part.replace("\u00a0", " ") for part in words.split(" "))
}

# Units of a stretch of time: days as "d", weeks "w", months "m", years "y".
UNITS: Mapping[str, str] = {
    word: unit
    for unit, words in {
        "d": "d pv päivän päivää dag dagar day days",
        "w": "w v vk vko viikon viikkoa vecka veckor week weeks wk wks",
        "m": "m kk mån kuukauden kuukautta månad månader month months",
        "y": "y vuoden vuotta år year years",
    }.items()
    for word in words.split()
}

NEAR_DAYS: Mapping[str, int] = {
    "tänään": 0, "huomenna": 1, "huomiseksi": 1, "huomiseen": 1, "ylihuomenna": 2,
    "ylihuomiseksi": 2, "ylihuomiseen": 2,
    "idag": 0, "i dag": 0, "imorgon": 1, "i morgon": 1, "imorron": 1, "i morron": 1,
    "i övermorgon": 2, "övermorgon": 2, "överimorgon": 2,
    "today": 0, "tomorrow": 1, "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip
PAST_DAYS: Mapping[str, int] = {
    "eilen": -1, "toissapäivänä": -2, "igår": -1, "i går": -1, "i förrgår": -2,
    "yesterday": -1, "the day before yesterday": -2,
}  # fmt: skip

GLUE_BEFORE = (
    "viimeistään", "viim.", "ennen", "määräaika", "dl",
    "senast", "innan", "före", "till", "på",
    "by", "before", "due", "until", "on", "no later than", "not later than", "deadline",
)  # fmt: skip
GLUE_AFTER = (
    "mennessä", "viimeistään", "asti", "saakka", "senast", "at the latest", "the latest",
)  # fmt: skip

# A number after one of these is a place in a paper, a version or a time of day; a weekday after
# one is a habit or the past. None of them is a date to act by.
NOT_BEFORE_A_DATE = frozenset(
    _words(
        """
    kohta kohdan kohdassa luku luvun luvussa versio version kappale osa osan sivu sivun liite
    liitteen kuva taulukko taulukon vaihe nro n:o klo kello joka jokaisena viime
    punkt punkten avsnitt kapitel bilaga sida del steg klockan kl varje förra
    item point section chapter step part page appendix figure table no number at every each last
    """
    )
)


def short_month(month: int, language: str) -> str:
    """The name of a month (1 to 12) for where there is little room: "marras", "nov", "Nov"."""
    name = MONTHS[language][month - 1]
    return name.removesuffix("kuu") if name.endswith("kuu") else name[:3]
