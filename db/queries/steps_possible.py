"""Which steps can be recorded on which of several cases."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from casework.steps import open_steps
from db.bulk import in_parts
from db.tables.plain import CASE, ENTRY


def steps_possible(connection: Connection, case_ids: Sequence[int]) -> Mapping[str, int]:
    """On how many of the cases each step can be recorded now; none on a closed or merged case."""
    found: Counter[str] = Counter()
    for part in in_parts(case_ids):
        done: dict[int, set[str]] = defaultdict(set)
        recorded = select(ENTRY.c.case_id, ENTRY.c.step).where(ENTRY.c.kind == "step", ENTRY.c.withdrawn_at.is_(None))
        for case_id, step in connection.execute(recorded.where(ENTRY.c.case_id.in_(part))):
            done[case_id].add(step)
        is_open = CASE.c.closed_at.is_(None), CASE.c.merged_into.is_(None)
        for case_id, kind in connection.execute(select(CASE.c.id, CASE.c.kind).where(CASE.c.id.in_(part), *is_open)):
            found.update(open_steps(kind, done[case_id]))
    return found
