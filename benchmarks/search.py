"""Searching 100,000 encrypted notes: the first page of results, as the search box shows it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from benchmarks import content
from benchmarks.measuring import Figure, at_part, middle, milliseconds
from coachdesk.features.today.finds import HIT_KINDS, TAGS
from coachdesk.ui.jobs import Jobs
from coachdesk.ui.results import Section
from coachdesk.ui.search_provider import SearchProvider

NOTES = 100_000
ROUNDS = 6
QUERIES = (
    content.RARE, content.COMMON, content.FREQUENT, "tapaaminen", "tapaamisessa", "osaston",
    "hoitajien", "t", "ta", "tapa", "palautuminen", "työvuorojen", "sairauspoissaolo kokeilu",
    "meeting", "decisions", "workload team", "osasto 7", "perehdytyksestä", "päätös", "poissaolo",
    f"{content.RARE} kokeilu", "luottamus yhteistyö vastuu", "xqzt", '"mitä kuormitus on"',
)  # fmt: skip


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """The figures of searching, from the job's start to its answer in the window's thread."""
    app = QApplication.instance() or QApplication([])
    ws = content.open_folder(content.workspace_folder(NOTES))
    jobs = Jobs(ws.open_reader)
    provider = SearchProvider(ws.folder, ws.key, HIT_KINDS, TAGS)

    def search(query: str) -> None:
        answers: list[Sequence[Section]] = []
        jobs.run(partial(provider, query), done=answers.append)
        while not answers:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    times: dict[str, list[float]] = {query: [] for query in QUERIES}
    for number in range(rounds + 1):
        for query in QUERIES:
            taken = milliseconds(partial(search, query))
            if number:  # in the first round dictionaries and pages of the file are read
                times[query].append(taken)
    jobs.wait_all()
    provider.close()
    ws.close()
    every = [taken for found in times.values() for taken in found]
    slowest = max(times, key=lambda query: middle(times[query]))
    return [
        Figure("search in 100,000 notes, first page, p50", middle(every), "ms", 5),
        Figure("search in 100,000 notes, first page, p95", at_part(every, 0.95), "ms", 25),
        Figure(f"  the slowest query: {slowest}", middle(times[slowest]), "ms"),
    ]
