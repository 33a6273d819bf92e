"""The desk at work, in its own words: `desk.at("Mon 22 Dec 2025 09:00").logs(enquiry(received="Fri 19 Dec 2025 17:40"))`.

A Desk holds a store, a clock that stands still until `at` moves it, and the member of staff at the keyboard.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from casework.calendars import DayChange
from casework.contact import Contact
from casework.date_words import WEEKDAYS
from casework.filter_grammar import read_filter
from casework.impact import Impact
from casework.kinds import known_steps
from casework.letters.templates import Template
from casework.moments import at_london_time
from casework.priorities import priority_named
from casework.summaries.day_snapshot import SignedDay
from casework.tags import read_tags
from casework.tasks import Promised, Reached
from casework.timesource import SetTime
from casework.working_days import WorkingCalendar
from db.actions.absences import EnterAbsence, enter_absence
from db.actions.add_contact import AddContact, add_contact
from db.actions.add_note import AddNote, add_note
from db.actions.allocate import Allocate, Allocated, AllocateEach, allocate, allocate_each
from db.actions.bulk import Change, ChangeMany, ManyChanged, change_many, try_many
from db.actions.call_backs import PromiseCallback, ReturnCallback, Returned, promise_callback, return_callback
from db.actions.change_case import ChangeCase, change_case
from db.actions.change_days import ChangeDays, change_days
from db.actions.change_entry import ChangeEntry, change_entry
from db.actions.change_rules import RuleChange, change_rules, rule_impact
from db.actions.close_case import CloseCase, close_case
from db.actions.complete_step import CompleteStep, complete_step
from db.actions.concerns import RaiseConcern, raise_concern, see_concern
from db.actions.extend import ExtendClock, UndoExtension, extend_clock, undo_extension
from db.actions.give_late_reason import GiveLateReason, give_late_reason
from db.actions.handover import AddHandoverNote, add_handover_note
from db.actions.learning import NoteLearning, TakeLearningBack, note_learning, take_learning_back
from db.actions.letter_templates import SaveTemplate, save_template
from db.actions.letters import SendLetter, send_letter
from db.actions.links import LinkCases, UnlinkCases, link_cases, unlink_cases
from db.actions.log_contact import log_contact
from db.actions.merge_cases import MergeCases, UnmergeCase, merge_cases, unmerge_case
from db.actions.merge_people import MergePeople, UnmergePeople, merge_people, unmerge_people
from db.actions.priority import SetPriority, set_priority
from db.actions.put_right import ChangeReceived, ReopenCase, WithdrawStep, change_received, reopen_case, withdraw_step
from db.actions.sign_day import SignDay, sign_day
from db.actions.staff import AddStaff, add_staff, signed_in
from db.actions.survey import KeepSurveyAnswer, keep_survey_answer
from db.actions.tags import ChangeTags, change_tags
from db.actions.take_next import Taken, take_next
from db.actions.tasks import AddTask, DoTask, MoveTask, WithdrawTask, add_task, do_task, move_task, withdraw_task
from db.actions.teams import ChangeMember, change_member, make_team
from db.actions.undo import Undone, redo, undo
from db.actions.wait import PauseCase, Paused, ResumeCase, pause_case, resume_case
from db.location import location
from db.opening import opened
from db.queries.case import CaseView, case_with_reference
from db.queries.case_parts import ClockView
from db.queries.letters import ForLetters, for_letters
from db.queries.person import PersonView, one_person
from db.queries.queue import QueueCounts, QueueRow, queue_counts, queue_window
from db.queries.tasks import TaskView, open_tasks
from db.queries.teams import members
from db.staff_member import StaffMember
from db.store import Store


def moment(text: str) -> datetime:
    """A moment written as `Fri 19 Dec 2025 17:40`, with seconds and microseconds where they matter, on London's clocks."""
    weekday, day, clock = text[:3], *text[4:].rsplit(" ", 1)
    shape = "%H:%M" if clock.count(":") == 1 else "%H:%M:%S.%f" if "." in clock else "%H:%M:%S"
    local = datetime.strptime(f"{day} {clock}", f"%d %b %Y {shape}")  # noqa: DTZ007
    assert WEEKDAYS[local.weekday()].startswith(weekday), f"{day} is a {WEEKDAYS[local.weekday()]}"
    return at_london_time(local.date(), local.time())


def contact(kind: str, received: str | None = None, subject: str = "Help with a form", **known: Any) -> Contact:
    """A contact of any kind; received now unless a moment is given."""
    return Contact(kind=kind, subject=subject, received_at=moment(received) if received else None, **known)


