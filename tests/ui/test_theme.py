"""Colours by role: contrast in both themes, and one place for all looks."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.kernel.paths import resource
from coachdesk.ui.theme import SCHEMES, THEME, high_contrast, load_roles, set_class, style_sheet
from coachdesk.ui.widgets.basic import label

THEMES = ("light", "dark")
SURFACES = ("surface", "card", "sidebar", "field")
TEXTS = ("text", "muted", "accent", "late", "soon", "done", "warning")
PAIRS = (
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("selection_text", "selection"),
    ("text", "selection"),
    ("muted", "selection"),
    ("late", "selection"),
    ("soon", "selection"),
    ("done", "selection"),
    ("text", "hover"),
    ("muted", "hover"),
    ("warning", "warning_surface"),
    ("text", "error_surface"),
    ("late", "error_surface"),
    ("error_fill_text", "error_fill"),
    ("notice_text", "notice"),
    ("notice_accent", "notice"),
    ("text", "mark"),
)


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    lights = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("name", THEMES)
def test_text_has_contrast_on_every_surface(name: str) -> None:
    roles = load_roles(name)
    pairs = [(text, surface) for text in TEXTS for surface in SURFACES] + list(PAIRS)
    weak = {pair: contrast(roles[pair[0]], roles[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", THEMES)
def test_edges_and_focus_can_be_seen(name: str) -> None:
    roles = load_roles(name)
    for edge in ("outline", "focus"):
        for surface in SURFACES:
            assert contrast(roles[edge], roles[surface]) >= 3


def test_both_themes_have_the_same_roles_and_the_colours_agreed() -> None:
    light, dark = (load_roles(name) for name in THEMES)
    assert light.keys() == dark.keys()
    chosen = {role: light[role] for role in ("accent", "late", "soon", "done")}
    assert chosen == {"accent": "#0B5D66", "late": "#A3261B", "soon": "#7A4B00", "done": "#1D6B3A"}


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_has_all_its_places_filled(name: str) -> None:
    sheet = style_sheet(load_roles(name), 10.0)
    assert "$" not in sheet
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(path).is_file()


def test_switching_shows_at_once_and_is_told(qapp: QApplication, qtbot: QtBot) -> None:
    for scheme in ("dark", "light"):
        with qtbot.waitSignal(THEME.theme_changed):
            THEME.apply(qapp, scheme)
        card = load_roles(scheme)["surface"]
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(card)
        assert THEME.dark == (scheme == "dark")
    THEME.apply(qapp, "system")
    assert THEME.scheme == "system"
    assert set(SCHEMES) == {"system", "light", "dark"}


def test_high_contrast_takes_the_quiet_colours_away() -> None:
    roles = load_roles("light")
    strong = roles | high_contrast(roles)
    assert contrast(strong["muted"], strong["surface"]) > 12
    assert contrast(strong["border"], strong["card"]) > 12


def test_a_class_changes_the_look_of_a_widget(qapp: QApplication, qtbot: QtBot) -> None:
    text = label("20.11.")
    qtbot.addWidget(text)
    text.show()
    set_class(text, "late")
    assert text.palette().color(text.foregroundRole()) == THEME.colour("late")
    assert text.font().bold()


def test_no_colour_stands_outside_the_theme_files() -> None:
    kit = Path(__file__).parents[2] / "coachdesk"
    literal = re.compile(r"""["']#[0-9A-Fa-f]{3,8}["']|setStyleSheet""")
    found = [
        path.name
        for path in (*kit.glob("ui/**/*.py"), *kit.glob("features/**/*.py"))
        if path.name != "theme.py" and literal.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
    assert resource("themes", "style.qss").is_file()
