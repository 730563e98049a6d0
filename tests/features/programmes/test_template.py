"""Templates: what ships is complete and true to the source; what is wrong is named exactly."""

from pathlib import Path

import pytest

from coachdesk.features.programmes.template import (
    PLAIN,
    LocalText,
    Template,
    TemplateError,
    available_templates,
    broken_templates,
    find_template,
    load_template,
)
from coachdesk.kernel.paths import resource
from coachdesk.kernel.text import Texts

MINIMAL = """
schema = 2
key = "walks"
version = "1"
name = { fi = "Kävelyt", sv = "Promenader", en = "Walks" }
description = { fi = "k", sv = "p", en = "w" }
source = { fi = "oma", sv = "egen", en = "own" }
team = { smallest = 2, largest = 4 }

[[phases]]
key = "before"
name = { fi = "Ennen", sv = "Före", en = "Before" }
short = { fi = "Ennen", sv = "Före", en = "Before" }
description = { fi = "e", sv = "f", en = "b" }

[[phases]]
key = "walk"
event = "walk"
name = { fi = "Kävely", sv = "Promenad", en = "Walk" }
short = { fi = "Kävely", sv = "Promenad", en = "Walk" }
description = { fi = "k", sv = "p", en = "w" }

[[events]]
key = "walk"
kind = "outing"
days = 1
name = { fi = "Kävely", sv = "Promenad", en = "Walk" }

[[kinds]]
key = "shoes"
question = { fi = "Kengät?", sv = "Skor?", en = "Shoes?" }

[[kinds.stages]]
key = "bought"
code = 1
means = "done"
label = { fi = "Ostettu", sv = "Köpta", en = "Bought" }
short = { fi = "ostettu", sv = "köpta", en = "bought" }

[[items]]
key = "shoes"
kind = "shoes"
due = { event = "walk", days_before = 2 }
title = { fi = "Kengät", sv = "Skor", en = "Shoes" }
short = { fi = "Kengät", sv = "Skor", en = "Shoes" }
help = { fi = "Hyvät", sv = "Bra", en = "Good ones" }

[[tasks]]
key = "map"
phase = "before"
who = "coach"
due = { event = "walk", days_after = 1 }
title = { fi = "Kartta", sv = "Karta", en = "Map" }
"""


