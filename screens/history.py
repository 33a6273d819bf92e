"""The places staff have been, to go back and forward through."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """A section, or a case opened from one."""

    section: str
    case_id: int | None = None


@dataclass(slots=True)
class History:
    """Where we are among the places we have been."""

    places: list[Place] = field(default_factory=list)
    here: int = -1

    def visit(self, place: Place) -> None:
        """Arrive somewhere; what was ahead is forgotten."""
        if self.here >= 0 and self.places[self.here] == place:
            return
        self.places = [*self.places[: self.here + 1], place][-100:]
        self.here = len(self.places) - 1

    def step(self, by: int) -> Place | None:
        """Move through the places; None when there is none that way."""
        if not 0 <= self.here + by < len(self.places):
            return None
        self.here += by
        return self.places[self.here]

    def previous(self) -> Place | None:
        """The latest place that is not this one, to toggle between the two."""
        if self.here < 1:
            return None
        return self.places[self.here - 1]
