"""Where programmes come from: shipped, her own, and the snapshots of runs."""

from dataclasses import replace

from coachdesk.features.programmes import library, service, store, text_store
from coachdesk.features.programmes.template import available_templates
from coachdesk.features.programmes.template_writer import template_toml
from coachdesk.kernel.database import update, value
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace
from tests.helpers.coaching import template


def _add_own(ws: Workspace, text: str) -> int:
    with ws.change(msg("test", "Own")) as db:
        return text_store.add_own_text(db, "own", "1", text)


def test_a_run_of_her_own_programme_keeps_it_as_it_was(ws: Workspace) -> None:
    own = replace(template(), key="own", version="1")
    rid = _add_own(ws, template_toml(own))
    assert library.usable_programmes(ws.read) == [*available_templates(), own]
    run = store.run(ws.read, service.start_run(ws, own, "Kevät"))
    assert run is not None
    edited = replace(own, items=own.items[1:])
    with ws.change(msg("test", "Edit")) as db:
        update(db, "programme", rid, {"text": template_toml(edited)})
    assert [each.template for each in library.own_programmes(ws.read)] == [edited]
    assert library.template_of(ws.read, run) == own


def test_a_broken_programme_stops_nothing(ws: Workspace) -> None:
    _add_own(ws, "schema = 2\nkey = ")
    (own,) = library.own_programmes(ws.read)
    assert own.template is None
    assert library.usable_programmes(ws.read) == available_templates()


def test_runs_of_one_version_share_its_text_and_the_last_takes_it_along(ws: Workspace) -> None:
    def texts() -> int:
        return int(value(ws.read, "SELECT count(*) FROM programme"))

    one, other = (service.start_run(ws, template(), name) for name in ("2026", "2027"))
    service.start_run(ws, replace(template(), version="next"), "2028")
    assert texts() == 2
    service.delete_run(ws, one)
    assert texts() == 2
    service.delete_run(ws, other)
    assert texts() == 1
    ws.undo()
    run = store.run(ws.read, other)
    assert run is not None
    assert library.template_of(ws.read, run) == template()


def test_a_text_is_read_once(ws: Workspace) -> None:
    run = store.run(ws.read, service.start_run(ws, template(), "Kevät"))
    assert run is not None
    library.forget()
    assert library.read_so_far() == []
    found = library.template_of(ws.read, run)
    assert library.template_of(ws.read, run) is found
    assert library.read_so_far() == [found]
