from pathlib import Path

from coachdesk.kernel.search.index import SearchIndex
from tests.kernel.search.quality import measure, read_groups


def test_inflected_words_are_found_and_near_misses_are_not(index: SearchIndex) -> None:
    result = measure(index, read_groups(Path(__file__).with_name("pairs.txt")))
    assert sum(result.asked.values()) >= 900
    assert result.share("fi") >= 0.97, result.missed
    assert result.share("sv") >= 0.97, result.missed
    assert result.share("en") >= 0.95, result.missed
    assert result.false_per_query <= 0.2, result.false
