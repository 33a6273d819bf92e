"""What a name comes to when it is heard and written down by somebody else: its words, and how each sounds."""

import re
from functools import lru_cache

from casework.search_words import LONGEST_WORD, folded

MOST_WORDS = 4

_OWN_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHE = re.compile("['\u2018\u2019\u02bc`]")
_JOINED = frozenset(("mc", "mac", "o"))
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "sir", "dame", "lord", "lady", "cllr", "the")
)
_TWICE = re.compile(r"(.)\1+")
_SILENT_START = re.compile(r"^(?:wr|(?=kn|gn|pn)[kgp]|ps|wh)")
_STARTS = {"wr": "r", "ps": "s", "wh": "w"}
_SOUND = re.compile(r"tch|sch|ch|sh|ph|gh|th|dg(?=[eiy])|ck|[cg](?=[eiy])|[cqxzvd]")
_SOUNDS = {
    **{"tch": "k", "sch": "s", "ch": "k", "sh": "s", "ph": "f", "gh": "", "th": "t", "dg": "j", "ck": "k"},
    **{"g": "j", "q": "k", "x": "ks", "z": "s", "v": "f", "d": "t"},
}
_NOT_KEPT = re.compile(r"[aeiouwyh]+")


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded: `O'Brien` and `Mc Auley` as one word each, accents and titles gone; of very many, four."""
    found: list[str] = []
    for word in folded(_APOSTROPHE.sub("", name)).translate(_OWN_LETTERS).split():
        if found and found[-1] in _JOINED and len(word) > 2:
            found[-1] += word
        else:
            found.append(word)
    kept = [word for word in found if word not in _TITLES] or found
    if len(kept) > MOST_WORDS:
        kept = [*kept[:2], *kept[-2:]]
    return tuple(word[:LONGEST_WORD] for word in kept)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """How a folded word sounds, roughly: its first sound and its consonants, those that are often mistaken written alike.

    Welsh and English spellings of a sound come to the same (`Ffion` and `Fion`, `Llwyd` and `Lwyd`, `Rhys` and `Rees`).
    """
    if not word.isascii():
        return _TWICE.sub(r"\1", word)
    start = _SILENT_START.sub(lambda found: _STARTS.get(found[0], ""), word)
    heard = _SOUND.sub(_sound, _TWICE.sub(r"\1", start))
    first = "a" if heard[:1] and heard[0] in "aeiou" else heard[:1]
    bones = first + _NOT_KEPT.sub("", heard[1:])
    bones = _TWICE.sub(r"\1", bones)
    return bones[:-1] if len(bones) > 3 and bones.endswith("s") else bones


def _sound(found: re.Match[str]) -> str:
    letters = found[0]
    if letters != "c":
        return _SOUNDS[letters]
    following = found.string[found.end() : found.end() + 1]
    return "s" if following and following in "eiy" else "k"
