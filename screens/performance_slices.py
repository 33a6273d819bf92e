"""Choosing the part of the work that figures are of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casework.filters.terms import NONE
from casework.kinds import channels, kinds
from casework.organisations import organisations
from casework.summaries.performance_slice import NO_FORCE, NO_TEAM, Slice
from screens.widgets.picker import Pick, Picker

WHOLE = "Whole desk"


def slice_picker(now: Slice, teams: Sequence[str]) -> Picker[Slice]:
    """Asks for a team, a kind, a channel or a force beside what is chosen already; choosing one of those again takes it off."""
    return Picker("Figures of", list(_picks(now, teams)))


def _picks(now: Slice, teams: Sequence[str]) -> Iterator[Pick[Slice]]:
    yield Pick(Slice(), WHOLE)
    for name, title, each in (
        ("team", "Team", [*((team, team) for team in teams), (NONE, NO_TEAM)]),
        ("kind", "Kind", [(it.id, it.title) for it in kinds().values()]),
        ("channel", "Channel", [(it.id, it.label) for it in channels().values()]),
        ("force", "Force", [*((it.id, it.name) for it in organisations().values()), (NONE, NO_FORCE)]),
    ):
        for value, label in each:
            chosen = getattr(now, name) == value
            changed = replace(now, **{name: "" if chosen else value})
            yield Pick(changed, f"{title}: {label}", "chosen, enter takes it off" if chosen else "")
