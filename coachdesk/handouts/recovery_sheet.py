"""The recovery sheet: the code that opens the notes when the passphrase is forgotten."""

import datetime as dt

from coachdesk.documents.blocks import BulletList, Document, Heading, Lines, Para, Span
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.text import Texts, msg


def compose(code: str, made_on: dt.date, language: str) -> Document:
    """One page with the code, what it is for and how to use it."""
    texts = Texts.load(language)
    return Document(
        title=texts(msg("recovery", "Recovery sheet")),
        subject="CoachDesk",
        language=texts.language,
        date_text=format_date(made_on, texts.language, "day"),
        blocks=(
            Para(
                texts(
                    msg(
                        "recovery",
                        "If you forget your passphrase, this code opens your notes. Nobody else "
                        "can open them for you: without the passphrase and without this code "
                        "they are lost.",
                    )
                )
            ),
            Heading(texts(msg("recovery", "Recovery code"))),
            Para((Span(code, bold=True),)),
            Heading(texts(msg("recovery", "How to use it"))),
            BulletList(
                (
                    texts(
                        msg(
                            "recovery",
                            "Type the code into the field of the passphrase. Small letters, "
                            "spaces and dashes do not matter.",
                        )
                    ),
                    texts(msg("recovery", "Then choose a new passphrase in the settings.")),
                    texts(
                        msg(
                            "recovery",
                            "Keep the sheet where you keep your passport, not with the laptop. "
                            "Whoever has both can read your notes.",
                        )
                    ),
                    texts(
                        msg(
                            "recovery",
                            "If the sheet is lost, make a new code in the settings: this one "
                            "then no longer opens your present notes. Older backups still open "
                            "with it.",
                        )
                    ),
                )
            ),
            Lines(2, texts(msg("recovery", "Where the computer and the backups are kept"))),
        ),
    )
