"""The line icons: SVG files in one style, tinted with a colour role of the theme."""

from functools import cache

import shiboken6
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from coachdesk.kernel.paths import resource
from coachdesk.ui import theme
from coachdesk.ui.theme import THEME

_SCALES = (1.0, 2.0)


def icon(name: str, role: str = "text") -> QIcon:
    """The icon in the role's colour now; `follow` keeps it right when the theme changes."""
    return _icon(name, THEME.colour(role).name(), THEME.colour("muted").name())


def pixmap(name: str, size: int, role: str = "text", scale: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels for a screen with this scale."""
    return _picture(_renderer(name, THEME.colour(role).name()), size, scale)


def follow(target: QAbstractButton | QAction, name: str, role: str = "text") -> None:
    """Show the icon on a button or an action, in the colours of each theme to come."""
    key = id(target)
    if key not in _followers:
        target.destroyed.connect(lambda: _followers.pop(key, None))
    _followers[key] = (target, name, role)
    target.setIcon(icon(name, role))


def names() -> list[str]:
    """All icons there are."""
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


_followers: dict[int, tuple[QAbstractButton | QAction, str, str]] = {}


def _on_theme_changed() -> None:
    for target, name, role in list(_followers.values()):
        if shiboken6.isValid(target):
            target.setIcon(icon(name, role))


THEME.theme_changed.connect(_on_theme_changed)


@cache
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    result = QIcon()
    renderer = _renderer(name, colour)
    quiet = renderer if disabled == colour else _renderer(name, disabled)
    for scale in _SCALES:
        picture = _picture(renderer, theme.ICON, scale)
        result.addPixmap(picture)
        off = picture if quiet is renderer else _picture(quiet, theme.ICON, scale)
        result.addPixmap(off, QIcon.Mode.Disabled)
    return result


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


def _picture(renderer: QSvgRenderer, size: int, scale: float) -> QPixmap:
    picture = QPixmap(QSize(size, size) * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture
