"""Which of several people or teams a name that was typed means."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from casework.search_words import folded

Named = TypeVar("Named")
_folded = lru_cache(maxsize=4096)(folded)
"""Names of staff, teams and the like are folded over and over while a filter is typed."""


def called(options: Iterable[Named], wanted: str, name: Callable[[Named], str]) -> list[Named]:
    """Those whose whole name, folded, is this one; else those it goes on from the start of one of whose words."""
    names = [(option, _folded(name(option))) for option in options]
    return [option for option, whole in names if whole == wanted] or [option for option, whole in names if begins(whole, wanted)]


def members_called(
    options: Iterable[Named], wanted: str, name: Callable[[Named], str], login: Callable[[Named], str]
) -> list[Named]:
    """Those of the staff who are meant by a name, or by a login in whole."""
    known = list(options)
    found = called(known, wanted, name)
    return [option for option in known if option in found or _folded(login(option)) == wanted]


def begins(name: str, wanted: str) -> bool:
    """Whether a folded name goes on so from the start of one of its words."""
    return f" {wanted}" in f" {name}"
