"""One member of staff at work on a store others work on too: python -m tests.db.simulated_week ADDRESS LOGIN SEED.

Each line read is a turn, as JSON: the moment, whether the clock runs on from it, and how much to do. Each line written is what
was done in it, also as JSON: every write that was kept, as its audit action and the case's reference, and how many of what were
refused. What is done is as the seed has it; what it meets depends on the others.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import select

from casework.calendars import DIVISIONS, ChangeKind, DayChange
from casework.contact import Contact
from casework.errors import DeskError
from casework.kinds import channels, kinds, known_steps
from casework.moments import at_london_time, london_date
from casework.timesource import SetTime
from casework.waiting import wait_reasons
from db.actions.add_note import AddNote, add_note
from db.actions.allocate import Allocate, allocate
from db.actions.change_days import ChangeDays, change_days
from db.actions.change_standards import ChangeStandard, TakeStandardBack, change_standard, take_standard_back
from db.actions.close_case import CloseCase, close_case
from db.actions.complete_step import CompleteStep, complete_step
from db.actions.extend import ExtendClock, UndoExtension, extend_clock, undo_extension
from db.actions.log_contact import log_contact
from db.actions.put_right import ChangeReceived, ReopenCase, WithdrawStep, change_received, reopen_case, withdraw_step
from db.actions.staff import signed_in
from db.actions.take_next import take_next
from db.actions.wait import PauseCase, ResumeCase, pause_case, resume_case
from db.errors import StoreUnavailable
from db.location import location
from db.opening import opened
from db.queries.case import CaseView, one_case
from db.queries.staff import staff_list
from db.staff_member import StaffMember
from db.store import Store, Writing
from db.tables.plain import CASE, CASE_WAIT

_Result = TypeVar("_Result")
Done: TypeAlias = tuple[str, str]
"""A write that was kept: its action as the audit trail names it, and the reference of the case, if it was of one."""
Deed: TypeAlias = Callable[[], Done | None]
Act: TypeAlias = Callable[[Writing], object]
READ_AT_ONCE = 6
"""Cases read before any of them is worked on, so that others may change them meanwhile."""
HOT = 50
"""The latest cases, on which half of the work is done, so that people get in each other's way."""
FAVOURED = ("review", "complaint", "enquiry", "foi", "sar")
BOUNDARIES = (time(0), time(9), time(16, 59, 59, 999999), time(17), time(17, 0, 0, 1), time(23, 59, 59, 999999), time(1, 30))
DEEDS = {"step": 34, "pause": 18, "extend": 9, "received": 7, "close": 9, "give": 4, "note": 2, "resume": 1, "reopen": 1}
ON_A_CLOSED_CASE = {"reopen": 20, "note": 3, "step": 1, "received": 1, "give": 1, "undo": 1, "withdraw": 1}
IF_IT_WAITS = {"resume": 60}
IF_LONGER = {"undo": 30}
IF_ANY_STEP = {"withdraw": 25}
IF_ALL_IS_LATE = {"pause": 1, "extend": 1}
LOGGED_AT_ONCE = 5
TRIES = 6
OFFICE_WORK = 0.07
LOGS_MORE = 0.05
TAKES = 0.03
LENGTHS: Sequence[tuple[str, dict[str, Any]]] = (
    ("enquiry-reply", {"length": 5}),
    ("enquiry-reply", {"length": 30, "unit": "working hours", "warn": 4}),
    ("complaint-notify", {"length": 4, "receipt": "actual day"}),
    ("review-decision", {"length": 28, "unit": "calendar days", "calendar": None}),
    ("keep-informed", {"length": 21, "warn": 3}),
    ("review-papers", {"length": 9, "waits_for": None}),
    ("service-complaint-reply", {"length": 1, "unit": "calendar months"}),
    ("alternative-format", {"length": 12, "unit": "working hours", "warn": 2, "receipt": "office hours"}),
)


AUDITED = {
    "step": "step completed",
    "pause": "case paused",
    "resume": "case resumed",
    "extend": "clock extended",
    "undo": "extension undone",
    "withdraw": "step withdrawn",
    "received": "received changed",
    "close": "case closed",
    "reopen": "case reopened",
    "give": "case allocated",
    "note": "note added",
}


