"""How typed text becomes words to search by, the same for what is stored and for what is looked for."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST_WORD = 100
MOST_WANTED = 50
MOST_BYTES = 1_000_000
"""Of the different words of one case: a hundred times what the longest has. PostgreSQL keeps no more in one row."""

_NOT_WORD = re.compile(r"[\W_]+")
_PHONE = re.compile(r"(?<!\w)(?:\+\d|\(?0)[\d\s().-]{5,}\d(?!\w)")
_NOT_DIGIT = re.compile(r"\D")
_APOSTROPHE = re.compile("['\u2018\u2019\u02bc]")
_LAST_FIGURES = 6
_APART = " ; "
"""Between texts that may end and begin with a phone number: without it two would be read as one."""


def folded(text: str) -> str:
    """Text in lower case without accents or punctuation, its words parted by single spaces."""
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def words(text: str) -> list[str]:
    """The words of a text, folded; of a very long one, its first hundred characters."""
    return [word[:LONGEST_WORD] for word in folded(text).split()]


def phone_digits(text: str) -> str:
    """A phone number as digits alone, a United Kingdom prefix (+44, 0044) written as the leading 0."""
    text = unicodedata.normalize("NFKC", text)
    digits = _NOT_DIGIT.sub("", text)
    if text.strip().startswith("+44"):
        digits = "0" + digits[2:].removeprefix("0")
    elif digits.startswith("0044"):
        digits = "0" + digits[4:].removeprefix("0")
    return digits[:LONGEST_WORD]


def phone_numbers(text: str) -> list[str]:
    """Every phone number in a text such as `07700 900123 or 020 7946 0018 (work)`, as digits."""
    return [phone_digits(found) for found in _PHONE.findall(unicodedata.normalize("NFKC", text))]


def wanted_words(typed: str) -> list[str]:
    """What to look for, from what was typed: its words, with a phone number in any format taken as one word.

    Of very many words, the first fifty.
    """
    typed = unicodedata.normalize("NFKC", typed)
    found = [*phone_numbers(typed), *words(_PHONE.sub(" ", typed))]
    return list(dict.fromkeys(found))[:MOST_WANTED]


def found_by(references: Iterable[str], phones: Iterable[str], texts: Iterable[str]) -> str:
    """The words a case is found by, each once, with spaces between: from our references, phone numbers and whatever was typed.

    A reference is found as one word and without its zeros too, a phone number without its 0 and by its last six figures,
    `O'Brien` as one word and as two. Of more words than `MOST_BYTES` the first are kept, so what matters most comes first.
    """
    numbers, text = list(phones), _APART.join(texts)
    found: list[str] = []
    for own in map(words, references):
        short = [word.lstrip("0") for word in own]
        found += (*own, "".join(own), *short, "".join(short))
    figures = [*map(phone_digits, numbers), *phone_numbers(_APART.join((*numbers, text)))]
    for number in figures:
        found.append(number)
        if len(number) > _LAST_FIGURES:
            found += (number.lstrip("0"), number[-_LAST_FIGURES:])
    found += words(_APART.join((*numbers, text)))
    if _APOSTROPHE.search(text):
        found += words(" ".join(_APOSTROPHE.sub("", part) for part in text.split() if _APOSTROPHE.search(part)))
    return _cut(" ".join(dict.fromkeys(filter(None, found))))


def _cut(document: str) -> str:
    """As many whole words of a document as may be kept."""
    if len(document) * 4 <= MOST_BYTES or len(document.encode()) <= MOST_BYTES:
        return document
    return document.encode()[: MOST_BYTES + 1].decode(errors="ignore").rpartition(" ")[0]
