"""What each row means for the record: a new case, a repeat, an addition to a known case, or its closing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from casework.foreign.rows import ForeignRow


@dataclass(slots=True)
class KnownCase:
    """A case as the import knows it so far: `id` is None until it is in the record, `first` is the row that made it."""

    id: int | None
    received_at: datetime
    closed_at: datetime | None
    first: ForeignRow | None = None


@dataclass(slots=True)
class Plan:
    """What a batch of rows comes to, in the order of the file."""

    made: list[KnownCase] = field(default_factory=list)
    entries: list[tuple[KnownCase, ForeignRow]] = field(default_factory=list)
    closed: list[KnownCase] = field(default_factory=list)
    closings: list[tuple[KnownCase, ForeignRow]] = field(default_factory=list)
    repeated: int = 0

    @property
    def added(self) -> int:
        """How many rows are additions to a case that another row made."""
        return len(self.entries) + len(self.closings)

    @property
    def changes_nothing(self) -> bool:
        """Whether the record already holds all of it."""
        return not (self.made or self.entries or self.closings)


def sort_rows(rows: Iterable[ForeignRow], cases: dict[str, KnownCase], marks: Collection[bytes]) -> Plan:
    """A plan for a batch, given the cases its references name and the marks of its rows that the record already has.

    A case still open is closed by the first row that tells of its closing, also when the row itself is known from an
    import that left its closing out. `cases` is kept up to date.
    """
    plan = Plan()
    seen = set(marks)
    for row in rows:
        case = cases.get(row.reference)
        if case is None:
            case = cases[row.reference] = KnownCase(None, row.received_at, row.closed_at, row)
            plan.made.append(case)
        elif row.digest in seen:
            plan.repeated += 1
            continue
        elif (row.left_open or row.closed_at is not None) and row.digest_if_open in seen:
            if row.left_open or case.closed_at == _closing(case, row):
                plan.repeated += 1
                continue
            _add(plan, case, row, is_known=True)
        else:
            _add(plan, case, row, is_known=False)
        seen.add(row.mark)
    return plan


def _add(plan: Plan, case: KnownCase, row: ForeignRow, *, is_known: bool) -> None:
    closes = row.closed_at is not None and case.closed_at is None
    if closes:
        case.closed_at = _closing(case, row)
        if case.id is not None:
            plan.closed.append(case)
    (plan.closings if closes and is_known else plan.entries).append((case, row))


def _closing(case: KnownCase, row: ForeignRow) -> datetime | None:
    return None if row.closed_at is None else max(row.closed_at, case.received_at)
