"""What may follow in a filter that is being typed: the terms there are, and for each its values and the names in the record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from casework.concerns import concern_kinds
from casework.filters.known import Known
from casework.filters.names import members_called
from casework.filters.split import Piece, piece_at, quoted, unquoted, values_in
from casework.filters.terms import ANY, AWAY, BY_LOGIN, KEYS, ME, MINE, NONE
from casework.kinds import channels, kinds
from casework.learning import themes
from casework.organisations import organisations
from casework.outcomes import outcomes
from casework.priorities import HIGH, PRIORITIES, URGENT
from casework.search_words import folded
from casework.skills import skills

MOST = 25
"""How much is offered at once: every key is."""
SHORTEST_WORD = 3
"""From how many letters on a plain word is taken as the beginning of a value too."""


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that may follow: what it is called and a word on it, and the whole text and the cursor once it is taken."""

    shown: str
    help: str
    text: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A value as it is typed, a word on it, and what else it goes by."""

    value: str
    help: str = ""
    names: tuple[str, ...] = ()
    plain: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Fold the value and its names once for all letters that will be typed."""
        object.__setattr__(self, "plain", tuple(f" {folded(name)}" for name in (self.value, *self.names)))

    def rank(self, wanted: str, plain: str) -> int | None:
        """0 for one that begins as it is typed or folded, 1 for one of which another name or word does, None for others."""
        if self.value.lower().startswith(wanted) or (plain and self.plain[0].startswith(f" {plain}")):
            return 0
        return 1 if plain and any(f" {plain}" in name for name in self.plain) else None


def completions(text: str, cursor: int, known: Known, most: int = MOST) -> tuple[Completion, ...]:
    """What may follow at this place of a text, the likeliest first; nothing where what is typed is whole already."""
    piece = piece_at(text, cursor)
    start = piece.start + piece.text.startswith("!")
    key, colon, _ = text[start:cursor].partition(":")
    if colon:
        found = _values(text, piece, start + len(key) + 1, cursor, key.lower(), known)
    else:
        found = _terms(text, piece, start, cursor, known)
    return tuple(each for each in found if each.text != text)[:most]


def _terms(text: str, piece: Piece, start: int, cursor: int, known: Known) -> Iterator[Completion]:
    """Keys that begin so; then values that do, each with its key before it."""
    wanted = text[start:cursor].lower()
    rest = text[cursor : piece.end]
    end = cursor + rest.index(":") + 1 if ":" in rest else piece.end
    for key, help_ in KEYS.items():
        if key.startswith(wanted):
            yield _put(text, start, end, f"{key}:", f"{key}:", help_)
    typed = unquoted(wanted)
    plain = folded(typed)
    if len(wanted) < SHORTEST_WORD or not plain:
        return
    ranked = ((choice.rank(typed, plain), key, choice) for key in KEYS for choice in choices(key, known))
    for _, key, choice in sorted(((rank, key, it) for rank, key, it in ranked if rank is not None), key=lambda each: each[0]):
        yield _put(text, start, end, f"{key}:{quoted(choice.value)}", f"{key}:{choice.value}", choice.help)


def _values(text: str, piece: Piece, begins: int, cursor: int, key: str, known: Known) -> Iterator[Completion]:
    """The values of a key that begin so, but those that were given before."""
    values = values_in(text[begins : piece.end])
    here = next(
        (each for each in values if each.start <= cursor - begins <= each.end), Piece("", cursor - begins, cursor - begins)
    )
    wanted = unquoted(text[begins + here.start : cursor]).strip()
    typed, plain = wanted.lower(), folded(wanted)
    others = {unquoted(each.text).strip().lower() for each in values if each is not here}
    logins = [Choice(f"{BY_LOGIN}{member.login}", member.name) for member in known.staff]
    by_login = key == "owner" and wanted.startswith(BY_LOGIN)
    there = [choice for choice in (logins if by_login else choices(key, known)) if choice.value.lower() not in others]
    ranked = [(choice.rank(typed, plain), choice) for choice in there]
    for _, choice in sorted(((rank, it) for rank, it in ranked if rank is not None), key=lambda each: each[0]):
        yield _put(text, begins + here.start, begins + here.end, quoted(choice.value), choice.value, choice.help)


def _put(text: str, start: int, end: int, typed: str, shown: str, help_: str) -> Completion:
    return Completion(shown, help_, f"{text[:start]}{typed}{text[end:]}", start + len(typed))


def choices(key: str, known: Known) -> tuple[Choice, ...]:
    """Every value that can be chosen for a key; of dates and numbers, examples."""
    return _choices(known).get(key, ())


