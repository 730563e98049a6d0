"""The calendar as lists: all that the painted views show, also for a screen reader."""

import datetime as dt
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from coachdesk.features.calendar.model import KIND_NAMES, Entry, Finding, Kind, Undated
from coachdesk.features.calendar.shown import Shown, spoken, what_words, when_words
from coachdesk.kernel.dates import format_date
from coachdesk.kernel.text import Message, msg
from coachdesk.ui.i18n import current, tr
from coachdesk.ui.widgets.table import Column, RecordModel, TableView


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A line: an entry, an event without a date, or a holiday. `remark` says what collides."""

    key: Hashable
    when: str
    week: str
    what: str
    whose: str
    place: str
    remark: str
    said: str
    entry: Entry | None = None
    undated: Undated | None = None


def agenda_lines(shown: Shown, first: dt.date, last: dt.date, *, undated: bool) -> list[AgendaLine]:
    """What is on from `first` to `last`, holidays too, in time order; then what has no date."""
    remarks = {rid: tr(finding.text) for rid, finding in shown.colliding().items()}
    dated = [
        (entry.first, 1, _of_entry(entry, remarks))
        for entry in shown.contents.entries()
        if entry.overlaps(first, last)
    ]
    dated += [
        (day, 0, _of_holiday(day, name))
        for day, name in shown.holidays.items()
        if first <= day <= last
    ]
    dated.sort(key=lambda each: each[:2])
    lines = [line for _, _, line in dated]
    if undated:
        lines += [_of_undated(each) for each in shown.contents.undated()]
    return lines


class AgendaTable(TableView):
    """The lines as a table. Enter opens, F2 asks for another date."""

    def __init__(self, name: Message, *, brief: bool = False) -> None:
        """A `brief` one stands under a painted view and leaves out what that shows."""
        super().__init__(RecordModel(_columns(brief=brief), lambda line: line.key), name)

    def show_lines(self, lines: Sequence[AgendaLine]) -> None:
        """Show these; the cursor keeps its line."""
        self.records.set_records(lines)

    def first_from(self, day: dt.date) -> None:
        """Put the cursor on the first line from a day on."""
        lines: Iterable[AgendaLine] = self.records.records
        for line in lines:
            if line.entry is not None and line.entry.last >= day:
                self.select(line.key)
                return


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Something that collides, with its words."""

    text: str
    finding: Finding


class FindingTable(TableView):
    """What collides; Enter or a double click goes there."""

    def __init__(self) -> None:
        columns: Sequence[Column[FindingLine]] = (
            Column(
                msg("calendar", "Worth a second look"), lambda line: line.text,
                icon=lambda _line: "warning", stretch=True, describe=lambda line: line.text,
            ),
        )  # fmt: skip
        model = RecordModel(columns, lambda line: line.text)
        super().__init__(model, msg("calendar", "Worth a second look"))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these."""
        self.records.set_records([FindingLine(tr(each.text), each) for each in findings])


def _columns(*, brief: bool) -> Sequence[Column[AgendaLine]]:
    when = Column[AgendaLine](
        msg("calendar", "When"), lambda line: line.when,
        describe=lambda line: line.said,
    )  # fmt: skip
    what = Column[AgendaLine](msg("calendar", "What"), lambda line: line.what, stretch=True)
    whose = Column[AgendaLine](
        msg("calendar", "Whose"), lambda line: line.whose, muted=True, stretch=True
    )
    if brief:
        return when, what, whose
    return (
        when,
        Column(msg("calendar", "Week"), lambda line: line.week, muted=True),
        what,
        whose,
        Column(msg("calendar", "Place"), lambda line: line.place),
        Column(msg("calendar", "Remark"), lambda line: line.remark, icon=_sign, stretch=True),
    )


def _sign(line: AgendaLine) -> str:
    return "warning" if line.remark else ""


def _of_entry(entry: Entry, remarks: dict[int, str]) -> AgendaLine:
    remark = remarks.get(entry.rid, "") if entry.kind is Kind.EVENT else ""
    said = ", ".join(filter(None, (spoken(entry), remark)))
    return AgendaLine(
        entry.key, when_words(entry), str(entry.first.isocalendar().week), what_words(entry),
        entry.group, entry.place, remark, said, entry=entry,
    )  # fmt: skip


def _of_holiday(day: dt.date, name: str) -> AgendaLine:
    when = format_date(day, current())
    holiday = tr(msg("calendar", "public holiday"))
    return AgendaLine(
        ("holiday", day), when, str(day.isocalendar().week), f"• {name}", holiday, "", "",
        f"{when}, {name}, {holiday}",
    )  # fmt: skip


def _of_undated(each: Undated) -> AgendaLine:
    when = tr(msg("calendar", "no date yet"))
    kind = tr(KIND_NAMES[Kind.EVENT])
    return AgendaLine(
        ("undated", each.rid), when, "", f"{Kind.EVENT.value} {each.title}", each.group, "", "",
        ", ".join((kind, each.title, each.group, when)), undated=each,
    )  # fmt: skip
