"""What is written of a template is read as the same template, and can be read by a person."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.programmes.template import (
    LocalText,
    Role,
    Template,
    available_templates,
    parse_template,
)
from coachdesk.features.programmes.template_writer import template_toml
from coachdesk.kernel.inputs import clean_line, clean_text
from tests.features.programmes.walks import WALKS

_LINES = st.text(max_size=70).map(clean_line).filter(str.strip)
_TEXTS = st.text(max_size=200).map(lambda text: clean_text(text).strip("\n")).filter(str.strip)


def _walks() -> Template:
    return parse_template(WALKS, "walks")


@pytest.mark.parametrize("template", available_templates(), ids=lambda template: template.key)
def test_what_ships_survives_writing(template: Template) -> None:
    assert parse_template(template_toml(template), "written") == template


def test_every_part_survives_writing() -> None:
    assert parse_template(template_toml(_walks()), "written") == _walks()


@given(name=_LINES, version=_LINES, lines=_TEXTS)
def test_any_text_survives_writing(name: str, version: str, lines: str) -> None:
    text = LocalText(lines, lines, lines)
    roles = (Role("guide", LocalText(name, name, name), text),)
    event = replace(_walks().events[0], contents=text)
    template = replace(_walks(), version=version, roles=roles, events=(event, *_walks().events[1:]))
    assert parse_template(template_toml(template), "written") == template


def test_the_file_reads_like_one_that_ships() -> None:
    lines = template_toml(_walks()).splitlines()
    assert lines[:7] == [
        "schema = 2",
        'key = "walks"',
        'version = "1"',
        "",
        'name.fi = "Kävelyt"',
        'name.sv = "Promenader"',
        'name.en = "Walks"',
    ]
    for line in (
        'handouts = ["call_list", "date_sheet"]',
        'after = { event = "walk", weeks = 2 }',
        'after = { event = "picnic", days = 10 }',
        'due = { event = "walk", days_after = 1 }',
        "every = { weeks = 2 }",
        'until = "photos"',
        'start = "09:00"',
        "coach_only = true",
        'at = "11:45"',
        'duties.en = """',
    ):
        assert line in lines
    heads = [line for line in lines if line.startswith("[[") and "." not in line]
    assert list(dict.fromkeys(heads)) == [
        "[[phases]]", "[[events]]", "[[kinds]]", "[[items]]", "[[tasks]]", "[[agendas]]",
        "[[questions]]", "[[advice]]", "[[roles]]", "[[fields]]", "[[meetings]]", "[[surveys]]",
    ]  # fmt: skip
