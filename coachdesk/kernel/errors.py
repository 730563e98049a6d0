"""Errors in two classes: what a person can act on, and bugs (everything else)."""

from enum import Enum

from coachdesk.kernel.text import Message, Texts, msg


class UserError(Exception):
    """What she typed or chose cannot be used; the message says what to do instead."""

    def __init__(self, message: Message) -> None:
        """`message` is a whole sentence for the person at the screen."""
        super().__init__(Texts.load("en")(message))
        self.message = message


class ProblemKind(Enum):
    """What in the surroundings went wrong."""

    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    LOCKED = "locked"
    CORRUPT = "corrupt"
    WRONG_KEY = "wrong_key"
    NEWER_FILE = "newer_file"
    MISSING = "missing"
    UNSAFE_FOLDER = "unsafe_folder"
    INPUT_OUTPUT = "input_output"


class EnvironmentProblem(Exception):  # noqa: N818 - a problem, shown calmly; not a bug
    """The computer, not the program or the person, stands in the way."""

    def __init__(
        self, kind: ProblemKind, message: Message | None = None, advice: Message | None = None
    ) -> None:
        """Standard words for `kind` unless a message and an advice are given."""
        standard_message, standard_advice = _WORDS[kind]
        self.kind = kind
        self.message = message or standard_message
        self.advice = advice or standard_advice
        super().__init__(Texts.load("en")(self.message))


_WORDS: dict[ProblemKind, tuple[Message, Message]] = {
    ProblemKind.DISK_FULL: (
        msg("errors", "The disk is full, so the last change could not be saved."),
        msg("errors", "Free some space and try again. What you typed is kept until then."),
    ),
    ProblemKind.READ_ONLY: (
        msg("errors", "The data folder cannot be written to."),
        msg("errors", "Check that the folder and its files are not write-protected."),
    ),
    ProblemKind.LOCKED: (
        msg("errors", "Another program is using the data file."),
        msg("errors", "Close the other program (a backup tool, perhaps) and try again."),
    ),
    ProblemKind.CORRUPT: (
        msg("errors", "The data file is damaged."),
        msg("errors", "Restore the newest backup from the unlock window."),
    ),
    ProblemKind.WRONG_KEY: (
        msg("errors", "The key does not open this data file."),
        msg("errors", "Check that the key file and the data file belong together."),
    ),
    ProblemKind.NEWER_FILE: (
        msg("errors", "The data file was made by a newer CoachDesk."),
        msg("errors", "Install the newest CoachDesk. Nothing has been changed."),
    ),
    ProblemKind.MISSING: (
        msg("errors", "The data folder has disappeared."),
        msg("errors", "Connect the drive again or restore a backup."),
    ),
    ProblemKind.UNSAFE_FOLDER: (
        msg("errors", "The data folder is not a safe place."),
        msg("errors", "Choose a folder on this computer's own disk."),
    ),
    ProblemKind.INPUT_OUTPUT: (
        msg("errors", "The disk did not answer as it should."),
        msg("errors", "Check the disk, then try again. Make a backup to another drive soon."),
    ),
}
