import datetime as dt
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.search.index import Hit, SearchIndex
from coachdesk.kernel.search.indexer import INDEX_NAME, open_index
from tests.helpers.workspaces import copy_of, random_key

DAY = dt.date(2026, 3, 2)


def put(index: SearchIndex, rid: int, *fields: str, kind: str = "note", day: dt.date = DAY) -> None:
    with index.transaction():
        index.replace(kind, rid, day, fields)


def found(index: SearchIndex, query: str) -> list[int]:
    return sorted(hit.rid for hit in index.query(query))


def test_several_words_are_all_needed_in_any_order_and_inflection(index: SearchIndex) -> None:
    put(index, 1, "Kokouksessa sovittiin työnjaosta")
    put(index, 2, "Kokouksessa juotiin kahvia")
    assert found(index, "työnjako kokous") == [1]
    assert found(index, "sopia kokous ") == [1]
    assert found(index, "kokous") == [1, 2]


def test_quotes_find_the_exact_words_in_their_order(index: SearchIndex) -> None:
    put(index, 1, "Hoitaja soittaa omaiselle huomenna")
    put(index, 2, "Hoitajat soittavat omaisille", "Omaiselle soittaa hoitaja")
    assert found(index, '"soittaa omaiselle"') == [1]
    assert found(index, "”soittaa omaiselle”") == [1]
    assert found(index, '"soittaa omais') == [1]
    assert found(index, '"soittaa omais"') == []
    assert found(index, 'huominen "hoitaja soittaa"') == []
    assert found(index, 'huomenna "hoitaja soittaa"') == [1]


def test_phrases_and_words_together_page_newest_first(index: SearchIndex) -> None:
    for rid in range(60):
        first = "käytiin läpi" if rid % 3 else "läpi käytiin"
        second = "Kokouksessa" if rid % 2 else "Tauolla"
        put(index, rid, f"{second} {first}", day=DAY + dt.timedelta(days=rid))
    wanted = [rid for rid in range(60) if rid % 3 and rid % 2][::-1]
    page = index.query('kokous "käytiin läpi"', limit=7)
    rest = index.query('kokous "käytiin läpi"', before=page[-1].docid)
    assert [hit.rid for hit in page + rest] == wanted


def test_phrases_do_not_reach_from_title_to_body(index: SearchIndex) -> None:
    put(index, 1, "Viikon kokous", "Alkaa yhdeksältä")
    assert found(index, '"kokous alkaa"') == []
    assert found(index, '"viikon kokous"') == [1]


@pytest.mark.parametrize(
    "query",
    ["virtanen", "kunta", "matti.virtanen@kunta.fi", "matti.virtanen@ku", "VIRTANEN@kunta.fi"],
)
def test_parts_of_an_address_find_it(index: SearchIndex, query: str) -> None:
    put(index, 1, "Matti Virtanen", "matti.virtanen@kunta.fi")
    put(index, 2, "Maija Korhonen", "maija.korhonen@toinen.fi")
    assert found(index, query) == [1]


@pytest.mark.parametrize("query", ["ö", "Öhm", "öhma", "Öhman"])
def test_a_name_is_found_from_its_first_letter_on(index: SearchIndex, query: str) -> None:
    put(index, 1, "Åsa Öhman")
    put(index, 2, "Asa Ohman")
    assert found(index, query) == [1]


def test_beginning_and_inside_of_a_word_are_tried_when_nothing_else_is_found(
    index: SearchIndex,
) -> None:
    put(index, 1, "Työpaikkaselvitykset puuttuvat")
    put(index, 2, "Etäkuntoutusohjausta kokeillaan")
    assert found(index, "työpaikkas") == [1]
    assert found(index, "selvitystä") == [1]
    assert found(index, "kuntoutus") == [2]


def test_a_dictionary_word_does_not_drag_in_all_that_begins_so(index: SearchIndex) -> None:
    put(index, 1, "Arkea helpotetaan")
    put(index, 2, "Arkisto siivotaan")
    assert found(index, "arki") == [1]


def test_newest_come_first_and_pages_follow_without_gap(index: SearchIndex) -> None:
    days = [DAY + dt.timedelta(days=n * 37 % 50) for n in range(120)]
    for rid, day in enumerate(days):
        put(index, rid, f"Kokous {rid}", day=day)
    pages: list[Hit] = []
    before = None
    while page := index.query("kokous", limit=50, before=before):
        pages += page
        before = page[-1].docid
    assert sorted(hit.rid for hit in pages) == list(range(120))
    assert [hit.day for hit in pages] == sorted(days, reverse=True)
    assert all(hit.day == days[hit.rid] for hit in pages)