@lru_cache(maxsize=2)
def _choices(known: Known) -> Mapping[str, tuple[Choice, ...]]:
    return {
        **_OF_THE_DESK,
        "kind": (
            *(Choice(kind.id, kind.title, (kind.title,)) for kind in kinds().values()),
            Choice("appeal", "every legacy appeal"),
        ),
        "owner": (*_OWNERS, *_staff(known)),
        "team": (*_TEAMS, *(Choice(folded(team).replace(" ", "-"), team, (team,)) for team in known.teams if folded(team))),
        "force": (
            *(Choice(body.id, body.name, (body.name, *body.aliases)) for body in organisations().values()),
            Choice(NONE, "about no body"),
        ),
        "channel": tuple(Choice(channel.id, channel.label, (channel.label,)) for channel in channels().values()),
        "is": (*_STATES, *(Choice(PRIORITIES[level].label, PRIORITIES[level].help) for level in (URGENT, HIGH))),
        "flag": (*(Choice(kind.id, kind.title) for kind in concern_kinds().values()), Choice(ANY, "a concern of any kind")),
        "tag": tuple(Choice(tag) for tag in known.tags),
        "standard": tuple(Choice(id_, title, (title,)) for id_, title in known.standards),
        "needs": tuple(Choice(skill.id, skill.about, (skill.title,)) for skill in skills().values()),
        "late": (*_LATE, *(Choice(reason) for reason in known.reasons)),
        "outcome": tuple(Choice(outcome) for outcome in outcomes()),
        "theme": (*(Choice(theme) for theme in themes()), Choice(ANY, "whatever the theme")),
    }


def _staff(known: Known) -> Iterable[Choice]:
    """Each member by name where that means nobody else, else by login."""
    for member in known.staff:
        wanted = folded(member.name)
        meant = members_called(known.staff, wanted, lambda it: it.name, lambda it: it.login)
        alone = wanted not in ("", ME, NONE, AWAY) and meant == [member]
        value = wanted.replace(" ", "-") if alone else f"{BY_LOGIN}{member.login}"
        yield Choice(value, member.name if member.active else f"{member.name}, who has left", (member.name, member.login))


_OWNERS = (Choice(ME, "yours"), Choice(NONE, "nobody's"), Choice(AWAY, "of whoever is away today"))
_TEAMS = (Choice(MINE, "your team's"), Choice(NONE, "of nobody, or of somebody in no team"))
_STATES = (
    Choice("waiting", "for somebody else"),
    Choice("paused", "none of its clocks runs"),
    Choice("reopened", "it was closed before", ("re-opened",)),
    Choice("first-contact", "the contact that made it was answered; with status:closed"),
)
_LATE = (Choice(ANY, "for whatever reason"), Choice(NONE, "it was missed, and no reason was given"))
_THEN = (
    Choice("today"),
    Choice("yesterday"),
    Choice("this-month"),
    Choice("last-month"),
    Choice(">=1apr", "since 1 April"),
    Choice("1apr..30jun", "from one day to another"),
)
_FALLS = (*_THEN, Choice("tomorrow"), Choice("this-year", "in the financial year"))
_OF_THE_DESK: Mapping[str, tuple[Choice, ...]] = {
    "due": (
        Choice("overdue", "its deadline has passed", ("late", "breached")),
        Choice("today", "before the day ends"),
        Choice("soon", "after today, and its warning has begun"),
        Choice("week", "from now to the end of Sunday"),
        Choice(NONE, "it has no deadline"),
        Choice("<fri", "before Friday, late ones too"),
        Choice(">fri", "after Friday"),
        Choice("<+5wd", "within five working days"),
    ),
    "received": (
        Choice("today", "received today"),
        Choice("yesterday", "received yesterday"),
        Choice(">-7d", "in the last week"),
        Choice("<-28d", "more than four weeks ago"),
        Choice(">=1jan", "since 1 January"),
        Choice("last-month", "in the month before this"),
        Choice("1apr..30jun", "from one day to another"),
    ),
    "closed": _THEN,
    "fell": _FALLS,
    "running": _FALLS,
    "met": _THEN,
    "missed": _THEN,
    "age": (
        Choice(">20", "for more than twenty working days"),
        Choice("5..10", "for five to ten"),
        Choice("<5", "for less than five"),
        Choice("0", "no working day since"),
    ),
    "open": (
        Choice("yesterday", "at the end of yesterday"),
        Choice("31mar", "at the end of 31 March"),
        Choice("last-month", "at the end of the month before this"),
    ),
    "status": (Choice("open"), Choice("closed"), Choice(ANY, "open or closed")),
    "silent": tuple(Choice(str(days), f"no contact for {days} days") for days in (7, 14, 28, 56)),
}
