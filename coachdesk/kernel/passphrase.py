"""What makes a passphrase usable, and how strong it is.

The one rule is a least length. There are no rules about digits, capitals or special characters:
they make passphrases hard to remember and hardly harder to guess. Strength is shown, never
demanded.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg, plural

SHORTEST = 8
LONGEST = 1000
_ESTIMATED_LENGTH = 72  # the time of an estimate grows steeply with the length

# Words that zxcvbn, which knows English, would take for random letters; the commonest first.
_COMMON_WORDS = (
    *("salasana", "salainen", "sydän", "rakas", "kissa", "koira", "perkele", "suomi", "kulta"),
    *("lösenord", "hemligt", "sommar", "älskling", "hejsan", "sverige", "katt", "hund", "vinter"),
    *("kesä", "talvi", "syksy", "kevät", "aurinko", "äiti", "isä", "tyttö", "poika", "helsinki"),
    *("finland", "mamma", "pappa", "flicka", "pojke", "stockholm", "blomma", "kärlek", "solen"),
    *("työ", "työpaikka", "valmentaja", "kehittäminen", "tiimi", "sairaala", "potilas", "hoitaja"),
    *("arbete", "arbetsplats", "utvecklare", "sjukhus", "patient", "vård", "team", "coach"),
    *("maanantai", "tiistai", "perjantai", "måndag", "fredag", "tammikuu", "joulukuu", "januari"),
    *("minun", "hyvä", "huomenta", "tervetuloa", "kiitos", "välkommen", "tack", "coachdesk"),
)

_MORE_WORDS = msg("passphrase", "Add another word or two. Unusual words are the best.")
_DATES = msg("passphrase", "Dates and years are easy to guess. Use words instead.")
_ADVICE = {
    "dictionary": msg("passphrase", "A common word or name is easy to guess. Add unusual words."),
    "spatial": msg("passphrase", "Rows of keys are easy to guess. Use words instead."),
    "repeat": msg("passphrase", "Repeating does not help. Use different words."),
    "sequence": msg("passphrase", "Sequences such as 1234 are easy to guess. Use words instead."),
    "date": _DATES,
    "regex": _DATES,
}


def require_usable(passphrase: str) -> None:
    """Raise `UserError` for a passphrase shorter than 8 or longer than 1,000 characters."""
    if len(passphrase.strip()) < SHORTEST:
        raise UserError(
            plural(
                "passphrase",
                "A passphrase needs at least {count} character. Three or four words are good.",
                "A passphrase needs at least {count} characters. Three or four words are good.",
                SHORTEST,
            )
        )
    if len(passphrase) > LONGEST:
        raise UserError(
            plural(
                "passphrase",
                "A passphrase can have at most {count} character.",
                "A passphrase can have at most {count} characters.",
                LONGEST,
            )
        )


class Strength(NamedTuple):
    """How hard a passphrase is to guess: 0 (at once) to 4 (out of reach), in words, with advice."""

    score: int
    label: Message
    advice: Message | None


def strength(passphrase: str) -> Strength:
    """An estimate by zxcvbn, which knows common passwords, names, dates and keyboard rows.

    Only the first 72 characters count. Takes a few milliseconds, the first call a few dozen.
    """
    if not passphrase:
        return Strength(0, _label(0), _MORE_WORDS)
    from zxcvbn import zxcvbn

    estimate = zxcvbn(passphrase[:_ESTIMATED_LENGTH], user_inputs=_COMMON_WORDS)
    score = int(estimate["score"])
    advice = None if score > 2 else _advice(estimate["sequence"])
    return Strength(score, _label(score), advice)


def _label(score: int) -> Message:
    return (
        msg("passphrase", "Very easy to guess"),
        msg("passphrase", "Easy to guess"),
        msg("passphrase", "Fair"),
        msg("passphrase", "Strong"),
        msg("passphrase", "Very strong"),
    )[score]


def _advice(parts: list[Mapping[str, Any]]) -> Message:
    """What to do about the longest part that follows a pattern."""
    longest = max(parts, key=lambda part: len(part["token"]))
    if longest.get("dictionary_name") == "passwords":
        return msg("passphrase", "This is close to a common password. Use three or four words.")
    return _ADVICE.get(longest["pattern"], _MORE_WORDS)
