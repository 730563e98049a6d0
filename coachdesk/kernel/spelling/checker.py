"""Tells what is misspelt in a line, and what may be meant."""

import unicodedata
from collections.abc import Container, Iterable
from pathlib import Path

from coachdesk.kernel.spelling.book import Book, open_book, own_words
from coachdesk.kernel.spelling.words import Word, words

MOST_SUGGESTIONS = 6
_MOST_VERDICTS = 50_000
_FEWEST_TO_JUDGE = 5  # words of a line
_FOREIGN = 0.6


class Checker:
    """Checks words in three languages. A language is loaded when it is first asked for."""

    def __init__(self, voikko_folders: tuple[Path, ...] | None = None) -> None:
        """`voikko_folders`: where to look for Voikko, else where systems have it."""
        self._voikko_folders = voikko_folders
        self._books: dict[str, Book | None] = {}
        self._verdicts: dict[tuple[str, str], bool] = {}
        self._personal: frozenset[str] = frozenset()
        self._ignored: set[str] = set()

    def is_loaded(self, language: str) -> bool:
        """Whether asking in this language costs no loading, which takes a tenth of a second."""
        return language in self._books

    def knows(self, language: str) -> bool:
        """Whether this computer can check this language; loads it."""
        return self._book(language) is not None

    def set_personal(self, personal: Iterable[str]) -> None:
        """Take these words for right, in small letters and capitals."""
        self._personal = frozenset(word.casefold() for word in personal)

    def ignore(self, word: str) -> None:
        """Take a word for right until all is forgotten."""
        self._ignored.add(_normal(word).casefold())

    def forget(self) -> None:
        """Drop the dictionaries and every word seen, as when the window locks."""
        self._books.clear()
        self._verdicts.clear()
        self._ignored.clear()
        self._personal = frozenset()

    def misspelt(self, line: str, language: str, names: Container[str] = ()) -> list[Word]:
        """The misspelt words of a line.

        None in a language that nothing here knows, and none in a line that is mostly wrong: it is
        in another language.
        """
        book = self._book(language)
        if book is None:
            return []
        checked = list(words(line))
        wrong = [
            word
            for word in checked
            if not self._is_right(_normal(word.text), language, book) and word.text not in names
        ]
        is_foreign = len(checked) >= _FEWEST_TO_JUDGE and len(wrong) > _FOREIGN * len(checked)
        return [] if is_foreign else wrong

    def suggestions(self, word: str, language: str) -> list[str]:
        """What may be meant, the likeliest first, at most six; may take a quarter of a second."""
        book = self._book(language)
        return book.suggestions(_normal(word))[:MOST_SUGGESTIONS] if book else []

    def _book(self, language: str) -> Book | None:
        if language not in self._books:
            self._books[language] = open_book(language, self._voikko_folders)
        return self._books[language]

    def _is_right(self, word: str, language: str, book: Book) -> bool:
        folded = word.casefold()
        if folded in self._personal or folded in self._ignored or folded in own_words():
            return True
        key = (language, word)
        verdict = self._verdicts.get(key)
        if verdict is None:
            if len(self._verdicts) >= _MOST_VERDICTS:
                self._verdicts.clear()
            verdict = self._verdicts[key] = book.accepts(word)
        return verdict


def _normal(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace("’", "'")
