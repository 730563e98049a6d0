"""Own spelling words in the settings: looked through and removed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.features.settings.words_card import WordsCard
from coachdesk.kernel.spelling.personal import add_word, personal_words
from tests.features.settings.conftest import Desk


def _shown(card: WordsCard) -> list[str]:
    return [card.list.item(row).text() for row in range(card.list.count())]


def test_without_words_it_says_where_they_come_from(desk: Desk) -> None:
    card = desk.page.words
    assert card.nothing.isVisible()
    assert not card.list.isVisible()
    assert not card.remove_button.isVisible()


def test_del_removes_a_word_with_a_way_back(desk: Desk) -> None:
    card = desk.page.words
    for word in ("hyvis", "Aunuksela", "PDSA"):
        add_word(desk.ws, word)
    assert _shown(card) == ["Aunuksela", "hyvis", "PDSA"]
    card.list.setFocus()
    QTest.keyClick(card.list, Qt.Key.Key_Down)
    QTest.keyClick(card.list, Qt.Key.Key_Delete)
    assert personal_words(desk.ws.read) == _shown(card) == ["Aunuksela", "PDSA"]
    assert card.list.currentItem().text() == "PDSA"
    assert desk.told[-1].undo is not None
    desk.told[-1].undo()
    assert _shown(card) == ["Aunuksela", "hyvis", "PDSA"]


def test_the_button_removes_the_word_in_hand(desk: Desk) -> None:
    add_word(desk.ws, "hyvis")
    desk.page.words.remove_button.click()
    assert personal_words(desk.ws.read) == []
    assert desk.page.words.nothing.isVisible()
