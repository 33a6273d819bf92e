"""Weeks of made-up work at the desk, the same for the same seed, to hold answers about many cases against."""

from datetime import timedelta
from random import Random

from casework.contact import Contact
from casework.kinds import channels, kinds
from db.errors import NotPossible
from tests.desk import Desk, moment

NAMES = ["Ada Okafor", "Zoë Łukasz", "Seán O'Brien", "Siân Llŷr", "", "Priya Shah"]
SUBJECTS = ["Stop and search in Leeds", "Help with a form", "Delay, no update", "Search of a home", "Letter not answered"]
FORCES = [None, "metropolitan", "gwent", "kent"]
BEGINS = moment("Mon 1 Jun 2026 17:00")


def work(desk: Desk, seed: int, turns: int = 60) -> None:
    """Some turns of work by three people, as the seed has it; the first begins on Monday 1 June 2026."""
    chance = Random(seed)
    desk.time.set(max(desk.now, BEGINS))
    staff = [desk, desk.as_("agent", f"priya{seed}"), desk.as_("team-lead", f"leon{seed}")]
    logged: list[str] = []
    for _ in range(turns):
        desk.time.advance(timedelta(minutes=chance.choice([0, 7, 240, 1440, 2880]), microseconds=chance.choice([0, 1])))
        person = chance.choice(staff)
        if not logged or chance.random() < 0.45:
            logged.append(person.logs(_contact(desk, chance)))
        else:
            _turn(person, chance.choice(logged), chance, staff)


def _contact(desk: Desk, chance: Random) -> Contact:
    return Contact(
        kind=chance.choice(list(kinds())),
        subject=chance.choice(SUBJECTS),
        name=chance.choice(NAMES),
        channel=chance.choice(list(channels())),
        received_at=chance.choice([None, BEGINS, desk.now - timedelta(hours=chance.randrange(200))]),
        force=chance.choice(FORCES),
    )


def _turn(person: Desk, reference: str, chance: Random, staff: list[Desk]) -> None:
    case = person.case(reference)
    try:
        match chance.randrange(5):
            case 0:
                person.notes(reference, "rang back")
            case 1:
                staff[0].gives(reference, chance.choice([None, *(each.staff for each in staff)]))
            case 2:
                person.closes(reference, chance.choice(kinds()[case.kind].outcomes))
            case _:
                person.does(reference, chance.choice(kinds()[case.kind].steps), "to whom it belongs")
    except NotPossible:
        return
