"""The order in which Tab goes through widgets that were made at different times."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def chain(widgets: Iterable[QWidget]) -> None:
    """Let Tab go from the first of these to the next, and so on."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
