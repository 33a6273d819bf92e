"""Made-up callers: people of a store as they give their details a second time, and people who are not in it."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bench.made_up_work import MadeUpWork
from casework.likeness import Asked

_HEARD = (
    *(("ph", "f"), ("f", "ph"), ("ff", "f"), ("ll", "l"), ("ie", "y"), ("y", "i"), ("ee", "ea"), ("ea", "ee"), ("c", "k")),
    *(("k", "c"), ("ck", "k"), ("w", "u"), ("i", "y"), ("e", "a"), ("a", "e"), ("o", "u"), ("h", ""), ("th", "t"), ("s", "z")),
    *(("gh", ""), ("rr", "r"), ("tt", "t"), ("nn", "n"), ("ou", "oo"), ("v", "f"), ("rh", "r"), ("dd", "th"), ("mac", "mc")),
)


@dataclass(frozen=True, slots=True)
class Caller:
    """What a caller gave, and who they are: the number of a person in the store, or None."""

    asked: Asked
    person_id: int | None


class NoisyCallers:
    """Callers drawn from one seed."""

    def __init__(self, seed: int = 7) -> None:
        """The callers of this seed."""
        self._chance = Random(seed)
        self._strangers = MadeUpWork(seed=10_000 + seed)

    def known(self, person_id: int, name: str, phone: str, email: str) -> Caller:
        """Somebody of the store: the name mostly misspelt, its words in any order, one in seven without their known number."""
        chance = self._chance
        number = phone if phone and chance.random() < 0.85 else ""
        address = email if email and chance.random() < 0.6 else ""
        return Caller(Asked(self.said_name(name), self.said_number(number), self.said_address(address)), person_id)

    def stranger(self) -> Caller:
        """Somebody who is not in the store, by the same names as everybody."""
        who = self._strangers.person()
        # Of the made-up addresses of a name there are but ninety-nine, which its bearers in the store have taken already.
        address = who.email.replace("@", f"{self._chance.randint(1000, 9999)}@")
        return Caller(Asked(self.said_name(who.name), self.said_number(who.phone), self.said_address(address)), None)

    def said_name(self, name: str) -> str:
        """A name as another person writes it down."""
        chance = self._chance
        words = name.replace(",", " ").split()
        if chance.random() < 0.7:
            words = [_plain(word) for word in words]
        if chance.random() < 0.75:
            at = chance.randrange(len(words))
            words[at] = self._misspelt(words[at])
        if chance.random() < 0.5:
            words.reverse()
        said = " ".join(words)
        return said.upper() if chance.random() < 0.1 else said.lower() if chance.random() < 0.2 else said

    def said_number(self, phone: str) -> str:
        """A number in another format, one in three with two digits swapped, one in ten with a wrong one."""
        if not phone:
            return ""
        chance = self._chance
        digits = "".join(c for c in phone.replace("+44", "0") if c.isdigit())[1:]
        slip = chance.random()
        at = chance.randrange(len(digits) - 1)
        if slip < 0.33:
            digits = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        elif slip < 0.43:
            digits = f"{digits[:at]}{(int(digits[at]) + 1 + chance.randrange(9)) % 10}{digits[at + 1 :]}"
        shapes: Sequence[Callable[[str], str]] = (
            lambda d: f"0{d}",
            lambda d: f"+44 {d[:4]} {d[4:]}",
            lambda d: f"0044{d}",
            lambda d: f"+44 (0){d[:2]} {d[2:6]} {d[6:]}",
            lambda d: f"({'0' + d[:3]}) {d[3:6]}-{d[6:]}",
            lambda d: f"0{d[:4]}.{d[4:]}",
        )
        return chance.choice(shapes)(digits)

    def said_address(self, email: str) -> str:
        """An address in capitals, without its dot or accents, or with a slip, as often as not."""
        chance = self._chance
        if not email or chance.random() < 0.4:
            return email
        own, _, domain = _plain(email).partition("@")
        kind = chance.random()
        if kind < 0.4:
            return f"{own}@{domain}".upper()
        if kind < 0.6:
            return f"{own.replace('.', '')}@{domain}"
        if kind < 0.8:
            return f"{self._slip(own)}@{domain}"
        return f"{own}@example.com"

    def _misspelt(self, word: str) -> str:
        """A word with one slip of the keys, or one sound written otherwise."""
        chance = self._chance
        heard = [(old, new) for old, new in _HEARD if old in word.lower()]
        if heard and chance.random() < 0.5:
            old, new = chance.choice(heard)
            return word.lower().replace(old, new, 1).capitalize()
        return self._slip(word)

    def _slip(self, word: str) -> str:
        if len(word) < 3:
            return word
        chance, at = self._chance, self._chance.randrange(len(word) - 1)
        letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
        return chance.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[: at + 1] + letter + word[at + 2 :],
            )
        )


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
