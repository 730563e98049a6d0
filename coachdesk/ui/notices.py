"""The one door for messages, questions and the choice of files.

Nothing here blocks: a question is data, and its answer comes to a callback later. Scripted
answers (`notices.answers`) serve tests and demonstrations.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import Message
from coachdesk.ui.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog  # noqa: TID251 - the one door

Problem = UserError | EnvironmentProblem


class Choice(NamedTuple):
    """An answer to a question; `key` is what the asker gets."""

    key: str
    label: Message


class Question(NamedTuple):
    """A question about something that cannot be undone.

    `safe` is the key of the choice that changes nothing: Esc chooses it and the focus starts on it.
    `danger` is the key of the choice that destroys something, if there is one.
    """

    text: Message
    choices: tuple[Choice, ...]
    safe: str
    detail: Message | None = None
    danger: str = ""


class FileRequest(NamedTuple):
    """A file or folder to choose. `filters` such as `[(msg("files", "PDF file"), "*.pdf")]`."""

    title: Message
    kind: str
    filters: tuple[tuple[Message, str], ...] = ()
    suggested: str = ""


class Offer(NamedTuple):
    """A button of a message: `run` is called when it is pressed."""

    label: Message
    run: Callable[[], object]


class Notice(NamedTuple):
    """A message on screen. `undo` makes a quiet one that can be taken back.

    `offer` is something to do about it instead.
    """

    message: Message
    advice: Message | None = None
    undo: Callable[[], object] | None = None
    problem: bool = False
    offer: Offer | None = None


class Banner(NamedTuple):
    """A lasting red line about something that is not solved yet."""

    key: str
    message: Message
    advice: Message
    retry: Callable[[], object] | None = None


class Notices(QObject):
    """Passes messages and questions to whatever window shows them (`ui/notice_area.py`)."""

    notice_raised = Signal(Notice)
    notice_withdrawn = Signal()
    banners_changed = Signal()
    question_asked = Signal()

    def __init__(self, window: QWidget | None = None) -> None:
        """`window` is the parent of file dialogs and speaks for a screen reader."""
        super().__init__()
        self._window = window
        self._banners: dict[str, Banner] = {}
        self._questions: deque[tuple[Question, Callable[[str], object]]] = deque()
        self._dialogs: list[QFileDialog] = []
        self.answers: deque[str | Path | None] = deque()
        """Scripted answers: a choice's key for a question, a path or None for a file."""
        self.asked: list[Question | FileRequest] = []
        """What has been asked, oldest first."""

    # -- messages -----------------------------------------------------------------------------

    def info(self, message: Message, undo: Callable[[], object] | None = None) -> None:
        """A quiet bar that leaves by itself; with `undo` it carries an Undo button."""
        self._raise(Notice(message, undo=undo))

    def offer(self, message: Message, label: Message, run: Callable[[], object]) -> None:
        """A quiet bar with a button `label` that calls `run`."""
        self._raise(Notice(message, offer=Offer(label, run)))

    def error(self, problem: Problem | Message) -> None:
        """A message that stays until she closes it or something else is told."""
        if isinstance(problem, EnvironmentProblem):
            self._raise(Notice(problem.message, advice=problem.advice, problem=True))
        else:
            message = problem.message if isinstance(problem, UserError) else problem
            self._raise(Notice(message, problem=True))

    def withdraw(self) -> None:
        """Take the present notice off the screen."""
        self.notice_withdrawn.emit()

    def banner(
        self, key: str, problem: EnvironmentProblem, retry: Callable[[], object] | None = None
    ) -> None:
        """A red line that lasts until `solve(key)`; the same key replaces its banner."""
        banner = Banner(key, problem.message, problem.advice, retry)
        if self._banners.get(key) == banner:
            return
        self._banners[key] = banner
        self.banners_changed.emit()
        self._announce(problem.message, urgent=True)

    def solve(self, key: str) -> None:
        """The problem of this banner is over."""
        if self._banners.pop(key, None) is not None:
            self.banners_changed.emit()

    @property
    def banners(self) -> list[Banner]:
        """The problems that last, oldest first."""
        return list(self._banners.values())

    # -- questions ----------------------------------------------------------------------------

    def ask(self, question: Question, answered: Callable[[str], object]) -> None:
        """Ask inside the window; `answered(key)` is called later, also with the safe key."""
        self.asked.append(question)
        if self.answers:
            key = self.answers.popleft()
            QTimer.singleShot(0, self, lambda: answered(str(key)))
            return
        self._questions.append((question, answered))
        self.question_asked.emit()
        self._announce(question.text, urgent=True)

    @property
    def open_question(self) -> Question | None:
        """The question that waits for an answer."""
        return self._questions[0][0] if self._questions else None

    def answer(self, key: str) -> None:
        """Answer the open question (called by the window)."""
        _question, answered = self._questions.popleft()
        self.question_asked.emit()
        answered(key)

    def drop_all(self) -> None:
        """Take everything off the screen, as before a lock; questions get their safe answer."""
        while self._questions:
            self.answer(self._questions[0][0].safe)
        for dialog in list(self._dialogs):
            dialog.reject()
        self._banners.clear()
        self.banners_changed.emit()
        self.withdraw()

    # -- files --------------------------------------------------------------------------------

    def choose_file(
        self,
        title: Message,
        chosen: Callable[[Path], object],
        filters: Sequence[tuple[Message, str]] = (),
    ) -> None:
        """Choose a file that exists; `chosen` is not called when she cancels."""
        self._choose(FileRequest(title, "open", tuple(filters)), chosen)

    def choose_save(
        self,
        title: Message,
        chosen: Callable[[Path], object],
        filters: Sequence[tuple[Message, str]] = (),
        suggested: str = "",
    ) -> None:
        """Choose a name to save under; replacing a file has been asked about already."""
        self._choose(FileRequest(title, "save", tuple(filters), suggested), chosen)

    def choose_folder(self, title: Message, chosen: Callable[[Path], object]) -> None:
        """Choose a folder."""
        self._choose(FileRequest(title, "folder"), chosen)

    def _choose(self, request: FileRequest, chosen: Callable[[Path], object]) -> None:
        self.asked.append(request)
        if self.answers:
            path = self.answers.popleft()
            if isinstance(path, Path):
                QTimer.singleShot(0, self, lambda: chosen(path))
            return
        dialog = _file_dialog(self._window, request)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        self._dialogs.append(dialog)
        dialog.finished.connect(lambda: self._dialogs.remove(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # -----------------------------------------------------------------------------------------

    def _raise(self, notice: Notice) -> None:
        self.notice_raised.emit(notice)
        self._announce(notice.message, urgent=notice.problem)

    def _announce(self, message: Message, *, urgent: bool) -> None:
        """Let a screen reader say it."""
        if self._window is None:
            return
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        event = QAccessibleAnnouncementEvent(self._window, tr(message))
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)


def _file_dialog(window: QWidget | None, request: FileRequest) -> QFileDialog:
    from PySide6.QtWidgets import QFileDialog  # noqa: TID251 - the one door

    dialog = QFileDialog(window, tr(request.title))
    if request.kind == "folder":
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    elif request.kind == "open":
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    else:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(request.suggested)
        if request.filters:
            dialog.setDefaultSuffix(request.filters[0][1].split()[0].removeprefix("*."))
    if request.filters:
        dialog.setNameFilters([f"{tr(label)} ({globs})" for label, globs in request.filters])
    return dialog
