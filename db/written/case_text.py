"""One case as text for people and as values a program can read."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from casework.clocks import MARKS, Signal, elapsed
from casework.date_words import moment_words
from casework.detail_lines import detail_lines
from casework.file_words import file_words
from casework.kinds import channel_label, kinds
from casework.moments import london_date
from casework.organisations import organisations
from casework.person_details import person_lines
from casework.priorities import priority_label, priority_words
from casework.raised_concerns import concern_headings
from casework.rules import Rules
from casework.tags import tags_words
from casework.tasks import LABELS
from casework.touch_points import TouchPoint
from casework.visible_text import visible
from db.queries.case import CaseView
from db.queries.case_changes import FormerWords
from db.queries.tasks import TaskView
from db.written.clock_lines import clock_lines, clocks_as_json, local_iso
from db.written.concern_words import concern_as_json
from db.written.link_lines import link_lines, links_as_json
from db.written.timeline import touch_points

LABEL = 10


def case_as_text(case: CaseView, rules: Rules, now: datetime) -> str:
    """The case's facts, its clocks, and its timeline as typed, newest first."""
    former = {entry.id: entry.former for entry in case.timeline}
    points = [line for it in touch_points(case, rules, now) for line in point_lines(it, former.get(it.entry or 0, ()))]
    return "\n".join([*facts_as_text(case, rules, now), "", "Timeline, newest first", *_indented(points)])


def facts_as_text(case: CaseView, rules: Rules, now: datetime) -> list[str]:
    """All that is known of the case but its timeline, a line each."""
    clocks = clock_lines(case, rules, now) or ["No deadline."]
    lines = [*_header(case, rules, now), "", "Clocks", *_indented(clocks)]
    if case.tasks:
        lines += ["", "Call-backs and tasks", *_indented([visible(task_line(task, now)) for task in case.tasks])]
    if linked := link_lines(case):
        lines += ["", "Belongs with", *_indented([visible(line) for line in linked])]
    files = [file_words(place, it.name, it.size, it.sha256) for place, it in enumerate(case.files, 1)]
    if files:
        lines += [
            "",
            f"Files, written out by: iopc file {case.reference} NUMBER --to FILE",
            *_indented(list(map(visible, files))),
        ]
    return lines


def task_line(task: TaskView, now: datetime) -> str:
    """A call-back or a task on one line: its number, what it is, when it is due or was done, and by whom."""
    said = f"{task.id}  {LABELS.get(task.kind, task.kind)} by {moment_words(task.due_at)}"
    if task.done_at is not None:
        said += f", done {moment_words(task.done_at)}{f' by {task.done_by}' if task.done_by else ''}"
    elif task.due_at < now:
        said += f"  {MARKS[Signal.OVERDUE]} overdue"
    whose = f"  for {task.staff}" if task.staff else ""
    return f"{said}{whose}{f'  {task.what}' if task.what.strip() else ''}"


def task_as_json(task: TaskView) -> dict[str, object]:
    """A call-back or a task as values, what it is about exactly as typed."""
    return {
        "number": task.id,
        "kind": task.kind,
        "what": task.what,
        "due": local_iso(task.due_at),
        "for": task.staff,
        "done": local_iso(task.done_at),
        "done_by": task.done_by,
    }


def point_lines(point: TouchPoint, former: Sequence[FormerWords] = ()) -> list[str]:
    """A touch point as lines of text: what happened, its words as typed, and the words it had before."""
    number = f"  [{point.entry}]" if point.entry is not None else ""
    merged = f" (on {point.reference})" if point.reference else ""
    staff = f", by {point.staff}" if point.staff else ""
    edited = " (edited)" if point.edited else ""
    lines = [visible(f"{moment_words(point.at)}  {point.happened}{staff}{merged}{edited}{number}")]
    lines += _typed(point.text)
    for words in former:
        by = f", by {words.staff}" if words.staff else ""
        lines += [visible(f"    before {moment_words(words.at)}{by}:"), *_typed(words.text)]
    return lines


def case_as_json(case: CaseView, rules: Rules, now: datetime) -> dict[str, object]:
    """The case as values, every text exactly as typed, moments on London's clocks."""
    return {
        "reference": case.reference,
        "version": case.version,
        "kind": case.kind,
        "status": case.status,
        "subject": case.subject,
        "person": {"name": case.person, "phone": case.phone, "email": case.email, "details": dict(case.person_details)},
        "channel": case.channel,
        "force": case.force,
        "force_reference": case.force_reference,
        "owner": case.owner,
        "priority": priority_label(case.priority),
        "tags": list(case.tags),
        "received": local_iso(case.received_at),
        "closed": local_iso(case.closed_at),
        "outcome": case.outcome,
        "source": case.source,
        "source_reference": case.source_reference,
        "details": dict(case.details),
        "concerns": [concern_as_json(it) for it in case.concerns],
        "files": [{"name": it.name, "type": it.media_type, "size": it.size, "sha256": it.sha256} for it in case.files],
        "clocks": clocks_as_json(case, rules, now),
        "tasks": [task_as_json(task) for task in case.tasks],
        "belongs_with": links_as_json(case),
        "timeline": [
            {
                "number": entry.id,
                "at": local_iso(entry.at),
                "kind": entry.kind,
                "staff": entry.staff,
                "channel": entry.channel,
                "step": entry.step,
                "text": entry.text,
                "direction": entry.direction,
                "taken_back": entry.withdrawn,
                "of": entry.reference or case.reference,
                "before": [{"until": local_iso(it.at), "changed_by": it.staff, "text": it.text} for it in entry.former],
            }
            for entry in case.timeline
        ],
    }


def _header(case: CaseView, rules: Rules, now: datetime) -> Iterator[str]:
    yield f"{case.reference}  {kinds()[case.kind].title}, {case.status}"
    yield from (f"  {visible(line)}" for line in concern_headings(case.concerns, now))
    yield from (f"  {visible(words)}" for words in person_lines(case.person_details))
    yield _field("About", case.subject)
    yield _field("From", "  ".join(part for part in (case.person, case.phone, case.email) if part) or "not given")
    if case.force or case.force_reference:
        yield _field("Force", "  ".join(part for part in (_force(case.force), case.force_reference) if part))
    yield _field("Owner", case.owner or "nobody yet")
    if words := priority_words(case.priority):
        yield _field("Priority", words)
    if case.tags:
        yield _field("Tags", tags_words(case.tags))
    ago = elapsed(case.received_at, case.closed_at, now, rules.calendars.ours)
    yield _field("Received", f"{moment_words(case.received_at)} ({ago}), by {channel_label(case.channel)}")
    received, today = london_date(case.received_at), london_date(now)
    for label, words in detail_lines(case.kind, case.details, case.force, received, today, case.lacks):
        yield _field(label, words)
    if case.closed_at is not None:
        yield _field("Closed", f"{moment_words(case.closed_at)}, {case.outcome}")
    if case.source_reference:
        yield _field("Came from", f"{case.source or 'another system'}, as {case.source_reference}")


def _typed(text: str) -> list[str]:
    return [f"    {line}" for line in visible(text, lines=True).split("\n")] if text else []


def _force(force: str | None) -> str:
    known = organisations().get(force or "")
    return known.name if known else force or ""


def _field(label: str, value: str) -> str:
    return f"  {label:{LABEL}}{' ' if len(label) >= LABEL else ''}{visible(value)}"


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]