def written(folder: Path, text: str, name: str = "walks.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def vetoa() -> Template:
    return load_template(resource("programmes", "vetoa_ja_pitoa.toml"))


def test_everything_that_ships_is_usable() -> None:
    assert broken_templates() == []
    assert "vetoa_ja_pitoa" in {template.key for template in available_templates()}


def test_main_programme_has_the_phases_and_workshops_of_its_source(vetoa: Template) -> None:
    workshops = [(event.key, event.days) for event in vetoa.events if event.kind == "workshop"]
    assert workshops == [("workshop_1", 2), ("workshop_2", 2), ("workshop_3", 1)]
    assert [phase.key for phase in vetoa.phases] == [
        "pre_work",
        "workshop_1",
        "gap_1",
        "workshop_2",
        "gap_2",
        "workshop_3",
        "after",
        "spread",
    ]
    assert (vetoa.smallest_team, vetoa.largest_team) == (5, 8)


def test_stages_are_those_of_the_pre_survey(vetoa: Template) -> None:
    risk, survey = vetoa.kind("risk_assessment"), vetoa.kind("workplace_survey")
    assert risk is not None
    assert survey is not None
    assert [stage.code for stage in risk.stages] == [1, 2, 3, 4]
    assert [stage.code for stage in survey.stages] == [1, 2, 3]
    assert risk.stages[2].label.fi == "Riskinarviointi on jo tehty"
    assert {item.kind for item in vetoa.items} == {PLAIN, risk.key, survey.key}


def test_every_phase_between_events_gives_both_sides_work(vetoa: Template) -> None:
    for phase in ("gap_1", "gap_2", "after"):
        whose = {task.who.value for task in vetoa.tasks if task.phase == phase}
        assert whose == {"team", "coach"}


def test_short_names_fit_a_narrow_column(vetoa: Template) -> None:
    shorts = [item.short for item in vetoa.items] + [phase.short for phase in vetoa.phases]
    for short in shorts:
        assert max(len(short.fi), len(short.sv), len(short.en)) <= 20


def test_text_is_said_in_each_language() -> None:
    text = LocalText("suomeksi", "på svenska", "in English")
    said = [text.in_language(language) for language in ("fi", "sv", "en", "de")]
    assert said == ["suomeksi", "på svenska", "in English", "in English"]


def test_a_new_programme_is_one_file(tmp_path: Path) -> None:
    written(tmp_path, MINIMAL)
    template = find_template("walks", tmp_path)
    assert template is not None
    assert template.items[0].due is not None
    assert (template.items[0].due.days, template.items[0].due.after) == (2, False)
    assert template.tasks[0].due is not None
    assert template.tasks[0].due.after
    kind = template.kind("shoes")
    assert kind is not None
    assert kind.support is None


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("schema = 2", "schema = 1", "schema"),
        ("schema = 2", "", "schema"),
        ('key = "walks"', 'key = "Kävely!"', "key"),
        ('sv = "Promenader", ', "", "name.sv"),
        ('sv = "Promenader"', 'sv = "  "', "name.sv"),
        ('sv = "Promenader"', "sv = 3", "name.sv"),
        ('sv = "Promenader"', f'sv = "{"x" * 501}"', "name.sv"),
        ('en = "Walks" }', 'en = "Walks", de = "G" }', "name.de"),
        ("largest = 4", "largest = 1", "team.largest"),
        ("largest = 4", "largest = true", "team.largest"),
        ('event = "walk"\nname', 'event = "run"\nname', "phases[walk].event"),
        ("days = 1", "days = 0", "events[walk].days"),
        ('[[kinds]]\nkey = "shoes"', '[[kinds]]\nkey = "plain"', "kinds[plain].key"),
        ("days = 1", 'days = 1\ncolour = "red"', "events[walk].colour"),
        ('means = "done"', 'means = "ready"', "kinds[shoes].stages[bought].means"),
        ('kind = "shoes"', 'kind = "boots"', "items[shoes].kind"),
        ("days_before = 2", "days_before = 2, days_after = 2", "items[shoes].due"),
        ('{ event = "walk", days_before = 2 }', '"friday"', "items[shoes].due"),
        ('event = "walk", days_after', 'event = "run", days_after', "tasks[map].due.event"),
        ('phase = "before"', 'phase = "never"', "tasks[map].phase"),
        ('who = "coach"', 'who = "nobody"', "tasks[map].who"),
        ('[[tasks]]\nkey = "map"', "[tasks]", "tasks"),
        ('key = "walk"\nevent', 'key = "before"\nevent', "phases[before].key"),
    ],
)
def test_an_error_names_file_and_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    assert old in MINIMAL
    path = written(tmp_path, MINIMAL.replace(old, new, 1))
    with pytest.raises(TemplateError) as caught:
        load_template(path)
    assert caught.value.file == path
    assert caught.value.place == place
    sentence = str(caught.value)
    assert sentence.startswith(f"walks.toml, {place}: ")
    assert sentence.endswith(Texts.load("en")(caught.value.reason))


@pytest.mark.parametrize(
    "content",
    [b"key = ", b"\xff\xfe\x00", b"x = " + b"[" * 5000, b"x = " + b"9" * 5000, b"a\x00b"],
)
def test_what_is_no_toml_is_refused_politely(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    with pytest.raises(TemplateError, match=r"bad\.toml: The file"):
        load_template(path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="cannot be read"):
        load_template(tmp_path / "gone.toml")


def test_a_broken_template_does_not_stop_the_others(tmp_path: Path) -> None:
    written(tmp_path, "schema = 99", "a_broken.toml")
    written(tmp_path, MINIMAL, "b_good.toml")
    written(tmp_path, MINIMAL, "c_same_key.toml")
    assert [template.key for template in available_templates(tmp_path)] == ["walks"]
    assert [(error.file.name, error.place) for error in broken_templates(tmp_path)] == [
        ("a_broken.toml", "schema"),
        ("c_same_key.toml", "key"),
    ]
