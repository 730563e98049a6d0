"""The two views of the page of the teams, side by side to choose from."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from coachdesk.kernel.text import Message, msg
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import row_of

ALL_RUNS = Target("teams", "all_runs")
_VIEWS: tuple[tuple[Message, Target], ...] = (
    (msg("overview", "My teams now"), Target("teams")),
    (msg("overview", "All runs"), ALL_RUNS),
)


class ViewSwitch(QWidget):
    """Stands in each view; `shown` is the target of the view it stands in."""

    def __init__(self, context: Context, shown: Target) -> None:
        super().__init__()
        self._context, self._shown = context, shown
        keys = context.actions.qt("teams.all_runs").toolTip()
        self.buttons = [self._button(name, target, keys) for name, target in _VIEWS]
        self.setLayout(row_of(*self.buttons))

    def _button(self, name: Message, target: Target, keys: str) -> QToolButton:
        one = QToolButton()
        one.setText(tr(name))
        one.setToolTip(keys)
        one.setAccessibleName(tr(name))
        one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        one.setCheckable(True)
        one.setChecked(target == self._shown)
        one.clicked.connect(partial(self._go_to, target))
        return one

    def _go_to(self, target: Target) -> None:
        for one, (_name, its) in zip(self.buttons, _VIEWS, strict=True):
            one.setChecked(its == self._shown)  # this switch stays in its view
        self._context.navigate(target)
