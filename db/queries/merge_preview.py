"""What merging would come to, before anybody merges: the two cases, or the two records of a person, side by side."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from casework.date_words import moment_words, short_day
from casework.kinds import kinds
from casework.merged_people import MergedDetails, merged_details
from casework.moments import london_date
from casework.rules import Rules
from db.queries.case import CaseView, one_case
from db.queries.person import PersonView, one_person
from db.tables.plain import CASE, TASK


@dataclass(frozen=True, slots=True)
class CaseMerge:
    """The case that would be kept, the duplicate, and how many things still to be done would be withdrawn with it."""

    kept: CaseView
    duplicate: CaseView
    tasks: int


@dataclass(frozen=True, slots=True)
class PeopleMerge:
    """The record that would be kept, the one merged into it with its number of cases, and what comes of the details."""

    kept: PersonView
    merged: PersonView
    cases: int
    details: MergedDetails


def case_merge(connection: Connection, one_id: int, other_id: int) -> CaseMerge:
    """Two cases of which one is to be merged: the one received first is kept. Raises CaseNotFound."""
    kept, duplicate = sorted(
        (one_case(connection, one_id), one_case(connection, other_id)), key=lambda case: (case.received_at, case.id)
    )
    undone = (TASK.c.case_id == duplicate.id, TASK.c.done_at.is_(None), TASK.c.withdrawn_at.is_(None))
    tasks = connection.execute(select(func.count()).select_from(TASK).where(*undone)).scalar() or 0
    return CaseMerge(kept, duplicate, tasks)


def people_merge(connection: Connection, person_id: int, into_id: int) -> PeopleMerge:
    """Two records of which the first is to be merged into the other. Raises PersonNotFound."""
    merged, kept = one_person(connection, person_id), one_person(connection, into_id)
    cases = connection.execute(select(func.count()).select_from(CASE).where(CASE.c.person_id == person_id)).scalar() or 0
    return PeopleMerge(kept, merged, cases, merged_details(kept.typed, merged.typed))


def side_by_side(found: CaseMerge, rules: Rules, now: datetime) -> list[tuple[str, str, str]]:
    """Each thing to compare: its label, how it is on the case that is kept, and how on the duplicate."""
    both = (found.kept, found.duplicate)

    def row(label: str, first: str, second: str) -> tuple[str, str, str]:
        return label, first, second

    return [
        row("Reference", *(case.reference for case in both)),
        row("Kind", *(kinds()[case.kind].title for case in both)),
        row("Received", *(moment_words(case.received_at) for case in both)),
        row("From", *(case.person or "name not given" for case in both)),
        row("Status", *(case.status for case in both)),
        row("Owner", *(case.owner or "nobody" for case in both)),
        row("Clocks", *(_clocks(case, rules, now) for case in both)),
        row("About", *(case.subject for case in both)),
    ]


def _clocks(case: CaseView, rules: Rules, now: datetime) -> str:
    """The promises of a case and their days, a line each."""
    today = london_date(now)
    said = [f"{rules.standards[it.standard].promise} {short_day(london_date(it.due_at), today)}" for it in case.running]
    return "\n".join(said) or "none runs"
