"""Keys of a template's parts: made from a title, and unique in their list."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_LONGEST_KEY = 40
STEMS: Mapping[str, str] = {
    "phases": "phase",
    "events": "event",
    "items": "item",
    "kinds": "kind",
    "stages": "stage",
    "tasks": "task",
    "blocks": "block",
    "questions": "question",
    "advice": "advice",
    "roles": "role",
    "fields": "field",
    "meetings": "meeting",
}


def key_from(title: str) -> str:
    """A key made from a title: small letters a–z, digits and `_`; empty if nothing is left."""
    letters = unicodedata.normalize("NFKD", title.lower().replace("ß", "ss"))
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return words[:_LONGEST_KEY].rstrip("_")


def is_made_up(key: str, kind: str) -> bool:
    """Whether a key is one that a new part has before it gets a title."""
    stem, _underscore, number = key.rpartition("_")
    return stem == STEMS[kind] and number.isdecimal()


def free_key(stem: str, taken: Iterable[str], first: int = 1) -> str:
    """The stem with the first number, from `first` on, that makes a key nobody has."""
    taken = set(taken)
    return next(key for n in range(first, 10**6) if (key := f"{stem}_{n}") not in taken)
