"""Colours by role, spacing and text sizes: the only place that turns roles into looks.

Fusion style, our own palette and one style sheet generated from `resources/themes/*.toml`.
(`QStyleHints.setColorScheme` has no effect on some platforms, so the palette is ours.)
"""

from string import Template
from typing import Literal, cast

import rtoml
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QWidget

from coachdesk.kernel.paths import resource

Scheme = Literal["system", "light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark")

# Spacing in steps of four (logical pixels).
XS, S, M, L, XL = 4, 8, 12, 16, 24
RADIUS = 8
ICON = 18
"""The ordinary icon size."""
ROW = 34
"""The least height of a line one can click."""
LOW_ROW, LOW = 24, 700
"""The same in the sidebar of a low window, and the height below which it is low."""
SIDEBAR, RAIL = 224, 60
"""The width of the sidebar, and of the same with icons only."""
NARROW = 900
"""Below this window width the sidebar shows icons only."""
READABLE = 760
"""The widest column in which running text stays easy to read."""

_SMALLER, _TITLE, _LARGER = 1.5, 6.0, 4.0


class Theme(QObject):
    """The look in force. `theme_changed` goes out after each change of it."""

    theme_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scheme: Scheme = "system"
        self._roles: dict[str, str] = {}
        self._name = ""
        self._body_size = 0.0
        self._hints: QStyleHints | None = None

    @property
    def scheme(self) -> Scheme:
        """What was asked for: the system's, light or dark."""
        return self._scheme

    @property
    def dark(self) -> bool:
        """Whether the dark colours are shown."""
        return self._name == "dark"

    def apply(self, app: QApplication, scheme: Scheme = "system") -> None:
        """Give `app` this look, and follow the system from now on when `scheme` says so."""
        self._scheme = scheme
        if self._hints is None:
            self._body_size = max(app.font().pointSizeF(), 9.0)
            self._hints = hints = QGuiApplication.styleHints()
            hints.colorSchemeChanged.connect(self._on_system_changed)
            hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self._show(app)

    def colour(self, role: str) -> QColor:
        """The colour of a role of the theme file, such as "late" or "muted"."""
        if not self._roles:
            self._load("light")
        return QColor(self._roles[role])

    def small_font(self) -> QFont:
        """The small font, for painters that the style sheet does not reach."""
        font = QFont(QApplication.font())
        font.setPointSizeF(font.pointSizeF() - _SMALLER)
        return font

    def large_font(self) -> QFont:
        """The font of a clock that is read from across a room."""
        font = QFont(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        font.setBold(True)
        return font

    def _on_system_changed(self) -> None:
        app = QApplication.instance()
        if self._scheme == "system" and isinstance(app, QApplication):
            self._show(app)

    def _show(self, app: QApplication) -> None:
        name = self._scheme
        if name == "system":
            dark = self._hints and self._hints.colorScheme() == Qt.ColorScheme.Dark
            name = "dark" if dark else "light"
        self._load(name)
        app.setPalette(_palette(self._roles))
        app.setStyleSheet(style_sheet(self._roles, self._body_size))
        self.theme_changed.emit()

    def _load(self, name: str) -> None:
        self._name = name
        self._roles = load_roles(name)
        # The accessibility hints die with the Python wrapper of QStyleHints, so that one is kept.
        wish = self._hints.accessibility().contrastPreference() if self._hints else None
        if wish == Qt.ContrastPreference.HighContrast:
            self._roles |= high_contrast(self._roles)


THEME = Theme()
"""The one theme of the program."""


def load_roles(name: str) -> dict[str, str]:
    """The colours of a theme file by role, as `#RRGGBB`."""
    text = resource("themes", f"{name}.toml").read_text(encoding="utf-8")
    return cast("dict[str, str]", rtoml.loads(text)["roles"])


def set_class(widget: QWidget, *names: str) -> None:
    """Give a widget classes of the style sheet: "title", "small", "muted", "primary" ..."""
    widget.setProperty("class", " ".join(names))
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def style_sheet(roles: dict[str, str], body_size: float) -> str:
    """The one style sheet of the program, from the roles and the system's font size in points."""
    template = resource("themes", "style.qss").read_text(encoding="utf-8")
    sizes = {
        "small_size": f"{body_size - _SMALLER:g}pt",
        "body_size": f"{body_size:g}pt",
        "heading_size": f"{body_size + 1:g}pt",
        "title_size": f"{body_size + _TITLE:g}pt",
    }
    steps = {"xs": XS, "s": S, "m": M, "l": L, "xl": XL, "radius": RADIUS, "row": ROW}
    images = {"images": resource("themes").as_posix(), "scheme": _image_scheme(roles)}
    return Template(template).substitute(roles, **sizes, **images, **steps)


def _image_scheme(roles: dict[str, str]) -> str:
    return "light" if QColor(roles["text"]).lightness() < 128 else "dark"


def high_contrast(roles: dict[str, str]) -> dict[str, str]:
    """The roles that change when the system asks for high contrast."""
    text = roles["text"]
    return dict.fromkeys(("muted", "border", "outline", "focus"), text)


_PALETTE = {
    QPalette.ColorRole.Window: "surface",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "accent_text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "notice",
    QPalette.ColorRole.ToolTipText: "notice_text",
    QPalette.ColorRole.Light: "card",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "outline",
    QPalette.ColorRole.Shadow: "outline",
    QPalette.ColorRole.Accent: "accent",
}


def _palette(roles: dict[str, str]) -> QPalette:
    palette = QPalette()
    for palette_role, role in _PALETTE.items():
        palette.setColor(palette_role, QColor(roles[role]))
    for palette_role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, palette_role, QColor(roles["muted"]))
    return palette
