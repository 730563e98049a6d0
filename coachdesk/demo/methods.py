"""Working methods in the demo, from `resources/demo/methods.toml`; its head tells the format."""

from collections.abc import Callable, Mapping
from pathlib import Path

from coachdesk.features.methods import service, service_lists, service_people
from coachdesk.features.methods.alternatives import HIGHEST_WEIGHT
from coachdesk.features.methods.model import Kind
from coachdesk.features.methods.priorities import HIGHEST, LOWEST, MOST_DOTS
from coachdesk.features.programmes import store as programmes
from coachdesk.kernel.datafile import Table
from coachdesk.kernel.paths import resource
from coachdesk.kernel.text import LANGUAGES
from coachdesk.kernel.workspace import Workspace

SCHEMA = 1
_MOST = 50


def build_methods(
    ws: Workspace, teams: Mapping[str, int], run_rid: int, path: Path | None = None
) -> None:
    """Use the methods in the first cohort of a run; raises `DataFileError` with file and place."""
    table = Table.load(path or resource("demo", "methods.toml"))
    table.number("schema", SCHEMA, SCHEMA)
    builder = _Builder(ws, teams, run_rid)
    for key, build in builder.kinds().items():
        for entry in table.tables(key):
            build(entry)
            entry.finish()
    table.finish()


class _Builder:
    """Knows the events and teams that entries name."""

    def __init__(self, ws: Workspace, teams: Mapping[str, int], run_rid: int) -> None:
        self._ws, self._teams = ws, teams
        (self._cohort, *_others) = programmes.cohorts(ws.read, run_rid)
        events = programmes.events(ws.read, self._cohort.rid)
        self._events = {event.key: event for event in events}

    def kinds(self) -> Mapping[str, Callable[[Table], None]]:
        """What each part of the file says, in the order in which it happened."""
        return {
            "check_ins": self._check_in,
            "groups": self._groups,
            "prioritising": self._prioritising,
            "sparring": self._sparring,
            "alternatives": self._alternatives,
        }

    def _begin(self, kind: Kind, entry: Table, teams: list[int]) -> int:
        event = self._events[entry.choice("event", self._events)]
        language = entry.choice("language", LANGUAGES)
        rid = service.begin(self._ws, kind, event.rid, teams, language, made_on=event.starts_on)
        service.rename(self._ws, rid, entry.line("title"))
        return rid

    def _of_event(self, kind: Kind, entry: Table) -> int:
        return self._begin(kind, entry, programmes.team_rids(self._ws.read, self._cohort.rid))

    def _check_in(self, entry: Table) -> None:
        rid = self._of_event(Kind.CHECK_IN, entry)
        service.set_question(self._ws, rid, entry.line("question"))
        service.set_tally(self._ws, rid, entry.line("numbers"))

    def _groups(self, entry: Table) -> None:
        rid = self._of_event(Kind.GROUPS, entry)
        service_people.set_size(self._ws, rid, entry.number("size", 1, _MOST), by_size=True)

    def _sparring(self, entry: Table) -> None:
        rid = self._of_event(Kind.SPARRING, entry)
        service_people.set_rounds(self._ws, rid, entry.number("rounds", 1, _MOST), mutual=False)

    def _prioritising(self, entry: Table) -> None:
        ws, rid = self._ws, self._of_event(Kind.PRIORITISING, entry)
        dots_each, voters = entry.number("dots_each", 1, _MOST), entry.number("voters", 0, _MOST)
        service_lists.set_voting(ws, rid, dots_each, voters)
        for key, target in enumerate(entry.tables("targets"), start=1):
            service_lists.add_targets(ws, rid, target.line("text"))
            impact = target.number("impact", LOWEST, HIGHEST)
            effort = target.number("effort", LOWEST, HIGHEST)
            service_lists.change_target(ws, rid, key, {"impact": impact, "effort": effort})
            service_lists.set_dots(ws, rid, key, target.number("dots", 0, MOST_DOTS))
            target.finish()

    def _alternatives(self, entry: Table) -> None:
        ws, team = self._ws, self._teams[entry.choice("team", self._teams)]
        rid = self._begin(Kind.FIVE_ALTERNATIVES, entry, [team])
        for criterion, told in enumerate(entry.tables("criteria"), start=1):
            service_lists.add_criteria(ws, rid, told.line("text"))
            weight = told.number("weight", 1, HIGHEST_WEIGHT)
            service_lists.change_criterion(ws, rid, criterion, weight=weight)
            told.finish()
        for option, told in enumerate(entry.tables("options"), start=1):
            service_lists.add_options(ws, rid, told.line("text"))
            for criterion, figure in enumerate(told.line("scores").split(), start=1):
                service_lists.score(ws, rid, option, criterion, int(figure))
            told.finish()
        service_lists.decide(ws, rid, entry.number("decision", 1, _MOST))
        service_lists.set_reason(ws, rid, entry.lines("reason"))
