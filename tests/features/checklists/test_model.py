"""Rules of checklists."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.checklists.model import (
    Item,
    ItemState,
    Progress,
    behind,
    missing,
    progress,
    title_of,
)
from coachdesk.features.programmes.due import Due, DueKind
from tests.helpers.coaching import template
from tests.helpers.workspaces import TODAY

DATES = st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


def item(state: ItemState, due: dt.date | None = None, key: str = "", title: str = "") -> Item:
    return Item(
        rid=1, uuid="u", team_rid=1, run_rid=1, item_key=key, title=title, kind="plain",
        state=state, stage="", support_needed=None, support_remark="", member_rid=None, who="",
        due=Due(DueKind.DATE, due) if due else Due(), remark="", position=0,
    )  # fmt: skip


ITEMS = st.lists(st.builds(item, st.sampled_from(ItemState), DATES), max_size=30)


@given(ITEMS)
def test_progress_counts_what_applies(items: list[Item]) -> None:
    now = progress(items)
    assert 0 <= now.done <= now.applicable <= len(items)
    assert now.applicable - now.done == len(missing(items))
    assert now.is_complete == (not missing(items))


@given(ITEMS, st.integers(0, 29))
def test_what_does_not_apply_does_not_count(items: list[Item], place: int) -> None:
    aside = item(ItemState.NOT_APPLICABLE)
    assert progress([*items[:place], aside, *items[place:]]) == progress(items)


@given(ITEMS)
def test_behind_is_missing_and_past(items: list[Item]) -> None:
    late = behind(items, TODAY)
    assert all(one in missing(items) and one.due.on and one.due.on < TODAY for one in late)
    rest = [one for one in missing(items) if one not in late]
    assert all(one.due.on is None or one.due.on >= TODAY for one in rest)


def test_due_today_is_not_behind() -> None:
    assert behind([item(ItemState.NOT_STARTED, TODAY)], TODAY) == []
    assert behind([item(ItemState.DONE, TODAY - dt.timedelta(1))], TODAY) == []


def test_following_states_go_round_and_come_back_from_not_applicable() -> None:
    state, seen = ItemState.NOT_STARTED, []
    for _ in range(3):
        state = state.following()
        seen.append(state)
    assert seen == [ItemState.IN_PROGRESS, ItemState.DONE, ItemState.NOT_STARTED]
    assert ItemState.NOT_APPLICABLE.following() is ItemState.NOT_STARTED


def test_progress_reads_as_a_fraction() -> None:
    assert str(Progress(4, 9)) == "4/9"


def test_titles_come_in_three_languages_unless_she_wrote_her_own() -> None:
    one = item(ItemState.DONE, key="risk_assessment")
    assert [title_of(template(), one, language) for language in ("fi", "sv", "en")] == [
        "Työn riskinarviointi on tehty tai päivitetty",
        "Riskbedömningen av arbetet är gjord eller uppdaterad",
        "Risk assessment of the work done or updated",
    ]
    own = item(ItemState.DONE, key="risk_assessment", title="Riskit")
    assert title_of(template(), own, "sv") == "Riskit"
    assert title_of(None, one, "fi") == "risk_assessment"
