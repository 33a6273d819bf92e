"""What a letter may say of a case, each fact by its name and in words, in plain English or Welsh."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from casework.date_words import day_in_full
from casework.details import detail_words, details
from casework.facts import facts
from casework.kinds import kinds
from casework.moments import london_date
from casework.organisations import organisations
from casework.person_details import person_detail_words
from casework.review_judgement import judged
from casework.standards import shipped_standards
from casework.working_days import DateOutOfRange

LANGUAGES: Mapping[str, str] = {"en": "English", "cy": "Welsh"}
GROUPS = ("deadlines", "details", "words")
"""What a fact's name can begin with, before a full stop."""
OFFICE = ("name", "name-cy", "address", "phone", "signature")
"""What is kept of the office itself, for letters."""
_KEPT = "\n\u200c\u200d"
_LEFT_OUT = ("Cc", "Cf", "Cs")
_NOTHING = "\ufffe\uffff"
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*\Z")
_LINE_END = re.compile("\r\n|\r|\u2028|\u2029")
_UNSURE = re.compile(r"[,;/()\d]")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by its name: what it is called when it is asked for, an example, and whether it may have several lines."""

    name: str
    label: str
    example: str = ""
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a case as a letter is begun; texts as typed, details as casework.details and person_details keep them.

    `promises` are the days that running promises are due, by the id of their standard, for each step that the letter may
    record: under "" as things stand, under a step as they will stand once it is recorded.
    """

    reference: str
    kind: str
    subject: str
    name: str
    phone: str
    email: str
    received: date
    force: str | None
    force_reference: str
    owner: str
    outcome: str
    details: Mapping[str, str]
    person_details: Mapping[str, str]
    promises: Mapping[str, Mapping[str, date]]
    office: Mapping[str, str]
    writer: str
    today: date


@cache
def single_facts() -> Mapping[str, Fact]:
    """The facts that are in no group, by name, in the order they are listed."""
    return {row["id"]: Fact(row["id"], row["label"], row.get("example", ""), row.get("lines", False)) for row in _own("fact")}


@cache
def names_in(group: str) -> tuple[str, ...]:
    """The names there are in a group of facts; of `words` any will do, so none are listed."""
    if group == "deadlines":
        return tuple(_identifier(standard.id) for standard in shipped_standards())
    return tuple(map(_identifier, details())) if group == "details" else ()


def fact_named(name: str) -> Fact | None:
    """The fact of this name, or None where there is none."""
    group, separator, part = name.partition(".")
    if not separator:
        return single_facts().get(name)
    if group == "words" and _IDENTIFIER.match(part):
        return Fact(name, part.replace("_", " ").capitalize(), lines=True)
    if group not in GROUPS or part not in names_in(group):
        return None
    if group == "details":
        detail = next(each for each in details().values() if _identifier(each.id) == part)
        return Fact(name, detail.label.strip(), detail.placeholder)
    title = next(each.title for each in shipped_standards() if _identifier(each.id) == part)
    return Fact(name, title, "by Wednesday 31 December 2025")


def shipped_office() -> Mapping[str, str]:
    """What the office is called and reached by until an administrator says otherwise."""
    found: Mapping[str, str] = facts("letters/facts")["office"]
    return found


def said(known: Known, language: str, channel: str, step: str = "") -> dict[str, str]:
    """Every fact that is known, by name, in words; what is not known is left out.

    A promise is said as it will stand once the step is recorded. What we have no Welsh for is left out of a Welsh letter.
    """
    found = {
        **_about_the_person(known, language),
        "reference": known.reference,
        "kind": _welsh("kinds").get(known.kind, "") if language == "cy" else _kind(known.kind),
        "subject": known.subject,
        "received": day_said(known.received, language),
        "received_on": f"ddydd{_welsh_day(known.received)[4:]}" if language == "cy" else f"on {day_in_full(known.received)}",
        "today": day_said(known.today, language),
        "force": _force(known.force, language),
        "force_reference": known.force_reference,
        "last_day": _last_day(known, language),
        "outcome": _own_words(known.outcome, language),
        "owner": known.owner,
        "writer": known.writer,
        "channel": channel,
        **_about_us(known.office, language),
        **{f"details.{_identifier(id_)}": _detail(id_, kept, language) for id_, kept in known.details.items()},
        **dict(_deadlines(known.promises.get(step, known.promises.get("", {})), language)),
    }
    return {name: text for name, text in found.items() if text.strip()}


def day_said(day: date, language: str) -> str:
    """`Wednesday 31 December 2025`, `dydd Mercher 31 Rhagfyr 2025`."""
    return _welsh_day(day) if language == "cy" else day_in_full(day)


