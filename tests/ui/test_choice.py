"""A choice in one row: arrows and letters choose, and the chosen one is told without colour."""

import pytest

from screens.widgets.choice import Choice, Option
from tests.ui.driver import screen_text, settle
from tests.ui.hosts import HOSTILE, Host

KINDS = (Option("e", "Enquiry", "E"), Option("c", "Complaint", "C"), Option("q", "Referral query", "Q"))
FORCES = [Option(name.lower(), name) for name in ("Avon", "Bedford", "Cheshire", "Cleveland", "Cumbria", "Dorset", "Kent")]


class ChoiceHost(Host):
    """Remembers what was chosen."""

    def on_choice_changed(self, message: Choice.Changed) -> None:
        self.seen.append(message)

    def chosen(self) -> list[str | None]:
        return [message.value for message in self.seen if isinstance(message, Choice.Changed)]


async def test_the_chosen_one_stands_in_brackets() -> None:
    app = ChoiceHost(Choice(KINDS, "e"))
    async with app.run_test(size=(60, 4)) as pilot:
        await settle(pilot)
        assert screen_text(app).splitlines() == ["[● Enquiry] (C)omplaint  Referral (q)uery"]
        assert app.chosen() == []


async def test_the_focus_is_told_without_colour() -> None:
    choice = Choice(KINDS, "e")
    async with ChoiceHost(choice).run_test(size=(60, 4)) as pilot:
        await settle(pilot)
        assert drawn_reversed(choice) == ["[● Enquiry]"]
        choice.screen.set_focus(None)
        await settle(pilot)
        assert drawn_reversed(choice) == []


def drawn_reversed(choice: Choice) -> list[str]:
    """The parts of the row drawn in reverse."""
    return [segment.text for segment in choice.render_line(0) if segment.style is not None and segment.style.reverse]


async def test_arrows_and_letters_choose() -> None:
    choice = Choice(KINDS)
    app = ChoiceHost(choice)
    async with app.run_test(size=(60, 4)) as pilot:
        await pilot.press("right", "right", "left", "q", "Q", "E", "z", "end", "right", "home", "left", "backspace")
        assert app.chosen() == ["e", "c", "e", "q", "e", "q", "e"]


async def test_an_optional_choice_can_be_emptied() -> None:
    choice = Choice(KINDS, "c", optional=True)
    async with ChoiceHost(choice).run_test(size=(60, 4)) as pilot:
        await pilot.press("backspace")
        assert choice.value is None
        await pilot.press("left")
        assert choice.value == "q"


async def test_a_letter_that_several_share_goes_round_them() -> None:
    choice = Choice(FORCES)
    app = ChoiceHost(choice)
    async with app.run_test(size=(60, 4)) as pilot:
        await pilot.press("c", "c", "c", "c")
        assert app.chosen() == ["cheshire", "cleveland", "cumbria", "cheshire"]


@pytest.mark.parametrize("cells", [12, 20, 30, 45])
async def test_as_many_as_fit_are_shown_around_the_chosen_one(cells: int) -> None:
    choice = Choice(FORCES)
    app = ChoiceHost(choice)
    async with app.run_test(size=(cells, 4)) as pilot:
        choice.focus()
        for option in FORCES:
            await pilot.press("right")
            line = screen_text(app).splitlines()[0]
            assert f"[● {option.label}]" in line or f"[● {option.label}"[: cells - 5] in line
            assert len(line) <= cells
            assert line.startswith("‹") == (choice.shown().start > 0)
            assert line.endswith("›") == (choice.shown().stop < len(FORCES))


async def test_a_click_chooses() -> None:
    choice = Choice(KINDS, "e")
    async with ChoiceHost(choice).run_test(size=(60, 4)) as pilot:
        await pilot.click(choice, offset=(14, 0))
        assert choice.value == "c"
        choice.set_options(FORCES)
        await settle(pilot)
        assert choice.value is None


async def test_labels_are_only_text() -> None:
    choice = Choice([Option(str(number), text) for number, text in enumerate(HOSTILE)])
    app = ChoiceHost(choice)
    async with app.run_test(size=(60, 4)) as pilot:
        choice.focus()
        for _text in HOSTILE:
            await pilot.press("right")
            assert "\x1b" not in screen_text(app)
        assert app.is_running


async def test_letters_do_not_reach_the_screen_but_other_keys_do() -> None:
    choice = Choice(KINDS)
    async with ChoiceHost(choice).run_test(size=(60, 4)):
        assert choice.check_consume_key("n", "n")
        assert not choice.check_consume_key("question_mark", "?")
        assert not choice.check_consume_key("f1", None)


async def test_a_choice_that_shares_keys_leaves_the_letters_it_has_no_option_for() -> None:
    choice = Choice(KINDS, shares_keys=True)
    async with ChoiceHost(choice).run_test(size=(60, 4)) as pilot:
        letter = KINDS[1].letter or KINDS[1].label[0]
        assert choice.check_consume_key(letter, letter)
        assert not choice.check_consume_key("1", "1")
        choice.focus()
        await pilot.press("1", letter)
        assert choice.value == KINDS[1].id
