"""Weeks of work of every sort, the same each time, and every case of it read whole: what filters are held against."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from casework.contact import Contact
from casework.errors import DeskError
from casework.kinds import channels, kinds
from casework.late_reasons import Late
from casework.moments import london_date
from casework.organisations import organisations
from casework.waiting import wait_reasons
from db.actions.learning import NoteLearning, note_learning
from db.tables.plain import ALL
from tests.desk import Desk, moment

NAMES = ["Ada Okafor", "ada obi", "Zoë Łukasz", "Émile Zola", "Siân Llŷr", "", "Östen Berg", "zed"]
SUBJECTS = ["Zebra crossing", "A form, the zebra one", "Élan valley", "delay", "Delay, no update", "walrus"]
FORCES = [None, None, "metropolitan", "gwent", "kent"]
STAFF = {"priya": "agent", "Zoltán": "team-lead", "tom": "agent", "ursula": "supervisor"}
TURNS = 150


@dataclass(frozen=True)
class Whole:
    """A case with everything that can be asked of it, read row by row.

    `clocks` are those that run, `begun` all that were begun and not by mistake, each with the last reason for its lateness.
    """

    row: Any
    person: str
    language: str
    owner: Any
    team: str | None
    away: bool
    clocks: Sequence[tuple[str, Any]]
    begun: Sequence[tuple[str, Any, str | None]]
    promise: str | None
    waiting: bool
    reopened: bool
    flags: frozenset[str]
    contacts: Sequence[datetime]
    tags: frozenset[str]
    details: Mapping[str, str]
    points: frozenset[str]
    words: str


def busier(desk: Desk) -> None:
    """Five weeks of work by five people."""
    chance = Random(6)
    desk.at("Mon 1 Jun 2026 09:00")
    staff = [
        desk,
        *(desk.as_(role, login) for role, login in zip(("agent", "team-lead", "agent", "supervisor"), STAFF, strict=True)),
    ]
    teams = [desk.makes_team(name) for name in ("Reviews", "Élan desk")]
    for each, team in zip(staff, (teams[0], teams[0], teams[1], None, teams[1]), strict=True):
        desk.joins(each.staff, team)
    _ended_early(desk)
    logged: list[str] = []
    for _ in range(TURNS):
        desk.time.advance(timedelta(minutes=chance.choice([0, 3, 240, 1200]), microseconds=chance.choice([0, 1])))
        person = chance.choice(staff)
        if len(logged) < 12 or chance.random() < 0.25:
            logged.append(person.logs(_contact(desk, chance)))
        else:
            with suppress(DeskError):
                _turn(desk if chance.random() < 0.5 else person, chance.choice(logged), logged, chance, staff)
    desk.at("Thu 9 Jul 2026 15:30")
    _one_of_each(desk, staff)
    today = london_date(desk.now)
    desk.is_away(staff[1].staff, today - timedelta(1), today)
    desk.is_away(staff[2].staff, today + timedelta(1), today + timedelta(9))


def _one_of_each(desk: Desk, staff: Sequence[Desk]) -> None:
    """What chance may have left out."""
    marks = (("urgent", "court-date", "safeguarding"), ("high", "welsh", "referral"), ("normal", "young-people", "unacceptable"))
    kinds_of_them = ("enquiry", "complaint", "review")
    for kind, (priority, tag, flag), owner in zip(kinds_of_them, marks, (staff[0], staff[2], staff[3]), strict=True):
        reference = desk.logs(Contact(kind, "delay", received_at=moment("Wed 3 Jun 2026 10:00")))
        desk.gives(reference, owner.staff)
        desk.prioritises(reference, priority)
        desk.tags(reference, tag)
        desk.raises(flag, reference, what="as told")
    waits, again = desk.logs(Contact("foi", "walrus")), desk.logs(Contact("feedback", "walrus"))
    desk.gives(waits, staff[1].staff)
    desk.pauses(waits, "clarification")
    desk.closes(again, "noted")
    desk.reopens(again)
    desk.adds_task(reference, "ring the force", by="Thu 9 Jul 2026 16:30")
    for received, late in (
        ("Mon 1 Jun 2026 10:00", Late("overlooked")),
        ("Tue 2 Jun 2026 10:00", Late("", "the office was flooded")),
    ):
        again = desk.logs(Contact("complaint", "delay", received_at=moment(received), details={"themes": "Taser"}))
        desk.closes(again, "signposted", late=late)
    _learns(desk, again, "use of force")
    _learns(desk, reference, "Taser")


def _ended_early(desk: Desk) -> None:
    """Cases that were closed in the first days, one of them in time, one as a duplicate."""
    kept = desk.logs(Contact("enquiry", "walrus", received_at=moment("Thu 28 May 2026 10:00")))
    again = desk.logs(Contact("enquiry", "walrus", received_at=moment("Fri 29 May 2026 10:00")))
    desk.at("Tue 2 Jun 2026 11:00").merges(again, kept)
    for day, kind, outcome in (("Wed 3", "review", "upheld"), ("Thu 4", "review", "not upheld"), ("Fri 5", "foi", "answered")):
        case = desk.logs(Contact(kind, "delay", received_at=moment("Mon 1 Jun 2026 09:30")))
        desk.at(f"{day} Jun 2026 12:00").closes(case, outcome)


def _learns(desk: Desk, reference: str, theme: str) -> None:
    case = desk.case(reference)
    with desk.store.writing(desk.staff, desk.now) as writing:
        note_learning(writing, NoteLearning(case.id, case.version, theme, "tell them sooner"))


def _contact(desk: Desk, chance: Random) -> Contact:
    speaks = {"language": chance.choice(["Welsh", "French"])} if chance.random() < 0.4 else {}
    kind = chance.choice(["enquiry", "complaint", "complaint", "review", *kinds()])
    return Contact(
        kind=kind,
        subject=chance.choice(SUBJECTS),
        name=chance.choice(NAMES),
        channel=chance.choice(list(channels())),
        received_at=chance.choice([None, moment("Fri 29 May 2026 09:00"), desk.now - timedelta(hours=chance.randrange(900))]),
        force=chance.choice(FORCES),
        force_reference=chance.choice(["", "", "CO/2", "co/1", "ÇO/3"]),
        person_details=speaks,
        details={"themes": "young people"} if kind == "complaint" and chance.random() < 0.4 else {},
    )


def _turn(person: Desk, reference: str, logged: Sequence[str], chance: Random, staff: Sequence[Desk]) -> None:
    case = person.case(reference)
    match chance.randrange(18):
        case 0:
            person.notes(reference, "rang back")
        case 1 | 2 | 3:
            staff[0].gives(reference, chance.choice([None, *(each.staff for each in staff)]))
        case 4 | 17:
            person.closes(reference, chance.choice(kinds()[case.kind].outcomes))
        case 5 | 6:
            person.reopens(reference)
        case 7:
            person.tags(reference, chance.choice(["court-date", "welsh", "young-people", "-welsh"]))
        case 8:
            person.prioritises(reference, chance.choice(["high", "urgent", "normal"]))
        case 9:
            person.raises(chance.choice(["safeguarding", "referral", "unacceptable"]), reference, what="as told")
        case 10:
            person.pauses(reference, chance.choice(list(wait_reasons())))
        case 11:
            person.resumes(reference)
        case 12:
            person.merges(reference, chance.choice([it for it in logged if it[0] == reference[0]]))
        case 13:
            person.adds_contact(reference, "rang", direction=chance.choice(["in", "out"]))
        case 14:
            person.promises(reference, by=chance.choice([None, "Wed 1 Jul 2026 10:00"]))
        case 15:
            person.sends(reference)
        case _:
            person.does(reference, chance.choice(kinds()[case.kind].steps), "to whom it belongs")


def every_case(desk: Desk) -> list[Whole]:
    """Every case there is, whole."""
    with desk.store.reading() as connection:
        rows = {name: list(connection.execute(select(ALL[name]))) for name in _READ}
    by_id = {name: {row.id: row for row in rows[name]} for name in ("cases", "person", "staff", "team")}
    standards = {row.row_id: row for row in rows["standard"]}
    today = london_date(desk.now)
    return [_whole(case, rows, by_id, standards, today) for case in rows["cases"]]


_READ = (
    *("cases", "person", "person_detail", "staff", "team", "absence", "clock", "standard", "case_wait", "entry", "concern"),
    *("case_tag", "case_detail", "task", "late_reason", "learning_point"),
)


def _whole(case: Any, rows: Mapping[str, Any], by_id: Mapping[str, Any], standards: Mapping[int, Any], today: date) -> Whole:
    owner = by_id["staff"].get(case.owner_id)
    team = by_id["team"].get(owner.team_id) if owner else None
    counts = {each.id for each in rows["cases"] if case.id in _upwards(each, by_id["cases"])}
    standing = [it for it in rows["entry"] if it.case_id in counts and it.withdrawn_at is None]
    person = by_id["person"].get(case.person_id)
    why = {it.clock_id: it.reason for it in sorted(rows["late_reason"], key=lambda it: it.id)}
    own = [(standards[it.standard].id, it) for it in rows["clock"] if it.case_id == case.id]
    said = [it.value for it in rows["person_detail"] if it.person_id == case.person_id and it.name == "language"]
    return Whole(
        row=case,
        person=person.name if person else "",
        language=next(iter(said), ""),
        owner=owner,
        team=team.name if team else None,
        away=any(it.staff_id == case.owner_id and it.from_day <= today <= it.to_day for it in rows["absence"]),
        clocks=[(id_, it) for id_, it in own if it.stopped_at is None],
        begun=[(id_, it, why.get(it.id)) for id_, it in own if it.state != "void"],
        promise=_promise(case, rows, standards),
        waiting=case.closed_at is None and any(it.case_id == case.id and it.resumed_at is None for it in rows["case_wait"]),
        reopened=any(it.case_id == case.id and it.kind == "reopened" for it in standing),
        flags=frozenset(it.kind for it in rows["concern"] if it.case_id in counts),
        contacts=[it.at for it in standing if it.kind in ("contact", "letter") or _returned(it)],
        tags=frozenset(it.tag for it in rows["case_tag"] if it.case_id == case.id),
        details={it.name: it.value for it in rows["case_detail"] if it.case_id == case.id},
        points=frozenset(it.theme for it in rows["learning_point"] if it.case_id == case.id and it.withdrawn_at is None),
        words=" ".join(in_order_as(by_id["cases"][id_].subject) or "" for id_ in counts),
    )


def _returned(entry: Any) -> bool:
    return (entry.kind, entry.step) == ("step", "callback-returned")


def _upwards(case: Any, cases: Mapping[int, Any]) -> Iterator[int]:
    """A case and all it was merged into."""
    while case is not None:
        yield case.id
        case = cases.get(case.merged_into)


def _promise(case: Any, rows: Mapping[str, Any], standards: Mapping[int, Any]) -> str | None:
    if case.next_due_at is None or case.next_standard is not None:
        return standards[case.next_standard].promise if case.next_due_at is not None else None
    to_do = [it for it in rows["task"] if it.case_id == case.id and it.done_at is None and it.withdrawn_at is None and it.own_due]
    first = min(to_do, key=lambda it: (it.due_at, it.id))
    return "Task by" if first.kind == "task" else "Call back by"


def in_order_as(text: str | None) -> str | None:
    """A text as it is put in order: without accents, whatever its case; None for one that says nothing."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text or "") if not unicodedata.combining(c))
    return plain.replace("Ł", "L").lower().strip() or None


def force_name(case: Whole) -> str | None:
    """What the force is called."""
    return organisations()[case.row.force].name if case.row.force else None
