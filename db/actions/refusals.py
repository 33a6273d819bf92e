"""Why cases were left as they are when many were to be changed in one go, those for the same reason together."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """Cases that were left as they are for the same reason, which is said of the first of them in a sentence that names it."""

    sentence: str
    references: tuple[str, ...]


class Refusals:
    """Refusals so far, those for the same reason together: a reason is the sentence less the reference in it."""

    def __init__(self) -> None:
        """None so far."""
        self._found: dict[str, list[str]] = {}
        self._sentences: dict[str, str] = {}

    def add(self, reference: str, sentence: str) -> None:
        """Leave a case out for what a sentence that names it says."""
        reason = sentence.replace(reference, "\0")
        self._sentences.setdefault(reason, sentence)
        self._found.setdefault(reason, []).append(reference)

    def take(self, refused: Sequence[Refused]) -> None:
        """Leave these out too."""
        for each in refused:
            for reference in each.references:
                self.add(reference, each.sentence.replace(each.references[0], reference))

    def listed(self) -> tuple[Refused, ...]:
        """The reasons, that of the most cases first."""
        ordered = sorted(self._found, key=lambda reason: -len(self._found[reason]))
        return tuple(Refused(self._sentences[reason], tuple(self._found[reason])) for reason in ordered)
