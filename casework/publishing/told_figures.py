"""Numbers told in sentences: which sentences may stay when small counts are held back."""

import re
from collections.abc import Iterable, Iterator, Sequence

from casework.date_words import MONTHS
from casework.publishing.publication import Cell, Publication, Table

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

Numbers = set[tuple[str, float]]
"""Numbers with what each is a number of."""


class Told:
    """Keeps the sentences whose every number some table still shows and is not a small count; counts the others.

    The numbers of one that names a row of which something is held back must stand in such a row, whatever stands elsewhere.
    Dates are not numbers, nor are the lengths and targets of the standards.
    """

    def __init__(self, publication: Publication, tables: Iterable[Table], under: int) -> None:
        self._under = under
        self._shown: Numbers = set()
        self._in_held_rows: dict[str, Numbers] = {}
        headed = [(table.has_total and row is table.rows[-1], row) for table in tables for row in table.rows if row]
        for is_total, row in headed:
            self._shown.update(_numbers_of(row))
            if not is_total and any(cell.held_back for cell in row):
                self._in_held_rows[_head(row)] = set()
        self._in_held_rows.pop("", None)
        for _, row in headed:
            if _head(row) in self._in_held_rows:
                self._in_held_rows[_head(row)].update(_numbers_of(row))
        longest_first = sorted(map(re.escape, self._in_held_rows), key=len, reverse=True)
        self._heads = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)")
        self._said = sorted(
            {text for each in publication.standards for text in (each.length, each.title, each.source) if text},
            key=len,
            reverse=True,
        )
        self._targets = {float(each.target) for each in publication.standards if each.target is not None}
        self.left_out = 0

    def kept(self, sentences: Iterable[str]) -> tuple[str, ...]:
        """Those of the sentences that may stay."""
        given = tuple(sentences)
        kept = tuple(sentence for sentence in given if self._may_stay(sentence))
        self.left_out += len(given) - len(kept)
        return kept

    def _may_stay(self, sentence: str) -> bool:
        named = self._heads.findall(sentence.casefold())
        shown = set().union(*(self._in_held_rows[head] for head in named)) if named else self._shown
        rest = sentence
        for text in self._said:
            rest = rest.replace(text, " ")
        rest = _DATES.sub(" ", rest)
        return all(self._told(found, rest, shown) for found in _NUMBER.finditer(rest))

    def _told(self, found: re.Match[str], sentence: str, shown: Numbers) -> bool:
        typed = found.group().casefold()
        number = float(_WORDS[typed]) if typed in _WORDS else float(typed.replace(",", ""))
        after = sentence[found.end() :]
        if _PERCENT.match(after):
            return ("percent", number) in shown or number in self._targets
        if _TIME_UNIT.match(after):
            return ("days", number) in shown
        return number == 0 or (number >= self._under and ("count", number) in shown)


def _head(row: Sequence[Cell]) -> str:
    return str(row[0].value).strip().casefold()


def _numbers_of(row: Iterable[Cell]) -> Iterator[tuple[str, float]]:
    """Every number a row shows, as it is said."""
    for cell in row:
        if cell.of is not None:
            yield "count", float(cell.of)
        if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
            continue
        if cell.kind == "percent":
            yield from (("percent", round(100 * cell.value, places)) for places in (0, 1, 2))
        else:
            yield cell.kind, float(cell.value)
            yield cell.kind, abs(float(cell.value))
