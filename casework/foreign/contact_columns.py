"""Which of a file's columns say what of a contact: as somebody says, as last time, or as their headings tell."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any

from casework.details import details
from casework.facts import facts
from casework.foreign.columns import column_named, shown_heading
from casework.foreign.errors import UnknownColumn
from casework.foreign.rejects import LINE, REASON, unguarded
from casework.search_words import folded

CORE = ("kind", "subject", "name", "phone", "email", "channel", "received", "force", "force-reference", "note")
TOGETHER = ("name", "received")
"""Fields that several columns make together, put one after the other."""
_NEEDED = {
    "kind": "what kind of contact each is, such as --with kind=complaint",
    "subject": "what each is about, such as --map subject=COLUMN or --with subject='web form'",
    "received": "when each arrived, such as --map received=COLUMN or --with received=now",
}
_BEFORE = re.compile(r"(?:q?[0-9]+ )?(?:what (?:is|s) )?(?:(?:your|the|their) )?")


@dataclass(frozen=True, slots=True)
class SaidColumns:
    """What somebody said of the columns: pairs of our field and a column's heading, texts for every row, columns to leave out."""

    columns: Sequence[tuple[str, str]] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    left_out: Sequence[str] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing was said."""
        return not (self.columns or self.fixed or self.left_out)


@dataclass(frozen=True, slots=True)
class KeptColumns:
    """What was kept of the columns of an earlier file: as SaidColumns, but with each column by its key."""

    columns: Mapping[str, tuple[str, ...]]
    fixed: Mapping[str, str]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactColumns:
    """The columns of a file: each field's places, in their order, texts for every row, and columns left out.

    A place is one among `names`; `kept` are those places in the file, which has `reason` too when it is a rejects file.
    Columns of no field go into the note.
    """

    names: tuple[str, ...]
    headings: tuple[str, ...]
    kept: tuple[int, ...]
    reason: int | None
    fields: Mapping[str, tuple[int, ...]]
    fixed: Mapping[str, str]
    left_out: frozenset[int]

    @property
    def loose(self) -> tuple[int, ...]:
        """The columns of no field, which are not left out."""
        taken = {place for places in self.fields.values() for place in places} | self.left_out
        return tuple(place for place in range(len(self.names)) if place not in taken)

    @property
    def keys(self) -> tuple[str, ...]:
        """What each column is known by from file to file: its folded heading, numbered when others are alike."""
        met: Counter[str] = Counter()
        found = []
        for name in self.headings:
            key = folded(name) or name
            met[key] += 1
            found.append(key if met[key] == 1 else f"{key} #{met[key]}")
        return tuple(found)

    @property
    def heading_set(self) -> str:
        """A digest of the headings, in any order."""
        return sha256("\n".join(sorted(self.keys)).encode()).hexdigest()[:24]

    def to_keep(self) -> KeptColumns:
        """What is worth keeping for the next file; the moment of receipt said for all rows of this one is not."""
        keys = self.keys
        fixed = {name: text for name, text in self.fixed.items() if name != "received"}
        columns = {name: tuple(keys[place] for place in places) for name, places in self.fields.items()}
        return KeptColumns(columns, fixed, tuple(keys[place] for place in sorted(self.left_out)))

    def called(self, name: str) -> str:
        """What a person calls the source of a field: the headings of its columns, or the field itself."""
        return " and ".join(shown_heading(self.names[place]) for place in self.fields.get(name, ())) or name


def headings_of(header: Sequence[str]) -> ContactColumns:
    """The columns of a header, with nothing known of them yet; one without a heading is called by its number."""
    plain = [name.strip() for name in header]
    are_rejects = REASON in plain
    kept = tuple(place for place, name in enumerate(plain) if not (are_rejects and name in (REASON, LINE)))
    headings = tuple(unguarded(plain[place]) if are_rejects else plain[place] for place in kept)
    names = tuple(heading or f"column {number}" for number, heading in enumerate(headings, 1))
    reason = plain.index(REASON) if are_rejects else None
    return ContactColumns(names, headings, kept, reason, {}, {}, frozenset())


def contact_columns(header: Sequence[str], said: SaidColumns, known: KeptColumns | None) -> ContactColumns:
    """What a file's columns say: as was said, and for what was not said, as last time, or guessed where nothing is known.

    Raises UnknownColumn.
    """
    bare = headings_of(header)
    fields, fixed, left_out = _as_known(bare, known) if known is not None else (_guessed(bare), {}, set())
    own: dict[str, list[int]] = {}
    for name, heading in said.columns:
        own.setdefault(name, []).append(column_named(bare.names, heading, f"--map {name}"))
    out = {column_named(bare.names, heading, "--leave-out") for heading in said.left_out}
    taken = {place for places in own.values() for place in places}
    for place in sorted(taken & out):
        raise UnknownColumn(f"The column {shown_heading(bare.names[place])} is both mapped and left out. Say one of the two.")
    fields = {name: tuple(it for it in places if it not in taken | out) for name, places in fields.items() if name not in own}
    fields = {name: places for name, places in fields.items() if places and name not in said.fixed}
    fields |= {name: tuple(dict.fromkeys(places)) for name, places in own.items()}
    fields = {name: fields[name] for name in fields_there_are() if name in fields}
    fixed = {name: text for name, text in fixed.items() if name not in own} | dict(said.fixed)
    return ContactColumns(bare.names, bare.headings, bare.kept, bare.reason, fields, fixed, frozenset((left_out - taken) | out))


def what_is_missing(columns: ContactColumns) -> str | None:
    """What somebody must still say of the columns before rows can be read, in a sentence or two, or None."""
    told = {name for name, places in columns.fields.items() if places} | {name for name, text in columns.fixed.items() if text}
    lacking = [words for name, words in _NEEDED.items() if name not in told]
    known = set(facts("contact_headings")["monitoring"]["headings"])
    private = [shown_heading(columns.names[it]) for it in columns.loose if _plain(columns.names[it]) in known]
    found = []
    if lacking:
        listed = ", ".join(map(shown_heading, columns.names))
        found.append(f"The file does not say {'; nor '.join(lacking)}. Its columns are: {listed}.")
    if private:
        found.append(
            f"{' and '.join(private)} may be answers given for monitoring, which no case shows. Say for each "
            f"--leave-out '{private[0]}', or --map note='{private[0]}' to have it in the note all the same."
        )
    return " ".join(found) or None


def fields_there_are() -> tuple[str, ...]:
    """Every field that a column can be mapped to."""
    return (*CORE, *(name for name in details() if name not in CORE))


def _as_known(bare: ContactColumns, known: KeptColumns) -> tuple[dict[str, tuple[int, ...]], dict[str, str], set[int]]:
    places = {key: place for place, key in enumerate(bare.keys)}
    there_are = fields_there_are()
    fields = {
        name: tuple(places[key] for key in keys if key in places) for name, keys in known.columns.items() if name in there_are
    }
    fixed = {name: text for name, text in known.fixed.items() if name in there_are}
    return fields, fixed, {places[key] for key in known.left_out if key in places}


def _guessed(bare: ContactColumns) -> dict[str, tuple[int, ...]]:
    """The columns whose headings tell what they are."""
    told: Mapping[str, Any] = facts("contact_headings")
    places: dict[str, list[int]] = {}
    for place, name in enumerate(bare.names):
        places.setdefault(_plain(name), []).append(place)
    found: dict[str, tuple[int, ...]] = {}
    for name, headings in _headings().items():
        alike = [place for heading in headings for place in places.get(heading, ())]
        if alike and name in fields_there_are():
            found[name] = tuple(alike if name in ("note", "phone", "email") else alike[:1])
    for name, parts in told["parts"].items():
        if name not in found:
            found[name] = tuple(_firsts(parts, places))
    for name, headings in told["times"].items():
        if found.get(name):
            found[name] += tuple(_firsts([headings], places))
    return {name: alike for name, alike in found.items() if alike}


def _firsts(parts: Iterable[Iterable[str]], places: Mapping[str, Sequence[int]]) -> Iterable[int]:
    """The first column of each part that has one."""
    for headings in parts:
        yield from [place for heading in headings for place in places.get(heading, ())][:1]


def _plain(heading: str) -> str:
    plain = folded(heading)
    return plain[match.end() :] if (match := _BEFORE.match(plain)) else plain


@cache
def _headings() -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(headings) for name, headings in facts("contact_headings")["headings"].items()}
