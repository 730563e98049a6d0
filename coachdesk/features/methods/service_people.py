"""Sparring rounds and groups: who is with whom."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from coachdesk.features.methods import store
from coachdesk.features.methods.changing import change_contents, contents_of, use_of
from coachdesk.features.methods.grouping import MOST_GROUPS, Person, Wish, group_count, mixed
from coachdesk.features.methods.model import Groups, Participant, Sparring
from coachdesk.features.methods.rotation import most_rounds
from coachdesk.kernel.database import Database
from coachdesk.kernel.errors import UserError
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import Workspace

MOST_PEOPLE, MOST_WISHES = 300, 40

# -- sparring -------------------------------------------------------------------------------------


def set_teams(ws: Workspace, rid: int, teams: Sequence[int]) -> None:
    """Say which teams take part in a sparring round, in order."""
    old = contents_of(ws, rid, Sparring)
    with ws.change(msg("methods", "Change the teams of a sparring round")) as db:
        store.set_teams(db, rid, teams)
        store.set_contents(db, rid, with_teams(db, old, teams))


def with_teams(db: Database, made: Sparring, teams: Sequence[int]) -> Sparring:
    """A sparring round with other teams; there are no more rounds than these can have."""
    most = max(most_rounds(len(teams), mutual=made.mutual), 1)
    return replace(made, teams=tuple(store.team_uuids(db, teams)), rounds=min(made.rounds, most))


def set_rounds(ws: Workspace, rid: int, rounds: int, *, mutual: bool) -> None:
    """Say how many rounds there are, and whether two teams comment on each other."""

    def changed(old: Sparring) -> Sparring:
        most = max(most_rounds(len(old.teams), mutual=mutual), 1)
        return replace(old, rounds=min(max(rounds, 1), most), mutual=mutual)

    change_contents(
        ws, rid, Sparring, msg("methods", "Change the rounds of a sparring round"), changed
    )


# -- groups ---------------------------------------------------------------------------------------


def first_groups(people: Sequence[Participant]) -> Groups:
    """Groups of the usual size; of too many people none yet."""
    return Groups() if len(people) > MOST_PEOPLE else of_people(Groups(), people)


def people_of(ws: Workspace, rid: int) -> list[Participant]:
    """Everybody who can be put into groups: those of its teams on its day, or those present."""
    use = use_of(ws, rid)
    assert isinstance(use.contents, Groups)  # noqa: S101 - asked of groups only
    return store.people(
        ws.read, store.team_rids(ws.read, rid), use.made_on, present_only=use.contents.present_only
    )


def mix_again(ws: Workspace, rid: int) -> None:
    """Mix everybody anew. Raises `UserError` when there is nobody, or for wishes not to be kept."""
    _remix(ws, rid, msg("methods", "Mix groups again"),
           lambda old: replace(old, seed=old.seed + 1))  # fmt: skip


def set_size(ws: Workspace, rid: int, figure: int, *, by_size: bool) -> None:
    """Choose the number of people in a group, or of groups, and mix anew."""
    figure = max(figure, 1)
    _remix(ws, rid, msg("methods", "Change the size of groups"),
           lambda old: replace(old, figure=figure, by_size=by_size))  # fmt: skip


def set_present_only(ws: Workspace, rid: int, *, present_only: bool) -> None:
    """Take only those whom a note of the day names as present, or everybody."""
    _remix(ws, rid, msg("methods", "Change who is put into groups"),
           lambda old: replace(old, present_only=present_only))  # fmt: skip


def leave_out(ws: Workspace, rid: int, keys: Collection[str], *, left_out: bool) -> None:
    """Leave people out of the groups, or take them in again."""
    _remix(
        ws, rid, msg("methods", "Change who is put into groups"),
        lambda old: replace(
            old, left_out=old.left_out | set(keys) if left_out else old.left_out - set(keys)),
    )  # fmt: skip


def add_wish(ws: Workspace, rid: int, keys: Sequence[str], *, together: bool) -> None:
    """Wish that people are together, or each in another group, and mix so.

    Raises `UserError` for fewer than two, and when the wishes cannot be kept; then nothing changes.
    """
    if len(keys) < 2:
        raise UserError(msg("methods", "Choose at least two people first."))

    def changed(old: Groups) -> Groups:
        if len(old.wishes) >= MOST_WISHES:
            raise UserError(msg("methods", "There are as many wishes as can be kept in mind."))
        return replace(old, wishes=(*old.wishes, Wish(tuple(keys), together)))

    _remix(ws, rid, msg("methods", "Wish who is together or apart"), changed)


def remove_wish(ws: Workspace, rid: int, place: int) -> None:
    """Give up the wish at a place of the list, and mix without it."""
    _remix(
        ws, rid, msg("methods", "Give up a wish"),
        lambda old: replace(old, wishes=(*old.wishes[:place], *old.wishes[place + 1 :])),
    )  # fmt: skip


def _remix(ws: Workspace, rid: int, label: Message, changed: Callable[[Groups], Groups]) -> None:
    """Change how people are mixed, and mix them so."""
    use = use_of(ws, rid)
    teams = store.team_rids(ws.read, rid)

    def remixed(old: Groups) -> Groups:
        new = changed(old)
        people = store.people(ws.read, teams, use.made_on, present_only=new.present_only)
        return of_people(new, people)

    change_contents(ws, rid, Groups, label, remixed)


def of_people(how: Groups, people: Sequence[Participant]) -> Groups:
    """People mixed as `how` says. Raises `UserError` for too many, or if wishes cannot be kept."""
    those = [
        Person(one.key, one.team_key, one.occupation)
        for one in people
        if one.key not in how.left_out
    ]
    if len(those) > MOST_PEOPLE:
        raise UserError(
            msg("methods", "These are more than {most} people; mix fewer teams at a time.",
                most=MOST_PEOPLE)
        )  # fmt: skip
    count = group_count(len(those), how.figure) if how.by_size else how.figure
    return replace(how, groups=tuple(mixed(those, min(count, MOST_GROUPS), how.wishes, how.seed)))
