from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.notes.changes import (
    ADDED,
    KEPT,
    REMOVED,
    LineChange,
    counts,
    line_changes,
)

_TEXT = st.lists(st.text("ab äö.", max_size=8), max_size=8).map("\n".join)


@given(_TEXT, _TEXT)
def test_both_texts_can_be_read_from_the_changes(old: str, new: str) -> None:
    changes = line_changes(old, new)
    assert "\n".join(c.text for c in changes if c.sign in {KEPT, REMOVED}) == old
    assert "\n".join(c.text for c in changes if c.sign in {KEPT, ADDED}) == new
    for change in changes:
        assert all(0 <= start < end <= len(change.text) for start, end in change.words)


def test_the_changed_words_of_a_line_are_marked() -> None:
    changes = line_changes("eka\nsoita Annalle tänään\nvika", "eka\nsoita Pekalle tänään\nvika")
    assert changes == [
        LineChange(KEPT, "eka"),
        LineChange(REMOVED, "soita Annalle tänään", ((6, 13),)),
        LineChange(ADDED, "soita Pekalle tänään", ((6, 13),)),
        LineChange(KEPT, "vika"),
    ]
    assert counts(changes) == (1, 1)


def test_lines_with_little_in_common_are_marked_as_a_whole() -> None:
    assert line_changes("yksi kaksi", "aivan muuta") == [
        LineChange(REMOVED, "yksi kaksi"),
        LineChange(ADDED, "aivan muuta"),
    ]
