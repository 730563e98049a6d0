import subprocess
import sys
import threading

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from coachdesk.kernel.paths import resource
from coachdesk.kernel.search.analysis import terms
from coachdesk.kernel.search.lexicon import LANGUAGES, dictionary, irregular, stem


def test_the_shipped_dictionary_is_that_of_the_installed_simplemma() -> None:
    ours, theirs = dictionary("en"), DefaultDictionaryFactory().get_dictionary("en")
    assert len(theirs) > 100_000
    assert all(ours.get(form) == lemma for form, lemma in theirs.items())


def test_nothing_heavy_is_loaded_before_the_first_word() -> None:
    code = (
        "import sys, coachdesk.kernel.search.index, coachdesk.kernel.search.marks\n"
        "print([m for m in ('simplemma', 'marisa_trie', 'Stemmer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_irregular_forms_are_few_and_each_names_another_word() -> None:
    lines = resource("lemmas", "irregular.tsv").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 80
    for language in LANGUAGES:
        assert all(form not in lemmas for form, lemmas in irregular(language).items())


def test_words_may_be_analysed_in_several_threads_at_once() -> None:
    words = [f"kokou{n}ksissa".replace("0", "") for n in range(300)] + ["hoitajille", "teamets"]
    expected = [(stem(word, "fi"), terms.__wrapped__(word)) for word in words]
    found: list[list[object]] = [[], [], [], []]

    def analyse(place: int) -> None:
        found[place] = [(stem(word, "fi"), terms.__wrapped__(word)) for word in words]

    threads = [threading.Thread(target=analyse, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == expected for result in found)
