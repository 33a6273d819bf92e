"""How the rows of an import were counted."""

from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows by what became of each; every row read is counted once."""

    cases: int = 0
    repeated: int = 0
    added: int = 0
    rejected: int = 0
    skipped: int = 0

    @property
    def rows(self) -> int:
        """All of them."""
        return self.cases + self.repeated + self.added + self.rejected + self.skipped

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, part.name) + getattr(other, part.name) for part in fields(self)))

    def as_json(self) -> dict[str, int]:
        """The counts as values a program can read; `rows` is the sum of the rest."""
        return {"rows": self.rows, **asdict(self)}
