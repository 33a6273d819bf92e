"""A day's figures as plain text at 80 columns, words first, and as values a program can read."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from textwrap import wrap

from casework.concerns import concern_kinds, concern_title
from casework.date_words import short_day
from casework.kinds import channel_label, kinds
from casework.moments import london
from casework.rules import Rules
from casework.spoken import listed
from casework.summaries.day_figures import (
    AGE_TITLES,
    BY_AGE,
    BY_CHANNEL,
    BY_KIND,
    BY_STANDARD,
    COMPARED,
    TITLES,
    DayFigures,
    Missed,
)
from casework.summaries.day_words import BY_CONCERN, average_words, day_sentences, heading, lines_of

WIDTH = 78
KIND_COLUMNS = {"received": "Received", "closed": "Closed", "open": "Open", "overdue": "Overdue", "next": "Due next"}
ALWAYS = ("enquiry", "complaint", "review")
"""The kinds of case that are named on the quietest day."""
CHANNEL_COLUMNS = ("received", "closed", "open")
STANDARD_COLUMNS = ("due", "met", "missed", "running", "late")
_SHORT = {"received": "Received", "closed": "Closed", "open": "Open", "running": "Coming", "late": "Late"}
_HEADS = {"due": "Due", "met": "Met", "missed": "Missed"} | _SHORT


def titles_of(rules: Rules) -> dict[str, str]:
    """What the parts of figures are of, in words: kinds, channels, standards and concerns."""
    found = {f"kind {kind.id}": kind.title for kind in kinds().values()}
    found |= {f"standard {standard.id}": standard.title for standard in rules.standards.values()}
    return found | {f"concern {kind}": concern_title(kind) for kind in concern_kinds()}


def day_as_text(found: DayFigures, rules: Rules, today: date, beside: Iterable[str] = ()) -> str:
    """The day: its sentences, what stands `beside` it, such as that it is signed, and its figures."""
    lines = [heading(found), ""]
    lines += lines_of(day_sentences(found, today), WIDTH)
    if told := list(beside):
        lines += ["", *lines_of(told, WIDTH)]
    return "\n".join([*lines, "", *figure_lines(found, titles_of(rules))])


def figure_lines(found: DayFigures, titles: Mapping[str, str]) -> list[str]:
    """The figures, a table under each of their headings."""
    lines = list(_kinds_table(found))
    lines += ["", *_table(found, "By channel", BY_CHANNEL, CHANNEL_COLUMNS, {}, 9)]
    standards = _table(found, "Standards", BY_STANDARD, STANDARD_COLUMNS, titles, 7)
    lines += ["", *standards]
    lines += [
        "",
        *_wrapped("Overdue", _counts({band: found.numbers("overdue", BY_AGE).get(band, 0) for band in AGE_TITLES}, AGE_TITLES)),
    ]
    calls = {name: found.number(name) for name in ("callbacks", "callbacks-kept", "callbacks-missed", "callbacks-open")}
    words = {"callbacks": "promised", "callbacks-kept": "in time", "callbacks-missed": "missed", "callbacks-open": "to come"}
    lines += _wrapped("Call-backs", _counts(calls, words, zero=True))
    concerns = {kind: found.numbers("flags", BY_CONCERN).get(kind, 0) for kind in concern_kinds()}
    lines += _wrapped("Concerns", _counts(concerns, {kind: concern_title(kind).lower() for kind in concerns}, zero=True))
    numbers = {name: found.number(name) for name in ("first-contact", "unallocated")}
    lines += _wrapped("Cases", _counts(numbers, {name: TITLES[name].lower() for name in numbers}, zero=True))
    lines += _wrapped("Away", listed(found.away) or "nobody")
    return [*lines, *_compared_lines(found)]


def _by_kind(found: DayFigures) -> dict[str, dict[str, int]]:
    """The figures of KIND_COLUMNS by kind, every kind there is among them."""
    parts = {name: found.numbers(name, BY_KIND) for name in KIND_COLUMNS}
    return {name: {kind: part.get(kind, 0) for kind in kinds()} for name, part in parts.items()}


def _kinds_table(found: DayFigures) -> Iterator[str]:
    parts = _by_kind(found).values()
    rows = [(kind, [part[kind.id] for part in parts]) for kind in kinds().values()]
    named = [(kind.title, row) for kind, row in rows if any(row) or kind.id in ALWAYS]
    yield f"{'':30}" + "".join(f"{column:>9}" for column in KIND_COLUMNS.values())
    for title, row in (*named, ("All", [sum(part.values()) for part in parts])):
        yield f"{title:30}" + "".join(f"{number:>9,}" for number in row)


def _table(
    found: DayFigures, title: str, by: str, columns: tuple[str, ...], titles: Mapping[str, str], cells: int
) -> Iterator[str]:
    parts = {name: found.numbers(name, by) for name in columns}
    rows = list(dict.fromkeys(which for part in parts.values() for which in part))
    width = WIDTH - cells * len(columns)
    yield f"{title:{width}}" + "".join(f"{_HEADS[name]:>{cells}}" for name in columns)
    for which in rows:
        said = titles.get(f"{by} {which}", channel_label(which))[:width]
        yield f"{said:{width}}" + "".join(f"{parts[name].get(which, 0):>{cells},}" for name in columns)
    if not rows:
        yield "  none"


def _compared_lines(found: DayFigures) -> list[str]:
    if found.compared is None:
        return []
    compared, end = found.compared, "" if found.is_over else f" until {london(found.until):%H:%M}"
    before, weekday = short_day(compared.before, found.day), f"{found.day:%A}s"
    heads = ("That day", before, f"{len(compared.days)} {weekday}" if compared.days else "")
    lines = ["", f"{'Compared' + end:34}" + "".join(f"{head:>14}" for head in heads)]
    for name in COMPARED:
        usual = average_words(compared.average[name]) if compared.days else ""
        lines.append(f"{TITLES[name]:34}{found.number(name):>14,}{compared.then[name]:>14,}{usual:>14}")
    return lines


def _counts(numbers: Mapping[str, int], words: Mapping[str, str], *, zero: bool = False) -> str:
    return ", ".join(f"{words.get(name, name)} {number:,}" for name, number in numbers.items() if number or zero) or "none"


def _wrapped(title: str, words: str) -> list[str]:
    return wrap(f"{title + ':':13}{words}", WIDTH, subsequent_indent=" " * 13)


def day_as_json(found: DayFigures, today: date) -> dict[str, object]:
    """The day as values a program can read; the cases behind each figure stand by its name in `cases`."""
    standards = {name: found.numbers(name, BY_STANDARD) for name in STANDARD_COLUMNS}
    ids = dict.fromkeys(which for part in standards.values() for which in part)
    kinds_of = {("due_next" if name == "next" else name): part for name, part in _by_kind(found).items()}
    of_day = {"date": found.day.isoformat(), "next_working_day": found.next_day.isoformat()}
    return (
        of_day
        | kinds_of
        | {
            "until": london(found.until).isoformat(timespec="seconds"),
            "words": list(day_sentences(found, today)),
            "by_channel": {name: found.numbers(name, BY_CHANNEL) for name in CHANNEL_COLUMNS},
            "standards": {id_: {name: standards[name].get(id_, 0) for name in STANDARD_COLUMNS} for id_ in ids},
            "overdue_by_age": {band: found.numbers("overdue", BY_AGE).get(band, 0) for band in AGE_TITLES},
            "callbacks": {name: found.number(f"callbacks-{name}") for name in ("kept", "missed", "open")},
            "first_contact": found.number("first-contact"),
            "concerns": {kind: found.numbers("flags", BY_CONCERN).get(kind, 0) for kind in concern_kinds()},
            "unallocated": found.number("unallocated"),
            "away": list(found.away),
            "next": {
                "deadlines": found.number("next"),
                "before_noon": found.number("next-noon"),
                "unallocated": found.number("next-unallocated"),
            },
            "missed": [missed_as_json(it) for it in found.missed],
            "compared": _compared_as_json(found),
            "cases": {name: list(figure.cases) for name, figure in found.figures.items() if figure.cases},
        }
    )


def missed_as_json(it: Missed) -> dict[str, object]:
    """A missed deadline as values a program can read."""
    stopped = None if it.stopped_at is None else london(it.stopped_at).isoformat(timespec="seconds")
    said = {"reason": it.reason or None, "words": it.words}
    return {
        "clock": it.clock_id,
        "reference": it.reference,
        "standard": it.standard,
        "due": london(it.due_at).isoformat(timespec="seconds"),
        "done": stopped,
    } | said


def _compared_as_json(found: DayFigures) -> dict[str, object] | None:
    if found.compared is None:
        return None
    compared = found.compared
    return {
        "day_before": compared.before.isoformat(),
        "then": dict(compared.then),
        "weekday_days": [day.isoformat() for day in compared.days],
        "weekday_average": dict(compared.average),
    }
