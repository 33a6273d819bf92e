"""The kinds of case the desk handles, what can be recorded as done on each, and how a contact arrives."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.errors import DeskError
from casework.facts import facts


class UnknownKind(DeskError):
    """A kind of case that the desk does not handle."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case: its names, the letter its references start with, its steps and the outcomes it can close with."""

    id: str
    title: str
    short: str
    letter: str
    prefix: str
    steps: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """A way a contact arrives, with the letter that picks it in a form."""

    id: str
    label: str
    letter: str


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of case by its id, in the order staff meet them."""
    return {
        row["id"]: Kind(
            id=row["id"],
            title=row["title"],
            short=row["short"],
            letter=row["letter"],
            prefix=row["prefix"],
            steps=tuple(row["steps"]),
            outcomes=tuple(row["outcomes"]),
        )
        for row in facts("kinds")["kind"]
    }


def kind_named(text: str) -> Kind:
    """The kind a person means by its id, its title or the start of one; raises UnknownKind when none or several fit."""
    wanted, known = text.strip().casefold(), kinds()
    if wanted in known:
        return known[wanted]
    by_id = [kind for kind in known.values() if wanted and kind.id.startswith(wanted)]
    by_name = [kind for kind in known.values() if wanted and kind.title.casefold().startswith(wanted)]
    by_title = [kind for kind in by_name if kind.title.casefold() == wanted]
    found = by_title or by_id or by_name
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownKind(f"'{text.strip()[:40]}' could be {', '.join(kind.id for kind in found)}. Type a few letters more.")
    raise UnknownKind(f"There is no kind of case called '{text.strip()[:40]}'. Use one of: {', '.join(known)}.")


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    """What is asked before a step is recorded: what goes on with it, and the outcome that closes the case instead."""

    asks: str
    goes_on: str
    instead: str


@cache
def asked_before() -> Mapping[str, FirstQuestion]:
    """The question before a step, by the step's id; most steps have none."""
    rows = (row for row in facts("kinds")["step"] if "asks_first" in row)
    return {row["id"]: FirstQuestion(row["asks_first"], row["goes_on"], row["instead"]) for row in rows}


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be recorded: its label, what it takes before, and what is asked with it.

    One that `repeats` can be recorded again; `needs` is the step there must be before it, `usually_after` those there mostly
    are; `chooses` are what was found, of which one is chosen; `words` asks for words, which `words_needed` says can't be left
    out.
    """

    id: str
    label: str
    repeats: bool = False
    needs: str = ""
    usually_after: tuple[str, ...] = ()
    chooses: tuple[str, ...] = ()
    words: str = ""
    words_needed: bool = False

    def text(self, choice: str, words: str) -> str:
        """What the timeline keeps of a choice and words: the choice on a line of its own, the words exactly as typed."""
        return "\n".join(part for part in (f"Decision: {choice}" if choice else "", words) if part)

    def choice_in(self, text: str) -> str:
        """The choice that a line of the timeline keeps, empty for none."""
        said = text.split("\n", 1)[0].removeprefix("Decision: ")
        return said if said in self.chooses else ""


@cache
def known_steps() -> Mapping[str, Step]:
    """Every step by its id."""
    return {row["id"]: _step(row) for row in facts("kinds")["step"]}


def _step(row: Mapping[str, Any]) -> Step:
    return Step(
        id=row["id"],
        label=row["label"],
        repeats=row.get("repeats", False),
        needs=row.get("needs", ""),
        usually_after=tuple(row.get("usually_after", ())),
        chooses=tuple(row.get("chooses", ())),
        words=row.get("words", ""),
        words_needed=row.get("words_needed", False),
    )


@dataclass(frozen=True, slots=True)
class ClosingQuestion:
    """What is asked before a case is closed with an outcome, and the answers there are; the answer goes on the timeline."""

    asks: str
    answers: tuple[str, ...]


@cache
def asked_at_closing() -> Mapping[str, ClosingQuestion]:
    """The question asked with an outcome, by the outcome; most have none."""
    return {row["outcome"]: ClosingQuestion(row["asks"], tuple(row["answers"])) for row in facts("kinds")["closing"]}


@cache
def step_labels() -> Mapping[str, str]:
    """What each step is called on screen, by its id."""
    return {row["id"]: row["label"] for row in facts("kinds")["step"]}


def step_label(step: str) -> str:
    """A step as a person says it; an unknown one is said as it is written."""
    return step_labels().get(step, step)


@cache
def channels() -> Mapping[str, Channel]:
    """Every way a contact arrives, by its id."""
    return {row["id"]: Channel(row["id"], row["label"], row["letter"]) for row in facts("kinds")["channel"]}


def channel_label(channel: str) -> str:
    """A channel as a person says it; an unknown one is said as it is written."""
    known = channels().get(channel)
    return known.label if known else channel


def channel_named(text: str) -> Channel:
    """The channel a person means by its id or label; raises UnknownKind, naming what exists."""
    wanted = text.strip().casefold()
    for channel in channels().values():
        if wanted in (channel.id, channel.label.casefold()):
            return channel
    raise UnknownKind(f"There is no channel called '{text.strip()[:40]}'. Use one of: {', '.join(channels())}.")
