"""Signing a day: its figures, the cases behind them and the standards in force are frozen as they are, for good."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert

from casework.bank_holidays import ENGLAND_AND_WALES
from casework.date_words import clock_time, day_words
from casework.moments import end_of_date, london_date
from casework.permissions import require
from casework.rules import Rules
from casework.summaries.day_snapshot import SignedDay, content_of, digest_of, program, standards_in_force
from db.audit import last_event, record
from db.errors import BadValue, NotPossible
from db.queries.day_figures import day_figures
from db.queries.day_notes import notes_of_day
from db.queries.day_snapshots import SIGNED, last_digest, snapshot_of
from db.store import Writing
from db.tables.plain import DAY_SNAPSHOT


@dataclass(frozen=True, slots=True)
class SignDay:
    """A day to sign, at a store that is called `place`.

    `early` signs today though the office is open still, as the day is up to now; `without_reasons` signs it though nobody said
    why some of its deadlines were missed.
    """

    day: date
    place: str
    early: bool = False
    without_reasons: bool = False


def sign_day(writing: Writing, command: SignDay) -> SignedDay:
    """Freeze the day and seal it with the one signed before.

    Raises BadValue for a day to come, NotPossible for one signed already, for today before the office closes and for a deadline
    missed without a reason, unless it is said that this is so; NotAllowed.
    """
    require(writing.staff.role, "sign-day")
    _require_a_day_to_sign(writing, command)
    connection = writing.session.connection()
    found = day_figures(connection, writing.rules, command.day, writing.now)
    missing = sum(not it.explained for it in found.missed)
    if missing and not command.without_reasons:
        deadlines = "one deadline" if missing == 1 else f"{missing:,} deadlines"
        raise NotPossible(
            f"Nobody has said yet why {deadlines} of {day_words(command.day)} {_was(missing)} missed. Say why first."
        )
    signed = SignedDay(
        figures=found,
        standards=tuple(standards_in_force(writing.rules, command.day)),
        notes=tuple(note.said for note in notes_of_day(connection, command.day)),
        signed_at=writing.now,
        signed_by=writing.staff.name,
        login=writing.staff.login,
        place=command.place,
        event=last_event(writing.session),
        early=not found.is_over and not _is_closed(writing.rules, command.day, writing.now),
        program=program(),
    )
    _keep(writing, signed)
    return signed


def why_not_yet(rules: Rules, day: date, now: datetime) -> str | None:
    """Why a day is not to be signed without saying that it is early, in a sentence, or None when it can be."""
    if day < london_date(now) or _is_closed(rules, day, now):
        return None
    closes = rules.calendars.hours(ENGLAND_AND_WALES).closing(day)
    when = "The day is not over" if closes is None else f"The office is open until {clock_time(closes)}"
    return f"{when}. Signed now, the day counts until {clock_time(now)}."


def _require_a_day_to_sign(writing: Writing, command: SignDay) -> None:
    if command.day > london_date(writing.now):
        raise BadValue("day", f"{day_words(command.day)} has not come yet, so it can't be signed.")
    earlier = snapshot_of(writing.session.connection(), command.day)
    if earlier is not None:
        by = f"by {earlier.signed_by} on {day_words(london_date(earlier.signed_at))}, {clock_time(earlier.signed_at)}"
        raise NotPossible(f"{day_words(command.day)} was signed {by}. A signed day stays as it is.")
    why = why_not_yet(writing.rules, command.day, writing.now)
    if why is not None and not command.early:
        raise NotPossible(f"{why} Sign it then, or now with: iopc day close --early")


def _is_closed(rules: Rules, day: date, now: datetime) -> bool:
    closes = rules.calendars.hours(ENGLAND_AND_WALES).closing(day)
    return now >= (end_of_date(day) if closes is None else closes)


def _keep(writing: Writing, signed: SignedDay) -> None:
    connection = writing.session.connection()
    content, previous = content_of(signed), last_digest(connection)
    digest = digest_of(previous, content)
    row = {"day": signed.day, "content": content, "digest": digest, "previous_digest": previous}
    row |= {"signed_at": writing.now, "signed_by": writing.staff.id}
    done = connection.execute(insert(DAY_SNAPSHOT).values(row).returning(DAY_SNAPSHOT.c.id)).scalar_one()
    record(writing, SIGNED, day=signed.day, digest=digest, snapshot=int(done), early=signed.early)


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
