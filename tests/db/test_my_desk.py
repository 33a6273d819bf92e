"""A member's desk: their open work, what they promised, wrote and were given, and what changed while they were away."""

from datetime import datetime

from casework.summaries.my_desk import MyDesk, PartId, as_json, as_text
from db import settings
from db.actions.drafts import keep_draft
from db.actions.own_settings import keep_own_setting
from db.queries.my_desk import my_desk
from db.queries.overnight import MOST, office_closed
from screens.case_questions import SHOWN_AGAIN_BY
from tests.desk import Desk, complaint, enquiry, moment, review


def seen_by(desk: Desk, looked_at: datetime | None = None) -> MyDesk:
    with desk.store.reading() as connection:
        found = my_desk(connection, desk.store.rules_in(connection), desk.staff.id, desk.now, looked_at)
    for part in found.parts:
        assert len({line.key for line in part.lines}) == len(part.lines) <= part.total, "a row is known by its key"
    return found


def references(desk: Desk, part: PartId) -> list[str]:
    return [line.reference for line in seen_by(desk).part(part).lines]


def changed(desk: Desk) -> list[tuple[str, str]]:
    return [(line.reference, line.words) for line in seen_by(desk).part("changes").lines]


def keeps(desk: Desk, form: str, **fields: str) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_draft(writing, form, fields)


def test_a_new_member_has_nothing_and_is_told_so_in_words(desk: Desk) -> None:
    agent = desk.as_("agent", "tom")
    found = seen_by(agent)
    assert [part.total for part in found.parts] == [0] * 5
    assert as_text(found, desk.store.rules, desk.now).splitlines()[::2] == [
        "My open work: no open case is yours.",
        "Call-backs and tasks: nobody is to be called back, and no task is yours.",
        "Drafts: nothing is half written.",
        "Given to me: nothing new since you last looked.",
        "Since the office closed, Fri 9 Jan, 17:00: nothing changed on your cases.",
    ]


def test_own_open_work_is_in_the_order_of_its_deadlines_and_nobody_elses(desk: Desk) -> None:
    tom, priya = desk.as_("agent", "tom"), desk.as_("agent", "priya")
    slow, fast, closed, others = desk.logs(review()), desk.logs(complaint()), desk.logs(enquiry()), desk.logs(enquiry())
    for reference in (slow, fast, closed):
        tom.gives(reference, tom.staff)
    priya.gives(others, priya.staff)
    tom.closes(closed)
    assert references(tom, "work") == [fast, slow]
    desk.at("Fri 16 Jan 2026 09:00")
    text = as_text(seen_by(tom), desk.store.rules, desk.now)
    assert text.startswith("My open work (2, 1 overdue)\n  ▲ overdue 1 day")
    json = as_json(seen_by(tom), desk.store.rules, desk.now)["work"]
    assert isinstance(json, dict)
    line = json["lines"][0]
    assert (line["reference"], line["due"], line["state"]) == (fast, "2026-01-15T17:00:00+00:00", "overdue 1 day")


def test_what_others_gave_is_new_until_it_was_looked_at(desk: Desk) -> None:
    tom, lead = desk.as_("agent", "tom"), desk.as_("team-lead", "priya")
    given, taken, passed_on, ended = (desk.logs(enquiry(name=f"Caller {number}")) for number in range(4))
    for reference in (given, passed_on, ended):
        lead.gives(reference, tom.staff)
    tom.gives(taken, tom.staff)
    lead.gives(passed_on, lead.staff)
    tom.closes(ended)
    (line,) = seen_by(tom).part("given").lines
    assert (line.reference, line.words) == (given, "by Priya Jones  Enquiry  Caller 0  Help with a form")
    assert references(lead, "given") == []
    with desk.store.writing(tom.staff, desk.now) as writing:
        keep_own_setting(writing, settings.DESK_SEEN_AT, desk.now.isoformat())
    assert references(tom, "given") == []
    later = desk.at("Mon 12 Jan 2026 11:00").logs(enquiry())
    lead.gives(later, tom.staff)
    assert references(tom, "given") == [later]
    assert [line.reference for line in seen_by(tom, moment("Mon 12 Jan 2026 09:00")).part("given").lines] == [later, given]


def test_what_others_wrote_since_the_last_day_here_is_told_newest_first(desk: Desk) -> None:
    tom, lead = desk.as_("agent", "tom"), desk.as_("team-lead", "priya")
    mine, ended, theirs = desk.logs(enquiry()), desk.logs(enquiry()), desk.logs(enquiry())
    for reference in (mine, ended):
        tom.gives(reference, tom.staff)
    tom.at("Mon 12 Jan 2026 16:00").notes(mine, "my last word")
    lead.at("Mon 12 Jan 2026 18:00").notes(mine, "Rang [/b] again\nand again")
    lead.notes(theirs, "not his")
    lead.at("Tue 13 Jan 2026 08:00").closes(ended, "answered")
    tom.at("Tue 13 Jan 2026 09:00").notes(mine, "today, by himself")
    assert changed(tom) == [
        (ended, "closed: answered, by Priya Jones"),
        (mine, "note, by Priya Jones: Rang [/b] again …"),
    ]
    assert seen_by(tom).since == moment("Mon 12 Jan 2026 16:00")
    assert changed(lead) == []


