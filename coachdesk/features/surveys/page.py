"""The page Surveys: the waves at the left, what came of the chosen one at the right."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from coachdesk.features.printing.model import file_name
from coachdesk.features.surveys import store
from coachdesk.features.surveys.exporting import export_wave
from coachdesk.features.surveys.import_panel import ImportPanel
from coachdesk.features.surveys.store import WaveRow
from coachdesk.features.surveys.wave_form import NewWave
from coachdesk.features.surveys.wave_list import WaveList
from coachdesk.features.surveys.wave_view import WaveView
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import tr
from coachdesk.ui.page import Page
from coachdesk.ui.widgets.basic import Card, EmptyState, PageHeader, Scroll, button

_TABLES = ("survey_wave", "survey_sheet", "survey_tally", "survey_words", "run", "team")
_LIST_WIDTH = 328
_NARROW_LIST, _NARROW = 232, 900
_XLSX = ((msg("surveys", "Excel workbook"), "*.xlsx"),)


class SurveysPage(Page):
    """Holds surveys, takes their answers in, and shows what came of them."""

    key, title, icon = "surveys", msg("surveys", "Surveys"), "surveys"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.row: WaveRow | None = None
        self.import_panel: ImportPanel | None = None
        self.list = WaveList()
        self.list.chosen.connect(self._on_chosen)
        self.view = WaveView(context)
        self.new_wave = NewWave(context)
        self.new_wave.started.connect(self._on_started)
        self.new_wave.cancelled.connect(self._show_wave)
        self.new_button = button(msg("surveys", "New survey"), icon="add")
        self.import_button = button(msg("surveys", "Import answers"), icon="import")
        self.print_button = button(msg("surveys", "Print"), icon="print")
        self.export_button = button(msg("surveys", "Export"), icon="export")
        self.header = PageHeader(
            self.title, "", self.import_button, self.print_button, self.export_button,
            self.new_button,
        )  # fmt: skip
        self.tabs = QTabBar()
        self.right = QStackedWidget()
        self._empty = self._make_empty()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(tr(msg("surveys", "What to show of the survey")))
        for part in self.view.parts:
            self.tabs.addTab(tr(part.title))
        self._form = Scroll(margins=0)
        self._form.body.addWidget(self.new_wave)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(self.tabs)
        column.addWidget(self.view, 1)
        self._shown = shown
        for each in (shown, self._form, self._empty):
            self.right.addWidget(each)
        self._left = Card()
        self._left.body.setContentsMargins(theme.S, theme.S, theme.S, theme.S)
        self._left.add(self.list, 1)
        across = QHBoxLayout()
        across.setSpacing(theme.M)
        across.addWidget(self._left)
        across.addWidget(self.right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.L)
        outer.setSpacing(theme.M)
        outer.addWidget(self.header)
        outer.addLayout(across, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_part)
        self.new_button.clicked.connect(self.begin_wave)
        self.import_button.clicked.connect(self.import_answers)
        self.print_button.clicked.connect(self.print_report)
        self.export_button.clicked.connect(self.export)

    def _make_empty(self) -> QWidget:
        go = button(msg("surveys", "New survey"), "primary")
        go.clicked.connect(self.begin_wave)
        return EmptyState(
            "surveys",
            msg("surveys", "No survey yet"),
            msg(
                "surveys",
                "Begin a survey, such as the pre-survey. Then import its answers from a file or "
                "type them: the tables, charts and the report come by themselves.",
            ),
            go,
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list gives way first."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._left.setFixedWidth(_NARROW_LIST if narrow else _LIST_WIDTH)
        self.list.setColumnHidden(WaveList.DAY, narrow)

    # -- showing ------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        """Read the waves; keep the one in hand, else take the newest."""
        self._read_waves()
        if self.import_panel is None and self.right.currentWidget() is not self._form:
            self._show_wave()

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Follow the surveys, and the names of programmes and teams."""
        if change_set.touches(*_TABLES):
            self.refresh()

    def _read_waves(self) -> None:
        found = store.waves(self.context.ws.read)
        kept = next((one for one in found if self.row and one.wave.rid == self.row.wave.rid), None)
        self.row = kept or next(iter(found), None)
        with QSignalBlocker(self.list):
            self.list.model_of_waves.set_records(found)
            if self.row is not None:
                self.list.select(self.row.wave.rid)

    def _on_chosen(self) -> None:
        chosen: WaveRow | None = self.list.current()
        if chosen is not None and (self.row is None or chosen.wave.rid != self.row.wave.rid):
            self.row = chosen
            self._close_import()
            self._show_wave()

    def _show_wave(self) -> None:
        row = self.row
        has_wave = row is not None
        self._left.setVisible(has_wave)
        for each in (self.import_button, self.print_button, self.export_button, self.new_button):
            each.setVisible(has_wave)
        self.header.set_subtitle("")
        if row is None:
            self.right.setCurrentWidget(self._empty)
        else:
            self.header.set_subtitle(self.view.show_row(row))
            self._show_part(self.tabs.currentIndex())
            self.right.setCurrentWidget(self._shown)
        self.context.actions.refresh()

    def _show_part(self, place: int) -> None:
        if self.row is not None:
            self.view.show_part(self.view.parts[max(place, 0)].key)

    # -- verbs --------------------------------------------------------------------------------

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """Beginning a survey, taking answers in, and letting results out."""
        return [
            Action("surveys.new", msg("surveys", "New survey"), self.begin_wave, icon="add",
                   shortcut="Ins"),
            Action("surveys.import", msg("surveys", "Import answers"), self.import_answers,
                   icon="import", menu="file", enabled=self._has_survey),
            Action("surveys.print", msg("surveys", "Print the results"), self.print_report,
                   icon="print", menu="print", enabled=self._has_survey),
            Action("surveys.export", msg("surveys", "Export the results"), self.export,
                   icon="export", menu="file", enabled=self._has_survey),
        ]  # fmt: skip

    def _has_survey(self) -> bool:
        return self.row is not None and self.row.survey is not None

    def begin_wave(self) -> None:
        """Show the form for a new wave."""
        self._begin("", None)

    def _begin(self, survey_key: str, run_rid: int | None) -> None:
        self._close_import()
        self.new_wave.prepare(survey_key, run_rid)
        self.right.setCurrentWidget(self._form)
        self.new_wave.survey.setFocus()

    def _on_started(self, rid: int) -> None:
        self._choose(rid)
        self.tabs.setCurrentIndex(self.view.place_of("answers"))
        self.list.setFocus()

    def import_answers(self) -> None:
        """Open the panel that takes answers in."""
        row = self.row
        if row is None or row.survey is None:
            return
        self._close_import()
        self.import_panel = ImportPanel(self.context, row.wave, row.survey)
        self.import_panel.closed.connect(self._on_import_closed)
        self.right.addWidget(self.import_panel)
        self.right.setCurrentWidget(self.import_panel)
        self.import_panel.file_button.setFocus()

    def _on_import_closed(self) -> None:
        self._close_import()
        self._show_wave()
        self.tabs.setCurrentIndex(0)
        self.tabs.setFocus()

    def _close_import(self) -> None:
        if self.import_panel is not None:
            self.import_panel.stop()
            self.right.removeWidget(self.import_panel)
            self.import_panel.deleteLater()
            self.import_panel = None

    def print_report(self) -> None:
        """Open the print page with the report of this wave."""
        if self.row is not None:
            extra = {"handout": "survey_report"}
            self.context.navigate(Target("print", "survey", self.row.wave.rid, extra))

    def export(self) -> None:
        """Ask for a name and save the results as a workbook."""
        row = self.row
        if row is None or row.survey is None:
            return
        self.context.notices.choose_save(
            msg("surveys", "Export the results"),
            lambda path: self._export(row, path),
            _XLSX,
            file_name(row.wave.name, suffix=".xlsx"),
        )

    def _export(self, row: WaveRow, path: Path) -> None:
        path = path if path.suffix else path.with_suffix(".xlsx")
        export_wave(self.context, row.wave, path, self)

    # -- going places -------------------------------------------------------------------------

    def _choose(self, rid: int) -> None:
        """Show a wave; one that is gone is passed over."""
        found = next(
            (one for one in store.waves(self.context.ws.read) if one.wave.rid == rid), None
        )
        self.row = found or self.row
        self._close_import()
        self._read_waves()
        self._show_wave()

    @override
    def open_target(self, target: Target) -> None:
        """`survey` names a wave, `survey_sheet` a unit's answers; `extra["tab"]` what to show.

        `new` and `of_run` name a survey and a run in `extra`: the form for a new wave; that of the
        run's newest wave, or the form if there is none.
        """
        rid = target.rid
        if target.kind in {"new", "of_run"}:
            self._open_of_run(target)
            return
        if target.kind == "survey_sheet" and rid is not None:
            self._open_sheet(rid)
            return
        if target.kind == "survey" and rid is not None:
            self._choose(rid)
        if target.extra.get("tab"):
            self.tabs.setCurrentIndex(self.view.place_of(target.extra["tab"]))

    def _open_of_run(self, target: Target) -> None:
        key, run = target.extra.get("survey", ""), target.extra.get("run", "")
        run_rid = int(run) if run.isdecimal() else None
        waves = [row.wave for row in store.waves(self.context.ws.read)]
        held = (one.rid for one in waves if (one.survey_key, one.run_rid) == (key, run_rid))
        rid = next(held, None) if target.kind == "of_run" else None
        if rid is None:
            self._begin(key, run_rid)
        else:
            self._choose(rid)

    def _open_sheet(self, rid: int) -> None:
        wave_rid = store.wave_of_sheet(self.context.ws.read, rid)
        if wave_rid is not None:
            self._choose(wave_rid)
            self.tabs.setCurrentIndex(self.view.place_of("answers"))
            self.view.open_sheet(rid)

    @override
    def current_target(self) -> Target:
        """The wave in hand and the part of it that is shown."""
        extra = {"tab": self.view.parts[max(self.tabs.currentIndex(), 0)].key}
        if self.row is None:
            return Target(self.key)
        return Target(self.key, "survey", self.row.wave.rid, extra)

    @override
    def focus_default(self) -> None:
        """The list, or the button that begins."""
        if self.row is not None:
            self.list.setFocus()
        elif self.right.currentWidget() is self._empty:
            self._empty.setFocus()
