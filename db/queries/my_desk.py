"""A member's desk: their open work, what they promised to do, what they were writing, what they were given, what changed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from textwrap import wrap
from typing import Any

from sqlalchemy import Connection, Row, select

from casework.concerns import MARK
from casework.date_words import short_day
from casework.draft_words import OF_ENTRY, OF_PERSON, draft_named, draft_words, first_line
from casework.filter_grammar import ME, Filter, Term
from casework.kinds import kinds
from casework.moments import london_date, start_of_date
from casework.rules import Rules
from casework.summaries.day_handover import handover_lines
from casework.summaries.day_snapshot import NoteSaid
from casework.summaries.my_desk import TITLES, DeskLine, DeskPart, MyDesk, changes_title
from casework.tasks import CALL_BACK
from db import settings
from db.queries.day_handover import handed_over, handover, last_working_day, signed_by
from db.queries.overnight import changes, last_here, office_closed
from db.queries.own_settings import own_settings
from db.queries.queue import QueueRow, queue_count, queue_window
from db.queries.tasks import TaskView, open_tasks
from db.tables.plain import CASE, DRAFT, ENTRY, PERSON, STAFF

MOST = 200
"""How many lines of a part are read."""
NOTE_CELLS = 36
"""How much of a note stands on a line, so that it is whole at 80 columns."""
BELOW = " "
"""What stands before the further lines of a note."""
_GIVEN = (ENTRY.c.case_id, ENTRY.c.at, ENTRY.c.staff_id, CASE.c.reference, CASE.c.kind, CASE.c.subject)


def my_desk(connection: Connection, rules: Rules, staff_id: int, now: datetime, looked_at: datetime | None = None) -> MyDesk:
    """A member's desk now; given to them counts what was since `looked_at`, or since they last looked, as they keep it."""
    looked_at = looked_at or last_looked(connection, staff_id)
    here_at = last_here(connection, staff_id, now)
    since = here_at or office_closed(rules, now)
    changed = changes(connection, rules, staff_id, since, now)
    parts = (
        *_handover(connection, rules, now, looked_at),
        _work(connection, staff_id, now),
        _tasks(connection, staff_id),
        _drafts(connection, staff_id),
        _given(connection, staff_id, looked_at),
        DeskPart(
            "changes",
            changes_title(since, now, was_here=here_at is not None),
            changed.lines,
            changed.total,
            "nothing changed on your cases.",
        ),
    )
    return MyDesk(parts, now, since, looked_at)


def _handover(connection: Connection, rules: Rules, now: datetime, looked_at: datetime | None) -> Iterator[DeskPart]:
    """On a working day what the one before handed over, until it was looked at; a note that was left since is new again."""
    today = london_date(now)
    day = last_working_day(rules, now)
    notes = handed_over(connection, day, today) if rules.calendars.ours.is_working_day(today) else None
    if notes is None:
        return
    first_look = looked_at is None or looked_at < start_of_date(today)
    told = [note for note in notes if first_look or looked_at is None or note.at > looked_at]
    lines = [line for number, note in enumerate(told) for line in _note(number, note)]
    if first_look:
        numbers = handover_lines(handover(connection, rules, day, now))
        lines += [
            DeskLine(f"start {line.label}", line.words, label=line.label, filter=line.filter, cases=line.cases)
            for line in numbers
        ]
    if lines:
        by = signed_by(connection, day)
        title = f"{TITLES['handover']} from {short_day(day, today)}{f', signed by {by}' if by else ''}"
        yield DeskPart("handover", title, tuple(lines[:MOST]), len(lines), "")


def _note(number: int, note: NoteSaid) -> Iterator[DeskLine]:
    """A note for the next shift, whole: a line for each of its own that fits, the first with who left it and when."""
    typed = f"{note.by}: {note.text}".rstrip("\n").split("\n")
    parts = [part for line in typed for part in wrap(line, NOTE_CELLS, drop_whitespace=False) or [""]]
    for place, words in enumerate(parts):
        yield DeskLine(f"note {number} {place}", words, at=None if place else note.at, label=BELOW if place else "")


def last_looked(connection: Connection, staff_id: int) -> datetime | None:
    """When a member last looked at what was given to them, None for one who never did."""
    kept = own_settings(connection, staff_id).get(settings.DESK_SEEN_AT)
    return None if kept is None else datetime.fromisoformat(kept)


def _work(connection: Connection, staff_id: int, now: datetime) -> DeskPart:
    mine = Filter(terms=(Term("owner", (ME,)),))
    rows = queue_window(connection, mine, now, staff_id, 0, MOST)
    total = len(rows) if len(rows) < MOST else queue_count(connection, mine, now, staff_id)
    return DeskPart("work", TITLES["work"], tuple(_case(row) for row in rows), total, "no open case is yours.")


