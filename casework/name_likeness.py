"""How alike two names are, whatever the order of their words, and in what way."""

from dataclasses import dataclass
from functools import lru_cache

from casework.name_sounds import name_words, skeleton

LEAST = 0.6
"""Of two words, or two names, that count as alike."""
BEGINNING = 3
"""The letters of a word typed so far that are enough to tell it by."""
_WAYS = (
    "same name",
    "name begins the same",
    "name sounds alike",
    "name spelt almost the same",
    "only part of the name is the same",
)
SAME, BEGINS, SOUNDS, ALMOST, PART = range(len(_WAYS))


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """From 0 to 1, and in what way the names are alike, in words; empty where they are not."""

    degree: float
    why: str


NOTHING = NameLikeness(0.0, "")


@lru_cache(maxsize=8192)
def name_likeness(typed: str, kept: str) -> NameLikeness:
    """How alike a name as typed so far is to a kept one."""
    ours, theirs = name_words(typed), name_words(kept)
    if not ours or not theirs:
        return NOTHING
    if sorted(ours) == sorted(theirs) or "".join(sorted(ours)) == "".join(sorted(theirs)):
        return NameLikeness(1.0, _WAYS[SAME])
    pairs = _paired(ours, theirs)
    fewer, more = sorted((len(ours), len(theirs)))
    if fewer == 1 and more > 1 and pairs:
        return NameLikeness(LEAST * pairs[0][0], _WAYS[PART if pairs[0][1] == SAME else pairs[0][1]])
    degree = sum(alike for alike, _ in pairs) / (fewer + 0.1 * (more - fewer))
    return NameLikeness(degree, _WAYS[_way(pairs, fewer == more)]) if degree >= LEAST and len(pairs) >= min(2, more) else NOTHING


def _way(pairs: list[tuple[float, int]], all_words: bool) -> int:
    worst = max(way for _, way in pairs)
    return PART if worst == SAME and not all_words else worst


def _paired(ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[tuple[float, int]]:
    """Each word with the one it is most like, the best pairs first, no word twice."""
    every = sorted(((*_word_likeness(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)), reverse=True)
    mine: set[int] = set()
    yours: set[int] = set()
    found = []
    for alike, way, i, j in every:
        if alike >= LEAST and i not in mine and j not in yours:
            mine.add(i)
            yours.add(j)
            found.append((alike, way))
    return found


@lru_cache(maxsize=65536)
def _word_likeness(typed: str, kept: str) -> tuple[float, int]:
    if typed == kept:
        return 1.0, SAME
    if len(typed) == 1 or len(kept) == 1:
        return (0.8, BEGINS) if typed[0] == kept[0] else (0.0, ALMOST)
    apart = _apart(typed, kept)
    alike = 1 - apart / max(len(typed), len(kept))
    sounds = skeleton(typed) == skeleton(kept) and len(skeleton(kept)) > 1
    if sounds and (alike >= 0.5 or apart <= 2):
        return max(0.9, alike), SOUNDS
    if kept.startswith(typed):
        return 0.88, BEGINS
    if apart == 1 and len(kept) > 2:
        return max(0.75, alike), ALMOST
    return alike if apart <= 1 + len(kept) // 5 else 0.0, ALMOST


def _apart(one: str, other: str) -> int:
    """How many letters are wrong, missing, too many or swapped with the next."""
    from jellyfish import damerau_levenshtein_distance

    return damerau_levenshtein_distance(one, other)


def sounds_apart(one: str, other: str) -> int:
    """How far two skeletons are apart."""
    return 0 if one == other else _apart(one, other)
