"""What makes a passphrase usable, and how strong it is.

The one rule is a least length. There are no rules about digits, capitals or special characters:
they make passphrases hard to remember and hardly harder to guess. Strength is shown, never
demanded.
"""

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import plural

SHORTEST = 8
LONGEST = 1000


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
