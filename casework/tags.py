"""Tags: short words that the office puts on cases to find them together again, and how what is typed is read as some."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from casework.errors import DeskError
from casework.search_words import folded

LONGEST_TAG = 30
MOST_TAGS = 12
"""As many tags as one case may have."""
_BETWEEN = re.compile(r"[,;\s]+")


class BadTag(DeskError):
    """What was typed can't be a tag."""


@dataclass(frozen=True, slots=True)
class TagChange:
    """Tags to put on and tags to take off, each as they are kept, in the order they were typed."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What is done in words, such as `+welsh -court`."""
        return " ".join((*(f"+{tag}" for tag in self.add), *(f"-{tag}" for tag in self.remove)))

    @property
    def nothing(self) -> bool:
        """Whether it changes nothing at all."""
        return not self.add and not self.remove


def read_tag(typed: str) -> str:
    """A tag as it is kept: in lower case, without accents, anything that is no letter or figure a hyphen.

    Raises BadTag for one with nothing left, that is too long, or that is a term of a filter in the wrong place.
    """
    if ":" in typed.strip(":"):
        raise BadTag(
            f"'{typed.strip()[:20]}' can't be a tag: a colon is for filters. Use letters and figures, such as: court-date"
        )
    tag = folded(typed).replace(" ", "-")
    if not tag:
        raise BadTag(f"'{typed.strip()[:20]}' can't be a tag. Use letters and figures, such as: court-date")
    if len(tag) > LONGEST_TAG:
        raise BadTag(f"'{tag[:LONGEST_TAG]}…' is too long for a tag. Use at most {LONGEST_TAG} letters and figures.")
    return tag


def read_tags(typed: str) -> TagChange:
    """Several tags typed with blanks or commas between: `welsh, +court -old` puts two on and takes one off.

    Of a tag named both ways the last counts. Raises BadTag.
    """
    return tag_change(part for part in _BETWEEN.split(typed) if part)


def tag_change(parts: Iterable[str]) -> TagChange:
    """Tags typed one by one, a word of several with hyphens or blanks in it; `-` before one takes it off. Raises BadTag."""
    found: dict[str, bool] = {}
    for part in parts:
        sign = part.strip()[:1]
        tag = read_tag(part.strip().lstrip("+#-") if sign in ("+", "-", "#") else part)
        found.pop(tag, None)
        found[tag] = sign != "-"
    add = tuple(tag for tag, on in found.items() if on)
    return TagChange(add, tuple(tag for tag, on in found.items() if not on))


def change_to(before: Collection[str], typed: str) -> TagChange:
    """What makes the tags a case has into those that were typed in whole, by editing a field that held them. Raises BadTag."""
    wanted = read_tags(typed)
    kept = [tag for tag in wanted.add if tag not in wanted.remove]
    return TagChange(tuple(tag for tag in kept if tag not in before), tuple(tag for tag in before if tag not in kept))


def tags_words(tags: Iterable[str]) -> str:
    """Tags in a row as they are shown, such as `#court #welsh`."""
    return " ".join(f"#{tag}" for tag in tags)
