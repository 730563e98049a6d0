"""Lines keep the stamp of the minute in which they were first written."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.workshop_day import stamps
from coachdesk.features.workshop_day.stamps import Stamp, Stamps, followed, from_text, to_text
from coachdesk.kernel.line_matching import align

OLD, NEW = Stamp("2026-12-10T07:00Z", 1), Stamp("2026-12-10T07:31Z", 2)
LINES = st.lists(st.sampled_from(["", "a", "Anna asks", "Coffee at two", "[ ] tape", "  "]))
STAMPS = st.none() | st.builds(Stamp, st.sampled_from(["A", "B"]), st.none() | st.integers(1, 3))


def all_old(text: str) -> Stamps:
    return followed("", text, (), OLD)


def test_a_line_between_others_is_new_and_they_keep_theirs() -> None:
    before, after = "One\nTwo\nThree", "One\nTwo\nBetween\nThree"
    assert followed(before, after, all_old(before), NEW) == (OLD, OLD, NEW, OLD)


def test_a_line_that_goes_takes_its_stamp_along() -> None:
    marked = (OLD, NEW, OLD)
    assert followed("One\nTwo\nThree", "One\nThree", marked, None) == (OLD, OLD)
    assert followed("One\nTwo\nThree", "Two", marked, None) == (NEW,)


def test_an_edited_or_moved_line_keeps_its_stamp() -> None:
    before = "The tape is gone\nAnna asks"
    assert followed(before, "The tape is all gone\nAnna asks", (OLD, NEW), None) == (OLD, NEW)
    assert followed(before, "Anna asks\nThe tape is gone", (OLD, NEW), None) == (NEW, OLD)


def test_an_empty_line_is_stamped_when_something_is_written_into_it() -> None:
    assert followed("One", "One\n", (OLD,), NEW) == (OLD, None)
    assert followed("One\n", "One\nT", (OLD, None), NEW) == (OLD, NEW)
    later = Stamp("2026-12-10T08:00Z")
    assert followed("One\nT", "One\nTwo", (OLD, NEW), later) == (OLD, NEW)


def test_a_line_after_the_day_has_no_stamp() -> None:
    assert followed("One", "One\nLater", (OLD,), None) == (OLD, None)


def test_stamps_that_do_not_fit_the_text_do_no_harm() -> None:
    assert followed("One\nTwo", "One\nTwo\nThree", (), NEW) == (None, None, NEW)
    assert followed("One", "One\nTwo", (OLD, OLD, OLD), NEW) == (OLD, NEW)


def test_they_are_kept_as_runs() -> None:
    text = to_text([OLD] * 500 + [None] + [NEW] * 499)
    assert len(text) < 100
    assert from_text(text) == (*[OLD] * 500, None, *[NEW] * 499)


@given(st.lists(STAMPS))
def test_what_is_kept_comes_back(found: list[Stamp | None]) -> None:
    assert from_text(to_text(found)) == tuple(found)


@given(LINES, LINES)
def test_each_line_has_its_place_whatever_is_edited(before: list[str], after: list[str]) -> None:
    old, new = "\n".join(before), "\n".join(after)
    found = followed(old, new, all_old(old), NEW)
    assert len(found) == len(new.split("\n"))
    for line, stamp in zip(new.split("\n"), found, strict=True):
        assert (stamp is None) == (not line.strip())


@given(LINES, st.integers(0, 20), st.sampled_from(["x", "Between the others", "Anna"]))
def test_a_new_line_is_the_only_new_one(lines: list[str], at: int, line: str) -> None:
    after = [*lines[:at], line, *lines[at:]]
    before = "\n".join(lines) if lines else ""
    found = followed(before, "\n".join(after), all_old(before), NEW)
    assert sum(stamp == NEW for stamp in found) == 1


def test_one_letter_in_a_long_note_compares_only_its_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [f"Line {number} of a long day, as it was said" for number in range(2_000)]
    before, known = "\n".join(lines), tuple(Stamp(f"M{n // 50}", n) for n in range(2_000))
    compared: list[int] = []

    def counting(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
        compared.append(len(old) + len(new))
        return align(old, new)

    monkeypatch.setattr(stamps, "align", counting)
    lines[1_000] += "x"
    assert followed(before, "\n".join(lines), known, NEW) == known
    assert compared == [2]
