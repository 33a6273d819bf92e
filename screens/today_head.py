"""What Today says above and below its parts: the day, how it is signed, the days nobody signed, and what is under the cursor."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from textual.content import Content

from casework.date_words import short_day
from casework.spoken import listed
from casework.summaries.day_differences import DayDifferences
from db.queries.queue import QueueCounts
from screens.safe import safe
from screens.today_rows import FigureRow

MOST_NAMED = 2
"""How many of the days that nobody signed are named."""


def head(heading: str, signed: str, unsigned: Sequence[date], today: date, cells: int) -> Content:
    """Two lines: the day and how it is signed; the days that nobody signed stand at the right of the one with more room."""
    lines = []
    told = [not_signed_words(unsigned, today, named) for named in range(MOST_NAMED, -1, -1)]
    shorter = min((heading, signed), key=len) if len(heading) + len(told[-1]) + 2 > cells else heading
    for text, style in ((heading, "bold"), (signed, "")):
        room = max(0, cells - len(text) - 2)
        beside = next((words for words in told if len(words) <= room), "") if text == shorter else ""
        lines.append(Content.assemble(safe(text, style), "  ", safe(f"{beside:>{room}}", "$state-today")))
    return Content("\n").join(lines)


def parts_line(titles: Mapping[str, str], shown: Iterable[str]) -> Content:
    """The parts, with a mark at those that are shown."""
    marked = set(shown)
    return Content.assemble(
        *(
            (f"{'▸' if id_ in marked else ' '} {title}   ", "bold" if id_ in marked else "$state-muted")
            for id_, title in titles.items()
        )
    )


def not_signed_words(unsigned: Sequence[date], today: date, named: int = MOST_NAMED) -> str:
    """The days that nobody signed, the latest first: `Not signed: Thu 19 Nov and 3 more (U)`; nothing when all are signed."""
    if not unsigned:
        return ""
    if not named:
        return f"{len(unsigned):,} {'day' if len(unsigned) == 1 else 'days'} not signed (U)"
    days = [short_day(day, today) for day in unsigned[:named]]
    more = len(unsigned) - len(days)
    return f"Not signed: {listed([*days, f'{more:,} more'] if more else days)} (U)"


def about_figure(row: FigureRow | None, opens: str) -> Content:
    """Two lines on the figure under the cursor: what it counts, and what enter does."""
    if row is None or row.figure is None:
        return Content("\n")
    said = f"{row.said}: {row.figure.number:,}."
    return Content("\n").join([Content.assemble(safe(said, "bold"), safe(f" {opens}")), safe(row.held, "$state-muted")])


def differing_title(found: DayDifferences | None) -> str:
    """Whether figures are otherwise now than they were signed: `Corrected since: 2 figures differ`."""
    number = len(found.differences) if found is not None else 0
    if not number:
        return "Nothing corrected since"
    return f"Corrected since: {number:,} {'figure differs' if number == 1 else 'figures differ'}"


def opens_words(row: FigureRow | None, *, listed: bool) -> str:
    """What enter does on a figure; `listed` where its cases are those of a snapshot, not of a filter."""
    if row is None or row.figure is None or not row.figure.number:
        return ""
    figure, them = row.figure, "it" if row.figure.number == 1 else "them"
    if row.name == "away":
        return f"enter says who {'it is' if figure.number == 1 else 'they are'}."
    if figure.filter and not listed:
        return f"enter lists {them}: {figure.filter}"
    if not figure.cases:
        return ""
    cases = len(figure.cases)
    return f"enter lists the {'case' if cases == 1 else f'{cases:,} cases'} behind {them}."


def standing(counts: QueueCounts) -> Content:
    """How the queue stands this minute."""
    said: list[tuple[str, str]] = [
        (f"▲ {counts.overdue:,} overdue", "$state-overdue"),
        (f"   ◆ {counts.today:,} still due today", "$state-today"),
        (f"   ◐ {counts.soon:,} due soon", "$state-soon"),
    ]
    if not counts.overdue + counts.today + counts.soon:
        said = [("✓ nothing is late, due today or due soon.", "$state-ok")]
    return Content.assemble("At this minute: ", *said)
