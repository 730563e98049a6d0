"""The line icons."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from coachdesk.ui import icons
from coachdesk.ui.theme import ICON, THEME

NEEDED = {
    "today", "teams", "workshops", "tasks", "notes", "print", "settings", "lock", "search", "add",
    "undo", "redo", "back", "forward", "late", "soon", "done", "not-applicable", "edit", "trash",
    "archive", "up", "down", "calendar", "phone", "video", "visit", "workshop", "picture",
    "import", "filter", "more", "close", "warning", "help",
}  # fmt: skip


def _inked(picture: QPixmap) -> list[tuple[int, int]]:
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return [(x, y) for x, y in places if image.pixelColor(x, y).alpha() > 128]


def test_every_icon_that_pages_name_is_there() -> None:
    assert set(icons.names()) >= NEEDED


@pytest.mark.parametrize("name", icons.names())
def test_each_icon_draws_something_in_the_colour_of_its_role(name: str, qapp: QApplication) -> None:
    picture = icons.pixmap(name, 24, "late")
    inked = _inked(picture)
    assert 10 < len(inked) < 24 * 24 * 0.7
    image = picture.toImage()
    strongest = max(inked, key=lambda at: image.pixelColor(*at).alpha())
    drawn, wanted = image.pixelColor(*strongest), THEME.colour("late")
    assert abs(drawn.red() - wanted.red()) < 12
    assert abs(drawn.green() - wanted.green()) < 12


def test_an_icon_is_sharp_at_twice_the_scale(qapp: QApplication) -> None:
    picture = icons.icon("print").pixmap(QSize(ICON, ICON), 2.0)
    assert picture.width() == 2 * ICON
    assert picture.devicePixelRatio() == 2.0


def test_buttons_and_actions_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    action = QAction(button)
    icons.follow(button, "print")
    icons.follow(action, "print")
    light = button.icon().pixmap(ICON).toImage()
    THEME.apply(qapp, "dark")
    assert button.icon().pixmap(ICON).toImage() != light
    assert action.icon().pixmap(ICON).toImage() != light
