"""Questions: a list to pick from and a text to type, neither of which loses what was typed."""

import pytest
from textual.app import App

from screens.widgets.picker import Pick, Picker
from screens.widgets.text_prompt import TextPrompt
from tests.ui.driver import screen_text, settle
from tests.ui.hosts import HOSTILE, Host

STAFF = [Pick("p", "Priya S", "3 open"), Pick("t", "Tom B", "12 open"), Pick("a", "Ali [b]K[/b]", "0 open")]


class Asking(Host):
    """Remembers the answers it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[str | None] = []

    def ask(self, question: Picker[str] | TextPrompt) -> None:
        self.push_screen(question, self.answers.append)


def has(app: App[None], *words: str) -> bool:
    """Whether all of these are on the screen."""
    return all(word in screen_text(app) for word in words)


async def test_picking_by_arrows() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(Picker("Allocate 3 cases to", STAFF))
        await settle(pilot)
        assert has(app, "Allocate 3 cases to", "Priya S", "12 open", "Ali [b]K[/b]", "enter choose")
        await pilot.press("down", "enter")
        assert app.answers == ["t"]


async def test_picking_by_typing() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(Picker("Allocate to", STAFF))
        await pilot.press("k", "space", "a", "l")
        await settle(pilot)
        assert not has(app, "Priya")
        await pilot.press("enter")
        assert app.answers == ["a"]


async def test_nothing_matches_is_said_and_enter_waits() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(Picker("Allocate to", STAFF))
        await pilot.press(*"[/]", "enter")
        await settle(pilot)
        assert has(app, "Nothing matches [/]")
        await pilot.press("escape")
        assert app.answers == [None]


async def test_the_one_already_chosen_is_where_it_starts() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(Picker("Allocate to", STAFF, chosen="a"))
        await pilot.press("enter")
        assert app.answers == ["a"]


async def test_a_click_picks() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(Picker("Allocate to", STAFF))
        await settle(pilot)
        line = next(number for number, line in enumerate(screen_text(app).splitlines()) if "Tom B" in line)
        await pilot.click(offset=(20, line))
        assert app.answers == ["t"]


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (200, 60)])
async def test_a_long_list_scrolls_and_its_keys_stay_in_sight(size: tuple[int, int]) -> None:
    app = Asking()
    async with app.run_test(size=size) as pilot:
        app.ask(Picker("Allocate to", [Pick(str(number), f"Person {number:02}") for number in range(40)]))
        await settle(pilot)
        await pilot.press(*["down"] * 25)
        assert has(app, "Person 25", "enter choose")
        await pilot.press("enter")
        assert app.answers == ["25"]


async def test_any_text_can_be_picked_from_at_any_size() -> None:
    app = Asking()
    async with app.run_test(size=(40, 12)) as pilot:
        app.ask(Picker("[/b] \x1b", [Pick(text, text, text) for text in HOSTILE]))
        for text in HOSTILE:
            assert "\x1b" not in screen_text(app)
            await pilot.press("down")
            del text
        await pilot.press("up", "pagedown", "pageup", "enter")
        assert app.answers[0] in HOSTILE


async def test_a_note_is_saved_by_ctrl_s_with_every_character() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(TextPrompt("Note on R26-000412", many_lines=True, text="see [/b]\r\n\u2028end"))
        await settle(pilot)
        assert has(app, "Note on R26-000412", "see [/b]", "ctrl+s save")
        await pilot.press("ctrl+s")
        assert app.answers == ["see [/b]\r\n\u2028end"]


async def test_a_line_is_saved_by_enter_and_an_empty_one_is_refused_in_words() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(TextPrompt("Reason", check=lambda text: "Say more." if len(text) < 2 else None))
        await pilot.press("enter")
        await settle(pilot)
        assert has(app, "✗ Type something first, or press esc.")
        await pilot.press("x", "ctrl+s")
        await settle(pilot)
        assert has(app, "✗ Say more.")
        await pilot.press("y", "enter")
        assert app.answers == ["xy"]


@pytest.mark.parametrize("many_lines", [True, False])
async def test_escape_hands_back_what_was_typed(many_lines: bool) -> None:
    app = Asking()
    kept: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(TextPrompt("Note", many_lines=many_lines, keep=kept.append))
        await pilot.press(*"half a", "escape")
        assert (app.answers, kept) == ([None], ["half a"])
        app.ask(TextPrompt("Note", many_lines=many_lines, text=kept[0], keep=kept.append))
        await settle(pilot)
        assert has(app, "half a")


async def test_the_title_and_question_are_only_text() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(TextPrompt("Close [/] R26-000412", question="[@click=app.quit]Why?[/]\n\x1b"))
        await settle(pilot)
        assert has(app, "Close [/] R26-000412", "[@click=app.quit]Why?[/]", "␛")
