"""The coach's own words: they travel with her work, in the encrypted database."""

from coachdesk.kernel import preferences
from coachdesk.kernel.database import Database
from coachdesk.kernel.inputs import clean_line
from coachdesk.kernel.spelling.words import LONGEST_WORD
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

_PREFERENCE = "spelling_words"


def personal_words(db: Database) -> list[str]:
    """The coach's own words in the order of the alphabet, as she wrote them."""
    return preferences.read(db, _PREFERENCE).splitlines()


def add_word(ws: Workspace, word: str) -> None:
    """Take a word for right from now on; one step that can be undone."""
    word = clean_line(word, LONGEST_WORD)
    with ws.change(msg("spelling", "Add to my words")) as db:
        _write(db, {*personal_words(db), word})


def remove_word(ws: Workspace, word: str) -> None:
    """No longer take a word for right; one step that can be undone."""
    with ws.change(msg("spelling", "Remove from my words")) as db:
        _write(db, set(personal_words(db)) - {word})


def _write(db: Database, words: set[str]) -> None:
    ordered = sorted(filter(None, words), key=lambda word: (word.casefold(), word))
    preferences.write(db, _PREFERENCE, "\n".join(ordered))
