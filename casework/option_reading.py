"""How an option is meant by its code or a few letters, the same for the details of a case, of a person and of monitoring."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casework.errors import DeskError
from casework.search_words import folded

QUOTED = 40
"""Characters of a text that a refusal repeats."""


class DetailNotRead(DeskError):
    """A detail was typed that can't be read, or one that there is not."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be meant: its name, and the codes that mean it too."""

    name: str
    codes: tuple[str, ...] = ()

    def is_called(self, wanted: str) -> bool:
        """Whether this folded text is its whole name or a code of it."""
        return wanted in (folded(each) for each in (self.name, *self.codes))

    def begins(self, wanted: str) -> bool:
        """Whether its name, or a code of it, begins so."""
        return any(folded(each).startswith(wanted) for each in (self.name, *self.codes))

    def has_words(self, wanted: str) -> bool:
        """Whether each of these folded words begins a word of its name."""
        own = folded(self.name).split()
        return all(any(word.startswith(part) for word in own) for part in wanted.split())


def option_meant(typed: str, options: Sequence[Option]) -> str:
    """The name of the one option meant by its name, a code, or the first letters of either; raises DetailNotRead for others."""
    wanted = folded(typed)
    exact = [option for option in options if option.is_called(wanted)]
    found = exact or [option for option in options if wanted and option.begins(wanted)]
    if len(found) == 1:
        return found[0].name
    raise DetailNotRead(f"'{typed[:QUOTED]}' is not one of: {', '.join(option.name for option in options)}.")


def option_by_words(typed: str, options: Sequence[Option]) -> str:
    """The name of the one option meant by its name, a code, or first letters of its words; raises DetailNotRead for others."""
    found = option_or_words(typed, options)
    if found in (option.name for option in options):
        return found
    raise DetailNotRead(f"'{found[:QUOTED]}' is not one of: {', '.join(option.name for option in options)}.")


def option_or_words(typed: str, options: Sequence[Option]) -> str:
    """The name of the one option meant, also by first letters of its words; the text as typed where none is.

    Raises DetailNotRead when a few letters could mean several.
    """
    wanted = folded(typed)
    if not wanted:
        return typed.strip()
    exact = [option for option in options if option.is_called(wanted)]
    found = exact or [option for option in options if option.begins(wanted) or option.has_words(wanted)]
    if len(found) > 1:
        raise DetailNotRead(
            f"'{typed.strip()[:QUOTED]}' could be {' or '.join(option.name for option in found)}. Type more of it."
        )
    return found[0].name if found else typed.strip()


def each_once(typed: str, read: Callable[[str], str], between: str = ", ") -> str:
    """Several of something typed with commas between, each as it is read, none of them twice; DetailNotRead for commas alone."""
    parts = [read(part) for part in typed.split(",") if part.strip()]
    if not parts:
        raise DetailNotRead(f"'{typed.strip()[:QUOTED]}' says nothing. Type it, several with commas between, or leave it empty.")
    return between.join(dict.fromkeys(parts))
