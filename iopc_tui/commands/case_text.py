"""One case as text for people and as values a program can read."""

from collections.abc import Iterator
from datetime import datetime

from casework.clocks import elapsed
from casework.date_words import moment_words
from casework.detail_lines import detail_lines
from casework.file_words import file_words
from casework.kinds import channel_label, kinds
from casework.moments import london_date
from casework.organisations import organisations
from casework.person_details import person_lines
from casework.raised_concerns import concern_headings
from casework.rules import Rules
from casework.timeline_words import happened
from casework.visible_text import visible
from db.queries.case import CaseView, EntryView
from iopc_tui.commands.clock_lines import clock_lines, clocks_as_json, local_iso
from iopc_tui.commands.concern_words import concern_as_json

LABEL = 10


def case_as_text(case: CaseView, rules: Rules, now: datetime) -> str:
    """The case's header, its clocks, and its timeline as typed, newest first."""
    clocks = clock_lines(case, rules, now) or ["No deadline."]
    timeline = [line for entry in case.timeline for line in _entry_lines(entry)]
    head = [*_header(case, rules, now), "", "Clocks", *_indented(clocks)]
    files = [file_words(place, it.name, it.size, it.sha256) for place, it in enumerate(case.files, 1)]
    if files:
        head += ["", f"Files, written out by: iopc file {case.reference} NUMBER --to FILE", *_indented(list(map(visible, files)))]
    return "\n".join([*head, "", "Timeline, newest first", *_indented(timeline)])


def case_as_json(case: CaseView, rules: Rules, now: datetime) -> dict[str, object]:
    """The case as values, every text exactly as typed, moments on London's clocks."""
    return {
        "reference": case.reference,
        "kind": case.kind,
        "status": case.status,
        "subject": case.subject,
        "person": {"name": case.person, "phone": case.phone, "email": case.email, "details": dict(case.person_details)},
        "channel": case.channel,
        "force": case.force,
        "force_reference": case.force_reference,
        "owner": case.owner,
        "received": local_iso(case.received_at),
        "closed": local_iso(case.closed_at),
        "outcome": case.outcome,
        "source": case.source,
        "source_reference": case.source_reference,
        "details": dict(case.details),
        "concerns": [concern_as_json(it) for it in case.concerns],
        "files": [{"name": it.name, "type": it.media_type, "size": it.size, "sha256": it.sha256} for it in case.files],
        "clocks": clocks_as_json(case, rules, now),
        "timeline": [
            {
                "at": local_iso(entry.at),
                "kind": entry.kind,
                "staff": entry.staff,
                "channel": entry.channel,
                "step": entry.step,
                "text": entry.text,
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
    ago = elapsed(case.received_at, case.closed_at, now, rules.calendars.named("england-wales"))
    yield _field("Received", f"{moment_words(case.received_at)} ({ago}), by {channel_label(case.channel)}")
    received, today = london_date(case.received_at), london_date(now)
    for label, words in detail_lines(case.kind, case.details, case.force, received, today, case.lacks):
        yield _field(label, words)
    if case.closed_at is not None:
        yield _field("Closed", f"{moment_words(case.closed_at)}, {case.outcome}")
    if case.source_reference:
        yield _field("Came from", f"{case.source or 'another system'}, as {case.source_reference}")


def _entry_lines(entry: EntryView) -> Iterator[str]:
    who = f", by {entry.staff}" if entry.staff else ""
    what = happened(entry.kind, entry.channel, entry.step, entry.withdrawn)
    yield visible(f"{moment_words(entry.at)}  {what}{who}")
    if entry.text:
        yield from (f"    {line}" for line in visible(entry.text, lines=True).split("\n"))


def _force(force: str | None) -> str:
    known = organisations().get(force or "")
    return known.name if known else force or ""


def _field(label: str, value: str) -> str:
    return f"  {label:{LABEL}}{' ' if len(label) >= LABEL else ''}{visible(value)}"


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]
