"""The page of the teams: the list of all, those of all runs, and the page of one."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from coachdesk.features.overview.cross_run import Criteria, TeamInRun
from coachdesk.features.overview.cross_run_view import CrossRunView
from coachdesk.features.overview.erase_questions import ask_to_erase_person, ask_to_erase_team
from coachdesk.features.overview.saved_filters import SavedFilters
from coachdesk.features.overview.team_list import TeamList
from coachdesk.features.overview.team_view import TeamView
from coachdesk.features.overview.view_switch import ALL_RUNS
from coachdesk.features.teams import service, store
from coachdesk.features.teams.model import Team
from coachdesk.kernel.overriding import override
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui.actions import Action
from coachdesk.ui.context import Context, Target
from coachdesk.ui.i18n import tr
from coachdesk.ui.notices import Choice, Question
from coachdesk.ui.page import Page


class TeamsPage(Page):
    """`Target("teams")` is the list; `Target("teams", "team", rid, {"tab": key})` a team.

    `ALL_RUNS` is the table of all runs; `extra["run"]` of a team names a run that it is in.

    `Target("teams", "person", rid)` is a member. With other kinds ("task" …) `extra["team"]`
    names the team, and its tab is told.
    """

    key = "teams"
    title = msg("overview", "Teams")
    icon = "teams"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._list: TeamList | None = None
        self._runs: CrossRunView | None = None
        self._team: TeamView | None = None
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    # -- what the shell asks --------------------------------------------------------------------

    @override
    def actions_of_page(self) -> Sequence[Action]:
        """Verbs on teams."""
        return [
            Action("teams.add", msg("overview", "Add a team"), self._on_add, icon="add",
                   shortcut="Ctrl+Shift+T", menu="team"),
            Action("teams.import", msg("overview", "Import teams…"), self._on_import,
                   icon="import", menu="team"),
            Action("teams.all_runs", msg("overview", "Teams of all runs"), self._on_all_runs,
                   icon="programmes", shortcut="Ctrl+Shift+A", checked=self._shows_runs,
                   menu="team"),
            *self._filter_actions(),
            Action("teams.show_archived", msg("overview", "Show archived teams"),
                   self._on_show_archived, icon="archive", checked=self._shows_archived,
                   menu="team"),
            Action("teams.print", msg("overview", "Print summary"), self._on_print, icon="print",
                   enabled=self._has_team, menu="print"),
            Action("teams.archive", msg("overview", "Archive team"), self._on_archive,
                   icon="archive", enabled=self._has_team, live_label=self._archive_label,
                   menu="team"),
            Action("teams.delete", msg("overview", "Delete team…"), self._on_delete, icon="trash",
                   enabled=self._has_team, menu="team"),
            Action("teams.erase_person", msg("overview", "Erase person for good…"),
                   self._on_erase_person, enabled=self._has_person, menu="team"),
        ]  # fmt: skip

    def _filter_actions(self) -> Sequence[Action]:
        def saved() -> SavedFilters | None:
            return self._runs.saved if self._runs and self._shows_runs() else None

        def do(verb: Callable[[SavedFilters], object]) -> Callable[[], object]:
            return lambda: (shown := saved()) and verb(shown)

        def is_at_hand() -> bool:
            return (shown := saved()) is not None and shown.at_hand is not None

        return [
            Action("teams.reverse", msg("overview", "Turn the order round"), self._on_reverse,
                   shortcut="Ctrl+Shift+R", enabled=self._shows_runs),
            Action("teams.filters", msg("overview", "Saved filters"), do(SavedFilters.open_menu),
                   icon="filter", shortcut="Ctrl+Shift+F", enabled=self._shows_runs),
            Action("teams.save_filter", msg("overview", "Save this filter…"),
                   do(SavedFilters.save), icon="save", enabled=self._shows_runs),
            Action("teams.rename_filter", msg("overview", "Rename filter…"),
                   do(SavedFilters.rename), icon="edit", enabled=is_at_hand),
            Action("teams.delete_filter", msg("overview", "Delete filter"),
                   do(SavedFilters.delete), icon="trash", enabled=is_at_hand),
        ]  # fmt: skip

    @override
    def refresh(self) -> None:
        """Read what is in sight anew."""
        shown = self._stack.currentWidget()
        if isinstance(shown, TeamView | TeamList | CrossRunView):
            shown.refresh()

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed: a team that has gone leaves the list."""
        if self._runs is not None and self._shows_runs():
            self._runs.on_change(change_set)
        elif self._team is None:
            self.refresh()
        elif store.team(self.context.ws.read, self._team.team_rid) is None:
            self.context.navigate(Target(self.key))
        else:
            self._team.on_change(change_set)

    @override
    def open_target(self, target: Target) -> None:
        """Show the list or a team."""
        if target == ALL_RUNS:
            self._show_runs()
            return
        rid = self._team_of(target)
        if rid is None or store.team(self.context.ws.read, rid) is None:
            self._show_list()
            return
        team = self._show_team(rid)
        team.open_target(target)

    @override
    def current_target(self) -> Target:
        """The list, the table of all runs, or the team with its tab."""
        if self._shows_runs():
            return ALL_RUNS
        return self._team.current_target() if self._team else Target(self.key)

    @override
    def state(self) -> dict[str, str]:
        """What the table of all runs is narrowed to."""
        return {"criteria": self._runs.bar.criteria.as_json()} if self._runs else {}

    @override
    def restore(self, state: dict[str, str]) -> None:
        """Bring back what `state` told."""
        if "criteria" in state and self._shows_runs() and self._runs is not None:
            self._runs.bar.show_criteria(Criteria.from_json(state["criteria"]))

    @override
    def focus_default(self) -> None:
        """Where work starts."""
        shown = self._stack.currentWidget()
        if isinstance(shown, TeamView | TeamList | CrossRunView):
            shown.focus_default()

    # -- showing --------------------------------------------------------------------------------

    def _show_list(self) -> TeamList:
        self._drop_team()
        if self._list is None:
            self._list = TeamList(self.context)
            self._list.team_opened.connect(self._on_team_opened)
            self._list.table.chosen.connect(self.context.actions.refresh)
            self._stack.addWidget(self._list)
        self._list.refresh()
        self._stack.setCurrentWidget(self._list)
        return self._list

    def _show_runs(self) -> None:
        self._drop_team()
        if self._runs is None:
            self._runs = CrossRunView(self.context)
            self._runs.row_opened.connect(self._on_row_opened)
            self._runs.table.chosen.connect(self.context.actions.refresh)
            self._stack.addWidget(self._runs)
        self._runs.refresh()
        self._stack.setCurrentWidget(self._runs)

    def _shows_runs(self) -> bool:
        return self._runs is not None and self._stack.currentWidget() is self._runs

    def _team_of(self, target: Target) -> int | None:
        if target.kind == "team":
            return target.rid
        if target.kind == "person" and target.rid is not None:
            person = store.member(self.context.ws.read, target.rid)
            return person.team_rid if person else None
        return _number(target.extra.get("team", ""))

    def _show_team(self, rid: int) -> TeamView:
        if self._team is None or self._team.team_rid != rid:
            self._drop_team()
            self._team = TeamView(self.context, rid)
            self._stack.addWidget(self._team)
        else:
            self._team.refresh()
        self._stack.setCurrentWidget(self._team)
        return self._team

    def _drop_team(self) -> None:
        if self._team is not None:
            self.context.drafts.flush_all()
            self._stack.removeWidget(self._team)
            self._team.deleteLater()
            self._team = None

    # -- verbs ----------------------------------------------------------------------------------

    def _rid(self) -> int | None:
        """The team in sight, or the one with the cursor in the list."""
        if self._team is not None:
            return self._team.team_rid
        shown = self._runs if self._shows_runs() else self._list
        return shown.selected_rid() if shown else None

    def _in_hand(self) -> Team | None:
        rid = self._rid()
        return store.team(self.context.ws.read, rid) if rid is not None else None

    def _has_team(self) -> bool:
        return self._rid() is not None

    def _person(self) -> int | None:
        return self._team.person_in_hand() if self._team else None

    def _has_person(self) -> bool:
        return self._person() is not None

    def _shows_archived(self) -> bool:
        return self._list is not None and self._list.archived

    def _archive_label(self) -> Message | None:
        team = self._in_hand()
        return msg("overview", "Bring team back") if team and team.archived_on else None

    def _on_team_opened(self, rid: int) -> None:
        self.context.navigate(Target(self.key, "team", rid))

    def _on_row_opened(self, row: TeamInRun) -> None:
        extra = {"run": str(row.place.run.rid)}
        self.context.navigate(Target(self.key, "team", row.team_rid, extra))

    def _on_all_runs(self) -> None:
        self.context.navigate(Target(self.key) if self._shows_runs() else ALL_RUNS)

    def _on_reverse(self) -> None:
        if self._runs is not None:
            self._runs.reverse()

    def _at_list(self) -> TeamList:
        if self._list is None or self._stack.currentWidget() is not self._list:
            self.context.navigate(Target(self.key))
        return self._list or self._show_list()

    def _on_add(self) -> None:
        shown = self._at_list()
        shown.show_archived(archived=False)
        shown.add_row.setFocus()

    def _on_import(self) -> None:
        self._at_list().open_import()

    def _on_show_archived(self) -> None:
        shown = self._at_list()
        shown.show_archived(archived=not shown.archived)
        self.context.actions.refresh()

    def _on_print(self) -> None:
        rid = self._rid()
        self.context.navigate(Target("print", "team", rid, {"handout": "team_summary"}))

    def _on_archive(self) -> None:
        team = self._in_hand()
        if team is None:
            return
        if team.archived_on:
            service.unarchive_team(self.context.ws, team.rid)
            return
        service.archive_team(self.context.ws, team.rid)
        self.context.tell_done(msg("overview", "Team archived"))

    def _on_delete(self) -> None:
        team = self._in_hand()
        if team is None:
            return
        self.context.notices.ask(
            _delete_question(team, service.what_hangs_on(self.context.ws.read, team.rid)),
            lambda answer: self._on_delete_answered(team.rid, answer),
        )

    def _on_delete_answered(self, rid: int, answer: str) -> None:
        if answer == "archive":
            service.archive_team(self.context.ws, rid)
        elif answer == "erase":
            ask_to_erase_team(self.context, rid)
        elif answer == "delete":
            service.delete_team(self.context.ws, rid)
            self.context.tell_done(msg("overview", "Team deleted"))

    def _on_erase_person(self) -> None:
        rid = self._person()
        if rid is not None:
            ask_to_erase_person(self.context, rid)


def _delete_question(team: Team, hanging: Sequence[Message]) -> Question:
    detail = None
    if hanging:
        goes = ", ".join(tr(each) for each in hanging)
        detail = msg(
            "overview", "This goes with it: {goes}. An archived team keeps everything.", goes=goes
        )
    choices = [
        Choice("keep", msg("overview", "Keep")),
        Choice("erase", msg("overview", "Erase for good…")),
        Choice("delete", msg("overview", "Delete")),
    ]
    if not team.archived_on:
        choices.insert(1, Choice("archive", msg("overview", "Archive instead")))
    return Question(
        msg("overview", "Delete the team “{name}”?", name=team.name),
        tuple(choices),
        safe="keep",
        detail=detail,
        danger="delete",
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
