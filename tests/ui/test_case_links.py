"""Linking and merging by key on a case: what belongs with it, both sides before a merge, and taking all of it back."""

from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import at_the_desk
from tests.ui.hosts import WORST


async def test_cases_are_linked_by_reference_and_opened_and_the_link_taken_back(desk: Desk) -> None:
    first = desk.logs(complaint(name="Okafor, Ada"))
    desk.at("Fri 19 Dec 2025 10:05")
    second = desk.logs(enquiry(name=WORST[0], subject=WORST[1]))
    async with at_the_desk(desk) as here:
        await here.press("enter", "L")
        here.shows(f"Links of {first}", "Link another case", "Merge a duplicate: the one received first is kept")
        await here.types("link another")
        await here.press("enter")
        await here.types("e26 99999")
        await here.press("enter")
        here.shows("✗ No case has the reference 'e26 99999'.", "e26 99999")
        await here.press(*["backspace"] * 9)
        await here.types(second)
        await here.press("enter")
        here.shows(
            f"i  {first} is about the same incident as {second}",
            f"d  {first} is a duplicate of {second}",
            f"   {second} is a duplicate of {first}",
        )
        await here.press("d", "enter")
        here.shows(f"{first} is linked: duplicate of {second}.")
        await here.press("L")
        here.shows(f"duplicate of {second}", "open, see [/] [b]x[/b]")
        await here.press("enter")
        here.shows(f"> {second}")
        await here.press("L")
        here.shows(f"has the duplicate {first}")
        await here.types("take a link")
        await here.press("enter")
        here.shows(f"Link taken back: {first} duplicate of {second}.")
    assert desk.case(first).links == ()


async def test_a_duplicate_is_seen_beside_the_first_merged_and_given_back(desk: Desk) -> None:
    first = desk.logs(complaint(name="Okafor, Ada", subject=WORST[0], force="gwent"))
    person = desk.case(first).person_id
    desk.at("Fri 19 Dec 2025 11:00")
    second = desk.logs(complaint(name="Okafor, Ada", person_id=person, subject="long " * 60, force="gwent", note="once more"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "L")
        await here.types("merge a dup")
        await here.press("enter")
        here.shows(f"Which case is {first} once more?", f"{second}  long long", "perhaps the same, open")
        await here.press("enter")
        here.shows(f"Merge {second} into {first}", "Kept", "Merged into it", "see [/] [b]x[/b]", "Acknowledge by Wed 24")
        await here.press("escape")
        assert desk.case(second).merged_into is None
        await here.press("L")
        await here.types("merge a dup")
        await here.press("enter", "enter", "enter")
        here.shows(f"{second} is merged into {first}, whose clocks run on.", f"merged with its duplicate {second}")
        await here.press("L")
        here.shows(f"merged here: {second}")
        await here.press("enter")
        here.shows(f"merged into {first}", "long long")
        await here.press("L")
        await here.types("take the merge")
        await here.press("enter")
        here.shows(f"{second} is a case of its own again: open again, with its own clocks.")
    assert desk.case(second).merged_into is None
    async with at_the_desk(desk.as_("agent", "tom")) as here:
        await here.press("2", "enter", "L")
        await here.types("merge a dup")
        await here.press("enter")
        here.shows("Your role does not allow you to merge cases. Ask a team lead.")


async def test_records_of_one_person_are_turned_round_merged_and_parted(desk: Desk) -> None:
    desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123", person_details={"contact-plan": WORST[0], "language": "Welsh"}))
    desk.at("Fri 19 Dec 2025 11:00")
    desk.logs(
        enquiry(name="A. Okafor", phone="07700 900123", person_details={"contact-plan": "short calls", "language": "Polish"})
    )
    kept, merged = (desk.case(it).person_id for it in ("E25-000001", "E25-000002"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "L")
        await here.types("merge records")
        await here.press("enter")
        here.shows("Which record is Okafor, Ada too?", "A. Okafor")
        await here.press("enter")
        here.shows("Merge the record of A. Okafor into that of Okafor, Ada", "1 case go", "Contact plan", "see [/] [b]x[/b]")
        await here.press("t")
        here.shows("Merge the record of Okafor, Ada into that of A. Okafor")
        await here.press("t", "G")
        here.shows("Told otherwise, and left as it is kept: language.", "Given to the record that is kept: contact plan.")
        await here.press("enter")
        here.shows("A. Okafor is merged into Okafor, Ada: 1 case went over.")
        assert (desk.case("E25-000002").person_id, desk.person(merged).merged_into) == (kept, kept)
        await here.press("L")
        here.shows("same person as E25-000002")
        await here.types("record of A.")
        await here.press("enter")
        here.shows("A. Okafor has a record of their own again, with 1 case.")
    assert desk.case("E25-000002").person_id == merged
