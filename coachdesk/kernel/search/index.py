"""The search index: an encrypted file of its own, which can be rebuilt from the data at any time.

Entries are numbered so that a later day has a higher number; the newest hits therefore come
straight off the index, without sorting.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import islice

from sqlcipher3 import dbapi2

from coachdesk.kernel.database import problems
from coachdesk.kernel.search.analysis import (
    is_compound_of,
    is_known,
    lemmas,
    query_terms,
    terms,
    tokens,
)
from coachdesk.kernel.search.query import Clause, parse

VERSION = "1"
_DAY_SHIFT = 32
_SHORTEST_SUBSTRING = 5
_MOST_RELATED = 200
_FIELD_BREAK = "_"

# Words come folded; this tokenizer leaves every letter beyond ASCII as it is: ä is not a.
_TOKENIZE = "tokenize=\"ascii tokenchars '_'''\""
_CONTENTLESS = f"content='', contentless_delete=1, {_TOKENIZE}"
# Terms without positions, for words; words in their order, for phrases.
_CONTENT = f"""
CREATE VIRTUAL TABLE content USING fts5(
    kind, terms, detail=column, prefix='1 2', {_CONTENTLESS}
)"""
_PHRASE = f"CREATE VIRTUAL TABLE phrase USING fts5(words, {_CONTENTLESS})"
_ENTRY = """
CREATE TABLE entry(
    docid INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    rid INTEGER NOT NULL,
    UNIQUE (kind, rid)
) STRICT"""
_PARTS = """
CREATE VIRTUAL TABLE vocabulary_parts USING fts5(
    lemma, content='vocabulary', content_rowid='rid', tokenize='trigram case_sensitive 1'
)"""
_LEARN_PARTS = """
CREATE TRIGGER vocabulary_insert AFTER INSERT ON vocabulary BEGIN
    INSERT INTO vocabulary_parts(rowid, lemma) VALUES (new.rid, new.lemma);
END"""
_SCHEMA = (
    "CREATE TABLE state(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    _ENTRY,
    _CONTENT,
    _PHRASE,
    "CREATE VIRTUAL TABLE content_terms USING fts5vocab(content, 'row')",
    "CREATE TABLE vocabulary(rid INTEGER PRIMARY KEY, lemma TEXT NOT NULL UNIQUE) STRICT",
    _PARTS,
    _LEARN_PARTS,
)
_TABLES = ("entry", "content_terms", "content", "phrase", "vocabulary", "vocabulary_parts", "state")


@dataclass(frozen=True, slots=True)
class Hit:
    """A found entry. `docid` pages: give the last one's as `before` to get what follows."""

    kind: str
    rid: int
    day: dt.date
    docid: int


