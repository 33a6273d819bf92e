"""What staff type after `/`: words and terms such as `kind:review,enquiry owner:none !phone !tag:urgent due:today`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import cast

from casework.errors import DeskError
from casework.filters.known import Known
from casework.filters.readers import READERS, SHOWN, ReadBy
from casework.filters.split import Piece, pieces, unquoted, values_in
from casework.filters.terms import (
    ANY,
    AWAY,
    BY_LOGIN,
    CLOCK_TERMS,
    KEYS,
    ME,
    MINE,
    NONE,
    OF_ANY_STATUS,
    TERMS,
    Days,
    Filter,
    Status,
    Term,
    Value,
)
from casework.references import Misheard, read_reference
from casework.search_words import wanted_words
from casework.working_days import WorkingCalendar

__all__ = [
    "ANY",
    "AWAY",
    "BY_LOGIN",
    "CLOCK_TERMS",
    "KEYS",
    "ME",
    "MINE",
    "NONE",
    "TERMS",
    "Days",
    "Filter",
    "Known",
    "Status",
    "Term",
    "Value",
    "read_filter",
]

MOST_PARTS = 100
"""How many terms, and values of them, a filter has room for; of plain words, see casework.search_words."""


def read_filter(text: str, today: date, calendar: WorkingCalendar, known: Known | None = None) -> Filter:
    """The filter a person typed; never raises: a term that is not understood is named in `problems` and left out.

    `calendar` counts the working days of `due:<+5wd`. With the names `known` in the record, one that is nobody's is named too;
    without them a name that nobody has keeps no case.
    """
    reading = _Reading(ReadBy(today, calendar, known))
    for piece in pieces(text):
        reading.take(piece)
    return reading.filter()


@dataclass(slots=True)
class _Reading:
    """What was understood so far."""

    by: ReadBy
    plain: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    terms_read: set[str] = field(default_factory=set)
    parts: int = 0
    status: Status | None = None

    def filter(self) -> Filter:
        words = tuple(wanted_words(" ".join(self.plain)))
        without = tuple(filter(None, self.without))
        looks_back = any(term.key in OF_ANY_STATUS for term in self.terms)
        status: Status = self.status or ("any" if looks_back else "open")
        if status == "closed" and any(term.key == "age" for term in self.terms):
            self.problems.append("age: is of open cases. Leave status:closed out, or use received: and closed:.")
        if self.parts > MOST_PARTS:
            self.problems.append(f"{self.parts:,} terms and values are too many. The first {MOST_PARTS} are used.")
        return Filter(words, without, tuple(self.terms), status, tuple(self.problems))

    def take(self, piece: Piece) -> None:
        if not piece.closed:
            self.problems.append(f"A quote is not closed: {piece.text[:SHOWN]}. Type the other one.")
        leaves_out = piece.text.startswith("!")
        typed = piece.text[leaves_out:]
        name, colon, value = typed.partition(":")
        if (colon or leaves_out) and not self._is_new(piece.text):
            return
        if colon and name.lower() in READERS:
            self._term(name.lower(), value, leaves_out)
        elif colon and name.isalpha() and value and not value.startswith("/"):
            self.problems.append(_no_filter(name, listed=any(TERMS in problem for problem in self.problems)))
        elif leaves_out and typed:
            self.without.append(" ".join(wanted_words(unquoted(typed))))
        else:
            self.plain.append(unquoted(typed))
            if (problem := _misheard(typed)) is not None:
                self.problems.append(problem)

    def _is_new(self, term: str) -> bool:
        """Whether a term is one more that there is room for; the same once more is nothing more."""
        if term in self.terms_read:
            return False
        self.terms_read.add(term)
        self.parts += 1
        return self.parts <= MOST_PARTS

    def _term(self, key: str, typed: str, leaves_out: bool) -> None:
        each = dict.fromkeys(plain for piece in values_in(typed) if (plain := unquoted(piece.text).strip()))
        if not each:
            self.problems.append(f"{key}: needs a value.")
            return
        room = MOST_PARTS - self.parts + 1
        self.parts += len(each) - 1
        values = tuple(dict.fromkeys(self._values(key, list(each)[:room])))
        if values and key == "status":
            self._status(cast("set[Status]", set(values)), leaves_out)
        elif values:
            self.terms.append(Term(key, values, leaves_out))

    def _values(self, key: str, typed: Iterable[str]) -> Iterable[Value]:
        for each in typed:
            try:
                yield from READERS[key](each, self.by)
            except DeskError as error:
                self.problems.append(str(error))

    def _status(self, given: set[Status], leaves_out: bool) -> None:
        kept = {"open", "closed"} if ANY in given else set(given)
        if leaves_out:
            kept = {"open", "closed"} - kept
        if not kept:
            self.problems.append("!status: leaves out every case. Use !status:open or !status:closed.")
            return
        self.status = cast("Status", kept.pop() if len(kept) == 1 else ANY)


def _no_filter(name: str, *, listed: bool) -> str:
    """What to say of a term there is not: the nearest one, else all of them where they are not `listed` yet."""
    near = get_close_matches(name.lower(), KEYS, 1)
    instead = f" Do you mean {near[0]}:?" if near else "" if listed else f" Use {TERMS} or words."
    return f"'{name[:SHOWN]}:' is not a filter.{instead}"


def _misheard(typed: str) -> str | None:
    """What is wrong with one of our references, by its check letter."""
    try:
        read_reference(typed)
    except Misheard as error:
        return str(error)
    return None
