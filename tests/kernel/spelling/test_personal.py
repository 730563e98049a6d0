from pathlib import Path

import pytest

from coachdesk.kernel.errors import UserError
from coachdesk.kernel.spelling.personal import add_word, personal_words, remove_word
from tests.helpers.workspaces import copy_of, open_workspace, random_key


def test_words_stay_and_travel_in_the_encrypted_file(tmp_path: Path) -> None:
    key = random_key()
    ws = open_workspace(tmp_path, copy_of(key))
    add_word(ws, "Östermalmskan")
    add_word(ws, "  boka ")
    add_word(ws, "boka")
    ws.close()
    again = open_workspace(tmp_path, key)
    assert personal_words(again.read) == ["boka", "Östermalmskan"]
    again.close()
    for file in tmp_path.iterdir():
        assert b"stermalmskan" not in file.read_bytes()


def test_each_word_is_a_step_to_undo(tmp_path: Path) -> None:
    ws = open_workspace(tmp_path)
    add_word(ws, "ett")
    add_word(ws, "två")
    remove_word(ws, "ett")
    assert personal_words(ws.read) == ["två"]
    ws.undo()
    ws.undo()
    assert personal_words(ws.read) == ["ett"]
    ws.undo()
    assert personal_words(ws.read) == []
    ws.redo()
    assert personal_words(ws.read) == ["ett"]
    ws.close()


def test_labels_and_limits(tmp_path: Path) -> None:
    ws = open_workspace(tmp_path)
    add_word(ws, "hemligt")
    label = ws.undo_label()
    assert label is not None
    assert "hemligt" not in label.to_json()
    with pytest.raises(UserError):
        add_word(ws, "x" * 61)
    add_word(ws, "  ")
    assert personal_words(ws.read) == ["hemligt"]
    ws.close()
