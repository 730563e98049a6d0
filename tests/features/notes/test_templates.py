"""Note templates are complete, alike in every language, and start no task by themselves."""

from pathlib import Path

import pytest

from coachdesk.features.notes.templates import (
    NoteTemplate,
    load_note_templates,
    note_templates,
)
from coachdesk.kernel.datafile import DataFileError
from coachdesk.kernel.text import LANGUAGES


def shape(body: str) -> list[str]:
    """What each line is, without its words."""
    return [line.split(" ", 1)[0] for line in body.splitlines()]


def test_the_kinds_of_meeting_a_coach_holds_have_a_template() -> None:
    keys = [template.key for template in note_templates()]
    assert keys == ["first_call", "visit", "between_workshops", "workshop"]
    kinds = {template.kind for template in note_templates()}
    assert kinds == {"phone", "visit", "video", "workshop"}


@pytest.mark.parametrize("template", note_templates(), ids=lambda template: template.key)
def test_bodies_have_the_same_shape_in_all_languages(template: NoteTemplate) -> None:
    shapes = [shape(template.body.in_language(language)) for language in LANGUAGES]
    assert shapes[0] == shapes[1] == shapes[2]
    assert set(shapes[0]) == {"##", "-", ""}


def test_an_unknown_kind_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.toml"
    text = "{ fi = 'a', sv = 'b', en = 'c' }"
    path.write_text(
        f"schema = 1\n[[templates]]\nkey = 'x'\nkind = 'tea'\nname = {text}\nbody = {text}\n",
        encoding="utf-8",
    )
    with pytest.raises(DataFileError) as caught:
        load_note_templates(path)
    assert caught.value.place == "templates[x].kind"
