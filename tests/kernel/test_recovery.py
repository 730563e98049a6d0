import string

from hypothesis import assume, given
from hypothesis import strategies as st

from coachdesk.kernel import recovery

CODES = st.integers(0, 2**recovery.BITS - 1).map(recovery.spelled)
LOOK_ALIKES = {"0": "0oO", "1": "1iIlL", "V": "vVuU"}


@st.composite
def typed_forms(draw: st.DrawFn) -> tuple[str, str]:
    """A code and one of the many ways in which a person types it."""
    code = draw(CODES)
    typed = ""
    for symbol in code.replace("-", ""):
        typed += draw(st.sampled_from(LOOK_ALIKES.get(symbol, symbol + symbol.lower())))
        typed += draw(st.sampled_from(["", "", "", " ", "-", "–", "\n", ". ", "\u00a0"]))
    return code, typed


def test_code_has_seven_groups_of_unmistakable_symbols() -> None:
    groups = recovery.new_code().split("-")
    assert [len(group) for group in groups] == [5] * 7
    assert not set("".join(groups)) & set("ILOU" + string.ascii_lowercase)


@given(typed_forms())
def test_code_is_read_however_it_is_typed(form: tuple[str, str]) -> None:
    code, typed = form
    assert recovery.read_code(typed) == code
    assert recovery.wrong_groups(code) == []


@given(CODES, st.integers(0, 34), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_each_single_wrong_symbol_is_found_in_its_group(code: str, at: int, wrong: str) -> None:
    symbols = list(code.replace("-", ""))
    assume(symbols[at] != wrong)
    symbols[at] = wrong
    read = recovery.read_code("".join(symbols))
    assert read is not None
    assert recovery.wrong_groups(read) == [at // 5 + 1]


@given(CODES, st.integers(0, 6), st.permutations(range(5)))
def test_two_swapped_symbols_are_found(code: str, group: int, order: list[int]) -> None:
    symbols = list(code.replace("-", ""))
    first, second = (group * 5 + place for place in order[:2])
    assume(symbols[first] != symbols[second])
    symbols[first], symbols[second] = symbols[second], symbols[first]
    assert recovery.wrong_groups(recovery.read_code("".join(symbols)) or "") == [group + 1]


@given(CODES, st.permutations(range(7)))
def test_two_swapped_groups_are_found(code: str, order: list[int]) -> None:
    groups = code.split("-")
    first, second = order[:2]
    groups[first], groups[second] = groups[second], groups[first]
    assert recovery.wrong_groups("-".join(groups)) == sorted([first + 1, second + 1])


@given(st.text())
def test_other_texts_are_no_code_or_a_whole_one(text: str) -> None:
    code = recovery.read_code(text)
    assert code is None or len(code) == 7 * 5 + 6


def test_two_codes_differ() -> None:
    assert len({recovery.new_code() for _ in range(50)}) == 50


def test_each_number_has_its_own_code() -> None:
    numbers = [0, *(1 << bit for bit in range(recovery.BITS))]
    assert len({recovery.spelled(number) for number in numbers}) == len(numbers)