def _case(row: QueueRow) -> DeskLine:
    flag, waits = MARK if row.flagged else "", "‖ waiting" if row.waits_beside else ""
    words = "  ".join(text for text in (flag, waits, kinds()[row.kind].short, row.person, row.subject) if text)
    return DeskLine(
        key=f"case {row.id}",
        words=words,
        case_id=row.id,
        reference=row.reference,
        due_at=row.due_at,
        warn_at=row.warn_at,
        paused_at=row.paused_at,
        standard=row.standard,
    )


def _tasks(connection: Connection, staff_id: int) -> DeskPart:
    found = open_tasks(connection, staff_id)
    lines = tuple(_task(task) for task in found[:MOST])
    return DeskPart("tasks", TITLES["tasks"], lines, len(found), "nobody is to be called back, and no task is yours.")


def _task(task: TaskView) -> DeskLine:
    who = (f"call {task.phone or 'back'}", task.person) if task.kind == CALL_BACK else ("task",)
    words = "  ".join(text for text in (*who, first_line(task.what)) if text)
    return DeskLine(f"task {task.id}", words, task.case_id, task.reference, due_at=task.due_at, warn_at=task.warn_at)


def _drafts(connection: Connection, staff_id: int) -> DeskPart:
    query = select(DRAFT.c.id, DRAFT.c.form, DRAFT.c.content, DRAFT.c.kept_at).where(DRAFT.c.staff_id == staff_id)
    rows = connection.execute(query.order_by(DRAFT.c.kept_at.desc(), DRAFT.c.id.desc())).all()
    lines = tuple(_draft(connection, row) for row in rows[:MOST])
    return DeskPart("drafts", TITLES["drafts"], lines, len(rows), "nothing is half written.")


def _draft(connection: Connection, row: Row[Any]) -> DeskLine:
    """A draft of any kind; the case on which it is gone on with, where there is one."""
    name = draft_named(row.form)
    person, person_id = _person(connection, name.row) if name.about == OF_PERSON else ("", None)
    line = DeskLine(f"draft {row.id}", draft_words(name, json.loads(row.content), person), at=row.kept_at, form=row.form)
    query = select(CASE.c.id, CASE.c.reference).order_by(CASE.c.id.desc()).limit(1)
    if name.about == OF_PERSON:
        query = query.where(CASE.c.person_id == person_id)
    elif name.about == OF_ENTRY:
        query = query.join(ENTRY, ENTRY.c.case_id == CASE.c.id).where(ENTRY.c.id == name.row)
    else:
        query = query.where(CASE.c.reference == name.which)
    case = connection.execute(query).one_or_none()
    return line if case is None else replace(line, case_id=case.id, reference=case.reference)


def _person(connection: Connection, person_id: int | None) -> tuple[str, int | None]:
    """A person's name, and the row that has their cases: another one's where two records were merged."""
    query = select(PERSON.c.name, PERSON.c.merged_into)
    name, rows = "", [person_id]
    while (found := connection.execute(query.where(PERSON.c.id == rows[-1])).one_or_none()) is not None:
        name = name or found.name
        if found.merged_into is None or found.merged_into in rows:
            break
        rows.append(found.merged_into)
    return name, rows[-1]


def _given(connection: Connection, staff_id: int, looked_at: datetime | None) -> DeskPart:
    lines = tuple(_handed(connection, staff_id, looked_at))
    return DeskPart("given", TITLES["given"], lines[:MOST], len(lines), "nothing new since you last looked.")


def _handed(connection: Connection, staff_id: int, looked_at: datetime | None) -> Iterator[DeskLine]:
    """The open cases of a member that somebody else gave them after a moment, the newest first."""
    joined = CASE.join(ENTRY, ENTRY.c.case_id == CASE.c.id).outerjoin(PERSON).outerjoin(STAFF, STAFF.c.id == ENTRY.c.staff_id)
    given = ENTRY.c.kind == "allocated", ENTRY.c.withdrawn_at.is_(None)
    query = (
        select(*_GIVEN, STAFF.c.name, PERSON.c.name.label("person"))
        .select_from(joined)
        .where(CASE.c.owner_id == staff_id, CASE.c.closed_at.is_(None), *given)
        .order_by(ENTRY.c.at.desc(), ENTRY.c.id.desc())
    )
    seen: set[int] = set()
    for row in connection.execute(query if looked_at is None else query.where(ENTRY.c.at > looked_at)):
        if row.case_id not in seen and row.staff_id != staff_id:
            by = f"by {row.name}" if row.name else "by nobody known"
            words = "  ".join(text for text in (by, kinds()[row.kind].short, row.person, row.subject) if text)
            yield DeskLine(f"given {row.case_id}", words, row.case_id, row.reference, at=row.at)
        seen.add(row.case_id)
