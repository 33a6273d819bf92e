"""What not everybody on the staff can do, and which cases need it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.errors import DeskError
from casework.facts import facts
from casework.option_reading import DetailNotRead, Option, each_once, option_by_words

BETWEEN = ", "
"""What stands between several things that are kept for one detail."""


class UnknownSkill(DeskError):
    """A skill that there is not."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, and what of a case needs it; any one of these is enough.

    `kinds` are kinds of case; `languages` what is kept as the language of the person it is from (casework.person_details);
    `details` pairs a detail of the case (casework.details) with a value that is kept for it, alone or among others; `tags` are
    tags of the case. All of them are compared exactly.
    """

    id: str
    title: str
    short: str
    about: str
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()

    def needed_by(self, kind: str, language: str, tags: Collection[str], details: Mapping[str, str]) -> bool:
        """Whether a case with these facts needs it."""
        return (
            kind in self.kinds
            or language in self.languages
            or any(tag in self.tags for tag in tags)
            or any(value in details.get(id_, "").split(BETWEEN) for id_, value in self.details)
        )


@cache
def skills() -> Mapping[str, Skill]:
    """Every skill by its id, in the order they are shown."""
    return {row["id"]: _skill(row) for row in facts("skills")["skill"]}


def _skill(row: Mapping[str, Any]) -> Skill:
    return Skill(
        id=row["id"],
        title=row["title"],
        short=row["short"],
        about=row["about"],
        kinds=tuple(row.get("kinds", ())),
        languages=tuple(row.get("languages", ())),
        details=tuple((each["id"], each["value"]) for each in row.get("details", ())),
        tags=tuple(row.get("tags", ())),
    )


def needed_by(
    kind: str, language: str = "", tags: Collection[str] = (), details: Mapping[str, str] | None = None
) -> frozenset[str]:
    """The ids of the skills that a case needs: its kind, the language of who it is from, its tags, its details as kept."""
    return frozenset(each.id for each in skills().values() if each.needed_by(kind, language, tags, details or {}))


def read_skills(typed: str) -> tuple[str, ...]:
    """The ids of the skills typed with commas between, by their names or first letters of them; none for an empty text.

    Raises UnknownSkill, naming those there are.
    """
    if not typed.strip():
        return ()
    options = [Option(each.id, (each.title, each.short)) for each in skills().values()]
    try:
        return in_order(each_once(typed, lambda part: option_by_words(part, options)).split(BETWEEN))
    except DetailNotRead as refused:
        raise UnknownSkill(f"{refused} Skills have commas between; nothing is for none.") from None


def in_order(ids: Iterable[str]) -> tuple[str, ...]:
    """These skills in the order they are shown; one of a later version comes last."""
    wanted, known = set(ids), skills()
    return (*(id_ for id_ in known if id_ in wanted), *sorted(wanted - known.keys()))


def skill_words(ids: Iterable[str], *, short: bool = False) -> str:
    """Skills as they are said, with commas between; one of a later version is said by its id."""
    known = skills()
    return BETWEEN.join((known[id_].short if short else known[id_].title) if id_ in known else id_ for id_ in in_order(ids))
