"""What somebody needs to see of a case at once: how to treat the person, who, what, each promise with its date, what is next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.widgets import Static

from casework.clocks import Reading, Signal, elapsed, reading
from casework.date_words import moment_words, short_day
from casework.detail_lines import detail_lines
from casework.file_words import size_words
from casework.kinds import channel_label, kinds
from casework.moments import london_date
from casework.organisations import organisations
from casework.person_details import PLAN, person_words
from casework.raised_concerns import concern_headings
from casework.review_judgement import judged
from casework.rules import Rules
from casework.spoken import listed
from casework.steps import Next
from casework.tasks import PROMISES
from db.queries.case import CaseView
from db.written.next_step import next_of
from screens.case_text import clock_reading, due_words, first_told, waiting_words
from screens.deadline_cell import STYLES
from screens.safe import fit, safe

GAP = "  "
DETAIL = 6
"""How dispensable a detail of the case is: it is shown where the timeline has room enough without its line."""
MORE_TIMELINE = 3
"""Lines that the details leave to the timeline beyond what the essentials leave it."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line: its text, its style, and how soon it may be left out for want of room; 0 never."""

    text: str
    style: str = ""
    dispensable: int = 0


class CaseHead(Static):
    """The essentials of a case, in as many lines as there is room for; what is left out is under its details."""

    DEFAULT_CSS = """
    CaseHead { height: auto; padding: 0 1; }
    """

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__("", markup=False)
        self._drawn: tuple[str, ...] = ()

    def show(self, case: CaseView, rules: Rules, now: datetime, also_open: str, width: int, room: int) -> None:
        """Show the case as it stands now, in a width and a number of lines."""
        lines = list(head_lines(case, rules, now, also_open, width))
        bare = sum(line.dispensable < DETAIL for line in lines)
        lines = fitting(lines, max(bare, room - MORE_TIMELINE) if bare <= room else room)
        drawn = (str(width), *(f"{line.style}{line.text}" for line in lines))
        if drawn != self._drawn:
            self._drawn = drawn
            self.update(Content("\n").join(safe(fit(line.text, width).rstrip(), line.style) for line in lines))


def fitting(lines: Sequence[HeadLine], room: int) -> list[HeadLine]:
    """As many lines as there is room for: those that can best be done without go first, the last of several before the first."""
    kept = list(enumerate(lines))
    while len(kept) > room:
        least = max(kept, key=lambda each: (each[1].dispensable, each[0]))
        if not least[1].dispensable:
            break
        kept.remove(least)
    return [line for _, line in kept]


def head_lines(case: CaseView, rules: Rules, now: datetime, also_open: str, width: int) -> Iterator[HeadLine]:
    """The lines, in the order they are needed with the person on the phone already."""
    status = "open" if case.closed_at is None else f"closed {moment_words(case.closed_at)}, {case.outcome}"
    owner = f"owner {case.owner}" if case.owner else "no owner"
    yield HeadLine(GAP.join((case.reference, kinds()[case.kind].title, f"{status}, {owner}")), "bold")
    if also_open:
        yield HeadLine(also_open, "bold $text-warning")
    yield from (HeadLine(line, "bold $text-error") for line in concern_headings(case.concerns, now))
    yield from _treated(case, width)
    yield HeadLine(GAP.join(part for part in (case.person or "name not given", case.phone, case.email) if part))
    yield HeadLine(case.subject, "bold")
    yield from _about(case, rules, now)
    yield from _judged(case, now)
    yield from _details(case, now)
    if case.waiting is not None:
        yield HeadLine(waiting_words(case.waiting, now), "$state-paused")
    yield from _promises(case, rules, now)
    yield from _linked(case)
    found = next_of(case, rules, now)
    if found is not None:
        yield HeadLine(next_words(found, now), "bold $accent")


def next_words(found: Next, now: datetime) -> str:
    """`Next  f  acknowledged    Acknowledge by Tue 30 Dec, 17:00`."""
    by = f"{GAP}{GAP}{found.promise} {due_words(found.due_at, now)}" if found.due_at is not None else ""
    return f"Next{GAP}f{GAP}{found.words}{by}"


def _treated(case: CaseView, width: int) -> Iterator[HeadLine]:
    words = person_words(case.person_details)
    yield from (HeadLine(f"! {text}", "bold $text-warning") for field, text in words if field == PLAN)
    line = ""
    for field, text in words:
        if field == PLAN:
            continue
        marked = f"▸ {text}"
        if line and len(line) + len(GAP) + len(marked) > width:
            yield HeadLine(line, "bold")
            line = ""
        line = f"{line}{GAP}{marked}" if line else marked
    if line:
        yield HeadLine(line, "bold")


