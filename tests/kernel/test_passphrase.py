import pytest

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.passphrase import require_usable, strength


@pytest.mark.parametrize("good", ["12345678", "kaksi sanaa", "ä" * 8, "x" * 1000, "😀" * 8])
def test_only_the_length_is_demanded(good: str) -> None:
    require_usable(good)


@pytest.mark.parametrize("bad", ["", "1234567", " " * 20, " lyhyt   ", "x" * 1001])
def test_too_short_and_too_long_are_refused(bad: str) -> None:
    with pytest.raises(UserError):
        require_usable(bad)


@pytest.mark.parametrize(
    "weak", ["salasana", "perjantai2024", "lösenord1", "qwertyuiop", "aaaaaaaa"]
)
def test_weak_ones_get_advice(weak: str) -> None:
    assert strength(weak).score <= 1
    assert strength(weak).advice is not None


def test_several_words_are_strong_and_need_no_advice() -> None:
    result = strength("kettu juoksi metsään huomenna")
    assert result.score == 4
    assert result.advice is None


@pytest.mark.parametrize(
    ("weak", "word"),
    [
        ("password", "common password"),
        ("lösenord", "common word"),
        ("zxdfghnm", "Rows of keys"),
        ("xyxyxyxy", "Repeating"),
        ("23456789", "Sequences"),
        ("fghijklm", "Sequences"),
        ("31.12.1999", "Dates"),
        ("", "another word"),
        ("k7", "another word"),
    ],
)
def test_advice_fits_the_weakness(weak: str, word: str) -> None:
    advice = strength(weak).advice
    assert advice is not None
    assert word in advice.source


@pytest.mark.parametrize("odd", ["x" * 100_000, "\0\ud800\u202e", "😀ŧ š"])
def test_odd_texts_are_estimated_too(odd: str) -> None:
    assert 0 <= strength(odd).score <= 4
