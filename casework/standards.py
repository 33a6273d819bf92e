"""Service standards: dated rows that say which clock a case starts, how long it runs and on whose authority."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from casework.facts import facts

Unit = Literal["working days", "calendar days", "calendar months", "working hours"]
Receipt = Literal["actual day", "office hours"]
Due = Literal["end of office day", "end of date"]
Basis = Literal["statutory", "published", "local example"]


@dataclass(frozen=True, slots=True)
class Length:
    """So many of a unit; fewer than none counts back."""

    number: int
    unit: Unit

    @property
    def words(self) -> str:
        """`5 working days`, `1 calendar month`."""
        unit = self.unit if abs(self.number) != 1 else self.unit.removesuffix("s")
        return f"{abs(self.number):,} {unit}"


@dataclass(frozen=True, slots=True)
class Standard:
    """One service standard as it stands between two dates; None for a date means without limit.

    `length` is in `unit`; `warn` is in days of the clock's own counting; `target` is the percentage to be met, if any.
    `calendar` names a region of WorkingCalendar.for_region and is None for clocks that count every day. `waits_for` are the
    reasons its clock may be paused for, any when None; `longest_extension` is in units of the standard, any when None.
    """

    id: str
    kinds: tuple[str, ...]
    title: str
    promise: str
    starts_on: str
    stops_on: str
    length: int
    unit: Unit
    calendar: str | None
    receipt: Receipt
    due: Due
    warn: int
    target: int | None
    basis: Basis
    source: str
    verified: bool = False
    recurring: bool = False
    on: str = "staff"
    effective_from: date | None = None
    effective_to: date | None = None
    waits_for: tuple[str, ...] | None = None
    longest_extension: int | None = None

    def may_wait_for(self, reason: str) -> bool:
        """Whether its clock may be paused for a reason, by the id casework.waiting gives it."""
        return self.waits_for is None or reason in self.waits_for

    @property
    def counts_working_days(self) -> bool:
        """Whether its days left and days late are working days."""
        return self.unit == "working days" and self.calendar is not None

    @property
    def skips_closures(self) -> bool:
        """Whether the office's own closures take days from its clocks; nothing an office decides stops a statutory one."""
        return self.basis != "statutory"

    @property
    def length_words(self) -> str:
        """The length as said, such as `5 working days`."""
        return Length(self.length, self.unit).words

    def in_force(self, day: date) -> bool:
        """Whether the standard judges a clock that begins on this day."""
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or day <= self.effective_to
        )


def standard_from(row: dict[str, Any]) -> Standard:
    """A standard from a table of standards.toml; raises KeyError or TypeError for a row that is not one."""
    known = {**row, "kinds": tuple(row["kinds"])}
    if known.get("waits_for") is not None:
        known["waits_for"] = tuple(known["waits_for"])
    known.setdefault("calendar", None)
    known.setdefault("target", None)
    return Standard(**known)


@cache
def shipped_standards() -> tuple[Standard, ...]:
    """The standards the desk ships with."""
    return tuple(standard_from(row) for row in facts("standards")["standard"])


def started_by(standards: Iterable[Standard], kind: str, step: str, day: date) -> list[Standard]:
    """The standards whose clock a step starts on a case of this kind, as in force that day."""
    return [s for s in standards if kind in s.kinds and s.starts_on == step and s.in_force(day)]
