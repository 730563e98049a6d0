"""The blocks that ship."""

from pathlib import Path

import pytest

from coachdesk.features.agendas.library import library_blocks, read_blocks
from coachdesk.features.agendas.model import BlockKind
from coachdesk.kernel.datafile import DataFileError
from coachdesk.kernel.text import LANGUAGES

WANTED = {
    "sharing_round", "cross_sparring", "present_state_walk", "target_picture", "dot_voting",
    "pdsa_planning", "measures_review", "ice_breaker", "customer_journey", "five_alternatives",
    "coffee", "lunch", "opening", "closing", "parking_lot",
}  # fmt: skip


def test_all_methods_are_there_once_with_what_a_coach_needs() -> None:
    found = library_blocks()
    assert len({each.key for each in found}) == len(found)
    assert {each.key for each in found} >= WANTED
    for each in found:
        if each.kind not in {BlockKind.BREAK, BlockKind.LUNCH}:
            assert each.goal
            assert each.instructions
        for language in LANGUAGES:
            contents = each.contents(language, 0)
            assert contents.title
            assert "!" not in contents.instructions


def test_a_round_is_as_long_as_there_are_teams() -> None:
    sharing = next(each for each in library_blocks() if each.key == "sharing_round")
    assert sharing.contents("fi", 7).minutes == 70
    assert sharing.contents("fi", 7).minutes_each(7) == 10
    assert sharing.contents("fi", 0).minutes == sharing.minutes
    assert sharing.contents("fi", 500).minutes == 1440
    coffee = next(each for each in library_blocks() if each.key == "coffee")
    assert coffee.contents("sv", 7).minutes == 15
    assert coffee.contents("sv", 7).minutes_each(7) is None


@pytest.mark.parametrize(
    ("more", "place"),
    [("colour = 1", "colour"), ("minutes = 1441", "minutes"), ('kind = "nap"', "kind")],
)
def test_a_slip_is_told_with_its_place(tmp_path: Path, more: str, place: str) -> None:
    fields = {
        "minutes": "minutes = 5", "kind": 'kind = "break"', "colour": "",
        "title": 'title = {fi="a",sv="b",en="c"}',
    }  # fmt: skip
    fields[place] = more
    file = tmp_path / "blocks.toml"
    text = "\n".join(["schema = 1", "[[blocks]]", 'key = "x"', *fields.values()])
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        read_blocks(file)
    assert caught.value.place == f"blocks[x].{place}"
