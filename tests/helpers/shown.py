"""A window brought before the eyes, so that its widgets have focus and size."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def bring_up(window: QWidget, bot: QtBot) -> None:
    """Show a window at the usual size and wait until it is the active one."""
    bot.addWidget(window)
    window.resize(1280, 800)
    with bot.waitExposed(window):
        window.show()
    window.activateWindow()
    bot.waitUntil(window.isActiveWindow)
