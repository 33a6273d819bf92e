"""Why a case is no longer in a list: what somebody did to it, or what time did."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from casework.clocks import Signal, signal
from casework.date_words import clock_time, short_day
from casework.filter_grammar import Filter, Status, Term
from casework.filters.terms import CLOCK_TERMS
from casework.moments import london_date
from casework.priorities import priority_label
from casework.undo_stacks import REDONE, UNDONE
from casework.undo_words import change_words
from casework.waiting import reason_label
from db.queries.queue_filter import Conditions
from db.tables.plain import AUDIT, CASE, CASE_WAIT, STAFF

_LOOKED_BACK = 20
"""Events of a case that are looked through for who did what took it out of the list."""
_UNDOINGS = (UNDONE, REDONE)
_UNDONE_WORDS = {
    "step completed": "a step",
    "case paused": "a wait",
    "case resumed": "a wait's end",
    "clock extended": "more time",
}
"""What was undone or done again, where the event of that names only its action."""
_MOVERS = (
    *(
        "step completed",
        "step withdrawn",
        "case paused",
        "case resumed",
        "received changed",
        "clock extended",
        "extension undone",
    ),
    *("task added", "task done", "task withdrawn", "task not done"),
)
"""What moves the next deadline of a case."""


def where_it_went(connection: Connection, case_id: int, wanted: Filter, now: datetime, me: int | None) -> str:
    """A sentence on why a case is not in the list narrowed to `wanted`, such as `C26-000377P was closed by Tom Baker: answered.`

    It is of the first part of the filter that does not hold: that it is open, then whose it is, then its deadline, then the rest.
    """
    owner = STAFF.c.name.label("owner")
    joined = CASE.outerjoin(STAFF, STAFF.c.id == CASE.c.owner_id)
    row = connection.execute(select(CASE, owner).select_from(joined).where(CASE.c.id == case_id)).one_or_none()
    if row is None:
        return "That case is no longer in the record."
    gone = _Gone(connection, row, wanted, now, me)
    return f"{row.reference} {next(gone.reasons(), 'is in this list again')}."


@dataclass(frozen=True, slots=True)
class _Deed:
    """What was done to the case: by whom, what, when, and the detail of its audit event; `undoes` for a reversal of it."""

    by: int | None
    name: str
    action: str
    at: datetime
    detail: Mapping[str, Any]
    undoes: str = ""


@dataclass(frozen=True, slots=True)
class _Gone:
    """A case that left a list."""

    connection: Connection
    row: Any
    wanted: Filter
    now: datetime
    me: int | None

    def reasons(self) -> Iterator[str]:
        """Each reason in words that follow the reference, the first that is worth telling first."""
        if self.wanted.status == "open" and self.row.merged_into is not None:
            yield self._merged()
        if self.wanted.status == "open" and self.row.closed_at is not None:
            yield self._closed()
        if self.wanted.status == "closed" and self.row.closed_at is None:
            yield f"was opened again{self._by('case reopened', 'case closed')}"
        broken = self._broken()
        for key in ("owner", "team"):
            if key in broken:
                yield self._owned(broken[key])
        if "due" in broken and self.row.closed_at is None:
            yield self._due(broken["due"])
        for key, words in self._others():
            if key in broken:
                yield words(broken[key])
        for key, term in broken.items():
            yield self._spoken() if key == "silent" else f"no longer matches {_typed(term)}: it was changed{self._by_anybody()}"
        if (self.wanted.words or self.wanted.without) and not self._holds(replace(self.wanted, terms=(), status=self._status)):
            yield f"no longer matches the words: what it says was changed{self._by_anybody()}"

    def _broken(self) -> dict[str, Term]:
        """The first term of each key that does not hold; what is asked of one and the same clock is asked together."""
        found: dict[str, Term] = {}
        terms = self.wanted.terms
        standards = tuple(term for term in terms if term.key == "standard" and not term.without)
        of_clocks = tuple(term for term in terms if term.key in CLOCK_TERMS)
        for term in terms:
            beside = (*standards, *of_clocks) if term.key in CLOCK_TERMS else standards if term.key == "due" else ()
            with_it = (term, *(each for each in beside if each is not term))
            if not self._holds(Filter(terms=with_it, status=self._status)):
                found.setdefault(term.key, term)
        return found

    @property
    def _status(self) -> Status:
        return "open" if self.row.closed_at is None else "closed"

    def _holds(self, part: Filter) -> bool:
        kept = Conditions(self.connection, self.now, self.me).query(part, CASE.c.id)
        return self.connection.execute(kept.where(CASE.c.id == self.row.id)).first() is not None

    # Each reason.

    def _merged(self) -> str:
        into = self.connection.execute(select(CASE.c.reference).where(CASE.c.id == self.row.merged_into)).scalar()
        merging = next((deed for deed in self._deeds(self.row.merged_into) if deed.action == "cases merged"), None)
        return f"was merged into {into}{f' by {merging.name}' if merging is not None else ''}"

    def _closed(self) -> str:
        outcome = f": {self.row.outcome}" if self.row.outcome else ""
        return f"was closed{self._by('case closed', 'case reopened')}{outcome}"

    def _owned(self, term: Term) -> str:
        deed = self._last("case allocated")
        if deed is None:
            whose = f"is {self.row.owner}'s" if self.row.owner else "is nobody's"
            return f"{whose} now, so it no longer matches {_typed(term)}"
        if self.row.owner is None:
            return f"was put back in the queue by {deed.name}"
        if deed.by == self.row.owner_id and not deed.undoes:
            return f"was taken by {self.row.owner}"
        return f"was given {'back ' if deed.undoes else ''}to {self.row.owner} by {deed.name}"

    def _due(self, term: Term) -> str:
        asked = " or ".join(_DUE_WORDS.get(str(value), "due then") for value in term.values)
        no_longer = "" if term.without else f", so it is no longer {asked}"
        wait, due_at = self._wait(), self.row.next_due_at
        if wait is not None and (due_at is None or ((mover := self._mover()) is not None and mover.action == "case paused")):
            next_due = f", and is {self._due_now()} beside that" if due_at is not None else ""
            return f"waits for {reason_label(wait.reason)} since {self._moment(wait.paused_at)}{next_due}"
        if due_at is None:
            return f"has no deadline any more{no_longer}{self._moved()}"
        late = signal(due_at, self.row.next_warn_at, self.now) is Signal.OVERDUE
        return f"is {self._due_now()} now{no_longer}{'' if late else self._moved()}"

    def _due_now(self) -> str:
        due_at = self.row.next_due_at
        if signal(due_at, self.row.next_warn_at, self.now) is Signal.OVERDUE:
            return f"overdue since {self._moment(due_at)}"
        return f"due {short_day(london_date(due_at), london_date(self.now))}"

    def _mover(self) -> _Deed | None:
        """What moved its deadline last, if that was today: on another day it was no longer in the list to leave it."""
        deed = self._last(*_MOVERS)
        return deed if deed is not None and london_date(deed.at) == london_date(self.now) else None

    def _moved(self) -> str:
        deed = self._mover()
        if deed is None:
            return ""
        back = {UNDONE: " undone", REDONE: " done again"}.get(deed.undoes, "")
        words = change_words(deed.action, deed.detail, str) if not back else _UNDONE_WORDS.get(deed.action, deed.action)
        return f": {words}{back} by {deed.name}"

    def _others(self) -> Iterator[tuple[str, Callable[[Term], str]]]:
        yield "is", self._state
        yield "tag", self._tagged
        yield "standard", lambda _: f"has no such clock running any more{self._moved()}"

    def _state(self, term: Term) -> str:
        value = str(term.values[0])
        if value in ("urgent", "high"):
            deed = self._last("priority set")
            return f"has {priority_label(self.row.priority)} priority now{f', as {deed.name} said' if deed is not None else ''}"
        wait = self._wait()
        if wait is not None:
            return f"waits for {reason_label(wait.reason)} since {self._moment(wait.paused_at)}"
        if value in ("waiting", "paused"):
            return f"waits no longer: it was resumed{self._by('case resumed', 'case paused')}"
        return f"no longer matches {_typed(term)}: it was changed{self._by_anybody()}"

    def _tagged(self, term: Term) -> str:
        tags = " or ".join(str(value) for value in term.values)
        return f"{'is tagged' if term.without else 'is no longer tagged'} {tags}{self._changed_by('tags changed')}"

    def _spoken(self) -> str:
        deed = self._last("contact added", "letter sent", "callback tried")
        return f"was in touch again: {deed.name} recorded it" if deed is not None else "was in touch again"

    # Who did it.

    def _by(self, *actions: str) -> str:
        deed = self._last(*actions)
        return f" by {deed.name}" if deed is not None else ""

    def _changed_by(self, action: str) -> str:
        deed = self._last(action)
        return f" since {deed.name} changed that" if deed is not None else ""

    def _by_anybody(self) -> str:
        deed = self._last()
        return f" by {deed.name}" if deed is not None else ""

    def _last(self, *actions: str) -> _Deed | None:
        """The last thing done to the case of these, done or undone; of all when none are given."""
        return next((deed for deed in self._deeds(self.row.id) if not actions or deed.action in actions), None)

    def _deeds(self, case_id: int) -> Iterator[_Deed]:
        event = AUDIT.c
        query = (
            select(event.staff_id, STAFF.c.name, event.action, event.at, event.detail)
            .select_from(AUDIT.outerjoin(STAFF, STAFF.c.id == event.staff_id))
            .where(event.case_id == case_id)
            .order_by(event.id.desc())
            .limit(_LOOKED_BACK)
        )
        for by, name, action, at, text in self.connection.execute(query).all():
            detail = json.loads(text)
            undoes = action if action in _UNDOINGS else ""
            what = str(detail.get("what", "")) if undoes else action
            yield _Deed(by, self._named(by, name), what, at, detail, undoes)

    def _named(self, by: int | None, name: str | None) -> str:
        return "you" if by is not None and by == self.me else name or "somebody"

    def _wait(self) -> Any:
        stands = CASE_WAIT.c.withdrawn_at.is_(None), CASE_WAIT.c.resumed_at.is_(None)
        return self.connection.execute(select(CASE_WAIT).where(CASE_WAIT.c.case_id == self.row.id, *stands)).first()

    def _moment(self, moment: datetime) -> str:
        """`14:02` of today, `Fri 21 Nov` of another day."""
        day, today = london_date(moment), london_date(self.now)
        return clock_time(moment) if day == today else short_day(day, today)


def _typed(term: Term) -> str:
    """A term as it could be typed."""
    return f"{'!' if term.without else ''}{term.key}:{','.join(map(str, term.values))}"


_DUE_WORDS = {
    "overdue": "overdue",
    "today": "due today",
    "soon": "due soon",
    "week": "due this week",
    "none": "without a deadline",
}
