"""What staff raise at once: somebody in danger, an allegation to refer, unacceptable contact; and words that suggest one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from casework.contact import Problem, unstorable
from casework.facts import facts
from casework.option_reading import Option, option_meant
from casework.spoken import listed

SAFEGUARDING, REFERRAL, UNACCEPTABLE = "safeguarding", "referral", "unacceptable"
TYPE = "type"
"""The field of a referral that says what is alleged."""
AT = "-at"
"""After a timed field's id: the time of day that goes with its yes."""
MARK = "⚑"
_FOLDING = {ord(each): each.lower() if each.isalnum() else " " for each in map(chr, range(128))}
_ACCENTS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class ReferralType:
    """A type of allegation that must be referred, in full and in a word or two."""

    id: str
    title: str
    short: str
    letter: str


@dataclass(frozen=True, slots=True)
class ConcernField:
    """What is recorded of a concern: a line, a `long` text, or one of `options`; a `timed` yes has its time of day beside it."""

    id: str
    label: str
    placeholder: str = ""
    options: tuple[str, ...] = ()
    long: bool = False
    timed: bool = False
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What its parts are kept under."""
        return (self.id, f"{self.id}{AT}") if self.timed else (self.id,)


@dataclass(frozen=True, slots=True)
class ConcernKind:
    """A kind of concern: what to ask and do, line by line, and what is recorded."""

    id: str
    title: str
    short: str
    letter: str
    prompts: tuple[str, ...]
    fields: tuple[ConcernField, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that may be recorded, in the order of a call."""
        return tuple(name for field in self.fields for name in field.names)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that was typed elsewhere and may call for a concern; `type` is the referral type, empty for safeguarding."""

    kind: str
    type: str
    word: str

    @property
    def line(self) -> str:
        """What it says beside a form; it flags nothing by itself."""
        if self.kind == REFERRAL:
            return f'{MARK} "{self.word}": {referral_types()[self.type].title.partition(",")[0]}? F2 flags it'
        return f'{MARK} "{self.word}": F2 safeguarding'


@cache
def referral_types() -> Mapping[str, ReferralType]:
    """The types of allegation that are referred, by id, as regulation 4(1) has them."""
    rows = facts("concerns")["type"]
    return {row["id"]: ReferralType(row["id"], row["title"], row["short"], row["letter"]) for row in rows}


@cache
def concern_kinds() -> Mapping[str, ConcernKind]:
    """The kinds of concern by id, safeguarding first."""
    return {
        row["id"]: ConcernKind(
            row["id"],
            row["title"],
            row["short"],
            row["letter"],
            tuple(row["prompts"]),
            tuple(ConcernField(**(each | {"options": tuple(each.get("options", ()))})) for each in row["field"]),
        )
        for row in facts("concerns")["concern"]
    }


def concern_title(kind: str) -> str:
    """What a kind is called; one of a later version is called by its id."""
    return concern_kinds()[kind].title if kind in concern_kinds() else kind


def suggested(texts: Iterable[str]) -> tuple[Suggestion, ...]:
    """What these texts suggest, safeguarding first and each type once, by the first of its words found.

    Whole words and phrases count, whatever their case, accents and punctuation; a phrase does not run from one text to another.
    """
    found: dict[str, Suggestion] = {}
    phrases = _phrases()
    for text in texts:
        words = _words(text)
        if phrases.keys().isdisjoint(words):
            continue
        for place, word in enumerate(words):
            if word in phrases and (suggestion := _longest(phrases[word], words, place + 1)) is not None:
                found.setdefault(suggestion.type, suggestion)
    order = ["", *referral_types()]
    return tuple(sorted(found.values(), key=lambda each: order.index(each.type)))


@dataclass(slots=True)
class _Phrases:
    """The phrases that go on alike: what the words so far suggest, if anything, and how they may go on."""

    suggestion: Suggestion | None
    further: "dict[str, _Phrases]"


def _longest(phrases: _Phrases, words: Sequence[str], place: int) -> Suggestion | None:
    """What the longest phrase that goes on at this place suggests."""
    suggestion = phrases.suggestion
    while place < len(words) and (further := phrases.further.get(words[place])) is not None:
        phrases, place = further, place + 1
        suggestion = phrases.suggestion or suggestion
    return suggestion


@cache
def _phrases() -> Mapping[str, _Phrases]:
    """Every phrase, word by word."""
    known = [Suggestion(row["id"], "", word) for row in facts("concerns")["concern"] for word in row.get("words", ())]
    known += [Suggestion(REFERRAL, row["id"], word) for row in facts("concerns")["type"] for word in row["words"]]
    start = _Phrases(None, {})
    for suggestion in known:
        here = start
        for word in _words(suggestion.word):
            here = here.further.setdefault(word, _Phrases(None, {}))
        here.suggestion = here.suggestion or suggestion
    return start.further


def _words(text: str) -> list[str]:
    """The words of a text, folded as `folded` does but quickly enough for every key; of other alphabets there are none."""
    if not text.isascii():
        text = _ACCENTS.sub("", normalize("NFKD", text).casefold()).encode("ascii", "replace").decode("ascii")
    return text.translate(_FOLDING).split()


def read_concern_option(field: ConcernField, typed: str) -> str:
    """The option meant by its name, or by the first letters of it or of its words; raises DetailNotRead for none or several."""
    if not typed.strip():
        return ""
    options = [Option(each, (option_words(field, each), *_short(each))) for each in field.options]
    return option_meant(typed, options)


def problems_with_concern(kind: str, content: Mapping[str, str]) -> list[Problem]:
    """What keeps a concern from being recorded, in the order of its fields; empty when it can be."""
    known = concern_kinds().get(kind)
    if known is None:
        return [Problem("kind", f"'{kind[:40]}' is not a kind of concern. Use {listed(list(concern_kinds()))}.")]
    found = [Problem(name, f"{known.title} has no '{name[:40]}'.") for name in content if name not in known.names]
    for field in known.fields:
        for name in field.names:
            if problem := unstorable(content.get(name, "")):
                found.append(Problem(name, problem))
        chosen = content.get(field.id, "")
        if field.options and chosen and chosen not in field.options:
            found.append(Problem(field.id, f"'{chosen[:40]}' is not one of: {', '.join(field.options)}."))
    if not any(text.strip() for text in content.values()):
        found.append(Problem("what", "Nothing is written yet."))
    return found


def concern_lines(kind: str, content: Mapping[str, str]) -> list[str]:
    """A concern in words, a line for each thing recorded: `999 called: yes, at 14:02`."""
    known = concern_kinds().get(kind)
    fields = known.fields if known is not None else ()
    lines = [_line(field, content) for field in fields if any(content.get(name, "").strip() for name in field.names)]
    named = {name for field in fields for name in field.names}
    return lines + [f"{name}: {text}" for name, text in content.items() if name not in named and text.strip()]


def concern_summary(kind: str, content: Mapping[str, str]) -> str:
    """What was written of a concern, its choices left out, on one line."""
    fields = concern_kinds()[kind].fields if kind in concern_kinds() else ()
    chosen = {name for field in fields if field.options for name in field.names}
    return "; ".join(text for name, text in content.items() if name not in chosen)


def option_words(field: ConcernField, option: str) -> str:
    """An option in words."""
    return referral_types()[option].title if field.id == TYPE and option in referral_types() else option


def _short(option: str) -> tuple[str, ...]:
    return (referral_types()[option].short,) if option in referral_types() else ()


def _line(field: ConcernField, content: Mapping[str, str]) -> str:
    words, at = content.get(field.id, ""), content.get(f"{field.id}{AT}", "") if field.timed else ""
    if field.options:
        words = option_words(field, words)
    label = f"{field.label} ({field.note.rstrip('?')})" if field.note else field.label
    return f"{label}: {', at '.join(part for part in (words, at) if part.strip())}"
