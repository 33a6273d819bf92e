"""How some cases could be given out, offered to whoever is to choose: evenly, or by skill."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.share_words import by_skill_words
from casework.sharing import Member, Share, ToShare, by_skill, even_share, who_share
from casework.skills import skill_words


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Cases as they could be shared out, and what to call that: `Share evenly among 4 who are in`."""

    label: str
    share: Share


def suggestions(cases: Sequence[ToShare], people: Sequence[Member], team: str | None) -> list[Suggestion]:
    """The ways to share these out among those who are in: first within a team, where there is one, then among everybody."""
    everybody = who_share(people)
    together = who_share(people, team) if team is not None else []
    groups = [(together, f"{len(together)} of {team} who are in")] if together and together != everybody else []
    groups.append((everybody, f"{len(everybody)} who are in"))
    offered = [it for who, words in groups for it in _offered(cases, who, words)]
    return [it for place, it in enumerate(offered) if it.label not in {each.label for each in offered[:place]}]


def _offered(cases: Sequence[ToShare], who: Sequence[Member], words: str) -> Iterator[Suggestion]:
    if not cases or not who:
        return
    alone, even = len(cases) == 1, even_share(cases, who)
    if alone:
        first = even.portions[0].person
        yield Suggestion(f"Fewest open: {first.name}, who has {first.open:,}", even)
    elif len(who) > 1:
        yield Suggestion(f"Share evenly among {words}", even)
    skilled = by_skill(cases, who)
    if any(it.needs for portion in skilled.portions for it in portion.given):
        portion = skilled.portions[0]
        label = f"{skill_words(cases[0].needs)}: {portion.person.name}" if alone else by_skill_words(skilled)
        yield Suggestion(f"By skill: {label}", skilled)
