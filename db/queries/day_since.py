"""What happened since a day was signed, to its cases and to the rules: the audit trail's events, and what each can change."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, or_, select

from casework.date_words import moment_words
from casework.summaries.day_movers import CLOSED_BY_FILE, Happened
from casework.summaries.day_snapshot import SignedDay
from casework.undo_stacks import REDONE, UNDONE
from casework.undo_words import change_words
from db.bulk import in_parts
from db.tables.plain import AUDIT, CASE, CASE_WAIT, CLOCK, CLOCK_MOVE, ENTRY, STAFF

CALENDAR: Final = "calendar changed"
RULES: Final = {
    CALENDAR: CALENDAR,
    "office hours changed": "office hours changed",
    "office hours taken back": "change of the office hours taken back",
    "standard changed": "a standard changed",
    "standard change taken back": "change of a standard taken back",
}
"""What moves the deadlines of many cases at once."""
ABSENCES: Final = ("absence entered", "absence taken back")
BROUGHT_IN: Final = "cases brought in"
_LOGGED: Final = "contact logged"
_MERGES: Final = {"cases merged": "merged into another case", "cases unmerged": "merge taken back"}
"""What the audit trail tells of on the case that was kept, and that changes only the duplicate."""
_OF_ENTRY: Final = ("step withdrawn", "task not done")
"""What takes back a thing done at the moment of its line of the timeline."""
Moves: TypeAlias = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An audit event since the signing, as it concerns a case, or somebody who was away: what to say of it.

    `way` says it without a name; `happened` is what it can have changed.
    """

    id: int
    of: str
    words: str
    way: str
    happened: Happened

    @property
    def is_general(self) -> bool:
        """Whether it was done to many cases in one go, or to none."""
        return self.happened.action in (*RULES, *ABSENCES, BROUGHT_IN, CLOSED_BY_FILE)


