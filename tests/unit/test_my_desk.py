"""A member's desk: how its parts share a screen, and what it says of drafts."""

from hypothesis import given
from hypothesis import strategies as st

from casework.draft_words import contact_draft_words, draft_named, draft_words
from casework.summaries.my_desk import FEWEST_LINES, shares


def test_parts_that_need_little_leave_their_room_to_the_others() -> None:
    assert shares([12, 0, 2, 4, 20], 15) == [5, 0, 2, 4, 4]
    assert shares([12, 5, 2, 4, 20], 15) == [4, 3, 2, 3, 3]
    assert shares([1, 1, 1, 1, 1], 15) == [1, 1, 1, 1, 1]
    assert shares([12, 5, 2, 4, 20], 3) == [2, 2, 2, 2, 2]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(-5, 80))
def test_no_room_is_left_over_while_a_part_has_more_to_show_and_none_is_left_out(wanted: list[int], room: int) -> None:
    given_ = shares(wanted, room)
    least = [min(lines, FEWEST_LINES) for lines in wanted]
    assert all(low <= it <= lines for low, it, lines in zip(least, given_, wanted, strict=True))
    assert sum(given_) == min(sum(wanted), max(sum(least), room))
    short = [it for it, lines in zip(given_, wanted, strict=True) if it < lines]
    assert max(given_) <= min(short, default=max(given_)) + 1, "none has more than a row over one that is short"


def test_drafts_are_told_in_a_line() -> None:
    fields = {"kind": "complaint", "name": "Ada Okafor ", "note": "They came\nat night."}
    assert contact_draft_words(fields) == "Complaint from Ada Okafor: They came …"
    assert contact_draft_words({"channel": "email"}) == "Mail"
    for form, typed, words in (
        ("why received C26-1", {"note": "\n the clock [/b]\n"}, "Why received: the clock [/b]"),
        ("edit C26-1", {"was subject": "form", "subject": "form B12"}, "What is recorded: form B12"),
        ("learning 3 C26-1", {"note": "Ask first"}, "Learning point, changed: Ask first"),
        ("survey 5 C26-1", {"fairly": "mostly"}, "Survey, changed: mostly"),
        ("entry 17", {"was words": "Rang.", "words": "Rang at 10."}, "Line of the timeline: Rang at 10."),
        ("letter how-it-stands C26-1", {"language": "en", "subject": "", "text": "Dear Ada"}, "Letter: Dear Ada"),
        ("letter free C26-1", {"language": "cy"}, "Letter"),
        ("contact on C26-1", {"channel": "phone", "said": "No answer"}, "Contact: No answer"),
        ("template thanks cy", {"kinds": "any", "body": "Diolch"}, "Template thanks cy: Diolch"),
        ("template", {"id": "thanks"}, "New template"),
        ("concern:1", {"kind": "gone since"}, "Safeguarding, not logged yet: F2 logs it"),
    ):
        assert draft_words(draft_named(form), typed) == words
