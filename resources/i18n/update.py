"""Brings the catalogues in step with the code: `python resources/i18n/update.py [fi|sv]`.

New messages come in untranslated, those that left the code are dropped, and the compiled `.mo`
files, which the program reads, are written anew. Translate in the `.po` files (any gettext
editor), then run this again.
"""

import datetime as dt
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
CODE = HERE.parents[1] / "coachdesk"
TRANSLATED = ("fi", "sv")
KEYWORDS = {"msg": ((1, "c"), 2), "plural": ((1, "c"), 2, 3)}
WIDTH = 100
SOME_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""Dates in the files would change them at each run."""


def extract() -> Catalog:
    """All messages of the code, in English."""
    template = Catalog(charset="utf-8", creation_date=SOME_DAY)
    found = extract_from_dir(CODE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=())
    for file, _line, message, _comments, context in found:
        template.add(message, locations=[(Path(file).as_posix(), 0)], context=context)
    return template


def load(language: str) -> Catalog:
    """The catalogue of a language as it is on disk."""
    path = HERE / f"{language}.po"
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, charset="utf-8")
    else:
        catalogue = Catalog(locale=language, charset="utf-8")
    catalogue.creation_date = catalogue.revision_date = SOME_DAY
    return catalogue


def updated(language: str, template: Catalog) -> Catalog:
    """The catalogue of a language with exactly the messages of the code, nothing guessed."""
    catalogue = load(language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.project = "CoachDesk"
    catalogue.header_comment = f"# CoachDesk: {language}"
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """The `.po` file: sorted, and without dates and line numbers, so that it changes little."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=WIDTH, sort_output=True, no_location=True, omit_header=False)
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator')
    return "".join(line for line in lines if not line.startswith(dated)).encode("utf-8")


def mo_bytes(catalogue: Catalog) -> bytes:
    """The compiled catalogue."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> int:
    """Update the languages named, or all; tells how many messages wait for a translation."""
    template = extract()
    for language in sys.argv[1:] or TRANSLATED:
        catalogue = updated(language, template)
        (HERE / f"{language}.po").write_bytes(po_bytes(catalogue))
        (HERE / f"{language}.mo").write_bytes(mo_bytes(catalogue))
        waiting = sum(1 for one in catalogue if one.id and not _is_translated(one.string))
        sys.stdout.write(f"{language}: {len(catalogue)} messages, {waiting} untranslated\n")
    return 0


def _is_translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) and (isinstance(string, str) or all(string or ()))


if __name__ == "__main__":
    sys.exit(main())
