"""The page of the teams: the list of all, and the page of one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from coachdesk.features.overview.erase_questions import ask_to_erase_person, ask_to_erase_team
from coachdesk.features.overview.team_list import TeamList
from coachdesk.features.overview.team_view import TeamView
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

    `Target("teams", "person", rid)` is a member. With other kinds ("task" …) `extra["team"]`
    names the team, and its tab is told.
    """

    key = "teams"
    title = msg("overview", "Teams")
    icon = "teams"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._list: TeamList | None = None
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

    @override
    def refresh(self) -> None:
        """Read what is in sight anew."""
        if self._team is not None:
            self._team.refresh()
        elif self._list is not None:
            self._list.refresh()

    @override
    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed: a team that has gone leaves the list."""
        if self._team is None:
            self.refresh()
        elif store.team(self.context.ws.read, self._team.team_rid) is None:
            self.context.navigate(Target(self.key))
        else:
            self._team.on_change(change_set)

    @override
    def open_target(self, target: Target) -> None:
        """Show the list or a team."""
        rid = self._team_of(target)
        if rid is None or store.team(self.context.ws.read, rid) is None:
            self._show_list()
            return
        team = self._show_team(rid)
        team.open_target(target)

    @override
    def current_target(self) -> Target:
        """The list, or the team with its tab."""
        return self._team.current_target() if self._team else Target(self.key)

    @override
    def focus_default(self) -> None:
        """Where work starts."""
        shown = self._team or self._list
        if shown is not None:
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
        return self._list.selected_rid() if self._list else None

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

    def _at_list(self) -> TeamList:
        if self._team is not None or self._list is None:
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
