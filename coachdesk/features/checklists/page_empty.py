"""What stands where the matrix would be empty."""

from collections.abc import Callable

from coachdesk.features.checklists.readiness import Show
from coachdesk.features.programmes.model import Place
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.context import Context, Target
from coachdesk.ui.widgets.basic import EmptyState, button


def no_checklists(context: Context, place: Place | None) -> EmptyState:
    """No team has a checklist: start a programme, or add teams to the one at `place`."""
    go = button(
        msg("checklists", "Add teams") if place else msg("checklists", "Start a programme"),
        "primary",
    )
    target = Target("workshops", "cohort", place.cohort.rid) if place else Target("workshops")
    go.clicked.connect(lambda: context.navigate(target))
    return EmptyState(
        "checklist",
        msg("checklists", "No team has a checklist yet"),
        msg(
            "checklists",
            "A team gets its checklist when it joins a programme: what must be ready in good "
            "time, who does it, by when.",
        ),
        go,
    )


def nothing_to_show(shown: Show, text: str, show_everything: Callable[[], None]) -> EmptyState:
    """No team is left by the filter."""
    again = button(msg("checklists", "Show everything"))
    again.clicked.connect(show_everything)
    if text:
        title, words = msg("checklists", "No team fits the words"), _TRY_OTHERS
        return EmptyState("search", title, words, again)
    return EmptyState("done", *_NOTHING[shown], again)


_TRY_OTHERS = msg("checklists", "Words are looked for in teams, units, cohorts and people.")
_NOTHING: dict[Show, tuple[Message, Message]] = {
    Show.ALL: (msg("checklists", "No teams"), msg("checklists", "There is no team to show.")),
    Show.MISSING: (
        msg("checklists", "Nothing is missing"),
        msg("checklists", "All teams have done what applies to them."),
    ),
    Show.BEHIND: (
        msg("checklists", "Nothing is late"),
        msg("checklists", "All that was due by now is done."),
    ),
    Show.SUPPORT: (
        msg("checklists", "Nobody needs support"),
        msg("checklists", "No team has said that it needs support."),
    ),
    Show.CHANGED: (
        msg("checklists", "Nothing has changed"),
        msg("checklists", "All is as you saw it last."),
    ),
    Show.MAKE_UP: (
        msg("checklists", "Nothing to look at"),
        msg("checklists", "All teams are made up as the programme wishes."),
    ),
}
