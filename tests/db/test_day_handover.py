"""What the end of a day hands over, and how it stands on each Desk the next working morning until it was looked at."""

from datetime import date

import pytest

from casework.permissions import NotAllowed
from casework.summaries.day_handover import Handover, handover_text
from casework.summaries.my_desk import MyDesk, as_json, as_text
from db import settings
from db.actions.handover import take_handover_note_back
from db.actions.own_settings import keep_own_setting
from db.errors import BadValue, NotPossible
from db.queries.day_handover import handover
from db.queries.day_notes import notes_of_day
from db.queries.my_desk import my_desk
from tests.desk import Desk, enquiry

FRIDAY = date(2026, 6, 12)


def handed_over(desk: Desk, day: date = FRIDAY) -> Handover:
    with desk.store.reading() as connection:
        return handover(connection, desk.store.rules_in(connection), day, desk.now)


def seen_by(desk: Desk) -> MyDesk:
    with desk.store.reading() as connection:
        return my_desk(connection, desk.store.rules_in(connection), desk.staff.id, desk.now)


def looks(desk: Desk) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_own_setting(writing, settings.DESK_SEEN_AT, desk.now.isoformat())


def busy_friday(desk: Desk) -> tuple[Desk, Desk]:
    """A Friday with something of everything; gives an agent and a supervisor."""
    tom, sunita = desk.as_("agent", "tom"), desk.as_("supervisor", "sunita")
    late, mine, early = (desk.at("Thu 28 May 2026 10:00").logs(enquiry()) for _ in range(3))
    desk.gives(late, tom.staff)
    desk.at("Fri 12 Jun 2026 10:00").closes(mine)
    desk.promises(early, by="Mon 15 Jun 2026 10:00")
    desk.adds_task(early, "send the form", "Mon 15 Jun 2026 15:00")
    desk.raises("safeguarding", early, what="in danger")
    tom.at("Fri 12 Jun 2026 16:40").hands_over(
        "Ring Mrs [/b] Evans before ten: she has to leave\nthen, and has no other phone", FRIDAY
    )
    sunita.hands_over("Form B12 is out of print.", FRIDAY)
    return tom, sunita


def test_what_the_next_shift_starts_with(desk: Desk) -> None:
    _, sunita = busy_friday(desk)
    sunita.at("Fri 12 Jun 2026 17:00").signs(FRIDAY, without_reasons=True)
    pack = handed_over(desk)
    assert (pack.by_noon.deadlines, pack.by_noon.unallocated, pack.that_day.deadlines) == (1, 1, 2)
    assert (pack.overdue, pack.unallocated, pack.concerns) == ((("Tom Jones", 1), ("nobody", 1)), 1, 1)
    (early,) = pack.call_backs
    assert early in desk.queue("due:overdue")
    assert (pack.by_noon.cases, pack.that_day.cases) == ((early,), (early,)), "though its next deadline was another, before"
    assert handover_text(pack) == [
        "Hand-over from Fri 12 Jun 2026, signed by Sunita Jones",
        "  Tom Jones, 16:40: Ring Mrs [/b] Evans before ten: she has to leave",
        "    then, and has no other phone",
        "  Sunita Jones, 16:40: Form B12 is out of print.",
        "  Due by noon     one deadline, one unallocated",
        "  Due Mon 15 Jun  two deadlines, two unallocated",
        "  Overdue         two cases: Tom Jones 1 and nobody 1",
        "  Unallocated     one open case",
        "  Call-backs      one promised for Mon 15 Jun",
        "  Unseen          one concern no supervisor has seen",
    ]
    desk.at("Mon 15 Jun 2026 11:00")
    assert (handed_over(desk).by_noon.deadlines, handed_over(desk).that_day.deadlines) == (0, 1)


def test_it_is_on_each_desk_the_next_working_morning_until_it_was_looked_at(desk: Desk) -> None:
    tom, sunita = busy_friday(desk)
    assert all(part.id != "handover" for part in seen_by(tom).parts), "it is for the next shift"
    looks(tom.at("Fri 12 Jun 2026 16:50"))
    assert all(part.id != "handover" for part in seen_by(tom.at("Sat 13 Jun 2026 09:00")).parts), "nobody works on a Saturday"
    sunita.at("Sun 14 Jun 2026 20:00").hands_over("The lift is out of order.", date(2026, 6, 14))
    tom.at("Mon 15 Jun 2026 09:00")
    found = seen_by(tom)
    assert found.has_news
    text = as_text(found, desk.store.rules, desk.now).splitlines()
    assert text[:4] == [
        "Hand-over from Fri 12 Jun (13)",
        "  Fri 12 Jun, 16:40                         Tom Jones: Ring Mrs [/b] Evans",
        "                                            before ten: she has to leave",
        "                                            then, and has no other phone",
    ]
    assert "  Overdue                                   two cases: Tom Jones 1 and nobody 1" in text
    (line,) = [line for line in found.part("handover").lines if line.label == "Overdue"]
    assert line.filter == "due:overdue"
    assert len(desk.rows(line.filter)) == 2
    looks(tom)
    assert all(part.id != "handover" for part in seen_by(tom).parts)
    assert as_json(seen_by(tom), desk.store.rules, desk.now)["handover"] == {"total": 0, "lines": []}
    assert seen_by(sunita).part("handover").total == 13, "to somebody else it is new still"
    sunita.at("Mon 15 Jun 2026 09:30").hands_over("One more thing.", date(2026, 6, 14))
    assert [line.words for line in seen_by(tom).part("handover").lines] == ["Sunita Jones: One more thing."]
    assert all(part.id != "handover" for part in seen_by(tom.at("Tue 16 Jun 2026 09:00")).parts), "Monday left nothing"


def test_a_note_is_kept_as_typed_and_taken_back_by_whoever_may(desk: Desk) -> None:
    tom, priya, lead = desk.as_("agent", "tom"), desk.as_("agent", "priya"), desk.as_("team-lead", "leon")
    desk.at("Fri 12 Jun 2026 16:00")
    mine, typed = tom.hands_over("\x1b[31m as typed \u202e", FRIDAY), tom.hands_over("second", FRIDAY)
    for words, day in ((" \n", FRIDAY), ("a\ud800", FRIDAY), ("early", date(2026, 6, 13))):
        with pytest.raises(BadValue):
            tom.hands_over(words, day)
    with desk.store.writing(priya.staff, desk.now) as writing, pytest.raises(NotAllowed, match="Ask a team lead"):
        take_handover_note_back(writing, mine)
    with desk.store.writing(lead.staff, desk.now) as writing:
        take_handover_note_back(writing, typed)
        with pytest.raises(NotPossible, match="taken back already"):
            take_handover_note_back(writing, typed)
    with desk.store.reading() as connection:
        assert [note.text for note in notes_of_day(connection, FRIDAY)] == ["\x1b[31m as typed \u202e"]
