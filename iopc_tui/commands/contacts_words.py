"""A file of contacts in words: what its columns say, its rows as they would be logged, and what became of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from casework.date_words import moment_words, short_day
from casework.details import detail_label
from casework.foreign.columns import shown_heading
from casework.foreign.contact_columns import ContactColumns, SaidColumns
from casework.foreign.contact_rows import CHANNEL, ContactRow
from casework.foreign.contact_tally import ContactTally
from casework.kinds import channel_label, kinds
from casework.moments import london_date
from casework.organisations import organisations
from casework.spoken import listed
from db.queries.kept_columns import LastTime

LONGEST_SHOWN = 300
MOST_ALIKE = 5


def how_known(columns: ContactColumns, last_time: LastTime | None, said: SaidColumns, today: date) -> str:
    """`as last time (Thu 12 Nov)` or `guessed by their headings`, and whether anything said now made them others."""
    start = f"as last time ({short_day(london_date(last_time.at), today)})" if last_time else "guessed by their headings"
    others = columns.to_keep() != last_time.columns if last_time else not said.nothing
    return f"{start}, but for what you say now" if others else start


def columns_line(columns: ContactColumns) -> str:
    """What the columns say, on one line."""
    mapped = [f"{name} from {listed(_shown(columns, places))}" for name, places in columns.fields.items()]
    fixed = [f"{name} {text}" for name, text in columns.fixed.items()]
    rest = [f"{listed(_shown(columns, columns.loose))} in the note"] if columns.loose else []
    out = [f"{listed(_shown(columns, sorted(columns.left_out)))} left out"] if columns.left_out else []
    return "; ".join([", ".join(mapped + fixed), *rest, *out])


def columns_table(columns: ContactColumns) -> list[str]:
    """What the columns say, a line for each field."""
    rows = [(name, " and ".join(_shown(columns, places))) for name, places in columns.fields.items()]
    for name, text in columns.fixed.items():
        rows.append((name, f"{text!r} {'where that is empty' if columns.fields.get(name) else 'for every row'}"))
    if "channel" not in columns.fields and "channel" not in columns.fixed:
        rows.append(("channel", f"{channel_label(CHANNEL)}, as no column tells it"))
    if columns.loose:
        rows.append(("in the note", ", ".join(_shown(columns, columns.loose))))
    if columns.left_out:
        rows.append(("left out", ", ".join(_shown(columns, sorted(columns.left_out)))))
    wide = max((len(name) for name, _ in rows), default=0)
    return [f"  {name:{wide}}  {words}" for name, words in rows]


def columns_as_json(columns: ContactColumns) -> dict[str, Any]:
    """What the columns say, for a program."""
    return {
        "map": {name: [columns.names[place] for place in places] for name, places in columns.fields.items()},
        "with": dict(columns.fixed),
        "note": [columns.names[place] for place in columns.loose],
        "left_out": [columns.names[place] for place in sorted(columns.left_out)],
    }


def row_lines(row: ContactRow) -> list[str]:
    """A row as it would be logged."""
    it = row.contact
    received = moment_words(it.received_at) if it.received_at else "now"
    force = [organisations()[it.force].name] if it.force else []
    force += [f"their reference {it.force_reference}"] if it.force_reference else []
    rows = [
        ("from", ", ".join(filter(None, (it.name, it.phone, it.email))) or "somebody who gave no name"),
        ("about", it.subject),
        ("force", ", ".join(force)),
        *((detail_label(name), text) for name, text in it.details.items()),
        ("note", it.note),
    ]
    first = f"  Line {row.line:,}: {kinds()[it.kind].title}, {channel_label(it.channel)}, received {received}"
    return [first, *(f"    {name}: {_start(text)}" for name, text in rows if text)]


def summary(tally: ContactTally, seconds: float, *, windows: bool, preview: bool) -> list[str]:
    """The counts, the references and who looks known, as lines."""
    counts = [
        (tally.logged, "would be logged" if preview else "logged"),
        (tally.already, "already there"),
        (tally.rejected, "rejected"),
        (tally.empty, "empty"),
    ]
    wide = len(f"{tally.rows:,}")
    rate = f", {tally.rows / seconds:,.0f} a second" if seconds >= 1 else ""
    lines = ["Nothing was written: this was a preview."] if preview else []
    lines.append(f"{tally.rows:,} row{'' if tally.rows == 1 else 's'} read in {seconds:,.1f} seconds{rate}.")
    lines += [f"  {number:{wide},}  {words}" for number, words in counts if number or words.endswith("logged")]
    if tally.logged and not preview:
        lines.append(f"Logged {tally.first}." if tally.logged == 1 else f"Logged {tally.first} first and {tally.last} last.")
    if tally.alike:
        lines.append(_alike(tally.alike))
    if windows:
        lines.append("The file is not in UTF-8; it was read as Windows text (Windows-1252).")
    return lines


def as_json(tally: ContactTally, columns: ContactColumns, *, preview: bool) -> dict[str, Any]:
    """The counts for a program; `rows` is the sum of logged, already, rejected and empty."""
    counts = {"rows": tally.rows, "logged": tally.logged, "already": tally.already}
    counts |= {"rejected": tally.rejected, "empty": tally.empty}
    ends = {"first": tally.first or None, "last": tally.last or None}
    return {"preview": preview, **counts, **ends, "people_alike": list(tally.alike), "columns": columns_as_json(columns)}


def _alike(references: tuple[str, ...]) -> str:
    such = ", ".join(references[:MOST_ALIKE]) + (" and others" if len(references) > MOST_ALIKE else "")
    who = "looks like somebody" if len(references) == 1 else "look like people"
    return f"{len(references):,} of these {who} known already, by name and phone or email; logged as new people: {such}."


def _shown(columns: ContactColumns, places: Iterable[int]) -> list[str]:
    return [shown_heading(columns.names[place]) for place in places]


def _start(text: str) -> str:
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return "\n      ".join(line for line in shown.splitlines() if line.strip())
