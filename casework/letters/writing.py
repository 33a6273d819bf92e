"""Writing a letter: a template with what is known said in it, and what is not known named so that it can be asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Template as Compiled
from jinja2 import TemplateError, Undefined

from casework.errors import DeskError
from casework.letters.checking import Fault, environment, faults_in, what_there_is
from casework.letters.facts import GROUPS, deadline_title, fact_named, names_in, plain, single_facts
from casework.letters.marks import tidied

LONGEST = 200_000
"""Characters of a letter, some hundred pages: more than any is meant to have."""


class BadTemplate(DeskError):
    """A template that can't be used; the sentence says where it goes wrong."""


class TooLong(DeskError):
    """A letter that would be longer than any is meant to be."""


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as written: its subject and text, and the names of facts it needs that are not known, in its order.

    While any is missing, the text is not to be used.
    """

    subject: str
    text: str
    missing: tuple[str, ...]


def write(subject: str, body: str, facts: Mapping[str, str], language: str = "en") -> Written:
    """The letter of a template's texts with these facts, by name. Raises BadTemplate, TooLong."""
    missing: dict[str, None] = {}
    context = _context(facts, language, lambda name: missing.setdefault(name))
    try:
        said = [_rendered(_compiled(each), context) for each in (subject, body)]
    except (TemplateError, TypeError, ValueError, RecursionError) as error:
        raise BadTemplate(f"The template can't be used: {str(error) or 'it is nested too deep'}. Ask an administrator.") from None
    return Written(" ".join(said[0].split()), tidied(said[1]), tuple(missing))


def checked(subject: str, body: str) -> list[Fault]:
    """Everything that keeps a template's texts from being used, in their order, found by reading and by trying them."""
    if faults := faults_in(subject, body):
        return faults
    for part, texts in (("subject", (subject, "")), ("body", ("", body))):
        try:
            write(*texts, dict.fromkeys(what_there_is(), "x"))
            write(*texts, {})
        except DeskError as error:
            return [Fault(part, 1, 1, error.sentence)]
    return []


class _Missing(Undefined):
    """A fact that is not known: false in an `if`, and noted by name wherever it would be said or compared."""

    __slots__ = ("_fact", "_note")

    def __init__(self, fact: str, note: Callable[[str], object]) -> None:
        super().__init__(name=fact)
        self._fact, self._note = fact, note

    def __str__(self) -> str:
        self._note(self._fact)
        return ""

    def __eq__(self, other: object) -> bool:
        self._note(self._fact)
        return False

    def __ne__(self, other: object) -> bool:
        self._note(self._fact)
        return True

    __hash__ = None  # type: ignore[assignment]

    def _noted(self, *_: Any, **__: Any) -> Any:
        self._note(self._fact)
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _noted

    def __contains__(self, _: object) -> bool:
        self._note(self._fact)
        return False


class _Group:
    """The facts of a group by name; going through the deadlines gives each one that is known."""

    __slots__ = ("_facts", "_language", "_name", "_note")

    def __init__(self, name: str, facts: Mapping[str, str], language: str, note: Callable[[str], object]) -> None:
        self._name, self._facts, self._language, self._note = name, facts, language, note

    def __getitem__(self, part: str) -> object:
        name = f"{self._name}.{part}"
        return self._facts.get(name) or _Missing(name, self._note)

    def __iter__(self) -> Iterator[dict[str, str]]:
        for part in names_in(self._name):
            if by := self._facts.get(f"{self._name}.{part}"):
                yield {"what": deadline_title(part, self._language), "by": by}


def _context(facts: Mapping[str, str], language: str, note: Callable[[str], object]) -> dict[str, object]:
    """What a template sees: every fact there is, as plain text or as missing."""
    clean = {name: plain(text, lines=fact.lines) for name, text in facts.items() if (fact := fact_named(name)) is not None}
    singles: dict[str, object] = {name: clean.get(name) or _Missing(name, note) for name in single_facts()}
    return singles | {group: _Group(group, clean, language, note) for group in GROUPS}


@lru_cache(maxsize=64)
def _compiled(source: str) -> Compiled:
    faults = faults_in("", source)
    if faults:
        raise BadTemplate(f"The template can't be used. {faults[0].sentence} Ask an administrator.")
    return environment().from_string(source)


def _rendered(template: Compiled, context: Mapping[str, Any]) -> str:
    pieces, length = [], 0
    for piece in template.generate(context):
        length += len(piece)
        if length > LONGEST:
            raise TooLong(f"The letter would have more than {LONGEST:,} characters. Shorten what it says.")
        pieces.append(piece)
    return "".join(pieces)
