from hypothesis import given
from hypothesis import strategies as st

from coachdesk.kernel.line_matching import align

_LINES = st.lists(st.text("abcdå ", max_size=6), max_size=8)
_DIFFERENT = st.lists(st.text("abcdå", min_size=1, max_size=6), max_size=8, unique=True)


@given(_LINES, _LINES)
def test_no_line_is_matched_twice(old: list[str], new: list[str]) -> None:
    matches = align(old, new)
    assert len(set(matches.values())) == len(matches)
    assert all(0 <= at < len(new) for at in matches)
    assert all(0 <= at < len(old) for at in matches.values())


@given(_LINES)
def test_an_unchanged_text_matches_line_by_line(lines: list[str]) -> None:
    assert align(lines, lines) == {at: at for at in range(len(lines))}


@given(_LINES, _LINES)
def test_every_line_that_is_still_there_is_matched_with_an_equal_one(
    old: list[str], new: list[str]
) -> None:
    matches = align(old, new)
    equal = [
        line for line in set(old) & set(new) for _ in range(min(old.count(line), new.count(line)))
    ]
    kept = [new[at] for at, before in matches.items() if old[before] == new[at]]
    assert sorted(kept) == sorted(equal)


@given(_DIFFERENT, st.randoms(use_true_random=False))
def test_moved_lines_follow(lines: list[str], random: object) -> None:
    moved = list(lines)
    random.shuffle(moved)  # type: ignore[attr-defined]  # Hypothesis types it as object here
    assert [lines[before] for _at, before in sorted(align(lines, moved).items())] == moved


def test_an_edited_line_stays_itself_though_others_come_and_go() -> None:
    old = ["soita Annalle", "kerää mittari", "tilaa lakanat"]
    new = ["varaa tila", "kerää mittari viikoilta 46–48", "soita Annalle huomenna"]
    assert align(old, new) == {1: 1, 2: 0}


def test_a_line_that_grows_while_it_is_typed_stays_itself() -> None:
    assert align(["s"], ["soita Annalle huomenna"]) == {0: 0}
    assert align(["s"], ["kerää mittari"]) == {}


def test_many_new_lines_are_matched_in_reasonable_time() -> None:
    old = [f"kerää mittari {number} osastolta" for number in range(300)]
    new = [f"tilaa lakanat {number} varastosta" for number in range(300)]
    assert len(align(old, new)) <= 300
