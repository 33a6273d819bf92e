"""What `iopc day` says: what would be signed, what was, what differs now and why, and which days were not signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.date_words import clock_time, day_words, moment_words
from casework.moments import london
from casework.rules import Rules
from casework.summaries.day_differences import DayDifferences
from casework.summaries.day_figures import DayFigures, Missed
from casework.summaries.day_handover import Handover, handover_json, handover_text
from casework.summaries.day_snapshot import SignedDay
from casework.summaries.day_text import WIDTH, day_as_json, day_as_text, missed_as_json, titles_of
from casework.summaries.day_words import day_sentences, heading, lines_of
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
        heading(found),
        "",
        *lines_of(day_sentences(found, here.time.today()), WIDTH),
    ]
    notes += [f"{here.staff.name}: {note}"] if note else []
    lines += ["", "Notes for the next shift", *(f"  {line}" for it in notes for line in it.split("\n"))] if notes else []
    soon = why_not_yet(rules, day, now)
    return [*lines, *(["", soon if early else f"{soon} Add --early for that."] if soon else [])]


def still_missing(here: SignedIn, day: date) -> list[Missed]:
    """The missed deadlines of a day of which nobody has said why."""
    with here.store.reading() as connection:
        found = day_figures(connection, here.store.rules_in(connection), day, here.time.now(), compare=False)
    return [it for it in found.missed if not it.explained]


def missing_lines(here: SignedIn, missing: Sequence[Missed]) -> list[str]:
    """Missed deadlines without a reason, each with its number."""
    titles = titles_of(here.store.rules)
    lines = [
        f"  {it.clock_id:<8}{it.reference:<12}{clock_time(it.due_at)}  {titles[f'standard {it.standard}']}" for it in missing
    ]
    return ["Missed, and nobody has said why", *lines]


def close_as_json(
    day: date, missing: Sequence[Missed], signed: SignedDay | None = None, digest: str | None = None
) -> dict[str, object]:
    """What closing a day came to, as values a program can read: whether it is signed, and the deadlines without a reason."""
    return {
        "date": day.isoformat(),
        "signed_by": signed.signed_by if signed is not None else None,
        "early": signed.early if signed is not None else None,
        "until": london(signed.figures.until).isoformat(timespec="seconds") if signed is not None else None,
        "digest": digest,
        "without_reason": [missed_as_json(it) for it in missing],
    }


def shown_as_text(shown: Shown, today: date) -> str:
    """The day, how it was signed, what differs, and what it hands over."""
    signed, beside = shown.signed, shown.beside
    told = [] if signed is None or beside is None else [_signed_words(signed, beside.digest)]
    told += ["Not signed: the figures are as the record has them now."] if signed is None else []
    if beside is not None:
        told += [beside.later_words] if beside.later_words else []
        titles = titles_of(shown.rules)
        told += beside.sentences(titles)
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
                {
                    "figure": it.name,
                    "signed": it.signed,
                    "now": it.now,
                    "gone": it.gone,
                    "come": it.come,
                    "why": [cause.words for cause in beside.causes_of(it.name)],
                }
                for it in beside.differences
            ],
            "causes": [
                {
                    "why": cause.words or None,
                    "moved": [{"figure": it.name, "gone": it.gone, "come": it.come} for it in cause.moved],
                }
                for cause in beside.causes
            ],
            "digest": beside.digest,
            "program": signed.program or None,
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


def _signed_words(signed: SignedDay, digest: str) -> str:
    early = ", while the office was open still" if signed.early else ""
    return f"Signed by {signed.signed_by}, {moment_words(signed.signed_at)}{early}. It never changes: {seal_words(digest)}."


def seal_words(digest: str) -> str:
    """The digest of a signed day short enough to be noted elsewhere: `seal 3f9a04c1 77b2e0d5`."""
    return f"seal {digest[:8]} {digest[8:16]}"
