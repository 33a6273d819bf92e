"""The views of the queue that everybody has, as data."""

from dataclasses import dataclass
from functools import cache

from casework.facts import facts


@dataclass(frozen=True, slots=True)
class View:
    """A view: what it is called, the filter that is typed for it, and what it shows."""

    id: str
    title: str
    filter: str
    help: str


@cache
def views() -> tuple[View, ...]:
    """Every view, in the order they are listed."""
    return tuple(View(row["id"], row["title"], row["filter"], row["help"]) for row in facts("views")["view"])
