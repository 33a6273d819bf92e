"""A throw-away store of made-up work, done through the desk's own actions, for looking round and learning."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import event

from casework.kinds import asked_at_closing, known_steps
from casework.late_reasons import Late
from casework.moments import london_date
from casework.tasks import Reached
from db.actions.absences import EnterAbsence, enter_absence
from db.actions.add_contact import AddContact, add_contact
from db.actions.add_note import AddNote, add_note
from db.actions.allocate import Allocate, allocate
from db.actions.call_backs import ReturnCallback, return_callback
from db.actions.close_case import CloseCase, close_case
from db.actions.complete_step import CompleteStep, complete_step
from db.actions.concerns import RaiseConcern, raise_concern
from db.actions.learning import NoteLearning, note_learning
from db.actions.log_contact import log_contact
from db.actions.staff import AddStaff, add_staff, signed_in
from db.actions.teams import ChangeMember, change_member, make_team
from db.staff_member import StaffMember
from db.store import Store, Writing
from iopc_tui.demo_office import Office
from iopc_tui.demo_plan import CASES, OF_OFFICE, Deed, Plan, planned
from iopc_tui.demo_words import words

A_MOMENT = timedelta(minutes=4)
MY_NAME, MY_ROLE, MY_TEAM = "You", "supervisor", "Cardiff"


@dataclass(slots=True)
class _Made:
    """A planned case as it stands in the store."""

    id: int
    version: int = 1


def build_demo(store: Store, now: datetime, seed: int, me_login: str, cases: int = CASES) -> StaffMember:
    """Fill a new store with six weeks of made-up work up to a moment; gives the person at the keyboard, a supervisor.

    The same seed, moment, login and number of cases make the same store.
    """
    plan = planned(now, seed, me_login, cases)
    first = plan.deeds[0].at if plan.deeds else now
    staff = _staff(store, first, me_login)
    with store.writing(next(iter(staff.values())), first) as writing:
        _put_in_teams(writing, staff, me_login)
        _send_away(writing, staff, london_date(now))
    made: dict[int, _Made] = {}
    flagged = next((deed for deed in reversed(plan.deeds) if _calls_for_a_flag(deed, plan, now)), None)
    with store.writing(staff[me_login], now) as writing:
        office = Office(store.place)
        for deed in plan.deeds:
            doing = replace(writing, staff=staff[deed.who], now=deed.at)
            if deed.act in OF_OFFICE:
                office.does(doing, deed)
            else:
                _do(doing, deed, plan, made, staff)
        if flagged is not None:
            raised = replace(writing, staff=staff[flagged.who], now=flagged.at + A_MOMENT)
            raise_concern(raised, RaiseConcern("referral", words()["concern"], made[flagged.case].id))
    return staff[me_login]


def _calls_for_a_flag(deed: Deed, plan: Plan, now: datetime) -> bool:
    return deed.act == "log" and plan.contacts[deed.case].kind == "complaint" and deed.at + A_MOMENT <= now


def quick(store: Store) -> None:
    """Leave out waiting for the disk, for a store that nobody keeps."""
    if store.is_sqlite:
        event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
        store.engine.dispose()


def _staff(store: Store, now: datetime, me_login: str) -> Mapping[str, StaffMember]:
    first, *others = words()["staff"]
    administrator, _ = signed_in(store, first["login"], first["name"], now)
    with store.writing(administrator, now) as writing:
        added = [add_staff(writing, AddStaff(one["login"], one["name"], one["role"])) for one in others]
        added.append(add_staff(writing, AddStaff(me_login, MY_NAME, MY_ROLE)))
    return {member.login: member for member in (administrator, *added)}


def _put_in_teams(writing: Writing, staff: Mapping[str, StaffMember], me_login: str) -> None:
    rows = [*words()["staff"], {"login": me_login, "team": MY_TEAM}]
    teams = {name: make_team(writing, name) for name in sorted({row["team"] for row in rows if "team" in row})}
    for row in rows:
        if "team" in row:
            change_member(writing, ChangeMember(staff[row["login"]].id, 1, teams[row["team"]], tuple(row.get("skills", ()))))


def _send_away(writing: Writing, staff: Mapping[str, StaffMember], today: date) -> None:
    monday = today - timedelta(days=today.weekday())
    for row in words()["away"]:
        first, last = (monday + timedelta(days=row[which]) for which in ("from", "to"))
        enter_absence(writing, EnterAbsence(staff[row["login"]].id, first, last))


def _do(writing: Writing, deed: Deed, plan: Plan, made: dict[int, _Made], staff: Mapping[str, StaffMember]) -> None:
    if deed.act == "log":
        contact = plan.contacts[deed.case]
        made[deed.case] = _Made(log_contact(writing, contact).id, 2 if contact.outcome else 1)
        return
    case = made[deed.case]
    if deed.act == "note":
        add_note(writing, AddNote(case.id, deed.text))
        return
    if deed.act == "own":
        allocate(writing, Allocate([(case.id, case.version)], staff[deed.detail].id))
    elif deed.act == "touch":
        add_contact(writing, AddContact(case.id, case.version, "phone", deed.text, None))
    elif deed.act == "ring":
        return_callback(writing, ReturnCallback(case.id, case.version, cast("Reached", deed.detail)))
    elif deed.act == "learn":
        note_learning(writing, NoteLearning(case.id, case.version, deed.detail, deed.text))
    elif deed.act == "step":
        choice = next(iter(known_steps()[deed.detail].chooses), "")
        complete_step(writing, CompleteStep(case.id, case.version, deed.detail, deed.text, choice))
    else:
        question = asked_at_closing().get(deed.detail)
        answer = question.answers[0] if question is not None else ""
        late = Late("more contacts than staff")
        close_case(writing, CloseCase(case.id, case.version, deed.detail, deed.text, late=late, answer=answer))
    case.version += 1
