"""The coach's own programmes in a real encrypted file."""

from dataclasses import replace
from pathlib import Path

import pytest

from coachdesk.features.editor import service, store
from coachdesk.features.editor.model import Group, Node, TextAt
from coachdesk.features.editor.service import KnownProgrammeError, Taking
from coachdesk.features.programmes import service as programmes
from coachdesk.features.programmes import store as runs
from coachdesk.features.programmes.library import own_programmes, template_of, usable_programmes
from coachdesk.features.programmes.template import (
    Template,
    TemplateError,
    find_template,
    parse_template,
)
from coachdesk.features.programmes.versions import DifferenceKind, differences, take_version
from coachdesk.kernel.errors import EnvironmentProblem, UserError
from coachdesk.kernel.text import msg
from coachdesk.kernel.workspace import Workspace

NAME = TextAt(Node(), "name", "fi")


def shipped() -> Template:
    found = find_template("vetoa_ja_pitoa")
    assert found is not None
    return found


def own(ws: Workspace, rid: int) -> Template:
    return service.own_draft(ws.read, rid).template


def test_a_copy_has_its_own_key_name_and_version(ws: Workspace) -> None:
    rid = service.copy_programme(ws, shipped())
    template = own(ws, rid)
    assert template.key == "vetoa_ja_pitoa_own"
    assert template.version == f"{shipped().version}-own.1"
    assert template.name.en == "Vetoa ja pitoa (copy)"
    assert replace(template, key="", version="", name=shipped().name) == replace(
        shipped(), key="", version=""
    )
    again = service.copy_programme(ws, own(ws, rid), "Toinen")
    assert own(ws, again).key == "vetoa_ja_pitoa_own_own"
    assert own(ws, again).name.sv == "Toinen"
    assert own(ws, service.copy_programme(ws, shipped())).key == "vetoa_ja_pitoa_own_2"
    assert [each.rid for each in own_programmes(ws.read)][:2] == [rid, again]


def test_every_edit_is_one_step_that_can_be_undone(ws: Workspace) -> None:
    rid = service.copy_programme(ws, shipped())
    before = own(ws, rid)
    node = service.add_part(ws, rid, Group("tasks", "pre_work"))
    node = service.name_part(ws, rid, node, "fi", "Kutsu koolle")
    service.change_part(ws, rid, node, "who", before.tasks[0].who)
    service.move_part(ws, rid, node, -1)
    service.remove_part(ws, rid, node)
    for _step in range(5):
        ws.undo()
    assert own(ws, rid) == before
    ws.redo()
    assert len(own(ws, rid).tasks) == len(before.tasks) + 1


def test_typing_in_one_text_is_one_step_and_another_text_is_another(ws: Workspace) -> None:
    rid = service.copy_programme(ws, shipped())
    before = own(ws, rid)
    for words in ("O", "Oma", "Oma ohjelma"):
        service.write_text(ws, rid, NAME, words)
    service.write_text(ws, rid, replace(NAME, language="sv"), "Eget program")
    ws.undo()
    assert own(ws, rid).name == replace(before.name, fi="Oma ohjelma")
    ws.undo()
    assert own(ws, rid) == before


def test_an_edit_that_changes_nothing_leaves_no_step(ws: Workspace) -> None:
    rid = service.copy_programme(ws, shipped())
    service.write_text(ws, rid, NAME, own(ws, rid).name.fi)
    service.move_part(ws, rid, Node("phases", shipped().phases[0].key), -1)
    ws.undo()
    assert own_programmes(ws.read) == []


def test_a_draft_is_kept_but_starts_no_run_until_it_is_whole(ws: Workspace) -> None:
    rid = service.new_programme(ws, "Oma ohjelma", "fi")
    draft = service.own_draft(ws.read, rid)
    assert draft.template.key == "oma_ohjelma"
    assert not draft.is_complete
    count = len(usable_programmes(ws.read))
    for field in ("name", "description", "source"):
        for language in ("fi", "sv", "en"):
            service.write_text(ws, rid, TextAt(Node(), field, language), "Teksti")
    phase = Node("phases", "phase_1")
    for field in ("name", "short", "description"):
        for language in ("fi", "sv", "en"):
            service.write_text(ws, rid, TextAt(phase, field, language), "Alku")
    assert service.own_draft(ws.read, rid).is_complete
    assert len(usable_programmes(ws.read)) == count + 1
    (kept,) = own_programmes(ws.read)
    assert parse_template(kept.text, "own") == kept.template


def test_a_version_that_a_run_has_taken_stays_and_the_next_one_is_edited(ws: Workspace) -> None:
    rid = service.copy_programme(ws, shipped())
    run_rid = programmes.start_run(ws, own(ws, rid), "Vuosi 1")
    taken = own(ws, rid)
    service.write_text(ws, rid, NAME, "Uusi nimi")
    service.write_text(ws, rid, NAME, "Uudempi nimi")
    run = runs.run(ws.read, run_rid)
    assert run is not None
    assert template_of(ws.read, run) == taken
    edited = own(ws, rid)
    assert edited.version == f"{shipped().version}-own.2"
    programmes.start_run(ws, edited, "Vuosi 2")
    service.write_text(ws, rid, NAME, "Uusin nimi")
    assert own(ws, rid).version == f"{shipped().version}-own.3"
    ws.undo()
    assert own(ws, rid) == edited


