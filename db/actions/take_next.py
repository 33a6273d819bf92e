"""Taking the next case: the most urgent that nobody has and the member may work."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, literal_column, or_, select

from casework.clocks import standing
from casework.moments import london_date
from casework.permissions import require
from casework.take_next import none_words, passed_words, taken_words
from db.actions.allocate import give
from db.errors import NotPossible
from db.queries.case_needs import case_needs
from db.queries.teams import members
from db.store import Writing
from db.tables.plain import CASE

_FIRST_LOOK, _NEXT_LOOK = 16, 1000
_OF_A_CASE = ("id", "reference", "kind", "person_id", "version", "owner_id", "priority", "paused_at")
_COLUMNS = [CASE.c[name] for name in (*_OF_A_CASE, "next_due_at", "next_warn_at", "next_standard")]
_WAITING: tuple[ColumnElement[bool], ...] = (CASE.c.closed_at.is_(None), CASE.c.owner_id.is_(None))
_DUE, _PRIORITY, _PAUSED = CASE.c.next_due_at, CASE.c.priority, CASE.c.paused_at
_HOW_MANY = select(func.count()).select_from(CASE).where(*_WAITING)
_NONE: Any = literal_column("0")
"""Written out, so that an index of the few cases that have a priority can be used."""
_IN_TURN: tuple[tuple[tuple[ColumnElement[bool], ...], tuple[Any, ...]], ...] = (
    ((_PRIORITY > _NONE, or_(_DUE.is_not(None), _PAUSED.is_(None))), (_PRIORITY.desc(), _DUE.asc().nulls_last(), CASE.c.id)),
    ((_PRIORITY == _NONE, _DUE.is_not(None)), (_DUE, CASE.c.id)),
    ((_PRIORITY == _NONE, _DUE.is_(None), _PAUSED.is_(None)), (CASE.c.id,)),
    ((_DUE.is_(None), _PAUSED.is_not(None)), (_PRIORITY.desc(), CASE.c.id)),
)
"""What is looked through in turn, each with its order: what has a priority, by deadline, what has none, what waits."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The case that was taken, and why this one, in a sentence to be read."""

    reference: str
    case_id: int
    why: str


def take_next(writing: Writing) -> Taken:
    """Take the most urgent open case that nobody has and the member may work.

    One that needs a skill the member lacks is passed over while somebody who has it is in today. Raises NotPossible, saying
    what was passed over, when there is none.
    """
    require(writing.staff.role, "take-case")
    others = _Others(writing)
    for case, needs in _in_turn(writing, bool(others.skills)):
        if others.pass_over(needs):
            continue
        unallocated = writing.session.execute(_HOW_MANY).scalar() or 0
        give(writing, [(case, writing.staff.id)])
        due = (case.next_standard, case.next_due_at, case.next_warn_at, case.paused_at)
        reading = standing(writing.rules, *due, writing.now)
        lacking = tuple(sorted(needs & others.skills))
        why = taken_words(case.reference, case.priority, reading, unallocated, others.passed(), lacking)
        return Taken(case.reference, case.id, why)
    raise NotPossible(none_words(others.passed()))


class _Others:
    """Who else is in today and can do what the member can't, and what is left for them."""

    def __init__(self, writing: Writing) -> None:
        me, here = writing.staff.id, members(writing.session.connection(), london_date(writing.now))
        self.mine = frozenset(skill for it in here if it.id == me for skill in it.skills)
        self.skills = frozenset(skill for it in here for skill in it.skills) - self.mine
        """What somebody else can do, in today or not, and the member can't."""
        self._in = [(it.name, frozenset(it.skills)) for it in here if it.id != me and it.away_until is None and it.skills]
        self._left: Counter[frozenset[str]] = Counter()

    def pass_over(self, needs: frozenset[str]) -> bool:
        """Whether a case that needs this is left for somebody else; it is counted then."""
        left = not needs <= self.mine and any(needs <= has for _, has in self._in)
        self._left[needs] += left
        return left

    def passed(self) -> list[str]:
        """What was left for whom, in words."""
        able = {needs: [name for name, has in self._in if needs <= has] for needs in self._left}
        return [passed_words(number, tuple(sorted(needs)), able[needs]) for needs, number in self._left.items() if number]


def _in_turn(writing: Writing, with_needs: bool) -> Iterator[tuple[Row[Any], frozenset[str]]]:
    """Every open case nobody has, the most urgent first, and what it needs where that is asked for: few at first, then many."""
    how_many = _FIRST_LOOK
    for narrowed, order in _IN_TURN:
        query, offset = select(*_COLUMNS).where(*_WAITING, *narrowed).order_by(*order), 0
        while rows := writing.session.execute(query.limit(how_many).offset(offset)).all():
            needs = case_needs(writing.session.connection(), rows) if with_needs else {}
            yield from ((row, needs.get(row.id, frozenset())) for row in rows)
            if len(rows) < how_many:
                break
            offset, how_many = offset + len(rows), _NEXT_LOOK
