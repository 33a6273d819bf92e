"""The names in the record that a filter may be typed with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A member of staff by name and login; `active` is whether they are on the list still."""

    name: str
    login: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """Staff, teams, tags, the standards (id and title) of a record, and the reasons for lateness that there are or were."""

    staff: tuple[KnownMember, ...] = ()
    teams: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    standards: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
