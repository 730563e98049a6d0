"""What the tools of all methods have in common on the page."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from coachdesk.features.methods.model import Contents, Use
from coachdesk.kernel.errors import UserError
from coachdesk.ui.context import Context

C = TypeVar("C", bound=Contents)


class MethodView(QWidget, Generic[C]):
    """The tool of one method; the page shows it a use, anew after each change."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.rid = 0

    def show_use(self, use: Use, made: C) -> None:
        """Show a use and what came of it so far; keep what is being typed and the cursor."""

    def forget(self) -> None:
        """The use is gone; what is being typed goes with it."""

    def focus_default(self) -> None:
        """Put the focus where work on this method starts."""
        self.setFocus()

    def attempt(self, verb: Callable[[], object]) -> bool:
        """Do something; what cannot be done is told as a notice."""
        try:
            verb()
        except UserError as problem:
            self.context.notices.error(problem)
            return False
        return True
