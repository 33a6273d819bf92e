"""How names and titles are put in order: whatever their case and, for the letters of Latin alphabets, their accents."""

import unicodedata
from functools import cache, lru_cache

_OTHERS = {"Æ": "ae", "æ": "ae", "Ø": "o", "ø": "o", "Đ": "d", "đ": "d", "Ł": "l", "ł": "l", "ß": "ss", "Œ": "oe", "œ": "oe"}
_LATIN = range(0xC0, 0x250)


@lru_cache(maxsize=16_384)
def sorting(text: str) -> str:
    """A text as it is compared with others to put them in order; empty for one of blanks alone."""
    return text.strip(" ").translate(_plain()).lower()


@cache
def letters() -> tuple[str, str]:
    """Letters with accents, and what each of them is put in order as, one for one."""
    found = {chr(code): plain for code, plain in _plain().items() if len(plain) == 1}
    return "".join(found), "".join(found.values())


@cache
def _plain() -> dict[int, str]:
    """Each accented letter by its code, as the letter it begins with."""
    found = {}
    for code in _LATIN:
        first = _OTHERS.get(chr(code), unicodedata.normalize("NFD", chr(code)))[0]
        if first.isascii() and first.isalpha():
            found[code] = first.lower()
    return found
