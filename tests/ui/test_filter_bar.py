"""The filter bar: completions under it that never get in the way of typing, and filters that are recalled."""

from collections.abc import Sequence

import pytest
from textual.pilot import Pilot

from casework.filter_completion import Completion
from casework.filter_history import MOST, history_text, read_history, with_filter
from screens.widgets.completion_list import CompletionList
from screens.widgets.filter_bar import FilterBar
from tests.ui.driver import screen_text, settle
from tests.ui.hosts import Host

KEYS = {"kind:": "the kind of case", "owner:": "whose it is", "due:": "when it is due"}
VALUES = {"kind:": ("review", "enquiry", "complaint", *(f"other-{number}" for number in range(6)))}


def completing(text: str, cursor: int) -> Sequence[Completion]:
    """Keys that begin as the term does, then the values of its key."""
    start = text.rfind(" ", 0, cursor) + 1
    key, colon, value = text[start:cursor].partition(":")
    wanted, found = (value, VALUES.get(f"{key}:", ())) if colon else (key, KEYS)
    put = {each: f"{key}:{each}" if colon else each for each in found if each.startswith(wanted)}
    return [
        Completion(each, KEYS.get(each, ""), f"{text[:start]}{whole}{text[cursor:]}", start + len(whole))
        for each, whole in put.items()
    ]


class BarHost(Host):
    """Remembers what the bar says."""

    def on_filter_bar_changed(self, message: FilterBar.Changed) -> None:
        self.seen.append(message)

    def on_filter_bar_left(self, message: FilterBar.Left) -> None:
        self.seen.append(message)

    def told(self) -> list[str]:
        """The filters that were told of since last asked, and `left` where it was."""
        told = [message.text if isinstance(message, FilterBar.Changed) else "left" for message in self.seen]
        self.seen.clear()
        return told


async def typed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def test_of_many_terms_that_are_not_understood_a_few_are_named_and_the_list_stays_in_sight() -> None:
    bar = FilterBar()
    app = BarHost(bar)
    async with app.run_test(size=(60, 12)) as pilot:
        bar.complain(["'a:' is not a filter."] * 9 + ["'b:' is not a filter.", "'c:' is not a filter.", "'d:' is not one."])
        await settle(pilot)
        assert screen_text(app).splitlines()[1] == " ! 'a:' is not a filter. 'b:' is not a filter. And 2 more."
        bar.complain(["long " * 200])
        await settle(pilot)
        assert bar.size.height == 7


async def test_what_can_follow_is_offered_and_taken_by_tab_right_arrow_and_click() -> None:
    bar = FilterBar()
    app = BarHost(bar)
    async with app.run_test(size=(60, 12)) as pilot:
        bar.complete_by(completing)
        bar.start()
        await typed(pilot, *"ki")
        assert screen_text(app).splitlines()[:2] == [" / ki", "   ▸ kind:  the kind of case"]
        await typed(pilot, "tab")
        assert bar.text == "kind:"
        shown = [" ".join(line.split()) for line in screen_text(app).splitlines()[1:]]
        assert shown == ["▸ review", "enquiry", "complaint", "other-0", "other-1", "other-2 3 more"]
        await typed(pilot, "down", "down", "up", "right")
        assert bar.text == "kind:enquiry "
        assert app.told() == ["k", "ki", "kind:", "kind:enquiry "]
        await typed(pilot, "d")
        await pilot.click(CompletionList, offset=(4, 0))
        await settle(pilot)
        assert (bar.text, bar.field.has_focus) == ("kind:enquiry due:", True)
        bar.text = "kind:enquiry "
        await typed(pilot, "ctrl+u", *"kind:e", "tab", ",", "r")
        assert bar.text == "kind:enquiry,r"
        bar.text = "kind:enquiry due:"
        await typed(pilot, "home", "tab")
        assert bar.text == "kind:enquiry due:"
        assert "▸ kind:" in screen_text(app)


async def test_typing_without_looking_is_never_hindered_and_each_esc_is_one_layer() -> None:
    bar = FilterBar()
    app = BarHost(bar)
    async with app.run_test(size=(60, 12)) as pilot:
        bar.complete_by(completing)
        bar.start()
        await typed(pilot, *"kind:rev", "enter")
        assert (bar.text, app.told()[-2:]) == ("kind:rev", ["kind:rev", "left"])
        await typed(pilot, "backspace")
        assert "▸ review" in screen_text(app)
        await typed(pilot, "escape")
        assert ("▸" not in screen_text(app), app.told()) == (True, ["kind:re"])
        await typed(pilot, "escape")
        assert app.told() == ["left"]
        await typed(pilot, "end", "v", "down", "enter")
        assert (bar.text, "▸" in screen_text(app)) == ("kind:review ", False)
        await typed(pilot, "up")
        assert app.told()[-1] == "kind:re"
        assert "▸" not in screen_text(app)


async def test_filters_are_recalled_the_latest_first_and_what_was_begun_is_there_again() -> None:
    bar = FilterBar()
    app = BarHost(bar)
    async with app.run_test(size=(60, 12)) as pilot:
        bar.field.earlier = ["okafor", "kind:review"]
        bar.start()
        await typed(pilot, *"new", "up", "up", "up")
        assert (bar.text, app.told()[-2:]) == ("okafor", ["kind:review", "okafor"])
        await typed(pilot, "down", "down", "down")
        assert bar.text == "new"
        await typed(pilot, "enter")
        bar.text = "set by a view"
        await settle(pilot)
        assert app.told()[-2:] == ["left", "set by a view"]
        assert list(bar.field.earlier) == ["okafor", "kind:review", "new"]


@pytest.mark.parametrize(
    ("earlier", "typed", "kept"),
    [
        ((), "", ()),
        (("a", "b"), "  a  ", ("b", "a")),
        (("a",), "x" * 501, ("a",)),
        (("a",), "nul \x00", ("a",)),
        (tuple(map(str, range(MOST))), "new", (*map(str, range(1, MOST)), "new")),
    ],
)
def test_the_last_fifty_filters_are_kept_each_once(earlier: tuple[str, ...], typed: str, kept: tuple[str, ...]) -> None:
    assert with_filter(earlier, typed) == kept
    assert read_history(history_text(kept)) == kept


@pytest.mark.parametrize("kept", [None, "", "{", "3", '{"a": 1}', "[1, null]"])
def test_a_history_that_cannot_be_read_is_none(kept: str | None) -> None:
    assert read_history(kept) == ()