class SearchIndex:
    """The index on one connection, used by one thread at a time; WAL lets others read meanwhile."""

    def __init__(self, connection: dbapi2.Connection) -> None:
        """Use the file behind `connection`; on a writable one its tables are made as needed."""
        self.connection = connection
        read_only = bool(self._value("PRAGMA query_only"))
        if not read_only and self.state("version") != VERSION:
            self.clear()

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    # -- writing ------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes within are one transaction; an exception rolls them back.

        Raises `EnvironmentProblem` when the disk is full, the file damaged and the like.
        """
        with problems():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                self.connection.rollback()
                raise

    def replace(self, kind: str, rid: int, day: dt.date, fields: Sequence[str]) -> None:
        """Index an entry anew. Phrases do not reach from one field into the next."""
        docid = self._docid(kind, rid)
        if docid is not None and docid >> _DAY_SHIFT == day.toordinal():
            self._forget(docid)
        else:
            if docid is not None:
                self._delete(docid)
            docid = self._next_docid(day)
            self.connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (docid, kind, rid))
        per_field = [[token.word for token in tokens(field)] for field in fields]
        distinct = {word for words in per_field for word in words}
        indexed = {term for word in distinct for term in terms(word)}
        self.connection.execute(
            "INSERT INTO content(rowid, kind, terms) VALUES (?, ?, ?)",
            (docid, kind, " ".join(indexed)),
        )
        self.connection.execute(
            "INSERT INTO phrase(rowid, words) VALUES (?, ?)",
            (docid, f" {_FIELD_BREAK} ".join(map(" ".join, per_field))),
        )
        self._learn({lemma for word in distinct for lemma in lemmas(word)})

    def remove(self, kind: str, rid: int) -> None:
        """Take an entry out; nothing happens if it is not there."""
        docid = self._docid(kind, rid)
        if docid is not None:
            self._delete(docid)

    def purge(self) -> None:
        """Make sure that nothing of removed entries is left in the file. Takes seconds."""
        self.connection.execute("INSERT INTO content(content) VALUES ('optimize')")
        self.connection.execute("INSERT INTO phrase(phrase) VALUES ('optimize')")
        self.connection.execute(
            "DELETE FROM vocabulary WHERE lemma NOT IN (SELECT term FROM content_terms)"
        )
        self.connection.execute("INSERT INTO vocabulary_parts(vocabulary_parts) VALUES ('rebuild')")

    def clear(self) -> None:
        """Empty the index; its mark is gone, too."""
        with self.transaction():
            for table in _TABLES:
                self.connection.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in _SCHEMA:
                self.connection.execute(statement)
            self.set_state("version", VERSION)

    def _delete(self, docid: int) -> None:
        self._forget(docid)
        self.connection.execute("DELETE FROM entry WHERE docid = ?", (docid,))

    def _forget(self, docid: int) -> None:
        self.connection.execute("DELETE FROM content WHERE rowid = ?", (docid,))
        self.connection.execute("DELETE FROM phrase WHERE rowid = ?", (docid,))

    def _docid(self, kind: str, rid: int) -> int | None:
        found = self._value("SELECT docid FROM entry WHERE kind = ? AND rid = ?", kind, rid)
        return None if found is None else int(str(found))

    def _next_docid(self, day: dt.date) -> int:
        first = day.toordinal() << _DAY_SHIFT
        following = (day.toordinal() + 1) << _DAY_SHIFT
        last = self._value(
            "SELECT max(docid) FROM entry WHERE docid >= ? AND docid < ?", first, following
        )
        return first if last is None else int(str(last)) + 1

    def _learn(self, words: Iterable[str]) -> None:
        self.connection.executemany(
            "INSERT OR IGNORE INTO vocabulary(lemma) VALUES (?)",
            [(w,) for w in words if len(w) >= _SHORTEST_SUBSTRING and w.isalpha()],
        )

    # -- what the index has followed ----------------------------------------------------------

    def state(self, key: str) -> str | None:
        """What was noted under `key`."""
        if self._value("SELECT 1 FROM sqlite_master WHERE name = 'state'") is None:
            return None
        found = self._value("SELECT value FROM state WHERE key = ?", key)
        return None if found is None else str(found)

    def set_state(self, key: str, value: str) -> None:
        """Note a value, in the transaction of the entries it tells about."""
        self.connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))

    def count(self) -> int:
        """How many entries there are."""
        return int(str(self._value("SELECT count(*) FROM entry")))

    def check(self) -> bool:
        """Whether the index is whole and of this program's version."""
        if self.state("version") != VERSION:
            return False
        entries = self._value("SELECT count(*) FROM entry")
        return bool(entries == self._value("SELECT count(*) FROM content_docsize"))

    # -- searching ----------------------------------------------------------------------------

    @problems()
    def query(
        self,
        text: str,
        kinds: Collection[str] | None = None,
        limit: int = 50,
        before: int | None = None,
    ) -> list[Hit]:
        """The newest entries with every word of `text`, in any inflection or as a compound's part.

        The last word may be unfinished. Text in quotes is found exactly. When nothing is found,
        words that begin so, then words that contain it, are tried.
        """
        clauses = parse(text)
        if not clauses or limit < 1:
            return []
        phrases = [_phrase(clause) for clause in clauses if clause.exact]
        words = [clause for clause in clauses if not clause.exact]
        among = [f"kind : ({' OR '.join(map(_quoted, kinds))})"] if kinds else []
        ways = (self._inflected, self._begun, self._contained)
        for express in ways if words else ways[:1]:
            wanted = among + [f"terms : ({express(clause)})" for clause in words]
            hits = self._page(wanted, phrases, limit, before)
            if hits or (before is not None and self._page(wanted, phrases, 1, None)):
                return hits
        return []

    def query_until(self, text: str, day: dt.date, limit: int = 50) -> list[Hit]:
        """The newest entries up to `day` with every word of `text`, inflected or begun.

        Takes little time however many later entries there are.
        """
        clauses = parse(text)
        phrases = [_phrase(clause) for clause in clauses if clause.exact]
        words = [f"terms : ({self._begun(c)})" for c in clauses if not c.exact]
        if not clauses or limit < 1:
            return []
        return self._page(words, phrases, limit, (day.toordinal() + 1) << _DAY_SHIFT)

    def _page(
        self, wanted: Sequence[str], phrases: Sequence[str], limit: int, before: int | None
    ) -> list[Hit]:
        asked = [("content", " AND ".join(wanted)), ("phrase", " AND ".join(phrases))]
        with ExitStack() as stack:
            streams = [
                self._docids(stack, table, expression, before)
                for table, expression in asked
                if expression
            ]
            docids = list(islice(_in_all(streams), limit))
        return [hit for docid in docids for hit in self._hits(docid)]

    def _docids(
        self, stack: ExitStack, table: str, expression: str, before: int | None
    ) -> Iterator[int]:
        """The numbers of all that fits, newest first, read as they are asked for."""
        cursor = stack.enter_context(closing(self.connection.cursor()))
        cursor.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid < ? ORDER BY rowid DESC",
            (expression, 1 << 62 if before is None else before),
        )
        return (docid for (docid,) in cursor)

    def _hits(self, docid: int) -> list[Hit]:
        """The entry of a number; none when a writer has just taken it out."""
        day = dt.date.fromordinal(docid >> _DAY_SHIFT)
        found = self.connection.execute("SELECT kind, rid FROM entry WHERE docid = ?", (docid,))
        return [Hit(kind, rid, day, docid) for kind, rid in found.fetchall()]

    def _inflected(self, clause: Clause) -> str:
        (word,) = clause.words
        found = {*query_terms(word), *self._related(word, compounds_only=True)}
        expression = " OR ".join(map(_quoted, sorted(found)))
        if clause.open_ended and not is_known(word):
            return f"{expression} OR {_quoted(word)} *"
        return expression

    def _begun(self, clause: Clause) -> str:
        return f"{self._inflected(clause)} OR {_quoted(clause.words[0])} *"

    def _contained(self, clause: Clause) -> str:
        related = self._related(clause.words[0], compounds_only=False)
        return " OR ".join([self._begun(clause), *map(_quoted, related)])

    def _related(self, word: str, *, compounds_only: bool) -> list[str]:
        """Words of the index that contain the dictionary form of `word`."""
        shortest = 4 if compounds_only else _SHORTEST_SUBSTRING
        found: set[str] = set()
        for part in {word, *lemmas(word)}:
            if len(part) < shortest or not part.isalpha():
                continue
            candidates = self.connection.execute(
                "SELECT lemma FROM vocabulary_parts WHERE vocabulary_parts MATCH ? LIMIT ?",
                (_quoted(part), _MOST_RELATED),
            ).fetchall()
            found.update(
                lemma
                for (lemma,) in candidates
                if not compounds_only or is_compound_of(lemma, part)
            )
        return sorted(found)

    def _value(self, sql: str, *parameters: object) -> object:
        row = self.connection.execute(sql, parameters).fetchone()
        return row[0] if row else None


def _in_all(streams: Sequence[Iterator[int]]) -> Iterator[int]:
    """What all the falling streams have in common."""
    heads = [next(stream, None) for stream in streams]
    while heads and None not in heads:
        lowest = min(head for head in heads if head is not None)
        if all(head == lowest for head in heads):
            yield lowest
            heads = [next(stream, None) for stream in streams]
        else:
            heads = [
                head if head == lowest else next(stream, None)
                for head, stream in zip(heads, streams, strict=True)
            ]


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _phrase(clause: Clause) -> str:
    grows = " *" if clause.open_ended else ""
    return f"{_quoted(' '.join(clause.words))}{grows}"
