"""Two people's versions of the same fields: what comes together by itself, and what one of them has to choose."""

from collections.abc import Mapping
from dataclasses import dataclass

BETWEEN_LINES = "\n----\n"
"""What stands between two versions of a text of several lines that are both kept."""
BETWEEN_WORDS = " / "
"""The same for a text of one line, and `BETWEEN_PARTS` for a list."""
BETWEEN_PARTS = ", "


@dataclass(frozen=True, slots=True)
class Versions:
    """A field that both changed, each otherwise: its words before, mine and theirs."""

    name: str
    base: str
    mine: str
    theirs: str

    def both(self, between: str) -> str:
        """Theirs and then mine, each exactly as it is; where one of the two is empty, the other."""
        return between.join(text for text in (self.theirs, self.mine) if text)


@dataclass(frozen=True, slots=True)
class Together:
    """Every field once both versions have come together, and those of them for which one has to choose; mine stand till then."""

    texts: Mapping[str, str]
    to_choose: tuple[Versions, ...]


def bring_together(base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> Together:
    """Bring two changes of the same fields together; a field that is not named is empty.

    What only one of them changed is taken as they changed it, what both changed alike stands once.
    """
    texts, to_choose = {}, []
    for name in dict.fromkeys([*base, *mine, *theirs]):
        was, my_text, their_text = base.get(name, ""), mine.get(name, ""), theirs.get(name, "")
        texts[name] = their_text if my_text == was else my_text
        if was != my_text != their_text != was:
            to_choose.append(Versions(name, was, my_text, their_text))
    return Together(texts, tuple(to_choose))
