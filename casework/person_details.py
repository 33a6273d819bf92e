"""What is known of a person beyond their name and numbers: the fields, how what is typed is read, and how it is said."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from casework.contact import Problem, unstorable
from casework.facts import facts
from casework.option_reading import DetailNotRead, Option, each_once, option_meant, option_or_words

Reads = Literal["text", "option", "option or words", "several"]
PLAN = "contact-plan"
_LINE_END = re.compile(r"\s*[\r\n]+\s*")
_BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class PersonField:
    """A field of what is known of a person: its label, what to type, how that is read, and the options there are.

    `unremarkable` are the options that need no line on a contact, `letters` those picked by another letter than their first;
    one of several `lines` is an address or a plan.
    """

    id: str
    label: str
    placeholder: str
    reads: Reads
    options: tuple[Option, ...]
    unremarkable: frozenset[str]
    letters: Mapping[str, str]
    lines: bool


@cache
def person_fields() -> Mapping[str, PersonField]:
    """Every field by its id, in the order it is asked."""
    return {row["id"]: _field(row, row.get("option", ())) for row in facts("person_details")["field"]}


def _field(row: Mapping[str, str], options: Iterable[Mapping[str, str]]) -> PersonField:
    return PersonField(
        id=row["id"],
        label=row["label"],
        placeholder=row.get("placeholder", ""),
        reads=row["reads"],  # type: ignore[arg-type]
        options=tuple(Option(each["name"], tuple(each.get("codes", ()))) for each in options),
        unremarkable=frozenset(each["name"] for each in options if each.get("unremarkable")),
        letters={each["name"]: each["letter"] for each in options if "letter" in each},
        lines=bool(row.get("lines")),
    )


def person_field_label(id_: str) -> str:
    """What a field is called, a person's own too; one of a later version is called by its id."""
    field = person_fields().get(id_)
    return field.label if field is not None else id_.capitalize()


def read_person_detail(id_: str, typed: str) -> str:
    """What was typed for a field, as it is kept: an option's name, several with commas between, or the text.

    Raises DetailNotRead, in a sentence.
    """
    field = person_fields()[id_]
    match field.reads:
        case "option":
            return option_meant(typed, field.options)
        case "option or words":
            return option_or_words(typed, field.options)
        case "several":
            return each_once(typed, lambda part: option_or_words(part, field.options), _BETWEEN)
    return typed


def person_detail_words(id_: str, typed: str) -> str:
    """What was typed for a field as it is read, on one line; a text that can't be read as it stands."""
    try:
        read = read_person_detail(id_, typed) if id_ in person_fields() and typed.strip() else typed
    except DetailNotRead:
        read = typed
    return _one_line(id_, read)


def problems_with_person_details(typed: Mapping[str, str]) -> list[Problem]:
    """What keeps details of a person from being recorded, in the order they are asked."""
    known = person_fields()
    found = [
        Problem(id_, f"There is no '{id_[:40]}' to know of a person. Use one of: {', '.join(known)}.")
        for id_ in typed
        if id_ not in known
    ]
    found += [Problem(id_, problem) for id_ in known if (problem := person_detail_problem(id_, typed.get(id_, "")))]
    return found


def person_detail_problem(id_: str, typed: str) -> str | None:
    """Why what was typed for a field can't be kept, in words, or None when it can; an empty field can."""
    if not typed.strip():
        return None
    if problem := unstorable(typed):
        return problem
    try:
        read_person_detail(id_, typed)
    except DetailNotRead as refused:
        return str(refused)
    return None


def kept_person_details(typed: Mapping[str, str]) -> dict[str, str]:
    """The details to keep, each as read, by id; empty ones left out. Raises as `read_person_detail` does."""
    return {id_: read_person_detail(id_, text) for id_ in person_fields() if (text := typed.get(id_, "")).strip()}


def person_lines(kept: Mapping[str, str]) -> tuple[str, ...]:
    """What is known of a person in short sentences, for the top of a case or contact: what binds us first."""
    return tuple(words for _, words in person_words(kept))


def person_words(kept: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each line of `person_lines` after the id of the field it is of; contact preferences share one line."""
    return [(id_, words) for id_, words in _said(kept) if words]


def _said(kept: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    told = {id_: _one_line(id_, value) for id_, value in kept.items() if value.strip() and value not in _unremarkable(id_)}
    yield PLAN, _after("Contact plan: ", told.get(PLAN, ""))
    yield "adjustments", _needs(told.get("adjustments", ""))
    yield "named-contact", _after("Named contact: ", told.get("named-contact", ""))
    yield "interpreter", _after("Interpreter: ", told.get("interpreter", ""))
    yield "language", _speaks(told.get("language", ""))
    yield "addressed", _after("Addressed as ", told.get("addressed", ""))
    yield "channel", _prefers(told.get("channel", ""), told.get("times", ""), told.get("messages", ""))
    yield "surveys", "Not to be asked to surveys" if "surveys" in told else ""
    yield "address", _after("Address: ", told.get("address", ""))
    yield from ((id_, f"{id_}: {value}") for id_, value in told.items() if id_ not in person_fields())


def _unremarkable(id_: str) -> frozenset[str]:
    field = person_fields().get(id_)
    return field.unremarkable if field is not None else frozenset()


def _after(words: str, text: str) -> str:
    return f"{words}{text.strip()}" if text.strip() else ""


def _one_line(id_: str, text: str) -> str:
    """A text on one line; those of an address have commas between."""
    lines = _LINE_END.split(text.strip())
    return _BETWEEN.join(line.rstrip(",") for line in lines) if id_ == "address" else " ".join(lines)


def _needs(kept: str) -> str:
    field = person_fields()["adjustments"]
    parts = [part for part in kept.split(_BETWEEN) if part and part not in field.unremarkable]
    known = [part for part in parts if any(part == option.name for option in field.options)]
    own = "; ".join(part for part in parts if part not in known)
    if not known:
        return _after("Adjustments: ", own)
    return f"Needs {'; '.join(known)}{_after('; also: ', own)}"


def _speaks(language: str) -> str:
    return "Speaks Welsh: reply in Welsh" if language == "Welsh" else _after("Speaks ", language[:1].upper() + language[1:])


def _prefers(channel: str, times: str, messages: str) -> str:
    """`Prefers email, after 4pm; no messages`, or what there is of it."""
    when = times.strip() if channel else _after("Best times: ", times)
    words = _BETWEEN.join(part for part in (_after("Prefers ", channel), when) if part)
    message = {"not to be left": "no messages", "may be left": "a message may be left"}.get(messages, messages)
    said = "; ".join(part for part in (words, message) if part)
    return said[:1].upper() + said[1:]
