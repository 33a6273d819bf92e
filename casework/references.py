"""Case references: how they are made, and how one is read however a person types it.

The last character of a reference is a check letter worked out from the others, so that one misheard figure or letter, or two
figures said in each other's place, makes a reference that no case has. References given out before there were check letters
have none, and are read as they are.
"""

import re

from casework.errors import DeskError

CHECK_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
"""Those that are not easily taken for a figure when read: 23, a prime number, as the check needs."""
_SPOKEN = dict(
    zip(
        CHECK_LETTERS,
        (
            *("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "Juliet", "Kilo", "Lima", "Mike"),
            *("November", "Papa", "Romeo", "Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu"),
        ),
        strict=True,
    )
)
_TYPED = re.compile(r"\s*([A-Za-z])\s*([0-9]{2})\s*[-\u2010-\u2014\s/]?\s*0*([0-9]{1,9})\s*[-\u2010-\u2014]?\s*([A-Za-z]?)\s*\Z")


class Misheard(DeskError):
    """What was typed has the shape of a reference, and its check letter says that some of it is wrong."""


def reference(prefix: str, year: int, number: int) -> str:
    """A case's reference, unique per prefix and year, such as E26-000412G; `prefix` is one capital letter."""
    plain = f"{prefix}{year % 100:02d}-{number:06d}"
    return f"{plain}{check_letter(plain)}"


def check_letter(plain: str) -> str:
    """The letter that goes with a reference without one.

    Each figure of the number counts by its place from the end, 1 to 9; the year's count 10 and 11, and the prefix 12. The sum,
    modulo 23, picks the letter. As 23 is prime and more than any figure or place, no change of one figure and no exchange of
    two leaves the sum as it is; nor does another prefix, of those that are in use.
    """
    year, number = plain[1:3], plain[4:]
    figures = [*zip(range(1, 10), reversed(number), strict=False), (10, year[1]), (11, year[0])]
    return CHECK_LETTERS[(sum(place * int(figure) for place, figure in figures) + 12 * ord(plain[0])) % len(CHECK_LETTERS)]


def read_reference(text: str) -> str | None:
    """The reference a person typed, with or without zeros, hyphen, capitals or its check letter, or None where it is none.

    Raises Misheard when the check letter typed is not the one that goes with the rest.
    """
    found = _TYPED.match(text)
    if found is None:
        return None
    prefix, year, number, check = found.groups()
    made = reference(prefix.upper(), int(year), int(number))
    if check and check.upper() != made[-1]:
        raise Misheard(f"{made[:-1]}{check.upper()} does not add up: some of it was misheard. Ask for it once more.")
    return made


def as_kept(made: str) -> tuple[str, str]:
    """The two ways the record may have a reference: as it is made now, and as it was before there were check letters."""
    return made, made[:-1]


def to_read_out(made: str) -> str:
    """A reference for reading out, its check letter spelt: `E26-000412G, G for Golf`; an older one as it is."""
    word = _SPOKEN.get(made[-1:])
    return f"{made}, {made[-1]} for {word}" if word else made
