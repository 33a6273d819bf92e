"""How typed text becomes words to search by, the same for what is stored and for what is looked for."""

import re
import unicodedata

LONGEST_WORD = 100
MOST_WANTED = 50

_NOT_WORD = re.compile(r"[\W_]+")
_PHONE = re.compile(r"(?<!\w)(?:\+\d|\(?0)[\d\s().-]{5,}\d(?!\w)")
_NOT_DIGIT = re.compile(r"\D")


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