def deadline_title(name: str, language: str) -> str:
    """What a promise is about, by its name in the group: `send a complaint to the appropriate authority`."""
    standard = next(each for each in shipped_standards() if _identifier(each.id) == name)
    title = _welsh("deadlines").get(standard.id, "") if language == "cy" else ""
    return title or standard.title[:1].lower() + standard.title[1:]


def plain(text: str, *, lines: bool = False) -> str:
    """A text as it may stand in a letter: nothing that works on a printer or a screen, and on one line unless it has `lines`."""
    kept = "".join(filter(_may_stand, _LINE_END.sub("\n", text).replace("\t", " ")))
    return kept.strip() if lines else " ".join(part.strip() for part in kept.splitlines() if part.strip())


def _may_stand(each: str) -> bool:
    return each in _KEPT or (unicodedata.category(each) not in _LEFT_OUT and each not in _NOTHING)


def wants_large_print(details: Mapping[str, str], person_details: Mapping[str, str]) -> bool:
    """Whether a person asked for large print, as an adjustment or of this document."""
    return "large print" in person_details.get("adjustments", "").casefold() or details.get("format") == "large print"


def wanted_language(details: Mapping[str, str], person_details: Mapping[str, str]) -> str:
    """The language a person is written to in: Welsh when they chose it, or asked for this in it."""
    return "cy" if person_details.get("language") == "Welsh" or details.get("format") == "Welsh" else "en"


def _about_the_person(known: Known, language: str) -> dict[str, str]:
    about = known.person_details
    speaks = about.get("language", "")
    return {
        "name": known.name,
        "addressed": _greeting(about.get("addressed", ""), known.name),
        "address": about.get("address", ""),
        "phone": known.phone,
        "email": known.email,
        "adjustments": person_detail_words("adjustments", about.get("adjustments", "")),
        "speaks": speaks if language == "en" else _welsh("words").get(speaks, speaks),
    }


def _greeting(addressed: str, name: str) -> str:
    """How to address somebody: as they said, without what follows it, such as a pronoun; else by a name that is clearly one."""
    if addressed.strip():
        return re.split(r"[,;(]", addressed.strip())[0].strip()
    return "" if _UNSURE.search(name) else name


def _about_us(office: Mapping[str, str], language: str) -> dict[str, str]:
    shipped = shipped_office()
    ours = {name: office.get(name, "").strip() or shipped.get(name, "") for name in OFFICE}
    return {
        "our_name": ours["name-cy"] if language == "cy" else ours["name"],
        "our_address": ours["address"],
        "our_phone": ours["phone"],
        "our_signature": ours["signature"],
    }


def _kind(kind: str) -> str:
    return "appeal" if kind.startswith("appeal-") else kinds()[kind].title[:1].lower() + kinds()[kind].title[1:]


def _force(force: str | None, language: str) -> str:
    known = organisations().get(force or "")
    if known is None:
        return ""
    if language == "cy" and known.id in _welsh("forces"):
        return _welsh("forces")[known.id]
    if known.group != "force":
        return known.name
    return f"Heddlu {known.name}" if language == "cy" else f"{known.name} police"


def _last_day(known: Known, language: str) -> str:
    """The last day of a review's 28 days; nothing while the day the outcome was provided is not known."""
    with suppress(DateOutOfRange):
        found = judged(known.kind, known.details, known.force, known.received, known.today)
        if found is not None and found.window is not None and found.window.last_day is not None:
            return day_said(found.window.last_day, language)
    return ""


def _detail(id_: str, kept: str, language: str) -> str:
    detail = details().get(id_)
    if detail is None or detail.reads == "text":
        return kept
    if detail.reads in ("day", "moment"):
        day = london_date(datetime.fromisoformat(kept)) if "T" in kept else date.fromisoformat(kept)
        return day_said(day, language)
    return _own_words(detail_words(id_, kept), language)


def _own_words(text: str, language: str) -> str:
    """Words of ours: as they are in English, in Welsh only where there is Welsh for them."""
    return _welsh("words").get(text, "") if language == "cy" else text


def _deadlines(promises: Mapping[str, date], language: str) -> Iterator[tuple[str, str]]:
    for id_, day in promises.items():
        yield f"deadlines.{_identifier(id_)}", f"{'erbyn' if language == 'cy' else 'by'} {day_said(day, language)}"


def _welsh_day(day: date) -> str:
    welsh = facts("letters/welsh")
    return f"{welsh['days'][day.weekday()]} {day.day} {welsh['months'][day.month - 1]} {day.year:04}"


def _welsh(table: str) -> Mapping[str, str]:
    found: Mapping[str, str] = facts("letters/welsh")[table]
    return found


def _own(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = facts("letters/facts")[table]
    return rows


def _identifier(id_: str) -> str:
    return id_.replace("-", "_")
