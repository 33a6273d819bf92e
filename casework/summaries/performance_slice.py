"""Which part of the work figures are of: all of it, or that of a team, a kind, a channel or a force."""

from collections.abc import Iterator
from dataclasses import dataclass

from casework.filters.split import quoted
from casework.filters.terms import NONE
from casework.kinds import channel_label, kinds
from casework.organisations import organisations

NO_FORCE, NO_TEAM = "No force named", "No team"


@dataclass(frozen=True, slots=True)
class Slice:
    """The work that figures are of; empty is all of it. A team is meant by its name, the others by their ids.

    A team or a force `none` is the work of nobody in a team, or about no body.
    """

    team: str = ""
    kind: str = ""
    channel: str = ""
    force: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Slice()

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that list the same cases in the queue, less the dates."""
        given = {"team": self.team, "kind": self.kind, "channel": self.channel, "force": self.force}
        return tuple(f"{key}:{quoted(value)}" for key, value in given.items() if value)

    @property
    def words(self) -> str:
        """What it is of, in words: `team North, Complaint, by phone, Gwent Police`; empty for all of it."""
        return ", ".join(self._said())

    def _said(self) -> Iterator[str]:
        if self.team:
            yield NO_TEAM.lower() if self.team == NONE else f"team {self.team}"
        if self.kind:
            yield kind_title(self.kind)
        if self.channel:
            yield f"by {channel_label(self.channel)}"
        if self.force:
            yield NO_FORCE.lower() if self.force == NONE else force_title(self.force)


def kind_title(kind: str) -> str:
    """A kind of case as a person says it; an unknown one is said as it is written."""
    known = kinds().get(kind)
    return known.title if known else kind


def force_title(force: str | None) -> str:
    """A force or body by its id, or that none is named."""
    known = organisations().get(force or "")
    return known.name if known else force or NO_FORCE


def team_term(team: str | None) -> str:
    """The term that lists the cases of a team, or of those who are in none."""
    return f"team:{quoted(team) if team else NONE}"


def force_term(force: str | None) -> str:
    """The term that lists the cases about a force, or about none."""
    return f"force:{force or NONE}"
