"""Texts on the projector: never below 24 points, cut with … and told when they have no room."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coachdesk.documents.blocks import BarChart, Scatter, ScatterPoint
from coachdesk.features.projector.canvas import SlideCanvas
from coachdesk.features.projector.layout import lay_out
from coachdesk.features.projector.model import (
    AgendaRow,
    AgendaSlide,
    BlankSlide,
    ChartSlide,
    Kind,
    OrderSlide,
    Slide,
    State,
    TextSlide,
)
from coachdesk.features.projector.sheet import ELLIPSIS, Counts, Place, Sheet, least_px, width_of
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.ui.theme import load_roles
from tests.features.projector.days import MOMENT, slides
from tests.ui.test_theme import contrast

SCREENS = ((1280, 720), (1024, 768), (1920, 1080), (1920, 1200), (3840, 2160))
POINT = 96 / 72
NAME = msg("projector", "On the projector")


def _sizes(sheet: Sheet) -> list[int]:
    """The pixel sizes of all texts."""
    return [line.px for line in (*sheet.lines, *(ticker.line for ticker in sheet.tickers))]


def _words(sheet: Sheet) -> list[str]:
    """All texts but for those that count."""
    return [line.text for line in sheet.lines]


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize(("words", "count"), [("Kahvi", 3), ("Työpajan päätöskeskustelu " * 9, 30)])
def test_no_text_is_smaller_than_24_points(
    qtbot: QtBot, size: tuple[int, int], words: str, count: int
) -> None:
    for slide in slides(words, count):
        sheet = lay_out(slide, QSizeF(*size), MOMENT)
        assert min(_sizes(sheet), default=99) >= max(24 * POINT, 24 * POINT * size[1] / 1080)


@settings(max_examples=40, deadline=None)
@given(words=st.text(min_size=1, max_size=120), count=st.integers(1, 40),
       size=st.sampled_from(SCREENS))  # fmt: skip
def test_everything_stands_on_the_screen(
    qapp: object, words: str, count: int, size: tuple[int, int]
) -> None:
    screen = QRectF(0, 0, *size)
    for slide in slides(" ".join(words.split()) or "x", count):
        sheet = lay_out(slide, screen.size(), MOMENT)
        assert min(_sizes(sheet), default=99) >= 32
        for line in sheet.lines:
            if line.text:
                assert line.rect.left() >= -1, (slide, line)
                assert line.rect.bottom() <= size[1] + 1, (slide, line)
                assert width_of(line.text, line.px, bold=line.bold) <= line.rect.width() + 2


@pytest.mark.parametrize("size", SCREENS)
def test_what_is_cut_ends_with_dots_and_is_told(qtbot: QtBot, size: tuple[int, int]) -> None:
    for slide in slides("Kehittämistyön päätöskeskustelu " * 12, 40):
        sheet = lay_out(slide, QSizeF(*size), MOMENT)
        if isinstance(slide, BlankSlide):
            assert not sheet.is_cut
        else:
            assert sheet.is_cut
            assert any(ELLIPSIS in text for text in _words(sheet))


def test_what_has_room_is_large_and_whole(qtbot: QtBot) -> None:
    for slide in slides("Kahvi", 5):
        sheet = lay_out(slide, QSizeF(1920, 1080), MOMENT)
        assert not sheet.is_cut
        assert ELLIPSIS not in "".join(_words(sheet))
    asked = TextSlide(Kind.QUESTION, "", ("Why now?",), "en")
    (question,) = _sizes(lay_out(asked, QSizeF(1920, 1080), MOMENT))
    assert question == 4 * least_px(1080)


def test_of_a_long_day_what_is_near_now_is_shown(qtbot: QtBot) -> None:
    rows = tuple(
        AgendaRow(f"{n}", f"Block {n}.", State.DONE if n < 20 else State.NOW if n == 20
                  else State.COMING)
        for n in range(40)
    )  # fmt: skip
    sheet = lay_out(AgendaSlide("Day", rows, "en"), QSizeF(1280, 720), MOMENT)
    words = _words(sheet)
    assert sheet.is_cut
    assert {"Block 19.", "Block 20.", "Block 21.", ELLIPSIS} <= set(words)
    assert "Block 18." not in words


def test_words_are_broken_only_when_even_the_smallest_size_is_too_wide(qtbot: QtBot) -> None:
    word = "Työhyvinvointikyselyvastausprosentti"
    slide = TextSlide(Kind.QUESTION, "", (word,), "fi")
    assert _words(lay_out(slide, QSizeF(1280, 720), MOMENT)) == [word]
    endless = lay_out(TextSlide(Kind.QUESTION, "", (word * 9,), "fi"), QSizeF(1280, 720), MOMENT)
    assert "".join(_words(endless)) == word * 9


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_a_high_contrast(scheme: str) -> None:
    roles = load_roles(scheme)
    assert contrast(roles["slide_text"], roles["slide"]) == pytest.approx(21)
    assert contrast(roles["slide_muted"], roles["slide"]) >= 7
    assert contrast(roles["slide_mark_text"], roles["slide_mark"]) == pytest.approx(21)


# -- painting -------------------------------------------------------------------------------------


def _painted(canvas: SlideCanvas) -> QImage:
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    canvas.render(image)
    return image


def _ink(image: QImage) -> float:
    """How much of a picture is dark."""
    small = image.scaled(160, 90)
    points = [(x, y) for x in range(160) for y in range(90)]
    return sum(QColor(small.pixel(x, y)).lightness() < 128 for x, y in points) / len(points)


def test_the_preview_is_the_projection_made_small(qtbot: QtBot) -> None:
    large, small = (SlideCanvas(lambda: MOMENT, NAME) for _ in range(2))
    for canvas in (large, small):
        qtbot.addWidget(canvas)
    large.resize(1920, 1080)
    small.resize(480, 270)
    small.set_stage(QSize(1920, 1080))
    for slide in slides():
        for canvas in (large, small):
            canvas.show_slide(slide)
        assert small.sheet == large.sheet
        assert abs(_ink(_painted(small)) - _ink(_painted(large))) < 0.02


def test_blank_is_black_in_either_scheme(qtbot: QtBot) -> None:
    canvas = SlideCanvas(lambda: MOMENT, NAME)
    qtbot.addWidget(canvas)
    canvas.resize(320, 180)
    for scheme in ("light", "dark"):
        canvas.set_scheme(scheme)
        assert _ink(_painted(canvas)) == 1.0
    canvas.show_slide(slides()[0])
    dark = _ink(_painted(canvas))
    canvas.set_scheme("light")
    assert _ink(_painted(canvas)) < 0.5 < dark


class _Paints(QObject):
    """Which parts of a widget are painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.rects: list[QRect] = []
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


