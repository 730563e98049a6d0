"""Blocks to choose from: those that ship (`resources/agenda_blocks.toml`), and her own."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coachdesk.features.agendas.model import MINUTES_OF_DAY, BlockKind, Contents
from coachdesk.kernel.datafile import LocalText, Table
from coachdesk.kernel.paths import resource

SCHEMA = 1
_TITLE_LIMIT, _LINE_LIMIT, _TEXT_LIMIT = 80, 500, 2000


@dataclass(frozen=True, slots=True)
class LibraryBlock:
    """A block that ships. With `per_team` its length is so many minutes for each team."""

    key: str
    kind: BlockKind
    minutes: int
    per_team: int
    title: LocalText
    goal: LocalText | None
    materials: LocalText | None
    instructions: LocalText | None
    coach_only: bool = False

    def contents(self, language: str, teams: int) -> Contents:
        """The block in a language for so many teams."""
        each = self.per_team * teams
        return Contents(
            title=self.title.in_language(language),
            minutes=min(each, MINUTES_OF_DAY) if each else self.minutes,
            kind=self.kind,
            goal=in_language(self.goal, language),
            materials=in_language(self.materials, language),
            instructions=in_language(self.instructions, language),
            coach_only=self.coach_only,
            by_team=bool(self.per_team),
        )


def in_language(text: LocalText | None, language: str) -> str:
    """A text that may be left out."""
    return text.in_language(language) if text else ""


@cache
def library_blocks() -> tuple[LibraryBlock, ...]:
    """The blocks that ship, in the order of the file."""
    return read_blocks(resource("agenda_blocks.toml"))


def read_blocks(file: Path) -> tuple[LibraryBlock, ...]:
    """Read and check a file of blocks; raises `DataFileError` with place and reason."""
    table = Table.load(file)
    table.number("schema", SCHEMA, SCHEMA)
    found = tuple(_block(entry) for entry in table.tables("blocks"))
    table.finish()
    return found


def _block(table: Table) -> LibraryBlock:
    def lines(key: str, longest: int) -> LocalText | None:
        return table.local_lines(key, longest) if key in table else None

    block = LibraryBlock(
        key=table.name("key"),
        kind=BlockKind(table.choice("kind", [kind.value for kind in BlockKind])),
        minutes=table.number("minutes", 0, MINUTES_OF_DAY),
        per_team=table.number("per_team", 1, 60) if "per_team" in table else 0,
        title=table.local("title", _TITLE_LIMIT),
        goal=lines("goal", _LINE_LIMIT),
        materials=lines("materials", _LINE_LIMIT),
        instructions=lines("instructions", _TEXT_LIMIT),
        coach_only=bool(table.flag("coach_only")),
    )
    table.finish()
    return block
