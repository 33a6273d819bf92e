"""What `iopc day` says: what would be signed, what was, what differs now and why, and which days were not signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.date_words import clock_time, day_words, moment_words
from casework.moments import london
from casework.rules import Rules
from casework.summaries.day import heading
from casework.summaries.day_differences import DayDifferences
from casework.summaries.day_figures import DayFigures
from casework.summaries.day_handover import Handover, handover_json, handover_text
from casework.summaries.day_snapshot import SignedDay
from casework.summaries.day_text import WIDTH, day_as_json, day_as_text, titles_of
from casework.summaries.day_words import day_sentences, lines_of
from db.actions.sign_day import why_not_yet
from db.queries.day_differences import day_differences
from db.queries.day_figures import day_figures
from db.queries.day_handover import handover
from db.queries.day_notes import notes_of_day
from db.queries.day_snapshots import SnapshotView
from iopc_tui.signing_in import SignedIn


@dataclass(frozen=True, slots=True)
class Shown:
    """A day as it is shown: its figures, signed or as they are now, its differences where it was signed, and its hand-over."""

    figures: DayFigures
    beside: DayDifferences | None
    pack: Handover
    rules: Rules

    @property
    def signed(self) -> SignedDay | None:
        """The day as it was signed."""
        return None if self.beside is None else self.beside.signed


def read_shown(here: SignedIn, day: date) -> Shown:
    """Read a day, its differences and what it hands over."""
    now = here.time.now()
    with here.store.reading() as connection:
        rules = here.store.rules_in(connection)
        beside = day_differences(connection, rules, day, now)
        figures = beside.signed.figures if beside is not None else day_figures(connection, rules, day, now)
        return Shown(figures, beside, handover(connection, rules, day, now), rules)


def preview_lines(here: SignedIn, day: date, note: str, *, early: bool) -> list[str]:
    """What would be signed: the day in words, its notes, and why it is early."""
    now = here.time.now()
    with here.store.reading() as connection:
        rules = here.store.rules_in(connection)
        found = day_figures(connection, rules, day, now)
        notes = [f"{it.id}  {it.by}: {it.text}" for it in notes_of_day(connection, day)]
    lines = [
        heading(found.day, found.until, is_over=found.is_over),
        "",
        *lines_of(day_sentences(found, here.time.today()), WIDTH),
    ]
    notes += [f"{here.staff.name}: {note}"] if note else []
    lines += ["", "Notes for the next shift", *(f"  {line}" for it in notes for line in it.split("\n"))] if notes else []
    soon = why_not_yet(rules, day, now)
    return [*lines, *(["", soon if early else f"{soon} Add --early for that."] if soon else [])]


def missing_lines(here: SignedIn, day: date) -> list[str]:
    """The missed deadlines of a day without a reason, each with its number; nothing when there is none."""
    with here.store.reading() as connection:
        rules = here.store.rules_in(connection)
        found = day_figures(connection, rules, day, here.time.now(), compare=False)
    titles = titles_of(rules)
    missing = [it for it in found.missed if not it.explained]
    if not missing:
        return []
    lines = [
        f"  {it.clock_id:<8}{it.reference:<12}{clock_time(it.due_at)}  {titles[f'standard {it.standard}']}" for it in missing
    ]
    return ["Missed, and nobody has said why", *lines]


def shown_as_text(shown: Shown, today: date) -> str:
    """The day, how it was signed, what differs, and what it hands over."""
    signed, beside = shown.signed, shown.beside
    told = [] if signed is None else [_signed_words(signed)]
    told += ["Not signed: the figures are as the record has them now."] if signed is None else []
    if beside is not None:
        told += [beside.later_words] if beside.later_words else []
        titles = titles_of(shown.rules)
        told += [it.sentence(titles) for it in beside.differences]
        told += ["Drawn from the record again, every figure is as it was signed."] if not beside.differences else []
    return "\n".join([day_as_text(shown.figures, shown.rules, today, told), "", *handover_text(shown.pack)])


def shown_as_json(shown: Shown, today: date) -> dict[str, object]:
    """The same as values a program can read."""
    found = day_as_json(shown.figures, today)
    signed, beside = shown.signed, shown.beside
    if signed is not None and beside is not None:
        found |= {
            "signed_by": signed.signed_by,
            "signed_at": london(signed.signed_at).isoformat(timespec="seconds"),
            "early": signed.early,
            "place": signed.place,
            "standards_in_force": [it.id for it in signed.standards],
            "explained": beside.explained,
            "differences": [
                {"figure": it.name, "signed": it.signed, "now": it.now, "gone": it.gone, "come": it.come, "why": it.why}
                for it in beside.differences
            ],
            "after_it": {name: figure.number for name, figure in beside.later.items()},
        }
    else:
        found |= {"signed_by": None}
    return found | {"handover": handover_json(shown.pack)}


def days_as_text(signed: Sequence[SnapshotView], unsigned: Sequence[date]) -> str:
    """A line for each day, the latest first."""
    found = {it.day: f"signed by {it.signed_by}, {moment_words(it.signed_at)}" for it in signed}
    found |= dict.fromkeys(unsigned, "not signed")
    lines = [f"{day_words(day)}  {how}" for day, how in sorted(found.items(), reverse=True)]
    return "\n".join(lines) or "Every working day is signed."


def days_as_json(signed: Sequence[SnapshotView], unsigned: Sequence[date]) -> dict[str, object]:
    """The same as values a program can read."""
    return {
        "signed": [
            {
                "date": it.day.isoformat(),
                "signed_by": it.signed_by,
                "signed_at": london(it.signed_at).isoformat(timespec="seconds"),
                "digest": it.digest,
            }
            for it in signed
        ],
        "unsigned": [day.isoformat() for day in unsigned],
    }


def _signed_words(signed: SignedDay) -> str:
    early = ", while the office was open still" if signed.early else ""
    return f"Signed by {signed.signed_by}, {moment_words(signed.signed_at)}{early}. It never changes."
