"""How urgent a case was said to be: beside its deadlines, and never in place of one."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.errors import DeskError

NORMAL, HIGH, URGENT = 0, 1, 2


class UnknownPriority(DeskError):
    """A priority that there is not."""


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority: its number in the record, its word, the mark before that word, and what it is for."""

    level: int
    label: str
    mark: str
    help: str

    @property
    def words(self) -> str:
        """The mark and the word, such as `! urgent`; nothing for a case like any other."""
        return f"{self.mark} {self.label}" if self.mark else ""


_ALL = (
    Priority(URGENT, "urgent", "!", "taken next before all others"),
    Priority(HIGH, "high", "^", "taken next before those without"),
    Priority(NORMAL, "normal", "", "taken next by its deadline"),
)
PRIORITIES: Mapping[int, Priority] = {priority.level: priority for priority in _ALL}
"""Every priority by its number, the most urgent first."""


def priority_label(level: int) -> str:
    """A priority as a person says it; an unknown one is said as it is numbered."""
    known = PRIORITIES.get(level)
    return known.label if known else f"priority {level}"


def priority_words(level: int) -> str:
    """A priority with its mark, such as `! urgent`; nothing for a case like any other."""
    known = PRIORITIES.get(level)
    return known.words if known else ""


def priority_named(typed: str) -> Priority:
    """The priority that a person means by its word or the start of it. Raises UnknownPriority, naming what there is."""
    wanted = typed.strip().casefold()
    found = [priority for priority in PRIORITIES.values() if wanted and priority.label.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(priority.label for priority in PRIORITIES.values())
    raise UnknownPriority(f"There is no priority called '{typed.strip()[:40]}'. Use one of: {known}.")
