import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.teams.model import (
    FindingKind,
    Member,
    Role,
    Team,
    composition,
    email_hint,
    findings,
    looks_like_email,
)
from tests.helpers.workspaces import TODAY

TEAM = Team(1, "t", "Osasto 4")
DAY = dt.timedelta(days=1)


def member(role: Role = Role.MEMBER, group: str = "") -> Member:
    return Member(1, "m", 1, "Nimi", occupational_group=group, role=role)


def full_team() -> list[Member]:
    return [
        member(Role.SUPERVISOR, "osastonhoitaja"),
        member(group="sairaanhoitaja"),
        member(group="lähihoitaja"),
        member(group="fysioterapeutti"),
        member(Role.SERVICE_USER_DEVELOPER),
    ]


def kinds(members: list[Member], on: dt.date = TODAY) -> list[FindingKind]:
    return [finding.kind for finding in findings(TEAM, members, on)]


def test_a_mixed_team_with_supervisor_and_service_user_developer_has_no_findings() -> None:
    assert kinds(full_team()) == []


def test_a_team_without_members_says_just_that() -> None:
    assert kinds([]) == [FindingKind.NO_MEMBERS]
    assert kinds([member(Role.CONTACT)]) == [FindingKind.NO_MEMBERS]


@pytest.mark.parametrize(
    ("extra", "expected"),
    [(-1, [FindingKind.TOO_FEW]), (0, []), (3, []), (4, [FindingKind.TOO_MANY])],
)
def test_five_to_eight_people_are_right(extra: int, expected: list[FindingKind]) -> None:
    people = full_team()
    people = people[:2] + people[3:] if extra < 0 else people + [member()] * extra
    assert kinds(people) == expected


def test_a_programme_can_have_teams_of_another_size() -> None:
    found = [each.kind for each in findings(TEAM, full_team(), TODAY, size=(6, 12))]
    assert found == [FindingKind.TOO_FEW]
    assert findings(TEAM, [*full_team(), *[member()] * 7], TODAY, size=(6, 12)) == []


def test_service_user_developer_counts_and_contact_does_not() -> None:
    assert composition(full_team(), TODAY).members == 5
    assert composition([*full_team(), member(Role.CONTACT)], TODAY).members == 5


def test_missing_roles_are_found() -> None:
    people = [each._replace(role=Role.MEMBER) for each in full_team()]
    assert kinds(people) == [FindingKind.NO_SUPERVISOR, FindingKind.NO_SERVICE_USER_DEVELOPER]


def test_one_group_written_in_two_ways_is_one_group() -> None:
    people = [
        member(Role.SUPERVISOR, "Lähihoitaja"),
        member(group="lähi hoitaja "),
        member(group="LÄHIHOITAJA"),
        member(),
        member(Role.SERVICE_USER_DEVELOPER),
    ]
    assert kinds(people) == [FindingKind.ONE_GROUP]
    assert composition(people, TODAY).groups == 1


def test_one_filled_group_alone_says_nothing_yet() -> None:
    people = [each._replace(occupational_group="") for each in full_team()]
    people[1] = people[1]._replace(occupational_group="sairaanhoitaja")
    assert kinds(people) == []


def test_first_and_last_day_belong_to_the_time_in_the_team() -> None:
    one = member()._replace(active_from=TODAY, active_to=TODAY + DAY)
    active = [one.is_active(TODAY + n * DAY) for n in (-1, 0, 1, 2)]
    assert active == [False, True, True, False]


people = st.lists(
    st.builds(
        Member,
        st.just(1),
        st.just("m"),
        st.just(1),
        st.text(),
        occupational_group=st.sampled_from(["", "lääkäri", "Lääkäri ", "hoitaja", "  "]),
        role=st.sampled_from(Role),
        active_from=st.none() | st.dates(TODAY - 3 * DAY, TODAY + 3 * DAY),
        active_to=st.none() | st.dates(TODAY - 3 * DAY, TODAY + 3 * DAY),
    ),
    max_size=12,
)


@given(people)
def test_findings_agree_with_the_composition(members: list[Member]) -> None:
    made_up = composition(members, TODAY)
    found = kinds(members)
    assert len(found) == len(set(found))
    assert (FindingKind.NO_MEMBERS in found) == (made_up.members == 0)
    if made_up.members:
        assert (FindingKind.TOO_FEW in found) == (made_up.members < 5)
        assert (FindingKind.TOO_MANY in found) == (made_up.members > 8)
        assert (FindingKind.NO_SUPERVISOR in found) == (not made_up.supervisor)
        assert FindingKind.ONE_GROUP not in found or made_up.groups == 1


@given(people)
def test_those_not_active_change_nothing(members: list[Member]) -> None:
    active = [each for each in members if each.is_active(TODAY)]
    assert findings(TEAM, members, TODAY) == findings(TEAM, active, TODAY)


@given(people)
def test_order_of_members_does_not_matter(members: list[Member]) -> None:
    shuffled = list(reversed(members))
    assert findings(TEAM, members, TODAY) == findings(TEAM, shuffled, TODAY)


@pytest.mark.parametrize("text", ["aino@example.fi", "a.b+c@osasto.hyvaep.fi", "äiti@example.fi"])
def test_email_addresses_look_right(text: str) -> None:
    assert looks_like_email(text)
    assert email_hint(text) is None


@pytest.mark.parametrize("text", ["aino", "@example.fi", "a@b", "a b@example.fi", "a@b@c.fi"])
def test_other_texts_get_a_gentle_hint(text: str) -> None:
    assert email_hint(text) is not None


def test_no_address_needs_no_hint() -> None:
    assert email_hint("") is None