def test_a_tick_paints_only_what_counts(qtbot: QtBot) -> None:
    moments = [MOMENT]
    canvas = SlideCanvas(lambda: moments[-1], NAME)
    qtbot.addWidget(canvas)
    canvas.resize(1280, 720)
    canvas.show_slide(slides()[1])
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.repaint()
    paints = _Paints(canvas)
    canvas.tick()
    QCoreApplication.processEvents()
    assert paints.rects == []
    moments.append(MOMENT + dt.timedelta(seconds=30))
    canvas.tick()
    qtbot.waitUntil(lambda: bool(paints.rects))
    digits = next(t.line.rect for t in canvas.sheet.tickers if t.counts is Counts.LEFT)
    (painted,) = paints.rects
    assert digits.toAlignedRect().adjusted(-2, -2, 2, 2).contains(painted)
    assert painted.height() < 720 / 2


def test_a_canvas_says_what_it_shows(qtbot: QtBot) -> None:
    canvas = SlideCanvas(lambda: MOMENT, NAME)
    qtbot.addWidget(canvas)
    assert canvas.accessibleDescription() == "Blank"
    canvas.show_slide(TextSlide(Kind.GOALS, "Goals", ("One", "Two"), "en"))
    assert canvas.accessibleName() == "On the projector"
    assert canvas.accessibleDescription() == "Goals · One · Two"


def test_points_at_the_right_edge_have_their_labels_inside(qtbot: QtBot) -> None:
    chart = Scatter((ScatterPoint("A long target", 0.97, 0.5),), "x", "y", ("", "", "", ""), "")
    sheet = lay_out(ChartSlide("Targets", chart, "en"), QSizeF(1280, 720), MOMENT)
    label = next(line for line in sheet.lines if line.text == "A long target")
    assert label.rect.right() < 1280
    assert label.place is Place.LEFT


def test_charts_and_orders_with_nothing_in_them_are_calm(qtbot: QtBot) -> None:
    empty: list[Slide] = [
        ChartSlide("Chart", BarChart((), ""), "en"), AgendaSlide("Day", (), "en"),
        OrderSlide("Order", (), None, "left", "up", "en"),
    ]  # fmt: skip
    for slide in empty:
        assert len(_words(lay_out(slide, QSizeF(1280, 720), MOMENT))) == 1
