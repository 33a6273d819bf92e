"""Which of a file's columns say what: the reference, the dates, and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.foreign.errors import UnknownColumn
from casework.foreign.rejects import LINE, REASON
from casework.visible_text import visible

_MOST_NAMED = 30
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """The names, as the other system writes them, of the columns the desk needs."""

    reference: str
    received: str
    closed: str
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The other system's columns: their names, and the places among them of those the desk needs.

    `kept` are their places in the file, which are others when it is a rejects file with columns of its own.
    """

    names: tuple[str, ...]
    kept: tuple[int, ...]
    reference: int
    received: int
    closed: int
    incident: int | None
    are_rejects: bool


def found_columns(header: Sequence[str], wanted: ColumnNames) -> Columns:
    """Where the wanted columns are in a header; raises UnknownColumn, naming the columns there are."""
    names = tuple(name.strip() for name in header)
    are_rejects = REASON in names
    kept = tuple(place for place, name in enumerate(names) if not (are_rejects and name in (REASON, LINE)))
    own = [names[place] for place in kept]
    return Columns(
        names=tuple(own),
        kept=kept,
        reference=column_named(own, wanted.reference, "--reference"),
        received=column_named(own, wanted.received, "--received"),
        closed=column_named(own, wanted.closed, "--closed"),
        incident=None if wanted.incident is None else column_named(own, wanted.incident, "--incident"),
        are_rejects=are_rejects,
    )


def column_named(names: Sequence[str], wanted: str, option: str) -> int:
    """The place of the one column of this name; raises UnknownColumn, naming the columns there are."""
    name = wanted.strip()
    for known in (name.__eq__, lambda other: other.casefold() == name.casefold()):
        places = [place for place, other in enumerate(names) if known(other)]
        if len(places) == 1:
            return places[0]
        if places:
            raise UnknownColumn(
                f"The file has {len(places)} columns named {shown_heading(name)}; {option} must name one that is alone."
            )
    listed = ", ".join(shown_heading(other) for other in names[:_MOST_NAMED])
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    raise UnknownColumn(f"The file has no column {shown_heading(name)} for {option}; its columns are: {listed}{more}.")


def shown_heading(name: str) -> str:
    """A column's name on one line, the start of it when it is long."""
    shown = visible(name)
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"
