"""The one place that paints slides: on the projector, and small for the coach."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coachdesk.features.projector.layout import lay_out
from coachdesk.features.projector.model import (
    BLANK,
    ClockSlide,
    OrderSlide,
    Slide,
    count_down,
    words_of,
)
from coachdesk.features.projector.sheet import (
    ALIGNED,
    Counts,
    Form,
    Line,
    Shape,
    Sheet,
    font,
)
from coachdesk.kernel.dates import format_time
from coachdesk.kernel.dates.zone import HELSINKI
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.i18n import tr
from coachdesk.ui.theme import load_roles

_FLAGS = Qt.AlignmentFlag.AlignVCenter
_SHARED = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
_SMALL = QSize(160, 90)


class SlideCanvas(QWidget):
    """Paints a slide as it is on the projector's screen, at whatever size the widget has."""

    def __init__(self, now: Callable[[], dt.datetime], name: Message) -> None:
        """`now` tells the time (UTC); `name` is what a screen reader says before the texts."""
        super().__init__()
        self._now = now
        self._name = name
        self._slide: Slide = BLANK
        self._stage: QSizeF | None = None
        self._colours: dict[str, QColor] = {}
        self._counted: dict[Counts, str] = {}
        self._sheet: Sheet | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(_SMALL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_scheme("light")
        self._tell()

    @property
    def slide(self) -> Slide:
        """What is shown."""
        return self._slide

    @property
    def sheet(self) -> Sheet:
        """The slide as it is laid out."""
        if self._sheet is None:
            self._sheet = lay_out(self._slide, self._stage or QSizeF(self.size()), self._now())
            self._counted = self._count()
        return self._sheet

    def show_slide(self, slide: Slide) -> None:
        """Show another slide."""
        if slide != self._slide:
            self._slide = slide
            self._lay_anew()
            self._tell()

    def set_stage(self, size: QSize | None) -> None:
        """Lay slides out for a screen of this size and paint them as small as the widget is."""
        stage = QSizeF(size) if size is not None else None
        if stage != self._stage:
            self._stage = stage
            self._lay_anew()

    def set_scheme(self, scheme: str) -> None:
        """Black on white ("light") or white on black ("dark")."""
        roles = load_roles(scheme)
        self._colours = {role: QColor(roles[role]) for role in roles if role.startswith("slide")}
        self.update()

    def tick(self) -> None:
        """Paint what counts anew, where it has changed."""
        counted = self._count() if self.sheet.tickers else {}
        for ticker in self.sheet.tickers:
            if counted[ticker.counts] != self._counted.get(ticker.counts):
                self.update(self._on_widget(ticker.line.rect))
        self._counted = counted

    def _count(self) -> dict[Counts, str]:
        tickers = self._sheet.tickers if self._sheet is not None else []
        return {each.counts: counted(each.counts, self._slide, self._now()) for each in tickers}

    def _tell(self) -> None:
        self.setAccessibleName(tr(self._name))
        words = " · ".join(words_of(self._slide)) or tr(msg("projector", "Blank"))
        self.setAccessibleDescription(words)

    def _lay_anew(self) -> None:
        self._sheet = None
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """On the projector itself a new size is a new layout."""
        super().resizeEvent(event)
        if self._stage is None:
            self._lay_anew()

    # -- painting -----------------------------------------------------------------------------

    def _placed(self) -> tuple[float, float, float]:
        """How much smaller the widget is than the screen, and where the picture begins in it."""
        size = self.sheet.size
        scale = min(self.width() / size.width(), self.height() / size.height())
        left = (self.width() - size.width() * scale) / 2
        top = (self.height() - size.height() * scale) / 2
        return scale, left, top

    def _on_widget(self, rect: QRectF) -> QRect:
        scale, left, top = self._placed()
        x, y = left + rect.x() * scale, top + rect.y() * scale
        found = QRectF(x, y, rect.width() * scale, rect.height() * scale)
        return found.toAlignedRect().adjusted(-1, -1, 1, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, shapes, texts; only what the event asks for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(event.rect())
        sheet = self.sheet
        scale, left, top = self._placed()
        if self._stage is not None:
            painter.fillRect(event.rect(), self.palette().button())
        painter.translate(left, top)
        painter.scale(scale, scale)
        painter.fillRect(QRectF(0, 0, sheet.size.width(), sheet.size.height()),
                         self._colours[sheet.ground])  # fmt: skip
        wanted = event.rect()
        for shape in sheet.shapes:
            self._paint_shape(painter, shape)
        for line in sheet.lines:
            self._paint_line(painter, line, line.text, wanted)
        for ticker in sheet.tickers:
            self._paint_line(painter, ticker.line, self._counted[ticker.counts], wanted)
        if self._stage is not None:
            painter.setPen(QPen(self.palette().dark(), 1 / scale))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(0, 0, sheet.size.width(), sheet.size.height()))
        painter.end()

    def _paint_shape(self, painter: QPainter, shape: Shape) -> None:
        colour = self._colours[shape.role]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if shape.form is Form.BAR:
            painter.drawRect(shape.rect)
        elif shape.form is Form.DOT:
            painter.drawEllipse(shape.rect)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, max(2.0, self.sheet.size.height() / 360)))
            painter.drawRect(shape.rect)

    def _paint_line(self, painter: QPainter, line: Line, text: str, wanted: QRect) -> None:
        if not self._on_widget(line.rect).intersects(wanted):
            return
        painter.setFont(font(line.px, bold=line.bold))
        painter.setPen(self._colours[line.role])
        painter.drawText(line.rect, int(_FLAGS | ALIGNED[line.place] | _SHARED), text)


def counted(counts: Counts, slide: Slide, moment: dt.datetime) -> str:
    """What a text that counts says at a moment (UTC)."""
    if counts is Counts.TIME and isinstance(slide, ClockSlide):
        local = moment.astimezone(HELSINKI).time().replace(second=0, microsecond=0)
        return format_time(local, slide.language)
    if isinstance(slide, ClockSlide | OrderSlide) and slide.ends is not None:
        seconds = (slide.ends - moment).total_seconds()
        if counts is Counts.LEFT:
            return count_down(seconds)
        return slide.left if seconds > 0 else slide.up
    return ""
