"""Shows what `Notices` is told: red banners on top, a bar at the bottom, questions over all."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui import icons, theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.notices import Banner, Notice, Notices, Offer, Question
from coachdesk.ui.overlay import Overlay
from coachdesk.ui.widgets.basic import button, clear, icon_button, label, row_of

QUIET_MS = 6_000
UNDO_MS = 12_000
_BAR_WIDTH = 620
_QUESTION_WIDTH = 520


class BannerArea(QWidget):
    """The lasting problems, one red line each."""

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        notices.banners_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        clear(self._layout)
        for banner in self._notices.banners:
            self._layout.addWidget(_banner_line(banner))
        self.setVisible(bool(self._notices.banners))


def _banner_line(banner: Banner) -> QFrame:
    frame = QFrame()
    frame.setProperty("class", "banner")
    line = QHBoxLayout(frame)
    line.setContentsMargins(theme.XL, theme.S, theme.XL, theme.S)
    line.setSpacing(theme.M)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(banner.message, "strong", wrap=True))
    words.addWidget(label(banner.advice, wrap=True))
    line.addLayout(words, 1)
    if banner.retry is not None:
        retry = button(msg("notices", "Try again"))
        retry.clicked.connect(banner.retry)
        line.addWidget(retry)
    return frame


class NoticeBar(QFrame):
    """The bar at the bottom of `host`: quiet messages leave by themselves, problems stay."""

    def __init__(self, notices: Notices, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._notice: Notice | None = None
        self._leave = QTimer(self, singleShot=True)
        self._leave.timeout.connect(self.withdraw)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.L, theme.S, theme.S, theme.S)
        line.setSpacing(theme.S)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.message = label("", wrap=True)
        self.advice = label("", wrap=True)
        words.addWidget(self.message)
        words.addWidget(self.advice)
        line.addLayout(words, 1)
        self.undo = QPushButton()
        self.undo.clicked.connect(self._on_undo)
        self.dismiss = icon_button("close", msg("notices", "Close the message"))
        self.dismiss.clicked.connect(self.withdraw)
        line.addWidget(self.undo)
        line.addWidget(self.dismiss)
        self.hide()
        host.installEventFilter(self)
        notices.notice_raised.connect(self._show)
        notices.notice_withdrawn.connect(self.withdraw)

    def withdraw(self) -> None:
        """Take the message away."""
        self._leave.stop()
        self._notice = None
        self.hide()

    def _show(self, notice: Notice) -> None:
        self._notice = notice
        theme.set_class(self, "error" if notice.problem else "notice")
        self.message.setText(tr(notice.message))
        self.advice.setText(tr(notice.advice) if notice.advice else "")
        self.advice.setVisible(notice.advice is not None)
        offer = _offer_of(notice)
        self.undo.setText(tr(offer.label) if offer else "")
        self.undo.setVisible(offer is not None)
        icons.follow(self.dismiss, "close", "text" if notice.problem else "notice_text")
        self.dismiss.setVisible(notice.problem)
        for part in (self.message, self.advice, self.undo):
            part.style().polish(part)
        self._place()
        self.show()
        self.raise_()
        self._leave.stop()
        if not notice.problem:
            self._leave.start(UNDO_MS if offer else QUIET_MS)

    def _on_undo(self) -> None:
        notice = self._notice
        self.withdraw()
        offer = _offer_of(notice) if notice else None
        if offer is not None:
            offer.run()

    def _place(self) -> None:
        host = self._host
        width = min(_BAR_WIDTH, host.width() - 2 * theme.XL)
        self.setFixedWidth(width)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.resize(width, height)
        beside_sidebar = theme.SIDEBAR + theme.M
        left = max(
            (host.width() - width) // 2, min(beside_sidebar, host.width() - width - theme.XL)
        )
        self.move(left, host.height() - height - theme.XL)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the host."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False


def _offer_of(notice: Notice) -> Offer | None:
    if notice.undo is not None:
        return Offer(msg("notices", "Undo"), notice.undo)
    return notice.offer


class QuestionArea(QObject):
    """Lays the open question over `host`; Esc gives the safe answer."""

    def __init__(self, notices: Notices, host: QWidget) -> None:
        super().__init__(host)
        self._notices = notices
        self._host = host
        self._overlay: Overlay | None = None
        self._shown: Question | None = None
        notices.question_asked.connect(self._show)

    def _show(self) -> None:
        question = self._notices.open_question
        if question is self._shown:
            return
        self._shown = question
        if self._overlay is not None:
            self._overlay.close_over()
            self._overlay = None
        if question is not None:
            self._overlay = self._ask(question)

    def _ask(self, question: Question) -> Overlay:
        overlay = Overlay(self._host, question.text, _QUESTION_WIDTH)
        overlay.dismissed.connect(lambda: self._notices.answer(question.safe))
        if question.detail is not None:
            overlay.card.add(label(question.detail, wrap=True))
        buttons = {choice.key: button(choice.label) for choice in question.choices}
        for key, each in buttons.items():
            each.clicked.connect(lambda _checked=False, key=key: self._notices.answer(key))
            each.setAutoDefault(True)
            if key == question.danger:
                theme.set_class(each, "danger")
            elif key != question.safe and not question.danger:
                theme.set_class(each, "primary")
        overlay.card.body.addLayout(row_of(None, *buttons.values()))
        overlay.open(buttons[question.safe])
        return overlay


def attach(notices: Notices, host: QWidget) -> NoticeBar:
    """Show the bar and the questions of `notices` over `host`."""
    QuestionArea(notices, host)
    bar = NoticeBar(notices, host)
    bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return bar