@dataclass
class Worker:
    """Somebody with a store, a clock and a will of their own."""

    store: Store
    staff: StaffMember
    time: SetTime
    chance: Random
    kept: list[Done] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    doing: str = ""

    def turn(self, at: datetime, runs: bool, logs: int, deeds: int) -> str:
        """Log so many contacts and do so many other things at a moment; gives what was kept and refused, as JSON."""
        self.kept, self.refused = [], Counter()
        self.time.set(at)
        everyone = self._everyone()
        for first in range(0, logs, LOGGED_AT_ONCE):
            self._log_many(min(LOGGED_AT_ONCE, logs - first))
            self._pass(runs)
        views: list[CaseView] = []
        for _ in range(deeds):
            views = views or self._read()
            self._try(self._chosen(views, everyone))
            self._pass(runs)
        return json.dumps({"kept": self.kept, "refused": self.refused})

    def _pass(self, runs: bool) -> None:
        if runs:
            self.time.advance(timedelta(microseconds=self.chance.randrange(1, 40_000)))

    def _chosen(self, views: list[CaseView], everyone: Sequence[StaffMember]) -> Deed:
        """What to do next: something of the office's, or something that may fit the next of the cases read."""
        luck = self.chance.random()
        if luck < OFFICE_WORK and self.staff.role == "administrator":
            return self.chance.choice((self._change_days, self._change_days, self._change_standard))
        if luck > 1 - LOGS_MORE:
            return self._log
        if luck > 1 - LOGS_MORE - TAKES:
            return self._take
        view = views.pop()
        weights = dict(ON_A_CLOSED_CASE if view.closed_at is not None else DEEDS)
        if view.closed_at is None:
            weights |= IF_IT_WAITS if view.waiting else {}
            weights |= {} if any(clock.due_at > self.time.now() for clock in view.running) else IF_ALL_IS_LATE
            weights |= IF_LONGER if view.extensions else {}
            weights |= IF_ANY_STEP if any(entry.kind == "step" for entry in view.timeline) else {}
        (name,) = self.chance.choices(list(weights), list(weights.values()))
        return lambda: self._on_a_case(name, view, everyone)

    def _everyone(self) -> list[StaffMember]:
        with self.store.reading() as connection:
            return staff_list(connection)

    def _read(self) -> list[CaseView]:
        """Some cases as they stand now."""
        with self.store.reading() as connection:
            everything = connection.execute(select(CASE.c.id).order_by(CASE.c.id)).scalars().all()
            waiting = connection.execute(select(CASE_WAIT.c.case_id).where(CASE_WAIT.c.resumed_at.is_(None))).scalars().all()
            among = self.chance.choices((everything[-HOT:], waiting or everything, everything), (5, 2, 3))[0]
            return [one_case(connection, self.chance.choice(among)) for _ in range(READ_AT_ONCE)]

    def _try(self, deed: Deed) -> None:
        """Do one thing; a refusal is what the desk is there for, anything else that goes wrong ends the program."""
        self.doing = ""
        try:
            done = deed()
        except DeskError as error:
            self.refused[f"{self.doing}: {type(error).__name__}"] += 1
        else:
            if done is not None:
                self.kept.append(done)

    def _on_a_case(self, name: str, view: CaseView, everyone: Sequence[StaffMember]) -> Done | None:
        self.doing = name
        act: Act | None = self._give(view, everyone) if name == "give" else getattr(self, f"_{name}")(view)
        if act is None or self._write(act) == 0:
            return None
        return AUDITED[name], view.reference

    def _write(self, act: Callable[[Writing], _Result]) -> _Result:
        """Write in one transaction; when others hold the store for too long, try again, as its refusal asks."""
        for _ in range(TRIES):
            try:
                with self.store.writing(self.staff, self.time.now()) as writing:
                    return act(writing)
            except StoreUnavailable as error:
                self.refused["the store was held"] += 1
                held = error
        raise held

    def _log_many(self, how_many: int) -> None:
        """Log some contacts in one transaction, which is quicker."""
        contacts = [self._contact() for _ in range(how_many)]
        for logged in self._write(lambda writing: [log_contact(writing, contact) for contact in contacts]):
            self.kept.append(("contact logged", logged.reference))

    def _log(self) -> Done:
        self.doing, contact = "log", self._contact()
        return "contact logged", self._write(lambda writing: log_contact(writing, contact)).reference

    def _contact(self) -> Contact:
        kind = self.chance.choice([*kinds(), *FAVOURED * 2])
        received_at = self._arrival() if self.chance.random() < 0.8 else None
        return Contact(kind, "Stop and search in Leeds", channel=self.chance.choice(list(channels())), received_at=received_at)

    def _take(self) -> Done:
        self.doing = "take"
        return "case allocated", self._write(take_next).reference

    def _arrival(self) -> datetime:
        """A moment of the last weeks, often one at which a day or the office begins or ends."""
        now = self.time.now()
        day = london_date(now) - timedelta(days=int(self.chance.triangular(0, 60, 8)))
        clock = self.chance.choice(BOUNDARIES) if self.chance.random() < 0.4 else time(self.chance.randrange(24), 7, 3)
        return min(at_london_time(day, clock), now)

    def _step(self, view: CaseView) -> Act | None:
        if any(clock.started_at == self.time.now() for clock in view.clocks):
            return None
        step = self.chance.choice(kinds()[view.kind].steps)
        return lambda writing: complete_step(
            writing, CompleteStep(view.id, view.version, step, "done", next(iter(known_steps()[step].chooses), ""))
        )

    def _pause(self, view: CaseView) -> Act:
        likely = ("clarification",) * 4 if view.kind in ("foi", "sar") else ()
        reason = self.chance.choice((*wait_reasons(), *likely))
        return lambda writing: pause_case(writing, PauseCase(view.id, view.version, reason, "whoever it is"))

    def _resume(self, view: CaseView) -> Act:
        return lambda writing: resume_case(writing, ResumeCase(view.id, view.version))

    def _extend(self, view: CaseView) -> Act | None:
        if not view.running:
            return None
        clock, units = self.chance.choice(view.running), self.chance.choice((1, 2, 5, 12))
        return lambda writing: extend_clock(writing, ExtendClock(view.id, view.version, clock.id, units, "more to read"))

    def _undo(self, view: CaseView) -> Act | None:
        if not view.extensions:
            return None
        extension = self.chance.choice(view.extensions).id
        return lambda writing: undo_extension(writing, UndoExtension(view.id, view.version, extension))

    def _withdraw(self, view: CaseView) -> Act | None:
        steps = [entry.id for entry in view.timeline if entry.kind == "step"]
        if not steps:
            return None
        entry = self.chance.choice(steps)
        return lambda writing: withdraw_step(writing, WithdrawStep(view.id, view.version, entry, "not done"))

    def _received(self, view: CaseView) -> Act | None:
        received_at = self._arrival()
        if any(entry.at == received_at for entry in view.timeline):
            return None
        return lambda writing: change_received(writing, ChangeReceived(view.id, view.version, received_at, "as stamped"))

    def _close(self, view: CaseView) -> Act:
        outcome = self.chance.choice(kinds()[view.kind].outcomes)
        return lambda writing: close_case(writing, CloseCase(view.id, view.version, outcome, asks=False))

    def _reopen(self, view: CaseView) -> Act:
        return lambda writing: reopen_case(writing, ReopenCase(view.id, view.version, "not over"))

    def _give(self, view: CaseView, everyone: Sequence[StaffMember]) -> Act:
        owner = self.chance.choice([None, *(member.id for member in everyone)])
        return lambda writing: allocate(writing, Allocate([(view.id, view.version)], owner))

    def _note(self, view: CaseView) -> Act:
        return lambda writing: add_note(writing, AddNote(view.id, "rang back"))

    def _change_days(self) -> Done:
        """Enter or withdraw a day: a closure, a holiday nobody published, a published one that is worked."""
        self.doing = "days"
        entered = self.store.refresh_rules().calendars.changes
        if entered and self.chance.random() < 0.45:
            command = ChangeDays(withdraw=(self.chance.choice(entered),))
        else:
            kind: ChangeKind = self.chance.choice(("closure", "closure", "bank holiday", "worked"))
            region = "" if kind == "closure" else self.chance.choice(DIVISIONS)
            command = ChangeDays(add=(DayChange(self._some_day(), kind, "Flood" if kind != "worked" else "", region),))
        self._write(lambda writing: change_days(writing, command))
        return "calendar changed", ""

    def _some_day(self) -> date:
        today = london_date(self.time.now())
        known = (date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29))
        near = today + timedelta(days=self.chance.randrange(-20, 60))
        return self.chance.choice((*known, near, near, near, near, near))

    def _change_standard(self) -> Done:
        """Change a standard from a day round about now, or take its last change back."""
        self.doing = "standard"
        id_, changes = self.chance.choice(LENGTHS)
        if self.chance.random() < 0.4:
            self._write(lambda writing: take_standard_back(writing, TakeStandardBack(id_)))
            return "standard change taken back", ""
        from_day = london_date(self.time.now()) + timedelta(days=self.chance.randrange(-30, 4))
        self._write(lambda writing: change_standard(writing, ChangeStandard(id_, from_day, changes)))
        return "standard changed", ""


def main(address: str, login: str, seed: int) -> None:
    """Take turns as they are asked for, until there are no more."""
    first = datetime.fromisoformat("2026-10-23T15:00:00+00:00")
    store = opened(location(address), first)
    member, _ = signed_in(store, login, login, first)
    worker = Worker(store, member, SetTime(first), Random(seed))
    for line in sys.stdin:
        asked = json.loads(line)
        done = worker.turn(datetime.fromisoformat(asked["at"]), asked["runs"], asked["logs"], asked["deeds"])
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
