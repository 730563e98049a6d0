"""The survey into which feedback is counted asks what the printed form asks."""

import pytest

from coachdesk.documents.blocks import Lines, Table
from coachdesk.features.printing.model import Choices
from coachdesk.features.surveys.definition import find_survey
from coachdesk.features.surveys.model import Asks, Kind
from coachdesk.features.workshop_day.after_work import FEEDBACK
from coachdesk.handouts.feedback_form import HANDOUT
from coachdesk.handouts.gathering import blank
from coachdesk.kernel.text import LANGUAGES


def on_paper(language: str) -> list[str]:
    """The statements and questions of the form."""
    document = HANDOUT.compose(blank(Choices(frozenset())), language, False)
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found += [str(row[0].text) for row in block.rows if not isinstance(row[0], str)]
        elif isinstance(block, Lines):
            found.append(block.label)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_questions_in_every_language(language: str) -> None:
    survey = find_survey(FEEDBACK)
    assert survey
    assert survey.asks is Asks.PERSONS
    titles = [one.title.in_language(language) for one in survey.questions]
    assert titles == on_paper(language)
    kinds = [one.kind for one in survey.questions]
    assert kinds == [Kind.SCALE] * 5 + [Kind.OPEN] * 5
