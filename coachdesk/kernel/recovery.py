"""The recovery code: 140 random bits in a form that a person can copy by hand.

Seven groups of five symbols. The alphabet (Crockford's base 32) has no I, L, O or U. The fifth
symbol of each group checks the other four and the group's place: it finds every single wrong
symbol, every swap of two symbols within a group and every swap of two groups.
"""

import secrets
import unicodedata

BITS = 140
GROUPS = 7
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP_LENGTH = 5
_LOOK_ALIKES = str.maketrans("OILU", "011V")
_FIELD = 0b100101  # x^5 + x^2 + 1, the polynomial of the 32-element field


def new_code() -> str:
    """A fresh code as it is shown and printed: `A1B2C-…`."""
    return spelled(secrets.randbits(BITS))


def spelled(number: int) -> str:
    """A number of `BITS` bits as a code."""
    groups = []
    for place in range(1, GROUPS + 1):
        values = []
        for _ in range(_GROUP_LENGTH - 1):
            number, value = divmod(number, 32)
            values.append(value)
        groups.append("".join(_ALPHABET[v] for v in (*values, _check(place, values))))
    return "-".join(groups)


def read_code(typed: str) -> str | None:
    """The code in its printed form, or None if `typed` does not have the shape of one.

    Forgives lower case, spaces, dashes and the look-alikes O/0, I/1, L/1, U/V. The check symbols
    are not tested; see `wrong_groups`.
    """
    folded = unicodedata.normalize("NFKC", typed).upper().translate(_LOOK_ALIKES)
    symbols = "".join(c for c in folded if not _is_separator(c))
    if len(symbols) != GROUPS * _GROUP_LENGTH or not set(symbols) <= set(_ALPHABET):
        return None
    starts = range(0, len(symbols), _GROUP_LENGTH)
    return "-".join(symbols[start : start + _GROUP_LENGTH] for start in starts)


def wrong_groups(code: str) -> list[int]:
    """The places (1 to 7) of the groups in a `read_code` that hold a typing mistake."""
    wrong = []
    for place, group in enumerate(code.split("-"), start=1):
        *values, check = (_ALPHABET.index(symbol) for symbol in group)
        if check != _check(place, values):
            wrong.append(place)
    return wrong


def _is_separator(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Pd" or character in ".,_"


def _check(place: int, values: list[int]) -> int:
    check = 0
    for value in (place, *values):
        check = (check ^ value) << 1
        if check & 32:
            check ^= _FIELD
    return check