def enquiry(received: str | None = None, **known: Any) -> Contact:
    """An enquiry."""
    return contact("enquiry", received, **known)


def complaint(received: str | None = None, **known: Any) -> Contact:
    """A complaint."""
    return contact("complaint", received, **known)


def review(received: str | None = None, **known: Any) -> Contact:
    """A review application."""
    return contact("review", received, **known)


def administrator(store: Store, now: datetime) -> StaffMember:
    """The first administrator of a new store."""
    member, is_first = signed_in(store, "adaeze", "Adaeze Okoro", now)
    assert is_first
    return member


def new_desk(folder: Path, at: str = "Mon 12 Jan 2026 10:00") -> "Desk":
    """A desk on a new store in a folder, its first administrator at the keyboard."""
    now = moment(at)
    store = opened(location(str(new_file(folder))), now)
    return Desk(store, SetTime(now), administrator(store, now))


def new_file(folder: Path) -> Path:
    """A new store in a folder, a copy of one that was made and closed before, which is much quicker than making another."""
    path = folder / "desk.db"
    path.write_bytes(_made_before())
    return path


@cache
def _made_before() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        opened(location(str(path)), moment("Thu 1 Jan 2026 09:00")).close()
        return path.read_bytes()


@dataclass(frozen=True)
class Desk:
    """One member of staff at work."""

    store: Store
    time: SetTime
    staff: StaffMember

    @property
    def now(self) -> datetime:
        """The moment the desk's clock stands at."""
        return self.time.now()

    @property
    def calendar(self) -> WorkingCalendar:
        """The office's working days in England and Wales."""
        return self.store.refresh_rules().calendars.named("england-wales")

    def at(self, text: str) -> "Desk":
        """The desk with its clock, which everybody shares, moved to a moment."""
        self.time.set(moment(text))
        return self

    def as_(self, role: str, login: str = "") -> "Desk":
        """The same desk with somebody new of this role at the keyboard; an administrator puts them on the list."""
        login = login or role
        with self.store.writing(self.staff, self.now) as writing:
            member = add_staff(writing, AddStaff(login, f"{login.title()} Jones", role))
        return replace(self, staff=member)

    def makes_team(self, name: str) -> int:
        """Make a team; gives its row."""
        with self.store.writing(self.staff, self.now) as writing:
            return make_team(writing, name)

    def joins(self, who: StaffMember, team_id: int | None, *skills: str) -> bool:
        """Put somebody in a team, or in none, with these skills; says whether that is otherwise than before."""
        with self.store.writing(self.staff, self.now) as writing:
            version = next(it.version for it in members(writing.session.connection(), self.time.today()) if it.id == who.id)
            return change_member(writing, ChangeMember(who.id, version, team_id, skills))

    def is_away(self, who: StaffMember, from_day: date, to_day: date) -> int:
        """Enter that somebody is away; gives the absence's row."""
        with self.store.writing(self.staff, self.now) as writing:
            return enter_absence(writing, EnterAbsence(who.id, from_day, to_day))

    def logs(self, contact: Contact) -> str:
        """Log a contact; gives the reference of its case."""
        with self.store.writing(self.staff, self.now) as writing:
            return log_contact(writing, contact).reference

    def notes(self, reference: str, text: str) -> None:
        """Add a note to a case."""
        with self.store.writing(self.staff, self.now) as writing:
            add_note(writing, AddNote(self.case(reference).id, text))

    def changes(self, reference: str, **fields: str) -> tuple[str, ...]:
        """Change fields of a case; a detail's hyphens are typed as underscores. Gives those that are other than before."""
        case = self.case(reference)
        named = {name if name == "force_reference" else name.replace("_", "-"): text for name, text in fields.items()}
        with self.store.writing(self.staff, self.now) as writing:
            return change_case(writing, ChangeCase(case.id, case.version, named))

    def rewrites(self, reference: str, text: str, kind: str = "note") -> bool:
        """Put other words on the latest line of a kind on a case's timeline; says whether they are other words."""
        entry = next(it for it in self.case(reference).timeline if it.kind == kind)
        with self.store.writing(self.staff, self.now) as writing:
            return change_entry(writing, ChangeEntry(entry.id, entry.text, text))

    def adds_contact(self, reference: str, text: str, **how: Any) -> None:
        """Add a contact to a case, by phone unless `channel` is given."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            add_contact(writing, AddContact(case.id, case.version, how.pop("channel", "phone"), text, **how))

    def raises(self, kind: str, reference: str = "", form: str = "", **content: str) -> int:
        """Raise a concern on a case, over a form or by itself; gives its number. A field's hyphens are typed as underscores."""
        case_id = self.case(reference).id if reference else None
        named = {name.replace("_", "-"): text for name, text in content.items()}
        with self.store.writing(self.staff, self.now) as writing:
            return raise_concern(writing, RaiseConcern(kind, named, case_id, form))

    def sees_concern(self, number: int) -> None:
        """See a concern, as a supervisor does."""
        with self.store.writing(self.staff, self.now) as writing:
            see_concern(writing, number)

    def does(self, reference: str, step: str, text: str = "") -> tuple[str, ...]:
        """Record a step as done now; gives met or missed for each clock it stopped."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            choice = next(iter(known_steps()[step].chooses), "") if step in known_steps() else ""
            return complete_step(writing, CompleteStep(case.id, case.version, step, text, choice))

    def promises(self, reference: str, what: str = "", by: str | None = None) -> Promised:
        """Promise a call-back, for a moment when one is given; gives when it is due."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            due_at = moment(by) if by else None
            return promise_callback(writing, PromiseCallback(case.id, case.version, what, due_at))

    def calls_back(self, reference: str, reached: Reached = "made", text: str = "") -> Returned:
        """Make the call-back that is open on a case, or try to."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            return return_callback(writing, ReturnCallback(case.id, case.version, reached, text))

    def adds_task(self, reference: str, what: str, by: str, to: StaffMember | None = None) -> int:
        """Put a task on a case, the owner's unless it is somebody's; gives its number."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            return add_task(writing, AddTask(case.id, case.version, what, moment(by), to.id if to else None))

    def moves_task(self, reference: str, number: int, by: str | None, what: str | None = None) -> Promised:
        """Give a task or call-back another moment, or that of its clock when none is given."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            due_at = moment(by) if by else None
            return move_task(writing, MoveTask(case.id, case.version, number, due_at, what))

    def does_task(self, reference: str, number: int, text: str = "") -> tuple[str, ...]:
        """Do a task, or make a call-back."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            return do_task(writing, DoTask(case.id, case.version, number, text))

    def takes_task_back(self, reference: str, number: int, reason: str = "") -> bool:
        """Take a task back, or that it was done; says whether it is to be done again."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            return withdraw_task(writing, WithdrawTask(case.id, case.version, number, reason))

    def to_do(self, everybodys: bool = False) -> list[TaskView]:
        """What is still to be done by the member at the keyboard, or by anybody."""
        with self.store.reading() as connection:
            return open_tasks(connection, None if everybodys else self.staff.id)

    def acknowledges(self, reference: str) -> tuple[str, ...]:
        """Acknowledge a case."""
        return self.does(reference, "acknowledged")

    def answers(self, reference: str) -> tuple[str, ...]:
        """Answer a case."""
        return self.does(reference, "answered")

    def updates(self, reference: str) -> tuple[str, ...]:
        """Tell the person how their case stands."""
        return self.does(reference, "updated")

    def for_letters(self, reference: str) -> ForLetters:
        """What a letter on a case begins from."""
        with self.store.reading() as connection:
            rules = self.store.rules_in(connection)
            return for_letters(connection, case_with_reference(connection, reference), rules, self.now, self.staff)

    def sends(self, reference: str, text: str = "Dear Ada\n\nThank you.", **how: Any) -> tuple[str, ...]:
        """Record a letter on a case; gives met or missed for each clock its step stopped."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            return send_letter(writing, SendLetter(case.id, case.version, text, **how))

    def saves_template(self, template: Template, replaces: int | None = None) -> int:
        """Use a template from now on; gives its row."""
        with self.store.writing(self.staff, self.now) as writing:
            return save_template(writing, SaveTemplate(template, replaces))

    def closes(self, reference: str, outcome: str = "withdrawn", text: str = "", **why: Any) -> tuple[str, ...]:
        """Close a case; gives met or missed for each clock that still ran. Nothing more is asked unless `why` is given."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            return close_case(writing, CloseCase(case.id, case.version, outcome, text, **{"asks": bool(why), **why}))

    def pauses(self, reference: str, reason: str = "force", awaited: str = "") -> Paused:
        """Let a case wait for somebody else."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            return pause_case(writing, PauseCase(case.id, case.version, reason, awaited))

    def resumes(self, reference: str) -> None:
        """Let a case's clocks run again."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            resume_case(writing, ResumeCase(case.id, case.version))

    def extends(self, reference: str, standard: str, units: int, reason: str = "more to read") -> None:
        """Give the latest clock of a case under a standard longer."""
        case, clock = self.case(reference), self.clock(reference, standard)
        with self.store.writing(self.staff, self.now) as writing:
            extend_clock(writing, ExtendClock(case.id, case.version, clock.id, units, reason))

    def takes_extension_back(self, reference: str) -> None:
        """Take the last extension of a case back."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            undo_extension(writing, UndoExtension(case.id, case.version, case.extensions[-1].id))

    def was_received(self, reference: str, at: str | datetime) -> None:
        """Date the receipt of a case anew."""
        case, when = self.case(reference), moment(at) if isinstance(at, str) else at
        with self.store.writing(self.staff, self.now) as writing:
            change_received(writing, ChangeReceived(case.id, case.version, when))

    def takes_step_back(self, reference: str, step: str) -> None:
        """Take back the last step of a name on a case."""
        case = self.case(reference)
        entry = next(it for it in case.timeline if it.kind == "step" and it.step == step and not it.withdrawn)
        with self.store.writing(self.staff, self.now) as writing:
            withdraw_step(writing, WithdrawStep(case.id, case.version, entry.id))

    def reopens(self, reference: str) -> None:
        """Open a closed case again."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            reopen_case(writing, ReopenCase(case.id, case.version))

    def links(self, reference: str, kind: str, other: str) -> str:
        """Link a case to another; gives what is said of it."""
        with self.store.writing(self.staff, self.now) as writing:
            return link_cases(writing, LinkCases(self.case(reference).id, self.case(other).id, kind))

    def unlinks(self, link_id: int | None) -> str:
        """Take a link back, by its row."""
        with self.store.writing(self.staff, self.now) as writing:
            return unlink_cases(writing, UnlinkCases(link_id or 0))

    def merges(self, reference: str, into: str) -> str:
        """Merge a duplicate into another case; gives what is said of it."""
        case, kept = self.case(reference), self.case(into)
        with self.store.writing(self.staff, self.now) as writing:
            return merge_cases(writing, MergeCases(case.id, case.version, kept.id, kept.version))

    def unmerges(self, reference: str) -> str:
        """Take the merge of a duplicate back."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            return unmerge_case(writing, UnmergeCase(case.id, case.version))

    def person(self, person_id: int | None) -> PersonView:
        """A person as their record is read."""
        with self.store.reading() as connection:
            return one_person(connection, person_id or 0)

    def merges_people(self, person_id: int, into_id: int) -> str:
        """Merge a record of a person into another of theirs; gives what is said of it."""
        person, kept = self.person(person_id), self.person(into_id)
        with self.store.writing(self.staff, self.now) as writing:
            return merge_people(writing, MergePeople(person.id, person.version, kept.id, kept.version))

    def unmerges_people(self, person_id: int) -> str:
        """Take the merge of a record back."""
        with self.store.writing(self.staff, self.now) as writing:
            return unmerge_people(writing, UnmergePeople(person_id, self.person(person_id).version))

    def prioritises(self, reference: str, priority: str) -> bool:
        """Give a case a priority; says whether it had another."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            return set_priority(writing, SetPriority(case.id, case.version, priority_named(priority).level))

    def tags(self, reference: str, typed: str) -> bool:
        """Put tags on a case and, after a hyphen, take some off; says whether they are others than before."""
        case, change = self.case(reference), read_tags(typed)
        with self.store.writing(self.staff, self.now) as writing:
            return change_tags(writing, ChangeTags(case.id, case.version, change.add, change.remove))

    def many(self, references: Sequence[str], change: Change) -> ChangeMany:
        """The same change of several cases, each as it is read now."""
        return ChangeMany([(it.id, it.version) for it in map(self.case, references)], change)

    def changes_many(self, references: Sequence[str], change: Change) -> ManyChanged:
        """Change several cases in one go."""
        command = self.many(references, change)
        with self.store.writing(self.staff, self.now) as writing:
            return change_many(writing, command)

    def tries_many(self, references: Sequence[str], change: Change) -> ManyChanged:
        """What changing several cases in one go would come to."""
        return try_many(self.store, self.staff, self.now, self.many(references, change))

    def hands_over(self, words: str, day: date) -> int:
        """Leave a note for the next shift at the end of a day; gives its row."""
        with self.store.writing(self.staff, self.now) as writing:
            return add_handover_note(writing, AddHandoverNote(day, words))

    def explains(self, command: GiveLateReason) -> str:
        """Say why a deadline was missed; gives the reference of its case."""
        with self.store.writing(self.staff, self.now) as writing:
            return give_late_reason(writing, command)

    def signs(self, day: date, **how: bool) -> SignedDay:
        """Sign a day, `early` or `without_reasons` where that is said."""
        with self.store.writing(self.staff, self.now) as writing:
            return sign_day(writing, SignDay(day, "the desk's store", **how))

    def learns(self, reference: str, theme: str, text: str) -> int:
        """Note a learning point on a case; gives its row."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            return note_learning(writing, NoteLearning(case.id, case.version, theme, text))

    def unlearns(self, reference: str, number: int) -> None:
        """Take a learning point back."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            take_learning_back(writing, TakeLearningBack(case.id, case.version, number))

    def hears(
        self, reference: str = "", comment: str = "", on: date | None = None, instead_of: int | None = None, **answers: str
    ) -> int:
        """Keep somebody's answers to the survey, about a case or none, of today unless another day is given; gives their row."""
        case_id = self.case(reference).id if reference else None
        with self.store.writing(self.staff, self.now) as writing:
            return keep_survey_answer(
                writing, KeepSurveyAnswer(case_id, on or self.time.today(), answers, comment, "", instead_of)
            )

    def undoes(self) -> Undone:
        """Take back what was done last."""
        with self.store.writing(self.staff, self.now) as writing:
            return undo(writing)

    def redoes(self) -> Undone:
        """Do again what was undone last."""
        with self.store.writing(self.staff, self.now) as writing:
            return redo(writing)

    def gives(self, reference: str, to: StaffMember | None) -> int:
        """Give a case to somebody, or back to the queue; gives how many cases changed hands."""
        case = self.case(reference)
        with self.store.writing(self.staff, self.now) as writing:
            return allocate(writing, Allocate([(case.id, case.version)], to.id if to else None))

    def shares(self, *given: tuple[str, StaffMember | None]) -> Allocated:
        """Give each case to somebody of its own, or back to the queue, in one go."""
        cases = [(self.case(reference), to) for reference, to in given]
        with self.store.writing(self.staff, self.now) as writing:
            return allocate_each(writing, AllocateEach([(it.id, it.version, to.id if to else None) for it, to in cases]))

    def takes_next(self) -> str:
        """Take the next case that nobody has; gives its reference."""
        return self.takes().reference

    def takes(self) -> Taken:
        """Take the next case that nobody has; gives which and why."""
        with self.store.writing(self.staff, self.now) as writing:
            return take_next(writing)

    def changes_days(self, *add: DayChange, withdraw: Sequence[DayChange] = (), published_to: date | None = None) -> Impact:
        """Change the calendar: withdraw some days, then add others."""
        with self.store.writing(self.staff, self.now) as writing:
            return change_days(writing, ChangeDays(add, tuple(withdraw), published_to))

    def changes_rules(self, change: RuleChange) -> Impact:
        """Change the standards, the hours or the calendar."""
        with self.store.writing(self.staff, self.now) as writing:
            return change_rules(writing, change)

    def foresees(self, change: RuleChange) -> Impact:
        """What a change would come to."""
        with self.store.reading() as connection:
            return rule_impact(connection, self.store.rules_in(connection), change, self.now)

    def case(self, reference: str) -> CaseView:
        """A case as its screen shows it."""
        with self.store.reading() as connection:
            return case_with_reference(connection, reference)

    def clock(self, reference: str, standard: str) -> ClockView:
        """The latest clock of a case under a standard, by the standard's name."""
        found = [
            clock for clock in self.case(reference).clocks if self.store.refresh_rules().standards[clock.standard].id == standard
        ]
        return max(found, key=lambda clock: clock.id)

    def rows(self, typed: str = "") -> Sequence[QueueRow]:
        """The whole queue, narrowed to what was typed."""
        with self.store.reading() as connection:
            wanted = read_filter(typed, self.time.today(), self.calendar)
            return queue_window(connection, wanted, self.now, self.staff.id, 0, 1_000_000)

    def queue(self, typed: str = "") -> list[str]:
        """The references of the queue in order, narrowed to what was typed."""
        return [row.reference for row in self.rows(typed)]

    def counts(self) -> QueueCounts:
        """How many open cases are overdue, due today and due soon."""
        with self.store.reading() as connection:
            return queue_counts(connection, self.now)
