"""Who is this? People already in the record who may be calling, beside the form and to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content
from textual.widgets import Static

from casework.date_words import short_day
from casework.kinds import kinds
from casework.moments import london_date
from db.queries.likely_people import LikelyPerson, OpenCase
from screens.safe import fit, safe
from screens.widgets.picker import Pick, Picker

MOST_SHOWN = 3
CELLS = 34


@dataclass(frozen=True, slots=True)
class UsePerson:
    """The contact is from this person."""

    person: LikelyPerson


@dataclass(frozen=True, slots=True)
class UseCase:
    """The contact is about this open case of theirs."""

    person: LikelyPerson
    case: OpenCase


class LikelyPane(Static):
    """The likeliest few in two lines each, and the key that uses them; empty while nobody is like what is typed."""

    DEFAULT_CSS = """
    LikelyPane { height: auto; display: none; }
    """

    def __init__(self) -> None:
        """A pane with nobody in it."""
        super().__init__(markup=False)
        self.people: Sequence[LikelyPerson] = ()
        self.chosen = ""

    def show(self, people: Sequence[LikelyPerson], chosen: str, today: date) -> None:
        """Show these; `chosen` is the name of whoever is used already."""
        if (tuple(people), chosen) == (tuple(self.people), self.chosen) and self.display:
            return
        self.people, self.chosen = people, chosen
        self.display = bool(people or chosen)
        self.update(Content("\n").join(self._lines(today)))

    def _lines(self, today: date) -> list[Content]:
        if self.chosen:
            return [safe(fit(f"✓ Known: {self.chosen}", CELLS), "bold"), safe("F4 changes that", "$text-muted")]
        many = len(self.people)
        lines = [safe(f"Known already? {many} may be. F4 shows", "$state-soon")]
        for person in self.people[:MOST_SHOWN]:
            lines.append(safe(fit(f"{person.name or person.email or person.phone}  {person.phone}", CELLS), "bold"))
            lines.append(safe(fit(f"  {', '.join(person.why)}; {_cases(person, today)}", CELLS), "$text-muted"))
        return lines


def person_picker(people: Sequence[LikelyPerson], chosen: bool, today: date) -> "Picker[UsePerson | UseCase | None]":
    """Ask whether the caller is one of these, or rings about one of their open cases; with `chosen`, somebody is used already."""
    picks: list[Pick[UsePerson | UseCase | None]] = []
    for person in people:
        named = "  ".join(part for part in (person.name, person.phone, person.email) if part)
        picks.append(Pick(UsePerson(person), f"{named}: {', '.join(person.why)}", _cases(person, today)))
        for case in person.open_cases:
            about = f"   add to {case.reference}, {kinds()[case.kind].title.lower()}: {case.subject}"
            picks.append(Pick(UseCase(person, case), about, "open"))
    if chosen:
        picks.append(Pick(UsePerson(NOBODY), "Somebody new after all"))
    return WidePicker("Who is this?", picks)


class WidePicker(Picker["UsePerson | UseCase | None"]):
    """A picker with room for a person and why it may be them."""

    row_cells = 74
    DEFAULT_CSS = """
    WidePicker > .dialogue { width: 80; }
    """


NOBODY = LikelyPerson(0, "", "", "", (), 0.0, 0, None, ())
"""Chosen to say that the contact is from somebody new."""


def _cases(person: LikelyPerson, today: date) -> str:
    last = f", last {short_day(london_date(person.last_at), today)}" if person.last_at else ""
    return f"{person.cases:,} case{'' if person.cases == 1 else 's'}{last}"
