"""The texts of a mail, decoded without losing any: what can't be decoded is shown as it stands, and that is said."""

import codecs
import re
from base64 import b64decode
from collections.abc import Callable
from itertools import groupby
from quopri import decodestring

from casework.visible_text import INVISIBLE_MARK

Warn = Callable[[str], object]

LONGEST_HEADER = 10_000
NUL_MARK = "␀"

_SURROGATES = re.compile("[\ud800-\udfff]")
_ONE_WORD = r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?="
_WORD = re.compile(_ONE_WORD)
_WORDS = re.compile(rf"{_ONE_WORD}(?:\s+{_ONE_WORD})*")
_FOLDS = re.compile(r"[\r\n]+")
# Windows programs call their character set by the name of the smaller one, as browsers take for granted.
_MEANT = {"iso8859-1": "cp1252", "ascii": "utf-8"}
# Codecs that are no character set of a mail, or take time that grows with the square of the text.
_NOT_FOR_MAIL = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}


def decoded_text(content: bytes, charset: str, warn: Warn) -> str:
    """Bytes as text in a named character set, lines ending in LF; an unknown or wrong one is got round and told to `warn`."""
    return _decoded(content, charset, warn).replace("\r\n", "\n")


def header_text(value: str, warn: Warn) -> str:
    """A header's value as people are to read it: on one line, encoded words decoded where they can be."""
    value = unfolded(value)
    if "=?" not in value:
        return value
    if len(value) > LONGEST_HEADER:
        warn("A header is too long to be decoded, so it is shown as it stands.")
        return value
    return _WORDS.sub(lambda found: _words(found[0], warn), value)


def unfolded(value: str) -> str:
    """A header's value on one line."""
    return _FOLDS.sub("", value).strip()


def repaired(value: str) -> str:
    """A header as the parser gives it, with the bytes it could not read put back as the characters they stand for."""
    if _SURROGATES.search(value) is None:
        return value
    content = value.encode("utf-8", "surrogateescape")
    return _guessed(content)[0]


def storable(text: str) -> str:
    """Text as the record can keep it: a NUL and half a character become marks."""
    return _SURROGATES.sub(INVISIBLE_MARK, text.replace("\x00", NUL_MARK))


def _decoded(content: bytes, charset: str, warn: Warn) -> str:
    name = _codec(charset)
    if name is None:
        text, guess = _guessed(content)
        if charset.strip() or guess != "UTF-8":
            said = f'Its character set "{charset.strip()[:40]}" is not known' if charset.strip() else "It names no character set"
            warn(f"{said}; its text was read as {guess}.")
        return text
    try:
        return content.decode(_MEANT.get(name, name))
    except (UnicodeError, ValueError):
        pass
    return _despite(content, name, charset, warn)


def _despite(content: bytes, name: str, charset: str, warn: Warn) -> str:
    """Text that is not in the character set it names."""
    text, guess = _guessed(content)
    said = f'text is not in the character set "{charset.strip()[:40]}" it names'
    if name in ("ascii", "iso8859-1") or guess == "UTF-8":
        warn(f"Its {said}; it was read as {guess}.")
        return text
    warn(f"Some of its {said}; those bytes are shown as \\x and two digits.")
    try:
        return content.decode(name, "backslashreplace")
    except (UnicodeError, ValueError):
        return text


def _words(run: str, warn: Warn) -> str:
    """Encoded words with only spaces between them; a character may be divided between two of one character set."""
    try:
        words = [(charset.partition("*")[0].lower(), _bytes(way, text)) for charset, way, text in _WORD.findall(run)]
    except ValueError:
        warn("A header is wrongly encoded, so it is shown as it stands.")
        return run
    alike = groupby(words, key=lambda word: word[0])
    return "".join(_decoded(b"".join(content for _, content in group), charset, warn) for charset, group in alike)


def _bytes(way: str, text: str) -> bytes:
    if way in "qQ":
        return decodestring(text.encode(), header=True)
    return b64decode(text + "=" * (-len(text) % 4), validate=True)


def _guessed(content: bytes) -> tuple[str, str]:
    for codec, name in (("utf-8", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            return content.decode(codec), name
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1"), "ISO-8859-1"


def _codec(charset: str) -> str | None:
    """Python's name for a character set, or None for one that is not known or not for mail."""
    name = charset.strip()
    if not name or len(name) > 40:
        return None
    try:
        found = codecs.lookup(name).name
        b"text".decode(found, "replace")
    except (LookupError, ValueError):
        return None
    return None if found.replace("_", "-") in _NOT_FOR_MAIL else found
