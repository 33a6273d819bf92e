"""Numbers told in sentences: which sentences may stay when small counts are held back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import floor

from casework.date_words import MONTHS
from casework.publishing.publication import Cell, Column, Publication, Table

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen")
_TEENS = ("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate((*_UNITS, *_TEENS), start=1)}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
_WORDS |= {"once": 1, "twice": 2, "single": 1, "both": 2, "couple": 2, "dozen": 12, "hundred": 100, "thousand": 1000}

_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_DATES = re.compile(
    rf"\b\d{{4}}-\d\d(?:-\d\d)?\b|\b\d{{1,2}} (?:{_MONTH})\b(?: \d{{4}}\b)?|\b(?:{_MONTH}) \d{{4}}\b|\b\d{{4}}[/-]\d\d\b"
    r"|\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b(?![,.]\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_TIME_UNIT = re.compile(r"\s*(?:working |calendar )?(?:days?|weeks?|months?|hours?|years?|minutes?)\b", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(?:%|per cent\b)")
_TARGET = re.compile(r"(?<=\btarget )(?:of )?(\d+)(?:%| per cent\b)", re.IGNORECASE)
_SHARE_OF_ALL = re.compile(r"\b90% took\b")
"""What the ninetieth percentile is called in words."""
_FOLLOWS = re.compile(r"\s*(?:too few|(?:of the [\d,]+ (?:still running )?)?may be missed)\b")
"""What stands after a number that is worked out from others and counts no cases."""
_ORDER = re.compile(
    r"\b(?:(?<!at )most|fewest|best|least good|worst|highest|lowest|more than anything|as in|as many)\b", re.IGNORECASE
)
"""What says which of several figures is the largest or that two are the same, though it need not say a number of them."""

Numbers = set[tuple[str, float]]
"""Numbers with what each is a number of."""


class Told:
    """Keeps the sentences whose every number some table still shows and is not a small count; counts the others.

    The numbers of one that names a row of which something is held back must stand in such a row and be held nowhere in it,
    whatever stands elsewhere. Of others none is told that is held back somewhere, but for those of rows they name which are
    wholly shown and, where they say what the totals are of, those of totals; nor is one which puts figures in an order when any
    is held back. Dates are not numbers, nor are the lengths of standards, or their targets where they are called so. What
    explains and tells no figure always stays.
    """

    def __init__(self, publication: Publication, before: Iterable[Table], tables: Iterable[Table], under: int) -> None:
        self._under = under
        self._targets = {float(each.target) for each in publication.standards if each.target is not None}
        self._rules = set(publication.rules)
        self._shown: Numbers = set()
        self._held: Numbers = set()
        self._totals: Numbers = set()
        self._in_rows: dict[str, tuple[Numbers, Numbers]] = {}
        """What is shown and what is held back in the rows with a heading."""
        totals_held: Numbers = set()
        titles: set[str] = set()
        heads: set[str] = set()
        self._any_held = False
        for old, new in zip(before, tables, strict=True):
            titles.update(column.title.strip().casefold() for column in new.columns if new.has_total)
            for place, (was, row) in enumerate(zip(old.rows, new.rows, strict=True)):
                shown = set(self._numbers_of(row, new.columns))
                at = [n for n, cell in enumerate(row) if cell.held_back]
                held = set(self._numbers_of((was[n] for n in at), [new.columns[n] for n in at]))
                total = new.has_total and place == len(new.rows) - 1
                self._any_held |= bool(at)
                self._shown |= shown
                self._held |= {told for told in held if told[0] != "days"}
                self._totals |= shown if total else set()
                totals_held |= self._held & held if total else set()
                if row:
                    known, unknown = self._in_rows.setdefault(_head(row), (set(), set()))
                    known |= shown
                    unknown |= held
                    heads |= set() if total else {_head(row)}
        self._totals -= totals_held
        self._of_all = heads & titles
        longest_first = sorted(map(re.escape, heads - {""}), key=len, reverse=True)
        self._heads = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)")
        lengths = (f"more than {head[5:]} working days" for head in heads if re.fullmatch(r"over \d+", head))
        said = {text for each in publication.standards for text in (each.length, each.title, each.source) if text}
        self._said = sorted(said.union(lengths), key=len, reverse=True)
        self.left_out = 0

    def kept(self, sentences: Iterable[str]) -> tuple[str, ...]:
        """Those of the sentences that may stay."""
        given = tuple(sentences)
        kept = tuple(sentence for sentence in given if self.may_stay(sentence))
        self.left_out += len(given) - len(kept)
        return kept

    def may_stay(self, sentence: str) -> bool:
        """Whether each number of a sentence may be told."""
        if sentence in self._rules:
            return True
        if self._any_held and _ORDER.search(sentence):
            return False
        shown = self._may_be_told(set(self._heads.findall(sentence.casefold())))
        rest = sentence
        for text in self._said:
            rest = rest.replace(text, " ")
        rest = _DATES.sub(" ", rest)
        rest = _TARGET.sub(lambda found: " " if float(found[1]) in self._targets else found[0], rest)
        rest = _SHARE_OF_ALL.sub(" ", rest)
        return all(self._told(found, rest, shown) for found in _NUMBER.finditer(rest))

    def _may_be_told(self, named: set[str]) -> Numbers:
        """The numbers that a sentence may tell which names these rows."""
        some_held = {head for head in named if self._in_rows[head][1]}
        if parts := some_held - self._of_all:
            return _all(self._in_rows[head][0] for head in parts) - _all(self._in_rows[head][1] for head in parts)
        shown = (self._shown - self._held) | _all(self._in_rows[head][0] for head in named)
        if named & self._of_all:
            shown |= self._totals
        return shown - _all(self._in_rows[head][1] for head in some_held)

    def _told(self, found: re.Match[str], sentence: str, shown: Numbers) -> bool:
        typed = found.group().casefold()
        number = float(_WORDS[typed]) if typed in _WORDS else float(typed.replace(",", ""))
        after = sentence[found.end() :]
        if _PERCENT.match(after):
            return ("percent", number) in shown
        if _TIME_UNIT.match(after):
            return ("days", number) in shown
        if _FOLLOWS.match(after) and ("follows", number) in shown:
            return True
        return number == 0 or (number >= self._under and ("count", number) in shown)

    def _numbers_of(self, row: Iterable[Cell], columns: Sequence[Column]) -> Iterator[tuple[str, float]]:
        """Every number a row shows, as it is said, but for the targets of standards."""
        for cell, column in zip(row, columns, strict=False):
            if cell.of is not None:
                yield "count", float(cell.of)
            if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
                continue
            if cell.kind == "percent":
                share = round(100 * cell.value, 9)
                if cell.of is None and share in self._targets:
                    continue
                yield from (("percent", round(share, places)) for places in (0, 1, 2))
                yield from (("percent", float(floor(share + 0.5))), ("percent", floor(10 * share) / 10))
            else:
                kind = "follows" if column.follows and cell.kind == "count" else cell.kind
                yield kind, float(cell.value)
                yield kind, abs(float(cell.value))


def _head(row: Sequence[Cell]) -> str:
    return str(row[0].value).strip().casefold()


def _all(numbers: Iterable[Numbers]) -> Numbers:
    return set().union(*numbers)