def _about(case: CaseView, rules: Rules, now: datetime) -> Iterator[HeadLine]:
    ago = elapsed(case.received_at, case.closed_at, now, rules.calendars.named("england-wales"))
    yield HeadLine(f"received {moment_words(case.received_at)} ({ago}) by {channel_label(case.channel)}", "$text-muted", 2)
    about = []
    if case.force:
        about.append(organisations()[case.force].name)
    if case.force_reference:
        about.append(f"their reference {case.force_reference}")
    if case.source_reference:
        about.append(f"was {case.source_reference} in {case.source}")
    if about:
        yield HeadLine(", ".join(about), "$text-muted", 2)


def _judged(case: CaseView, now: datetime) -> Iterator[HeadLine]:
    found = judged(case.kind, case.details, case.force, london_date(case.received_at), london_date(now))
    if found is not None and case.closed_at is None:
        yield from (HeadLine(line, "bold", 3) for line in found.lines)
    if case.lacks:
        yield HeadLine(f"Missing: {listed(case.lacks)}", "bold", 1)


def _details(case: CaseView, now: datetime) -> Iterator[HeadLine]:
    received = london_date(case.received_at)
    for label, words in detail_lines(case.kind, case.details, case.force, received, london_date(now)):
        if label:
            yield HeadLine(f"{label}{GAP}{words}", "$text-muted", DETAIL)
    if case.files:
        named = ", ".join(f"{it.name or 'without a name'} ({size_words(it.size)})" for it in case.files)
        yield HeadLine(f"Files{GAP}{named}", "$text-muted", DETAIL)


def _promises(case: CaseView, rules: Rules, now: datetime) -> Iterator[HeadLine]:
    """Each deadline: its state in a column of its own, what is promised and when; what has ended can best be done without."""
    if not case.clocks:
        yield HeadLine("No clock runs on this kind of case.", "$text-muted", 4)
    due = [*_running(case, rules, now), *_tasks(case, rules, now), *_ended(case, rules, now)]
    wide = max((len(line.state) for line in due), default=0)
    for line in due:
        yield HeadLine(f"{line.state:{wide}}{GAP}{line.said}", f"$state-{STYLES[line.signal]}", line.dispensable)
        if line.first_told:
            yield HeadLine(f"{'':{wide}}{GAP}(first told {line.first_told})", "$text-muted", 1)


@dataclass(frozen=True, slots=True)
class _Due:
    """A deadline of the case: how it stands, what it is, and the date that was told at first, if that is another."""

    shown: Reading
    said: str
    dispensable: int = 0
    first_told: str = ""

    @property
    def state(self) -> str:
        """Its mark and its state in words, without the date."""
        return f"{self.shown.mark} {self.shown.words.split(GAP)[0]}"

    @property
    def signal(self) -> Signal:
        """What its colour is by."""
        return self.shown.signal


def _running(case: CaseView, rules: Rules, now: datetime) -> Iterator[_Due]:
    for clock in case.running:
        standard, told = rules.standards[clock.standard], first_told(case, clock)
        provisional = ", provisional" if clock.provisional else ""
        promise = f"{standard.promise} {due_words(clock.due_at, now)}{provisional}{GAP}{standard.basis}"
        first = short_day(told, london_date(now)) if told is not None else ""
        yield _Due(clock_reading(clock, rules, now), promise, first_told=first)


def _tasks(case: CaseView, rules: Rules, now: datetime) -> Iterator[_Due]:
    for task in case.open_tasks:
        if not task.own_due and not task.what.strip():
            continue
        shown = reading(rules.calendars.named("england-wales"), task.due_at, task.warn_at, now)
        parts = (f"{PROMISES.get(task.kind, task.kind)} {due_words(task.due_at, now)}", task.staff or "", task.what.strip())
        yield _Due(shown, GAP.join(part for part in parts if part))


def _ended(case: CaseView, rules: Rules, now: datetime) -> Iterator[_Due]:
    for clock in case.clocks:
        if clock.stopped_at is not None:
            promise = f"{rules.standards[clock.standard].promise} {due_words(clock.due_at, now)}"
            yield _Due(clock_reading(clock, rules, now), promise, 5)


def _linked(case: CaseView) -> Iterator[HeadLine]:
    if case.merged_into is not None:
        yield HeadLine(f"Merged into {case.merged_into.reference}: L opens it", "bold $text-warning")
    others = [f"{link.words} {link.reference}" for link in case.links]
    if case.also_count:
        others.append(f"{case.also_count} other case{'' if case.also_count == 1 else 's'} of this person")
    if others:
        yield HeadLine(f"L  {'; '.join(others)}", "$text-muted", 3)
