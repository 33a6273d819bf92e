"""A case in words, for its screen and for the pane beside the queue."""

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from casework.clocks import Reading, ended_reading, standing
from casework.date_words import clock_time, moment_words, short_day
from casework.kinds import channel_label, kinds
from casework.moments import london_date
from casework.organisations import organisations
from casework.rules import Rules
from casework.timeline_words import happened
from db.queries.case import CaseView, ClockView, EntryView
from screens.deadline_cell import STYLES
from screens.safe import safe, safe_lines


def clock_reading(clock: ClockView, rules: Rules, now: datetime) -> Reading:
    """How a clock stands now, or how it ended."""
    if clock.stopped_at is not None:
        return ended_reading(clock.state)
    return standing(rules, clock.standard, clock.due_at, clock.warn_at, clock.paused_at, now)


def heading(case: CaseView) -> Content:
    """Who, what and about whom, in up to four lines."""
    kind = kinds()[case.kind]
    status = "open" if case.closed_at is None else f"closed {moment_words(case.closed_at)}, {case.outcome}"
    lines = [Content.assemble((case.reference, "bold"), "  ", kind.title, "  ", safe(status, "$text-muted"))]
    lines.append(safe(case.subject, "bold"))
    who = "  ".join(part for part in (case.person or "name not given", case.phone, case.email) if part)
    lines.append(safe(who))
    about = [f"received {moment_words(case.received_at)} by {channel_label(case.channel)}"]
    if case.force:
        about.append(organisations()[case.force].name)
    if case.force_reference:
        about.append(f"their reference {case.force_reference}")
    if case.source_reference:
        about.append(f"was {case.source_reference} in {case.source}")
    about.append(f"owner {case.owner}" if case.owner else "no owner")
    lines.append(safe(", ".join(about), "$text-muted"))
    return Content("\n").join(lines)


def clocks_text(case: CaseView, rules: Rules, now: datetime) -> Content:
    """Each clock on a line: its mark and words, its promise and date, and on what basis."""
    if not case.clocks:
        return Content.styled("No clock runs on this kind of case.", "$text-muted")
    return Content("\n").join([_clock(clock, rules, now) for clock in case.clocks])


def timeline(case: CaseView) -> Content:
    """The touch points of the case, newest first, each text as typed."""
    return Content("\n").join([line for entry in case.timeline for line in _entry(entry)])


def _clock(clock: ClockView, rules: Rules, now: datetime) -> Content:
    shown, standard = clock_reading(clock, rules, now), rules.standards[clock.standard]
    words = f"{shown.mark} {shown.words.split('  ')[0]}"
    provisional = ", provisional" if clock.provisional else ""
    return Content.assemble(
        (f"{words:20}", f"$state-{STYLES[shown.signal]}"),
        f" {standard.promise} {_due(clock.due_at, now)}{provisional}  ",
        (standard.basis, "$text-muted"),
    )


def _due(due_at: datetime, now: datetime) -> str:
    return f"{short_day(london_date(due_at), london_date(now))}, {clock_time(due_at)}"


def _entry(entry: EntryView) -> Iterator[Content]:
    who = f", by {entry.staff}" if entry.staff else ""
    yield Content.assemble(
        (moment_words(entry.at), "$text-muted"),
        "  ",
        safe(happened(entry.kind, entry.channel, entry.step, entry.withdrawn), "bold"),
        safe(who, "$text-muted"),
    )
    if entry.text:
        yield safe_lines(entry.text)
