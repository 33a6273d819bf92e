"""The keys a person is found by: each a letter for its kind, then what was typed, brought to one form.

`p` a phone number, `e` an email address, `w` a word of a name, `n` how two words of it sound, `r` a reference of a case.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import permutations

from casework.name_sounds import name_words, skeleton
from casework.search_words import folded, words

LAST = "\U0010ffff"
"""Sorts after every character of a key."""
LONGEST_KEY = 120
MOST_NUMBERS = 6
LEAST_DIGITS, MOST_DIGITS = 5, 12
"""Of a British number without its 0, as far as it is typed."""

_BETWEEN = re.compile(r"[^\d\s().+-]+")
# The library loads in 50 ms and reads a number in 40 us; what most people write needs neither.
_PLAIN = re.compile(r"(?:\+44|0044|0)([1-9][0-9]{8,9})\Z")
_NEXT_NUMBER = re.compile(r"\s+(?=\(?0[1-9]|\+)")
_NOT_DOMAIN = re.compile(r"[^\w.-]")
_DIGIT = re.compile(r"\d")


def keys_of(name: str, phone: str, email: str, references: Iterable[str] = ()) -> set[str]:
    """Every key of a person with these details, whose cases another body knows by these references."""
    found = {f"p{number}" for number in phone_keys(phone)} | name_keys(name)
    found.update(f"r{key}" for reference in references if (key := reference_key(reference)))
    if address := email_key(email):
        found.add(f"e{address}")
    return {key[:LONGEST_KEY] for key in found}


def phone_keys(text: str) -> list[str]:
    """The numbers in a text, however they are written: a British one as its significant digits, another as + and its digits.

    `07700 900123`, `+44 (0)7700-900123` and `0044 7700900123` are all `7700900123`. Of many, the first six.
    """
    if len(_DIGIT.findall(text)) < LEAST_DIGITS:
        return []
    if whole := _phone_key(text):
        return [whole]
    found: list[str] = []
    for part in _BETWEEN.split(text)[:MOST_NUMBERS]:
        one = _phone_key(part)
        found += [one] if one else map(_phone_key, _NEXT_NUMBER.split(part)[:MOST_NUMBERS])
    return list(dict.fromkeys(filter(None, found)))[:MOST_NUMBERS]


def _phone_key(text: str) -> str:
    """The key of a text that is one number and no more; empty for any other."""
    plain = _PLAIN.match(text.replace(" ", ""))
    if plain:
        return plain[1]
    import phonenumbers

    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return ""
    digits = phonenumbers.national_significant_number(number)
    if number.country_code != 44:
        return f"+{number.country_code}{digits}"
    digits = digits.lstrip("0")
    return digits if LEAST_DIGITS <= len(digits) <= MOST_DIGITS else ""


def email_key(text: str) -> str:
    """An address without capitals or accents, what is before the @ without punctuation or what follows a +; empty for none."""
    own, at, domain = text.strip().rpartition("@")
    return f"{email_name(own)}@{_NOT_DOMAIN.sub('', domain.casefold())}" if at and own else ""


def email_name(own: str) -> str:
    """The part of an address before the @, as keys have it."""
    return folded(own.partition("+")[0]).replace(" ", "")


def reference_key(text: str) -> str:
    """A reference as one folded word."""
    return "".join(words(text))


def name_keys(name: str) -> set[str]:
    """The keys of a name: each word, and each two of them by their sound in both orders."""
    found = name_words(name)
    keys = {f"w{word}" for word in found}
    sounds = [skeleton(word) for word in found]
    if len(sounds) == 1:
        return keys | {f"n{sounds[0]} "}
    return keys | {f"n{first} {second}" for first, second in permutations(sounds, 2)}


def near_numbers(number: str) -> Iterator[tuple[str, str]]:
    """Numbers one slip away from a whole number, with the slip in words: digits swapped, or one wrong, missing or too many."""
    for at in range(len(number) - 1):
        if number[at] != number[at + 1]:
            yield number[:at] + number[at + 1] + number[at] + number[at + 2 :], "two digits of the phone number swapped"
    for at in range(len(number)):
        for digit in "0123456789":
            if digit != number[at]:
                yield number[:at] + digit + number[at + 1 :], "one digit of the phone number different"
        yield number[:at] + number[at + 1 :], "one digit more in the phone number"
    for at in range(len(number) + 1):
        for digit in "0123456789":
            yield number[:at] + digit + number[at:], "one digit fewer in the phone number"


def near_addresses(address: str) -> Iterator[str]:
    """Addresses with two letters before the @ swapped, or one of them written twice or left out: another figure is another's."""
    own, _, domain = address.rpartition("@")
    for at in range(len(own)):
        if own[at].isdigit():
            continue
        yield f"{own[:at]}{own[at + 1 :]}@{domain}"
        yield f"{own[:at]}{own[at]}{own[at:]}@{domain}"
        if at + 1 < len(own) and own[at] != own[at + 1]:
            yield f"{own[:at]}{own[at + 1]}{own[at]}{own[at + 2 :]}@{domain}"
