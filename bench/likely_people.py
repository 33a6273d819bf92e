"""Who is this: how often a noisy caller is recognised among half a million people, how often wrongly, and how soon."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from sqlalchemy import select

from bench.big_store import MILLION, kept_store
from bench.noisy_callers import Caller, NoisyCallers
from casework.likeness import Asked
from casework.name_sounds import name_words
from casework.person_keys import email_key, phone_keys
from casework.search_words import phone_digits
from db.location import location
from db.queries.likely_people import LikelyPerson
from db.queries.likely_people import likely_people as likely
from db.store import Store
from db.tables.plain import PERSON

KNOWN, STRANGERS, TIMED = 500, 200, 150
_LIKE = "SELECT id, name, phone, email FROM person WHERE (name LIKE ? AND name LIKE ?) OR phone_digits = ? OR email = ? LIMIT 8"
Answer = tuple[Caller, Sequence[LikelyPerson]]


def likely_people(file: Path | None = None) -> Iterator[str]:
    """Precision and recall on made-up callers, and the milliseconds of an answer to each thing typed."""
    file = file or kept_store(MILLION)
    store = Store(location(str(file)))
    callers = _callers(store)
    known, strangers = callers[:KNOWN], callers[KNOWN:]
    told = [it for it in known if it.asked.phone or it.asked.email]
    yield f"{KNOWN} noisy callers among {MILLION.people:,} people, {STRANGERS} who are not among them"
    yield from _recognised(store, "gave a number or an address", told)
    yield from _by_name_alone(store, [it for it in known if it not in told])
    yield from _strangers(store, strangers)
    yield from _soon(store, file, callers[:: len(callers) // TIMED])
    store.close()


def _callers(store: Store) -> list[Caller]:
    chance, noise = Random(3), NoisyCallers()
    ids = chance.sample(range(1, MILLION.people + 1), KNOWN)
    columns = (PERSON.c.id, PERSON.c.name, PERSON.c.phone, PERSON.c.email)
    with store.reading() as connection:
        people = connection.execute(select(*columns).where(PERSON.c.id.in_(ids)).order_by(PERSON.c.id)).all()
    return [*(noise.known(*person) for person in people), *(noise.stranger() for _ in range(STRANGERS))]


def _answers(store: Store, callers: Sequence[Caller]) -> list[Answer]:
    found: list[Answer] = []
    for caller in callers:
        with store.reading() as connection:
            found.append((caller, likely(connection, caller.asked)))
    return found


def _recognised(store: Store, name: str, callers: Sequence[Caller]) -> Iterator[str]:
    answers, whole = _answers(store, callers), len(callers)
    right = _same_as(store, answers)
    listed = sum(any(it.person_id in right[i] for it in found) for i, (_, found) in enumerate(answers))
    first = sum(bool(found) and found[0].person_id in right[i] for i, (_, found) in enumerate(answers))
    called = [(i, it.person_id) for i, (_, found) in enumerate(answers) for it in found if it.likely]
    hit = len({i for i, person in called if person in right[i]})
    good = sum(person in right[i] for i, person in called)
    yield f"  {whole} {name}:"
    yield f"    recall: in the list {_share(listed, whole)}, at its head {_share(first, whole)}"
    yield f"    recall of those shown as likely: {_share(hit, whole)}"
    yield f"    precision of those shown as likely: {_share(good, len(called))}"


def _by_name_alone(store: Store, callers: Sequence[Caller]) -> Iterator[str]:
    answers, whole = _answers(store, callers), len(callers)
    listed = sum(any(it.person_id == caller.person_id for it in found) for caller, found in answers)
    names = _names(store, [caller.person_id for caller in callers if caller.person_id])
    alike = sum(any(_name(it.name) == names[caller.person_id or 0] for it in found) for caller, found in answers)
    yield f"  {whole} gave a name alone, which some fifteen people in the store have:"
    yield f"    recall: somebody of the right name in the list {_share(alike, whole)}, themselves {_share(listed, whole)}"
    yield f"    shown as likely, which nobody is by name alone: {sum(it.likely for _, found in answers for it in found)}"


def _strangers(store: Store, callers: Sequence[Caller]) -> Iterator[str]:
    answers = _answers(store, callers)
    wrong = sum(any(it.likely for it in found) for _, found in answers)
    some = sum(bool(found) for _, found in answers)
    yield f"  {len(callers)} strangers, with the names that people of the store have:"
    yield f"    shown somebody as likely {_share(wrong, len(callers))}, shown some of a like name {_share(some, len(callers))}"


def _same_as(store: Store, answers: Sequence[Answer]) -> list[set[int]]:
    """Who would be right for each caller: themselves, and anybody the store knows by the same name and address or number."""
    found: list[set[int]] = []
    columns = (PERSON.c.id, PERSON.c.name, PERSON.c.phone, PERSON.c.email)
    with store.reading() as connection:
        for caller, people in answers:
            (own,) = connection.execute(select(*columns).where(PERSON.c.id == caller.person_id)).all()
            mine = {*phone_keys(own.phone), email_key(own.email)} - {""}
            twins = (it for it in people if _name(it.name) == _name(own.name))
            found.append({own.id, *(it.person_id for it in twins if mine & {*phone_keys(it.phone), email_key(it.email)})})
    return found


def _names(store: Store, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    with store.reading() as connection:
        rows = connection.execute(select(PERSON.c.id, PERSON.c.name).where(PERSON.c.id.in_(ids)))
        return {id_: _name(name) for id_, name in rows}


def _name(name: str) -> tuple[str, ...]:
    return tuple(sorted(name_words(name)))


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "none of none"


def _soon(store: Store, file: Path, callers: Sequence[Caller]) -> Iterator[str]:
    """How long each answer takes as a form is filled in, beside a scan for the words alone."""
    yield f"  milliseconds of an answer, as {len(callers)} callers' details are typed"
    yield f"    {'':38}{'median':>8} {'95th':>8} {'slowest':>8}"
    everything: list[float] = []
    for name, states in _typed(callers).items():
        took = [_timed(store, asked) for asked in states]
        everything += took
        yield f"    {name:38}{_spread(took)}"
    yield f"    {'all of these':38}{_spread(everything)}"
    with closing(sqlite3.connect(file)) as bare:
        yield f"    {'peer: LIKE and = in sqlite3 alone':38}{_spread([_scanned(bare, it.asked) for it in callers[::5]])}"


def _typed(callers: Sequence[Caller]) -> dict[str, list[Asked]]:
    asked = [caller.asked for caller in callers]
    names = [replace(it, phone="", email="") for it in asked if it.name]
    numbers = [replace(it, email="") for it in asked if it.phone]
    return {
        "three letters of a name": [replace(it, name=it.name[:3]) for it in names],
        "one word of a name": [replace(it, name=it.name.split()[0]) for it in names],
        "half the name": [replace(it, name=it.name[: 1 + len(it.name) * 2 // 3]) for it in names],
        "the name": names,
        "the name, eight signs of the number": [replace(it, phone=it.phone[:8]) for it in numbers],
        "the name and the number": numbers,
        "everything": asked,
        "the number alone": [Asked(phone=it.phone) for it in numbers],
    }


def _timed(store: Store, asked: Asked) -> float:
    began = perf_counter()
    with store.reading() as connection:
        likely(connection, asked)
    return perf_counter() - began


def _scanned(bare: sqlite3.Connection, asked: Asked) -> float:
    first, *_, last = [*asked.name.split(), "", ""]
    values = (f"%{first}%", f"%{last}%" if last else f"%{first}%", phone_digits(asked.phone) or "-", asked.email or "-")
    began = perf_counter()
    bare.execute(_LIKE, values).fetchall()
    return perf_counter() - began


def _spread(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    return f"{median(ordered) * 1e3:8.1f} {ordered[int(len(ordered) * 0.95)] * 1e3:8.1f} {ordered[-1] * 1e3:8.1f}"
