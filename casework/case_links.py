"""How cases belong together: the kinds of link, what a timeline says of them, and which cases may be one case twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from casework.errors import DeskError
from casework.facts import facts
from casework.search_words import words

DUPLICATE, SAME_PERSON = "duplicate-of", "same-person"
MERGED_INTO, MERGED_HERE = "merged-into", "merged-here"
"""How a duplicate that was merged and the case that was kept are told of each other."""
DUPLICATE_WITHIN = timedelta(days=60)
"""Cases received further apart than this are not offered as one case logged twice."""
SHORTEST_WORD = 4
_MERGED = {MERGED_INTO: "merged into", MERGED_HERE: "merged here:"}


class UnknownLink(DeskError):
    """A kind of link that the desk does not know."""


@dataclass(frozen=True, slots=True)
class LinkKind:
    """How two cases belong together: in words before a reference, by itself, and the letter that picks it.

    `back` is what the other case calls it; a kind without direction is called the same by both.
    """

    id: str
    label: str
    title: str
    letter: str
    wording: str
    back: str

    def sentence(self, case: str, other: str) -> str:
        """How two cases, by their references, belong together, as a whole sentence without its full stop."""
        return self.wording.format(case=case, other=other)

    @property
    def directed(self) -> bool:
        """Whether it matters which of the two is linked to which."""
        return self.back != self.id


@cache
def link_kinds() -> Mapping[str, LinkKind]:
    """Every kind of link that can be made, by its id."""
    return {row["id"]: _kind(row) for row in facts("case_links")["link"]}


def _kind(row: Mapping[str, str]) -> LinkKind:
    return LinkKind(row["id"], row["label"], row["title"], row["letter"], row["sentence"], row.get("back", row["id"]))


@cache
def _labels() -> Mapping[str, str]:
    rows = facts("case_links")["link"]
    back = {row["back"]: row["back_label"] for row in rows if "back" in row}
    return {**{row["id"]: row["label"] for row in rows}, **back, **_MERGED}


def link_label(kind: str) -> str:
    """What stands before the other case's reference; an unknown kind is said as it is written."""
    return _labels().get(kind, kind)


def link_kind_named(text: str) -> LinkKind:
    """The kind of link a person means by its id or its words; raises UnknownLink, naming what exists."""
    wanted = text.strip().casefold()
    for kind in link_kinds().values():
        if wanted in (kind.id, kind.title, kind.label):
            return kind
    raise UnknownLink(f"Cases can't be linked as '{text.strip()[:40]}'. Use one of: {', '.join(link_kinds())}.")


def link_step(kind: str, reference: str) -> str:
    """What a timeline keeps of a link: its kind as this case calls it, and the other case's reference."""
    return f"{kind} {reference}"


def link_words(step: str) -> str:
    """What `link_step` keeps, in words: `same incident as C26-000012F`."""
    kind, _, reference = step.partition(" ")
    return f"{link_label(kind)} {reference}".rstrip()


def alike_subjects(one: str, other: str) -> bool:
    """Whether two subjects are the same, or have half of the shorter one's words in common, those of three letters left out."""
    told, retold = words(one), words(other)
    first, second = (frozenset(word for word in each if len(word) >= SHORTEST_WORD) for each in (told, retold))
    fewest = min(len(first), len(second))
    return (fewest > 0 and 2 * len(first & second) >= fewest) or (bool(told) and told == retold)