def test_a_following_page_of_a_prefix_search_stays_one(index: SearchIndex) -> None:
    for rid in range(4):
        put(index, rid, "Velmenttori", day=DAY + dt.timedelta(days=rid))
    first = index.query("velm", limit=3)
    assert [hit.rid for hit in first] == [3, 2, 1]
    assert [hit.rid for hit in index.query("velm", limit=3, before=first[-1].docid)] == [0]
    assert index.query("velm", before=index.query("velm")[-1].docid) == []


def test_kinds_narrow_the_search(index: SearchIndex) -> None:
    put(index, 1, "Kokous", kind="note")
    put(index, 1, "Kokous", kind="task")
    put(index, 1, "Sovi kokous", kind="decision")
    assert {hit.kind for hit in index.query("kokous", kinds=["task", "decision"])} == {
        "task",
        "decision",
    }
    assert [hit.kind for hit in index.query('"sovi kokous"', kinds=["decision"])] == ["decision"]
    assert index.query("note") == []


def test_replacing_and_removing(index: SearchIndex) -> None:
    put(index, 1, "vanha asia")
    put(index, 1, "toinen juttu")
    assert (found(index, "asia"), found(index, "juttu")) == ([], [1])
    later = DAY + dt.timedelta(days=9)
    put(index, 1, "kolmas juttu", day=later)
    assert [(hit.rid, hit.day) for hit in index.query("juttu")] == [(1, later)]
    with index.transaction():
        index.remove("note", 1)
        index.remove("note", 99)
    assert found(index, "juttu") == []
    assert index.count() == 0
    assert index.check()


HOSTILE = [
    '"', '""', '"" ""', '"abc', "*", "a*", "-kokous", "NEAR(a b)", "kokous NOT note", "AND", "OR",
    "kind:note", "terms : x", "^a", "a + b", "(", "{x}", "😀", "\x00", "a\x00b", "'; DROP TABLE",
    "ä" * 10_000, "sana " * 5_000, '"' * 999, "\ud800", "مرحبا", "ﬀ", "İ", "_", "__", "it's", "'",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_typed_is_an_error(index: SearchIndex, query: str) -> None:
    put(index, 1, "kokous it's")
    index.query(query)
    index.query(query, kinds=["note"], before=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_written_is_found_by_each_of_its_words(index: SearchIndex, text: str) -> None:
    put(index, 1, text)
    for word in text.split():
        hits = index.query(f"{word} ")
        assert hits == [] or [hit.rid for hit in hits] == [1]
        if word.isalnum() and word.isascii():
            assert hits


def test_erased_words_leave_the_file(tmp_path: Path) -> None:
    key = random_key()
    index = open_index(tmp_path, copy_of(key))
    put(index, 1, "Salaisuuskvartsi mainittiin")
    put(index, 2, "Tavallinen kokous")
    put(index, 1, "Korvattu teksti")
    with index.transaction():
        index.remove("note", 2)
        index.purge()
    tables = ("content_data", "phrase_data", "vocabulary_parts_data")
    stored = b"".join(
        block for t in tables for (block,) in index.connection.execute(f"SELECT block FROM {t}")
    )
    for secret in (b"salaisuuskv", b"vartsi", b"tavallin"):
        assert secret not in stored.lower()
    vocabulary = {w for (w,) in index.connection.execute("SELECT lemma FROM vocabulary")}
    assert "kokous" not in vocabulary
    assert "teksti" in vocabulary
    assert found(index, "teksti") == [1]
    index.close()


def test_a_reader_sees_the_last_commit_while_another_thread_writes(tmp_path: Path) -> None:
    key = random_key()
    writer = open_index(tmp_path, copy_of(key))
    put(writer, 1, "Ensimmäinen kokous")
    reader = open_index(tmp_path, copy_of(key), read_only=True)
    written, looked = threading.Event(), threading.Event()

    def write() -> None:
        with writer.transaction():
            writer.replace("note", 2, DAY, ["Toinen kokous"])
            written.set()
            looked.wait(10)

    thread = threading.Thread(target=write)
    thread.start()
    assert written.wait(10)
    assert found(reader, "kokous") == [1]
    looked.set()
    thread.join()
    assert found(reader, "kokous") == [1, 2]
    reader.close()
    writer.close()


def test_the_file_is_encrypted_and_a_spoilt_one_is_begun_anew(tmp_path: Path) -> None:
    key = random_key()
    index = open_index(tmp_path, copy_of(key))
    put(index, 1, "Luottamuksellinen")
    index.close()
    content = (tmp_path / INDEX_NAME).read_bytes()
    assert b"uottamukselli" not in content
    assert not content.startswith(b"SQLite")
    with pytest.raises(EnvironmentProblem) as caught:
        open_index(tmp_path, random_key(), read_only=True)
    assert caught.value.kind is ProblemKind.WRONG_KEY
    (tmp_path / INDEX_NAME).write_bytes(b"spoilt" * 2000)
    index = open_index(tmp_path, copy_of(key))
    assert index.count() == 0
    index.close()