def test_deleting_keeps_the_runs_and_can_be_undone(ws: Workspace) -> None:
    rid = service.copy_programme(ws, shipped())
    run_rid = programmes.start_run(ws, own(ws, rid), "Vuosi 1")
    service.delete_programme(ws, rid)
    assert own_programmes(ws.read) == []
    run = runs.run(ws.read, run_rid)
    assert run is not None
    assert template_of(ws.read, run) is not None
    with pytest.raises(UserError, match="not there any more"):
        service.write_text(ws, rid, NAME, "x")
    ws.undo()
    assert len(own_programmes(ws.read)) == 1


def test_a_programme_goes_out_and_comes_in_as_one_file(ws: Workspace, tmp_path: Path) -> None:
    rid = service.copy_programme(ws, shipped(), "Oma")
    path = tmp_path / "oma.toml"
    service.export_file(ws, rid, path)
    sent = own(ws, rid)
    with pytest.raises(KnownProgrammeError) as known:
        service.import_file(ws, path)
    assert known.value.own_rid == rid
    assert len(own_programmes(ws.read)) == 1
    copy = service.import_file(ws, path, Taking.COPY)
    assert own(ws, copy).key != sent.key
    service.write_text(ws, rid, NAME, "Muuttunut")
    assert service.import_file(ws, path, Taking.REPLACE) == rid
    assert own(ws, rid) == sent
    service.delete_programme(ws, rid)
    assert own(ws, service.import_file(ws, path)) == sent


def test_a_programme_that_ships_can_only_come_in_as_a_copy(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "vetoa.toml"
    service.export_template(shipped(), path)
    with pytest.raises(KnownProgrammeError) as known:
        service.import_file(ws, path)
    assert known.value.own_rid is None
    rid = service.import_file(ws, path, Taking.COPY)
    assert own(ws, rid).key == "vetoa_ja_pitoa_own"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("schema = 2\n", "team"),
        ("schema = 9\n", "schema"),
        ("this is no programme", "TOML"),
        ("", "schema"),
    ],
)
def test_a_file_that_is_no_programme_is_refused_with_its_place(
    ws: Workspace, tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"bad\.toml") as refused:
        service.import_file(ws, path)
    assert place in str(refused.value)
    assert store.own_texts(ws.read) == []


def test_a_draft_from_a_file_is_refused_with_the_place_that_is_missing(
    ws: Workspace, tmp_path: Path
) -> None:
    rid = service.copy_programme(ws, shipped())
    service.add_part(ws, rid, Group("roles"))
    path = tmp_path / "draft.toml"
    service.export_file(ws, rid, path)
    with pytest.raises(TemplateError, match=r"roles\[role_1\]\.name\.fi"):
        service.import_file(ws, path)


def test_a_missing_or_huge_file_is_told(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem):
        service.import_file(ws, tmp_path / "none.toml")
    huge = tmp_path / "huge.toml"
    huge.write_bytes(b"#" * 2_000_001)
    with pytest.raises(UserError, match="too large"):
        service.import_file(ws, huge)
    with pytest.raises(EnvironmentProblem):
        service.export_template(shipped(), tmp_path / "no" / "such" / "folder.toml")


@pytest.mark.parametrize(
    ("before", "after"),
    [("2026.1", "2026.1-own.1"), ("2026.1-own.9", "2026.1-own.10"), ("own.1", "own.2"),
     ("x" * 80, "x" * 68 + "-own.1")],
)  # fmt: skip
def test_versions_count_up(before: str, after: str) -> None:
    assert service.next_version(before) == after


def test_a_run_takes_what_she_edited_part_by_part(ws: Workspace) -> None:
    rid = service.copy_programme(ws, shipped())
    run_rid = programmes.start_run(ws, own(ws, rid), "Vuosi 1")
    service.write_text(ws, rid, TextAt(Node("phases", "pre_work"), "name", "fi"), "Alku")
    service.write_text(ws, rid, TextAt(Node("roles", shipped().roles[0].key), "name", "fi"), "X")
    run = runs.run(ws.read, run_rid)
    assert run is not None
    taken = template_of(ws.read, run)
    assert taken is not None
    found = differences(taken, own(ws, rid))
    assert [(each.part, each.kind) for each in found] == [
        ("phases", DifferenceKind.CHANGED), ("roles", DifferenceKind.CHANGED)
    ]  # fmt: skip
    take_version(ws, run_rid, own(ws, rid), found[:1])
    run = runs.run(ws.read, run_rid)
    assert run is not None
    after = template_of(ws.read, run)
    assert after is not None
    assert after.phases == own(ws, rid).phases
    assert after.roles == shipped().roles


@pytest.mark.parametrize("text", ["no programme at all [", "schema = 7\n"])
def test_a_text_that_cannot_be_read_is_kept_as_it_is(ws: Workspace, text: str) -> None:
    with ws.change(msg("editor", "Take in a programme")) as db:
        rid = store.add_own_text(db, "strange", "1", text)
    draft = service.own_draft(ws.read, rid)
    assert not draft.is_complete
    assert draft.template.key == ""
    with pytest.raises(UserError, match="cannot be edited"):
        service.write_text(ws, rid, NAME, "x")
    assert store.own_texts(ws.read)[0].text == text
