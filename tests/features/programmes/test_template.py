"""Templates: what ships is complete and true to the source; what is wrong is named exactly."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.features.programmes.template import (
    PLAIN,
    Due,
    Every,
    LocalText,
    Relation,
    Template,
    TemplateError,
    available_templates,
    broken_templates,
    draft_template,
    load_template,
    parse_template,
)
from coachdesk.kernel.paths import resource
from coachdesk.kernel.text import Texts
from tests.features.programmes.walks import WALKS, changed, written


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


def test_text_is_said_in_each_language() -> None:
    text = LocalText("suomeksi", "på svenska", "in English")
    said = [text.in_language(language) for language in ("fi", "sv", "en", "de")]
    assert said == ["suomeksi", "på svenska", "in English", "in English"]


def test_each_part_of_the_format_is_read() -> None:
    walks = parse_template(WALKS, "walks.toml")
    assert walks.phases[0].handouts == ("call_list", "date_sheet")
    assert [event.after for event in walks.events] == [
        None,
        Relation("walk", 14),
        Relation("picnic", 10),
    ]
    assert walks.events[0].contents == LocalText("Metsä\nSuo", "Skog\nKärr", "Forest\nBog")
    assert walks.items[0].due == Due("walk", 2, after=False)
    map_, song = walks.tasks
    assert (map_.due, map_.every, map_.until) == (
        Due("walk", 1, after=True), Every("week", 2), "photos",
    )  # fmt: skip
    assert (song.every, song.until) == (None, "")
    assert [question.key for question in walks.questions_of("before")] == ["why"]
    assert walks.advice_of("before") == ()
    assert [advice.text.en for advice in walks.advice_of("walk")] == ["A coat"]
    assert walks.roles[0].duties.sv == "Går först\nRäknar folket"
    route = walks.field("route")
    assert route is not None
    assert route.help.en == "From where to where"
    assert [(each.every_weeks, each.minutes) for each in walks.meetings] == [(1, 60)]
    assert [(link.survey, link.phase) for link in walks.surveys] == [("team_survey", "before")]
    kind = walks.kind("shoes")
    assert kind is not None
    assert kind.support is None


def test_a_block_begins_when_the_one_before_ends_or_at_its_fixed_time() -> None:
    (agenda,) = parse_template(WALKS, "walks.toml").agendas_of("walk")
    times = [(slot.block.key, slot.begins, slot.ends, slot.gap) for slot in agenda.slots()]
    assert times == [("maps", 540, 570, 0), ("stroll", 570, 690, 0), ("lunch", 705, 750, 15)]
    assert [block.coach_only for block in agenda.blocks] == [True, False, False]
    late = changed("minutes = 120", "minutes = 150")
    (agenda,) = parse_template(late, "walks.toml").agendas_of("walk")
    assert agenda.slots()[-1].gap == -15


LONG = "x" * 81
CYCLE = 'days = 1\nafter = { event = "photos", weeks = 1 }\nname'


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("schema = 2", "schema = 1", "schema"),
        ("schema = 2", "schema = 3", "schema"),
        ("schema = 2", "", "schema"),
        ('key = "walks"', 'key = "Kävely!"', "key"),
        ('sv = "Promenader", ', "", "name.sv"),
        ('sv = "Promenader"', 'sv = "  "', "name.sv"),
        ('sv = "Promenader"', "sv = 3", "name.sv"),
        ('sv = "Promenader"', f'sv = "{LONG}"', "name.sv"),
        ('en = "Walks" }', 'en = "Walks", de = "G" }', "name.de"),
        ('en = "w" }', f'en = "{"w" * 501}" }}', "description.en"),
        ('fi = "Ennen", sv', f'fi = "{LONG}", sv', "phases[before].name.fi"),
        ('short = { fi = "Ennen"', 'short = { fi = "Ennen kaikkea mu!"', "phases[before].short.fi"),
        ("largest = 4", "largest = 1", "team.largest"),
        ("largest = 4", "largest = true", "team.largest"),
        ('["call_list", "date_sheet"]', '"call_list"', "phases[before].handouts"),
        ('event = "walk"\nname', 'event = "run"\nname', "phases[walk].event"),
        ("days = 1", "days = 0", "events[walk].days"),
        ("days = 1", 'days = 1\ncolour = "red"', "events[walk].colour"),
        ("days = 1\nname", CYCLE, "events[walk].after.event"),
        ('"walk", weeks = 2', '"picnic", weeks = 2', "events[picnic].after.event"),
        ('"walk", weeks = 2', '"stroll", weeks = 2', "events[picnic].after.event"),
        ("weeks = 2 }\nname", "weeks = 2, days = 3 }\nname", "events[picnic].after"),
        ("weeks = 2 }\nname", "weeks = -2 }\nname", "events[picnic].after.weeks"),
        ('[[kinds]]\nkey = "shoes"', '[[kinds]]\nkey = "plain"', "kinds[plain].key"),
        ('means = "done"', 'means = "ready"', "kinds[shoes].stages[bought].means"),
        ('kind = "shoes"', 'kind = "boots"', "items[shoes].kind"),
        ("days_before = 2", "days_before = 2, days_after = 2", "items[shoes].due"),
        ("days_after = 1", "days_after = 0", "tasks[map].due.days_after"),
        ('{ event = "walk", days_before = 2 }', '"friday"', "items[shoes].due"),
        ('event = "walk", days_after', 'event = "run", days_after', "tasks[map].due.event"),
        ('phase = "before"', 'phase = "never"', "tasks[map].phase"),
        ('who = "coach"', 'who = "nobody"', "tasks[map].who"),
        ("every = { weeks = 2 }", "every = { weeks = 0 }", "tasks[map].every.weeks"),
        ("every = { weeks = 2 }", "every = { days = 2 }", "tasks[map].every"),
        ("every = { weeks = 2 }\n", "", "tasks[map].until"),
        ('until = "photos"', 'until = "never"', "tasks[map].until"),
        ('due = { event = "walk", days_after = 1 }\n', "", "tasks[map].every"),
        ("[[surveys]]", "[surveys]", "surveys"),
        ('key = "walk"\nevent', 'key = "before"\nevent', "phases[before].key"),
        ('event = "walk"\nday', 'event = "run"\nday', "agendas[1].event"),
        ("day = 1", "day = 2", "agendas[1].day"),
        ('start = "09:00"', 'start = "9.00"', "agendas[1].start"),
        ('start = "09:00"', 'start = "23:00"', "agendas[1].blocks[stroll].minutes"),
        ('at = "11:45"', 'at = "08:45"', "agendas[1].blocks[lunch].at"),
        ('at = "11:45"', 'at = "24:00"', "agendas[1].blocks[lunch].at"),
        ('at = "11:45"', 'at = "23:30"', "agendas[1].blocks[lunch].minutes"),
        ("minutes = 120", "minutes = 0", "agendas[1].blocks[stroll].minutes"),
        ('key = "stroll"', 'key = "maps"', "agendas[1].blocks[maps].key"),
        ('kind = "exercise"', 'kind = "nap"', "agendas[1].blocks[stroll].kind"),
        ("coach_only = true", 'coach_only = "yes"', "agendas[1].blocks[maps].coach_only"),
        ('"why"\nphase = "before"', '"why"\nphase = "x"', "questions[why].phase"),
        ('"rain"\nphase = "walk"', '"rain"\nphase = "x"', "advice[rain].phase"),
        ('"team_survey"\nphase = "before"', '"team_survey"\nphase = "x"', "surveys[1].phase"),
        ("every_weeks = 1", "every_weeks = 0", "meetings[weekly].every_weeks"),
    ],
)
def test_an_error_names_file_and_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    path = written(tmp_path, changed(old, new))
    with pytest.raises(TemplateError) as caught:
        load_template(path)
    assert caught.value.file == path
    assert caught.value.place == place
    sentence = str(caught.value)
    assert sentence.startswith(f"walks.toml, {place}: ")
    assert sentence.endswith(Texts.load("en")(caught.value.reason))


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [
        ("[[phases]]", "[[events]]", "phases"),
        ("[[kinds.stages]]", "[[items]]", "kinds[shoes].stages"),
        ("[[agendas.blocks]]", "[[questions]]", "agendas[1].blocks"),
    ],
)
def test_a_list_that_is_needed_is_missed(start: str, end: str, place: str) -> None:
    text = WALKS[: WALKS.index(start)] + WALKS[WALKS.index(end) :]
    with pytest.raises(TemplateError) as caught:
        parse_template(text, "walks.toml")
    assert caught.value.place == place


@given(start=st.integers(0, len(WALKS)), length=st.integers(1, 400), put=st.text(max_size=5))
def test_no_damage_raises_anything_but_an_error_of_the_file(
    start: int, length: int, put: str
) -> None:
    text = WALKS[:start] + put + WALKS[start + length :]
    try:
        _walks, problems = draft_template(text, "walks.toml")
    except TemplateError:
        problems = []
        assert_refused(text)
    if problems:
        assert_refused(text)


def assert_refused(text: str) -> None:
    with pytest.raises(TemplateError):
        parse_template(text, "walks.toml")


def test_another_format_is_refused_politely() -> None:
    with pytest.raises(TemplateError, match=r"reads format 2 .* is in format 7\."):
        parse_template(changed("schema = 2", "schema = 7"), "walks.toml")


def test_a_cycle_of_dates_is_shown(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="walk → photos → picnic → walk"):
        load_template(written(tmp_path, changed("days = 1\nname", CYCLE)))


def test_a_list_that_is_not_needed_may_be_left_out() -> None:
    text = WALKS.split("[[events]]")[0].replace('event = "walk"\n', "")
    walks = parse_template(text, "walks.toml")
    assert (walks.events, walks.tasks, walks.agendas, walks.surveys) == ((), (), (), ())


def test_two_agendas_of_a_day_and_two_links_to_a_survey_are_one_too_many() -> None:
    again = WALKS[WALKS.index("[[agendas]]") : WALKS.index("[[questions]]")]
    with pytest.raises(TemplateError, match=r"agendas\[2\]\.day: "):
        parse_template(WALKS + again, "walks.toml")
    again = WALKS[WALKS.index("[[surveys]]") :]
    with pytest.raises(TemplateError, match=r"surveys\[2\]\.survey: "):
        parse_template(WALKS + again, "walks.toml")


def test_a_draft_keeps_what_is_there_and_tells_all_that_is_wrong() -> None:
    text = changed('sv = "Promenader", ', "").replace('fi = "Kartta"', f'fi = "{LONG}"')
    text = text.replace("every_weeks = 1", "every_weeks = 0")
    walks, problems = draft_template(text, "My walks")
    assert walks.name == LocalText("Kävelyt", "", "Walks")
    assert walks.tasks[0].title.fi == LONG
    assert walks.meetings == ()
    assert [(str(each.file), each.place) for each in problems] == [
        ("My walks", "name.sv"),
        ("My walks", "tasks[map].title.fi"),
        ("My walks", "meetings[weekly].every_weeks"),
    ]
    assert draft_template(WALKS, "walks") == (parse_template(WALKS, "walks"), [])


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
    written(tmp_path, WALKS, "b_good.toml")
    written(tmp_path, WALKS, "c_same_key.toml")
    assert [template.key for template in available_templates(tmp_path)] == ["walks"]
    assert [(error.file.name, error.place) for error in broken_templates(tmp_path)] == [
        ("a_broken.toml", "schema"),
        ("c_same_key.toml", "key"),
    ]
