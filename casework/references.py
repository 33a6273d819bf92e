"""Case references: how they are made, and how one is read however a person types it."""

import re

_TYPED = re.compile(r"\s*([A-Za-z])\s*([0-9]{2})\s*[-\u2010-\u2014\s/]?\s*0*([0-9]{1,9})\s*\Z")


def reference(prefix: str, year: int, number: int) -> str:
    """A case's reference, unique per prefix and year, such as E26-000412."""
    return f"{prefix}{year % 100:02d}-{number:06d}"


def read_reference(text: str) -> str | None:
    """The reference a person typed, with or without zeros, hyphen or capitals (`e26 412`), or None where it is none."""
    found = _TYPED.match(text)
    if found is None:
        return None
    prefix, year, number = found.groups()
    return f"{prefix.upper()}{year}-{int(number):06d}"
