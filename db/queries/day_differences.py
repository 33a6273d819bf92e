"""A signed day beside the day as the record has it now, every difference with what happened since that explains it."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from casework.date_words import moment_words
from casework.moments import end_of_date
from casework.rules import Rules
from casework.summaries.day_differences import DayDifferences, Difference, differing
from casework.summaries.day_figures import Figure
from casework.summaries.day_snapshot import SignedDay
from casework.timeline_words import happened
from casework.undo_stacks import REDONE, UNDONE
from casework.undo_words import change_words
from db.bulk import in_parts
from db.queries.day_figures import day_figures
from db.queries.day_snapshots import snapshot_of
from db.tables.plain import AUDIT, CASE, CLOCK, CLOCK_MOVE, ENTRY, STAFF

MERGES: Final = ("merged", "merge taken back")
"""What the timelines of both cases say of a merge; the audit trail tells of it on the case that was kept."""
PAST: Final = frozenset(
    {
        *("received changed", "step withdrawn", "case reopened", UNDONE, REDONE, "clock extended", "extension undone"),
        *("task moved", "task withdrawn", "task not done", "callback withdrawn", "callback not returned", "case changed"),
        *("concerns moved to case",),
    }
)
"""What can change a day that is past, by its action in the audit trail."""
SINCE: Final = frozenset({"case paused", "case resumed", "case closed", "step completed", "case allocated"})
"""What can change only how a later deadline looked from that day; it counts as a reason where there is no other."""
RULES: Final = {
    "calendar changed": "calendar changed",
    "office hours changed": "office hours changed",
    "office hours taken back": "change of the office hours taken back",
    "standard changed": "a standard changed",
    "standard change taken back": "change of a standard taken back",
}
"""What can change the figures of no case in particular."""
ABSENCES: Final = {"absence entered": "absence entered", "absence taken back": "absence taken back"}
_BY_RULES: Final = ("due", "met", "missed", "running", "late", "overdue", "next", "callbacks")
MOST_SAID: Final = 4
"""How many reasons of one difference are said."""
MOST_OF_CASE: Final = 2


def day_differences(connection: Connection, rules: Rules, day: date, now: datetime) -> DayDifferences | None:
    """The differences of a signed day, each explained where that can be; None for a day that was not signed."""
    signed = snapshot_of(connection, day)
    if signed is None:
        return None
    again = day_figures(connection, rules, day, now, signed.figures.until, compare=False)
    found = differing(signed.figures, again)
    explained = _Explaining(connection, signed).explained(found) if found else ()
    return DayDifferences(signed, again, explained, _later(connection, signed))


def _later(connection: Connection, signed: SignedDay) -> dict[str, Figure]:
    """The cases received and closed on the day after the moment up to which it was signed."""
    until, end = signed.figures.until, end_of_date(signed.day)
    found = {}
    for name, at in (("received", CASE.c.received_at), ("closed", CASE.c.closed_at)):
        cases = (
            connection.execute(select(CASE.c.reference).where(at > until, at <= end).order_by(CASE.c.reference)).scalars().all()
        )
        found[name] = Figure(len(cases), tuple(cases))
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """Something that happened since: its place among all that did, its action, and what to say of it."""

    place: int
    action: str
    words: str


class _Explaining:
    """What happened since a day was signed, to its cases and to the rules."""

    def __init__(self, connection: Connection, signed: SignedDay) -> None:
        self.connection, self.signed = connection, signed
        self._names: Mapping[int, str] = {row.id: row.name for row in connection.execute(select(STAFF.c.id, STAFF.c.name))}
        self._cases: dict[str, list[_Told]] = {}
        self._general: list[_Told] | None = None

    def explained(self, found: Collection[Difference]) -> tuple[Difference, ...]:
        """The differences with why each is, as far as that is known."""
        self._cases = self._events({case for it in found if it.name != "away" for case in self._behind(it)})
        return tuple(self._with_why(it) for it in found)

    def _with_why(self, it: Difference) -> Difference:
        told = self._why(it)
        return replace(it, why=_some([each.words for each in told]), ways=_some([each.action for each in told]))

    def _behind(self, it: Difference) -> tuple[str, ...]:
        """The cases that went and came; where none did, and only their count differs, all of the figure's."""
        return (*it.gone, *it.come) or self.signed.figures.figure(it.name).cases

    def _why(self, it: Difference) -> list[_Told]:
        """Every reason; none when there is a case that went or came for which there is none."""
        if it.name == "away":
            return [told for told in self._rules if told.action in ABSENCES]
        general = self._by_rules(it)
        reasons: list[_Told] = []
        for case in self._behind(it):
            if own := self._of_case(case):
                reasons += [replace(told, words=f"{case} {told.words}") for told in own[:MOST_OF_CASE]]
            elif not general and (it.gone or it.come):
                return []
            else:
                reasons += general
        return reasons or general

    def _of_case(self, case: str) -> list[_Told]:
        events = sorted(self._cases.get(case, ()), key=lambda told: told.place)
        return [told for told in events if told.action not in SINCE] or events

    def _by_rules(self, it: Difference) -> list[_Told]:
        figure = it.name.partition(" ")[0].partition("-")[0]
        return [told for told in self._rules if told.action in RULES] if figure in _BY_RULES else []

    @property
    def _rules(self) -> list[_Told]:
        """What happened since to the rules and the absences."""
        if self._general is None:
            columns = AUDIT.c.id, AUDIT.c.at, AUDIT.c.staff_id, AUDIT.c.action, AUDIT.c.detail
            wanted = AUDIT.c.id > self.signed.event, AUDIT.c.action.in_((*RULES, *ABSENCES))
            rows = self.connection.execute(select(*columns).where(*wanted).order_by(AUDIT.c.id))
            self._general = [_Told(row.id, row.action, self._general_words(row)) for row in rows]
        return self._general

    def _general_words(self, row: Any) -> str:
        what = (RULES | ABSENCES)[row.action]
        if row.action in ABSENCES:
            what = f"{self._name(json.loads(row.detail)['staff'])}: {what}"
        return self._when(what[:1].upper() + what[1:], row.staff_id, row.at)

    def _events(self, references: Collection[str]) -> dict[str, list[_Told]]:
        """What happened to each of these cases since the signing, and to them through a merge, and how their deadlines moved."""
        found: dict[str, list[_Told]] = defaultdict(list)
        for some in in_parts(sorted(references)):
            columns = CASE.c.id, CASE.c.reference, CASE.c.created_at, CASE.c.merged_into
            cases = {row.id: row for row in self.connection.execute(select(*columns).where(CASE.c.reference.in_(some)))}
            for case in cases.values():
                if case.created_at > self.signed.signed_at:
                    words = f"entered {moment_words(case.created_at)}, after the signing"
                    found[case.reference].append(_Told(0, "entered after the signing", words))
            for case_id, told in (*self._merged(cases), *self._audited(cases), *self._moved(cases)):
                found[cases[case_id].reference].append(told)
        return found

    def _audited(self, cases: Mapping[int, Any]) -> Iterator[tuple[int, _Told]]:
        wanted = AUDIT.c.case_id.in_(list(cases)), AUDIT.c.id > self.signed.event, AUDIT.c.action.in_(PAST | SINCE)
        for row in self.connection.execute(select(AUDIT).where(*wanted).order_by(AUDIT.c.id)):
            what = self._what(row, json.loads(row.detail))
            yield row.case_id, _Told(row.id, row.action, self._when(what, row.staff_id, row.at))

    def _what(self, row: Any, detail: Mapping[str, Any]) -> str:
        if row.action not in (UNDONE, REDONE):
            return change_words(row.action, detail, self._name)
        first = self.connection.execute(select(AUDIT.c.action, AUDIT.c.detail).where(AUDIT.c.id == detail["event"])).one()
        what = change_words(first.action, json.loads(first.detail), self._name)
        return f"{'undone' if row.action == UNDONE else 'done again'} ({what})"

    def _merged(self, cases: Mapping[int, Any]) -> Iterator[tuple[int, _Told]]:
        wanted = ENTRY.c.case_id.in_(list(cases)), ENTRY.c.at >= self.signed.signed_at, ENTRY.c.kind.in_(MERGES)
        for row in self.connection.execute(select(ENTRY).where(*wanted).order_by(ENTRY.c.id)):
            yield row.case_id, _Told(0, row.kind, self._when(happened(row.kind, "", row.step), row.staff_id, row.at))

    def _moved(self, cases: Mapping[int, Any]) -> Iterator[tuple[int, _Told]]:
        joined = CLOCK_MOVE.join(CLOCK, CLOCK.c.id == CLOCK_MOVE.c.clock_id)
        columns = CLOCK.c.case_id, CLOCK_MOVE.c.at, CLOCK_MOVE.c.due_to, CLOCK_MOVE.c.why, CLOCK_MOVE.c.staff_id, CLOCK_MOVE.c.id
        wanted = CLOCK.c.case_id.in_(list(cases)), CLOCK_MOVE.c.at >= self.signed.signed_at
        for row in self.connection.execute(select(*columns).select_from(joined).where(*wanted).order_by(CLOCK_MOVE.c.id)):
            words = f"deadline moved to {moment_words(row.due_to)} ({row.why})"
            yield row.case_id, _Told(_LAST + row.id, "deadline moved", self._when(words, row.staff_id, row.at))

    def _when(self, what: str, staff_id: int | None, at: datetime) -> str:
        by = f" by {self._name(staff_id)}" if staff_id is not None else ""
        return f"{what}{by}, {moment_words(at)}"

    def _name(self, staff_id: int | None) -> str:
        return self._names.get(staff_id or 0, "somebody")


_LAST = 1 << 60
"""Places after those of all events of the audit trail."""


def _some(ways: Collection[str]) -> tuple[str, ...]:
    each = tuple(dict.fromkeys(ways))
    return each if len(each) <= MOST_SAID else (*each[: MOST_SAID - 1], f"and {len(each) - MOST_SAID + 1:,} more reasons")
