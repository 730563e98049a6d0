"""Where the focus goes."""

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication


def focus_changed() -> SignalInstance:
    """The program's signal with the widget that had the focus and the one that has it now."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 - there is no focus without one
    return app.focusChanged