class Since:
    """What happened since a day was signed."""

    def __init__(self, connection: Connection, signed: SignedDay) -> None:
        """Reads what was done to the rules, to absences and by files; each is of no case in the audit trail."""
        self._connection, self._signed = connection, signed
        self._names: Mapping[int | None, str] = {row.id: row.name for row in connection.execute(select(STAFF.c.id, STAFF.c.name))}
        self.general = tuple(self._read_general())

    def of_cases(self, references: Collection[str]) -> Mapping[str, list[Told]]:
        """What was done since that concerns each of these cases, in the order it was done."""
        found: dict[str, list[Told]] = defaultdict(list)
        for some in in_parts(sorted(references)):
            columns = (CASE.c[name] for name in ("id", "reference", "source", "created_at"))
            cases = {row.id: row for row in self._connection.execute(select(*columns).where(CASE.c.reference.in_(some)))}
            moves, waited = self._moves(list(cases)), self._waited(list(cases))
            for case_id, row in (*self._own(list(cases)), *self._merged(cases)):
                told = self._told(cases[case_id].reference, row, case_id in waited, moves.get((case_id, row.at), ()))
                found[told.of].append(told)
            for case, told in self._done_to_many(cases, moves, waited):
                found[case].append(told)
        return {case: sorted(events, key=lambda told: told.id) for case, events in found.items()}

    def _read_general(self) -> Iterator[Told]:
        actions = AUDIT.c.action.in_([*RULES, *ABSENCES, BROUGHT_IN])
        wanted = AUDIT.c.case_id.is_(None), AUDIT.c.id > self._signed.event, actions
        for row in self._connection.execute(select(AUDIT).where(*wanted).order_by(AUDIT.c.id)):
            detail, of, way = json.loads(row.detail), "", RULES.get(row.action, row.action)
            what = way[:1].upper() + way[1:]
            if row.action in ABSENCES:
                of = self._name(detail["staff"])
                what = f"{of}: {way}"
            elif row.action == BROUGHT_IN:
                what = f"{what} from {detail['file']}"
            yield Told(row.id, of, self._when(what, row), way, Happened(row.action, detail, row.at))

    def _own(self, cases: list[int]) -> Iterator[tuple[int, Any]]:
        """What was done to them; a merge is told of on the case that was kept, and does nothing to that one."""
        wanted = AUDIT.c.case_id.in_(cases), AUDIT.c.id > self._signed.event, AUDIT.c.action.not_in(_MERGES)
        for row in self._connection.execute(select(AUDIT).where(*wanted)):
            if row.action not in (UNDONE, REDONE) or json.loads(row.detail)["what"] not in _MERGES:
                yield row.case_id, row

    def _merged(self, cases: Mapping[int, Any]) -> Iterator[tuple[int, Any]]:
        """What was told on other cases of merging these into them; their own timelines say into which."""
        into = ENTRY.c.kind.in_(("merged", "merge taken back")), ENTRY.c.step.startswith("into ")
        told = select(ENTRY.c.step).where(ENTRY.c.case_id.in_(list(cases)), *into)
        kept = {step.removeprefix("into ") for step in self._connection.execute(told).scalars()}
        for some in in_parts(sorted(kept)):
            ids = select(CASE.c.id).where(CASE.c.reference.in_(some))
            wanted = AUDIT.c.case_id.in_(ids), AUDIT.c.id > self._signed.event, AUDIT.c.action.in_(_MERGES)
            for row in self._connection.execute(select(AUDIT).where(*wanted)):
                duplicate = json.loads(row.detail)["duplicate"]
                if duplicate in cases:
                    yield duplicate, row

    def _done_to_many(
        self, cases: Mapping[int, Any], moves: Mapping[tuple[int, datetime], Moves], waited: Collection[int]
    ) -> Iterator[tuple[str, Told]]:
        """What was done to the rules that moved a deadline of a case, and the files by which one came in or was closed."""
        for told in self.general:
            it, ended = told.happened, dict(told.happened.detail.get("closed", ()))
            for case in cases.values():
                moved = moves.get((case.id, it.done_at), ())
                if it.action in RULES and moved:
                    yield case.reference, replace(told, happened=replace(it, moves=moved))
                elif it.action == BROUGHT_IN and case.id in ended:
                    closing = Happened(CLOSED_BY_FILE, {}, datetime.fromisoformat(ended[case.id]), case.id in waited)
                    yield case.reference, replace(told, happened=closing)
                elif it.action == BROUGHT_IN and (case.source, case.created_at) == (it.detail["source"], it.done_at):
                    yield case.reference, told

    def _told(self, case: str, row: Any, waited: bool, moves: Moves) -> Told:
        """An event as it concerns a case; one that took something back, or did it again, as what that was."""
        action, detail, at, what = row.action, json.loads(row.detail), row.at, ""
        if action in (UNDONE, REDONE):
            columns = AUDIT.c.action, AUDIT.c.detail, AUDIT.c.at
            first = self._connection.execute(select(*columns).where(AUDIT.c.id == detail["event"])).one()
            action, detail, at = first.action, json.loads(first.detail), first.at
            what = f"{'undone' if row.action == UNDONE else 'done again'} ({self._words(action, detail)})"
        if action in _OF_ENTRY:
            at = self._connection.execute(select(ENTRY.c.at).where(ENTRY.c.id == detail["entry"])).scalar() or at
        what = what or self._words(action, detail)
        return Told(
            row.id, case, self._when(f"{case} {what}", row), _way(row.action, action), Happened(action, detail, at, waited, moves)
        )

    def _words(self, action: str, detail: Mapping[str, Any]) -> str:
        if action == "received changed":
            before, after = (moment_words(datetime.fromisoformat(detail[name])) for name in ("before", "received"))
            return f"received moved from {before} to {after}"
        return _way(action, action) if action in (_LOGGED, *_MERGES) else change_words(action, detail, self._name)

    def _moves(self, cases: list[int]) -> Mapping[tuple[int, datetime], Moves]:
        """From when to when deadlines of these cases moved, by the case and when that was done; what was done then did it."""
        joined = CLOCK_MOVE.join(CLOCK, CLOCK.c.id == CLOCK_MOVE.c.clock_id)
        columns = CLOCK.c.case_id, CLOCK_MOVE.c.at, CLOCK_MOVE.c.due_from, CLOCK_MOVE.c.due_to
        found: dict[tuple[int, datetime], Moves] = {}
        for row in self._connection.execute(select(*columns).select_from(joined).where(CLOCK.c.case_id.in_(cases))):
            found[row.case_id, row.at] = (*found.get((row.case_id, row.at), ()), (row.due_from, row.due_to))
        return found

    def _waited(self, cases: list[int]) -> set[int]:
        """Those that waited for somebody else as the day ended, also where that was taken back since."""
        until = self._signed.figures.until
        at_end = CASE_WAIT.c.paused_at <= until, or_(CASE_WAIT.c.resumed_at.is_(None), CASE_WAIT.c.resumed_at > until)
        return set(self._connection.execute(select(CASE_WAIT.c.case_id).where(CASE_WAIT.c.case_id.in_(cases), *at_end)).scalars())

    def _when(self, what: str, row: Any) -> str:
        by = f" by {self._name(row.staff_id)}" if row.staff_id is not None else ""
        return f"{what}{by}, {moment_words(row.at)}"

    def _name(self, staff_id: int | None) -> str:
        return self._names.get(staff_id, "somebody")


def _way(action: str, was: str) -> str:
    """What was done, for those who may not see to which case or by whom."""
    what = "entered after the signing" if was == _LOGGED else _MERGES.get(was, was)
    return {UNDONE: f"undone ({what})", REDONE: f"done again ({what})"}.get(action, what)
