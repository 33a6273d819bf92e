"""Changing a case and the lines of its timeline, on both databases: the words before are kept, nobody's change is overwritten."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from casework.permissions import NotAllowed
from db.actions.change_case import ChangeCase, change_case
from db.actions.change_entry import ChangeEntry, change_entry
from db.errors import BadValue, CaseChanged, NotPossible
from db.queries.case_changes import FieldChange, case_changes
from db.queries.likely_people import Asked, likely_people
from db.tables.plain import AUDIT, CASE_DETAIL
from tests.db.record import audited, contents
from tests.desk import Desk, complaint, contact

HOSTILE = "see [/] [@click=app.quit]x[/] Tŷ Gŵyr \x1b[31m\u202e\nsecond line"


def changes(desk: Desk, reference: str) -> list[FieldChange]:
    with desk.store.reading() as connection:
        return list(case_changes(connection, desk.case(reference).id))


def detail_of_audit(desk: Desk) -> str:
    with desk.store.reading() as connection:
        return str(connection.execute(select(AUDIT.c.detail).order_by(AUDIT.c.id.desc()).limit(1)).scalar_one())


def test_each_field_is_changed_and_its_words_before_are_kept_and_told(desk: Desk) -> None:
    ref = desk.logs(complaint(subject="custody", force="gwent", details={"incident": "last tue 9pm", "themes": "taser"}))
    before = desk.case(ref)
    desk.at("Tue 20 Jan 2026 09:00")
    names = ("subject", "force", "channel", "incident", "place", "themes")
    typed = {"subject": HOSTILE, "force": "met", "channel": "email", "incident": "12 jan 20:00", "themes": "", "place": "cell"}
    assert desk.changes(ref, **typed) == names
    after = desk.case(ref)
    assert (after.subject, after.force, after.channel, after.version) == (HOSTILE, "metropolitan", "email", before.version + 1)
    assert after.details == {"incident": "2026-01-12T20:00:00+00:00", "place": "cell"}
    assert {(it.name, it.before, it.after) for it in changes(desk, ref)} == {
        ("subject", "custody", HOSTILE),
        ("force", "Gwent", "Metropolitan"),
        ("channel", "phone", "email"),
        ("incident", "Tue 6 Jan 2026, 21:00", "Mon 12 Jan 2026, 20:00"),
        ("place", "", "cell"),
        ("themes", "Taser", ""),
    }
    assert {(it.at, it.staff) for it in changes(desk, ref)} == {(desk.now, "Adaeze Okoro")}
    line = after.timeline[0]
    assert (line.kind, line.step) == ("changed", "about, force, arrived by, incident, where and themes")
    assert line.text.splitlines() == [
        "About: 'custody' to 'see [/] [@click=app.quit]x[/] Tŷ Gŵyr ␛[31m⇆⏎second line'",
        "Force: 'Gwent' to 'Metropolitan'",
        "Arrived by: 'phone' to 'email'",
        "Incident: 'Tue 6 Jan 2026, 21:00' (typed as 'last tue 9pm') to 'Mon 12 Jan 2026, 20:00'",
        "Where: nothing to 'cell'",
        "Themes: 'Taser' (typed as 'taser') to nothing",
    ]
    assert audited(desk)[-1] == "case changed"
    assert "custody" not in detail_of_audit(desk)
    assert after.clocks == before.clocks
    with desk.store.reading() as connection:
        assert connection.execute(select(CASE_DETAIL.c.typed).where(CASE_DETAIL.c.name == "incident")).scalar() == "12 jan 20:00"


def test_what_is_read_as_before_changes_and_writes_nothing(desk: Desk) -> None:
    ref = desk.logs(complaint(force="gwent", details={"incident": "last tue 9pm"}))
    before = contents(desk.store)
    assert desk.changes(ref, subject="Help with a form", force="gwent", incident="6 jan 21:00", place="  ", themes="") == ()
    assert contents(desk.store) == before


def test_somebody_elses_change_is_not_overwritten_and_what_cannot_be_kept_keeps_nothing(desk: Desk) -> None:
    ref = desk.logs(complaint())
    read = desk.case(ref)
    desk.changes(ref, subject="theirs")
    before = contents(desk.store)
    with pytest.raises(CaseChanged), desk.store.writing(desk.staff, desk.now) as writing:
        change_case(writing, ChangeCase(read.id, read.version, {"subject": "mine"}))
    with pytest.raises(BadValue) as refused:
        desk.changes(ref, place="cell", subject=" ")
    assert refused.value.name == "subject"
    with pytest.raises(BadValue), desk.store.writing(desk.staff, desk.now) as writing:
        change_case(writing, ChangeCase(read.id, read.version + 1, {"provided": "1 nov"}))
    assert contents(desk.store) == before


def test_a_case_is_found_by_its_words_and_references_of_now_and_of_before(desk: Desk) -> None:
    named = desk.logs(complaint(subject="custody", name="Okafor, Ada", force_reference="CO/123/25"))
    nobodys = desk.logs(contact("feedback", subject="leaflet"))
    desk.changes(named, subject="strip search", force_reference="CO/777/25")
    desk.changes(nobodys, subject="website")
    desk.changes(nobodys, subject="poster")
    for typed in ("custody", "strip", "okafor", "CO/123/25", "CO/777/25"):
        assert desk.queue(typed) == [named], typed
    for typed in ("leaflet", "website", "poster"):
        assert desk.queue(f"{typed} status:any") == [nobodys], typed
    with desk.store.reading() as connection:
        for reference in ("CO/123/25", "CO/777/25"):
            assert [it.name for it in likely_people(connection, Asked(reference=reference))] == ["Okafor, Ada"], reference


def test_a_closed_case_is_changed_and_says_so(desk: Desk) -> None:
    ref = desk.logs(complaint())
    desk.closes(ref)
    assert desk.as_("agent", "tom").changes(ref, subject="custody") == ("subject",)
    assert desk.case(ref).timeline[0].text.splitlines()[0] == "Changed after it was closed."
    assert desk.case(ref).status == "closed"


def test_a_line_is_changed_and_keeps_every_earlier_word(desk: Desk) -> None:
    ref = desk.logs(complaint(note="they said this"))
    desk.notes(ref, "first")
    version = desk.case(ref).version
    assert desk.rewrites(ref, HOSTILE)
    assert desk.at("Tue 13 Jan 2026 09:00").rewrites(ref, "third")
    assert not desk.rewrites(ref, "third")
    assert desk.rewrites(ref, "", "contact")
    note, said = (next(it for it in desk.case(ref).timeline if it.kind == kind) for kind in ("note", "contact"))
    assert (note.text, note.edited, [it.text for it in note.former]) == ("third", True, [HOSTILE, "first"])
    assert [it.staff for it in note.former] == ["Adaeze Okoro"] * 2
    assert note.former[0].at == desk.now != note.former[1].at
    assert (said.text, [it.text for it in said.former], said.direction) == ("", ["they said this"], "in")
    assert desk.case(ref).version == version
    assert audited(desk)[-3:] == ["entry changed"] * 3
    assert "first" not in detail_of_audit(desk)


def test_only_the_words_that_were_read_are_replaced(desk: Desk) -> None:
    ref = desk.logs(complaint())
    desk.notes(ref, "first")
    entry = desk.case(ref).timeline[0]
    desk.rewrites(ref, "theirs")
    before = contents(desk.store)
    with (
        pytest.raises(CaseChanged, match="The words of 'note'"),
        desk.store.writing(desk.staff, desk.now) as writing,
    ):
        change_entry(writing, ChangeEntry(entry.id, "first", "mine"))
    for text in ("", "half \ud800"):
        with pytest.raises(BadValue):
            desk.rewrites(ref, text)
    assert contents(desk.store) == before


def test_members_change_their_own_lines_and_leads_those_of_others_and_nobody_what_the_desk_wrote(desk: Desk) -> None:
    ref = desk.logs(complaint())
    tom = desk.as_("agent", "tom")
    desk.notes(ref, "Adaeze wrote this")
    with pytest.raises(NotAllowed, match=r"change what somebody else wrote\. Ask a team lead\."):
        tom.rewrites(ref, "Tom was here")
    tom.notes(ref, "Tom wrote this")
    assert tom.rewrites(ref, "Tom wrote that")
    assert desk.as_("team-lead", "lea").rewrites(ref, "Lea put it right")
    desk.acknowledges(ref)
    with pytest.raises(NotPossible, match="The line 'acknowledged' is never changed"):
        desk.rewrites(ref, "x", "step")
    with pytest.raises(NotPossible), desk.store.writing(desk.staff, desk.now) as writing:
        change_entry(writing, ChangeEntry(9999, "", "x"))
    desk.closes(ref, text="no more to say")
    assert desk.rewrites(ref, "more to say", "closed")


def test_a_contact_is_added_either_way(desk: Desk) -> None:
    ref = desk.logs(complaint())
    desk.adds_contact(ref, "left a message", direction="out")
    desk.adds_contact(ref, "rang back", channel="email")
    assert [(it.direction, it.channel, it.text) for it in desk.case(ref).timeline[:2]] == [
        ("in", "email", "rang back"),
        ("out", "phone", "left a message"),
    ]
    with pytest.raises(BadValue, match=r"\(in\) or we them \(out\)"):
        desk.adds_contact(ref, "x", direction="sideways")


def test_the_line_of_a_case_that_was_brought_in_keeps_its_words_too(desk: Desk) -> None:
    from casework.foreign.contact_rows import ContactRow
    from db.actions.bring_in_contacts import BringInContacts, bring_in_contacts

    row = ContactRow(line=2, contact=complaint("Fri 9 Jan 2026 10:00", note="as in the file"), digest=b"x" * 32, cells=())
    for _ in range(2):
        with desk.store.writing(desk.staff, desk.now) as writing:
            tally = bring_in_contacts(writing, BringInContacts([row], "a.csv", 0))
        if tally.logged:
            assert desk.rewrites(tally.first, "put right", "contact")
            ref = tally.first
    assert (tally.logged, tally.already) == (0, 1)
    assert [it.text for it in desk.case(ref).timeline[-1].former] == ["as in the file"]
    assert replace(desk.case(ref).timeline[-1], former=()).text == "put right"
