"""What was written down in methods is found, and leads to it."""

from collections.abc import Sequence

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.features.methods import service, service_lists
from coachdesk.features.methods.model import Kind
from coachdesk.features.methods.search import SOURCES, texts_of
from coachdesk.features.methods.spread import CheckIn
from coachdesk.features.today.finds import HIT_KINDS, TAGS
from coachdesk.kernel.search.indexer import Entry, follow
from coachdesk.kernel.workspace import Workspace
from coachdesk.sources import SOURCES as ALL
from coachdesk.ui.context import Target
from coachdesk.ui.jobs import Jobs
from coachdesk.ui.results import Section
from coachdesk.ui.search_provider import SearchProvider


def entries(ws: Workspace, *rids: int) -> list[Entry]:
    (source,) = SOURCES
    return list(source.read(ws.read, rids))


def test_titles_and_words_are_read(ws: Workspace) -> None:
    rid = service.begin(ws, Kind.PRIORITISING, None, [], "en")
    assert entries(ws, rid) == []
    service_lists.add_targets(ws, rid, "Breaks\nLifts")
    (found,) = entries(ws, rid)
    assert (found.title, found.body) == ("Breaks", "Lifts")
    service.rename(ws, rid, "Before lunch")
    (found,) = entries(ws, rid, 999)
    assert (found.title, found.body) == ("Before lunch", "Breaks\nLifts")


def test_options_reasons_and_questions_are_read(ws: Workspace) -> None:
    rid = service.begin(ws, Kind.FIVE_ALTERNATIVES, None, [], "en")
    service_lists.add_options(ws, rid, "Pairs")
    service_lists.add_criteria(ws, rid, "Cost")
    service_lists.set_reason(ws, rid, "On Monday")
    (found,) = entries(ws, rid)
    assert (found.title, found.body) == ("Pairs", "Cost\nOn Monday")
    assert texts_of(CheckIn("How?", {7: 12})) == ["How?"]
    assert texts_of(CheckIn("", {7: 12})) == []


@pytest.mark.parametrize("kind", [Kind.SPARRING, Kind.GROUPS])
def test_rotations_and_groups_are_found_by_their_titles_alone(ws: Workspace, kind: Kind) -> None:
    rid = service.begin(ws, kind, None, [], "en")
    assert entries(ws, rid) == []
    service.rename(ws, rid, "Walk")
    assert [entry.title for entry in entries(ws, rid)] == ["Walk"]


def test_a_method_is_found_by_a_form_of_its_words(ws: Workspace, qtbot: QtBot) -> None:
    rid = service.begin(ws, Kind.PRIORITISING, None, [], "fi")
    service_lists.add_targets(ws, rid, "Kiireetön raportti\nTauot")
    assert follow(ws.folder, ws.key, ws.read, sources=ALL, workspace_id=ws.identity)
    provider, jobs = SearchProvider(ws.folder, ws.key, HIT_KINDS, TAGS), Jobs(ws.open_reader)
    found: list[Sequence[Section]] = []
    jobs.run(lambda job: provider("raportin", job), done=found.append)
    jobs.wait_all()
    (result,) = [result for section in found[0] for result in section.results]
    assert result.target == Target("methods", "method", rid)
    assert result.title == "Kiireetön raportti"
    assert result.detail.startswith("Method · 22 Nov 2026")
    provider.close()
