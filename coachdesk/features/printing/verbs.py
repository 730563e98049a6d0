"""The buttons under the choices: print, save, and what is under way."""

from PySide6.QtWidgets import QCheckBox, QProgressBar, QVBoxLayout, QWidget

from coachdesk.features.printing.output import Output
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import button, label, row_of


class VerbBar(QWidget):
    """Print and save; while one of them is under way, how far it is and a way to give it up."""

    def __init__(self, output: Output) -> None:
        super().__init__()
        self._output = output
        self.each = QCheckBox(tr(msg("printing", "A file for each team")))
        self.print = button(msg("printing", "Print…"), "primary")
        self.print.setToolTip(tr(msg("printing", "Print (Ctrl+P)")))
        self.save = button(msg("printing", "Save as PDF…"), icon="save")
        self.word = button(msg("printing", "Save as Word document…"), "link")
        self.cancel = button(msg("printing", "Cancel"))
        self.cancel.clicked.connect(output.cancel)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr(msg("printing", "How far the print is")))
        self._state = label("", "small", "muted")
        self._busy = QWidget()
        self._build()
        output.progressed.connect(self._show_progress)

    def _build(self) -> None:
        under_way = QVBoxLayout(self._busy)
        under_way.setContentsMargins(0, 0, 0, 0)
        under_way.setSpacing(theme.XS)
        under_way.addLayout(row_of(self._state, None, self.cancel))
        under_way.addWidget(self.progress)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.L, theme.S, theme.L, theme.M)
        layout.setSpacing(theme.S)
        layout.addWidget(self.each)
        layout.addLayout(row_of(self.print, self.save, None))
        layout.addLayout(row_of(self.word, None))
        layout.addWidget(self._busy)

    def show_state(self, *, ready: bool, several: bool, can_be_word: bool) -> None:
        """Whether there is something to print, if it is for several teams or can be edited."""
        self.each.setVisible(several)
        self.print.setEnabled(ready)
        self.save.setEnabled(ready)
        self.word.setEnabled(can_be_word)
        self._busy.setVisible(self._output.busy)
        self.cancel.setEnabled(self._output.can_cancel)
        if not self._output.busy:
            self.progress.setRange(0, 0)
            self._state.setText(tr(msg("printing", "Preparing…")))

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._state.setText(tr(msg("printing", "{done} of {total}", done=done, total=total)))