def test_what_was_dated_back_and_what_became_overdue_count_from_when_they_came(desk: Desk) -> None:
    from db.actions.add_contact import AddContact, add_contact

    tom, lead = desk.as_("agent", "tom"), desk.as_("team-lead", "priya")
    mine = desk.logs(complaint())
    tom.gives(mine, tom.staff)
    tom.at("Wed 14 Jan 2026 16:00").notes(mine, "my last word")
    case = lead.at("Wed 14 Jan 2026 18:00").case(mine)
    with desk.store.writing(lead.staff, desk.now) as writing:
        add_contact(writing, AddContact(case.id, case.version, "post", "A letter.", moment("Tue 13 Jan 2026 09:00")))
    desk.at("Fri 16 Jan 2026 09:00")
    assert changed(tom) == [
        (mine, "▲ overdue: Acknowledge by Thu 15 Jan"),
        (mine, "contact by post, by Priya Jones: A letter."),
    ]


def test_of_many_changes_the_newest_are_told_and_the_others_counted(desk: Desk) -> None:
    tom, lead = desk.as_("agent", "tom"), desk.as_("team-lead", "priya")
    mine = desk.logs(enquiry())
    tom.gives(mine, tom.staff)
    lead.at("Mon 12 Jan 2026 18:00")
    for number in range(MOST + 14):
        lead.notes(mine, f"note {number}")
    part = seen_by(tom.at("Tue 13 Jan 2026 09:00")).part("changes")
    assert (len(part.lines), part.total, part.unread) == (MOST, MOST + 14, 14)
    assert part.lines[0].words.endswith(f"note {MOST + 13}")


def test_the_office_last_closed_on_the_working_day_before(desk: Desk) -> None:
    for at, since in (
        ("Mon 12 Jan 2026 09:00", "Fri 9 Jan 2026 17:00"),
        ("Sat 10 Jan 2026 11:00", "Fri 9 Jan 2026 17:00"),
        ("Tue 7 Apr 2026 09:00", "Thu 2 Apr 2026 17:00"),
    ):
        assert office_closed(desk.store.rules, moment(at)) == moment(since)


def test_a_call_back_has_the_number_to_ring_on_its_line(desk: Desk) -> None:
    tom = desk.as_("agent", "tom")
    mine = desk.logs(enquiry(name="Ada Okafor", phone="07700 900123"))
    tom.gives(mine, tom.staff)
    tom.does(mine, "callback-promised", "tomorrow 10:00, she is at work")
    (line,) = seen_by(tom).part("tasks").lines
    assert line.words.startswith("call 07700 900123  Ada Okafor")
    assert (line.reference, line.when(desk.store.rules, desk.now)) == (mine, "● 1 day left  Tue 13 Jan")
    desk.at("Tue 13 Jan 2026 10:01")
    assert seen_by(tom).part("tasks").heading(desk.store.rules, desk.now) == "Call-backs and tasks (1, 1 overdue)"
    tom.does(mine, "callback-returned")
    assert references(tom, "tasks") == []


def test_drafts_of_contacts_notes_and_people_are_there_to_go_on_with(desk: Desk) -> None:
    case = desk.logs(enquiry(name="Ada Okafor"))
    person = desk.case(case).person_id
    keeps(desk, "new contact:1", kind="complaint", name="Dai Evans", subject="custody")
    keeps(desk.at("Mon 12 Jan 2026 10:01"), f"note {case}", note="half a thought")
    keeps(desk.at("Mon 12 Jan 2026 10:02"), f"person {person}", phone="07700")
    keeps(desk.as_("agent", "tom"), "new contact:2", name="not mine")
    part = seen_by(desk).part("drafts")
    assert part.total == 3
    assert [(line.reference, line.words, line.form) for line in part.lines] == [
        (case, "What is known of Ada Okafor: 07700", f"person {person}"),
        (case, "Note: half a thought", f"note {case}"),
        ("", "Complaint from Dai Evans: custody", "new contact:1"),
    ]


def test_no_draft_is_left_out_whatever_it_is_of(desk: Desk) -> None:
    """Every name that a screen keeps a draft by, and some of things that the record has no more."""
    case, other = desk.logs(enquiry(name="Ada Okafor")), desk.logs(complaint(name="Ada Okafor"))
    desk.notes(other, "Rang.")
    note, person, kept = desk.case(other).timeline[0].id, desk.case(case).person_id, desk.case(other).person_id
    assert person is not None
    assert kept is not None
    desk.merges_people(person, kept)
    asked = (*SHOWN_AGAIN_BY, "task when", "edit", "contact on", "letter free", "letter how-it-stands")
    found = {f"{about} {case}": case for about in asked}
    found |= {f"entry {note}": other, f"person {person}": other}
    found |= dict.fromkeys(("new contact", "new contact:mail-1", "concern:1", "template", "template thanks cy"), "")
    found |= dict.fromkeys(("entry 999999", "person 999999", "note E99-000001X", "never heard of"), "")
    for form in found:
        keeps(desk, form, note="typed")
    part = seen_by(desk).part("drafts")
    assert {line.form: line.reference for line in part.lines} == found
    assert part.total == len(found)
    assert all((line.case_id is not None) == bool(line.reference) and line.words for line in part.lines)
