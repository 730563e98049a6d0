"""Messages in three languages, for the window, the papers and the command line alike.

The English source stands in the code: `msg("tasks", "Complete task")`. The catalogues are gettext
files under `resources/i18n`; the context (first argument) is the subject a message belongs to.
Only literal arguments are found by the extraction.
"""

import gettext
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, Self

from coachdesk.kernel.paths import resource

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
LANGUAGE_NAMES: Mapping[str, str] = {"fi": "suomi", "sv": "svenska", "en": "English"}
_COLLATION = {"fi": "åäö", "sv": "åäö", "en": ""}


@dataclass(frozen=True, slots=True)
class Message:
    """A text not yet in any language; `Texts` says it in one.

    Parameters may be messages themselves, so a label can hold a translated name.
    """

    context: str
    source: str
    many: str = ""
    count: int = 0
    params: tuple[tuple[str, "str | int | Message"], ...] = ()

    def to_json(self) -> str:
        """Write the message so that it can be read back and said in another language."""
        return json.dumps(self.packed(), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        return cls._from_packed(json.loads(text))

    def packed(self) -> list[object]:
        """Nested lists, as JSON can hold them."""
        params = [[k, v.packed() if isinstance(v, Message) else v] for k, v in self.params]
        return [self.context, self.source, self.many, self.count, params]

    @classmethod
    def _from_packed(cls, packed: list) -> Self:  # type: ignore[type-arg]  # JSON has no better type
        context, source, many, count, params = packed
        restored = tuple((k, cls._from_packed(v) if isinstance(v, list) else v) for k, v in params)
        return cls(context, source, many, count, restored)


def msg(context: str, source: str, **params: str | int | Message) -> Message:
    """A message with `{name}` places for the parameters."""
    return Message(context, source, params=tuple(params.items()))


def plural(context: str, one: str, many: str, count: int, **params: str | int | Message) -> Message:
    """A message that depends on a count, which stands in the text as `{count}`."""
    return Message(context, one, many, count, (("count", count), *params.items()))


class Texts:
    """Says messages in one language."""

    def __init__(self, language: Language, catalogue: gettext.NullTranslations) -> None:
        """Use `Texts.load`, which finds the catalogue."""
        self.language = language
        self._catalogue = catalogue

    @staticmethod
    def load(language: str) -> "Texts":
        """The texts of `language`; English for a language we do not have."""
        return _load(known_language(language))

    def __call__(self, message: Message) -> str:
        """The message in this language, its places filled."""
        if message.many:
            text = self._catalogue.npgettext(
                message.context, message.source, message.many, message.count
            )
        else:
            text = self._catalogue.pgettext(message.context, message.source)
        if not message.params:
            return text
        return text.format_map(
            {k: self(v) if isinstance(v, Message) else v for k, v in message.params}
        )

    def sorted_by_name(self, names: Iterable[str]) -> list[str]:
        """Names in this language's alphabetical order (å ä ö last in fi and sv)."""
        return sorted(names, key=self.collation_key)

    def collation_key(self, name: str) -> tuple[int, ...]:
        """A sort key in which å ä ö follow z in Finnish and Swedish."""
        tail = _COLLATION[self.language]
        return tuple(0x110000 + tail.index(c) if c in tail else ord(c) for c in name.casefold())


def known_language(language: str) -> Language:
    """`language` if it is one of ours, else English."""
    return next((known for known in LANGUAGES if known == language), "en")


@cache
def _load(language: Language) -> Texts:
    if language == "en":
        return Texts("en", gettext.NullTranslations())
    path = resource("i18n", f"{language}.mo")
    if not path.exists():  # while developing, before the catalogues are compiled
        return Texts(language, gettext.NullTranslations())
    with path.open("rb") as file:
        return Texts(language, gettext.GNUTranslations(file))
