"""A plan in another language than it was written in, as far as its texts came with the program."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from coachdesk.features.agendas.library import LibraryBlock, library_blocks
from coachdesk.features.agendas.model import Plan, PlanBlock
from coachdesk.features.programmes.template import Template
from coachdesk.features.programmes.template_parts import Block
from coachdesk.kernel.datafile import LocalText


def plan_in_language(plan: Plan, template: Template | None, written: str, language: str) -> Plan:
    """The plan with the texts of its programme and of the library in a language.

    What the coach wrote or changed stays as it is in the language `written`.
    """
    if written == language:
        return plan
    texts = {one.in_language(written): one.in_language(language) for one in _texts(template)}
    slots = (replace(slot, block=_said(slot.block, texts)) for slot in plan.slots)
    return replace(plan, slots=tuple(slots))


def _said(block: PlanBlock, texts: Mapping[str, str]) -> PlanBlock:
    return replace(
        block,
        title=texts.get(block.title, block.title),
        goal=texts.get(block.goal, block.goal),
        materials=texts.get(block.materials, block.materials),
        instructions=texts.get(block.instructions, block.instructions),
    )


def _texts(template: Template | None) -> Iterator[LocalText]:
    """What the program and then the programme say, so that the programme goes before."""
    agendas = template.agendas if template else ()
    blocks: list[LibraryBlock | Block] = [*library_blocks()]
    blocks += (block for agenda in agendas for block in agenda.blocks)
    for block in blocks:
        found = (block.title, block.goal, block.materials, block.instructions)
        yield from (text for text in found if text is not None)
