"""Choosing whom to give cases to: each person with how much they have and whether they are in, and ways to share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, TypeVar

from textual.widget import Widget
from textual.widgets import Static

from casework.date_words import short_day
from casework.permissions import may
from casework.share_suggestions import Suggestion, suggestions
from casework.sharing import ToShare
from db.queries.workload import Workload
from db.staff_member import StaffMember
from screens.live_screen import LiveScreen
from screens.safe import fit
from screens.widgets.picker import Pick, Picker

NAME_CELLS, OPEN_CELLS, OVERDUE_CELLS, WEEK_CELLS = 18, 6, 9, 11
HEADINGS = f"{'':{NAME_CELLS}}{'open':>{OPEN_CELLS}}{'overdue':>{OVERDUE_CELLS}}{'this week':>{WEEK_CELLS}}"
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class NewOwner:
    """The member of staff chosen, None for nobody, and what that does in words."""

    staff_id: int | None
    words: str


Choice: TypeAlias = NewOwner | Suggestion


@dataclass(frozen=True)
class PersonPick(Pick[Value]):
    """A member of staff in a row: name, open cases, those overdue and due this week, and when they are back, or their team."""

    numbers: tuple[int, int, int] = (0, 0, 0)

    def row(self, cells: int) -> str:
        """All of it, in columns."""
        widths = OPEN_CELLS, OVERDUE_CELLS, WEEK_CELLS
        counted = "".join(f"{number:>{width},}" for number, width in zip(self.numbers, widths, strict=True))
        return f"{fit(self.label, NAME_CELLS)}{counted}  {fit(self.detail, cells - NAME_CELLS - len(counted) - 2)}".rstrip()


@dataclass(frozen=True)
class WholeRow(Pick[Value]):
    """Something that is nobody in particular."""

    def row(self, cells: int) -> str:
        """The label alone, with no room kept after it where the box is narrow."""
        return fit(self.label, cells).rstrip()


class PersonPicker(Picker[Value]):
    """Asks for one of these people, or for one of a few other things, under the headings of their numbers."""

    row_cells = 73
    DEFAULT_CSS = """
    PersonPicker {
        & > .dialogue { width: 80; }
        & OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
        & .person-picker--headings { height: 1; padding: 0 1; color: $text-muted; }
    }
    """

    def compose_question(self) -> list[Widget]:
        """The filter, the headings and the list."""
        narrowed, listed = super().compose_question()
        return [narrowed, Static(HEADINGS, markup=False, classes="person-picker--headings"), listed]


def owner_picker(
    title: str, people: Sequence[Workload], me: StaffMember, cases: Sequence[ToShare], today: date, *, without: int | None = None
) -> PersonPicker[Choice]:
    """Ways to share for who may, then nobody and me, then everyone else the acting member may give cases to.

    One case has me and nobody before the ways to share. `without` is somebody who is not to be offered.
    """
    mine = next((it.team for it in people if it.id == me.id), None)
    here = [it for it in people if it.active and it.id != without]
    nobody: Pick[Choice] = WholeRow(NewOwner(None, "back in the queue"), "Nobody: back in the queue")
    first: list[Pick[Choice]] = [_person(it, me, today) for it in here if it.id == me.id]
    if not may(me.role, "allocate"):
        return PersonPicker(title, [*first, nobody])
    offered: list[Pick[Choice]] = [WholeRow(it, it.label) for it in suggestions(cases, here, mine)]
    others: list[Pick[Choice]] = [_person(it, me, today) for it in here if it.id != me.id]
    leading = [*first, nobody, *offered] if len(cases) == 1 else [*offered, nobody, *first]
    return PersonPicker(title, [*leading, *others])


async def ask_owner(screen: LiveScreen, title: str, cases: Sequence[int]) -> Choice | None:
    """Ask whom to give these cases to, as things stand now; None when escaped. A way to share one case is who gets it."""
    desk = screen.desk
    people = await screen.look_up(desk.read.workload)
    if people is None:
        return None
    found = await screen.look_up(lambda: desk.read.to_share(cases)) if may(desk.me.role, "allocate") else []
    picked = await screen.app.push_screen_wait(owner_picker(title, people, desk.me, found or (), desk.time.today()))
    if isinstance(picked, Suggestion) and len(cases) == 1:
        chosen = next(it for it in people if it.id == picked.share.portions[0].person.id)
        return NewOwner(chosen.id, given_to(chosen, desk.me, desk.time.today()))
    return picked


def person_row(person: Workload, value: Value, label: str, today: date) -> PersonPick[Value]:
    """Somebody as a row of the list."""
    numbers = person.open, person.overdue, person.week
    return PersonPick(value, label, where(person, today), numbers=numbers)


def where(person: Workload, today: date) -> str:
    """Whether somebody is in, and their team: `Reviews`, `away until Fri 27 Nov, Reviews`, `has left`; the team may be cut."""
    away = _away(person.away_until, today) if person.away_until is not None else ""
    soon = f"away from {short_day(person.next_away, today)}" if person.next_away is not None and not away else ""
    return ", ".join(filter(None, ("" if person.active else "has left", away, soon, person.team)))


def given_to(person: Workload, me: StaffMember, today: date) -> str:
    """What giving cases to somebody does, and that they are away where they are."""
    words = "now yours" if person.id == me.id else f"given to {person.name}"
    return f"{words}, {_away(person.away_until, today)}" if person.away_until is not None else words


def _away(until: date, today: date) -> str:
    return "away today" if until == today else f"away until {short_day(until, today)}"


def _person(person: Workload, me: StaffMember, today: date) -> PersonPick[Choice]:
    label = f"{person.name} (me)" if person.id == me.id else person.name
    return person_row(person, NewOwner(person.id, given_to(person, me, today)), label, today)
