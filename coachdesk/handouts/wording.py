"""Saying things in the language of a paper, whatever the language of the window."""

import datetime as dt
from collections.abc import Sequence

from coachdesk.documents.blocks import LeftOut
from coachdesk.kernel.dates import Style, format_date
from coachdesk.kernel.text import Message, Texts, msg


class Words:
    """Texts and dates in one language."""

    def __init__(self, language: str) -> None:
        """`language` is fi, sv or en."""
        self._texts = Texts.load(language)
        self.language: str = self._texts.language

    def __call__(self, message: Message) -> str:
        """The message in this language."""
        return self._texts(message)

    def date(self, day: dt.date | None, style: Style = "short") -> str:
        """A date; an empty text for none."""
        return format_date(day, self.language, style) if day else ""

    def by_name(self, name: str) -> tuple[int, ...]:
        """A key to sort names with."""
        return self._texts.collation_key(name)

    def table_head(self) -> tuple[str, str, str, str]:
        """The head of a table of things to do."""
        return (
            self(msg("handouts", "What")),
            self(msg("handouts", "Who")),
            self(msg("handouts", "By when")),
            self(msg("handouts", "State")),
        )

    def left_out(self, parts: Sequence[Message]) -> tuple[LeftOut, ...]:
        """One note of all that a paper leaves out; none when it leaves out nothing."""
        if not parts:
            return ()
        listed = ", ".join(self(part) for part in parts)
        return (LeftOut(self(msg("handouts", "Left out of this paper: {parts}", parts=listed))),)


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that say something, side by side."""
    return by.join(part for part in parts if part)
