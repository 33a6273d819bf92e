"""Made-up people, and the courses their cases take, for a store as large as years of work: the same for the same seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from iopc_tui.demo_words import kind_rows, words

Done = tuple[str, datetime]
_STEMS = "Ash Black Brad Brook Cal Clay Crans Den Eller Fair Gran Hart Hazel Kings Lang Mar Nor Oak Pem Rams Shel Stan Thorn Wake"
_ENDS = "bourne bridge by combe den field ford grove ham hurst ley man more ridge stead stone ton well wick worth"
_SHUT_SHARE = 0.15
"""How many contacts come on a day of a weekend for each that comes on a weekday."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a kind of case goes: its share of the work, each step with its usual number of days from receipt, and from there on."""

    share: float
    steps: tuple[tuple[str, float], ...]
    then: float = 1.0


COURSES = {
    "enquiry": Course(0.47, (("answered", 13),), 0.5),
    "complaint": Course(0.27, (("acknowledged", 4), ("sent-to-authority", 7)), 6),
    "review": Course(
        0.09, (("acknowledged", 7), ("papers-asked", 8), ("papers-received", 15), ("updated", 25), ("decided", 48)), 2
    ),
    "appeal-investigation": Course(0.01, (("updated", 25), ("decided", 48)), 2),
    "appeal-non-recording": Course(0.01, (("updated", 25), ("decided", 35)), 2),
    "service-complaint": Course(0.03, (("acknowledged", 4), ("answered", 28)), 1),
    "feedback": Course(0.03, (), 2),
    "foi": Course(0.04, (("answered", 28),), 0.5),
    "sar": Course(0.04, (("answered", 30),), 0.5),
    "alternative-format": Course(0.01, (("answered", 4),), 0.5),
}


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """Somebody who does not exist."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class MadeUpCase:
    """A case from receipt to closing: closed at last, however far ahead."""

    kind: str
    received_at: datetime
    subject: str
    steps: tuple[Done, ...]
    closed_at: datetime


class MadeUpWork:
    """People and cases drawn from one seed."""

    def __init__(self, seed: int = 1) -> None:
        """The work of this seed."""
        self._chance = Random(seed)
        self._first: list[str] = words()["people"]["first"]
        self._last = [*words()["people"]["last"], *(f"{stem}{end}" for stem in _STEMS.split() for end in _ENDS.split())]
        self._subjects: dict[str, list[str]] = {kind: row["subjects"] for kind, row in kind_rows().items()}
        self._kinds, self._shares = list(COURSES), [course.share for course in COURSES.values()]

    def person(self) -> MadeUpPerson:
        """A person with a name, mostly a number, often an address, each written as people write them."""
        chance = self._chance
        first, last = chance.choice(self._first), chance.choice(self._last)
        if chance.random() < 0.1:
            last = f"{last}-{chance.choice(self._last)}"
        name = f"{last}, {first}" if chance.random() < 0.7 else f"{first} {last}"
        phone = self._phone() if chance.random() < 0.85 else ""
        address = f"{first}.{last}{chance.randint(1, 99)}@example.org".lower().replace(" ", "") if chance.random() < 0.55 else ""
        return MadeUpPerson(name.upper() if chance.random() < 0.03 else name, phone, address)

    def cases(self, how_many: int, first: date, upto: datetime) -> Iterator[MadeUpCase]:
        """So many cases by their receipt, spread evenly over the working weeks from a date to a moment."""
        chance, days = self._chance, (upto.date() - first).days + 1
        dates = [first + timedelta(number) for number in range(days)]
        weights = [_SHUT_SHARE if day.weekday() > 4 else 1.0 for day in dates]
        whole, given, passed = sum(weights), 0, 0.0
        for day, weight in zip(dates, weights, strict=True):
            passed += weight
            number = round(how_many * passed / whole) - given
            given += number
            ends = (upto.hour * 60 + upto.minute) if day == upto.date() else 1440
            minutes = sorted(min(max(0, ends - 1), int(chance.triangular(0, 1440, 720))) for _ in range(number))
            yield from (self._case(day, minute) for minute in minutes)

    def _case(self, day: date, minute: int) -> MadeUpCase:
        chance = self._chance
        (kind,) = chance.choices(self._kinds, self._shares)
        received = datetime.combine(day, time(minute // 60, minute % 60, chance.randrange(60)), UTC)
        course = COURSES[kind]
        pace = chance.uniform(0.15, 0.95) if chance.random() < 0.92 else chance.uniform(0.95, 2.2)
        steps = [(step, self._office_moment(received, days * pace)) for step, days in course.steps]
        last = max((at for _, at in steps), default=received)
        closed = self._office_moment(last, chance.expovariate(1 / course.then))
        if kind == "complaint" and chance.random() < 0.12:
            steps += _updates(last, closed := self._office_moment(last, chance.uniform(25, 90)))
        return MadeUpCase(kind, received, chance.choice(self._subjects[kind]), tuple(steps), closed)

    def _office_moment(self, after: datetime, days: float) -> datetime:
        """A moment of an office day so many days later, and in any case later."""
        at = after + timedelta(days=days)
        if at.weekday() > 4:
            at += timedelta(days=7 - at.weekday())
        at = at.replace(hour=9 + int(self._chance.random() * 7))
        return at if at > after else after + timedelta(minutes=20)

    def _phone(self) -> str:
        chance, number = self._chance, self._chance.randrange(10**8)
        return (
            f"07{number // 10:07}{number % 100:02}",
            f"07{number % 1000:03} {number // 1000:06}"[:12],
            f"+44 7{number % 1000:03} {number % 999983:06}",
            f"01{number % 900 + 100} {number % 999979:06}",
            f"020 7{number % 1000:03} {number // 10000:04}",
        )[chance.randrange(5)]


def _updates(after: datetime, until: datetime) -> Sequence[Done]:
    found, at = [], after + timedelta(days=20)
    while at < until:
        found.append(("updated", at))
        at += timedelta(days=26)
    return found
