"""How the rows of a file of contacts were counted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactTally:
    """Rows by what became of each; the first and last case logged, and the cases of people who look known already."""

    logged: int = 0
    already: int = 0
    rejected: int = 0
    empty: int = 0
    first: str = ""
    last: str = ""
    alike: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """All of them."""
        return self.logged + self.already + self.rejected + self.empty

    def __add__(self, other: "ContactTally") -> "ContactTally":
        return ContactTally(
            logged=self.logged + other.logged,
            already=self.already + other.already,
            rejected=self.rejected + other.rejected,
            empty=self.empty + other.empty,
            first=self.first or other.first,
            last=other.last or self.last,
            alike=self.alike + other.alike,
        )
