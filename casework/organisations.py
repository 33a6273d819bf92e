"""The bodies complaints are made about, and finding one by a few letters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casework.errors import DeskError
from casework.facts import facts
from casework.search_words import folded

_BESIDE_THE_NAME = re.compile(r"^the | (?:police|police service|police force|constabulary)$")


class UnknownOrganisation(DeskError):
    """No body, or more than one, is meant by what was typed."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A force or other body: group is force, other (under the remit) or signpost (somebody else oversees it)."""

    id: str
    name: str
    group: str
    aliases: tuple[str, ...]
    welsh: bool
    signpost_to: str | None


@dataclass(frozen=True, slots=True)
class Category:
    """An allegation category; parent is the code of the lettered category it belongs to."""

    code: str
    name: str
    parent: str | None


@cache
def organisations() -> Mapping[str, Organisation]:
    """Every body the desk knows, by its id, forces first."""
    return {
        row["id"]: Organisation(
            id=row["id"],
            name=row["name"],
            group=row["group"],
            aliases=tuple(row["aliases"]),
            welsh=row.get("welsh", False),
            signpost_to=row.get("signpost_to"),
        )
        for row in facts("organisations")["organisation"]
    }


@cache
def categories() -> Mapping[str, Category]:
    """The allegation categories in use from 1 February 2020, by code."""
    return {row["code"]: Category(row["code"], row["name"], row.get("parent")) for row in facts("categories")["category"]}


def matching(text: str) -> list[Organisation]:
    """The bodies meant by a few letters: an exact name or alias alone, else every name or alias with a word that starts so."""
    wanted = _folded(text)
    return _matching(wanted) or _matching(_BESIDE_THE_NAME.sub("", wanted)) if wanted else []


def _matching(wanted: str) -> list[Organisation]:
    exact, starting = [], []
    for body in organisations().values():
        names = [_folded(name) for name in (body.name, body.id, f"{body.name} police", *body.aliases)]
        if wanted in names:
            exact.append(body)
        elif any(f" {wanted}" in f" {name}" for name in names):
            starting.append(body)
    return exact or starting


def _folded(name: str) -> str:
    return folded(name.replace("&", " and "))


def organisation_named(text: str) -> Organisation:
    """The one body a person means; raises UnknownOrganisation saying what to type when none or several match."""
    found = matching(text)
    if len(found) == 1:
        return found[0]
    shown = text.strip()[:40]
    if not found:
        raise UnknownOrganisation(f"No force or body matches '{shown}'. Type the first letters of its name, or leave it empty.")
    names = ", ".join(body.name for body in found[:5]) + (" and others" if len(found) > 5 else "")
    raise UnknownOrganisation(f"'{shown}' could be {names}. Type a few letters more.")
