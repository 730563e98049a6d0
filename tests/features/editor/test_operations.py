"""Whatever is done to a programme: what is written reads the same, and references hold."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coachdesk.features.editor import adding, operations
from coachdesk.features.editor.fields import SPECS, Shape, Spec, may_follow
from coachdesk.features.editor.keys import key_from
from coachdesk.features.editor.model import (
    INNER,
    OF_PHASES,
    SECTIONS,
    Changed,
    Group,
    Node,
    Place,
    TextAt,
    inner_nodes,
    listed,
    mark,
    nodes_of,
    part,
)
from coachdesk.features.editor.problems import Problem, read_draft
from coachdesk.features.programmes.template import (
    PLAIN,
    BlockKind,
    Due,
    Every,
    LocalText,
    Relation,
    StageMeaning,
    Template,
    TemplateWho,
    find_template,
    parse_template,
)
from coachdesk.features.programmes.template_writer import template_toml
from coachdesk.kernel.errors import UserError

SURVEYS = ("pre_survey", "team_survey", "staff_pulse")
CHOICES = {"who": TemplateWho, "kind": BlockKind, "meaning": StageMeaning}
TEXTS = st.text(st.sampled_from("aäö \"'\\\n\t#[]=.{}é漢\u200b\u00a0\x01"), max_size=12) | st.text(
    max_size=12
)


def known() -> Template:
    found = find_template("vetoa_ja_pitoa")
    assert found is not None
    return found


def groups(template: Template) -> list[Group]:
    under_phase = [Group(s, phase.key) for s in OF_PHASES for phase in template.phases]
    days = [Group("agendas", event.key) for event in template.events]
    return [*map(Group, SECTIONS), *under_phase, *days]


def all_nodes(template: Template) -> list[Node]:
    found = [node for group in groups(template) for node in nodes_of(template, group)]
    return [*found, *(inner for node in found for inner in inner_nodes(template, node))]


def value_for(spec: Spec, template: Template, data: st.DataObject) -> Any:
    events = [event.key for event in template.events]
    targets = [each.key for each in listed(template, spec.to)] if spec.to else []
    numbers = st.integers(spec.least, spec.most)
    if spec.shape in {Shape.DUE, Shape.AFTER} and not events:
        return None
    made: dict[Shape, st.SearchStrategy[Any]] = {
        Shape.LINE: st.builds(LocalText, TEXTS, TEXTS, TEXTS),
        Shape.LINES: st.builds(LocalText, TEXTS, TEXTS, TEXTS),
        Shape.NUMBER: numbers,
        Shape.CHOICE: st.sampled_from(CHOICES.get(spec.name, BlockKind)),
        Shape.REFERENCE: st.sampled_from(targets or [""]),
        Shape.WORD: st.sampled_from(("workshop", "Työpaja", "info 2")),
        Shape.FLAG: st.booleans(),
        Shape.CLOCK: st.times(),
        Shape.PAPERS: st.sampled_from(((), ("minutes",), ("minutes", "call_list"))),
        Shape.SURVEY: st.sampled_from(SURVEYS),
        Shape.EVERY: st.builds(Every, st.sampled_from(("week", "month")), numbers),
    }
    if events:
        made[Shape.DUE] = st.builds(Due, st.sampled_from(events), numbers, st.booleans())
        made[Shape.AFTER] = st.builds(Relation, st.sampled_from(events), numbers)
    value = data.draw(made[spec.shape] | st.none() if spec.optional else made[spec.shape])
    return None if spec.shape is Shape.REFERENCE and spec.optional and value == "" else value


class Editing(RuleBasedStateMachine):
    """Any sequence of edits, begun with a programme that ships or with a bare one."""

    @initialize(start=st.sampled_from(("", "vetoa_ja_pitoa")))
    def begin(self, start: str) -> None:
        found = find_template(start) if start else None
        self.template = found or replace(
            known(), phases=(), events=(), kinds=(), items=(), tasks=(), agendas=(), questions=(),
            advice=(), roles=(), fields=(), meetings=(), surveys=(),
        )  # fmt: skip

    def do(self, changed: Changed) -> None:
        self.template = changed.template
        if changed.node.section:
            assert part(self.template, changed.node) is not None

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        inside = [node for node in all_nodes(self.template) if node.section in INNER]
        places: list[Place] = [
            *groups(self.template), *(each for each in inside if not each.inner)
        ]  # fmt: skip
        place = data.draw(st.sampled_from(places))
        survey = data.draw(st.sampled_from(SURVEYS))
        before = len(all_nodes(self.template))
        try:
            self.do(adding.add(self.template, place, None, survey))
        except UserError:
            return
        assert len(all_nodes(self.template)) > before

    @rule(data=st.data(), title=TEXTS)
    def name(self, data: st.DataObject, title: str) -> None:
        node = self.any_node(data)
        if node:
            self.do(operations.name_part(self.template, node, "fi", title))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        node = self.any_node(data)
        if node:
            try:
                self.do(operations.remove(self.template, node))
            except UserError:
                assert node.kind == "stages"

    @rule(data=st.data(), by=st.sampled_from((-1, 1)))
    def move(self, data: st.DataObject, by: int) -> None:
        node = self.any_node(data)
        if node:
            before = self.template
            self.do(operations.move(before, node, by))
            moved = operations.move(before, node, by)
            if moved.template != before:
                assert operations.move(moved.template, moved.node, -by).template == before

    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        node = self.any_node(data) or Node()
        spec = data.draw(st.sampled_from(SPECS[node.kind]))
        value = value_for(spec, self.template, data)
        try:
            self.do(operations.change(self.template, node, spec.name, value))
        except UserError:
            return

    @rule(data=st.data(), words=TEXTS, language=st.sampled_from(("fi", "sv", "en")))
    def write(self, data: st.DataObject, words: str, language: str) -> None:
        node = self.any_node(data) or Node()
        texts = [spec for spec in SPECS[node.kind] if spec.shape in {Shape.LINE, Shape.LINES}]
        if texts:
            spec = data.draw(st.sampled_from(texts))
            at = TextAt(node, spec.name, language)
            self.do(operations.change_text(self.template, at, words, optional=spec.optional))

    def any_node(self, data: st.DataObject) -> Node | None:
        nodes = all_nodes(self.template)
        return data.draw(st.sampled_from(nodes)) if nodes else None

    @invariant()
    def reads_as_it_was_written(self) -> None:
        draft = read_draft(template_toml(self.template), "own")
        assert draft.template == self.template
        for problem in draft.problems:
            if isinstance(problem.place, Node):
                assert part(self.template, problem.place) is not None, problem

    @invariant()
    def keys_are_unique_and_references_hold(self) -> None:
        events = {event.key for event in self.template.events}
        phases = {phase.key for phase in self.template.phases}
        for section in (*SECTIONS, *OF_PHASES, "agendas"):
            marks = [mark(one) for one in listed(self.template, section)]
            assert len(set(marks)) == len(marks)
        for section in OF_PHASES:
            assert all(one.phase in phases for one in listed(self.template, section))
        for task in self.template.tasks:
            assert task.due is None or task.due.event in events
            assert task.due is not None or task.every is None
            assert task.until in {"", *events}
        assert {item.kind for item in self.template.items} <= {
            PLAIN, *(kind.key for kind in self.template.kinds)
        }  # fmt: skip


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)


def problems_of(template: Template) -> tuple[Problem, ...]:
    return read_draft(template_toml(template), "own").problems


def test_a_new_task_stands_in_its_phase_and_gets_its_key_from_its_title() -> None:
    added = adding.add(known(), Group("tasks", known().tasks[0].phase))
    assert added.node == Node("tasks", "task_1")
    named = operations.name_part(added.template, added.node, "fi", "Kokoa työryhmä: 3–8 henkeä")
    assert named.node.key == "kokoa_tyoryhma_3_8_henkea"
    task = part(named.template, named.node)
    assert task in named.template.tasks
    assert named.template.tasks[-1] != task
    again = operations.name_part(named.template, named.node, "fi", "Jotain muuta")
    assert again.node == named.node
    other = adding.add(again.template, Group("tasks", known().tasks[0].phase))
    twin = operations.name_part(other.template, other.node, "sv", "Kokoa työryhmä: 3–8 henkeä")
    assert twin.node.key == "kokoa_tyoryhma_3_8_henkea_2"


def test_a_named_event_is_followed_by_what_refers_to_it() -> None:
    added = adding.add(known(), Group("events"))
    template = operations.change(
        added.template,
        Node("items", known().items[0].key),
        "due",
        Due(added.node.key, 7, after=False),
    ).template
    named = operations.name_part(template, added.node, "sv", "Återträff")
    assert named.node.key == "atertraff"
    due = named.template.items[0].due
    assert due is not None
    assert due.event == "atertraff"
    assert {p.reason.source for p in problems_of(named.template)} == {"This text is empty."}


def test_removing_an_event_opens_what_was_counted_from_it_and_says_how_much() -> None:
    template, node = known(), Node("events", "workshop_1")
    after = operations.remove(template, node).template
    counted: list[object] = [
        *(one for one in template.items if one.due and one.due.event == node.key),
        *(one for one in template.tasks if one.due and one.due.event == node.key),
        *(one for one in template.tasks if one.until == node.key),
        *(one for one in template.events if one.after and one.after.event == node.key),
        *(one for one in template.phases if one.event == node.key),
    ]
    hanging = operations.hanging(template, node)
    assert hanging.loose == len({repr(one) for one in counted}) > 5
    assert hanging.gone == len(template.agendas_of(node.key)) > 0
    assert problems_of(after) == ()
    assert (
        operations.hanging(template, Node("roles", template.roles[0].key)) == operations.Hanging()
    )


def test_removing_a_phase_takes_what_stands_below_it() -> None:
    template = known()
    phase = template.phases[0].key
    after = operations.remove(template, Node("phases", phase))
    assert all(task.phase != phase for task in after.template.tasks)
    assert after.node == Node("phases", template.phases[1].key)
    assert problems_of(after.template) == ()


def test_events_cannot_follow_each_other_in_a_circle() -> None:
    template = known()
    assert "workshop_3" not in may_follow(template, "workshop_1")
    assert "workshop_1" not in may_follow(template, "workshop_1")
    assert "info_session" in may_follow(template, "workshop_1")
    with pytest.raises(UserError, match="circle"):
        operations.change(
            template, Node("events", "workshop_1"), "after", Relation("workshop_3", 7)
        )


def test_a_kind_keeps_its_last_stage() -> None:
    added = adding.add(known(), Group("kinds"))
    one, other = inner_nodes(added.template, added.node)
    left = operations.remove(added.template, one)
    with pytest.raises(UserError, match="at least one stage"):
        operations.remove(left.template, other)


def test_days_of_an_event_have_one_agenda_each() -> None:
    template = known()
    with pytest.raises(UserError, match="Each day"):
        adding.add(template, Group("agendas", "workshop_1"))
    longer = operations.change(template, Node("events", "workshop_1"), "days", 3).template
    added = adding.add(longer, Group("agendas", "workshop_1"))
    assert added.node == Node("agendas", "workshop_1:3")
    up = operations.move(added.template, added.node, -1)
    assert up.node == Node("agendas", "workshop_1:2")
    agenda = up.template.agendas_of("workshop_1")[1]
    assert [block.key for block in agenda.blocks] == ["block_1"]
    assert agenda.start == dt.time(9)
    with pytest.raises(UserError, match="agenda already"):
        operations.change(up.template, up.node, "day", 1)


def test_a_task_without_a_due_date_does_not_come_again() -> None:
    template = known()
    task = next(task for task in template.tasks if task.every)
    changed = operations.change(template, Node("tasks", task.key), "due", None).template.task(
        task.key
    )
    assert changed is not None
    assert (changed.due, changed.every, changed.until) == (None, None, "")


def test_problems_lead_to_the_part_the_field_and_the_language() -> None:
    template = known()
    for node, field in (
        (Node("tasks", template.tasks[3].key), "title"),
        (
            Node("agendas", "workshop_2:2", template.agendas_of("workshop_2")[1].blocks[0].key),
            "title",
        ),
        (Node("kinds", template.kinds[0].key, template.kinds[0].stages[1].key), "short"),
        (Node(), "description"),
    ):
        at = TextAt(node, field, "sv")
        changed = operations.change_text(template, at, "", optional=False).template
        (problem,) = problems_of(changed)
        assert (problem.place, problem.field, problem.language) == (node, field, "sv")
    without = replace(template, phases=(), tasks=(), questions=(), advice=(), surveys=())
    assert [problem.place for problem in problems_of(without)] == [Group("phases")]


def test_a_text_that_is_too_long_is_kept_and_told() -> None:
    template = known()
    at = TextAt(Node("items", template.items[0].key), "short", "fi")
    changed = operations.change_text(template, at, "x" * 40, optional=False).template
    (problem,) = problems_of(changed)
    assert (problem.place, problem.field, problem.language) == (at.node, "short", "fi")
    assert "40 characters" in problem.reason.source.format(**dict(problem.reason.params))


@given(TEXTS)
def test_a_key_made_from_any_title_is_one_or_nothing(title: str) -> None:
    key = key_from(title)
    assert key == key.lower()
    assert not key or (f"k{key}".isidentifier() and key.isascii())


def test_a_written_programme_is_whole_when_all_is_filled_in() -> None:
    added = adding.add(known(), Group("roles"))
    template = added.template
    for field in ("name", "duties"):
        for language in ("fi", "sv", "en"):
            assert problems_of(template)
            at = TextAt(added.node, field, language)
            template = operations.change_text(
                template, at, "Kirjuri\ntoinen", optional=False
            ).template
    assert problems_of(template) == ()
    assert parse_template(template_toml(template), "own") == template
