"""Who a caller may be: the keys to look for as somebody types, and how much each thing that agrees says."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from casework.name_likeness import BEGINNING, LEAST, NameLikeness, name_likeness
from casework.name_sounds import name_words, skeleton
from casework.person_keys import (
    LAST,
    LONGEST_KEY,
    email_key,
    email_name,
    near_addresses,
    near_numbers,
    phone_keys,
    reference_key,
)

LISTED = 0.3
"""The least score that is worth showing."""
LIKELY = 0.75
"""The least score of somebody who is probably the caller."""
CROWD = 3
"""Of people alike in name alone, with another number or address, so many are shown; a name that more have tells nothing."""
WHOLE_NUMBER = 9
MOST_BY_SOUND = 3000
LONGEST_ASKED = 200
_NAME, _ONE_WORD = 0.6, 0.35


@dataclass(frozen=True, slots=True)
class Asked:
    """What has been typed so far of a caller, each text as typed."""

    name: str = ""
    phone: str = ""
    email: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a key that was found says: its strength from 0 to 1, and in words."""

    strength: float
    why: str


@dataclass(frozen=True, slots=True)
class Span:
    """Keys to look for: those that start so, or with `whole` the one that is so; at most so many rows of them."""

    start: str
    most: int
    whole: bool = False

    @property
    def end(self) -> str:
        """After every key of the span."""
        return self.start + LAST


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely somebody is the caller, from 0 to 1; why, in words; how alike the name is; whether all else speaks against."""

    score: float
    why: tuple[str, ...]
    name: float
    name_against_rest: bool


class LookedFor:
    """The keys that what was typed may be found by. `exact` keys are few each; `spans` may hold many."""

    def __init__(self, asked: Asked) -> None:
        """Work the keys out; of a very long text, the first two hundred characters."""
        self.name = asked.name[:LONGEST_ASKED]
        self.exact: dict[str, Evidence] = {}
        self.spans: list[Span] = []
        self._begins: list[tuple[str, Evidence]] = []
        self._numbers = phone_keys(asked.phone[:LONGEST_ASKED])
        self._address = email_key(asked.email[:LONGEST_ASKED])
        for number in self._numbers:
            self._look_for_number(number)
        self._look_for_email(asked.email[:LONGEST_ASKED])
        self.reference = f"r{reference_key(asked.reference[:LONGEST_ASKED])}"[:LONGEST_KEY]
        self._look_for_reference()
        self._words = name_words(self.name)
        self._sounds = [skeleton(word) for word in self._words]
        pairs = tuple(f"n{first} {second}" for first, second in combinations(self._sounds, 2))
        self._whole_name = pairs or tuple(f"w{word}" for word in self._words)
        self._look_for_name()

    @property
    def nothing(self) -> bool:
        """Whether too little was typed to look for anybody."""
        return not self.exact and not self.spans

    def by_sound(self, letters: int) -> list[tuple[Span, str]]:
        """Where to look for a misspelt name: one word's sound, so many letters of another's, and all of that other's."""
        pairs = [pair for each in combinations(self._sounds, 2) for pair in (each, each[::-1])]
        most = MOST_BY_SOUND // max(2, len(pairs))
        return [(Span(f"n{first} {second[:letters]}", most), second) for first, second in pairs if len(second) > 1]

    def finds_former_name(self, name: str, keys: Iterable[str]) -> bool:
        """Whether these keys are of a name like the caller's that somebody of this other name must have had before."""
        return any(key.startswith(self._whole_name) for key in keys) and not name_likeness(self.name, name).degree

    def likeness(self, name: str, phone: str, email: str, keys: Iterable[str], former: Iterable[str] = ()) -> Likeness:
        """How likely a person, found by these keys and once called by the `former` names, is the caller."""
        best: dict[str, Evidence] = {}
        for key in keys:
            said = self._says(key)
            if said is not None and (key[0] not in best or best[key[0]].strength < said.strength):
                best[key[0]] = said if _still(key, phone, email) else Evidence(said.strength, f"{said.why} (former)")
        alike = name_likeness(self.name, name)
        for once in former:
            if (before := name_likeness(self.name, once)).degree > alike.degree:
                alike = NameLikeness(before.degree, f"{before.why} (former)")
        doubt, against = 1.0, []
        for said in best.values():
            doubt *= 1 - said.strength
        one_word = len(self._words) == 1
        doubt *= 1 - (_ONE_WORD / LEAST if one_word else _NAME) * alike.degree
        score = 1 - doubt
        whys = [said.why for said in best.values()]
        if alike.why:
            whys.insert(0, alike.why)
        elif len(self._words) > 1 and name_words(name) and best:
            score *= min(0.75, max(said.strength for said in best.values()))
            against.append("another name")
        others = self._other_details(phone, email, best)
        if others and max((said.strength for said in best.values()), default=0.0) < 0.8:
            score *= 0.75 ** len(others)
        return Likeness(score, (*whys, *against, *others), alike.degree, bool(others) and not best)

    def _other_details(self, phone: str, email: str, best: dict[str, Evidence]) -> list[str]:
        """What was typed in full and this person has otherwise."""
        found = []
        if phone.strip() and "p" not in best and any(len(number) >= WHOLE_NUMBER for number in self._numbers):
            found.append("another phone number")
        if email.strip() and "e" not in best and "." in self._address.rpartition("@")[2]:
            found.append("another email address")
        return found

    def _says(self, key: str) -> Evidence | None:
        said = self.exact.get(key)
        if said is not None:
            return said
        return next((evidence for start, evidence in self._begins if key.startswith(start)), None)

    def _look_for_number(self, number: str) -> None:
        if len(number.lstrip("+")) >= WHOLE_NUMBER:
            sign, digits = ("+", number[1:]) if number.startswith("+") else ("", number)
            for near, why in near_numbers(digits):
                self.exact.setdefault(f"p{sign}{near}", Evidence(0.6 if "swapped" in why else 0.5, why))
        if len(number.lstrip("+")) <= WHOLE_NUMBER:
            begins = Evidence(min(0.5, 0.3 + 0.05 * (len(number) - 5)), "phone number begins the same")
            self._begin(f"p{number}", begins, 60)
            for digit in "0123456789":
                self.exact.pop(f"p{number}{digit}", None)
        self.exact[f"p{number}"] = Evidence(0.85, "same phone number")

    def _look_for_email(self, typed: str) -> None:
        own, at, domain = self._address.rpartition("@")
        if not at:
            own = email_name(typed)
            if len(own) > BEGINNING:
                self._begin(f"e{own}", Evidence(0.3, "email address begins the same"), 30)
            return
        if len(domain) > BEGINNING:
            for near in near_addresses(self._address):
                self.exact.setdefault(f"e{near}"[:LONGEST_KEY], Evidence(0.6, "email address differs in a letter"))
        self.exact[f"e{self._address}"[:LONGEST_KEY]] = Evidence(0.9, "same email address")
        if domain:
            self._begins.append((f"e{self._address}"[:LONGEST_KEY], Evidence(0.6, "email address begins the same")))
        self._begin(f"e{own}@"[:LONGEST_KEY], Evidence(0.4 if len(own) > 5 else 0.2, "email address alike before the @"), 30)

    def _look_for_reference(self) -> None:
        if len(self.reference) > BEGINNING + 1:
            self.exact[self.reference] = Evidence(0.8, "same reference")
        if len(self.reference) > 6:
            self._begin(self.reference, Evidence(0.4, "reference begins the same"), 10)

    def _look_for_name(self) -> None:
        if len(self._words) == 1 and len(self._words[0]) >= BEGINNING:
            (word,), (sound,) = self._words, self._sounds
            self.spans += [Span(f"w{word}", 60, whole=True), Span(f"w{word}", 1000), Span(f"n{sound} ", 100)]
        if len(self._words) < 2:
            return
        self.spans += [Span(f"n{first} {second}", 120, whole=True) for first, second in combinations(self._sounds, 2)]
        if len(self._words[-1]) > 1:
            self.spans += [Span(f"n{sound} {self._sounds[-1]}", 120) for sound in self._sounds[:-1]]
        self.spans += [Span(f"n{sound} ", 20, whole=True) for sound in self._sounds]

    def _begin(self, start: str, evidence: Evidence, most: int) -> None:
        self.spans.append(Span(start, most))
        self._begins.append((start, evidence))


def _still(key: str, phone: str, email: str) -> bool:
    """Whether a key that a person was found by is one of their number or address as it is now."""
    if key.startswith("p"):
        return any(f"p{number}"[:LONGEST_KEY] == key for number in phone_keys(phone))
    return not key.startswith("e") or f"e{email_key(email)}"[:LONGEST_KEY] == key
